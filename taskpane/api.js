// The server, as functions. The account token stays in memory; a reload keeps only the 15-minute session.

/**
 * @typedef {{ id: string, url: string }} StoredFile
 * @typedef {{ width: number, height: number, unit: string }} BriefSize
 * @typedef {{ intent: string | null, language: string, subject: string | null, title: string | null, date: string | null,
 *   time: string | null, place: string | null, host: string | null, style: string | null, count: number | null,
 *   size: BriefSize | null, end_time?: string, lines?: string[] }} Brief
 * @typedef {{ seed: number, alt?: string, files: Record<string, StoredFile> }} Candidate
 * @typedef {{ changes: string[], at: number }} History
 * @typedef {{ id: string, status: string, progress?: number, brief?: Brief, candidates?: Candidate[],
 *   history?: History, notices?: string[], error?: { message: string, hint?: string } }} Job
 * @typedef {{ id: string, job: string, candidate: number, title: string, alt: string, created_at: string, page: string,
 *   picture: string }} ListedPicture
 * @typedef {{ used: number, limit: number | null }} Share
 * @typedef {{ account: string, unfinished_jobs: Share, pixels_per_day: Share, storage_bytes: Share, jobs_per_day: number,
 *   files: number }} Usage
 * @typedef {{ id: string, prefix: string, last_four: string, scopes: string[], created_at: string, expires_at: string | null,
 *   last_used_at: string | null, revoked_at: string | null }} Token
 * @typedef {{ authority: string, client_id: string, scope: string }} Provider
 */

const SESSION_KEY = "vignette.session";
const SCOPES_KEY = "vignette.scopes";
/** @type {string | null} */
let accountToken = null;
/**
 * Makes a new session when one has expired; not after a reload, which keeps the session alone.
 * @type {(() => Promise<void>) | null}
 */
let renewal = null;

/** What the server answered when it did not do what was asked. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when the server was not reached
   * @param {string} message
   * @param {string} [hint]
   */
  constructor(status, message, hint) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}

/** Whether there is a session to try. */
export function hasSession() {
  return sessionStorage.getItem(SESSION_KEY) !== null;
}

/**
 * Exchanges an account token for a session.
 * @param {string} token
 */
export async function signIn(token) {
  const answer = await send("/v1/sessions", { method: "POST", headers: { authorization: `Bearer ${token}` } });
  const session = await answer.json();
  sessionStorage.setItem(SESSION_KEY, session.token);
  sessionStorage.setItem(SCOPES_KEY, session.scopes.join(" "));
  accountToken = token;
  renewal = () => signIn(token);
}

/**
 * Goes on with a token of the identity provider, which is a session by itself.
 * @param {string} token
 * @param {(() => Promise<string>) | null} renew answers a new one when it has expired
 */
export function useProviderToken(token, renew) {
  sessionStorage.setItem(SESSION_KEY, token);
  sessionStorage.setItem(SCOPES_KEY, "design fill read");
  renewal = renew && (async () => sessionStorage.setItem(SESSION_KEY, await renew()));
}

/**
 * Whether the session allows something.
 * @param {string} scope
 */
export function allows(scope) {
  const scopes = (sessionStorage.getItem(SCOPES_KEY) ?? "").split(" ");
  return scopes.includes(scope) || scopes.includes("admin");
}

/**
 * How people sign in here.
 * @returns {Promise<{ provider: Provider | null }>}
 */
export async function signInWays() {
  return (await send("/v1/sign-in", {})).json();
}

/** Forgets the token and the session. */
export function signOut() {
  for (const key of [SESSION_KEY, SCOPES_KEY]) sessionStorage.removeItem(key);
  accountToken = null;
  renewal = null;
}

/**
 * Orders designs.
 * @param {Record<string, unknown>} request
 * @returns {Promise<Job>}
 */
