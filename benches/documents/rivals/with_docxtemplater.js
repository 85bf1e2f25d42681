// docxtemplater with the free image module fills the report. usage: node with_docxtemplater.js FOLDER COUNT
const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const ImageModule = require("docxtemplater-image-module-free");

const [folder, count] = [process.argv[2], Number(process.argv[3])];
const data = JSON.parse(fs.readFileSync(path.join(folder, "report.json"), "utf8"));
const template = fs.readFileSync(path.join(folder, "report_docxtemplater.docx"));
// The module takes a picture's value only as text.
for (const name of Object.keys(data)) if (data[name].file) data[name] = data[name].file;
const pixels = Math.round((12 / 2.54) * 96); // 12 cm

for (let number = 0; number < count; number += 1) {
  const images = new ImageModule({
    centered: false,
    getImage: (value) => fs.readFileSync(path.join(folder, value)),
    getSize: () => [pixels, pixels],
  });
  const document = new Docxtemplater(new PizZip(template), { modules: [images], paragraphLoop: true, linebreaks: true });
  document.render({ ...data, t1: `문서 ${number}` });
  const file = document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  fs.writeFileSync(path.join(folder, "out", `docxtemplater-${number}.docx`), file);
}
