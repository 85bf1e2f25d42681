"""The engine's networks and single operations beside torch, OpenVINO and onnxruntime: `make bench-engine`.

usage: run.py [--rounds N] PYTHON OPS ENGINE
PYTHON is the interpreter that has the rivals, OPS the built example `ops` of kernels, ENGINE the built unit tests of the
product (their ignored tests `engine::diffusion::bench::…` are ours). Everything runs in processes of its own, one after the
other, all rivals of one piece of work together, so that what else the machine does hits all of them. Prints the tables of
docs/performance.md.
"""

import argparse
import json
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).parent
KINDS = ["f32", "bf16"]
WORK = {"unet": "UNet, one step at 64x64", "vae512": "decoder to 512x512", "vae1024": "decoder to 1024x1024",
        "text": "text network, 77 tokens"}
RIVALS = [("torch", "f32"), ("torch", "bf16"), ("openvino", "f32"), ("openvino", "bf16"), ("onnxruntime", "f32")]


def lines(command, **environment):
    """The lines of JSON that a command prints; none when it fails."""
    made = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)
    found = [json.loads(line) for line in made.stdout.splitlines() if line.startswith("{")]
    if made.returncode != 0:
        print(f"failed: {' '.join(map(str, command[-4:]))}: {made.stderr.strip().splitlines()[-1:]}", flush=True)
    return found


def ours(engine, kind, work):
    test = f"engine::diffusion::bench::{work}"
    return lines([engine, "--exact", test, "--ignored", "--nocapture"], VIGNETTE_PRECISION=kind)


def best(runs):
    return min(runs, key=lambda run: run["cpu_s"]) if runs else None


def networks(python, engine, rounds):
    print("| what | engine | type | CPU | wall | peak memory | CPU against ours |\n|---|---|---|---|---|---|---|")
    for work, title in WORK.items():
        runs = {}
        for _ in range(rounds):
            for kind in KINDS:
                runs.setdefault(("**Vignette**", kind), []).extend(ours(engine, kind, work))
            for rival, kind in RIVALS:
                runs.setdefault((rival, kind), []).extend(lines([python, HERE / "rivals.py", rival, kind, work]))
        for (name, kind), made in runs.items():
            run = best(made)
            own = best(runs[("**Vignette**", kind)])
            if run and own:
                print(f"| {title} | {name} | {kind} | {run['cpu_s']:.3g} s | {run['wall_s']:.3g} s | "
                      f"{run['peak_mb']} MiB | {run['cpu_s'] / own['cpu_s']:.2f}x |", flush=True)


def operations(python, ops):
    """Single operations beside torch (whose bf16 and convolutions are oneDNN), and our share of the machine's limit."""
    own = lines([ops])
    limits = {line["type"]: line["gflops"] for line in own if line["op"] == "limit"}
    torch = {}
    for kind in KINDS:
        for line in lines([python, HERE / "rivals.py", "torch", kind, "ops"]):
            torch[(line["op"], kind)] = line["ms"]
    print(f"\nLimit of one core: {limits['f32']:.0f} GFLOP/s f32, {limits['bf16']:.0f} GFLOP/s bf16.\n")
    print("| operation (CPU ms) | ours bf16 | share of the limit | torch bf16 | ours f32 | share | torch f32 |\n"
          "|---|---|---|---|---|---|---|")
    table = {}
    for line in own:
        table.setdefault(line["op"], {})[line["type"]] = line
    for op, kinds in table.items():
        if op == "limit":
            continue
        cells = []
        for kind in ["bf16", "f32"]:
            line = kinds[kind]
            share = f"{line['gflops'] / limits[kind]:.0%}" if line["gflops"] else "–"
            cells += [f"{line['ms']:.3g}", share, f"{torch.get((op, kind), float('nan')):.3g}"]
        print(f"| {op} | {' | '.join(cells)} |")


def machine():
    text = pathlib.Path("/proc/cpuinfo").read_text()
    names = [line.split(":")[1].strip() for line in text.splitlines() if line.startswith("model name")]
    flags = text.split("flags")[1].split("\n")[0].split()
    kinds = [flag for flag in ["avx2", "avx512f", "avx512_bf16", "amx_bf16"] if flag in flags]
    print(f"{len(names)} cores of {names[0]} ({', '.join(kinds)})\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("python")
    parser.add_argument("ops")
    parser.add_argument("engine")
    arguments = parser.parse_args()
    machine()
    networks(arguments.python, arguments.engine, arguments.rounds)
    operations(arguments.python, arguments.ops)


main()
