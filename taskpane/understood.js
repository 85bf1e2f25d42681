// What was understood of the request, to read and to correct.

import { element, show } from "./dom.js";
import { strings } from "./strings.js";

/** @typedef {import("./api.js").Brief} Brief */

/** The fields in the order people look for them, with the kind of input each has. */
const FIELDS = /** @type {const} */ ([
  ["intent", "select"], ["title", "text"], ["date", "date"], ["time", "time"], ["place", "text"], ["host", "text"],
  ["subject", "text"], ["style", "text"], ["size", "text"], ["lines", "area"],
]);

/** @type {Record<string, string>} */
let asked = {};
/** @type {Record<string, string>} */
let shown = {};

/**
 * Shows a brief as a form.
 * @param {Brief} brief
 * @param {boolean} [changed] whether it was changed in words since: what differs from the request is then a correction of it
 */
export function showUnderstood(brief, changed = false) {
  shown = Object.fromEntries(FIELDS.map(([name]) => [name, text(brief, name)]));
  if (!changed) asked = shown;
  const again = document.createElement("button");
  again.textContent = strings.again;
  const row = document.createElement("div");
  row.className = "row";
  row.append(again);
  element("understood-form").replaceChildren(...FIELDS.map(([name, kind]) => field(name, kind)), row);
  show("understood", true);
}

/**
 * What the person changed, as fields of the next request.
 * @returns {Record<string, unknown>}
 */
export function readFields() {
  const form = new FormData(/** @type {HTMLFormElement} */ (element("understood-form")));
  const said = [...form].map(([name, value]) => /** @type {[string, string]} */ ([name, String(value).trim()]));
  const changed = said.filter(([name, value]) => value !== "" && value !== asked[name]);
  return Object.fromEntries(changed.map(([name, value]) => [name, name === "lines" ? value.split(/\s*\n\s*/) : value]));
}

/**
 * @param {Brief} brief
 * @param {keyof Brief} name
 */
function text(brief, name) {
  const value = brief[name];
  if (name === "size" && brief.size) return sizeText(brief.size);
  if (name === "lines") return (brief.lines ?? []).join("\n");
  return value === null || value === undefined ? "" : String(value);
}

/** @param {import("./api.js").BriefSize} size */
function sizeText(size) {
  return size.unit === "mm" ? `${size.width}x${size.height}mm` : `${size.width}x${size.height}`;
}

/**
 * @param {keyof typeof strings.fields} name
 * @param {string} kind
 */
function field(name, kind) {
  const box = document.createElement("div");
  const label = document.createElement("label");
  label.htmlFor = `understood-${name}`;
  label.textContent = strings.fields[name];
  const input = kind === "select" ? intentSelect() : document.createElement(kind === "area" ? "textarea" : "input");
  if (!(input instanceof HTMLSelectElement)) input.placeholder = strings.unknown;
  if (input instanceof HTMLInputElement) input.type = kind;
  if (input instanceof HTMLTextAreaElement) input.rows = 2;
  input.id = label.htmlFor;
  input.name = name;
  input.value = shown[name];
  box.append(label, input);
  return box;
}

function intentSelect() {
  const select = document.createElement("select");
  select.append(new Option(strings.unknown, ""));
  for (const [name, label] of Object.entries(strings.intents)) select.append(new Option(label, name));
  return select;
}
