// Nested App Authentication: the program around the page asks the provider, as whoever is signed in there. The messages are those of
// Microsoft's msal-browser 5 (src/naa/BridgeProxy, MIT), read beside this; that is 315 kB, of which this page needs two calls.

/** @typedef {import("./api.js").Provider} Provider */
/** @typedef {{ addEventListener: (kind: "message", heard: (said: any) => void) => void, postMessage: (text: string) => void }} Bridge */

/** Milliseconds that a program may take that asks nobody; one that asks the person may take any time. */
const PATIENCE = 10_000;
/** @type {Map<string, { resolve: (answer: any) => void, reject: (error: any) => void }>} */
const waiting = new Map();
let listens = false;

/**
 * A token for this server: without asking where the person has agreed before, else by the program's own window.
 * @param {Bridge} bridge
 * @param {Provider} provider
 * @returns {Promise<string>}
 */
export async function nestedToken(bridge, provider) {
  if (!listens) bridge.addEventListener("message", heard);
  listens = true;
  await ask(bridge, "GetInitContext", {}, PATIENCE);
  const tokenParams = {
    clientId: provider.client_id,
    authority: provider.authority.replace(/\/v2\.0$/, ""),
    scope: provider.scope,
    correlationId: crypto.randomUUID(),
    authenticationScheme: "Bearer",
    extraParameters: {},
  };
  const answer = await ask(bridge, "GetToken", { tokenParams }, PATIENCE).catch(() => ask(bridge, "GetTokenPopup", { tokenParams }));
  return answer.token.access_token;
}

/**
 * @param {Bridge} bridge
 * @param {string} method
 * @param {Record<string, unknown>} content
 * @param {number} [patience]
 * @returns {Promise<any>}
 */
function ask(bridge, method, content, patience) {
  const requestId = crypto.randomUUID();
  return new Promise((resolve, reject) => {
    waiting.set(requestId, { resolve, reject });
    if (patience) setTimeout(() => { if (waiting.delete(requestId)) reject(new Error("no answer")); }, patience);
    bridge.postMessage(JSON.stringify({
      messageType: "NestedAppAuthRequest", method, requestId, sendTime: Date.now(), clientLibrary: "vignette", ...content,
    }));
  });
}

/** @param {any} said */
function heard(said) {
  const answer = JSON.parse(typeof said === "string" ? said : said.data);
  const asked = waiting.get(answer.requestId);
  waiting.delete(answer.requestId);
  if (answer.success) asked?.resolve(answer);
  else asked?.reject(answer.error);
}
