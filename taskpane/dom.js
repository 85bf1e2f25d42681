// The few things the page does to its document.

/**
 * The element of that id; the page's own HTML has it.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * @param {string} id
 * @param {boolean} visible
 */
export function show(id, visible) {
  element(id).hidden = !visible;
}

/**
 * Says what went wrong, or nothing.
 * @param {string} [message]
 */
export function notify(message) {
  element("notice").textContent = message ?? "";
  show("notice", Boolean(message));
}