export async function createDesign(request) {
  const answer = await call("/v1/designs", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  return answer.json();
}

/**
 * Changes a design in words.
 * @param {string} id the job of the design, or of its last change
 * @param {Record<string, unknown>} request
 * @returns {Promise<Job>}
 */
export async function refineDesign(id, request) {
  const answer = await call(`/v1/designs/${id}/refine`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  return answer.json();
}

/**
 * @param {string} id
 * @returns {Promise<Job>}
 */
export async function getJob(id) {
  return (await call(`/v1/jobs/${id}`)).json();
}

/** @param {string} id */
export async function cancelJob(id) {
  await call(`/v1/jobs/${id}`, { method: "DELETE" });
}

/**
 * What the account made, the newest first.
 * @param {URLSearchParams} query
 * @returns {Promise<{ pictures: ListedPicture[], next: string | null }>}
 */
export async function listPictures(query) {
  return (await call(`/v1/pictures?${query}`)).json();
}

/**
 * What the account has and may have.
 * @returns {Promise<Usage>}
 */
export async function getUsage() {
  return (await call("/v1/usage")).json();
}

/**
 * A link to a file that works for a while without a token.
 * @param {string} id
 * @returns {Promise<{ url: string, page: string, expires_at: string }>}
 */
export async function linkFile(id) {
  return (await call(`/v1/files/${id}/link`, { method: "POST" })).json();
}

/**
 * Tells the administrator that something is wrong with a picture.
 * @param {string} id
 * @param {{ reason: string, note: string }} report
 */
export async function reportFile(id, report) {
  await change("POST", `/v1/files/${id}/report`, report);
}

/**
 * What the server says to a question that needs no function of its own.
 * @param {string} path
 */
export async function ask(path) {
  return (await call(path)).json();
}

/**
 * Changes something; what is answered, or null when nothing is.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
export async function change(method, path, body) {
  const answer = await call(path, body === undefined ? { method } : {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.status === 204 ? null : answer.json();
}

/**
 * Makes an account token. A session may not: the account token that the person signed in with is sent, which a reload forgets.
 * @param {{ scopes: string[], expires_in_days?: number, account?: string }} wish
 * @returns {Promise<{ token: string }>}
 */
export async function createToken(wish) {
  const credential = accountToken ?? sessionStorage.getItem(SESSION_KEY) ?? "";
  const headers = { "content-type": "application/json", authorization: `Bearer ${credential}` };
  return (await send("/v1/tokens", { method: "POST", headers, body: JSON.stringify(wish) })).json();
}

/**
 * The bytes of a file.
 * @param {{ id: string }} file
 */
export async function getFile(file) {
  return (await call(`/v1/files/${file.id}`)).blob();
}

/**
 * Follows a job until it ends. EventSource cannot send a token, so the stream is read by hand.
 * @param {string} id
 * @param {(event: Job) => void} onEvent
 * @param {(png: string) => void} [onPreview] takes the picture as far as it is, in base 64
 */
export async function followJob(id, onEvent, onPreview = () => {}) {
  const answer = await call(`/v1/jobs/${id}/events`, { headers: { accept: "text/event-stream" } });
  if (!answer.body) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    buffer += value.replaceAll("\r\n", "\n");
    const blocks = buffer.split("\n\n");
    buffer = blocks.pop() ?? "";
    for (const block of blocks) {
      const said = (/** @type {string} */ field) => {
        const lines = block.split("\n").filter((line) => line.startsWith(field));
        return lines.map((line) => line.slice(field.length).trim()).join("\n");
      };
      const data = said("data:");
      if (data === "") continue;
      if (said("event:") === "preview") onPreview(JSON.parse(data).b64_json);
      else onEvent(JSON.parse(data));
    }
  }
}

/**
 * A call with the session; an expired session is renewed where that can be done without asking.
 * @param {string} path
 * @param {RequestInit} [options]
 */
async function call(path, options = {}) {
  const attempt = () => {
    const session = sessionStorage.getItem(SESSION_KEY) ?? "";
    return send(path, { ...options, headers: { ...options.headers, authorization: `Bearer ${session}` } });
  };
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || renewal === null) throw error;
    await renewal();
    return attempt();
  }
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function send(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new ApiError(0, "");
  }
  if (answer.ok) return answer;
  const body = await answer.json().catch(() => null);
  throw new ApiError(answer.status, body?.error?.message ?? answer.statusText, body?.error?.hint);
}
