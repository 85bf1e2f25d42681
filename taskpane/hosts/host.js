// Which program is around the page, and what can be put into it. One file for each program; this is the interface.

/**
 * What is put in: the bytes as they were delivered, in base 64, and what they show. No text for a decorative picture.
 * @typedef {{ format: Format, base64: string, alt: string, name: string, width: number, height: number }} Inserted
 *
 * `png` is a picture, `pptx` a whole slide with live text, `docx` a document.
 * @typedef {"png" | "pptx" | "docx"} Format
 *
 * What the reader works on: words to suggest a request from, and the shape that a picture should have.
 * @typedef {{ source: "selection" | "title" | "subject", text: string } | null} Context
 *
 * @typedef {{
 *   name: "Word" | "PowerPoint" | "Excel" | "Outlook" | "Teams" | "Browser",
 *   ways: Format[],
 *   context: () => Promise<Context>,
 *   shape: () => Promise<string | null>,
 *   insert: (what: Inserted) => Promise<{ hasAlt: boolean }>,
 * }} Host
 */

import { browser } from "./browser.js";

const OFFICE_SCRIPT = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";
/** A blocked script never calls back; after this many milliseconds the page is a plain page. */
const PATIENCE = 3000;
/** @type {Promise<Host> | null} */
let found = null;

/**
 * The program around the page; the browser itself when there is none. It is looked for once.
 * @returns {Promise<Host>}
 */
export function findHost() {
  found ??= look();
  return found;
}

/** A program's own file is loaded only inside that program. */
async function look() {
  const query = new URLSearchParams(location.search);
  if (query.has("teams")) return (await import("./teams.js")).teams();
  if (!query.has("office")) return browser();
  const ready = await Promise.race([loadOffice(), new Promise((resolve) => setTimeout(resolve, PATIENCE, null))]);
  switch (ready?.host) {
    case "Word": return (await import("./word.js")).word();
    case "PowerPoint": return (await import("./powerpoint.js")).powerpoint();
    case "Excel": return (await import("./excel.js")).excel();
    case "Outlook": return (await import("./outlook.js")).outlook();
    default: return browser();
  }
}

/** Office's script takes the history away from pages; it is given back. */
export async function loadOffice() {
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

/**
 * Whether the program knows a set of calls.
 * @param {string} set
 * @param {string} version
 */
export function knows(set, version) {
  return Office.context.requirements.isSetSupported(set, version);
}

/** Longer words make no better suggestion, and more is sent than is needed. */
const LONGEST_CONTEXT = 200;

/**
 * Words as a suggestion is made from: one line, not too long; nothing for too few.
 * @param {"selection" | "title" | "subject"} source
 * @param {string | null | undefined} text
 * @returns {Context}
 */
export function contextOf(source, text) {
  const line = (text ?? "").replace(/\s+/g, " ").trim();
  if (line.length < 2) return null;
  return { source, text: line.length > LONGEST_CONTEXT ? `${line.slice(0, LONGEST_CONTEXT - 1)}…` : line };
}

/** Said when a program took a picture, says that it did, and has none. */
export class NotTaken extends Error {}
