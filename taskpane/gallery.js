// The page of what an account made: to look at, find, save, and show to somebody by a link that works for a while.

import * as api from "./api.js";
import { element, make, notify, save, show } from "./dom.js";
import { findHost } from "./hosts/host.js";
import { insert } from "./insert.js";
import { attempt, startPage } from "./shell.js";
import { fill, language, strings } from "./strings.js";

/** @typedef {import("./api.js").ListedPicture} ListedPicture */

const search = /** @type {HTMLInputElement} */ (element("search"));
const job = new URLSearchParams(location.search).get("job");
/** @type {string | null} */
let next = null;

startPage({
  onSignedIn: () => {
    show("gallery", true);
    attempt(job ? () => showJob(job) : () => find(false));
  },
  onSignedOut: () => element("pictures").replaceChildren(),
});
element("search-form").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(() => find(false));
});
element("more").addEventListener("click", () => attempt(() => find(true)));

/** @param {boolean} older whether those before the shown ones are wanted */
async function find(older) {
  notify();
  const query = new URLSearchParams();
  if (search.value.trim()) query.set("q", search.value.trim());
  if (older && next) query.set("before", next);
  const found = await api.listPictures(query);
  next = found.next;
  await showPictures(found.pictures, older);
  show("more", next !== null);
}

/**
 * The pictures of one job; one that is under way is followed to its end.
 * @param {string} id
 */
async function showJob(id) {
  const status = element("gallery-status");
  await api.followJob(id, (event) => {
    const percent = Math.round((event.progress ?? 0) * 100);
    status.textContent = event.status === "queued" ? strings.queued : fill(strings.running, { percent });
  });
  const ended = await api.getJob(id);
  if (ended.status === "failed") notify([ended.error?.message, ended.error?.hint].filter(Boolean).join("\n"));
  await showPictures((await api.listPictures(new URLSearchParams({ job: id }))).pictures, false);
}

/**
 * @param {ListedPicture[]} pictures
 * @param {boolean} older
 */
async function showPictures(pictures, older) {
  const host = await findHost();
  const list = element("pictures");
  if (!older) list.replaceChildren();
  list.append(...pictures.map((picture) => card(picture, host)));
  const count = list.children.length;
  element("gallery-status").textContent = count === 0 ? strings.noPictures : fill(strings.pictureCount, { count });
}

/**
 * @param {ListedPicture} picture
 * @param {import("./hosts/host.js").Host} host
 */
function card(picture, host) {
  const when = new Date(picture.created_at).toLocaleDateString(language, { dateStyle: "medium" });
  const named = (/** @type {string} */ words) => fill(strings.ofPicture, { action: words, title: picture.title });
  const saving = make("button", { type: "button", "aria-label": named(strings.savePicture) }, [strings.savePicture]);
  saving.addEventListener("click", () => attempt(async () => {
    save(await api.getFile(picture), `${picture.title.slice(0, 60)}-${picture.candidate}.png`);
  }));
  const sharing = make("button", { type: "button", "aria-label": named(strings.copyLink) }, [strings.copyLink]);
  sharing.addEventListener("click", () => attempt(() => copyLink(picture, sharing)));
  return make("li", { id: picture.id }, [
    make("img", { src: picture.picture, alt: picture.alt, loading: "lazy" }),
    make("h2", {}, [picture.title]),
    make("p", { class: "hint" }, [when]),
    make("div", { class: "row" }, [...inserting(picture, host), saving, sharing]),
  ]);
}

/**
 * The button that puts a picture into the document, where there is one.
 * @param {ListedPicture} picture
 * @param {import("./hosts/host.js").Host} host
 */
function inserting(picture, host) {
  if (!host.ways.includes("png")) return [];
  const words = fill(strings.inserts.png, { host: host.name });
  const label = fill(strings.ofPicture, { action: words, title: picture.title });
  const button = make("button", { type: "button", class: "primary", "aria-label": label }, [words]);
  button.addEventListener("click", async () => {
    button.disabled = true;
    const blob = await attempt(() => api.getFile(picture));
    if (blob) await insert(blob, "png", `vignette-${picture.candidate}`, picture.alt, element("gallery-status"));
    button.disabled = false;
  });
  return [button];
}

/**
 * Copies a link that works for a while without a token; where there is no clipboard, the page behind it is opened.
 * @param {ListedPicture} picture
 * @param {HTMLElement} button
 */
async function copyLink(picture, button) {
  const link = await api.linkFile(picture.id);
  try {
    await navigator.clipboard.writeText(link.page);
    const until = new Date(link.expires_at).toLocaleTimeString(language, { timeStyle: "short" });
    button.textContent = fill(strings.linkCopied, { until });
  } catch {
    window.open(link.page, "_blank", "noopener");
  }
}
