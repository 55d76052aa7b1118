#!/usr/bin/env python3
"""Every PDF of a built site passes another program's checks for PDF/UA-1 and PDF/A-2a.

usage: conformance.py SITE   (needs page-validation and pikepdf)

The checks are those of `page`, a validator that shares no code with what writes our files. What it cannot know is added from the files
themselves: that qpdf reads them without a remark, that every picture is in the structure tree with words, that the fonts are ours and can be
copied from. One finding of the validator is held against the bytes: it takes a carriage return at the end of compressed data for a part of
the line's end, and then calls the length wrong. And the validator is shown to see: a copy without its structure tree must fail.
"""

import io
import re
import sys
from importlib.metadata import version
from pathlib import Path

import page
import pikepdf

PROFILES = {"PDF/UA-1": page.ValidationProfile.PDF_UA_1, "PDF/A-2a": page.ValidationProfile.PDF_A_2A}
FONTS = {"HindSiliguri", "JetBrainsMono"}
LENGTH = "PDFA2A-STREAM-LENGTH-001"


def structure(element, found):
    """Gathers the structure elements below one."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            structure(kid, found)
    return found


def own_faults(path):
    """What a look into the file itself finds, and how much there is of what."""
    faults = []
    with pikepdf.open(path) as pdf:
        faults += [f"qpdf: {remark}" for remark in pdf.check_pdf_syntax()]
        elements = structure(pdf.Root.StructTreeRoot, [])
        kinds = [str(element.S)[1:] for element in elements]
        silent = [e for e in elements if e.S == "/Figure" and not str(e.get("/Alt", "")).strip()]
        faults += ["a picture without words"] * len(silent)
        levels = [int(kind[1]) for kind in kinds if kind[0] == "H" and kind[1:].isdigit()]
        faults += [f"heading {b} under {a}" for a, b in zip([0, *levels], levels) if b > a + 1]
        for number, sheet in enumerate(pdf.pages, 1):
            for font in sheet.get("/Resources", {}).get("/Font", {}).values():
                name = str(font.BaseFont)[1:].split("+")[-1].split("-")[0]
                if name not in FONTS or "/ToUnicode" not in font:
                    faults.append(f"page {number}: the font {name}")
        if "/Lang" not in pdf.Root or not pdf.Root.get("/MarkInfo", {}).get("/Marked"):
            faults.append("no language, or not marked as tagged")
        return faults, f"{len(pdf.pages)} pages, {kinds.count('Figure')} pictures, {kinds.count('Table')} tables, {len(levels)} headings, {len(pdf.open_outline().root)} bookmarks"


def lengths_hold(path):
    """Says whether at the length that each stream declares a line ends and `endstream` follows, and a carriage return explains the doubt."""
    data = path.read_bytes()
    ends = []
    for found in re.finditer(rb"/Length (\d+)\b(?! \d+ R)[^<>]*>>\s*stream\r?\n", data):
        ends.append(found.end() + int(found[1]))
    whole = len(ends) == len(re.findall(rb"\nendstream", data))
    return whole and all(re.match(rb"\r?\nendstream", data[end:end + 12]) for end in ends) and any(data[end - 1:end] == b"\r" for end in ends)


def damaged(path):
    """The same file with its structure tree cut off and its fonts' bytes gone."""
    with pikepdf.open(path) as pdf:
        del pdf.Root.StructTreeRoot
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if key in thing:
                        del thing[key]
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def main():
    site = Path(sys.argv[1])
    pdfs = sorted(site.rglob("*.pdf"))
    failed = not pdfs
    for path in pdfs:
        faults, inside = own_faults(path)
        for name, profile in PROFILES.items():
            report = page.validate_pdf(path, profile=profile)
            found = [fault for fault in report.failures if fault.rule_id != LENGTH or not lengths_hold(path)]
            faults += [f"{name}: {fault.rule_id} {fault.message}" for fault in found]
        failed |= bool(faults)
        print("\n     ".join([f"{'FAIL' if faults else 'ok  '} {path.relative_to(site)}: {inside}", *faults[:8]]))
    for name, profile in PROFILES.items() if pdfs else []:
        report = page.validate_pdf_bytes(damaged(pdfs[0]), profile=profile)
        seen = not report.is_compliant
        failed |= not seen
        print(f"{'ok  ' if seen else 'FAIL'} a damaged copy fails {name}: {report.rules.failed} of {report.rules.total} rules")
    print(f"{len(pdfs)} PDFs held against {' and '.join(PROFILES)} by page {version('page-validation')}")
    return 1 if failed else 0


sys.exit(main())
