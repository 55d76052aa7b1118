// Measures search on 500 incidents in two languages: the size of the index, and how long an answer takes in Chromium. Writes the
// table into docs/performance.md.
//
// usage: node benches/search.mjs TOOLS NIDAN   (TOOLS holds node_modules, as tests/pages needs them)
//
// The incidents are put together from the words of the shipped studies: after a word comes, three times of five, one that follows it
// there, else any. That packs worse than prose, which repeats its phrases.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [tools, nidan] = process.argv.slice(2);
const require = createRequire(join(resolve(tools), "package.json"));
const { chromium } = require("playwright-core");
const root = join(import.meta.dirname, "..");
const INCIDENTS = 500;
const langs = ["bn", "en"];

// The same numbers each time.
let seed = 20241211;
function draw(below) {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}
const one = (list) => list[draw(list.length)];

function corpus(lang) {
  const folders = readdirSync(join(root, "incidents"));
  const texts = folders.map((id) => readFileSync(join(root, "incidents", id, `incident.${lang}.md`), "utf8"));
  const plain = texts.join("\n").replace(/^#.*$/gm, "").replace(/\]\([^)]*\)/g, "").replace(/[`*_[\]>]/g, "");
  const words = plain.split(/\s+/).filter(Boolean);
  const next = new Map();
  words.slice(1).forEach((word, at) => next.set(words[at], [...(next.get(words[at]) ?? []), word]));
  return { words, next };
}
const corpora = Object.fromEntries(langs.map((lang) => [lang, corpus(lang)]));

function text(lang, length) {
  const { words, next } = corpora[lang];
  const said = [one(words)];
  while (said.length < length) {
    const known = next.get(said.at(-1));
    said.push(known && draw(5) < 3 ? one(known) : one(words));
  }
  return said.join(" ");
}
const both = (length) => `{${langs.map((lang) => `${lang}: ${JSON.stringify(text(lang, length))}`).join(", ")}}`;

const names = "api auth billing cache cart cdn chat cluster config cron dns edge feed flags gateway ingest ledger login mail metrics mirror orders payments planner proxy queue quota registry replica router scheduler search session shard storage stream sync tokens vault webhooks".split(" ");
const faults = "backlog cert-expiry cold-cache config-push deadlock disk-full dns-loop failover-stuck herd hot-shard leak limit lockout no-alarm no-canary one-fleet overload quiet-rollout quorum-lost retry-storm skew slow-disk split-brain stale-cache test-size thread-limit timeout-chain wrong-region".split(" ");
const remedies = "alarm-early break-glass cap-retries cells drill fill-slowly gate-rollout jitter keep-room limit-fanout load-shed longer-bake rollback-first shed-load stagger-starts test-at-size two-people warm-cache".split(" ");

function several(list, count) {
  const left = [...list];
  return Array.from({ length: count }, () => left.splice(draw(left.length), 1)[0]);
}

function incident(number) {
  const two = (value) => String(value).padStart(2, "0");
  const day = `${2014 + Math.floor(number / 40)}-${two(1 + draw(12))}-${two(1 + draw(28))}`;
  const id = `${day}-${several(names, 2).join("-")}-${number}`;
  const entries = (list, more) => several(list, 4).map((name) => `  ${name}: {${more()}${both(12).slice(1)}`).join("\n");
  return [
    id,
    `schema: 1
kind: study
title: ${both(9)}
severity: sev${1 + draw(4)}
tlp: CLEAR
stage: ${one(["published", "closed"])}
published: ${day}
zone: Asia/Dhaka
services: [${several(names, 2).join(", ")}]
tags: [${several(names.concat(faults), 3).join(", ")}]
sources: {S1: https://status.example.org/${number}}
summary: ${both(45)}
timeline:
  - {at: 14:02, mark: impact, ${both(8).slice(1)}
  - {at: 14:09, mark: detected, ${both(8).slice(1)}
  - {at: 16:05, mark: resolved, ${both(8).slice(1)}
factors:
${entries(faults, () => `short: ${both(4)}, `)}
lessons:
${entries(remedies, () => "")}
`,
  ];
}

const folder = mkdtempSync(join(tmpdir(), "nidan-search-"));
writeFileSync(
  join(folder, "nidan.yaml"),
  "schema: 1\ntitle: {en: Many incidents, bn: অনেক ইনসিডেন্ট}\nlanguages: [bn, en]\naudience: internal\nzone: Asia/Dhaka\n",
);
for (let number = 0; number < INCIDENTS; number += 1) {
  const [id, yaml] = incident(number);
  mkdirSync(join(folder, "incidents", id), { recursive: true });
  writeFileSync(join(folder, "incidents", id, "incident.yaml"), yaml);
}
const site = join(folder, "site");
execFileSync(nidan, ["build", "--no-pdf", "--out", site, "--root", folder], { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 });

// What readers type: words of the texts, two words, a word with its first letters after it, first letters alone.
function queries(lang) {
  const plain = corpora[lang].words.map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, "")).filter((word) => word.length > 2);
  const begun = (length) => [...one(plain)].slice(0, length).join("");
  return Array.from({ length: 50 }, () => [one(plain), `${one(plain)} ${one(plain)}`, `${one(plain)} ${begun(2)}`, begun(1 + draw(4))]).flat();
}

function measure({ lang, queries }) {
  const { nidan } = globalThis;
  const ready = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    nidan.search.index(nidan[lang]);
    ready.push(performance.now() - start);
  }
  const built = nidan.search.index(nidan[lang]);
  const input = document.querySelector(".search-words");
  const timed = (work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const answers = [];
  const shows = [];
  for (let round = 0; round < 5; round += 1) {
    for (const query of queries) {
      answers.push(timed(() => nidan.search.ask(built, nidan.search.query(query), {})));
      input.value = query;
      shows.push(timed(() => input.dispatchEvent(new Event("input"))));
    }
  }
  return { ready: ready.sort((a, b) => a - b)[2], answers: answers.sort((a, b) => a - b), shows: shows.sort((a, b) => a - b) };
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"] });
const tab = await browser.newPage();
const rows = [];
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
for (const lang of langs) {
  const script = join(site, lang, "search-index.js");
  await tab.goto(pathToFileURL(join(site, lang, "index.html")).href);
  await tab.focus(".search-words");
  await tab.waitForFunction((code) => globalThis.nidan[code] !== undefined, lang);
  await tab.waitForTimeout(500);
  const { ready, answers, shows } = await tab.evaluate(measure, { lang, queries: queries(lang) });
  const size = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
  const packed = size(gzipSync(readFileSync(script), { level: 9 }).length);
  rows.push(`| ${lang} | ${size(statSync(script).size)} | ${packed} | ${ready.toFixed(0)} ms | ${at(answers, 0.5)} ms | ${at(answers, 0.99)} ms | ${at(answers, 1)} ms | ${at(shows, 0.5)} ms | ${at(shows, 0.99)} ms |`);
}
await browser.close();
rmSync(folder, { recursive: true });

const table = [
  "| | index | gzip | made ready | answer, median | 99 of 100 | slowest | answer shown, median | 99 of 100 |",
  "|---|---|---|---|---|---|---|---|---|",
  ...rows,
].join("\n");
const path = join(root, "docs/performance.md");
const document = readFileSync(path, "utf8");
writeFileSync(path, document.replace(/(<!-- search -->\n)[^]*?(\n<!-- end of search -->)/, (_, start, end) => start + table + end));
console.log(table);
