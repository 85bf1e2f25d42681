// Telling the administrator that something is wrong with the picked picture.

import * as api from "./api.js";
import { element, make } from "./dom.js";
import { attempt } from "./shell.js";
import { strings } from "./strings.js";

const reason = /** @type {HTMLSelectElement} */ (element("report-reason"));
const note = /** @type {HTMLTextAreaElement} */ (element("report-note"));
let file = "";

reason.append(...Object.entries(strings.reasons).map(([value, words]) => make("option", { value }, [words])));
element("report-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const done = await attempt(async () => {
    await api.reportFile(file, { reason: reason.value, note: note.value });
    return true;
  });
  if (!done) return;
  note.value = "";
  element("report-said").textContent = strings.reported;
});

/**
 * The report is about this picture from now on.
 * @param {string} id
 */
export function reportAbout(id) {
  file = id;
  element("report-said").textContent = "";
}
