// Types numbers into the what-if pages of a built site, in both languages, from a folder: by keyboard alone, out of range, without
// scripts and on paper. The command that a page shows is run, and must say what the page says.
//
// usage: node what-if.mjs TOOLS NIDAN SITE   (TOOLS holds node_modules; SITE is built from the repository's own knowledge base)

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { accessibility, launch, tally } from "./browser.mjs";

const [tools, nidan, site] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "../..");
const violationsIn = accessibility(tools);

const { count, expect, same } = tally("what-if");

const founding = "2024-12-11-openai-telemetry";
const pages = ["bn", "en"].flatMap((lang) => {
  const folder = join(site, lang, "incidents");
  return readdirSync(folder).map((id) => ({ lang, id, path: join(folder, id, "what-if", "index.html") }));
});
const shown = pages.filter((page) => existsSync(page.path));
expect("two studies have a page in both languages", shown.length >= 4);

const browser = await launch(tools);

async function open(page, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  const tab = await context.newPage();
  const name = relative(site, page.path);
  tab.on("pageerror", (error) => expect(`${name} ${error.message}`, false));
  tab.on("console", (message) => message.type() === "error" && expect(`${name} ${message.text()}`, false));
  tab.on("request", (request) => expect(`${request.url()} is asked for`, /^(file|data):/.test(request.url())));
  await tab.goto(pathToFileURL(page.path).href);
  return { context, tab, name };
}

const look = () => {
  const seen = (element) => element !== null && element.checkVisibility();
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    near: all(".near").map((near) => (seen(near) ? near.querySelector("b").textContent : null)),
    told: all(".told dd").map((one) => one.textContent),
    judged: all(".judged [data-slot]").map((one) => one.textContent),
    command: document.getElementById("what-if.command").textContent,
    answered: seen(document.querySelector(".answered")),
    wrong: all(".wrong").filter(seen).map((wrong) => wrong.textContent),
    invalid: all("[aria-invalid]").map((input) => input.id),
    row: all("tr.now td").map((cell) => cell.textContent),
    table: seen(document.querySelector(".cells tbody tr")),
    inputs: all(".knob input").filter(seen).length,
    said: document.getElementById("what-if.said").textContent,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
};

const type = (tab, knob, text) => tab.fill(`[id='knob.${knob}']`, text);

