// Word and PowerPoint, when the page is their task pane. Elsewhere there is no host, and pictures are downloaded.

/** @typedef {{ name: "Word" | "PowerPoint", insert: (files: HostFiles) => Promise<void> }} Host */
/** @typedef {{ alt: string, format: "png" | "pptx", base64: string }} HostFiles */

const OFFICE_SCRIPT = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";
/** A blocked script never calls back; after this many milliseconds the page is a plain page. */
const PATIENCE = 3000;

/**
 * The Office program around the page, or null.
 * @returns {Promise<Host | null>}
 */
export async function findHost() {
  if (!new URLSearchParams(location.search).has("office")) return null;
  const ready = await Promise.race([loadOffice(), new Promise((resolve) => setTimeout(resolve, PATIENCE, null))]);
  switch (ready?.host) {
    case "Word": return { name: "Word", insert: insertInWord };
    case "PowerPoint": return { name: "PowerPoint", insert: insertInPowerPoint };
    default: return null;
  }
}

/**
 * Which format a host takes: a slide with live text, or a picture.
 * @param {Host} host
 * @returns {"png" | "pptx"}
 */
export function formatFor(host) {
  return host.name === "PowerPoint" ? "pptx" : "png";
}

/** Office's script takes the history away from pages; it is given back. */
async function loadOffice() {
  const { pushState, replaceState } = history;
  await new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = OFFICE_SCRIPT;
    script.onload = script.onerror = resolve;
    document.head.append(script);
  });
  Object.assign(history, { pushState, replaceState });
  return /** @type {any} */ (window).Office?.onReady();
}

/** @param {HostFiles} files */
async function insertInWord(files) {
  const { Word } = /** @type {any} */ (window);
  await Word.run(async (/** @type {any} */ context) => {
    const picture = context.document.getSelection().insertInlinePictureFromBase64(files.base64, "Replace");
    picture.altTextDescription = files.alt;
    await context.sync();
  });
}

/** @param {HostFiles} files */
async function insertInPowerPoint(files) {
  const { PowerPoint } = /** @type {any} */ (window);
  await PowerPoint.run(async (/** @type {any} */ context) => {
    context.presentation.insertSlidesFromBase64(files.base64, { formatting: "KeepSourceFormatting" });
    await context.sync();
  });
}
