// The page of the account: what it has used, and its tokens.

import * as api from "./api.js";
import { element, make, show } from "./dom.js";
import { attempt, startPage } from "./shell.js";
import { applyStrings, fill, language } from "./strings.js";
import { megapixels, size } from "./table.js";
import { listTokens, offerScopes, startTokens } from "./tokens.js";
import { words } from "./words/pages.js";

startTokens(() => undefined, () => attempt(() => listTokens()));
startPage({
  onSignedIn: () => {
    for (const id of ["usage-section", "tokens-section"]) show(id, true);
    show("made", false);
    offerScopes();
    attempt(showUsage);
    attempt(() => listTokens());
  },
});
applyStrings(words);

async function showUsage() {
  const usage = await api.getUsage();
  element("account-name").textContent = usage.account;
  element("usage").replaceChildren(
    fact(words.pixelsToday, usage.pixels_per_day, megapixels),
    fact(words.storage, usage.storage_bytes, size),
    fact(words.unfinished, usage.unfinished_jobs, String),
    fact(words.jobsToday, { used: usage.jobs_per_day, limit: null }, (count) => count.toLocaleString(language)),
  );
}

/**
 * How much of something is used.
 * @param {string} name
 * @param {import("./api.js").Share} share
 * @param {(value: number) => string} written
 */
function fact(name, { used, limit }, written) {
  const said = limit === null ? written(used) : fill(words.usedOf, { used: written(used), limit: written(limit) });
  const parts = limit === null ? [] : [make("progress", { max: String(limit), value: String(Math.min(used, limit)), "aria-label": name })];
  return make("div", {}, [make("dt", {}, [name]), make("dd", {}, [said, ...parts])]);
}
