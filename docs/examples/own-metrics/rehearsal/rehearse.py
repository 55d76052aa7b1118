"""Overloads an HTTP server on this machine with callers that try again, and writes down what each second gave.

    python3 rehearse.py --budget 0.1 --out with-budget --start 2026-11-24T10:30:00+06:00

Server and callers live in this process and talk over 127.0.0.1 alone. The server slows down with every call that it
holds: a call takes 1 s and 10 ms for each call in flight, and the work is done to the end even when its caller has
left. A caller leaves after 3 s and tries again at once, twice at most; with a budget, every first try saves a share
of a retry, ten at most.

The run stops by itself: calm, busy seconds, calm rates again, callers turned away, calm rates to the end.
It writes OUT.csv, OUT.json (as the range query of a Prometheus server answers) and OUT.log (what happened when).
"""

import argparse
import asyncio
import csv
import json
import math
import random
import resource
import time
from datetime import datetime, timedelta

CALM, BUSY, SHED = 40.0, 80.0, 2.0  # first tries a second
# From which second on which rate holds, and when it ends.
PLAN = [(0, CALM), (240, BUSY), (260, CALM), (480, SHED), (600, CALM)]
END = 840
PATIENCE, RETRIES = 3.0, 2
ALERT_BELOW, ALERT_FOR = 0.5, 60  # the alert: fewer answers than this share of first tries, for so many seconds


class Stack:
    """One server and its callers, with what each second gave."""

    def __init__(self, budget):
        self.budget = budget
        self.tokens = 10.0
        self.in_flight = 0
        self.seconds = [{"first": 0, "tries": 0, "answers": 0, "took": []} for _ in range(END + 30)]
        self.zero = None

    def now(self):
        return self.seconds[max(0, min(int(time.monotonic() - self.zero), len(self.seconds) - 1))]

    async def serve(self, reader, writer):
        try:
            await reader.readuntil(b"\r\n\r\n")
            self.in_flight += 1
            try:
                await asyncio.sleep(1.0 + 0.010 * self.in_flight)
            finally:
                self.in_flight -= 1
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n")
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def once(self, port):
        self.now()["tries"] += 1
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            head = await reader.readline()
            return head.startswith(b"HTTP/1.1 200")
        finally:
            writer.close()

    async def call(self, port):
        began = time.monotonic()
        self.now()["first"] += 1
        if self.budget is not None:
            self.tokens = min(10.0, self.tokens + self.budget)
        for attempt in range(1 + RETRIES):
            if attempt > 0 and self.budget is not None:
                if self.tokens < 1.0:
                    return
                self.tokens -= 1.0
            try:
                if await asyncio.wait_for(self.once(port), PATIENCE):
                    second = self.now()
                    second["answers"] += 1
                    second["took"].append(time.monotonic() - began)
                    return
            except (asyncio.TimeoutError, OSError):
                continue

    async def run(self, seed):
        draws = random.Random(seed)
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0, backlog=4096)
        port = server.sockets[0].getsockname()[1]
        self.zero = time.monotonic()
        calls, at = set(), 0.0
        while True:
            rate = next(rate for since, rate in reversed(PLAN) if since <= at)
            at += draws.expovariate(rate)
            if at >= END:
                break
            await asyncio.sleep(max(0.0, self.zero + at - time.monotonic()))
            task = asyncio.create_task(self.call(port))
            calls.add(task)
            task.add_done_callback(calls.discard)
        await asyncio.sleep(max(0.0, self.zero + END - time.monotonic()))
        for task in calls:
            task.cancel()
        server.close()
        return self.seconds[:END]


def percentile(values, share):
    """The nearest rank; nothing of nothing."""
    values = sorted(values)
    return values[max(0, math.ceil(share * len(values)) - 1)] if values else None


def write(out, start, seconds):
    rows = []
    for index, second in enumerate(seconds):
        p50, p95 = (percentile(second["took"], share) for share in (0.50, 0.95))
        rows.append((start + timedelta(seconds=index + 1), second["answers"], second["tries"], p50, p95))
    shown = lambda value: "" if value is None else f"{value * 1000:.0f}"
    with open(f"{out}.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["time", "answers", "tries", "p50_ms", "p95_ms"])
        for at, answers, tries, p50, p95 in rows:
            table.writerow([at.isoformat(), answers, tries, shown(p50), shown(p95)])
    metrics = [("answers", 1, 1), ("tries", 2, 1), ("p50", 3, 1000), ("p95", 4, 1000)]
    result = []
    for name, column, scale in metrics:
        values = [[int(row[0].timestamp()), f"{row[column] * scale:.0f}"] for row in rows if row[column] is not None]
        result.append({"metric": {"__name__": "rehearsal", "of": name, "stack": out}, "values": values})
    with open(f"{out}.json", "w") as file:
        lines = ",\n".join(json.dumps(line, separators=(",", ":")) for line in result)
        file.write('{"status":"success","data":{"resultType":"matrix","result":[\n' + lines + "\n]}}\n")


def log(out, start, seconds, most):
    """What happened when, as the timeline needs it; the alert is the one that the header describes."""
    clock = lambda second: (start + timedelta(seconds=second)).isoformat()
    lines = [f"{clock(since)} first tries come at {rate:g} a second" for since, rate in PLAN]
    low, fired = 0, None
    for index in range(10, len(seconds)):
        first = sum(second["first"] for second in seconds[index - 10 : index])
        answers = sum(second["answers"] for second in seconds[index - 10 : index])
        low = low + 1 if answers < ALERT_BELOW * first else 0
        if low >= ALERT_FOR and fired is None:
            fired = index
            lines.append(f"{clock(index)} alert: answers below half of first tries for {ALERT_FOR} s")
    if fired is None:
        lines.append("no alert")
    lines.append(f"most calls in flight: {most}")
    with open(f"{out}.log", "w") as file:
        file.write("\n".join(lines) + "\n")


async def rehearse(arguments):
    start = datetime.fromisoformat(arguments.start)
    await asyncio.sleep(max(0.0, start.timestamp() - time.time()))
    stack = Stack(arguments.budget)
    most = 0

    async def watch():
        nonlocal most
        while True:
            most = max(most, stack.in_flight)
            await asyncio.sleep(0.2)

    watching = asyncio.create_task(watch())
    seconds = await stack.run(arguments.seed)
    watching.cancel()
    write(arguments.out, start, seconds)
    log(arguments.out, start, seconds, most)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--budget", type=float, help="retries saved by each first try; without, no limit")
    parser.add_argument("--out", required=True, help="name of the files that are written")
    parser.add_argument("--start", required=True, help="when it begins, RFC 3339")
    parser.add_argument("--seed", type=int, default=7, help="of the moments of first tries")
    arguments = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(rehearse(arguments))


main()
