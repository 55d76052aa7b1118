#!/usr/bin/env python3
"""Every text that is drawn has the glyphs that HarfBuzz gives it, and none is missing from the fonts.

usage: labels.py TEXTS   (TEXTS is the built example `texts`; needs uharfbuzz)

Texts: each label of each chart of the shipped reports, run pages, lists and front page in both languages, and every other passage.
Compared are glyph ids, advances and offsets of each run, and that the runs make up the text. In HarfBuzz later than 11.2 a mark that sits over
another (the reph of ভার্চুয়াল) is hung from the letter and no longer from that other mark, which moves it by some hundredths of an em up or
down: such places are counted, and nothing but a mark may be in one.
"""

import json
import subprocess
import sys
from pathlib import Path

import uharfbuzz as hb

ROOT = Path(__file__).resolve().parents[2]
# Of an em, which is 1000 units in these fonts.
NEAR = 50
FONTS = {}


def font(name):
    if name not in FONTS:
        FONTS[name] = hb.Font(hb.Face((ROOT / "assets" / "fonts" / name).read_bytes()))
    return FONTS[name]


def shaped(run):
    buffer = hb.Buffer()
    buffer.add_str(run["text"])
    buffer.direction, buffer.script, buffer.language = "ltr", run["script"], run["language"]
    hb.shape(font(run["font"]), buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    return [[i.codepoint, p.x_advance, p.x_offset, p.y_offset] for i, p in zip(infos, positions)]


def higher(ours, theirs):
    """Counts marks that HarfBuzz hangs a little higher or lower; None when anything else differs."""
    if [glyph[:3] for glyph in ours] != [glyph[:3] for glyph in theirs]:
        return None
    moved = [(our, their) for our, their in zip(ours, theirs) if our != their]
    return len(moved) if all(our[1] == 0 and abs(our[3] - their[3]) <= NEAR for our, their in moved) else None


def main():
    texts = str(Path(sys.argv[1]).resolve())
    given = subprocess.run([texts, "glyphs", "."], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = [json.loads(line) for line in given.splitlines()]
    labels = sum(line["label"] for line in lines)
    bengali = sum(any(run["script"] == "Beng" for run in line["runs"]) for line in lines if line["label"])
    glyphs, moved, faults = 0, 0, []
    for line in lines:
        text = line["text"]
        if "".join(run["text"] for run in line["runs"]) != text:
            faults.append(f"`{text}`: its runs are not the text")
        for run in line["runs"]:
            ours, theirs = run["glyphs"], shaped(run)
            glyphs += len(ours)
            places = higher(ours, theirs)
            moved += places or 0
            if places is None:
                at = next((i for i, (our, their) in enumerate(zip(ours, theirs)) if our != their), min(len(ours), len(theirs)))
                faults.append(f"`{run['text']}` ({run['font']}): glyph {at} is {ours[at:at + 1]}, HarfBuzz {theirs[at:at + 1]}")
            if any(glyph[0] == 0 for glyph in ours):
                faults.append(f"`{run['text']}` : {run['font']} lacks a character")
    for fault in faults[:20]:
        print(f"FAIL {fault}")
    verdict = f"others in {len(faults)} places" if faults else f"the same; {moved} marks over marks hang a little higher or lower"
    print(f"{labels} labels ({bengali} with Bangla) and {len(lines) - labels} other texts, {glyphs} glyphs: HarfBuzz {hb.version_string()} gives {verdict}")
    # Fewer would mean that the listing is broken, not that the shaping is right.
    enough = labels > 500 and bengali > 150 and glyphs > 100_000
    if not enough:
        print("FAIL too little was compared")
    return 1 if faults or not enough else 0


sys.exit(main())
