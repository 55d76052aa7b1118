#!/usr/bin/env python3
"""What `check --format sarif` writes is valid against the schema of SARIF 2.1.0, with findings of every severity in it.

usage: sarif.py NIDAN SCHEMA FOLDER   (needs jsonschema; SCHEMA comes with an npm package)

And the schema is shown to see: a log with a level that is none, a column of nought and a result without a message must fail.
"""

import copy
import json
import subprocess
import sys
from pathlib import Path

import jsonschema

INCIDENT = """schema: 1
title: {en: Checkout is down, bn: চেকআউট অচল}
stage: published
serverity: sev2
zone: Asia/Dhaka
summary: {en: The operator ignored the 𝗰𝗮𝗰𝗵𝗲 & <more>., bn: "অপারেটর 𝗰𝗮𝗰𝗵𝗲 উপেক্ষা করেছেন, স্পষ্টতই।"}
factors: {a: {leads_to: b, en: One, bn: এক}, c: {en: Two, bn: দুই}}
lessons: {x: {en: Ask less., bn: কম চান।}}
"""


def sarif(nidan, folder):
    """Runs the check and reads what it wrote."""
    args = [nidan, "check", "--root", folder, "--format", "sarif", "--hints", "--no-runs", "--as-of", "2026-01-01"]
    return json.loads(subprocess.run(args, capture_output=True, check=False).stdout)


def main():
    nidan, schema, folder = sys.argv[1], json.loads(Path(sys.argv[2]).read_text()), Path(sys.argv[3])
    validator = jsonschema.Draft4Validator(schema)
    incident = folder / "incidents" / "2025-02-01-checkout"
    incident.mkdir(parents=True, exist_ok=True)
    settings = "schema: 1\ntitle: {en: T, bn: ট}\naudience: public\nzone: Asia/Dhaka\n"
    (folder / "nidan.yaml").write_text(settings)
    (folder / "incidents" / "stray").write_text("x")
    (incident / "incident.yaml").write_text(INCIDENT)
    logs = {"broken": sarif(nidan, str(folder)), "shipped": sarif(nidan, ".")}
    for name, log in logs.items():
        faults = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(log)]
        assert not faults, f"{name}: {faults[:5]}"
        run = log["runs"][0]
        assert all(run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    levels = [one["level"] for one in logs["broken"]["runs"][0]["results"]]
    assert {"error", "warning", "note"} <= set(levels), levels
    for path, value in [(("level",), "bad"), (("locations", 0, "physicalLocation", "region", "startColumn"), 0), (("message",), None)]:
        log = copy.deepcopy(logs["broken"])
        place = next(one for one in log["runs"][0]["results"] if "locations" in one)
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert list(validator.iter_errors(log)), f"the schema does not see {path}"
    counts = ", ".join(f"{name} {len(log['runs'][0]['results'])}" for name, log in logs.items())
    print(f"SARIF is valid against its schema; results: {counts}")


main()
