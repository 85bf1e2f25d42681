// The words of the account's and the administration's pages, in the reader's language. They are not part of the first load.

import { language } from "../strings.js";
import { words as english } from "./pages-en.js";
import { words as korean } from "./pages-ko.js";

/** The words of these pages. */
export const words = language === "ko" ? korean : english;
