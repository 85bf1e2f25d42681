"""Requests made up from the server's own description, a server error to none of them: `make test-contract`.

    python run.py target/debug/vignette [seconds]"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path


def main(binary, seconds="120"):
    folder = Path(tempfile.mkdtemp())
    data, models = folder / "data", folder / "models"
    models.mkdir()
    scopes = "design,fill,read,admin"
    made = subprocess.run([binary, "token", "new", "--account", "contract", "--scopes", scopes, "--data", data], capture_output=True, text=True)
    token = re.search(r"vgn_\w+", made.stdout).group()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    limits = {"VIGNETTE_REQUESTS_PER_MINUTE": "0", "VIGNETTE_ACCOUNT_REQUESTS_PER_MINUTE": "0", "VIGNETTE_MAX_JOBS_PER_ACCOUNT": "100000"}
    environment = {**os.environ, **limits, "VIGNETTE_MODELS": str(models), "VIGNETTE_LOG": "off"}
    server = subprocess.Popen([binary, "serve", "--listen", listen, "--data", data], env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://{listen}/healthz", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        command = [Path(sys.executable).with_name("schemathesis"), "run", f"http://{listen}/openapi.json"]
        command += ["--header", f"Authorization: Bearer {token}", "--checks", "not_a_server_error"]
        # Image APIs answer when the picture is made, behind those that were asked for before it.
        command += ["--phases", "examples,coverage,fuzzing", "--request-timeout", "300", "--max-examples", "20"]
        command += ["--max-time", seconds, "--continue-on-failure", "--warnings", "off", "--no-color", "--seed", "7"]
        return subprocess.run(command, cwd=folder).returncode
    finally:
        server.terminate()
        server.wait(timeout=30)


sys.exit(main(Path(sys.argv[1]).resolve(), *sys.argv[2:]))
