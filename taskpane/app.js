// The page: sign in, ask, watch, pick, download. Each function shows one state; the server decides everything else.

import * as api from "./api.js";
import { onPick, replaceCandidate, showCandidates } from "./candidates.js";
import { element, notify, show } from "./dom.js";
import { readOptions, showOptions } from "./options.js";
import { showRecent, showUsage } from "./recent.js";
import { onRefine, pickForRefining, startRefining } from "./refine.js";
import { attempt, startPage } from "./shell.js";
import { fill, strings } from "./strings.js";
import { showSuggestion } from "./suggestion.js";
import { readFields, showUnderstood } from "./understood.js";

/** @typedef {import("./api.js").Job} Job */

const FORMATS = ["png", "pdf", "docx", "pptx"];
const prompt = /** @type {HTMLTextAreaElement} */ (element("prompt"));
const create = /** @type {HTMLButtonElement} */ (element("create"));
/** @type {string | null} */
let running = null;
/** @type {import("./api.js").Brief | undefined} */
let understood;

showExamples();
showOptions();
startPage({ onSignedIn: showCompose, onSignedOut: () => { running = null; } });
element("compose-form").addEventListener("submit", (event) => onCreate(event, {}));
element("understood-form").addEventListener("submit", (event) => onCreate(event, readFields()));
element("cancel").addEventListener("click", onCancel);
onPick((index) => {
  const brief = pickForRefining(index) ?? understood;
  if (brief) showUnderstood(brief, true);
});
onRefine(refine, () => notify(strings.emptyRefine));
prompt.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) create.click();
});

function showCompose() {
  show("compose", true);
  prompt.focus();
  showSuggestion((request) => {
    prompt.value = request;
    prompt.focus();
  });
  attempt(showRecent);
  attempt(showUsage);
}

function showExamples() {
  for (const example of strings.examples) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = example;
    button.addEventListener("click", () => {
      prompt.value = example;
      prompt.focus();
    });
    element("examples").append(button);
  }
}

/**
 * @param {Event} event
 * @param {Record<string, unknown>} fields what the person corrected
 */
async function onCreate(event, fields) {
  event.preventDefault();
  notify();
  if (prompt.value.trim() === "") {
    notify(strings.emptyPrompt);
    prompt.focus();
    return;
  }
  create.disabled = true;
  await attempt(() => order({ prompt: prompt.value, candidates: 4, formats: FORMATS, ...readOptions(), ...fields }));
  running = null;
  create.disabled = false;
  show("progress", false);
}

/** @param {Record<string, unknown>} request */
async function order(request) {
  for (const id of ["result", "examples"]) show(id, false);
  showProgress({ id: "", status: "queued" });
  const job = await api.createDesign(request);
  running = job.id;
  understood = job.brief;
  if (job.brief) showUnderstood(job.brief);
  await api.followJob(job.id, showProgress, showPreview);
  const finished = await api.getJob(job.id);
  if (finished.status === "done") {
    element("progress-text").textContent = strings.loading;
    startRefining(job.id);
    await showCandidates(finished.candidates ?? [], FORMATS);
    attempt(showRecent);
    attempt(showUsage);
  } else if (finished.status === "cancelled") {
    notify(strings.cancelled);
  } else {
    notify([finished.error?.message ?? strings.failed, finished.error?.hint].filter(Boolean).join("\n"));
  }
}

/**
 * Changes a design in words; the answer takes its place among the candidates.
 * @param {number} index
 * @param {string} id
 * @param {Record<string, unknown>} request
 * @returns {Promise<Job | null>}
 */
async function refine(index, id, request) {
  notify();
  const done = await attempt(async () => {
    showProgress({ id: "", status: "queued" });
    const job = await api.refineDesign(id, { ...request, formats: FORMATS });
    running = job.id;
    await api.followJob(job.id, showProgress, showPreview);
    const ended = await api.getJob(job.id);
    if (ended.status !== "done" || !ended.candidates) {
      notify(ended.status === "cancelled" ? strings.cancelled : ended.error?.message ?? strings.failed);
      return null;
    }
    await replaceCandidate(index, ended.candidates[0], FORMATS);
    if (ended.brief) showUnderstood(ended.brief, true);
    if (ended.notices?.length) notify(ended.notices.join("\n"));
    return ended;
  });
  running = null;
  show("progress", false);
  return done;
}

/** @param {Job} job */
function showProgress(job) {
  if (job.status === "queued") show("preview", false);
  show("progress", true);
  const percent = Math.round((job.progress ?? 0) * 100);
  const bar = /** @type {HTMLProgressElement} */ (element("progress-bar"));
  if (job.status === "queued") bar.removeAttribute("value");
  else bar.value = percent;
  const text = job.status === "queued" ? strings.queued : fill(strings.running, { percent });
  if (element("progress-text").textContent !== text) element("progress-text").textContent = text;
}

/** @param {string} png the newest preview, in base 64 */
function showPreview(png) {
  /** @type {HTMLImageElement} */ (element("preview")).src = `data:image/png;base64,${png}`;
  show("preview", true);
}

async function onCancel() {
  const job = running;
  if (job !== null) await attempt(() => api.cancelJob(job));
}
