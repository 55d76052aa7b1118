// Writes a report while a browser looks at it: an edit reloads the page where it was, a mistake stands over the last good page
// until it is mended, and what stands there is accessible.
//
// usage: node serve.mjs TOOLS NIDAN [PICTURES]   (TOOLS holds node_modules; pictures of what is seen go into PICTURES)

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

import { accessibility, launch, tally } from "./browser.mjs";

const [tools, nidan, pictures] = process.argv.slice(2);
const violationsIn = accessibility(tools);

const { count, expect } = tally("serve");

const id = "2025-01-01-queue-jam";
const long = Array.from({ length: 40 }, (_, at) => `  - {at: ${10 + Math.floor(at / 4)}:${15 * (at % 4) || "00"}, en: Step ${at}, bn: ধাপ ${at}}`).join("\n");
const good = `schema: 1
title: {en: Answers come late, bn: ফল আসতে দেরি}
severity: sev2
stage: published
tlp: CLEAR
published: 2025-02-03
owner: On-call lead
allow: [{rule: missing-review, reason: nobody reads this test}, {rule: missing-key-time, reason: one time is enough here}]
zone: Asia/Dhaka
services: [checkout]
sources: {S1: {en: Log, bn: লগ}}
summary: {en: The queue held jobs for an hour., bn: সারিতে এক ঘণ্টা কাজ জমে ছিল।}
timeline:
  - {at: 09:45, mark: impact, en: First errors, bn: প্রথম এরর}
${long}
factors:
  backlog: {en: Jobs wait in one line., bn: কাজ একটাই সারিতে জমে।}
lessons:
  shed-load: {for: backlog, en: Drop old jobs first., bn: পুরোনো কাজ আগে বাদ দিন।}
`;
const folder = mkdtempSync(join(tmpdir(), "nidan-serve-"));
const file = join(folder, "incidents", id, "incident.yaml");
mkdirSync(join(folder, "incidents", id), { recursive: true });
writeFileSync(join(folder, "nidan.yaml"), "schema: 1\ntitle: {en: Small, bn: ছোট}\nlanguages: [bn, en]\naudience: public\nzone: Asia/Dhaka\n");
writeFileSync(file, good);

const server = spawn(resolve(nidan), ["serve", "--port", "0"], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
const [address] = await new Promise((told) => createInterface({ input: server.stdout }).once("line", (line) => told([line])));

const browser = await launch(tools);

// Opens a page that writes down what it may not do, and what fails.
async function open(options = {}) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  tab.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) expect(message.text(), false);
  });
  tab.on("pageerror", (error) => expect(`script: ${error}`, false));
  tab.on("request", (request) => expect(`asks for ${request.url()}`, request.url().startsWith(address) || request.url().startsWith("data:")));
  return { context, tab };
}

const errors = ".serve[data-weight=errors]";

async function writing(lang, [before, after]) {
  const { context, tab } = await open();
  await tab.goto(`${address}${lang}/incidents/${id}/`);
  expect(`${lang}: no mistake is told of a good page`, (await tab.locator(errors).count()) === 0);
  await tab.evaluate(() => document.documentElement.style.setProperty("scroll-behavior", "auto"));
  await tab.evaluate(() => scrollTo(0, 900));
  const place = await tab.evaluate(() => scrollY);
  expect(`${lang}: the page is long enough to scroll (${place})`, place === 900);
  writeFileSync(file, good.replaceAll(before, after));
  await tab.getByText(after).first().waitFor({ state: "attached", timeout: 20_000 });
  await tab.waitForLoadState("load");
  await tab.waitForFunction((place) => Math.abs(scrollY - place) < 60, place, { timeout: 5000 }).catch(() => {});
  const now = await tab.evaluate(() => scrollY);
  expect(`${lang}: the page stays where it was (${now})`, Math.abs(now - place) < 60);

  writeFileSync(file, good.replace("severity: sev2", "severity: sev2\nseverty: sev1"));
  await tab.locator(errors).waitFor({ timeout: 20_000 });
  const told = await tab.locator(errors).innerText();
  for (const part of [`incidents/${id}/incident.yaml:4:1`, "unknown-key", "severity"]) expect(`${lang}: the notice says ${part}: ${told}`, told.includes(part));
  expect(`${lang}: the place is marked`, (await tab.locator(`${errors} mark`).innerText()) === "severty");
  expect(`${lang}: the last good page stays`, (await tab.getByText(after).count()) > 0);

  writeFileSync(file, good);
  await tab.locator(errors).waitFor({ state: "detached", timeout: 20_000 });
  await tab.getByText(before).first().waitFor({ state: "attached", timeout: 20_000 });
  await tab.goto(`${address}${lang}/nowhere/`);
  expect(`${lang}: a page that is not there leads home`, (await tab.locator(`a[href='/${lang}/']`).count()) === 1);
  await context.close();
}

// A page that is not seen lets go of its line, and hears of changes when it is seen again.
async function unseen() {
  const { context, tab } = await open();
  await tab.goto(`${address}en/incidents/${id}/`);
  const see = (state) =>
    tab.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await see("hidden");
  writeFileSync(file, good.replaceAll("Jobs wait", "Jobs stand"));
  await tab.waitForTimeout(1500);
  expect("a page that is not seen stays as it is", (await tab.getByText("Jobs wait").count()) > 0);
  await see("visible");
  await tab.getByText("Jobs stand").first().waitFor({ state: "attached", timeout: 20_000 });
  await context.close();
  writeFileSync(file, good);
}

async function accessible() {
  const broken = {
    errors: good.replace("severity: sev2", "severity: sev2\nseverty: sev1").replace("ফল আসতে দেরি}", "ফল আসতে দেরি, ক্ষতি: স্ত্রী}"),
    warnings: good,
  };
  for (const [weight, text] of Object.entries(broken)) {
    writeFileSync(file, text);
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [320, 1280]) {
        for (const lang of ["bn", "en"]) {
          const { context, tab } = await open({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
          await tab.goto(`${address}${lang}/incidents/${id}/`);
          await tab.locator(`.serve[data-weight=${weight}]`).waitFor({ timeout: 20_000 });
          if (weight === "warnings") await tab.locator(".serve summary").click();
          const spill = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(`${lang} fits ${width} px (${spill} too wide)`, spill <= 0);
          for (const violation of await violationsIn(tab)) expect(`${weight}: ${violation.id} (${colorScheme}, ${width} px): ${violation.nodes[0].target}`, false);
          count.checked += 1;
          if (pictures) await tab.screenshot({ path: join(pictures, `serve-${weight}-${lang}-${width}-${colorScheme}.png`) });
          await context.close();
        }
      }
    }
  }
}

try {
  await writing("en", ["Jobs wait", "Jobs pile up"]);
  await writing("bn", ["কাজ জমে ছিল", "কাজ আটকে ছিল"]);
  await unseen();
  await accessible();
} finally {
  await browser.close();
  server.kill("SIGINT");
}
const code = await new Promise((ended) => (server.exitCode === null ? server.once("exit", ended) : ended(server.exitCode)));
expect(`an interrupt ends it cleanly (${code})`, code === 0);
rmSync(folder, { recursive: true });
console.log(`serve: ${count.checked} checks, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);
