#!/usr/bin/env python3
"""The mails of the shipped newsletter, read by Python's `email`: no defect, and each says what its files say.

usage: newsletters.py NIDAN OUT
"""

import base64
import email
import email.policy
import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NIDAN, OUT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
FAILED = []


def proof(name, holds, figure=""):
    if not holds:
        FAILED.append(name)
    print(f"{'ok  ' if holds else 'FAIL'} {name}{': ' if figure else ''}{figure}", flush=True)


class Page(HTMLParser):
    """The headings, links and pictures of a mail's HTML."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.links, self.pictures, self.scripts, self.inside = [], [], [], 0, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in ("h1", "h2", "h3"):
            self.inside = True
            self.headings.append("")
        if tag == "a" and not values["href"].startswith("#"):
            self.links.append(values["href"])
        if tag == "img":
            self.pictures.append((values["src"], values.get("alt", "")))
        self.scripts += tag in ("script", "iframe", "object", "form", "link")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("h1", "h2", "h3")

    def handle_data(self, data):
        if self.inside:
            self.headings[-1] += data


def together(text):
    """A text without its line breaks: the plain part wraps where the HTML does not."""
    return re.sub(r"\s+", "", text)


def is_whole(word):
    """Whether a word starts and ends between clusters: with no mark at its start, and no virama or joiner at its end."""
    return not unicodedata.category(word[0]).startswith("M") and word[0] not in "\u200c\u200d" and word[-1] not in "\u09cd\u200d"


def check(name, mail):
    message = email.message_from_bytes(mail, policy=email.policy.default)
    parts = list(message.walk())
    defects = [defect for part in parts for defect in part.defects]
    defects += [defect for part in parts for value in part.values() for defect in getattr(value, "defects", ())]
    proof(f"{name}: no defects", not defects, str(defects or f"{len(parts)} parts"))
    kinds = [part.get_content_type() for part in parts]
    proof(f"{name}: text, then HTML with its pictures", kinds[:4] == ["multipart/alternative", "text/plain", "multipart/related", "text/html"], str(kinds))
    lines = mail.split(b"\r\n")
    proof(f"{name}: plain lines of at most 76 letters", all(len(line) <= 76 and line.isascii() and b"\n" not in line and b"\r" not in line for line in lines))
    # In a mail every line ends in two characters.
    plain, html = (parts[at].get_content().replace("\r\n", "\n") for at in (1, 3))
    same = lambda ending: (OUT / f"{name}.{ending}").read_text() == {"txt": plain, "html": html}[ending]
    proof(f"{name}: both parts are the files beside it", same("txt") and same("html"))
    proof(f"{name}: the subject is the first line of the text", message["subject"] == plain.split("\n", 1)[0], message["subject"])
    words = re.findall(r"=\?utf-8\?B\?([^?]+)\?=", mail.split(b"\r\n\r\n", 1)[0].decode())
    proof(f"{name}: encoded words hold whole clusters", all(is_whole(base64.b64decode(word).decode()) for word in words), f"{len(words)} words")
    page = Page(html)
    missing = [each for each in page.headings if together(each) not in together(plain)] + [link for link in page.links if link not in plain]
    proof(f"{name}: the text has every heading and link of the HTML", not missing, str(missing or f"{len(page.headings)} headings, {len(set(page.links))} links"))
    enclosed = {f"cid:{part['content-id'].strip('<>')}": part.get_content() for part in parts if part.get_content_maintype() == "image"}
    shown = {source for source, alt in page.pictures if alt}
    proof(f"{name}: every picture is in the mail, with words", shown == set(enclosed) and all(data.startswith(b"\x89PNG") for data in enclosed.values()), f"{len(shown)} pictures")
    proof(f"{name}: nothing is fetched or run", page.scripts == 0 and "url(" not in html)
    proof(f"{name}: no mailbox cuts it off", len(html.encode()) <= 80_000 and len(mail) <= 500_000, f"HTML {len(html.encode())} bytes, mail {len(mail)}")
    label = re.match(r"\[(TLP:[A-Z+]+)\] ", message["subject"])
    proof(f"{name}: the label stands in subject and text", bool(label) and label[1] in plain.split("-- ")[-1] and label[1] in html)
    return message


def main():
    def build(out):
        subprocess.run([NIDAN, "--root", ROOT, "newsletter", "build", "--out", out], check=True, capture_output=True)
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}

    first, second = build(OUT), build(OUT.with_name(OUT.name + "-again"))
    proof("two calls write the same bytes", first == second, f"{len(first)} files")
    mails = {name[:-4]: check(name[:-4], data) for name, data in first.items() if name.endswith(".eml")}
    names = {message["message-id"] for message in mails.values()}
    proof("each mail has a name of its own", len(names) == len(mails) == 3, ", ".join(sorted(names)))
    short = {name: len(data.decode()) for name, data in first.items() if name.endswith("whatsapp.txt")}
    proof("texts for WhatsApp are short", all(length <= 1000 for length in short.values()), str(short))
    sys.exit(f"{len(FAILED)} proofs failed" if FAILED else 0)


if __name__ == "__main__":
    main()
