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

/** Said when the identity provider gave no token. */
export class NotSignedIn extends Error {}

/**
 * A new element with attributes and content.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} [content]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, content = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/**
 * Lets the browser save bytes under a name.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
