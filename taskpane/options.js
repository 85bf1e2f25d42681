// The chips below the request: which kind of thing, in which style and size. None chosen leaves it to the words.

import { element, make } from "./dom.js";
import { findHost } from "./hosts/host.js";
import { fill, strings } from "./strings.js";

/** The kinds in the order people ask for them; the words are in `strings.intents`. */
const KINDS = /** @type {const} */ ([
  "poster", "slide", "slide_illustration", "report_figure", "icon", "banner", "cover", "background", "social_post",
]);
const STYLES = /** @type {const} */ (["flat", "minimal", "watercolor", "line art", "isometric", "3d", "pastel", "photo"]);
const SIZES = /** @type {const} */ (["16:9", "4:3", "1:1", "9:16", "A4", "A4 landscape"]);

/** Builds the chips; in PowerPoint the first size is the slide's own. */
export async function showOptions() {
  element("kinds").append(...chips("intent", KINDS.map((kind) => [kind, strings.intents[kind]])));
  element("styles").append(...chips("style", STYLES.map((style) => [style, strings.styles[style]])));
  const host = await findHost();
  const shape = await host.shape().catch(() => null);
  const sizes = SIZES.map((size) => /** @type {[string, string]} */ ([size, strings.sizes[size]]));
  const own = shape ? [/** @type {[string, string]} */ ([shape, fill(strings.sizeOfSlide, { size: shape })])] : [];
  element("sizes").append(...chips("size", [...own, ...sizes.filter(([size]) => size !== shape)]));
}

/**
 * What was chosen, as fields of the request.
 * @returns {Record<string, string>}
 */
export function readOptions() {
  const chosen = element("options").querySelectorAll("input:checked");
  const fields = [...chosen].map((input) => /** @type {HTMLInputElement} */ (input)).filter((input) => input.value !== "");
  return Object.fromEntries(fields.map((input) => [input.name, input.value]));
}

/**
 * Radio buttons that look like chips, the first for leaving it open.
 * @param {string} name
 * @param {[string, string][]} choices
 */
function chips(name, choices) {
  return [["", strings.automatic], ...choices].map(([value, words]) => {
    const input = make("input", { type: "radio", name, value });
    input.checked = value === "";
    return make("label", { class: "chip" }, [input, make("span", {}, [words])]);
  });
}
