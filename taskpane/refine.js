// Changing the picked design in words, and going back and forward through what was said.

import { element } from "./dom.js";
import { fill, strings } from "./strings.js";

/** @typedef {import("./api.js").Job} Job */

const words = /** @type {HTMLInputElement} */ (element("refine"));
const undo = /** @type {HTMLButtonElement} */ (element("undo"));
const redo = /** @type {HTMLButtonElement} */ (element("redo"));
/**
 * The version of each candidate that is shown, by the candidate's number: the job it came from, and its history.
 * @type {Map<number, Job>}
 */
const versions = new Map();
let design = "";
let picked = 0;

/**
 * Starts with new designs: nothing was said of them yet.
 * @param {string} job
 */
export function startRefining(job) {
  design = job;
  versions.clear();
  words.value = "";
  pickForRefining(0);
}

/**
 * Words are about this candidate from now on; answers what its changed version says.
 * @param {number} index
 */
export function pickForRefining(index) {
  picked = index;
  const history = versions.get(index)?.history;
  undo.disabled = !history || history.at === 0;
  redo.disabled = !history || history.at === history.changes.length;
  const said = history?.changes.slice(0, history.at).join(" · ");
  element("refine-said").textContent = history ? (said ? fill(strings.refineSaid, { changes: said }) : strings.refineFirst) : "";
  return versions.get(index)?.brief;
}

/**
 * Calls `change` with the picked candidate, the job that made its shown version, and what was said of it.
 * @param {(index: number, job: string, request: Record<string, unknown>) => Promise<Job | null>} change
 * @param {() => void} onEmpty
 */
export function onRefine(change, onEmpty) {
  /** @param {string} said */
  const ask = async (said) => {
    const index = picked;
    const version = versions.get(index);
    const request = version ? { words: said } : { words: said, candidate: index + 1 };
    const done = await change(index, version?.id ?? design, request);
    if (!done) return;
    versions.set(index, done);
    words.value = "";
    pickForRefining(index);
    words.focus();
  };
  element("refine-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (words.value.trim() === "") {
      onEmpty();
      words.focus();
    } else ask(words.value);
  });
  undo.addEventListener("click", () => ask("undo"));
  redo.addEventListener("click", () => ask("redo"));
}
