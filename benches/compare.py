#!/usr/bin/env python3
"""Measures nidan beside its peers and writes the tables and the chart of docs/performance.md.

Builds what it runs; SimPy and Ciw go into a virtual environment under .test-env/. An event is one arrival or one departure.
Times are processor time of the process (user and system), medians of five, after one run that does not count.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT / "benches" / "peers"
MODELS = ROOT / "benches" / "models"
PYTHON = ROOT / ".test-env" / "peers"
PAGE = ROOT / "docs" / "performance.md"
CHART = ROOT / "docs" / "cost-per-event.svg"
RUNS = 5


def build():
    cargo = ["cargo", "build", "--quiet", "--release", "--locked"]
    subprocess.run([*cargo, "--no-default-features", "--bins", "--examples"], cwd=ROOT, check=True)
    subprocess.run(cargo, cwd=PEERS, check=True)
    if not (PYTHON / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", PYTHON], check=True)
    pip = [PYTHON / "bin" / "pip", "install", "--quiet", "-r", PEERS / "requirements.txt"]
    subprocess.run(pip, check=True)


def once(command):
    """Processor seconds, peak resident kilobytes and output of a command."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.DEVNULL, cwd=ROOT)
        # What the system reports at the end also counts the memory of this script, before the program took its place.
        status = pathlib.Path(f"/proc/{child.pid}/status")
        peak = 0
        while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            lines = [line.split() for line in status.read_text().splitlines()]
            peak = max([peak, *(int(line[1]) for line in lines if line[0] == "VmHWM:")])
            time.sleep(0.005)
        _, code, usage = os.wait4(child.pid, 0)
        if code != 0:
            raise SystemExit(f"{command} ended with {code}")
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, peak, out.read().decode()


def measure(command, runs=RUNS):
    once(command)
    given = [once(command) for _ in range(runs)]
    return statistics.median(seconds for seconds, _, _ in given), max(kilobytes for _, kilobytes, _ in given), given[0][2]


def model(name, **values):
    text = (MODELS / f"{name}.yaml").read_text()
    for key, value in values.items():
        text = text.replace(key.upper(), str(value))
    path = pathlib.Path(tempfile.gettempdir()) / f"nidan-{name}.yaml"
    path.write_text(text)
    return [ROOT / "target/release/examples/model", path]


def million(value):
    return f"{value / 1e6:.2f} M" if value >= 1e5 else f"{value / 1e3:.0f} k"


def queues():
    """M/M/1 and M/M/16 at rho 0.8."""
    lines = ["| | M/M/1, events per CPU-second | nidan is | M/M/16, events per CPU-second | nidan is | peak memory |", "|---|---|---|---|---|---|"]
    python = PYTHON / "bin" / "python"
    tools = [
        ("nidan, from `model.yaml`", None, (2_000_000, 2_560_000)),
        ("bare loop, same heap, logarithm and generator", [PEERS / "target/release/bare"], (2_000_000, 2_560_000)),
        ("NeXosim 1.0.0, one thread", [PEERS / "target/release/nexo"], (1_000_000, 1_000_000)),
        ("SimPy 4.1.2", [python, PEERS / "queue_simpy.py"], (100_000, 100_000)),
        ("Ciw 3.2.7", [python, PEERS / "queue_ciw.py"], (50_000, 50_000)),
    ]
    first = None
    for name, command, customers in tools:
        speeds, memory = [], 0
        for (servers, rate, own), count in zip([(1, 0.8, "mm1"), (16, 12.8, "mm16")], customers):
            line = model(own) if command is None else [*command, servers, rate, count]
            seconds, kilobytes, _ = measure(line)
            speeds.append(2 * count / seconds)
            memory = max(memory, kilobytes)
        first = first or speeds
        times = ["" if command is None else f"{ours / theirs:.2f} ×" if ours < 3 * theirs else f"{ours / theirs:.0f} ×" for ours, theirs in zip(first, speeds)]
        lines.append(f"| {name} | {million(speeds[0])} | {times[0]} | {million(speeds[1])} | {times[1]} | {memory / 1024:.1f} MB |")
        print(lines[-1], flush=True)
    return lines


