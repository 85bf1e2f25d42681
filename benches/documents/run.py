"""Fills the same documents with Vignette, docxtpl, docxtemplater, python-pptx and pdf-lib; prints a Markdown table.

usage: run.py [--rows N] [--runs R]   (letters in the long run, default 10000, 0 skips it; runs of each tool, default 3)

Each tool is one process that makes 20 documents; CPU is user and system time of the whole process, start included,
divided by 20; memory is the process's peak. `make bench-documents` installs the tools and the release binary.
"""

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VIGNETTE = Path(os.environ.get("VIGNETTE", HERE.parents[1] / "target" / "release" / "vignette"))
COUNT = 20


def once(command, sample=None):
    """One child process: (CPU seconds, wall seconds, peak MiB). `sample` is called with its memory while it runs."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os.execvp(command[0], [str(part) for part in command])
    while sample:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            break
        sample(time.perf_counter() - start, resident(child))
        time.sleep(0.1)
    else:
        _, status, usage = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"{command} ended with status {status}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def resident(child):
    """The child's memory in MiB."""
    try:
        pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measured(command, out, runs):
    """The median of several runs after a warm-up, per document: (CPU seconds, peak MiB, bytes of one document)."""
    results = []
    for _ in range(runs + 1):
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        results.append(once(command))
    cpu, _, memory = (statistics.median(column) for column in zip(*results[1:]))
    sizes = [path.stat().st_size for path in out.iterdir() if path.suffix in (".docx", ".pptx", ".pdf")]
    assert len(sizes) == COUNT, f"{command}: {len(sizes)} documents"
    return cpu / COUNT, memory, statistics.median(sizes)


def fill(folder, template, data, rows="rows.jsonl", output="out", *more):
    return [VIGNETTE, "fill", folder / template, "--rows", folder / rows, "--data", folder / data, "-o", folder / output, *more]


def comparisons(folder):
    """What is compared: (task, [(tool, command)], Vignette's command)."""
    python, node, rivals = sys.executable, "node", HERE / "rivals"
    return [
        (
            "report, 16 pages, 5 pictures (DOCX)",
            [
                ("docxtpl 0.20.2", [python, rivals / "with_docxtpl.py", folder, COUNT]),
                ("docxtemplater 3.71.0, free image module", [node, rivals / "with_docxtemplater.js", folder, COUNT]),
            ],
            fill(folder, "report_vignette.docx", "report.json"),
        ),
        (
            "deck, 10 pictures cover-cropped (PPTX)",
            [("python-pptx 1.0.2", [python, rivals / "with_python_pptx.py", folder, COUNT])],
            fill(folder, "deck.pptx", "deck.json"),
        ),
        (
            "form, 12 Korean fields (PDF)",
            [("pdf-lib 1.17.1, fontkit 1.1.1", [node, rivals / "with_pdf_lib.js", folder, COUNT])],
            fill(folder, "form.pdf", "fields.json"),
        ),
    ]


def compare(folder, runs):
    print("| what | tool | CPU per document | peak memory | one file | CPU against Vignette | memory against Vignette |")
    print("|---|---|---|---|---|---|---|")
    for task, rivals, ours in comparisons(folder):
        cpu, memory, size = measured(ours, folder / "out", runs)
        print(f"| {task} | **Vignette** | {cpu * 1000:.1f} ms | {memory:.0f} MiB | {size / 2**20:.2f} MiB | 1 | 1 |")
        for tool, command in rivals:
            other, its_memory, size = measured(command, folder / "out", runs)
            print(
                f"| | {tool} | {other * 1000:.1f} ms | {its_memory:.0f} MiB | {size / 2**20:.2f} MiB "
                f"| {other / cpu:.1f}x | {its_memory / memory:.1f}x |"
            )
    alone = [VIGNETTE, "fill", folder / "report_vignette.docx", "--data", folder / "report.json", "-o", folder / "alone.docx"]
    cpu, wall, memory = (statistics.median(column) for column in zip(*(once(alone) for _ in range(5))))
    print(f"\nOne report, one process: {cpu * 1000:.0f} ms CPU, {wall * 1000:.0f} ms wall, {memory:.0f} MiB.\n")


def letters(folder, count):
    """Many letters in one process: time, and memory while it runs."""
    print(f"| {count} one-page letters | CPU per letter | wall | peak memory | memory at each tenth of the time |")
    print("|---|---|---|---|---|")
    for output in ("letters", "letters.zip"):
        samples = []
        command = fill(folder, "letter.docx", "letter.json", "letters.csv", output)
        cpu, wall, memory = once(command, lambda at, resident: samples.append((at, resident)))
        tenths = [min(samples, key=lambda sample: abs(sample[0] - wall * part / 10))[1] for part in range(1, 10)]
        line = ", ".join(f"{resident:.0f}" for resident in tenths)
        print(f"| as a {'zip' if output.endswith('zip') else 'folder'} | {cpu / count * 1000:.2f} ms | {wall:.1f} s | {memory:.0f} MiB | {line} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {model}; {COUNT} documents in one process, median of {arguments.runs} runs\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # A process of its own: a child's peak memory counts from its parent's at the fork, so this one stays small.
        once([sys.executable, HERE / "inputs.py", folder, str(COUNT), str(arguments.rows)])
        once(["node", HERE / "rivals" / "with_pdf_lib.js", folder, "1", "make"])
        compare(folder, arguments.runs)
        if arguments.rows:
            letters(folder, arguments.rows)


if __name__ == "__main__":
    main()