// The founding study: a cluster of some 2,600 nodes stands nearest to 3,000, by ratio.
const typed = { bn: ["২,৬০০", "৪৫", "৭৫০০", "৯০০০০"], en: ["2,600", "45", "7500", "90000"] };
const words = {
  bn: { near: "৩,০০০", poll: "১ মিনিট", range: "১০০ থেকে ৭,৫০০", largest: "৭,৫০০", next: "৫,০০০" },
  en: { near: "3,000", poll: "1 min", range: "100 to 7,500", largest: "7,500", next: "5,000" },
};
for (const page of shown.filter((one) => one.id === founding)) {
  const { context, tab, name } = await open(page);
  const [size, poll, large, far] = typed[page.lang];
  const said = words[page.lang];
  const first = await tab.evaluate(look);
  same(`${name} begins at the model's own size`, first.near[0], said.largest);
  expect(`${name} hides the table at first`, !first.table && first.inputs === 3);
  await type(tab, 1, size);
  await type(tab, 2, poll);
  const near = await tab.evaluate(look);
  same(`${name} names what was computed`, near.near.slice(0, 2), [said.near, said.poll]);
  same(`${name} shows the row of that`, [...near.near, ...near.told, ...near.judged], near.row);
  expect(`${name} puts it into the command`, near.command.includes("--set cluster.n=3000 --set poll=60s"));
  expect(`${name} says it`, near.said.includes(said.near) && near.said.includes(near.told[0]));
  // Either language is read on either page.
  const swapped = typed[page.lang === "bn" ? "en" : "bn"];
  await type(tab, 1, swapped[0]);
  same(`${name} reads the digits of both languages`, (await tab.evaluate(look)).near[0], said.near);

  await type(tab, 1, far);
  const outside = await tab.evaluate(look);
  expect(`${name} says what is out of range`, outside.wrong.length === 1 && outside.wrong[0].includes(said.range));
  expect(`${name} answers nothing out of range`, !outside.answered && outside.row.length === 0 && outside.near[0] === null);
  same(`${name} marks the field`, outside.invalid, ["knob.1"]);
  same(`${name} says so aloud`, outside.said, outside.wrong[0]);
  for (const text of ["", "many", "-5", "1e3", "1.2.3"]) {
    await type(tab, 1, text);
    expect(`${name} takes "${text}" for no number`, (await tab.evaluate(look)).wrong.length === 1);
  }
  await type(tab, 1, large);
  const back = await tab.evaluate(look);
  expect(`${name} answers again`, back.answered && back.wrong.length === 0 && back.invalid.length === 0);

  // By keyboard alone: to the field, a value down, on to the button, and copied.
  await tab.focus("[id='knob.1']");
  await tab.keyboard.press("ArrowDown");
  same(`${name} steps down`, (await tab.evaluate(look)).near[0], said.next);
  await tab.keyboard.press("ArrowUp");
  await tab.keyboard.press("ArrowUp");
  same(`${name} steps up, and not past the end`, (await tab.evaluate(look)).near[0], said.largest);
  await tab.keyboard.press("Tab");
  same(`${name} goes on with the tabulator`, await tab.evaluate(() => document.activeElement.id), "knob.2");
  await tab.focus("[id='what-if.copy']");
  await tab.keyboard.press("Enter");
  const copied = await tab.getAttribute("#what-if", "data-copied");
  same(`${name} says that it has copied`, (await tab.evaluate(look)).said, copied);
  await tab.focus("[id='knob.3']");
  await tab.evaluate(() => document.getElementById("knob.3").select());
  await tab.keyboard.press("Control+V");
  const pasted = await tab.inputValue("[id='knob.3']");
  expect(`${name} has copied the command (${pasted})`, pasted.startsWith("nidan sim what-if"));

  // From paper the table cannot be opened.
  await tab.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  expect(`${name} prints the table`, (await tab.evaluate(look)).table);
  await context.close();
}

for (const page of shown) {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 320]]) {
    const { context, tab, name } = await open(page, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    // What axe would fetch of the style sheet a folder does not give, and no rule here needs it.
    for (const text of ["", null]) {
      const value = text ?? (await tab.getAttribute(".knob", "data-shown")).split("|")[0];
      await type(tab, 1, value);
      const violations = await violationsIn(tab, { preload: false });
      same(`${name} in axe (${colorScheme}, "${value}")`, violations.map((violation) => violation.id), []);
      expect(`${name} fits ${width} px`, !(await tab.evaluate(look)).wide);
    }
    await context.close();
  }
  const { context, tab, name } = await open(page, { javaScriptEnabled: false });
  const plain = await tab.evaluate(look);
  expect(`${name} has its table and an answer without a script`, plain.table && plain.answered && plain.inputs === 0);
  same(`${name} answers from its row`, [...plain.near, ...plain.told, ...plain.judged], plain.row);
  const command = plain.command.split(" ").slice(1);
  let answer;
  try {
    answer = execFileSync(nidan, [...command, "--format", "json", "--root", root], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    answer = error.status === 1 ? error.stdout : "{}";
  }
  const { hit, critical_size: critical } = JSON.parse(answer);
  same(`${name} and its command agree on who is hit`, plain.told[0], (hit ? { bn: "হ্যাঁ", en: "Yes" } : { bn: "না", en: "No" })[page.lang]);
  if (critical !== null) {
    const digits = plain.told[2].replace(/[০-৯]/g, (digit) => digit.charCodeAt(0) - 0x9e6).replace(/,/g, "");
    same(`${name} and its command agree on the critical size`, digits, String(critical));
  }
  await context.close();
}

await browser.close();
console.log(`what-if: ${count.checked} things checked on ${shown.length} pages, ${count.failed} faults`);
process.exit(count.failed === 0 ? 0 : 1);
