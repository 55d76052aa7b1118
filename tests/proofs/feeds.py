#!/usr/bin/env python3
"""Feeds, sitemap and data of the shipped knowledge base, read by other programs.

usage: feeds.py NIDAN SITE   (needs feedparser and jsonschema; SITE is a build of the repository, which has no address)

The same base is built once more with an address. Every feed is read by feedparser without a complaint, every data file keeps to the schema
that it names, and the sitemap leads to files that are there. And the readers are shown to see: what is broken on purpose must fail.
"""

import copy
import json
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import feedparser
import jsonschema
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parents[2]
NIDAN, SITE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
URL = "https://example.org/post-mortems/"
FAILED = []


def proof(name, holds, figure=""):
    if not holds:
        FAILED.append(name)
    print(f"{'ok  ' if holds else 'FAIL'} {name}{': ' if figure else ''}{figure}", flush=True)


def with_address(work):
    """Builds the base with an address."""
    for name in ["incidents", "newsletters", ".nidan"]:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, work / name)
    (work / "nidan.yaml").write_text((ROOT / "nidan.yaml").read_text() + f"\nurl: {URL}\n")
    done = subprocess.run([str(NIDAN), "build", "--no-pdf", "--locked"], cwd=work, capture_output=True, text=True)
    proof("a build with an address exits 0", done.returncode == 0, done.stderr[-300:] if done.returncode else "")
    return work / "public"


def file_of(site, base, link):
    """Returns the file of the site that a link leads to, or None."""
    full = urllib.parse.urljoin(base, link)
    path = urllib.parse.unquote(urllib.parse.urlsplit(full).path)
    start = urllib.parse.urlsplit(URL).path
    return site / path[len(start):] if full.startswith(URL) and path.startswith(start) else None


def feeds(name, site):
    for lang in ["bn", "en"]:
        path = site / lang / "feed.xml"
        base = f"{URL}{lang}/feed.xml"
        read = feedparser.parse(path.read_bytes(), response_headers={"content-type": "application/atom+xml; charset=utf-8", "content-location": base})
        told = [*(ROOT / "incidents").glob("*/incident.yaml"), *(ROOT / "newsletters").glob("*/newsletter.yaml")]
        ids = [entry.id for entry in read.entries]
        bodies = [entry.content[0] for entry in read.entries]
        faults = [read.bozo_exception] if read.bozo else []
        faults += [] if len(ids) == len(set(ids)) == len(told) else ["ids"]
        faults += [e.id for e in read.entries if not (e.updated_parsed and e.published_parsed and e.title and e.summary and e.tags)]
        faults += [b.language for b in bodies if b.language != lang or b.type != "text/html" or len(b.value) < 5000]
        faults += [e.link for e in read.entries if not file_of(site, base, e.link).is_file()]
        proof(f"{name}, {lang}: feedparser reads the Atom feed", not faults, f"{read.version}, {len(ids)} entries, {path.stat().st_size // 1000} kB {faults or ''}")
        feed = json.loads((site / lang / "feed.json").read_text())
        needed = {"version": str, "title": str, "home_page_url": str, "feed_url": str, "items": list, "authors": list, "language": str}
        faults = [key for key, kind in needed.items() if not isinstance(feed.get(key), kind)]
        faults += [item.get("id") for item in feed["items"] if not (item.get("id") and item.get("content_html") and item.get("url"))]
        faults += [] if [item["id"] for item in feed["items"]] == ids else ["other entries than the Atom feed"]
        proof(f"{name}, {lang}: the JSON Feed has what version 1.1 asks for", feed["version"].endswith("/version/1.1") and not faults, faults or "")
    broken = path.read_text().replace("</entry>", "", 1)
    proof(f"{name}: feedparser sees a broken feed", feedparser.parse(broken.encode()).bozo == 1)


def sitemap(site):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ElementTree.parse(site / "sitemap.xml")
    pages = [loc.text for loc in tree.findall("s:url/s:loc", space)]
    links = [link.get("href") for link in tree.findall("s:url/x:link", space)]
    gone = [link for link in pages + links if not file_of(site, URL, link).is_file()]
    there = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    proof("the sitemap lists the pages that are there", not gone and len(pages) == len(there), f"{len(pages)} pages, {len(links)} links {gone[:3]}")


def data(name, site):
    folder = site / "data"
    schemas = {path.name: json.loads(path.read_text()) for path in sorted((folder / "schema").glob("*.json"))}
    at = "https://example.org/data/schema/"
    registry = Registry().with_resources((at + file, Resource.from_contents(schema)) for file, schema in schemas.items())
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)

    def faults(value, schema):
        whole = {"$schema": schemas[schema]["$schema"], "$ref": at + schema}
        checker = jsonschema.Draft202012Validator(whole, registry=registry, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        return [f"{error.json_path}: {error.message[:100]}" for error in checker.iter_errors(value)]

    files = [path for path in sorted(folder.rglob("*.json")) if path.parent.name != "schema"]
    found, values = [], {}
    for path in files:
        values[path] = json.loads(path.read_text())
        schema = (path.parent / values[path]["$schema"]).resolve()
        found += [f"{path.name} {fault}" for fault in faults(values[path], schema.name)] if schema.is_file() else [f"{path.name}: no schema"]
    proof(f"{name}: every data file keeps to its schema", len(files) > 5 and not found, f"{len(files)} files, {len(schemas)} schemas {found[:3] or ''}")
    whole = next(value for value in values.values() if value.get("runs"))
    spoilt = []
    for spoil in [lambda v: v.pop("title"), lambda v: v.update(secret=1), lambda v: v["runs"][0].update(output_digest="x"), lambda v: v.update(day="2024-13-01"), lambda v: v["lessons"][0].update(standing="true")]:
        value = copy.deepcopy(whole)
        spoil(value)
        spoilt.append(bool(faults(value, "incident.json")))
    proof(f"{name}: the schema sees what is wrong", all(spoilt), f"{sum(spoilt)} of {len(spoilt)}")


def main():
    with tempfile.TemporaryDirectory() as work:
        there = with_address(Path(work))
        for name, site in [("without an address", SITE), ("with an address", there)]:
            feeds(name, site)
            data(name, site)
        sitemap(there)
    print(f"{len(FAILED)} failed")
    sys.exit(1 if FAILED else 0)


main()
