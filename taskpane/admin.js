// The page of the administration: everything it does is a call that a program could make.

import * as api from "./api.js";
import { element, make, notify, show } from "./dom.js";
import { attempt, startPage } from "./shell.js";
import { applyStrings, fill } from "./strings.js";
import { megapixels, moment, rowButton, size, table } from "./table.js";
import { listTokens, offerScopes, startTokens } from "./tokens.js";
import { showModels, startRoutes } from "./routes.js";
import { words } from "./words/pages.js";

/** @typedef {{ name: string, tokens: number, last_used_at: string | null, jobs_per_day: number, pixels_per_day: number,
 *   storage_bytes: number }} Account
 * @typedef {{ id: string, account: string, kind: string, status: string, failure: string | null, created_at: string,
 *   finished_at: string | null }} Line
 * @typedef {{ id: string, at: string, actor: string, action: string, object: string, detail: string }} Entry */

const PLACES = /** @type {const} */ ([
  ["accounts-section", "accountsHeading"], ["models-section", "modelsHeading"], ["jobs-section", "jobsHeading"],
  ["policy-section", "policyHeading"], ["audit-section", "auditHeading"],
]);
/** @type {Account[]} */
let accounts = [];
/** @type {Entry[]} */
let entries = [];
let nextAccount = "";
let nextEntry = "";

const tokenAccount = () => /** @type {HTMLInputElement} */ (element("token-account")).value.trim();
startTokens(tokenAccount, () => {
  attempt(() => findAccounts(false));
  attempt(() => showTokens(tokenAccount()));
});
startRoutes();
element("accounts-more").addEventListener("click", () => attempt(() => findAccounts(true)));
element("jobs-again").addEventListener("click", () => attempt(showJobs));
element("audit-more").addEventListener("click", () => attempt(() => showAudit(true)));
element("places").append(...PLACES.map(([id, heading]) => make("a", { href: `#${id}` }, [words[heading]])));
startPage({ onSignedIn });
applyStrings(words);

function onSignedIn() {
  if (!api.allows("admin")) return notify(words.notAdmin);
  for (const id of ["admin", ...PLACES.map(([id]) => id)]) show(id, true);
  for (const id of ["made", "account-tokens"]) show(id, false);
  offerScopes();
  for (const load of [() => findAccounts(false), showModels, showJobs, () => showAudit(false)]) attempt(load);
}

/** @param {boolean} further whether those after the shown ones are wanted */
async function findAccounts(further) {
  const query = further ? `?${new URLSearchParams({ after: nextAccount })}` : "";
  const found = await api.ask(`/v1/accounts${query}`);
  accounts = further ? [...accounts, ...found.accounts] : found.accounts;
  nextAccount = found.next ?? "";
  show("accounts-more", nextAccount !== "");
  const written = (/** @type {number | null} */ limit, /** @type {(value: number) => string} */ as) => (limit === null ? words.noLimit : as(limit));
  const { pixels_per_day, storage_bytes, unfinished_jobs, running_jobs } = found.limits;
  element("limits").textContent = fill(words.limits, {
    pixels: written(pixels_per_day, megapixels), storage: written(storage_bytes, size), jobs: written(unfinished_jobs, String),
    running: written(running_jobs, String),
  });
  const rows = accounts.map((one) => [
    one.name, one.tokens, moment(one.last_used_at), one.jobs_per_day, megapixels(one.pixels_per_day), size(one.storage_bytes),
    rowButton(words.tokensHeading, one.name, () => attempt(() => showTokens(one.name))),
  ]);
  element("accounts").replaceChildren(table(words.accountsHeading, [...words.accountColumns, ""], rows, words.nothing));
}

/** @param {string} account */
async function showTokens(account) {
  await listTokens(account);
  show("account-tokens", true);
  element("account-tokens-heading").textContent = fill(words.tokensOf, { account });
  /** @type {HTMLInputElement} */ (element("token-account")).value = account;
  if (element("made").hidden) element("account-tokens-heading").focus();
}

async function showJobs() {
  const { counts, jobs } = await api.ask("/v1/queue?limit=50");
  const status = (/** @type {string} */ name) => words.statuses[/** @type {keyof typeof words.statuses} */ (name)] ?? name;
  element("counts").textContent = Object.entries(counts).map(([name, count]) => `${status(name)}: ${count}`).join(" · ");
  const rows = jobs.map((/** @type {Line} */ job) => {
    const cancel = rowButton(words.cancelJob, job.id, () => attempt(async () => {
      await api.change("DELETE", `/v1/queue/${job.id}`);
      await showJobs();
    }));
    const isOpen = ["queued", "running"].includes(job.status);
    return [moment(job.created_at), job.account, job.kind, status(job.status), job.failure ?? "", isOpen ? cancel : ""];
  });
  element("jobs").replaceChildren(table(words.jobsHeading, [...words.jobColumns, ""], rows, words.nothing));
}

/** @param {boolean} older whether lines before the shown ones are wanted */
async function showAudit(older) {
  const found = await api.ask(`/v1/audit?limit=200${older && nextEntry ? `&before=${encodeURIComponent(nextEntry)}` : ""}`);
  entries = older ? [...entries, ...found.entries] : found.entries;
  nextEntry = found.next ?? "";
  show("audit-more", nextEntry !== "");
  const action = (/** @type {string} */ name) => words.actions[/** @type {keyof typeof words.actions} */ (name)] ?? name;
  const row = (/** @type {Entry} */ entry) => [moment(entry.at), entry.actor, action(entry.action), entry.object, entry.detail];
  element("audit").replaceChildren(table(words.auditHeading, words.auditColumns, entries.map(row), words.nothing));
  const judged = entries.filter((entry) => ["policy.refused", "picture.reported"].includes(entry.action));
  element("policy").replaceChildren(table(words.policyHeading, words.auditColumns, judged.map(row), words.noReports));
}
