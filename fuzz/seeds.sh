#!/usr/bin/env bash
# Fills fuzz/corpus with what the fuzzers start from: our own templates and their parts.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p fuzz/corpus/{package,markup,template,pdf,text}
for file in templates/*.docx templates/*.pptx; do
  [ -e "$file" ] || continue
  name=$(basename "$file")
  cp "$file" "fuzz/corpus/package/$name"
  for part in word/document.xml word/styles.xml ppt/presentation.xml ppt/slides/slide1.xml docProps/core.xml; do
    unzip -p "$file" "$part" >"fuzz/corpus/markup/$name.$(basename "$part")" 2>/dev/null || true
  done
done
find fuzz/corpus/markup -empty -delete
cp templates/*.pdf fuzz/corpus/pdf/
cp templates/text/*.md templates/minutes.sample.json fuzz/corpus/text/
split -l 3 --additional-suffix=.txt tests/fixtures/tags.txt fuzz/corpus/template/tags-
