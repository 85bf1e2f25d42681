// The server, as functions. The account token stays in memory; a reload keeps only the 15-minute session.

/**
 * @typedef {{ id: string, url: string }} StoredFile
 * @typedef {{ width: number, height: number, unit: string }} BriefSize
 * @typedef {{ intent: string | null, language: string, subject: string | null, title: string | null, date: string | null,
 *   time: string | null, place: string | null, host: string | null, style: string | null, count: number | null,
 *   size: BriefSize | null }} Brief
 * @typedef {{ seed: number, alt?: string, files: Record<string, StoredFile> }} Candidate
 * @typedef {{ changes: string[], at: number }} History
 * @typedef {{ id: string, status: string, progress?: number, brief?: Brief, candidates?: Candidate[],
 *   history?: History, notices?: string[], error?: { message: string, hint?: string } }} Job
 * @typedef {{ id: string, job: string, candidate: number, title: string, alt: string, created_at: string, page: string,
 *   picture: string }} ListedPicture
 */

const SESSION_KEY = "vignette.session";
/** @type {string | null} */
let accountToken = null;

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
  accountToken = token;
}

/** Forgets the token and the session. */
export function signOut() {
  sessionStorage.removeItem(SESSION_KEY);
  accountToken = null;
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
 * @returns {Promise<{ pixels_per_day: { used: number, limit: number | null } }>}
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
 * A call with the session; one expired session is renewed while the account token is in memory.
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
    if (!(error instanceof ApiError) || error.status !== 401 || accountToken === null) throw error;
    await signIn(accountToken);
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
