// Signing in by the company's identity provider: by the program around the page where it can (Nested App Authentication), else in a
// window of its own, by the code flow with PKCE (RFC 7636). No library: the nested calls are two messages, and Microsoft's is 315 kB.

import { NotSignedIn } from "./dom.js";
import { findHost } from "./hosts/host.js";

/** @typedef {import("./api.js").Provider} Provider */
/** @typedef {{ token: string, renew: (() => Promise<string>) | null }} Found */
/** @typedef {{ token?: string, refresh?: string, endpoint?: string, error?: string }} Said */

/** Messages between the page and its window have this name, and come from the page's own origin. */
export const CHANNEL = "vignette-sign-in";

/**
 * Asks the provider for a token.
 * @param {Provider} provider
 * @returns {Promise<Found>}
 */
export async function signInBy(provider) {
  const bridge = /** @type {any} */ (window).nestedAppAuthBridge;
  if (bridge) {
    const { nestedToken } = await import("./nested.js");
    const token = await nestedToken(bridge, provider).catch(() => null);
    if (token) return { token, renew: () => nestedToken(bridge, provider) };
  }
  const said = await inWindow();
  if (!said.token) throw new NotSignedIn(said.error);
  const { refresh, endpoint } = said;
  let newest = refresh;
  const renew = async () => {
    const answer = await exchange(String(endpoint), { grant_type: "refresh_token", refresh_token: String(newest), client_id: provider.client_id });
    newest = answer.refresh ?? newest;
    return String(answer.token);
  };
  return { token: said.token, renew: refresh && endpoint ? renew : null };
}

/**
 * Asks for tokens at the provider's token endpoint.
 * @param {string} endpoint
 * @param {Record<string, string>} fields
 * @returns {Promise<Said>}
 */
export async function exchange(endpoint, fields) {
  const answer = await fetch(endpoint, { method: "POST", body: new URLSearchParams(fields) }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (!answer?.ok || !said?.access_token) throw new NotSignedIn(said?.error ?? "unreachable");
  return { token: said.access_token, refresh: said.refresh_token, endpoint };
}

/**
 * What the window says in the end. Office opens it where there is Office: a frame of its own may open none.
 * @returns {Promise<Said>}
 */
function inWindow() {
  return inOffice() ? inDialog() : inPopup();
}

function inOffice() {
  return new URLSearchParams(location.search).has("office") && typeof Office !== "undefined" && Boolean(Office.context?.ui);
}

/** @returns {Promise<Said>} */
async function inDialog() {
  await findHost();
  return new Promise((resolve, reject) => {
    const address = `${location.origin}/sign-in.html?office`;
    Office.context.ui.displayDialogAsync(address, { height: 70, width: 35 }, (opened) => {
      if (opened.status !== Office.AsyncResultStatus.Succeeded) return reject(new NotSignedIn(opened.error?.message));
      const dialog = opened.value;
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
        dialog.close();
        resolve(JSON.parse(String(/** @type {any} */ (event).message)));
      });
      // Closed by the person.
      dialog.addEventHandler(Office.EventType.DialogEventReceived, () => reject(new NotSignedIn("closed")));
    });
  });
}

/**
 * A window of the browser. Providers may cut it off from the page that opened it, so it also speaks by a channel.
 * @returns {Promise<Said>}
 */
function inPopup() {
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(CHANNEL);
    const heard = (/** @type {MessageEvent} */ event) => {
      if (event.origin !== location.origin || event.data?.kind !== CHANNEL) return;
      removeEventListener("message", heard);
      channel.close();
      resolve(event.data);
    };
    channel.onmessage = heard;
    addEventListener("message", heard);
    if (!window.open("sign-in.html", CHANNEL, "popup,width=520,height=680")) reject(new NotSignedIn("blocked"));
  });
}
