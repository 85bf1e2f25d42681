// What can be done with the picked design: its alternative text, putting it into the document, copying and saving it.

import { getFile } from "./api.js";
import { element, make, notify, save, show } from "./dom.js";
import { NotTaken, findHost } from "./hosts/host.js";
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
    if (blob) await insert(blob, format, name, decorative.checked ? "" : alt.value.trim());
    button.disabled = false;
  });
  return button;
}

/**
 * Puts bytes into the document around the page, and says how it went.
 * @param {Blob} blob
 * @param {Format} format
 * @param {string} name
 * @param {string} text the alternative text; none for a decorative picture
 */
export async function insert(blob, format, name, text) {
  notify();
  element("inserted").textContent = "";
  const host = await findHost();
  try {
    const sized = format === "png" ? await fitting(blob) : { blob, width: 0, height: 0 };
    const base64 = await base64Of(sized.blob);
    const { hasAlt } = await host.insert({ format, base64, alt: text, name, width: sized.width, height: sized.height });
    element("inserted").textContent = hasAlt ? strings.insertedWithAlt : fill(strings.insertedWithoutAlt, { text });
  } catch (error) {
    notify(error instanceof NotTaken ? strings.notTaken : strings.notInserted);
  }
}

/** Word on the web drops pictures of many megabytes and says it took them (office-js #3033): larger ones are made smaller. */
const MOST_BYTES = 4 << 20;

/**
 * A picture with its size in pixels: as it was delivered, or smaller when it is too many bytes.
 * @param {Blob} blob
 */
async function fitting(blob) {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  if (blob.size <= MOST_BYTES) return { blob, width, height };
  const scale = Math.sqrt(MOST_BYTES / blob.size);
  const canvas = new OffscreenCanvas(Math.floor(width * scale), Math.floor(height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return { blob: await canvas.convertToBlob({ type: "image/png" }), width: canvas.width, height: canvas.height };
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

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1]);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