def many(name, key, counts):
    """Cost per event over how many there are."""
    rows = []
    for count in counts:
        # Five million calls, at least two from each.
        seconds = max(60 * round(5e6 / count), 120)
        cpu, kilobytes, out = measure(model(name, seconds=seconds, **{key: count}), runs=RUNS)
        calls = float(out.split()[-1]) * seconds
        each = (kilobytes - rows[0][3]) * 1024 / count if rows else 0.0
        rows.append((count, 2 * calls / cpu, 1e9 * cpu / (2 * calls), kilobytes, each))
        print(rows[-1], flush=True)
    return rows


def table(what, rows):
    lines = [f"| {what} | events per CPU-second | ns per event | peak memory | bytes for each |", "|---|---|---|---|---|"]
    for count, speed, cost, kilobytes, each in rows:
        each = f"{each:.0f}" if count >= 1e5 else ""
        lines.append(f"| {count:,} | {million(speed)} | {cost:.0f} | {kilobytes / 1024:.1f} MB | {each} |")
    return lines


def chart(series):
    """Cost per event over how many there are, as a small SVG."""
    width, height, left, bottom, top = 640, 300, 56, 44, 20
    most = max(cost for _, rows in series for _, _, cost, *_ in rows) * 1.15
    across = lambda count: left + (len(str(count)) - 1 - 3) / 3 * (width - left - 140)
    up = lambda cost: height - bottom - cost / most * (height - bottom - top)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" font-size="13">',
        "<title>Processor time per event over the number of callers and of entities</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    step = 50 if most < 400 else 100
    for cost in range(0, int(most) + 1, step):
        parts.append(f'<path d="M{left} {up(cost):.1f}H{width - 140}" stroke="#ddd"/><text x="{left - 8}" y="{up(cost) + 4:.1f}" text-anchor="end" fill="#333">{cost}</text>')
    for power in range(3, 7):
        parts.append(f'<text x="{across(10 ** power):.1f}" y="{height - 22}" text-anchor="middle" fill="#333">{10 ** power:,}</text>')
    parts.append(f'<text x="{left}" y="14" fill="#333">ns per event</text>')
    for (name, rows), colour in zip(series, ["#0b5cad", "#b3400e"]):
        points = " ".join(f"{across(count):.1f},{up(cost):.1f}" for count, _, cost, *_ in rows)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for count, _, cost, *_ in rows:
            parts.append(f'<circle cx="{across(count):.1f}" cy="{up(cost):.1f}" r="3.5" fill="{colour}"/>')
        parts.append(f'<text x="{width - 132}" y="{up(rows[-1][2]) + 4:.1f}" fill="{colour}">{name}</text>')
    parts.append("</svg>")
    CHART.write_text("\n".join(parts) + "\n")


def founding():
    """200 replications of the founding model, as flows, on every core."""
    command = [ROOT / "target/release/nidan", "sim", "run", "2024-12-11-openai-telemetry/base", "--replications", "200"]
    cpu, kilobytes, _ = measure(command)
    return [f"200 replications of the founding model as flows (200 clusters, 6 h in steps of 10 s, every series kept): {cpu:.1f} CPU-seconds, {cpu / 2:.1f} s on two cores that are free, {kilobytes / 1024:.0f} MB."]


def fill(page, mark, lines):
    start, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    before, rest = page.split(start)
    _, after = rest.split(end)
    return before + start + "\n" + "\n".join(lines) + "\n" + end + after


def main():
    build()
    page = PAGE.read_text()
    page = fill(page, "founding", founding())
    page = fill(page, "queues", queues())
    counts = [1_000, 10_000, 100_000, 1_000_000]
    callers, entities = many("callers", "callers", counts), many("entities", "entities", counts)
    page = fill(page, "callers", table("callers of one pool", callers))
    page = fill(page, "entities", table("entities, a pool each", entities))
    chart([("callers", callers), ("entities", entities)])
    PAGE.write_text(page)


if __name__ == "__main__":
    main()
