// Excel: a picture at the chosen cells, with its alternative text.

import { NotTaken, contextOf } from "./host.js";

/** Points that a picture is wide in a sheet: about six columns. */
const WIDTH = 360;

/** @returns {import("./host.js").Host} */
export function excel() {
  return { name: "Excel", ways: ["png"], context, shape: async () => null, insert };
}

async function context() {
  return Excel.run(async (context) => {
    const range = context.workbook.getSelectedRange().getUsedRangeOrNullObject(true);
    range.load("values");
    await context.sync();
    if (range.isNullObject) return null;
    return contextOf("selection", range.values.flat().filter((value) => value !== "").slice(0, 40).join(" "));
  });
}

/** @param {import("./host.js").Inserted} what */
async function insert(what) {
  return Excel.run(async (context) => {
    const cells = context.workbook.getSelectedRange();
    cells.load("left,top");
    const shapes = context.workbook.worksheets.getActiveWorksheet().shapes;
    const picture = shapes.addImage(what.base64);
    picture.altTextDescription = what.alt;
    picture.altTextTitle = what.name;
    picture.load("width,height,altTextDescription");
    await context.sync();
    if (!(picture.width > 0 && picture.height > 0)) throw new NotTaken();
    picture.lockAspectRatio = true;
    picture.left = cells.left;
    picture.top = cells.top;
    if (picture.width > WIDTH) picture.width = WIDTH;
    await context.sync();
    return { hasAlt: picture.altTextDescription === what.alt };
  });
}
