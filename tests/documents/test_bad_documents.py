"""Bad templates on the command line: exit code 2, one sentence, a hint, no file, and bounded memory."""

import os
import struct
import subprocess
import zipfile

import pytest
from conftest import BINARY, ROOT

TEMPLATE = ROOT / "templates" / "report.docx"
# The program with its fonts takes about 60 MB in a debug build.
MOST_MEGABYTES = 400


def compound(*streams):
    """A compound file's header and a sector of its directory with these streams."""
    entries = [name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams)]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(entries)


def with_entry(path, name, content):
    """The report with one more entry."""
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
        target.writestr(name, content)
    return path.read_bytes()


def claims_entries(count):
    """A zip64 end record with that many entries."""
    body = TEMPLATE.read_bytes()
    end = body.rindex(b"PK\5\6")
    length, start = struct.unpack("<II", body[end + 12 : end + 20])
    wide = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, length, start)
    locator = b"PK\6\7" + struct.pack("<IQI", 0, end, 1)
    return body[:end] + wide + locator + b"PK\5\6" + bytes(4) + b"\xff" * 12 + bytes(2)


CASES = {
    "encrypted": (lambda path: compound("EncryptionInfo", "EncryptedPackage"), "password"),
    "old word": (lambda path: compound("WordDocument"), ".doc"),
    "hangul": (lambda path: compound("FileHeader", "\5HwpSummaryInformation"), ".hwp"),
    "cut": (lambda path: TEMPLATE.read_bytes()[:3000], "ends too early"),
    "two million entries": (lambda path: claims_entries(2_000_000), "2000000 entries"),
    "bomb": (lambda path: with_entry(path, "word/bomb.xml", bytes(180 << 20)), "times its size"),
    "tag flood": (lambda path: with_entry(path, "word/flood.xml", b"<a>" + b"<b/>" * 5_000_000 + b"</a>"), "refused"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_template_is_refused_in_bounded_memory(tmp_path, case):
    make, words = CASES[case]
    template, values, output = tmp_path / "bad.docx", tmp_path / "values.json", tmp_path / "out.docx"
    template.write_bytes(make(tmp_path / "made.docx"))
    values.write_text("{}")
    command = [BINARY, "fill", template, "--data", values, "-o", output]
    with open(tmp_path / "said", "w+") as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        message = said.read()
    assert process.returncode == 2, message
    assert words in message and "hint:" in message and "panicked" not in message, message
    assert not output.exists()
    assert usage.ru_maxrss / 1024 < MOST_MEGABYTES, f"{usage.ru_maxrss / 1024:.0f} MB"
