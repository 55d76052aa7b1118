#!/usr/bin/env python3
"""Every shipped record, and a model of single calls, repeat to the bit under other settings of the machine.

usage: settings.py NIDAN [--all]

The settings: as it is; without fused multiply-add (which changes the standard library's mathematics); and on an emulated processor
(qemu-x86_64, from Debian's qemu-user), some fifteen times slower, so only the two smallest records go there unless --all is given.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NIDAN = Path(sys.argv[1]).resolve()
SMALL = ["2022-02-22-slack-cache", "2024-07-19-crowdstrike-channel-file"]
CALLS = "docs/examples/retry-storm.yaml"
SETTINGS = {
    "as it is": ([], {}),
    "without FMA": ([], {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4"}),
    "emulated": (["qemu-x86_64"], {}),
}
FAILED = []


def run(setting, *args):
    before, env = SETTINGS[setting]
    return subprocess.run([*before, str(NIDAN), *args], cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True)


def proof(name, holds, figure=""):
    if not holds:
        FAILED.append(name)
    print(f"{'ok  ' if holds else 'FAIL'} {name}{': ' if figure else ''}{figure}", flush=True)


def main():
    incidents = sorted(path.parent.name for path in (ROOT / "incidents").glob("*/model.yaml"))
    for setting in SETTINGS:
        chosen = incidents if setting != "emulated" or "--all" in sys.argv else SMALL
        for incident in chosen:
            start = time.time()
            done = run(setting, "sim", "verify", incident)
            words = done.stdout.strip() or done.stderr.strip()[:400]
            proof(f"{setting}, {incident}", done.returncode == 0 and "repeat to the bit" in done.stdout, f"{words} ({time.time() - start:.0f} s)")
    digests = {}
    for setting in SETTINGS:
        done = run(setting, "sim", "run", CALLS, "--format", "json")
        digests[setting] = [json.loads(line)["output_digest"] for line in done.stdout.splitlines()]
    first = digests["as it is"]
    for setting in SETTINGS:
        proof(f"{setting}, single calls", len(first) > 1 and digests[setting] == first, f"{len(first)} runs of {CALLS}")
    print(f"{len(FAILED)} failed")
    sys.exit(1 if FAILED else 0)


main()
