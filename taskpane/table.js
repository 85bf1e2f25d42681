// Tables, dates and sizes, as the pages of the account and of the administration show them.

import { make } from "./dom.js";
import { language } from "./strings.js";

/** @typedef {string | number | Node} Cell */

/**
 * A table that scrolls in a narrow window, by keyboard too.
 * @param {string} label
 * @param {string[]} headings one for each column; an empty one for buttons
 * @param {Cell[][]} rows
 * @param {string} empty what is said when there are none
 */
export function table(label, headings, rows, empty) {
  if (rows.length === 0) return make("p", { class: "hint" }, [empty]);
  const head = make("tr", {}, headings.map((heading) => (heading === "" ? make("td") : make("th", { scope: "col" }, [heading]))));
  const body = rows.map((cells) => make("tr", {}, cells.map(cell)));
  return make("div", { class: "table", tabindex: "0", role: "group", "aria-label": label }, [
    make("table", {}, [make("thead", {}, [head]), make("tbody", {}, body)]),
  ]);
}

/** @param {Cell} content */
function cell(content) {
  if (typeof content === "number") return make("td", {}, [content.toLocaleString(language)]);
  const isLong = typeof content === "string" && content.length > 28;
  return make("td", isLong ? { class: "long" } : {}, [content]);
}

/**
 * A moment as people read it; a dash for none.
 * @param {string | null} time
 */
export function moment(time) {
  return time === null ? "–" : new Date(time).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

/**
 * Bytes as people read them.
 * @param {number} bytes
 */
export function size(bytes) {
  const unit = bytes < 1 << 20 ? "kilobyte" : bytes < 1 << 30 ? "megabyte" : "gigabyte";
  const value = bytes / { kilobyte: 1 << 10, megabyte: 1 << 20, gigabyte: 1 << 30 }[unit];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

/**
 * Pixels as people read them.
 * @param {number} pixels
 */
export function megapixels(pixels) {
  return `${(pixels / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })} MP`;
}

/**
 * A button of a row; `label` says to those who do not see the row which one it is of.
 * @param {string} words
 * @param {string} label
 * @param {() => void} onClick
 */
export function rowButton(words, label, onClick) {
  const button = make("button", { type: "button", "aria-label": `${words}: ${label}` }, [words]);
  button.addEventListener("click", onClick);
  return button;
}
