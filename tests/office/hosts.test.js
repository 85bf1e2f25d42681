// The pane's calls of Word, Excel and PowerPoint by Microsoft's mock of their objects: what is read before it was loaded and synced is an
// error's text there, and never the value.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import mock from "office-addin-mock";

const HOSTS = join(dirname(fileURLToPath(import.meta.url)), "../../taskpane/hosts");
const PICTURE = { format: "png", base64: "AAAA", alt: "a rocket", name: "vignette-1", width: 930, height: 620 };
let folder;

before(() => {
  // Node takes files as modules only where a package says so.
  folder = mkdtempSync(join(tmpdir(), "vignette-hosts-"));
  cpSync(HOSTS, folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** Office says without being asked whether an object is there; the mock does not know that. */
const isThere = (object) => Object.assign(object, { isNullObject: false });

/** A program's file, with the objects it is given. */
async function host(file, name, objects) {
  const context = new mock.OfficeMockObject(objects, file);
  globalThis[name] = { run: (work) => work(context) };
  globalThis.Office = { context: { requirements: { isSetSupported: () => true } } };
  return { program: (await import(pathToFileURL(join(folder, `${file}.js`))))[file](), context };
}

test("Word is read and written by its rules", async () => {
  const { program, context } = await host("word", "Word", {
    document: {
      selection: {
        text: "", paragraphs: { first: { text: "quarterly growth" }, getFirst() { return this.first; } },
        picture: { width: 930, height: 620, altTextDescription: PICTURE.alt, altTextTitle: "", lockAspectRatio: false },
        insertInlinePictureFromBase64(base64) { this.taken = base64; return this.picture; },
      },
      getSelection() { return this.selection; },
    },
  });
  assert.deepEqual(await program.context(), { source: "selection", text: "quarterly growth" });
  assert.deepEqual(await program.insert(PICTURE), { hasAlt: true });
  assert.equal(context.document.selection.taken, PICTURE.base64);
});

test("Excel is read and written by its rules", async () => {
  const { program, context } = await host("excel", "Excel", {
    workbook: {
      range: { left: 40, top: 60, used: { values: [["Region", "Sales"], ["East", 12]] }, getUsedRangeOrNullObject() { return isThere(this.used); } },
      getSelectedRange() { return this.range; },
      worksheets: {
        sheet: { shapes: {
          picture: { width: 930, height: 620, altTextDescription: PICTURE.alt, altTextTitle: "" },
          addImage(base64) { this.taken = base64; return this.picture; },
        } },
        getActiveWorksheet() { return this.sheet; },
      },
    },
  });
  assert.deepEqual(await program.context(), { source: "selection", text: "Region Sales East 12" });
  assert.deepEqual(await program.insert(PICTURE), { hasAlt: true });
  assert.equal(context.workbook.worksheets.sheet.shapes.taken, PICTURE.base64);
});

test("PowerPoint is read by its rules", async () => {
  const { program } = await host("powerpoint", "PowerPoint", {
    presentation: {
      selected: { text: "a plan for the launch" },
      getSelectedTextRangeOrNullObject() { return isThere(this.selected); },
      pageSetup: { slideWidth: 960, slideHeight: 720 },
    },
  });
  assert.deepEqual(await program.context(), { source: "selection", text: "a plan for the launch" });
  assert.equal(await program.shape(), "4:3");
});

test("what is not loaded is never a value, so the tests above would fail without it", async () => {
  const { context } = await host("word", "Word", { document: { title: "x" } });
  assert.notEqual(context.document.title, "x");
  context.document.load("title");
  assert.notEqual(context.document.title, "x");
  await context.sync();
  assert.equal(context.document.title, "x");
});
