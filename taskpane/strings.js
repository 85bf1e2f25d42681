// The words of the pages, in the reader's language.

import { words as english } from "./words/en.js";
import { words as korean } from "./words/ko.js";

/** The language of the page: "ko" or "en". */
export const language = navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en";

/** The words of the page. */
export const strings = language === "ko" ? korean : english;

/**
 * Puts values into the {places} of a sentence.
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/**
 * Writes the page's words into its `data-text`, `data-label` and `data-placeholder` places.
 * @param {Record<string, unknown>} [own] words of the page's own
 */
export function applyStrings(own = {}) {
  const word = (/** @type {string | null} */ name) => {
    const found = own[String(name)] ?? strings[/** @type {keyof typeof strings} */ (name)];
    return typeof found === "string" ? found : "";
  };
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = word(element.getAttribute("data-text"));
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) {
    element.setAttribute("placeholder", word(element.getAttribute("data-placeholder")));
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.getAttribute("data-label")));
  }
}
