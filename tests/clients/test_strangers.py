"""Programs that know nothing of us, with the official clients they were written for, each of its own release."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
OLD_PYTHON = HERE.parents[1] / ".venv" / "openai-1" / "bin" / "python"

REFUSED = ["BadRequestError", "content_policy_violation", "prompt", True]
EXPECTED = {
    "links": ["png", "png"],
    "jpeg": "jpeg",
    "stream": ["image_generation.completed", "png", 66],
    "wrong size": ["BadRequestError", "invalid_value", "size", True],
    "refused": REFUSED,
    "no edit": ["BadRequestError", "cannot_edit", "model", True],
    "models": True,
}
EXPECTED_PYTHON = {**EXPECTED, "notes": True, "webp": "webp", "tokens": 64}


def run(server, *program):
    done = subprocess.run([*program, *server], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("python", [sys.executable, OLD_PYTHON], ids=["newest", "1.x"])
def test_a_program_in_python(server, python):
    got = run(server, python, HERE / "stranger.py")
    assert got == {
        "openai": EXPECTED_PYTHON,
        "azure": EXPECTED_PYTHON,
        "newer": "png",
        "variation": "png",
        "filtered": True,
        "wrong token": "AuthenticationError",
    }


def test_a_program_in_node(server):
    got = run(server, "node", HERE / "stranger.mjs")
    assert got == {"openai": EXPECTED, "azure": EXPECTED, "ai": "png"}
