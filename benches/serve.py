#!/usr/bin/env python3
"""Measures `nidan serve` on 500 incidents and writes the table of docs/performance.md.

`benches/serve.py [PROGRAM]` takes a program that is built already, and otherwise builds it. The incidents are bilingual, without
models, about as long as a short report. "First page" is from the start of the program to the last byte of a report; "again"
from the end of writing a changed file to the last byte of the changed page, fetched when the event has come. Wall time, medians
of five.
"""
import http.client
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from compare import PAGE, ROOT, RUNS, fill
from many import base, incident

INCIDENTS = 500


def prepare():
    if len(sys.argv) > 1:
        return pathlib.Path(sys.argv[1]).resolve()
    subprocess.run(["cargo", "build", "--quiet", "--release", "--locked", "--no-default-features", "--bins"], cwd=ROOT, check=True)
    return ROOT / "target/release/nidan"


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return text


def first_page(program, folder, path):
    """Starts the program; returns it, its port and the seconds until a page is there."""
    start = time.perf_counter()
    child = subprocess.Popen([program, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    port = int(re.search(r":(\d+)/", child.stdout.readline()).group(1))
    get(port, path)
    return child, port, time.perf_counter() - start


def stop(child):
    child.send_signal(signal.SIGINT)
    if child.wait() != 0:
        raise SystemExit(f"`serve` ended with {child.returncode}")


class Events:
    """What an open page listens to."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.connection.request("GET", "/~nidan/events")
        self.stream = self.connection.getresponse()
        self.mark = self.next()

    def next(self):
        for line in self.stream:
            if line.startswith(b"data: "):
                return line
        raise SystemExit("the events have ended")

    def changed(self):
        while (mark := self.next()) == self.mark:
            pass
        self.mark = mark


def edit(file, port, path, events, words):
    """Seconds from the end of writing a file to the last byte of the changed page."""
    changed = re.sub(r"One part took[^.]*", words, file.read_text())
    file.write_text(changed)
    start = time.perf_counter()
    events.changed()
    text = get(port, path)
    seconds = time.perf_counter() - start
    if words not in text:
        raise SystemExit("the page does not show the change")
    return seconds


def memory(pid):
    return int(re.search(r"^VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text(), re.M).group(1)) / 1024


def main():
    program = prepare()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        base(folder, INCIDENTS)
        name, _ = incident(INCIDENTS // 2, INCIDENTS)
        path, file = f"/en/incidents/{name}/", folder / "incidents" / name / "incident.yaml"
        starts = []
        for _ in range(RUNS + 1):
            child, _, seconds = first_page(program, folder, path)
            starts.append(seconds)
            stop(child)
        child, port, _ = first_page(program, folder, path)
        events = Events(port)
        edits = [edit(file, port, path, events, f"One part took {number} others along") for number in range(RUNS + 1)]
        others = {}
        for other in ("/", "/en/", "/en/lessons/", "/en/search-index.js"):
            times = []
            for _ in range(RUNS + 1):
                start = time.perf_counter()
                get(port, other)
                times.append(time.perf_counter() - start)
            others[other] = statistics.median(times[1:])
        highest = memory(child.pid)
        stop(child)
    rows = [("first page, from the start", statistics.median(starts[1:])), ("edit to reload", statistics.median(edits[1:]))]
    rows += [(f"`{other}`, asked for again", seconds) for other, seconds in others.items()]
    lines = ["| | wall time |", "|---|---|", *(f"| {what} | {seconds * 1000:.0f} ms |" for what, seconds in rows)]
    lines += ["", f"{highest:.0f} MB at most, on {os.cpu_count()} cores."]
    print("\n".join(lines))
    PAGE.write_text(fill(PAGE.read_text(), "serve", lines))


if __name__ == "__main__":
    main()
