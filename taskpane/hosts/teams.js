// A tab of Teams. Nothing is inserted from a tab: pictures are saved, copied and shown by a link. Microsoft's script for tabs is
// not loaded: a tab that shows no loading sign needs no call to it, and in an unknown frame the script never answers.

import { browser } from "./browser.js";

/** @returns {import("./host.js").Host} */
export function teams() {
  return { ...browser(), name: "Teams" };
}
