#!/usr/bin/env python3
"""Proofs on the shipped knowledge base, each with its figure.

usage: founding.py NIDAN [WORK]

Builds it several times under different threads, zone, locale, and without fused multiply-add (a control program must
differ then), compares every byte, PDFs included; verifies the record; changes digits of it; reads the PDFs back.
"""

import hashlib
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NIDAN = Path(sys.argv[1]).resolve()
INCIDENT = "2024-12-11-openai-telemetry"
NO_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4"}
PASSED, FAILED = [], []


def proof(name, holds, figure=""):
    (PASSED if holds else FAILED).append(name)
    print(f"{'ok  ' if holds else 'FAIL'} {name}{': ' if figure else ''}{figure}", flush=True)


def run(*args, env=None, cwd=ROOT):
    return subprocess.run([str(NIDAN), *map(str, args)], cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True)


def tree(folder):
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def builds(work):
    """The same bytes whatever the machine's settings."""
    variants = {
        "one": (["--jobs", "1"], {}),
        "two": (["--jobs", "2"], {"TZ": "Pacific/Kiritimati", "LANG": "bn_BD.UTF-8", "LC_ALL": "C"}),
        "no-fma": ([], {**NO_FMA, "TZ": "America/Caracas"}),
    }
    trees = {}
    for name, (args, env) in variants.items():
        # What an earlier build has kept must not stand in for what this one computes.
        shutil.rmtree(ROOT / ".nidan", ignore_errors=True)
        start = time.time()
        done = run("build", "--locked", "--out", work / name, *args, env=env)
        proof(f"build {name} exits 0", done.returncode == 0, f"{time.time() - start:.1f} s{done.stderr[:400]}")
        trees[name] = tree(work / name)
    first = trees["one"]
    pdfs = [path for path in first if path.endswith(".pdf")]
    proof("both languages have a page and a PDF", all(f"{lang}/incidents/{INCIDENT}/{file}" in first for lang in ("bn", "en") for file in ("index.html", "report.pdf")), f"{len(first)} files, {len(pdfs)} PDFs")
    for name in ("two", "no-fma"):
        other = trees[name]
        differing = [path for path in first.keys() | other.keys() if first.get(path) != other.get(path)]
        proof(f"identical bytes: one and {name}", not differing, ", ".join(differing[:5]) or f"{len(first)} files")
    return work / "one"


def control(work):
    """A control program that uses the system's mathematics must feel the setting, or the proof above proves nothing."""
    source = work / "control.c"
    source.write_text(
        "#include <math.h>\n#include <stdio.h>\n#include <string.h>\n"
        "int main(void){unsigned long long sum=0;for(int i=1;i<200000;i++){volatile double x=i*0.00137;double y=exp(x/40)+log(x)+pow(x,1.7);"
        "unsigned long long bits;memcpy(&bits,&y,8);sum=sum*1099511628211ULL^bits;}printf(\"%llx\\n\",sum);return 0;}\n"
    )
    subprocess.run(["cc", "-O1", "-o", work / "control", source, "-lm"], check=True)
    plain, changed = (subprocess.run([work / "control"], env={**os.environ, **env}, capture_output=True, text=True).stdout.strip() for env in ({}, NO_FMA))
    proof("control program differs without FMA", plain != changed, f"{plain} and {changed}")


def record(work):
    """The record verifies, and no digit of it can be changed unseen."""
    start = time.time()
    done = run("sim", "verify")
    proof("sim verify exits 0", done.returncode == 0, f"{time.time() - start:.1f} s {done.stdout.strip()}{done.stderr[:300]}")
    base = work / "base"
    base.mkdir()
    shutil.copy(ROOT / "nidan.yaml", base)
    shutil.copytree(ROOT / "incidents", base / "incidents")
    incidents = sorted(path.parent.name for path in (base / "incidents").glob("*/runs.lock"))
    seen = sum(changed_digits(base, incident) for incident in incidents)
    proof("changed digits of runs.lock, two in each, exit 1 and are named", seen == 2 * len(incidents), f"{seen} of {2 * len(incidents)}")
    lock = base / "incidents" / INCIDENT / "runs.lock"
    text = lock.read_text()
    model = base / "incidents" / INCIDENT / "model.yaml"
    model.write_text(model.read_text().replace("{value: 2ms, range: 1ms..10ms", "{value: 3ms, range: 1ms..10ms"))
    done = run("build", "--locked", "--out", work / "locked", cwd=base)
    proof("a changed parameter under --locked exits 1, naming the run", done.returncode == 1 and "runs/base" in done.stderr)
    proof("and writes nothing", not (work / "locked").exists() and lock.read_text() == text)


def changed_digits(base, incident):
    """Changes two digits of a record, one at a time; returns how many of them were seen."""
    lock = base / "incidents" / incident / "runs.lock"
    text = lock.read_text()
    entries = json.loads(text)["entries"]
    starts = {name: text.index(json.dumps(name) + ":") for name in entries}
    # Digits of digests and figures: those in values, not in names of fields.
    places = [m.start() for m in re.finditer(r"[0-9]", text) if not in_key(text, m.start()) and m.start() > min(starts.values())]
    seen = 0
    for at in random.Random(20241211).sample(places, 2):
        digit = str((int(text[at]) + 1) % 10)
        lock.write_text(text[:at] + digit + text[at + 1:])
        name = max((start, name) for name, start in starts.items() if start <= at)[1]
        done = run("sim", "verify", incident, cwd=base)
        if done.returncode == 1 and name in done.stderr:
            seen += 1
        else:
            print(f"     unseen: {incident} {name}, place {at}: exit {done.returncode} {done.stderr[:300]}")
    lock.write_text(text)
    return seen


def in_key(text, at):
    line = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)]
    column = at - text.rfind("\n", 0, at) - 1
    key = re.match(r'\s*"[^"]*":', line)
    return bool(key) and column < key.end()


def plain(text):
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s‌‍*`()]", "", text)




def closest(needle, text):
    """Edits between a text and the place of the page most like it (Sellers)."""
    row = list(range(len(needle) + 1))
    best = row[-1]
    for y in text:
        previous, row[0] = row[0], 0
        for i, x in enumerate(needle, 1):
            previous, row[i] = row[i], min(row[i] + 1, row[i - 1] + 1, previous + (x != y))
        best = min(best, row[-1])
    return best


def extraction(site):
    """What a reader can copy and search: headings and summary, out of the PDF."""
    for lang, limit in (("bn", 0.02), ("en", 0.0)):
        pdf = site / lang / "incidents" / INCIDENT / "report.pdf"
        pages = plain(subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout)
        page = (site / lang / "incidents" / INCIDENT / "index.html").read_text()
        headings = [html.unescape(re.sub(r"<[^>]+>", "", h)).rstrip(" #\n") for h in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page, re.S)]
        prose = (ROOT / "incidents" / INCIDENT / f"incident.{lang}.md").read_text()
        summary = prose.split("## summary")[1].split("\n## ")[0].strip().split("\n\n")
        wanted = [plain(text) for text in headings + summary if plain(text)]
        edits = sum(closest(text, pages) for text in wanted)
        total = sum(map(len, wanted))
        proof(f"pdftotext gives back {lang} headings and summary", edits <= limit * total, f"{edits} of {total} characters differ, {100 * edits / total:.2f} %")


def main():
    work = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    work.mkdir(exist_ok=True)
    site = builds(work)
    control(work)
    extraction(site)
    record(work)
    print(f"{len(PASSED)} passed, {len(FAILED)} failed")
    return 1 if FAILED else 0


sys.exit(main())
