// The page: sign in, ask, watch, pick, download. Each function shows one state; the server decides everything else.

import * as api from "./api.js";
import { onPick, replaceCandidate, showCandidates } from "./candidates.js";
import { element, notify, show } from "./dom.js";
import { onRefine, pickForRefining, startRefining } from "./refine.js";
import { applyStrings, fill, strings } from "./strings.js";
import { readFields, showUnderstood } from "./understood.js";

/** @typedef {import("./api.js").Job} Job */

const FORMATS = ["png", "pdf", "docx", "pptx"];
const prompt = /** @type {HTMLTextAreaElement} */ (element("prompt"));
const token = /** @type {HTMLInputElement} */ (element("token"));
const create = /** @type {HTMLButtonElement} */ (element("create"));
/** @type {string | null} */
let running = null;
/** @type {import("./api.js").Brief | undefined} */
let understood;

applyStrings();
showExamples();
element("sign-in-form").addEventListener("submit", onSignIn);
element("sign-out").addEventListener("click", () => showSignIn());
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
if (api.hasSession()) showCompose();
else showSignIn();

/** @param {string} [message] */
function showSignIn(message) {
  api.signOut();
  for (const id of ["compose", "progress", "result", "understood", "sign-out"]) show(id, false);
  show("sign-in", true);
  notify(message);
  token.focus();
}

function showCompose() {
  show("sign-in", false);
  show("compose", true);
  show("sign-out", true);
  prompt.focus();
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

/** @param {Event} event */
async function onSignIn(event) {
  event.preventDefault();
  notify();
  try {
    await api.signIn(token.value.trim());
    token.value = "";
    showCompose();
  } catch (error) {
    notify(error instanceof api.ApiError && error.status === 401 ? strings.wrongToken : sentence(error));
    token.select();
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
  try {
    await order({ prompt: prompt.value, candidates: 4, formats: FORMATS, ...fields });
  } catch (error) {
    if (error instanceof api.ApiError && error.status === 401) showSignIn(strings.signedOut);
    else notify(sentence(error));
  } finally {
    running = null;
    create.disabled = false;
    show("progress", false);
  }
}

/** @param {Record<string, unknown>} request */
async function order(request) {
  show("result", false);
  showProgress({ id: "", status: "queued" });
  const job = await api.createDesign(request);
  running = job.id;
  understood = job.brief;
  if (job.brief) showUnderstood(job.brief);
  await api.followJob(job.id, showProgress);
  const finished = await api.getJob(job.id);
  if (finished.status === "done") {
    element("progress-text").textContent = strings.loading;
    startRefining(job.id);
    await showCandidates(finished.candidates ?? [], FORMATS);
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
  try {
    showProgress({ id: "", status: "queued" });
    const job = await api.refineDesign(id, { ...request, formats: FORMATS });
    running = job.id;
    await api.followJob(job.id, showProgress);
    const done = await api.getJob(job.id);
    if (done.status === "done" && done.candidates) {
      await replaceCandidate(index, done.candidates[0], FORMATS);
      if (done.brief) showUnderstood(done.brief, true);
      if (done.notices?.length) notify(done.notices.join("\n"));
      return done;
    }
    notify(done.status === "cancelled" ? strings.cancelled : done.error?.message ?? strings.failed);
  } catch (error) {
    if (error instanceof api.ApiError && error.status === 401) showSignIn(strings.signedOut);
    else notify(sentence(error));
  } finally {
    running = null;
    show("progress", false);
  }
  return null;
}

/** @param {Job} job */
function showProgress(job) {
  show("progress", true);
  const percent = Math.round((job.progress ?? 0) * 100);
  const bar = /** @type {HTMLProgressElement} */ (element("progress-bar"));
  if (job.status === "queued") bar.removeAttribute("value");
  else bar.value = percent;
  const text = job.status === "queued" ? strings.queued : fill(strings.running, { percent });
  if (element("progress-text").textContent !== text) element("progress-text").textContent = text;
}

async function onCancel() {
  if (running === null) return;
  try {
    await api.cancelJob(running);
  } catch (error) {
    notify(sentence(error));
  }
}

/**
 * What went wrong, for the person: the sentence, then what to do.
 * @param {unknown} error
 */
function sentence(error) {
  if (!(error instanceof api.ApiError)) throw error;
  if (error.status === 0) return strings.unreachable;
  return [error.message, error.hint].filter(Boolean).join("\n");
}
