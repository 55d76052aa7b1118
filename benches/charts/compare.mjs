// Draws ten charts of a built site once more with Observable Plot, from the data that the site publishes with them, and
// lays each pair side by side for someone who does not know which is which.
//
// usage: node compare.mjs SITE OUT KEY   (KEY, which tells the sides, is best kept out of OUT)

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const [site, out, key] = process.argv.slice(2).map((path) => resolve(path));
const seed = 20241211;
const width = 680;
const margin = 24;
const white = `html, body { margin: 0; background: #fff !important; --paper: #fff; }
  #stage { box-sizing: content-box; width: ${width}px; padding: ${margin}px; }`;

const chatgpt = "incidents/2024-12-11-openai-telemetry";
const falcon = "incidents/2024-07-19-crowdstrike-channel-file";
// Name of the drawing, page, what the id of our picture begins with, and further data.
const charts = [
  ["timeline", chatgpt, "chart-timeline", []],
  ["modelled", chatgpt, "chart-trust-series", ["base"]],
  ["sizes", chatgpt, "chart-designs-scale", []],
  ["effects", chatgpt, "chart-lessons-effects", []],
  ["combinations", chatgpt, "chart-designs-waves", ["waves"]],
  ["tiles", chatgpt, "chart-designs-bake-or-life", ["bake-or-life"]],
  ["ranges", `${chatgpt}/runs/break-glass`, "chart-tornado", []],
  ["explanations", chatgpt, "chart-designs-onset", ["onset"]],
  ["exposed", falcon, "chart-impact-exposure", ["base", "staged", "boot-rescue"]],
  ["durations", "", "chart-", []],
];

/** Returns the items in an order that the draws settle. */
function shuffled(items, draws) {
  const keyed = items.map((item) => [draws.next().value, item]);
  return keyed.sort(([one], [other]) => one - other).map(([, item]) => item);
}

/** Returns numbers from 0 to 1, the same for the same seed. */
function* draws(state) {
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** In the page: what a figure of the report says, with the table below it. */
function readFigure(start) {
  const picture = document.querySelector(`svg.wide[aria-labelledby^="${start}"]`);
  const figure = picture.closest("figure");
  let next = figure.nextElementSibling;
  while (!next.matches("details.data")) next = next.nextElementSibling;
  return {
    title: figure.querySelector(".takeaway").textContent,
    about: picture.querySelector("desc").textContent,
    words: [...picture.querySelectorAll("text")].map((text) => text.textContent),
    height: Number(picture.getAttribute("height")),
    rows: [...next.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
  };
}

/** In the page: leaves nothing but one figure, at the width that it was drawn for. */
function leaveFigure(start) {
  const figure = document.querySelector(`svg.wide[aria-labelledby^="${start}"]`).closest("figure");
  document.body.className = "";
  document.body.innerHTML = '<div id="stage" class="text"></div>';
  document.querySelector("#stage").append(figure);
}

const face = (weight) => {
  const font = readFileSync(require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`), "base64");
  return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${font}); }`;
};
const plain = `<!DOCTYPE html><style>${[400, 600, 700].map(face).join("\n")}
  body { font: 14px/1.4 Inter, sans-serif; } figure { margin: 0; } h2 { margin: 0 0 6px; font-size: 18px; }
  h3 { margin: 0 0 10px; font-size: 14px; font-weight: 400; white-space: pre-line; }
  figcaption { margin-top: 8px; color: #555; } figure [class] { font-family: Inter !important; }
  ${white}</style><div id="stage"></div>`;

async function ours(page, [, path, start]) {
  await page.goto(pathToFileURL(join(site, "en", path, "index.html")).href);
  const said = await page.evaluate(readFigure, start);
  await page.evaluate(leaveFigure, start);
  await page.addStyleTag({ content: white });
  return said;
}

function tables([, path, , names]) {
  const folder = join(site, "en", path, "runs");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name, "data.csv"), "utf8")]));
}

async function theirs(page, chart, said) {
  await page.setContent(plain);
  for (const part of ["d3/dist/d3.min.js", "@observablehq/plot/dist/plot.umd.min.js"]) {
    await page.addScriptTag({ path: join(here, "node_modules", part) });
  }
  await page.addScriptTag({ path: join(here, "drawings.js") });
  const draw = ([name, said]) => document.querySelector("#stage").append(drawings[name](said));
  await page.evaluate(draw, [chart[0], { ...said, width, runs: tables(chart) }]);
}

const tall = (page) => page.evaluate(() => document.querySelector("#stage").getBoundingClientRect().height);
async function shoot(page, height, path) {
  await page.evaluate(() => document.fonts.ready);
  await page.setViewportSize({ width: width + 2 * margin, height });
  await page.screenshot({ path });
}

mkdirSync(out, { recursive: true });
const flags = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
// The site's own policy forbids styles written in place.
const context = await browser.newContext({ bypassCSP: true, colorScheme: "light", deviceScaleFactor: 2 });
const first = shuffled(charts.map((_, index) => index % 2), draws(seed));
const told = [];
for (const [index, chart] of charts.entries()) {
  const pages = [await context.newPage(), await context.newPage()];
  for (const page of pages) await page.setViewportSize({ width: 1280, height: 900 });
  await theirs(pages[1], chart, await ours(pages[0], chart));
  const height = Math.ceil(Math.max(await tall(pages[0]), await tall(pages[1])));
  const number = String(index + 1).padStart(2, "0");
  const drawn = ["nidan", "plot"];
  for (const [side, which] of [["a", first[index]], ["b", 1 - first[index]]]) {
    await shoot(pages[which], height, join(out, `${number}-${side}.png`));
  }
  told.push({ pair: number, chart: chart[0], a: drawn[first[index]], b: drawn[1 - first[index]] });
  for (const page of pages) await page.close();
}
await browser.close();
writeFileSync(key, `${JSON.stringify(told, null, 2)}\n`);
