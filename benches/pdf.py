#!/usr/bin/env python3
"""Makes the same report into PDF by nidan, headless Chromium and WeasyPrint, and writes the table of docs/performance.md.

`benches/pdf.py [PROGRAM]` takes a program that is built already, and otherwise builds it. The report is the one of
docs/examples/own-metrics, copied first; the others get the one-file page that nidan writes of it. WeasyPrint goes into a
virtual environment under .test-env/. Times are processor time (user and system) of a command and of all that it starts,
medians of five turns after one that does not count; memory is sampled in a run of its own.
"""
import ctypes
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from compare import PAGE, ROOT, RUNS, fill

PYTHON = ROOT / ".test-env" / "weasyprint"
EXAMPLE = ROOT / "docs" / "examples" / "own-metrics"
REPORT = "2026-11-24-retry-rehearsal"
BECOME_SUBREAPER = 36


def prepare():
    if not (PYTHON / "bin" / "weasyprint").exists():
        subprocess.run([sys.executable, "-m", "venv", PYTHON], check=True)
        subprocess.run([PYTHON / "bin" / "pip", "install", "--quiet", "weasyprint==70.0"], check=True)
    if len(sys.argv) > 1:
        return pathlib.Path(sys.argv[1]).resolve()
    subprocess.run(["cargo", "build", "--quiet", "--release", "--locked", "--bins"], cwd=ROOT, check=True)
    return ROOT / "target/release/nidan"


def start(command, folder):
    words = [str(word) for word in command]
    return subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finish(child, command):
    """Waits for a command and for what it left running; returns their processor seconds."""
    _, code, usage = os.wait4(child.pid, 0)
    child.returncode = code
    if code != 0:
        raise SystemExit(f"{command} ended with {code}")
    seconds = usage.ru_utime + usage.ru_stime
    while True:
        try:
            _, _, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return seconds
        seconds += usage.ru_utime + usage.ru_stime


def tree(pid):
    """A process and all below it."""
    try:
        below = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(found for child in below for found in tree(int(child)))]


def memory(pid):
    """Kilobytes that a tree of processes holds, what they share counted once."""
    total = 0
    for each in tree(pid):
        try:
            rollup = pathlib.Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(size) for size in re.findall(r"^Pss:\s+(\d+)", rollup, re.M))
    return total


def peak(command, folder):
    child, highest, ended = start(command, folder), 0, threading.Event()
    waiter = threading.Thread(target=lambda: (finish(child, command), ended.set()))
    waiter.start()
    while not ended.is_set():
        highest = max(highest, memory(child.pid))
        time.sleep(0.005)
    waiter.join()
    return highest


def measure(commands, folder):
    """Medians of processor time. The commands take turns, so that what else the machine does slows all of them alike."""
    turns = [[finish(start(command, folder), command) for command in commands] for _ in range(RUNS + 1)]
    return [statistics.median(seconds) for seconds in zip(*turns[1:])]


def pages(path):
    info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"^Pages:\s+(\d+)", info, re.M).group(1))


def version(command):
    words = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
    return re.search(r"\d+(\.\d+)+", words).group()


def compare(program, lang, folder):
    """Rows of the table for one language."""
    page = folder / f"{lang}.html"
    report = [program, "report", REPORT, "--lang", lang, "-o"]
    finish(start([*report, page, "--to", "html"], folder), report)
    chromium = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    tools = [
        (f"nidan {version([program, '--version'])}", [*report, "nidan.pdf", "--to", "pdf"], "nidan.pdf"),
        (
            f"Chromium {version(['chromium', '--version'])}, headless",
            [*chromium, "--no-pdf-header-footer", "--print-to-pdf=chromium.pdf", page.as_uri()],
            "chromium.pdf",
        ),
        (f"WeasyPrint {version([PYTHON / 'bin/weasyprint', '--version'])}", [PYTHON / "bin/weasyprint", page, "weasyprint.pdf"], "weasyprint.pdf"),
    ]
    words = [*report, "nidan.md", "--to", "md"]
    first, *others, rest = measure([*(command for _, command, _ in tools), words], folder)
    rows = []
    for (name, command, made), seconds in zip(tools, [first, *others]):
        times = "" if command is tools[0][1] else f"{seconds / first:.1f} ×"
        rows.append(f"| {name} | {lang} | {seconds:.2f} s | {times} | {peak(command, folder) / 1024:.0f} MB | {pages(folder / made)} |")
        print(rows[-1], flush=True)
    charts = page.read_text().count("<figure")
    told = f"In `{lang}`, with {charts} pictures: {first - rest:.2f} s of nidan's {first:.2f} s are typesetting; the rest, {rest:.2f} s, is what Markdown of the same report takes too."
    print(told)
    return rows, told


def main():
    ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1, 0, 0, 0)
    program = prepare()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "base"
        shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(".nidan"))
        found = [compare(program, lang, folder) for lang in ("en", "bn")]
    lines = ["| | language | processor time | times nidan's | peak memory | pages |", "|---|---|---|---|---|---|"]
    lines += [row for rows, _ in found for row in rows]
    lines += ["", *(told for _, told in found)]
    PAGE.write_text(fill(PAGE.read_text(), "pdf", lines))


if __name__ == "__main__":
    main()
