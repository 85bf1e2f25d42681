// What every page has: the bar with its links, the notice, signing in and out.

import * as api from "./api.js";
import { NotSignedIn, element, make, notify, show } from "./dom.js";
import { applyStrings, strings } from "./strings.js";

/** @typedef {{ onSignedIn: () => void, onSignedOut?: () => void }} Page */

/** The pages, by the name of their link's words. */
const PAGES = /** @type {const} */ ([
  ["navCreate", "./"], ["navGallery", "gallery.html"], ["navAccount", "account"], ["navAdmin", "admin"],
]);
/** @type {Page} */
let page = { onSignedIn: () => {} };

/**
 * Builds the bar and the sign-in form around a page, and starts it.
 * @param {Page} started
 */
export function startPage(started) {
  page = started;
  document.body.prepend(bar());
  element("main").prepend(noticeBox(), signInSection());
  applyStrings();
  element("sign-in-form").addEventListener("submit", onSignIn);
  element("sign-out").addEventListener("click", () => showSignIn());
  if (api.hasSession()) signedIn();
  else showSignIn();
}

/** Offers the company's identity provider where there is one; its scripts are loaded only then. */
async function offerProvider() {
  const ways = await api.signInWays().catch(() => null);
  const provider = ways?.provider;
  if (!provider || api.hasSession()) return;
  // Loaded before the button is pressed: browsers open a window only at once after that.
  const { signInBy } = await import("./provider.js");
  const button = element("provider");
  button.onclick = async () => {
    notify();
    element("provider-hint").textContent = strings.providerOpened;
    const found = await attempt(() => signInBy(provider));
    element("provider-hint").textContent = "";
    if (!found) return;
    api.useProviderToken(found.token, found.renew);
    signedIn();
  };
  show("provider-box", true);
}

/**
 * Ends the session and asks to sign in.
 * @param {string} [message] why
 */
export function showSignIn(message) {
  api.signOut();
  page.onSignedOut?.();
  for (const section of document.querySelectorAll("main > section")) /** @type {HTMLElement} */ (section).hidden = true;
  for (const id of ["sign-out", "nav"]) show(id, false);
  show("sign-in", true);
  notify(message);
  element("token").focus();
  offerProvider();
}

function signedIn() {
  show("sign-in", false);
  for (const id of ["sign-out", "nav"]) show(id, true);
  show("nav-admin", api.allows("admin"));
  page.onSignedIn();
}

/**
 * Does something that calls the server; what goes wrong is said, and who is signed out is asked to sign in.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T | null>}
 */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof api.ApiError && error.status === 401) showSignIn(strings.signedOut);
    else notify(sentence(error));
    return null;
  }
}

/**
 * What went wrong, for the person: the sentence, then what to do.
 * @param {unknown} error
 */
export function sentence(error) {
  if (error instanceof NotSignedIn) return strings.providerFailed;
  if (!(error instanceof api.ApiError)) throw error;
  if (error.status === 0) return strings.unreachable;
  return [error.message, error.hint].filter(Boolean).join("\n");
}

/** @param {Event} event */
async function onSignIn(event) {
  event.preventDefault();
  notify();
  const token = /** @type {HTMLInputElement} */ (element("token"));
  try {
    await api.signIn(token.value.trim());
    token.value = "";
    signedIn();
  } catch (error) {
    notify(error instanceof api.ApiError && error.status === 401 ? strings.wrongToken : sentence(error));
    token.select();
  }
}

function bar() {
  const here = location.pathname.split("/").pop() || "./";
  const links = PAGES.map(([words, address]) => {
    const id = words === "navAdmin" ? "nav-admin" : words;
    const link = make("a", { id, href: address + location.search.replace(/[?&]job=[^&]*/, ""), "data-text": words });
    if (here === address) link.setAttribute("aria-current", "page");
    return link;
  });
  return make("header", { class: "bar" }, [
    make("img", { src: "icon.svg", alt: "", width: "28", height: "28" }),
    make("span", { class: "name" }, ["Vignette"]),
    make("nav", { id: "nav", hidden: "", "data-label": "navLabel" }, links),
    make("button", { type: "button", id: "sign-out", class: "quiet", hidden: "", "data-text": "signOut" }),
  ]);
}

function noticeBox() {
  return make("p", { id: "notice", class: "notice", role: "alert", hidden: "" });
}

function signInSection() {
  const input = make("input", {
    id: "token", name: "token", type: "password", autocomplete: "current-password", spellcheck: "false", required: "",
    placeholder: "vgn_…", "aria-describedby": "token-hint",
  });
  const form = make("form", { id: "sign-in-form", class: "card" }, [
    make("label", { for: "token", "data-text": "tokenLabel" }),
    input,
    make("p", { id: "token-hint", class: "hint", "data-text": "tokenHint" }),
    make("button", { type: "submit", class: "primary", "data-text": "signIn" }),
  ]);
  const links = make("p", { class: "hint" }, [
    make("a", { href: "privacy.html", "data-text": "privacy" }), " · ", make("a", { href: "terms.html", "data-text": "terms" }),
  ]);
  return make("section", { id: "sign-in", "aria-labelledby": "sign-in-heading", hidden: "" }, [
    make("h1", { id: "sign-in-heading", "data-text": "valueHeading" }),
    make("p", { class: "lead", "data-text": "valueLine" }),
    make("div", { id: "provider-box", class: "card", hidden: "" }, [
      make("button", { type: "button", id: "provider", class: "primary", "data-text": "signInByProvider" }),
      make("p", { id: "provider-hint", class: "hint", role: "status" }),
    ]),
    form,
    links,
  ]);
}
