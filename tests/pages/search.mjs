// Searches a built site in a browser: from a folder and from a server, in both languages, with facets, by keyboard alone and without
// scripts. What the pages find is held against `nidan search`.
//
// usage: node search.mjs TOOLS NIDAN SITE   (TOOLS holds node_modules; SITE is built from the repository's own knowledge base)

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { accessibility, launch, tally } from "./browser.mjs";

const [tools, nidan, site] = process.argv.slice(2);
const violationsIn = accessibility(tools);

const { count, expect, same } = tally("search");

// A small base of its own: two reports that differ in a vowel sign, in numbers, tags, severity, year and stage.
const small = mkdtempSync(join(tmpdir(), "nidan-search-"));
const head = (title, more) => `schema: 1
title: ${title}
tlp: CLEAR
published: 2025-02-03
owner: On-call lead
allow: [{rule: missing-review, reason: nobody reads this test}, {rule: missing-key-time, reason: one time is enough here}]
zone: Asia/Dhaka
sources: {S1: {en: Log, bn: লগ}}
${more}`;
const incidents = {
  "2025-01-01-queue-jam": head("{en: Answers come late, bn: ফল আসতে দেরি}", `severity: sev2
stage: published
services: [checkout]
tags: [queue, memory]
summary: {en: The queue held 7500 jobs for an hour., bn: "API-র সারিতে ৭,৫০০টি কাজ জমে। ঘণ্টা পেরিয়ে যায়, র\\u200d্যাম ভরে ওঠে, সময় ফুরোয়। লোক ঢোকে না, পড়া যায় না।"}
timeline:
  - {at: 15:13, mark: impact, en: First errors, bn: প্রথম এরর}
factors:
  backlog: {short: {en: Jobs wait, bn: কাজ জমা}, en: Jobs wait in one line., bn: কাজ একটাই সারিতে জমে।}
lessons:
  shed-load: {en: Drop old jobs first., bn: পুরোনো কাজ আগে বাদ দিন।}
`),
  "2024-06-01-disk-full": head("{en: A full disk stops writes, bn: ফুল ডিস্কে লেখা বন্ধ}", `severity: sev1
stage: closed
services: [storage]
tags: [disk, memory]
summary: {en: The disk was full and jobs stopped., bn: ডিস্ক ভরে কাজ থামে।}
timeline:
  - {at: 10:00, mark: impact, en: Writes fail, bn: লেখা যায় না}
factors:
  no-quota: {en: Nothing limits what is kept., bn: "কতটা রাখা যাবে, তার কোনো সীমা নেই।"}
lessons:
  quota: {en: Give every team a quota., bn: প্রতিটি দলের জন্য সীমা বেঁধে দিন।}
`),
};
writeFileSync(join(small, "nidan.yaml"), "schema: 1\ntitle: {en: Small, bn: ছোট}\nlanguages: [bn, en]\naudience: public\nzone: Asia/Dhaka\n");
for (const [id, yaml] of Object.entries(incidents)) {
  mkdirSync(join(small, "incidents", id), { recursive: true });
  writeFileSync(join(small, "incidents", id, "incident.yaml"), yaml);
}
const smallSite = join(small, "site");
execFileSync(nidan, ["build", "--no-pdf", "--out", smallSite, "--root", small], { stdio: ["ignore", "ignore", "inherit"] });

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const server = createServer((request, response) => {
  // The site stands in a folder of the server.
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname).replace(/^\/deep\/in\//, "");
  try {
    const bytes = readFileSync(join(smallSite, path));
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const bases = [`${pathToFileURL(smallSite).href}/`, `http://127.0.0.1:${server.address().port}/deep/in/`];

const browser = await launch(tools);

// A tab that tells what it should not have: errors, refusals of the policy, requests to elsewhere.
async function open(base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  const tab = await context.newPage();
  const asked = [];
  tab.on("pageerror", (error) => expect(`${base} ${error.message}`, false));
  tab.on("console", (message) => message.type() === "error" && expect(`${base} ${message.text()}`, false));
  tab.on("request", (request) => {
    asked.push(request.url());
    expect(`${request.url()} is asked for`, request.url().startsWith(base) || request.url().startsWith("data:"));
  });
  return { context, tab, asked };
}

const look = () => ({
  ids: [...document.querySelectorAll(".search-result .search-title a")].map((link) => link.href.split("/").at(-2)),
  marks: [...document.querySelectorAll(".search-result mark")].map((mark) => mark.textContent),
  status: document.querySelector(".search-status").textContent,
  list: document.querySelector("#reports, [id='reports']")?.checkVisibility() ?? null,
  hash: new URLSearchParams(location.hash.slice(1)).toString(),
  words: document.querySelector(".search-words").value,
});

const ready = (tab, lang) => tab.waitForFunction((code) => globalThis.nidan?.[code] !== undefined, lang);

async function type(tab, text) {
  await tab.fill(".search-words", text);
  return tab.evaluate(look);
}

const jam = "2025-01-01-queue-jam";
const disk = "2024-06-01-disk-full";
// What is typed, what it finds; the last ones have to find nothing.
const examples = {
  bn: [
    ["ফল", [jam]], ["ফুল", [disk]], ["ফেল", []], ["৭৫০০", [jam]], ["7500", [jam]], ["৭,৫০০", [jam]], ["ঘন্টা", [jam]],
    ["\u09b0\u200d\u09cd\u09af\u09be\u09ae", [jam]], ["\u09b0\u09cd\u09af\u09be\u09ae", [jam]], ["\u09b8\u09ae\u09df", [jam]], ["\u09b8\u09ae\u09af\u09bc", [jam]],
    ["\u09aa\u09dc\u09be", [jam]], ["\u09aa\u09a1\u09bc\u09be", [jam]], ["\u09b2\u09cb\u0995", [jam]], ["\u09b2\u09c7\u09be\u0995", [jam]],
    ["api", [jam]], ["shed-load", [jam]], ["backlog", [jam]], ["queue", [jam]], [disk, [disk]], ["সীমা", [disk]], ["মেমরি", []],
  ],
  en: [["7500", [jam]], ["৭৫০০", [jam]], ["full disk", [disk]], ["disks", [disk]], ["late", [jam]], ["quot", [disk]], ["memory", [jam, disk]], ["quota jobs", [disk]], ["elephant", []]],
};

async function searches(base, lang) {
  const { context, tab, asked } = await open(base);
  await tab.goto(`${base}${lang}/index.html`);
  expect(`${base}${lang}: the index waits for a search`, !asked.some((url) => url.endsWith("search-index.js")));
  await tab.focus(".search-words");
  await ready(tab, lang);
  for (const [text, wanted] of examples[lang]) {
    const seen = await type(tab, text);
    same(`${base}${lang}: ${text}`, [...seen.ids].sort(), [...wanted].sort());
    expect(`${text}: the list makes room`, seen.list === false);
    expect(`${text}: says what was found`, seen.status.length > 0);
  }
  const number = await type(tab, "7500");
  same(`${base}${lang}: the number is marked as the text has it`, number.marks, [lang === "bn" ? "৭,৫০০" : "7500"]);
  same("the address keeps the search", number.hash, "q=7500");
  await tab.click(".search-passages a");
  expect(`${base}${lang}: a passage leads to its place`, tab.url().endsWith(`${lang}/incidents/${jam}/index.html#summary`));
  await tab.goBack();
  await ready(tab, lang);
  same("the way back leads to the search", (await tab.evaluate(look)).ids, [jam]);
  await type(tab, "shed-load");
  await tab.click(".search-passages a");
  expect("a lesson has its anchor", tab.url().endsWith("#lessons/shed-load") && (await tab.locator("[id='lessons/shed-load']").count()) === 1);
  await context.close();
}

async function facets(base, lang) {
  const { context, tab } = await open(base);
  await tab.goto(`${base}${lang}/index.html`);
  await tab.click(".search-filters summary");
  await ready(tab, lang);
  const seen = await tab.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll(".search-facets fieldset")].map((field) => [field.dataset.facet, field.checkVisibility() ? field.querySelectorAll("label").length : 0])));
  same(`${base}${lang}: facets`, seen, { severity: 2, service: 2, factor: 2, tag: 3, year: 2, stage: 2 });
  const box = (facet, at) => tab.locator(`[data-facet=${facet}] input`).nth(at);
  await box("severity", 0).check();
  same("one severity", (await tab.evaluate(look)).ids, [disk]);
  await box("severity", 1).check();
  same("either of two severities", (await tab.evaluate(look)).ids, [jam, disk]);
  await box("year", 0).check();
  same("and of one year", (await tab.evaluate(look)).ids, [jam]);
  same("the address keeps what was chosen", (await tab.evaluate(look)).hash, "severity=sev1&severity=sev2&year=2025");
  await tab.click(".search-clear");
  const cleared = await tab.evaluate(look);
  expect("cleared, the list is back", cleared.ids.length === 0 && cleared.list === true && cleared.hash === "");
  expect("no box stays ticked", (await tab.locator(".search-facets input:checked").count()) === 0);
  await tab.goto("about:blank");
  await tab.goto(`${base}${lang}/index.html#q=memory&stage=closed`);
  await ready(tab, lang);
  const linked = await tab.evaluate(look);
  same("an address is a search", [linked.words, linked.ids], ["memory", [disk]]);
  await context.close();
}

