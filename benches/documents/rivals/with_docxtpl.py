"""docxtpl fills the report. usage: with_docxtpl.py FOLDER COUNT"""

import json
import sys
from pathlib import Path

from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage

folder, count = Path(sys.argv[1]), int(sys.argv[2])
data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
for number in range(count):
    template = DocxTemplate(folder / "report_docxtpl.docx")
    pictures = {f"img{n}": InlineImage(template, str(folder / f"img{n}.png"), width=Cm(12)) for n in range(1, 6)}
    template.render({**data, **pictures, "t1": f"문서 {number}"}, autoescape=True)
    template.save(folder / "out" / f"docxtpl-{number}.docx")
