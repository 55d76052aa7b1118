// The same data as a careful user of Observable Plot would draw them: its defaults, with titles, labels on the marks and
// a type size as large as ours. Runs in a page that has `d3` and `Plot`.

const number = (text) => Number(text.replace("−", "-").replace(/[^0-9.-]/g, ""));
const body = (said) => said.rows.slice(1);
const clock = (text) => new Date(`2024-12-11T${text}:00Z`);
const look = (said, caption, more) => ({
  title: said.title,
  caption,
  width: said.width,
  height: said.height,
  marginBottom: 44,
  style: "font-size: 12px",
  ...more,
});
/** Breaks a sentence into lines of at most so many letters. */
const broken = (text, most) => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last && last.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join("\n");
};
const minutes = (text) => {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?) (days?|h|min)/g)];
  const worth = { day: 1440, days: 1440, h: 60, min: 1 };
  const sum = d3.sum(parts, ([, count, unit]) => Number(count) * worth[unit]);
  return text.trim().startsWith("−") ? -sum : sum;
};

const drawings = {
  timeline(said) {
    const events = body(said).map(([time, what], row) => {
      const [from, to = from] = time.split("–");
      return { row, time, what, from: clock(from), to: clock(to) };
    });
    const phases = [
      ["Nobody notices", "14:51", "15:13"],
      ["Alarm, no impact yet", "15:13", "15:16"],
      ["Users are hit", "15:16", "17:45"],
      ["Recovering", "17:45", "19:38"],
    ].map(([phase, from, to]) => ({ phase, from: clock(from), to: clock(to) }));
    const late = (event) => event.from > clock("17:00");
    const told = (of, textAnchor, dx) =>
      Plot.text(events.filter(of), { x: textAnchor === "start" ? "to" : "from", y: "row", textAnchor, dx, lineWidth: 36,
        text: (event) => `${event.time}  ${event.what}` });
    return Plot.plot(look(said, "Times are Los Angeles time. The coloured areas are the phases.", {
      marginLeft: 24, marginRight: 24, marginBottom: 50,
      x: { type: "utc", label: "Los Angeles time", domain: [clock("14:00"), clock("22:40")], grid: true },
      y: { axis: null, domain: events.map((event) => event.row), type: "band" },
      color: { legend: true, domain: phases.map(({ phase }) => phase) },
      marks: [
        Plot.axisX({ anchor: "top", label: null, tickFormat: "%H:%M" }),
        Plot.axisX({ anchor: "bottom", tickFormat: "%H:%M", label: "Los Angeles time" }),
        Plot.rect(phases, { x1: "from", x2: "to", fill: "phase", fillOpacity: 0.25 }),
        Plot.link(events, { x1: "from", x2: "to", y: "row", strokeWidth: 3 }),
        Plot.dot(events, { x: "from", y: "row", r: 4, fill: "currentColor" }),
        told((event) => !late(event), "start", 10),
        told(late, "end", -10),
      ],
    }));
  },

  modelled(said) {
    const steps = d3.csvParse(said.runs.base, (row) => ({
      time: new Date(Date.parse(row.time_utc) - 8 * 3600e3),
      mean: Number(row["users.error mean [share]"]),
      low: Number(row["users.error p05 [share]"]),
      high: Number(row["users.error p95 [share]"]),
    }));
    const marks = said.words.filter((word) => /^\d\d:\d\d .*[a-z]/.test(word)).map((word, index) => (
      { time: clock(word.slice(0, 5)), word, up: index === 0 ? 36 : 18 }));
    const flags = marks.map(({ time, word, up }) => [
      Plot.ruleX([time], { insetTop: -up }),
      Plot.text([time], { x: time, text: [word], frameAnchor: "top", textAnchor: "start", dx: 5, dy: -up }),
    ]);
    return Plot.plot(look(said, "Model: the base run. The upright lines are times from the record.", {
      marginTop: 66,
      x: { type: "utc", label: "Los Angeles time", tickFormat: "%H:%M" },
      y: { label: "Share of requests that fail", percent: true, domain: [0, 50], grid: true, tickFormat: (tick) => `${tick}%` },
      marks: [
        Plot.areaY(steps, { x: "time", y1: "low", y2: "high", fill: "steelblue", fillOpacity: 0.25 }),
        Plot.lineY(steps, { x: "time", y: "mean", stroke: "steelblue", strokeWidth: 2 }),
        Plot.ruleY([0]),
        ...flags,
        Plot.text(["model, mean, and the\nmiddle 90% of the runs"], { x: clock("16:20"), y: 0.4,
          textAnchor: "start", fill: "steelblue", dx: 8 }),
      ],
    }));
  },

  sizes(said) {
    const points = body(said).map(([nodes, load]) => {
      const [, size, name] = nodes.match(/^([\d,]+)(?: \((.*)\))?$/);
      return { nodes: number(size), load: number(load), shown: load, name };
    });
    const named = points.filter((point) => point.name);
    const limit = points.filter((point) => point.load === 100);
    const sizes = [50, 100, 200, 500, 1000, 2000, 5000];
    const over = (of, textAnchor) => Plot.text(named.filter(of), { x: "nodes", frameAnchor: "top", dy: -14, textAnchor,
      text: (point) => `${point.name}: ${d3.format(",")(point.nodes)}` });
    return Plot.plot(look(said, "Computed from the model's formulas. Both axes are logarithmic.", {
      marginLeft: 55, marginTop: 46, marginRight: 30,
      x: { type: "log", label: "Nodes in the cluster", axis: null },
      y: { type: "log", label: "Load on the API servers", tickFormat: (tick) => `${d3.format(",")(tick)}%`, ticks: [0.1, 1, 10, 100, 1000],
        domain: [0.1, 1000], grid: true },
      marks: [
        Plot.axisX(sizes, { text: (size) => d3.format(",")(size), label: "Nodes in the cluster" }),
        Plot.gridX(sizes),
        Plot.ruleX(named, { x: "nodes", strokeOpacity: 0.5 }),
        over((point) => point.nodes < 5000, "middle"),
        over((point) => point.nodes > 5000, "end"),
        Plot.ruleY([100], { stroke: "red", strokeDasharray: "4,3" }),
        Plot.text([100], { x: 105, y: 100, text: ["all they can do: 100%"], textAnchor: "start", dy: -9, fill: "red" }),
        Plot.lineY(points, { x: "nodes", y: "load", stroke: "steelblue", strokeWidth: 2 }),
        Plot.dot(named, { x: "nodes", y: "load", fill: "steelblue", r: 4 }),
        Plot.text(named, { x: "nodes", y: "load", text: "shown", textAnchor: "end", dx: -8, dy: -8, fill: "steelblue" }),
        Plot.dot(limit, { x: "nodes", y: "load", fill: "red", r: 5 }),
        Plot.text(limit, { x: "nodes", y: "load", text: (point) => `from ${d3.format(",")(point.nodes)} on`, textAnchor: "end", dx: -8, dy: -10, fill: "red" }),
      ],
    }));
  },

  effects(said) {
    const nothing = 0.02;
    const times = [nothing, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
    const claims = body(said).map(([claim, effect, bound, verdict]) => {
      const [mean, low = mean, high = mean] = effect.match(/[\d.]+/g).map(Number);
      const at = (value) => Math.max(value, nothing);
      return { claim: broken(claim, 30), effect, verdict, mean: at(mean), low: at(low), high: at(high), bound: number(bound) };
    });
    return Plot.plot(look(said, "Model, with 95% interval. Black ticks: what was claimed. Grey line: as it happened. ×0 stands at the left edge.", {
      marginLeft: 210, marginRight: 150,
      x: { type: "log", domain: [nothing, 8], axis: null },
      y: { label: null, domain: claims.map(({ claim }) => claim), tickSize: 0 },
      color: { legend: true, domain: ["Holds in the model", "Fails in the model", "Depends"], range: ["#3ca951", "#ff725c", "#efb118"] },
      marks: [
        Plot.axisX(times, { text: (time) => `×${time === nothing ? 0 : time}`,
          label: "The measure of each claim, as multiples of the base run" }),
        Plot.gridX(times),
        Plot.ruleX([1], { stroke: "#999" }),
        Plot.tickX(claims, { x: "bound", y: "claim", insetTop: 12, insetBottom: 12, strokeWidth: 2 }),
        Plot.ruleY(claims, { x1: "low", x2: "high", y: "claim", stroke: "verdict", strokeWidth: 3 }),
        Plot.dot(claims, { x: "mean", y: "claim", fill: "verdict", r: 5 }),
        Plot.text(claims, { y: "claim", text: "effect", frameAnchor: "right", textAnchor: "start", dx: 10 }),
      ],
    }));
  },

  combinations(said) {
    const names = said.about.match(/[ABC]: [^:.]*;[^.]*?(?=[.;]? ?[BC]:|\.$|$)|[ABC]: [A-Z][a-z][^.]*/g) ?? [];
    const alone = new Map(body(said).map(([on, , sum]) => [on, /\d/.test(sum) ? number(sum) : undefined]));
    const letters = { "longer-bake": "A", "by-size": "B", "control-plane-gate": "C" };
    const runs = d3.csvParse(said.runs.waves).filter((row) => row.what === "combination").map((row) => {
      const on = row.on ? row.on.split("+").map((name) => letters[name]).join(" + ") : "none";
      const [mean, half] = [row["error_minutes [s]"] / 60, row["± 95% [s]"] / 60];
      return { on, mean, low: mean - half, high: mean + half, sum: alone.get(on) };
    });
    const order = ["none", "A", "B", "C", "A + B", "A + C", "B + C", "A + B + C"];
    return Plot.plot(look(said, "Model: mean of 40 replications with 95% interval. Orange ticks: if each did only what it does alone.", {
      subtitle: names.join("\n"),
      marginLeft: 80, marginRight: 60,
      x: { label: "Error minutes", grid: true },
      y: { label: "Switched on", domain: order },
      marks: [
        Plot.barX(runs, { x: "mean", y: "on", fill: (run) => (run.on === "none" ? "#aaa" : "steelblue") }),
        Plot.ruleX([runs[0].mean], { strokeDasharray: "4,3" }),
        Plot.text([runs[0].mean], { x: runs[0].mean, text: ["as it happened"], frameAnchor: "top", dy: -14 }),
        Plot.ruleX([0]),
        Plot.ruleY(runs, { x1: "low", x2: "high", y: "on", strokeWidth: 1.5, marker: "tick" }),
        Plot.tickX(runs.filter((run) => run.sum), { x: "sum", y: "on", stroke: "orange", strokeWidth: 3 }),
        Plot.text(runs, { y: "on", text: (run) => `${run.mean.toFixed(1)} min`, frameAnchor: "right", textAnchor: "end", dx: 55 }),
      ],
    }));
  },

  tiles(said) {
    const time = (seconds) => (seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`);
    const names = { "smallest-first": "Small clusters first", "all-sizes": "Every wave of all sizes" };
    const tiles = d3.csvParse(said.runs["bake-or-life"], (row) => ({
      run: names[row.run], wait: time(row["push.bake [s]"]), life: time(row["ttl [s]"]),
      mean: Number(row["hit [1]"]), half: Number(row["± 95% [1]"]),
    }));
    const lives = [...new Set(tiles.map((tile) => tile.life))];
    const incident = tiles.filter((tile) => tile.wait === "7 min" && tile.life === "20 min");
    const waits = [...new Set(tiles.map((tile) => tile.wait))].reverse();
    const level = 9.78;
    return Plot.plot(look(said, "Model: means of 16 replications. Blue: at most 25% of the base run (9.8), red: more. “~”: the 95% interval lies on both sides of that. Outlined: as in the incident.", {
      marginLeft: 60, marginTop: 46, marginRight: 20, padding: 0.04,
      x: { label: "Cache life", domain: lives },
      y: { domain: waits },
      fy: { label: null, domain: [...new Set(tiles.map((tile) => tile.run))], axis: null, padding: 0.2 },
      color: { type: "diverging", scheme: "RdBu", reverse: true, pivot: level, symmetric: false, domain: [0, 39.125], legend: true, label: "Clusters overloaded" },
      marks: [
        Plot.axisX({ anchor: "bottom", tickSize: 0, label: "Cache life" }),
        Plot.axisY({ tickSize: 0, label: "Wait between waves", labelAnchor: "top" }),
        Plot.cell(tiles, { x: "life", y: "wait", fy: "run", fill: "mean" }),
        Plot.cell(incident, { x: "life", y: "wait", fy: "run", stroke: "black", strokeWidth: 2, fill: "none" }),
        Plot.text(tiles, { x: "life", y: "wait", fy: "run", fill: (tile) => (tile.mean > 30 || tile.mean < 4 ? "white" : "black"),
          text: (tile) => `${Math.abs(tile.mean - level) < tile.half ? "~" : ""}${d3.format(".2~r")(tile.mean)}` }),
        Plot.text(["Small clusters first", "Every wave of all sizes"], { fy: (run) => run, text: (run) => run, frameAnchor: "top", fontWeight: "bold", dy: -16 }),
      ],
    }));
  },

  ranges(said) {
    const declared = number(said.words.find((word) => word.startsWith("as declared")));
    const claimed = number(said.words.find((word) => word.startsWith("claimed")));
    const bars = body(said).flatMap(([name, low, lowest, high, highest]) => [
      { name: broken(name, 34), end: "low end of the range", at: low, value: number(lowest) },
      { name: broken(name, 34), end: "high end of the range", at: high, value: number(highest) },
    ]);
    const ends = ["low end of the range", "high end of the range"];
    const tips = (right) => Plot.text(bars.filter((bar) => bar.value >= declared === right), { fy: "name", y: "end", x: "value",
      text: "at", textAnchor: right ? "start" : "end", dx: right ? 5 : -5 });
    return Plot.plot(look(said, "Model. Each parameter alone at the two ends of its range, all others as declared; 3 replications each. The claim holds left of the red line.", {
      marginLeft: 230, marginTop: 36, marginRight: 20,
      x: { label: "Error minutes, as a share of the base run", domain: [-7, 65], grid: true, tickFormat: (tick) => `${tick}%` },
      y: { axis: null, domain: ends },
      fy: { label: null, axis: "left", domain: [...new Set(bars.map((bar) => bar.name))], padding: 0.15 },
      color: { legend: true, domain: ends, range: ["#efb118", "#4269d0"] },
      marks: [
        Plot.barX(bars, { fy: "name", y: "end", x1: () => declared, x2: "value", fill: "end" }),
        Plot.ruleX([declared]),
        Plot.ruleX([claimed], { stroke: "red", strokeDasharray: "4,3" }),
        tips(true), tips(false),
        Plot.text([bars[0].name], { fy: (name) => name, x: declared, text: [`as declared: ${declared}%`], frameAnchor: "top", dy: -14 }),
        Plot.text([bars[0].name], { fy: (name) => name, x: claimed, text: [`claimed: ≤ ${claimed}%`], frameAnchor: "top", dy: -14, fill: "red" }),
      ],
    }));
  },

  explanations(said) {
    const ids = ["as-reached", "large-last", "all-at-once"];
    const wholes = [...new Set(body(said).map(([explanation]) => explanation))];
    const laws = [...new Set(body(said).map(([, law]) => law))];
    const points = d3.csvParse(said.runs.onset).flatMap((row) => {
      const law = laws[row.run.endsWith("-exponential") ? 1 : 0];
      const explanation = broken(wholes[ids.indexOf(row.run.replace("-exponential", ""))], 24);
      const fits = row["fits strict"] === "true" ? "fits" : row["fits loose"] === "true" ? "fits only when read loosely" : null;
      const at = { law, explanation, life: row["ttl [s]"] / 60, fits };
      return [{ ...at, moment: "15:16", share: Number(row.at_1516) }, { ...at, moment: "15:40", share: Number(row.at_1540) }];
    });
    const fitting = points.filter((point) => point.fits && point.moment === "15:16");
    const facet = { fx: "law", fy: "explanation" };
    return Plot.plot(look(said, "Model: the shares of failing requests at two moments. Green: at most 10% at 15:16 and at least 95% at 15:40 (dashed lines). Yellow: at most 25% and at least 90%. Upright line: 20 min, as the source says.", {
      marginLeft: 50, marginRight: 150, marginTop: 40,
      x: { label: "Life of a DNS record in the cache, minutes", domain: [0, 60] },
      y: { label: "Share reached", percent: true, grid: true, domain: [0, 100], tickFormat: (tick) => `${tick}%` },
      fx: { label: null, domain: laws }, fy: { label: null },
      color: { legend: true, domain: ["15:16", "15:40", "fits", "fits only when read loosely"], range: ["#ff725c", "#4269d0", "#3ca951", "#efb118"] },
      marks: [
        Plot.rect(fitting, { ...facet, x1: (point) => point.life - 0.5, x2: (point) => point.life + 0.5, fill: "fits", fillOpacity: 0.3 }),
        Plot.ruleY([0.1], { stroke: "#ff725c", strokeDasharray: "4,3" }),
        Plot.ruleY([0.95], { stroke: "#4269d0", strokeDasharray: "4,3" }),
        Plot.ruleX([20]),
        Plot.frame({ stroke: "#ccc" }),
        Plot.lineY(points, { ...facet, x: "life", y: "share", stroke: "moment", strokeWidth: 2 }),
      ],
    }));
  },

  exposed(said) {
    const all = 8.5e6;
    const names = { base: "still down", staged: said.rows[0][3], "boot-rescue": said.rows[0][4] };
    const steps = Object.entries(said.runs).flatMap(([run, text]) => d3.csvParse(text, (row) => {
      const heads = (which) => all * row[`users.at_risk ${which} [share]`];
      return { run: names[run], time: new Date(row.time_utc), mean: heads("mean"), low: heads("p05"), high: heads("p95") };
    }));
    const base = steps.filter((step) => step.run === names.base);
    const marks = [[new Date("2024-07-19T05:27Z"), "05:27 withdrawn", "start"], [new Date("2024-07-30T00:00Z"), "00:00 on 30 Jul All back", "end"]];
    return Plot.plot(look(said, "Model: its shares times the record's number, means; the band holds the middle 90% of the base runs. Upright lines are times from the record (UTC).", {
      marginLeft: 70, marginTop: 46, marginBottom: 54,
      x: { type: "utc", label: "UTC" },
      y: { label: "Devices", grid: true, tickFormat: (tick) => (tick ? `${tick / 1e6} million` : "0"), domain: [0, 10e6] },
      color: { legend: true, domain: Object.values(names), range: ["#ff725c", "#3ca951", "#4269d0"] },
      marks: [
        Plot.areaY(base, { x: "time", y1: "low", y2: "high", fill: "run", fillOpacity: 0.25 }),
        Plot.ruleY([all], { stroke: "#ff725c", strokeDasharray: "4,3" }),
        Plot.text([all], { y: all, text: ["hit at some time: 8.5 million"], frameAnchor: "right", textAnchor: "end", dy: -9, dx: -30, fill: "#ff725c" }),
        Plot.lineY(steps, { x: "time", y: "mean", stroke: "run", strokeWidth: 2 }),
        Plot.ruleY([0]),
        ...marks.map(([time, word, textAnchor]) => [
          Plot.ruleX([time]),
          Plot.text([time], { x: time, text: [word], frameAnchor: "top", textAnchor, dy: -14 }),
        ]),
        Plot.text([base[Math.floor(base.length / 5)]], { x: "time", y: "mean", text: "run", fill: "run", textAnchor: "start", dx: 18, dy: -18, fontWeight: "bold" }),
      ],
    }));
  },

  durations(said) {
    const [[, ...kinds], ...rows] = said.rows;
    const points = rows.flatMap(([incident, ...times]) => times.map((text, index) => {
      return { incident: incident.replace(", ", "\n"), kind: kinds[index], text, hours: minutes(text) / 60 };
    })).filter((point) => /\d/.test(point.text));
    const ends = points.filter((point) => point.kind === kinds[2]);
    const order = d3.sort(ends, (point) => point.hours).map((point) => point.incident);
    const median = d3.sort(ends, (point) => point.hours)[2];
    const far = (point) => point.hours > 100;
    const word = (of, textAnchor, dx) => Plot.text(points.filter(of), { fy: "kind", x: "hours", y: "incident", text: "text", textAnchor, dx });
    return Plot.plot(look(said, "From the key times of the reports. Hollow: known only roughly. The scale is logarithmic away from nought. Where an incident has no point, the record has no such time.", {
      marginLeft: 190, marginTop: 30, marginRight: 20,
      x: { type: "symlog", constant: 0.5, label: "Time since the first impact", grid: true, domain: [-0.15, 400],
        ticks: [0, 1, 3, 10, 24, 72, 240], tickFormat: (tick) => (tick > 24 ? `${tick / 24} days` : `${tick} h`) },
      y: { label: null, domain: order },
      fy: { domain: kinds, axis: null, padding: 0.25 },
      marks: [
        Plot.ruleX([0]),
        Plot.text(kinds, { fy: (kind) => kind, text: (kind) => kind, frameAnchor: "top-left", fontWeight: "bold", dy: -16 }),
        Plot.ruleX(ends, { fy: "kind", x: median.hours, stroke: "darkorange" }),
        Plot.text([kinds[2]], { fy: (kind) => kind, x: median.hours, text: [`median ${median.text}`], frameAnchor: "top", dy: -14, fill: "darkorange" }),
        Plot.dot(points, { fy: "kind", x: "hours", y: "incident", r: 5, stroke: "steelblue", strokeWidth: 2,
          fill: (point) => (point.text.startsWith("about") ? "white" : "steelblue") }),
        word((point) => !far(point), "start", 10),
        word(far, "end", -10),
      ],
    }));
  },
};
