"""python-pptx puts ten pictures into the deck, cropped to cover their frames. usage: with_python_pptx.py FOLDER COUNT"""

import json
import sys
from pathlib import Path

from PIL import Image
from pptx import Presentation

folder, count = Path(sys.argv[1]), int(sys.argv[2])
data = json.loads((folder / "deck.json").read_text(encoding="utf-8"))
for number in range(count):
    presentation = Presentation(folder / "deck.pptx")
    for slide in presentation.slides:
        for shape in slide.shapes:
            properties = shape._element.find(".//{*}cNvPr")
            wanted = data.get((properties.get("descr") or "").strip("{ }"))
            if wanted is None:
                continue
            path = str(folder / wanted["file"])
            _, relationship = slide.part.get_or_add_image_part(path)
            shape._element.blipFill.blip.rEmbed = relationship
            with Image.open(path) as picture:
                across, down = picture.size
            frame, ratio = shape.width / shape.height, across / down
            cut = (1 - min(frame, ratio) / max(frame, ratio)) / 2
            if ratio > frame:
                shape.crop_left = shape.crop_right = cut
            else:
                shape.crop_top = shape.crop_bottom = cut
            properties.set("descr", wanted["alt"])
    presentation.save(folder / "out" / f"python-pptx-{number}.pptx")
