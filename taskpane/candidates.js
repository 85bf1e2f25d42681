// The designs to pick from, as a radio group.

import { getFile } from "./api.js";
import { showChosen } from "./chosen.js";
import { element, show } from "./dom.js";
import { fill, strings } from "./strings.js";

/** @typedef {import("./api.js").Candidate} Candidate */

/** @type {string[]} */
let pictureUrls = [];
/** @type {(index: number) => void} */
let onPicked = () => {};

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
  const changed = option(candidate, index, () => pick(candidate, index, formats));
  const input = /** @type {HTMLInputElement} */ (changed.querySelector("input"));
  input.checked = /** @type {HTMLInputElement} */ (old.querySelector("input")).checked;
  /** @type {HTMLElement} */ (changed.querySelector(".caption")).textContent = fill(strings.changed, { number: index + 1 });
  old.replaceWith(changed);
  if (input.checked) await pick(candidate, index, formats);
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
    ...candidates.map((candidate, index) => option(candidate, index, () => pick(candidate, index, formats))),
  );
  if (candidates.length > 0) await pick(candidates[0], 0, formats);
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
async function pick(candidate, index, formats) {
  onPicked(index);
  await showChosen(candidate, index, formats);
}
