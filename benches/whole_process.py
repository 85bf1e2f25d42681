"""Times whole runs of the release binary: CPU seconds, wall seconds, peak memory; the median of several runs.

usage: python3 benches/whole_process.py [RUNS]   (default 9, after one warm-up)
"""

import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BINARY = ROOT / "target" / "release" / "vignette"
TOWN_HALL = "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀"


def once(arguments):
    """One run as a child of its own: (CPU seconds, wall seconds, peak MiB)."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os.chdir(ROOT)
        os.execv(BINARY, [str(BINARY), *map(str, arguments)])
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"{arguments} ended with status {status}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def commands(folder):
    """What is timed: (name, arguments)."""
    today = ["--today", "2026-11-23", "--seed", 7]
    report = ROOT / "templates" / "report.docx"
    return [
        ("start and stop (`--version`)", ["--version"]),
        ("1024x1024 vector picture, PNG", ["design", "a lighthouse by the sea", "--size", "1024x1024", "-o", folder / "a.png", *today]),
        ("1920x1080 slide picture, PNG", ["design", "make an image for my slide about quarterly growth", "--size", "1920x1080", "-o", folder / "b.png", *today]),
        ("one-page A4 poster, PDF", ["design", TOWN_HALL, "-o", folder / "c.pdf", *today]),
        ("one-page A4 poster, PNG 1240x1754", ["design", TOWN_HALL, "-o", folder / "c.png", *today]),
        ("one-page A4 poster, DOCX", ["design", TOWN_HALL, "-o", folder / "c.docx", *today]),
        ("one-page A4 poster, PPTX", ["design", TOWN_HALL, "-o", folder / "c.pptx", *today]),
        ("report template, three pictures made", ["fill", report, "--data", report.with_suffix("").with_suffix(".sample.json"), "-o", folder / "d.docx", "--seed", 7]),
    ]


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {model}; median of {runs} runs after one warm-up\n")
    print("| what | CPU time | wall time | peak memory | file |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in commands(Path(folder)):
            once(arguments)
            cpu, wall, memory = (statistics.median(column) for column in zip(*(once(arguments) for _ in range(runs))))
            written = [word for word in arguments if isinstance(word, Path) and str(word).startswith(folder)]
            size = f"{written[0].stat().st_size // 1024} KiB" if written else ""
            print(f"| {name} | {cpu:.3f} s | {wall:.3f} s | {memory:.0f} MiB | {size} |")


if __name__ == "__main__":
    main()
