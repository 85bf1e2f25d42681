"""A server on a free port with a token of its own, for every test of clients."""

import re
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / "target" / "debug" / "vignette"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """(address, token)"""
    data = tmp_path_factory.mktemp("data")
    made = subprocess.run([BINARY, "token", "new", "--account", "tests", "--data", data], capture_output=True, text=True)
    token = re.search(r"vgn_\w+", made.stdout).group()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([BINARY, "serve", "--listen", f"127.0.0.1:{port}", "--data", data], cwd=ROOT)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield address, token
    finally:
        process.terminate()
        process.wait(timeout=20)
