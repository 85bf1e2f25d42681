"""The server as those see it who run it: its configuration, its copies, its end."""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request


from conftest import BINARY, ROOT


def run(*words, **environment):
    return subprocess.run([BINARY, *words], capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment})


def test_every_variable_is_shown_and_every_mistake_is_named():
    good = run("config", "check", VIGNETTE_WORKERS="3")
    assert good.returncode == 0
    assert re.search(r"VIGNETTE_WORKERS +3 +set", good.stdout) and re.search(r"VIGNETTE_LISTEN +127.0.0.1:8080 +default", good.stdout)
    bad = run("config", "check", VIGNETTE_WORKERS="many", VIGNETTE_LISTEN="8080", VIGNETTE_WORKER="1")
    assert bad.returncode == 2
    assert all(name in bad.stderr for name in ("VIGNETTE_WORKERS is", "VIGNETTE_LISTEN is", "VIGNETTE_WORKER is no variable"))


def call(address, token, path, body=None):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(address + path, data, headers)) as answer:
        return json.load(answer)


class Server:
    def __init__(self, data):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([BINARY, "serve", "--listen", f"127.0.0.1:{port}", "--data", data], cwd=ROOT)
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.address}/readyz", timeout=1)
                break
            except OSError:
                time.sleep(0.1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait(timeout=20)


def token(data):
    return re.search(r"vgn_\w+", run("token", "new", "--account", "a", "--data", data).stdout).group()


DESIGN = {"prompt": "an icon of a leaf", "intent": "icon", "candidates": 1, "formats": ["png"]}


def test_a_copy_taken_while_the_server_runs_is_put_back_whole(tmp_path):
    data, copy, again = tmp_path / "data", tmp_path / "copy", tmp_path / "again"
    key = token(data)
    with Server(data) as server:
        job = call(server.address, key, "/v1/designs", {**DESIGN, "size": "64x64"})
        while (job := call(server.address, key, f"/v1/jobs/{job['id']}"))["status"] != "done":
            time.sleep(0.05)
        made = run("backup", "--data", data, "-o", copy)
        assert made.returncode == 0 and "1 files" in made.stdout, made.stderr
    assert run("restore", copy, "--data", data).returncode == 2, "a folder in use is left alone"
    assert run("restore", copy, "--data", again).returncode == 0
    with Server(again) as server:
        assert call(server.address, key, f"/v1/jobs/{job['id']}")["candidates"], "the token, the job and its files are there"
    log = run("audit", "--data", again).stdout
    assert "backup.made" in log and "token.created" in log and key not in log


def test_a_server_told_to_stop_finishes_what_it_is_at(tmp_path):
    data = tmp_path / "data"
    key = token(data)
    with Server(data) as server:
        job = call(server.address, key, "/v1/designs", {**DESIGN, "size": "1500x1500"})
        while call(server.address, key, f"/v1/jobs/{job['id']}")["status"] == "queued":
            time.sleep(0.01)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=20) == 0
    with Server(data) as server:
        for _ in range(100):
            if (job := call(server.address, key, f"/v1/jobs/{job['id']}"))["status"] == "done":
                break
            time.sleep(0.1)
        assert job["status"] == "done"
