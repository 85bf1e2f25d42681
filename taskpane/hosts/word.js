// Word: a picture where the cursor is, with its alternative text, or a document at the end.

import { NotTaken, contextOf } from "./host.js";

/** Points that a column of an A4 page has at the least with usual margins; wider pictures are made as wide as this. */
const COLUMN = 451;

/** @returns {import("./host.js").Host} */
export function word() {
  return { name: "Word", ways: ["png", "docx"], context, shape: async () => null, insert };
}

async function context() {
  return Word.run(async (context) => {
    const selection = context.document.getSelection();
    selection.load("text");
    const paragraph = selection.paragraphs.getFirst();
    paragraph.load("text");
    await context.sync();
    return contextOf("selection", selection.text.trim() || paragraph.text);
  });
}

/** @param {import("./host.js").Inserted} what */
async function insert(what) {
  if (what.format === "docx") return insertDocument(what);
  return Word.run(async (context) => {
    const picture = context.document.getSelection().insertInlinePictureFromBase64(what.base64, "Replace");
    picture.altTextDescription = what.alt;
    picture.altTextTitle = what.name;
    picture.load("width,height,altTextDescription");
    await context.sync();
    // On the web a picture that is too large is dropped and said to be there (office-js #3033).
    if (!(picture.width > 0 && picture.height > 0)) throw new NotTaken();
    if (picture.width > COLUMN) {
      picture.lockAspectRatio = true;
      picture.height = (picture.height * COLUMN) / picture.width;
      picture.width = COLUMN;
      await context.sync();
    }
    return { hasAlt: picture.altTextDescription === what.alt };
  });
}

/** @param {import("./host.js").Inserted} what */
async function insertDocument(what) {
  return Word.run(async (context) => {
    context.document.body.insertFileFromBase64(what.base64, "End");
    await context.sync();
    return { hasAlt: true };
  });
}
