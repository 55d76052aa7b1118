#!/usr/bin/env python3
"""Every passage of every report comes back from its PDF by `pdftotext`: Bangla with at most 2 % of its characters wrong, English exactly.

usage: pdftext.py TEXTS SITE   (TEXTS is the built example `texts`; SITE a built site with PDFs)

Both sides without white space, in NFC. What a page prints beyond the report's own text is taken away first, openly: its running heads and feet
with the page's number, heads that a table repeats on its next page, and once each the contents, the numbers of lists, the addresses of notes, the
line under each picture that says where its data lies. Then each passage (a paragraph, a heading, a cell) is looked for in what is left, and taken
out. One that is not there in one piece, because a picture stands between its parts, is looked for again when more is gone, and in the end counts the
edits to the nearest part of what is left. What stays in the end, of pages that should be empty then, counts as wrong too. So nothing can be missing,
doubled or made up without being counted.
"""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GONE = "\x00"
LONG = 40
LIMITS = {"bn": 0.02, "en": 0.0}


def squeezed(text):
    # The word joiner, which keeps a note's mark from starting a line, has no ink either.
    return re.sub(r"[\s\u2060]", "", unicodedata.normalize("NFC", text))


def nearest(needle, text):
    """Edits from a text to the part of another that is most like it, and where that part lies (Sellers)."""
    row = [(i, 0) for i in range(len(needle) + 1)]
    best = (len(needle), 0, 0)
    for end, y in enumerate(text, 1):
        diagonal, row[0] = row[0], (0, end)
        for i, x in enumerate(needle, 1):
            step = diagonal[0] + (x != y)
            diagonal, here = row[i], min((step, diagonal[1]), (row[i][0] + 1, row[i][1]), (row[i - 1][0] + 1, row[i - 1][1]))
            row[i] = here
        if row[-1][0] < best[0]:
            best = (row[-1][0], row[-1][1], end)
    return best


class Pages:
    """The characters of all pages, of which more and more are accounted for."""

    def __init__(self, text):
        self.text = text

    def take(self, texts):
        """Takes texts out, the longest first, and returns those that are not there."""
        lost = []
        for text in sorted(texts, key=len, reverse=True):
            at = self.text.find(text)
            if at >= 0:
                self.remove(at, at + len(text))
            else:
                lost.append(text)
        return lost

    def remove(self, start, end):
        self.text = self.text[:start] + GONE * (end - start) + self.text[end:]

    def close_up(self):
        """Brings together what stood round that which is gone: the two parts of a paragraph round a picture."""
        self.text = self.text.replace(GONE, "")

    def nearest(self, text):
        edits, start, end = nearest(text, self.text)
        self.remove(start, end)
        return edits

    def rest(self):
        return [part for part in self.text.split(GONE) if part]


def without_running(report, page, number):
    """A page without its head and foot; None when they are not as they should be."""
    site, title, tlp, before, after = map(squeezed, report["running"])
    digits = "".join(report["digits"][int(digit)] for digit in str(number))
    for part in [site] + ([title] if number > 1 else []) + [tlp]:
        if part not in page:
            return None
        page = page.replace(part, "", 1)
    for part in (before + digits + after, tlp):
        if part not in page:
            return None
        at = page.rindex(part)
        page = page[:at] + page[at + len(part):]
    return page


def without_contents(report, text):
    """The text without the list of headings, each with the number of a page; None when the list is not as it should be."""
    number = f"[{report['digits']}]{{1,3}}"
    headings = [re.escape(squeezed(heading)) + number for heading in report["headings"]]
    found = re.search(re.escape(squeezed(report["contents"])) + "".join(headings), text)
    return found and text[: found.start()] + GONE + text[found.end():]


def whole(report, path):
    """The text of all pages, without running heads and feet and without the heads that a table repeats on its next page."""
    raw = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, text=True, check=True).stdout
    pages = [without_running(report, squeezed(page), number) for number, page in enumerate(raw.split("\f")[:-1], 1)]
    if None in pages:
        return None
    text = without_contents(report, "".join(pages))
    if text is None:
        return None
    for head in sorted({squeezed("".join(head)) for head in report["heads"]}, key=len, reverse=True):
        tables = sum(squeezed("".join(other)) == head for other in report["heads"])
        parts = text.split(head)
        text = head.join(parts[: tables + 1]) + "".join(parts[tables + 1:])
    return text


def compare(report, path):
    text = whole(report, path)
    if text is None:
        return ["the contents, or the head or foot of a page, are not as they should be"], 0, 0, 0
    pages = Pages(text)
    wanted = [squeezed(passage["text"]) for passage in report["passages"]]
    every = wanted + [squeezed(text) for text in [report["notes"], *report["addresses"], *report["beside"]]]
    # Short ones wait until no long one is left of which they could be a part.
    lost = pages.take([text for text in every if len(text) >= LONG])
    pages.close_up()
    lost = pages.take(lost) + pages.take([text for text in every if len(text) < LONG])
    pages.close_up()
    lost = pages.take(lost)
    faults, edits = [], 0
    for text in lost:
        wrong = pages.nearest(text)
        edits += wrong
        faults.append(f"{wrong} edits in `{text[:60]}`")
    rest = pages.rest()
    faults += [f"left over: `{part[:60]}`" for part in rest]
    return faults, edits + sum(map(len, rest)), sum(map(len, wanted)), len(wanted)


def main():
    texts, site = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    given = subprocess.run([texts, "passages", "."], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    reports = [json.loads(line) for line in given.splitlines()]
    failed = len(reports) < 2 or {report["lang"] for report in reports} != set(LIMITS)
    for report in reports:
        faults, wrong, total, count = compare(report, site / report["path"])
        good = total > 5000 and wrong <= LIMITS[report["lang"]] * total
        failed |= not good
        print(f"{'ok  ' if good else 'FAIL'} {report['path']}: {wrong} of {total} characters in {count} passages wrong, {100 * wrong / max(total, 1):.2f} %")
        for fault in faults[: 3 if good else 20]:
            print(f"     {fault}")
    print(f"{len(reports)} reports read back")
    return 1 if failed else 0


sys.exit(main())
