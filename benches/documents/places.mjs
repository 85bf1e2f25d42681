// Fills documents with docxtemplater: places.mjs VALUE FILE...; writes FILE with `.out` before its ending.
import { readFileSync, writeFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

const [value, ...files] = process.argv.slice(2);
for (const file of files) {
  try {
    const template = new Docxtemplater(new PizZip(readFileSync(file)));
    template.render({ value });
    writeFileSync(file.replace(/(\.\w+)$/, ".out$1"), template.toBuffer());
  } catch {
    // whatever it is, the place is not filled
  }
}