async function keyboard(base, lang) {
  const { context, tab } = await open(base);
  await tab.goto(`${base}${lang}/index.html`);
  await tab.keyboard.press("/");
  const focus = () => tab.evaluate(() => document.activeElement.className || document.activeElement.getAttribute("href"));
  same(`${base}${lang}: / leads to the box`, [await focus(), (await tab.evaluate(look)).words], ["search-words", ""]);
  await ready(tab, lang);
  await tab.keyboard.type("memory");
  await tab.keyboard.press("ArrowDown");
  expect("down leads to the first result", (await focus()).endsWith(`${jam}/index.html`));
  await tab.keyboard.press("ArrowUp");
  same("up leads back to the box", await focus(), "search-words");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("ArrowDown");
  expect("down walks on to the second report", (await focus()).endsWith(`${disk}/index.html`));
  await tab.keyboard.press("Escape");
  const cleared = await tab.evaluate(look);
  same("Escape clears and stays in the box", [cleared.words, cleared.ids.length, cleared.list, await focus()], ["", 0, true, "search-words"]);
  await tab.keyboard.type("7500");
  await tab.keyboard.press("ArrowDown");
  await Promise.all([tab.waitForURL(/queue-jam/), tab.keyboard.press("Enter")]);
  await context.close();
}

