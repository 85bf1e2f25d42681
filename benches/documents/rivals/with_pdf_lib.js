// pdf-lib fills a form in Korean with an embedded subset. usage: node with_pdf_lib.js FOLDER COUNT [make]
// `make` writes the empty form that every tool fills.
const fs = require("fs");
const path = require("path");
const { PDFDocument } = require("pdf-lib");
const fontkit = require("@pdf-lib/fontkit");

const [folder, count, make] = [process.argv[2], Number(process.argv[3]), process.argv[4] === "make"];
const inFolder = (name) => path.join(folder, name);

async function empty() {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  for (let number = 1; number <= 12; number += 1) {
    const field = document.getForm().createTextField(`field${number}`);
    field.addToPage(page, { x: 60, y: 780 - 60 * number, width: 400, height: 28 });
  }
  fs.writeFileSync(inFolder("form.pdf"), await document.save());
}

async function fill() {
  const data = JSON.parse(fs.readFileSync(inFolder("fields.json"), "utf8"));
  const [form, font] = [fs.readFileSync(inFolder("form.pdf")), fs.readFileSync(inFolder("korean.otf"))];
  for (let number = 0; number < count; number += 1) {
    const document = await PDFDocument.load(form);
    document.registerFontkit(fontkit);
    const korean = await document.embedFont(font, { subset: true });
    for (const [name, value] of Object.entries(data)) document.getForm().getTextField(name).setText(value);
    document.getForm().updateFieldAppearances(korean);
    fs.writeFileSync(inFolder(path.join("out", `pdf-lib-${number}.pdf`)), await document.save());
  }
}

(make ? empty() : fill()).catch((error) => {
  console.error(error);
  process.exit(1);
});
