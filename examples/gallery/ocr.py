"""Reads the gallery's pages as a scanner would, and counts the characters it gets back.

    python3 examples/gallery/ocr.py PAGES      # needs the Debian packages tesseract-ocr and tesseract-ocr-kor

Characters are compared without spaces, in any order of blocks: what a page says and what is read are counted
character by character, as a multiset.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

LEAST = 0.98


def read(page: Path) -> str:
    texts = []
    for mode in ("11", "3", "6"):
        command = ["tesseract", str(page), "-", "-l", "kor+eng", "--psm", mode, "--dpi", "150"]
        texts.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return texts


def characters(text: str) -> Counter:
    same = str.maketrans("–—−‘’“”、，（）：", "---''\"\",,():")
    return Counter(c for c in text.translate(same).lower() if not c.isspace())


def main(folder: Path) -> int:
    found = said = 0
    for page in sorted(folder.glob("*.png")):
        words = characters(page.with_suffix(".txt").read_text())
        if any("\u3040" <= c <= "\u30ff" for c in words) or page.stem in ("34", "35"):
            continue  # Japanese and Chinese are not among the languages read here.
        got = max((sum((words & characters(text)).values()) for text in read(page)), default=0)
        found, said = found + got, said + sum(words.values())
        print(f"{page.stem}  {got / sum(words.values()):6.1%}  {got} of {sum(words.values())}")
    print(f"all {found / said:.2%} of {said} characters; at least {LEAST:.0%} is wanted")
    return 0 if found / said >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