async function front(base) {
  const { context, tab } = await open(base);
  await tab.goto(`${base}index.html`);
  await tab.keyboard.press("/");
  await ready(tab, "bn");
  await tab.keyboard.insertText("ফল");
  same(`${base}: the front page finds`, (await tab.evaluate(look)).ids, [jam]);
  await tab.fill("[id='en.search.words']", "quota");
  await ready(tab, "en");
  const english = () => [...document.querySelectorAll("[lang=en] .search-title a")].map((link) => link.getAttribute("href"));
  same("each column in its language", await tab.evaluate(english), [`en/incidents/${disk}/index.html`]);
  await Promise.all([tab.waitForURL(/en\/index\.html#q=quota$/), tab.keyboard.press("Enter")]);
  await ready(tab, "en");
  same("Enter opens the list with the search", (await tab.evaluate(look)).ids, [disk]);
  await context.close();
}

async function withoutScript(base) {
  const { context, tab } = await open(base, { javaScriptEnabled: false });
  for (const page of ["bn/index.html", "en/index.html", "index.html"]) {
    await tab.goto(`${base}${page}#q=memory`);
    expect(`${base}${page}: no box without scripts`, !(await tab.locator(".search").first().isVisible()));
    expect(`${base}${page}: the list stands`, await tab.locator(".card").first().isVisible());
  }
  await context.close();
}

// Every state that shows something, in both colour schemes, on a phone and on a desk.
async function accessible() {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 1280]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      const tab = await context.newPage();
      for (const [page, lang, query] of [["bn/index.html", "bn", "রোলআউট"], ["en/index.html", "en", "rollout"], ["en/index.html", "en", "xyzzy"], ["index.html", "bn", "লোড"]]) {
        await tab.goto(pathToFileURL(join(site, page)).href);
        await tab.focus(".search-words");
        await ready(tab, lang);
        await tab.fill(".search-words", query);
        if (page !== "index.html") await tab.click(".search-filters summary");
        const spill = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(`${page} with results fits ${width} px (${spill} too wide)`, spill <= 0);
        for (const violation of await violationsIn(tab)) expect(`${page}: ${violation.id} (${colorScheme}, ${width} px): ${violation.nodes[0].target}`, false);
        count.checked += 1;
      }
      await context.close();
    }
  }
}

// Pages and terminal give the same answers in the same order, on the shipped studies. These questions were not used to make the rules.
async function agree() {
  const questions = {
    bn: ["ক্যাশ খালি", "অপারেটরদের ঢোকা", "রোলআউটের ধাপ", "থ্রেডের সীমা", "ব্যবহারকারী", "DNS", "সার্ভারগুলো রিস্টার্ট", "অ্যালার্ট", "২০২৪", "আপডেট টেস্ট", "ক"],
    en: ["cold cache", "operators locked out", "wave", "thread limits", "users", "dns caching", "restart servers", "rollback", "2024", "update testing", "s"],
  };
  for (const [lang, list] of Object.entries(questions)) {
    const { context, tab } = await open(pathToFileURL(site).href);
    await tab.goto(pathToFileURL(join(site, lang, "index.html")).href);
    await tab.focus(".search-words");
    await ready(tab, lang);
    for (const question of list) {
      const told = JSON.parse(execFileSync(nidan, ["search", question, "--lang", lang, "--format", "json"], { encoding: "utf8" }));
      const { ids, marks } = await type(tab, question);
      same(`${lang}: ${question}`, ids, told.results.map((result) => result.id));
      const marked = told.results.flatMap((result) => {
        const of = ({ text, marks }) => marks.map(([from, to]) => [...text].slice(from, to).join(""));
        return [...of({ text: result.title, marks: result.marks }), ...result.passages.flatMap(of)];
      });
      same(`${lang}: ${question}: marked`, marks, marked);
      expect(`${lang}: ${question} finds something`, ids.length > 0);
    }
    await context.close();
  }
}

for (const base of bases) {
  for (const lang of ["bn", "en"]) {
    await searches(base, lang);
    await facets(base, lang);
    await keyboard(base, lang);
  }
  await front(base);
  await withoutScript(base);
}
await accessible();
await agree();
await browser.close();
server.close();
rmSync(small, { recursive: true });
console.log(`search: ${count.checked} checks, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);
