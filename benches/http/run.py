"""The server beside plain actix serving the same bytes: `make bench-http`. Needs wrk (Debian's package) and a release build.

    python3 benches/http/run.py target/release/vignette target/plain/release/plain

Prints requests a second and the slowest of a hundred with 200 connections, and the server's memory over 100,000 requests."""

import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

SECONDS = 6
CONNECTIONS = 200


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def call(address, token=None, body=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if body is not None:
        headers["Content-Type"] = "application/json"
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(address, data, headers), timeout=60) as answer:
        return answer.read()


def wait(address):
    for _ in range(200):
        try:
            return call(address)
        except OSError as error:
            if "HTTP Error" in str(error):
                return None
            time.sleep(0.05)
    raise SystemExit(f"{address} does not answer")


def load(address, token=None, connections=CONNECTIONS):
    """(requests a second, milliseconds of the slowest of a hundred)"""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", address]
    if token:
        command += ["-H", f"Authorization: Bearer {token}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def resident(process):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text()).group(1)) / 1024


def main(vignette, plain):
    folder = Path(tempfile.mkdtemp())
    made = subprocess.run([vignette, "token", "new", "--account", "bench", "--data", folder / "data"], capture_output=True, text=True)
    token = re.search(r"vgn_\w+", made.stdout).group()
    ours, theirs = (f"127.0.0.1:{free_port()}" for _ in range(2))
    rates = {"VIGNETTE_REQUESTS_PER_MINUTE": "0", "VIGNETTE_ACCOUNT_REQUESTS_PER_MINUTE": "0", "VIGNETTE_LOG": "error"}
    server = subprocess.Popen([vignette, "serve", "--listen", ours, "--data", folder / "data"], env=rates, stdout=subprocess.DEVNULL)
    processes = [server]
    try:
        wait(f"http://{ours}/healthz")
        body = {"prompt": "an icon of a leaf", "intent": "icon", "size": "256x256", "candidates": 1}
        job = json.loads(call(f"http://{ours}/v1/designs", token, body))
        while job["status"] not in ("done", "failed"):
            time.sleep(0.2)
            job = json.loads(call(f"http://{ours}/v1/jobs/{job['id']}", token))
        picture = job["candidates"][0]["files"]["png"]["id"]
        (folder / "picture.png").write_bytes(call(f"http://{ours}/v1/files/{picture}", token))
        processes.append(subprocess.Popen([plain, theirs, folder / "picture.png"]))
        wait(f"http://{theirs}/file")
        print(f"{(folder / 'picture.png').stat().st_size} bytes, {CONNECTIONS} connections, {SECONDS} s each")
        pairs = [
            ("a picture that is there", f"http://{ours}/v1/files/{picture}", token, f"http://{theirs}/file"),
            ("a page's file", f"http://{ours}/icon-128.png", None, f"http://{theirs}/file"),
            ("404 to a known caller", f"http://{ours}/v1/jobs/job_none", token, f"http://{theirs}/none"),
            ("healthz", f"http://{ours}/healthz", None, f"http://{theirs}/none"),
        ]
        for name, address, who, other in pairs:
            (rate, slow), (plain_rate, plain_slow) = load(address, who), load(other)
            print(f"{name:<26} {rate:8.0f}/s p99 {slow:6.1f} ms | plain {plain_rate:8.0f}/s p99 {plain_slow:6.1f} ms | {rate / plain_rate:.2f}")
        before, asked = resident(server), 0
        address = f"http://{ours}/v1/files/{picture}"
        while asked < 100_000:
            asked += int(load(address, token)[0] * SECONDS)
            print(f"memory after {asked} more requests: {resident(server):.0f} MiB (before {before:.0f})")
    finally:
        for process in processes:
            process.terminate()


main(*sys.argv[1:])
