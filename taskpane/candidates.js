// The designs to pick from, as a radio group, and the downloads of the picked one.

import { getFile } from "./api.js";
import { element, notify, show } from "./dom.js";
import { findHost, formatFor } from "./office.js";
import { fill, strings } from "./strings.js";

/** @typedef {import("./api.js").Candidate} Candidate */

/** @type {string[]} */
let pictureUrls = [];
/** @type {(index: number) => void} */
let onPicked = () => {};
const host = findHost();

/**
 * Calls `listener` with the number of the candidate that is picked, whenever another is.
 * @param {(index: number) => void} listener
 */
export function onPick(listener) {
  onPicked = listener;
}

/**
 * Shows a changed design in its candidate's place.
 * @param {number} index
 * @param {Candidate} candidate
 * @param {string[]} formats
 */
export async function replaceCandidate(index, candidate, formats) {
  const url = URL.createObjectURL(await getFile(candidate.files.png));
  URL.revokeObjectURL(pictureUrls[index]);
  pictureUrls[index] = url;
  const old = element("candidates").children[index];
  const changed = option(candidate, index, () => showDownloads(candidate, index, formats));
  const input = /** @type {HTMLInputElement} */ (changed.querySelector("input"));
  input.checked = /** @type {HTMLInputElement} */ (old.querySelector("input")).checked;
  /** @type {HTMLElement} */ (changed.querySelector(".caption")).textContent = fill(strings.changed, { number: index + 1 });
  old.replaceWith(changed);
  if (input.checked) await showDownloads(candidate, index, formats);
}

/**
 * Shows the candidates; the first is picked.
 * @param {Candidate[]} candidates
 * @param {string[]} formats
 */
export async function showCandidates(candidates, formats) {
  pictureUrls.forEach((url) => URL.revokeObjectURL(url));
  pictureUrls = await Promise.all(
    candidates.map(async (candidate) => URL.createObjectURL(await getFile(candidate.files.png))),
  );
  element("candidates").replaceChildren(
    ...candidates.map((candidate, index) => option(candidate, index, () => showDownloads(candidate, index, formats))),
  );
  if (candidates.length > 0) await showDownloads(candidates[0], 0, formats);
  show("result", true);
  element("candidates-heading").focus({ preventScroll: true });
  element("result").scrollIntoView({ block: "nearest" });
}

/**
 * @param {Candidate} candidate
 * @param {number} index
 * @param {() => void} onPick
 */
function option(candidate, index, onPick) {
  const name = fill(strings.candidate, { number: index + 1 });
  const label = document.createElement("label");
  label.className = "candidate";
  const input = document.createElement("input");
  input.type = "radio";
  input.name = "candidate";
  input.checked = index === 0;
  input.addEventListener("change", onPick);
  const picture = document.createElement("img");
  picture.src = pictureUrls[index];
  picture.alt = candidate.alt ?? "";
  const caption = document.createElement("span");
  caption.className = "caption";
  caption.textContent = name;
  label.append(input, picture, caption);
  return label;
}

/**
 * @param {Candidate} candidate
 * @param {number} index
 * @param {string[]} formats
 */
async function showDownloads(candidate, index, formats) {
  onPicked(index);
  const buttons = formats.filter((format) => candidate.files[format]).map((format) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = fill(strings.download, { format: format.toUpperCase() });
    button.addEventListener("click", () => download(candidate, index, format));
    return button;
  });
  element("downloads").replaceChildren(...(await insertButtons(candidate)), ...buttons);
}

/**
 * @param {Candidate} candidate
 * @param {number} index
 * @param {string} format
 */
async function download(candidate, index, format) {
  try {
    const url = URL.createObjectURL(await getFile(candidate.files[format]));
    const link = document.createElement("a");
    link.href = url;
    link.download = `vignette-${index + 1}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch (error) {
    notify(error instanceof Error && error.message ? error.message : strings.unreachable);
  }
}

/**
 * The button that puts the design into the Office document around the page, when there is one.
 * @param {Candidate} candidate
 */
async function insertButtons(candidate) {
  const office = await host;
  if (!office) return [];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "primary";
  button.textContent = fill(strings.insert, { host: office.name });
  button.addEventListener("click", async () => {
    notify();
    try {
      const format = formatFor(office);
      const base64 = await base64Of(await getFile(candidate.files[format]));
      await office.insert({ alt: candidate.alt ?? "", format, base64 });
    } catch {
      notify(strings.notInserted);
    }
  });
  return [button];
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
