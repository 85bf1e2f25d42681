// Putting bytes into the document around the page.

import { notify } from "./dom.js";
import { NotTaken, findHost } from "./hosts/host.js";
import { fill, strings } from "./strings.js";

/** @typedef {import("./hosts/host.js").Format} Format */

/**
 * Puts bytes into the document around the page, and says how it went.
 * @param {Blob} blob
 * @param {Format} format
 * @param {string} name
 * @param {string} text the alternative text; none for a decorative picture
 * @param {HTMLElement} said where it is said
 */
export async function insert(blob, format, name, text, said) {
  notify();
  said.textContent = "";
  const host = await findHost();
  try {
    const sized = format === "png" ? await fitting(blob) : { blob, width: 0, height: 0 };
    const base64 = await base64Of(sized.blob);
    const { hasAlt } = await host.insert({ format, base64, alt: text, name, width: sized.width, height: sized.height });
    said.textContent = hasAlt ? strings.insertedWithAlt : fill(strings.insertedWithoutAlt, { text });
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
