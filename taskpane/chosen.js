// What can be done with the picked design: its alternative text, putting it into the document, copying and saving it.

import { getFile } from "./api.js";
import { element, make, notify, save, show } from "./dom.js";
import { findHost } from "./hosts/host.js";
import { insert } from "./insert.js";
import { reportAbout } from "./report.js";
import { attempt } from "./shell.js";
import { fill, strings } from "./strings.js";

/** @typedef {import("./api.js").Candidate} Candidate */
/** @typedef {import("./hosts/host.js").Format} Format */

const alt = /** @type {HTMLTextAreaElement} */ (element("alt"));
const decorative = /** @type {HTMLInputElement} */ (element("decorative"));

decorative.addEventListener("change", () => {
  alt.disabled = decorative.checked;
});

/**
 * Shows what can be done with a candidate.
 * @param {Candidate} candidate
 * @param {number} index
 * @param {string[]} formats
 */
export async function showChosen(candidate, index, formats) {
  alt.value = candidate.alt ?? "";
  decorative.checked = false;
  alt.disabled = false;
  element("inserted").textContent = "";
  reportAbout(candidate.files.png?.id ?? "");
  const name = `vignette-${index + 1}`;
  const host = await findHost();
  const ways = host.ways.filter((format) => candidate.files[format]);
  element("inserts").replaceChildren(...ways.map((format, place) => insertButton(candidate, format, name, place === 0)));
  show("inserts", ways.length > 0);
  const saves = formats.filter((format) => candidate.files[format]).map((format) => saveButton(candidate, format, name));
  element("downloads").replaceChildren(copyButton(candidate), ...saves);
}

/**
 * @param {Candidate} candidate
 * @param {Format} format
 * @param {string} name
 * @param {boolean} isFirst
 */
function insertButton(candidate, format, name, isFirst) {
  const button = make("button", { type: "button", class: isFirst ? "primary" : "" });
  findHost().then((host) => {
    button.textContent = fill(strings.inserts[format], { host: host.name });
  });
  button.addEventListener("click", async () => {
    button.disabled = true;
    const blob = await attempt(() => getFile(candidate.files[format]));
    if (blob) await insert(blob, format, name, decorative.checked ? "" : alt.value.trim(), element("inserted"));
    button.disabled = false;
  });
  return button;
}

/** @param {Candidate} candidate */
function copyButton(candidate) {
  const button = make("button", { type: "button" }, [strings.copy]);
  button.addEventListener("click", async () => {
    // The bytes come as a promise, so that the click still counts as the reader's own wish.
    const item = new ClipboardItem({ "image/png": getFile(candidate.files.png) });
    try {
      await navigator.clipboard.write([item]);
      element("inserted").textContent = strings.copied;
    } catch {
      notify(strings.notCopied);
    }
  });
  return button;
}

/**
 * @param {Candidate} candidate
 * @param {string} format
 * @param {string} name
 */
function saveButton(candidate, format, name) {
  const button = make("button", { type: "button" }, [fill(strings.download, { format: format.toUpperCase() })]);
  button.addEventListener("click", () => attempt(async () => save(await getFile(candidate.files[format]), `${name}.${format}`)));
  return button;
}
