// Draws ten charts of a built site once more with Observable Plot, from the data that the site publishes with them, and
// pictures both for someone who does not know which is which.
//
// usage: node compare.mjs SITE OUT KEY   (KEY, which tells the sides, is best kept out of OUT)

import * as Plot from "@observablehq/plot";
import * as d3 from "d3";
import { JSDOM } from "jsdom";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const chatgpt = "incidents/2024-12-11-openai-telemetry";
const falcon = "incidents/2024-07-19-crowdstrike-channel-file";
// The drawing below, the page of ours, what the id of our picture begins with, and runs of that page with more data.
const charts = [
  ["timeline", chatgpt, "chart-timeline"],
  ["modelled", chatgpt, "chart-trust-series", "base"],
  ["sizes", chatgpt, "chart-designs-scale"],
  ["effects", chatgpt, "chart-lessons-effects"],
  ["combinations", chatgpt, "chart-designs-waves", "waves"],
  ["tiles", chatgpt, "chart-designs-bake-or-life", "bake-or-life"],
  ["ranges", `${chatgpt}/runs/break-glass`, "chart-tornado"],
  ["explanations", chatgpt, "chart-designs-onset", "onset"],
  ["exposed", falcon, "chart-impact-exposure", "base", "staged", "boot-rescue"],
  ["durations", "stats", "chart-durations"],
];

const width = 680;
const margin = 24;
// Both stand on white, in the frame and the letters of the page; the page's rules for its own pictures must not
// stretch the parts of the other.
const stage = `html, body { margin: 0; background: #fff !important; --paper: #fff; }
  #stage { box-sizing: content-box; width: ${width}px; padding: ${margin}px; }
  .drawn, .drawn * { font-family: inherit !important; } .drawn figure { margin: 0; } .drawn svg { overflow: visible; }
  .drawn [class*="-swatches"], .drawn [class*="-ramp"] { font-size: 12px !important; }`;

const { document } = new JSDOM().window;
const [green, red, yellow, blue] = ["#3ca951", "#ff725c", "#efb118", "#4269d0"];
const count = d3.format(",");

const number = (text) => Number(text.replace("−", "-").replace(/[^0-9.-]/g, ""));
const clock = (text) => new Date(`2024-12-11T${text}:00Z`);
const hours = (text) => {
  const worth = { day: 24, days: 24, h: 1, min: 1 / 60 };
  const sum = d3.sum(text.matchAll(/(\d+) (days?|h|min)/g), ([, many, unit]) => Number(many) * worth[unit]);
  return text.startsWith("−") ? -sum : sum;
};

/** Breaks a sentence into lines of at most so many letters. */
const broken = (text, most) => text.replace(new RegExp(`(.{1,${most}})(?: |$)`, "g"), "$1\n").trimEnd();

/** Draws a plot that is as high as our picture, its legend included. */
const plot = (said, { legend = 0, ...rest }) =>
  Plot.plot({ document, width, height: said.height - legend, marginBottom: 44, style: "font-size: 13px", ...rest });

/** Draws an axis with every one of some ticks named, where Plot itself would name a logarithmic one only in part. */
const axisX = (ticks, text, label) => [Plot.gridX(ticks), Plot.axisX(ticks, { text, label })];

