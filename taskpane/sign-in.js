// The window that signs in: it goes to the identity provider, comes back with a code, exchanges it and tells the page.

import * as api from "./api.js";
import { NotSignedIn, element } from "./dom.js";
import { loadOffice } from "./hosts/host.js";
import { CHANNEL, exchange } from "./provider.js";
import { applyStrings, strings } from "./strings.js";

/** What must be known when the provider sends the person back: the state, the verifier, whether Office waits. */
const KEY = "vignette.sign-in";
const query = new URLSearchParams(location.search);
const redirect = `${location.origin}/sign-in.html`;

applyStrings();
element("status").textContent = strings.providerOpened;
const isBack = query.has("code") || query.has("error");
(isBack ? come() : go()).catch((error) => finish({ error: String(error?.message ?? error) }));

/** Goes to the provider. */
async function go() {
  const { provider, endpoints } = await know();
  const begun = { state: random(), verifier: random(), office: query.has("office") };
  sessionStorage.setItem(KEY, JSON.stringify(begun));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(begun.verifier));
  const address = new URL(endpoints.authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: "code", client_id: provider.client_id, redirect_uri: redirect, scope: provider.scope, state: begun.state,
    code_challenge: base64url(new Uint8Array(digest)), code_challenge_method: "S256",
  })) address.searchParams.set(name, value);
  location.replace(address);
}

/** Comes back: the state must be the one that was sent, and the answer of the provider that was asked (RFC 9207). */
async function come() {
  const begun = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  history.replaceState(null, "", redirect);
  if (!begun.state || query.get("state") !== begun.state) throw new NotSignedIn("state");
  if (query.has("error")) return finish({ error: String(query.get("error")) });
  const { provider, endpoints } = await know();
  if (query.has("iss") && query.get("iss") !== endpoints.issuer) throw new NotSignedIn("issuer");
  finish(await exchange(endpoints.token_endpoint, {
    grant_type: "authorization_code", code: String(query.get("code")), redirect_uri: redirect, client_id: provider.client_id,
    code_verifier: begun.verifier,
  }));
}

/** The provider, and its own description. */
async function know() {
  const { provider } = await api.signInWays();
  if (!provider) throw new NotSignedIn("none");
  const answer = await fetch(`${provider.authority}/.well-known/openid-configuration`).catch(() => null);
  if (!answer?.ok) throw new NotSignedIn("unreachable");
  return { provider, endpoints: await answer.json() };
}

/**
 * Tells the page, and closes.
 * @param {import("./provider.js").Said} said
 */
async function finish(said) {
  const begun = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  sessionStorage.removeItem(KEY);
  element("status").textContent = said.token ? strings.providerDone : strings.providerFailed;
  if (begun.office || query.has("office")) {
    await loadOffice();
    Office.context.ui.messageParent(JSON.stringify(said), { targetOrigin: location.origin });
    return;
  }
  const message = { kind: CHANNEL, ...said };
  if (window.opener) window.opener.postMessage(message, location.origin);
  else new BroadcastChannel(CHANNEL).postMessage(message);
  close();
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
