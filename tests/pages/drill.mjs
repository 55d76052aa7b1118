// Goes through the drills of a built site in a browser: with their script by button and by key, and without it.
//
// usage: node drill.mjs TOOLS SITE   (TOOLS holds node_modules)

import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

import { launch } from "./browser.mjs";

const [tools, site] = process.argv.slice(2);

const folders = ["bn", "en"].map((lang) => join(site, lang, "incidents"));
const incidents = folders.flatMap((folder) => readdirSync(folder).map((id) => join(folder, id)));
const pages = incidents.map((folder) => join(folder, "drill", "index.html")).filter(existsSync);
const numbers = { bn: ["১", "২"], en: ["1", "2"] };

let failed = 0;
function expect(page, what, held) {
  if (held) return;
  failed += 1;
  console.log(`FAIL ${relative(site, page)}: ${what}`);
}

const browser = await launch(tools);

// What can be seen: how many events, whether the end, what has the focus, what the controls say.
const look = () => {
  const seen = (element) => element !== null && element.checkVisibility({ contentVisibilityAuto: true });
  const said = (id) => document.getElementById(`drill.${id}`).textContent;
  const steps = [...document.querySelectorAll(".step")];
  return {
    all: steps.length,
    named: steps.filter((step) => seen(step.querySelector("summary"))).length,
    open: steps.filter((step) => seen(step.querySelector(".event"))).length,
    last: seen(steps.at(-1).querySelector(".event")),
    end: seen(document.querySelector(".debrief .card, .debrief ol, .debrief p")),
    desk: seen(document.getElementById("drill.desk")),
    focus: document.activeElement.id,
    progress: said("progress"),
    next: said("next"),
    said: said("said"),
    clock: said("clock"),
    since: said("since"),
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
};

async function withScript(page) {
  const lang = relative(site, page).slice(0, 2);
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const tab = await context.newPage();
  const errors = [];
  tab.on("pageerror", (error) => errors.push(error.message));
  tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await tab.goto(pathToFileURL(page).href);
  const first = await tab.evaluate(look);
  expect(page, "one event is open at first", first.open === 1 && first.named === 1 && !first.end && first.desk);
  expect(page, "says how far it has come", first.progress.startsWith(`${numbers[lang][0]} / `));
  expect(page, "nothing takes the focus by itself", first.focus === "");

  await tab.focus("#drill\\.next");
  await tab.keyboard.press("Enter");
  const second = await tab.evaluate(look);
  expect(page, "the button opens the second event", second.open === 2 && second.progress.startsWith(`${numbers[lang][1]} / `));
  expect(page, "the button keeps the focus", second.focus === "drill.next");
  expect(page, "the event is said", second.said.includes(second.clock) && second.said.includes(second.progress));
  const inView = tab.waitForFunction(() => {
    const ask = document.querySelectorAll(".step")[1].querySelector(".ask").getBoundingClientRect();
    return ask.top >= 0 && ask.bottom <= document.getElementById("drill.desk").getBoundingClientRect().top + 1;
  }, null, { timeout: 5000 });
  expect(page, "the event comes into view", await inView.then(() => true, () => false));
  await tab.keyboard.press("ArrowRight");
  await tab.keyboard.press("ArrowLeft");
  expect(page, "keys go on and back", (await tab.evaluate(look)).open === 2);
  await tab.keyboard.press("ArrowLeft");
  await tab.keyboard.press("ArrowLeft");
  expect(page, "nothing goes before the first event", (await tab.evaluate(look)).open === 1);

  for (let step = 1; step < first.all; step += 1) await tab.keyboard.press("ArrowRight");
  const last = await tab.evaluate(look);
  expect(page, "all events are open and the end is not", last.open === last.all && !last.end && !last.wide);
  expect(page, "the button says what comes now", last.next !== first.next);
  expect(page, "the time since the impact is told", last.since.length > 0);
  await tab.click("#drill\\.next");
  const end = await tab.evaluate(look);
  expect(page, "causes and lessons are open and have the focus", end.end && end.focus === "drill.debrief");
  await tab.keyboard.press("ArrowLeft");
  expect(page, "the way back hides them", !(await tab.evaluate(look)).end);
  await tab.click("#drill\\.all");
  const all = await tab.evaluate(look);
  expect(page, "everything can be shown at once", all.end && all.open === all.all);
  expect(page, `no errors (${errors})`, errors.length === 0);

  const link = await context.newPage();
  await link.goto(`${pathToFileURL(page).href}#lessons`);
  expect(page, "a link to the lessons opens them", (await link.evaluate(look)).end);
  await context.close();
}

async function withoutScript(page) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  const shut = await tab.evaluate(look);
  expect(page, "every event is a fold without a script", shut.named === shut.all && shut.open === 0 && !shut.end && !shut.desk);
  await tab.click(".step:nth-child(2) summary");
  await tab.click(".debrief summary");
  const open = await tab.evaluate(look);
  expect(page, "folds open without a script", open.open === 1 && open.end);
  await tab.click(".debrief summary");
  await tab.emulateMedia({ media: "print" });
  const paper = await tab.evaluate(look);
  expect(page, "paper has every event and the end", paper.open === paper.all && paper.end && !paper.desk);
  await context.close();
}

async function onPaper(page) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  await tab.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await tab.emulateMedia({ media: "print" });
  const paper = await tab.evaluate(look);
  expect(page, "paper has everything from the middle of a drill", paper.open === paper.all && paper.end && !paper.desk);
  await tab.emulateMedia({ media: "screen" });
  await tab.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  expect(page, "after printing the drill goes on", (await tab.evaluate(look)).open === 1);
  await context.close();
}

if (pages.length === 0) expect(site, "there is a drill", false);
for (const page of pages) {
  await withScript(page);
  await withoutScript(page);
  await onPaper(page);
}
await browser.close();
console.log(`drills: ${pages.length} passed through, ${failed} faults`);
process.exit(failed === 0 ? 0 : 1);