// The same data as a careful user of Observable Plot would draw them: its default look, with labels on the marks and
// letters as large as ours. Each returns the drawing and what is to be said below it.
const drawings = {
  timeline(said) {
    const events = said.rows.map(([time, what], row) => {
      const [from, to = from] = time.split("–").map(clock);
      const key = said.keys.some((key) => key.what.includes(what));
      return { row, from, to, key, late: from > clock("17:00"), text: `${time}  ${what}` };
    });
    const names = said.about.match(/Phases: (.*)\.$/)[1].split(/(?<= (?:h|min)), /);
    const phases = d3.pairs(said.keys, ({ time: from }, { time: to }) => ({ from: clock(from), to: clock(to) }));
    phases.forEach((phase, index) => { phase.name = names[index]; });
    const told = [[false, false], [false, true], [true, false], [true, true]].map(([late, key]) =>
      Plot.text(events.filter((event) => event.late === late && event.key === key), {
        x: late ? "from" : "to", textAnchor: late ? "end" : "start", dx: late ? -10 : 10, lineWidth: 42,
        y: "row", text: "text", fontWeight: key ? "bold" : "normal" }));
    return [plot(said, {
      legend: 34, marginTop: 26, marginLeft: 24, marginRight: 24,
      x: { type: "utc", label: "Los Angeles time", domain: [clock("14:00"), clock("22:40")], grid: true },
      y: { axis: null, domain: events.map((event) => event.row), type: "band" },
      color: { legend: true, domain: names },
      marks: [
        Plot.rect(phases, { x1: "from", x2: "to", fill: "name", fillOpacity: 0.25 }),
        Plot.axisX({ anchor: "top", label: null, tickFormat: "%H:%M" }), Plot.axisX({ tickFormat: "%H:%M" }),
        Plot.link(events, { x1: "from", x2: "to", y: "row", strokeWidth: 3 }),
        Plot.dot(events, { x: "from", y: "row", r: 4, fill: "currentColor" }),
        ...told,
      ],
    }), "The coloured areas are the phases; bold events begin and end them."];
  },

  modelled(said) {
    const steps = d3.csvParse(said.runs.base, (row) => {
      const [mean, low, high] = ["mean", "p05", "p95"].map((which) => Number(row[`users.error ${which} [share]`]));
      // Los Angeles is eight hours behind, and Plot draws in UTC.
      return { time: new Date(Date.parse(row.time_utc) - 8 * 3600e3), mean, low, high };
    });
    const flags = said.words.filter((word) => /^\d\d:\d\d [A-Z]/.test(word)).map((word, index) => {
      // The first two are three minutes apart.
      const [time, up] = [clock(word.slice(0, 5)), index === 0 ? 36 : 18];
      return [Plot.ruleX([time], { insetTop: -up }),
        Plot.text([word], { x: time, text: [word], frameAnchor: "top", textAnchor: "start", dx: 5, dy: -up })];
    });
    return [plot(said, {
      marginTop: 66,
      x: { type: "utc", label: "Los Angeles time", tickFormat: "%H:%M" },
      y: { label: "Share of requests that fail", percent: true, domain: [0, 50], grid: true, tickFormat: (tick) => `${tick}%` },
      marks: [
        Plot.areaY(steps, { x: "time", y1: "low", y2: "high", fill: "steelblue", fillOpacity: 0.25 }), Plot.ruleY([0]),
        Plot.lineY(steps, { x: "time", y: "mean", stroke: "steelblue", strokeWidth: 2 }),
        ...flags,
        Plot.text(["model, mean, and the\nmiddle 90% of the runs"], { x: clock("16:20"), y: 0.4, textAnchor: "start", fill: "steelblue", dx: 8 }),
      ],
    }), "Model: the base run. The upright lines are times from the record."];
  },

  sizes(said) {
    const points = said.rows.map(([nodes, shown]) => {
      const [, size, name] = nodes.match(/^([\d,]+)(?: \((.*)\))?$/);
      return { nodes: number(size), load: number(shown), shown, name };
    });
    const named = points.filter((point) => point.name);
    const limit = points.filter((point) => point.load === 100);
    const beside = { x: "nodes", y: "load", textAnchor: "end", dx: -8, dy: -9 };
    const over = (of, textAnchor) => Plot.text(named.filter(of), {
      x: "nodes", frameAnchor: "top", dy: -14, textAnchor, text: ({ name, nodes }) => `${name}: ${count(nodes)}` });
    return [plot(said, {
      marginLeft: 55, marginTop: 46, marginRight: 30,
      x: { type: "log" },
      y: { type: "log", label: "Load on the API servers", ticks: 4, tickFormat: (tick) => `${count(tick)}%`, domain: [0.1, 1000], grid: true },
      marks: [
        axisX([50, 100, 200, 500, 1000, 2000, 5000], count, "Nodes in the cluster"),
        Plot.ruleX(named, { x: "nodes", strokeOpacity: 0.5 }),
        over((point) => point.nodes < 5000, "middle"), over((point) => point.nodes > 5000, "end"),
        Plot.ruleY([100], { stroke: "red", strokeDasharray: "4,3" }),
        Plot.text([100], { x: 105, y: 100, text: ["all they can do: 100%"], textAnchor: "start", dy: -9, fill: "red" }),
        Plot.lineY(points, { x: "nodes", y: "load", stroke: "steelblue", strokeWidth: 2, curve: "monotone-x" }),
        Plot.dot(named, { x: "nodes", y: "load", fill: "steelblue", r: 4 }),
        Plot.text(named, { ...beside, text: "shown", fill: "steelblue" }),
        Plot.dot(limit, { x: "nodes", y: "load", fill: "red", r: 5 }),
        Plot.text(limit, { ...beside, text: (point) => `from ${count(point.nodes)} on`, fill: "red" }),
      ],
    }), "Computed from the model's formulas; nothing is simulated. Both axes are logarithmic."];
  },

  effects(said) {
    const nothing = 0.02; // Where ×0 stands, as a logarithm has no nought.
    const claims = said.rows.map(([claim, effect, bound, verdict]) => {
      const [mean, low = mean, high = mean] = (effect.match(/[\d.]+/g) ?? ["0"]).map((value) => Math.max(Number(value), nothing));
      return { claim: broken(claim, 32), effect: effect.split(", beside")[0], verdict, mean, low, high, bound: number(bound) };
    });
    return [plot(said, {
      legend: 34, marginLeft: 205, marginRight: 140, marginTop: 30, insetLeft: 14,
      x: { type: "log", domain: [nothing, 8] },
      y: { label: null, domain: claims.map(({ claim }) => claim), tickSize: 0 },
      color: { legend: true, domain: ["Holds in the model", "Fails in the model", "Depends"], range: [green, red, yellow] },
      marks: [
        axisX([nothing, 0.05, 0.1, 0.2, 0.5, 1, 2, 5], (time) => `×${time === nothing ? 0 : time}`,
          "The measure of each claim, as multiples of the base run"),
        Plot.ruleX([1], { stroke: "#999", strokeWidth: 1.5 }),
        Plot.text([1], { x: 1, text: ["as it happened"], frameAnchor: "top", dy: -16, fill: "#666" }),
        Plot.tickX(claims, { x: "bound", y: "claim", insetTop: 16, insetBottom: 16, strokeWidth: 2 }),
        Plot.ruleY(claims, { x1: "low", x2: "high", y: "claim", stroke: "verdict", strokeWidth: 3 }),
        Plot.dot(claims, { x: "mean", y: "claim", fill: "verdict", r: 5 }),
        Plot.text(claims, { y: "claim", text: "effect", frameAnchor: "right", textAnchor: "start", dx: 10 }),
      ],
    }), "Model, with 95% interval; logarithmic, but for ×0 at the left edge. Black ticks: what was claimed."];
  },

  combinations(said) {
    const alone = new Map(said.rows.map(([on, , sum]) => [on, sum]));
    const rows = d3.csvParse(said.runs.waves).filter((row) => row.what === "combination");
    const single = rows.filter((row) => row.on && !row.on.includes("+")).map((row) => row.on);
    const letter = (name) => "ABC"[single.indexOf(name)];
    const runs = rows.map((row) => {
      const on = row.on ? row.on.split("+").map(letter).join(" + ") : "none";
      const [mean, half] = [row["error_minutes [s]"] / 60, row["± 95% [s]"] / 60];
      return { on, mean, low: mean - half, high: mean + half, sum: /\d/.test(alone.get(on)) ? number(alone.get(on)) : null };
    });
    const order = d3.sort(runs, (run) => run.on !== "none", (run) => run.on.length).map((run) => run.on);
    const [happened] = runs;
    return [plot(said, {
      marginLeft: 100, marginTop: 100, marginRight: 62,
      x: { label: "Error minutes", grid: true },
      y: { label: "Switched on", labelArrow: "none", domain: order },
      marks: [
        Plot.text([0], { text: [[0, 2, 4].map((at) => `${said.words[at]}: ${said.words[at + 1]}`).join("\n")], frameAnchor: "top-left",
          lineHeight: 1.5, dx: -100, dy: -96 }),
        Plot.barX(runs, { x: "mean", y: "on", fill: (run) => (run === happened ? "#aaa" : "steelblue") }),
        Plot.ruleX([happened.mean], { strokeDasharray: "4,3" }),
        Plot.text([happened], { x: "mean", text: ["as it happened"], frameAnchor: "top", dy: -14 }),
        Plot.ruleX([0]), Plot.ruleY(runs, { x1: "low", x2: "high", y: "on", strokeWidth: 1.5, marker: "tick" }),
        Plot.tickX(runs.filter((run) => run.sum), { x: "sum", y: "on", stroke: "orange", strokeWidth: 3 }),
        Plot.text(runs, { y: "on", text: (run) => `${run.mean.toFixed(1)} min`, frameAnchor: "right", textAnchor: "end", dx: 60 }),
      ],
    }), "Model: means of 40 replications with 95% interval. Orange ticks: if each did only what it does alone."];
  },

  tiles(said) {
    const time = (seconds) => (seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`);
    const names = [...new Set(said.rows.map(([name]) => name))];
    const runs = new Map();
    const tiles = d3.csvParse(said.runs["bake-or-life"], (row) => {
      if (!runs.has(row.run)) runs.set(row.run, names[runs.size]);
      return { run: runs.get(row.run), wait: time(row["push.bake [s]"]), life: time(row["ttl [s]"]),
        mean: Number(row["hit [1]"]), half: Number(row["± 95% [1]"]) };
    });
    const incident = tiles.filter((tile) => tile.wait === "7 min" && tile.life === "20 min");
    const most = number(said.words.find((word) => word.startsWith("holds:")).match(/\(.*\)/)[0]);
    const at = { x: "life", y: "wait", fy: "run" };
    return [plot(said, {
      legend: 54, marginLeft: 60, marginTop: 46, padding: 0.04,
      x: { label: "Cache life", domain: [...new Set(tiles.map((tile) => tile.life))], tickSize: 0 },
      y: { label: "Wait between waves", labelAnchor: "top", domain: [...new Set(tiles.map((tile) => tile.wait))].reverse(), tickSize: 0 },
      fy: { axis: null, domain: names, padding: 0.2 },
      color: { type: "threshold", domain: [most / 4, most / 2, most, 2 * most, 3 * most], scheme: "RdBu", reverse: true, legend: true,
        label: "Clusters overloaded", tickFormat: ".2~r" },
      marks: [
        Plot.cell(tiles, { ...at, fill: "mean" }),
        Plot.cell(incident, { ...at, stroke: "black", strokeWidth: 2 }),
        Plot.text(tiles, { ...at, fill: (tile) => (tile.mean > 3 * most || tile.mean < most / 4 ? "white" : "black"),
          text: (tile) => `${Math.abs(tile.mean - most) < tile.half ? "~" : ""}${d3.format(".2~r")(tile.mean)}` }),
        Plot.text(names, { fy: (run) => run, text: (run) => run, frameAnchor: "top", fontWeight: "bold", dy: -18 }),
      ],
    }), `Model: means of 16 replications. Blue: at most 25% of the base run (${most}), red: more. “~”: the 95% interval lies on both sides of that. Outlined: as in the incident.`];
  },

  ranges(said) {
    const [declared, claimed] = ["as declared", "claimed"].map((start) => said.words.find((word) => word.startsWith(start)));
    const [middle, bound] = [declared, claimed].map(number);
    const ends = ["low end of the range", "high end of the range"];
    const bars = said.rows.flatMap(([parameter, low, lowest, high, highest]) => {
      const name = broken(parameter, 36);
      return [{ name, end: ends[0], at: low, value: number(lowest) }, { name, end: ends[1], at: high, value: number(highest) }];
    });
    const tips = (right) => Plot.text(bars.filter((bar) => bar.value >= middle === right), {
      fy: "name", y: "end", x: "value", text: "at", textAnchor: right ? "start" : "end", dx: right ? 5 : -5 });
    const over = { fy: "name", text: "text", frameAnchor: "top", dy: -14 };
    return [plot(said, {
      legend: 34, marginLeft: 210, marginTop: 30, marginRight: 20,
      x: { label: "Error minutes, as a share of the base run", domain: [-5, 65], grid: true, tickFormat: (tick) => `${tick}%` },
      y: { axis: null, domain: ends },
      fy: { label: null, axis: "left", domain: [...new Set(bars.map((bar) => bar.name))], padding: 0.15 },
      color: { legend: true, domain: ends, range: [yellow, blue] },
      marks: [
        Plot.barX(bars, { fy: "name", y: "end", x1: middle, x2: "value", fill: "end" }),
        Plot.ruleX([middle]), Plot.ruleX([bound], { stroke: "red", strokeDasharray: "4,3" }), tips(true), tips(false),
        Plot.text([{ ...bars[0], text: declared }], { ...over, x: middle }),
        Plot.text([{ ...bars[0], text: claimed }], { ...over, x: bound, fill: "red" }),
      ],
    }), "Model. Each parameter alone at the two ends of its range, all others as declared; 3 replications each. The claim holds left of the red line."];
  },

  explanations(said) {
    const [wholes, laws] = [0, 1].map((column) => [...new Set(said.rows.map((row) => row[column]))]);
    const ids = ["as-reached", "large-last", "all-at-once"];
    const points = d3.csvParse(said.runs.onset).flatMap((row) => {
      const law = laws[row.run.endsWith("-exponential") ? 1 : 0];
      const explanation = broken(wholes[ids.indexOf(row.run.replace("-exponential", ""))], 24);
      const fits = row["fits strict"] === "true" ? "fits" : row["fits loose"] === "true" ? "fits only when read loosely" : null;
      return ["15:16", "15:40"].map((moment) => (
        { law, explanation, fits, life: row["ttl [s]"] / 60, moment, share: Number(row[`at_${moment.replace(":", "")}`]) }));
    });
    const fitting = points.filter((point) => point.fits && point.moment === "15:16");
    const facet = { fx: "law", fy: "explanation" };
    return [plot(said, {
      legend: 34, marginLeft: 50, marginRight: 150, marginTop: 40,
      x: { label: "Life of a DNS record in the cache, minutes", domain: [0, 60] },
      y: { label: "Share reached", percent: true, grid: true, domain: [0, 100], ticks: 5, tickFormat: (tick) => `${tick}%` },
      fx: { label: null, domain: laws }, fy: { label: null },
      color: { legend: true, domain: ["15:16", "15:40", "fits", "fits only when read loosely"], range: [red, blue, green, yellow] },
      marks: [
        Plot.rect(fitting, { ...facet, x1: (point) => point.life - 0.5, x2: (point) => point.life + 0.5, fill: "fits", fillOpacity: 0.3 }),
        Plot.ruleY([0.1], { stroke: red, strokeDasharray: "4,3" }),
        Plot.ruleY([0.95], { stroke: blue, strokeDasharray: "4,3" }),
        Plot.ruleX([20]), Plot.frame({ stroke: "#ccc" }),
        Plot.lineY(points, { ...facet, x: "life", y: "share", stroke: "moment", strokeWidth: 2 }),
      ],
    }), "Model: the shares reached at two moments. Green: at most 10% at 15:16 and at least 95% at 15:40 (dashed lines). Yellow: at most 25% and at least 90%. Upright line: 20 min, as the source says."];
  },

  exposed(said) {
    const all = parseFloat(said.title) * 1e6;
    const [staged, rescue] = said.heads.slice(3).map((head) => head.split(" · ")[0]);
    const names = { base: "still down", staged, "boot-rescue": rescue };
    const steps = Object.entries(said.runs).flatMap(([run, text]) => d3.csvParse(text, (row) => {
      const [mean, low, high] = ["mean", "p05", "p95"].map((which) => all * row[`users.at_risk ${which} [share]`]);
      return { run: names[run], time: new Date(row.time_utc), mean, low, high };
    }));
    const base = steps.filter((step) => step.run === names.base);
    const flags = said.words.flatMap((word) => [...word.matchAll(/^(\d\d:\d\d)(?: on (\d+ \w+))? \w+/g)])
      .map(({ input: word, 1: time, 2: day = "19 Jul" }) => ({ word, time: new Date(`${day} 2024 ${time} UTC`) }));
    return [plot(said, {
      legend: 46, marginLeft: 70, marginTop: 44, marginBottom: 50,
      x: { type: "utc", label: "UTC" },
      y: { label: "Devices", grid: true, ticks: 5, tickFormat: (tick) => (tick ? `${tick / 1e6} million` : "0"), domain: [0, 10e6] },
      color: { legend: true, domain: Object.values(names), range: [red, green, blue] },
      marks: [
        Plot.areaY(base, { x: "time", y1: "low", y2: "high", fill: "run", fillOpacity: 0.25 }),
        Plot.ruleY([all], { stroke: red, strokeDasharray: "4,3" }),
        Plot.text([all], { y: all, text: [said.words.find((word) => word.startsWith("hit"))], frameAnchor: "right", dy: -9, dx: -30, fill: red }),
        Plot.ruleY([0]), Plot.ruleX(flags, { x: "time" }),
        Plot.lineY(steps, { x: "time", y: "mean", stroke: "run", strokeWidth: 2 }),
        ["start", "end"].map((textAnchor, index) => Plot.text([flags[index]], { x: "time", text: "word", frameAnchor: "top", textAnchor, dy: -14 })),
        Plot.text([base[Math.floor(base.length / 5)]], { x: "time", y: "mean", text: "run", fill: "run", textAnchor: "start", dx: 18, dy: -18, fontWeight: "bold" }),
      ],
    }), "Model: its shares times the record's number, means; the band holds the middle 90% of the base runs. Upright lines are times from the record."];
  },

  durations(said) {
    const kinds = said.heads.slice(1);
    const points = said.rows.flatMap(([incident, ...times]) => times.map((text, index) => (
      { incident: incident.replace(", ", "\n"), kind: kinds[index], text, hours: hours(text) }))).filter(({ text }) => /\d/.test(text));
    const ends = d3.sort(points.filter((point) => point.kind === kinds[2]), (point) => point.hours);
    const median = ends[Math.floor(ends.length / 2)];
    const at = { fy: "kind", x: "hours", y: "incident" };
    const far = (point) => point.hours > 100;
    const word = (of, textAnchor, dx) => Plot.text(points.filter(of), { ...at, text: "text", textAnchor, dx });
    return [plot(said, {
      marginLeft: 180, marginTop: 30, marginRight: 20,
      x: { type: "symlog", constant: 0.5, label: "Time since the first impact", grid: true, domain: [-0.15, 400],
        ticks: [0, 1, 3, 10, 24, 72, 240], tickFormat: (tick) => (tick > 24 ? `${tick / 24} days` : `${tick} h`) },
      y: { label: null, domain: ends.map((point) => point.incident) },
      fy: { domain: kinds, axis: null, padding: 0.25 },
      marks: [
        Plot.ruleX([0]),
        Plot.text(kinds, { fy: (kind) => kind, text: (kind) => kind, frameAnchor: "top-left", fontWeight: "bold", dy: -18 }),
        Plot.ruleX([median], { fy: "kind", x: "hours", stroke: "darkorange" }),
        Plot.text([median], { fy: "kind", x: "hours", text: (point) => `median ${point.text}`, frameAnchor: "top", dy: -16, fill: "darkorange" }),
        Plot.dot(points, { ...at, r: 5, stroke: "steelblue", strokeWidth: 2, fill: (point) => (/about/.test(point.text) ? "white" : "steelblue") }),
        word((point) => !far(point), "start", 10), word(far, "end", -10),
      ],
    }), "From the key times of the reports. Hollow: known only roughly. The axis is logarithmic away from nought. Without a point: not in the record."];
  },
};

/** Returns what our picture, the table below it and the CSV files of its runs say. */
function read(site, path, start, runs) {
  const at = join(site, "en", path);
  const page = new JSDOM(readFileSync(join(at, "index.html"), "utf8")).window.document;
  const picture = page.querySelector(`svg.wide[aria-labelledby^="${start}"]`);
  const figure = picture.closest("figure");
  let data = figure.nextElementSibling;
  while (!data.matches("details.data")) data = data.nextElementSibling;
  const [heads, ...rows] = [...data.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent));
  const text = (from, selector) => [...from.querySelectorAll(selector)].map((node) => node.textContent);
  const keys = [...page.querySelectorAll(".timeline tr.key")].map((row) => ({
    time: row.querySelector("time")?.textContent, what: row.querySelector(".what").textContent }));
  return { heads, rows, keys, title: text(figure, ".takeaway")[0], about: text(picture, "desc")[0], words: text(picture, "text"),
    height: Number(picture.getAttribute("height")),
    runs: Object.fromEntries(runs.map((run) => [run, readFileSync(join(at, "runs", run, "data.csv"), "utf8")])) };
}

/** In the page: leaves nothing but one figure, with its picture replaced if another is given. */
function leave([start, drawn, caption]) {
  const figure = document.querySelector(`svg.wide[aria-labelledby^="${start}"]`).closest("figure");
  if (drawn) {
    figure.querySelector(".picture").outerHTML = `<div class="drawn">${drawn}</div>`;
    figure.querySelector("figcaption").textContent = caption;
  }
  document.body.className = "";
  document.body.innerHTML = '<div id="stage" class="text"></div>';
  document.querySelector("#stage").append(figure);
}

const [site, out, key] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
// The site's own policy forbids styles written in place.
const context = await browser.newContext({ bypassCSP: true, colorScheme: "light", deviceScaleFactor: 2 });
const digest = ([name]) => createHash("sha256").update(name).digest("hex");
// The half with the smaller digests has ours on the first side.
const ours = d3.sort(charts, digest).slice(0, charts.length / 2);
const told = [];
for (const [index, chart] of charts.entries()) {
  const [name, path, start, ...runs] = chart;
  const [drawing, caption] = drawings[name](read(site, path, start, runs));
  const shots = [];
  for (const [tool, ...drawn] of [["nidan"], ["plot", drawing.outerHTML, caption]]) {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(pathToFileURL(join(site, "en", path, "index.html")).href);
    await page.evaluate(leave, [start, ...drawn]);
    await page.addStyleTag({ content: stage });
    await page.evaluate(() => document.fonts.ready);
    shots.push({ tool, page, height: await page.evaluate(() => document.querySelector("#stage").getBoundingClientRect().height) });
  }
  const height = Math.ceil(d3.max(shots, (shot) => shot.height));
  const pair = String(index + 1).padStart(2, "0");
  const [a, b] = ours.includes(chart) ? shots : shots.toReversed();
  for (const [side, { page }] of Object.entries({ a, b })) {
    await page.setViewportSize({ width: width + 2 * margin, height });
    await page.screenshot({ path: join(out, `${pair}-${side}.png`) });
    await page.close();
  }
  told.push({ pair, chart: name, a: a.tool, b: b.tool });
}
await browser.close();
writeFileSync(key, `${JSON.stringify(told, null, 2)}\n`);
