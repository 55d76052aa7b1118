#!/usr/bin/env python3
"""Follows every link of a built site: each leads to a file that is there, and to a place that is on its page.

usage: links.py SITE [URL]   (URL is the site's address in nidan.yaml, if it has one)
"""
import os
import pathlib
import re
import sys
import urllib.parse
from html.parser import HTMLParser


class Page(HTMLParser):
    """The ids of a page, and what it links to."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.twice = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            if given["id"] in self.ids:
                self.twice.append(given["id"])
            self.ids.add(given["id"])
        for name in ("href", "src"):
            if given.get(name) is not None:
                self.links.append(given[name])
        if given.get("property") == "og:image" or given.get("name") == "twitter:image":
            self.links.append(given["content"])

    handle_startendtag = handle_starttag


def place(site, file, link, url):
    """The file and the anchor that a link of a file leads to; nothing for another site."""
    if url and link.startswith(url):
        link = "/" + link[len(url):]
    parts = urllib.parse.urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = urllib.parse.unquote(parts.path)
    target = site / path.lstrip("/") if path.startswith("/") else file.parent / path if path else file
    target = pathlib.Path(os.path.normpath(target))
    return (target / "index.html" if target.is_dir() else target), urllib.parse.unquote(parts.fragment)


def links_of_css(text):
    return [link.strip("\"'") for link in re.findall(r"url\(([^)]*)\)", text)]


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    url = sys.argv[2].rstrip("/") + "/" if len(sys.argv) > 2 else None
    pages = {file: Page(file.read_text()) for file in sorted(site.rglob("*.html"))}
    links = [(file, link) for file, page in pages.items() for link in page.links]
    links += [(file, link) for file in sorted(site.rglob("*.css")) for link in links_of_css(file.read_text())]
    faults = [f"{file.relative_to(site)}: two parts have the id `{name}`" for file, page in pages.items() for name in page.twice]
    linked, outside = set(), 0
    for file, link in links:
        found = place(site, file, link, url)
        if found is None:
            outside += 1
            continue
        target, anchor = found
        linked.add(target)
        name = file.relative_to(site)
        if not target.is_relative_to(site) or not target.is_file():
            faults.append(f"{name}: `{link}` leads to no file")
        elif anchor and target in pages and anchor not in pages[target].ids:
            faults.append(f"{name}: `{link}` leads to no place on its page")
        elif anchor and target not in pages and target.suffix != ".pdf":
            faults.append(f"{name}: `{link}` names a place in what is no page")
    front = site / "index.html"
    alone = [page for page in pages if page not in linked and page != front]
    faults += [f"{page.relative_to(site)}: no page links to it" for page in alone]
    print(f"{len(pages)} pages, {len(links)} links, {outside} of them to other sites, {len(faults)} faults")
    for fault in faults[:40]:
        print(f"  {fault}")
    if len(pages) < 10 or faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
