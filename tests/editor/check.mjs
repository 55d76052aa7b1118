// What an editor makes of the schemas: yaml-language-server over its pipe, and a validator beside it.
//
// usage: node check.mjs TOOLS NIDAN   (TOOLS holds node_modules)
//
// A knowledge base in a temporary folder gets its schemas from `nidan check`; its files name them in their first line, as those that nidan
// writes do. Every shipped file is free of complaints; completion, hover and complaints are those that a person would see; and what is
// broken on purpose must be seen by both.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { Server } from "./server.mjs";

const [tools, program] = process.argv.slice(2);
const nidan = resolve(program);
const need = createRequire(join(resolve(tools), "package.json"));
const Ajv = need("ajv/dist/2020").default;
const yaml = need("yaml");
const root = resolve(import.meta.dirname, "../..");

let failed = 0;
function proof(name, holds, figure = "") {
  if (!holds) failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${name}${figure === "" ? "" : `: ${figure}`}`);
}

/** Lists the files of a knowledge base, each with its kind. */
function filesOf(base) {
  const under = (folder) => (existsSync(join(base, folder)) ? readdirSync(join(base, folder)) : []);
  const incidents = under("incidents").map((name) => `incidents/${name}`);
  const named = incidents.flatMap((folder) => ["incident", "model"].map((kind) => ({ kind, path: `${folder}/${kind}.yaml` })));
  const issues = under("newsletters").map((name) => ({ kind: "newsletter", path: `newsletters/${name}/newsletter.yaml` }));
  const there = ({ path }) => spawnSync("test", ["-f", join(base, path)]).status === 0;
  return [{ kind: "settings", path: "nidan.yaml" }, ...named, ...issues].filter(there);
}

/** Puts a file of that text into a base, its schema named in the first line. */
function lay(base, { kind, path }, text) {
  const up = "../".repeat(path.split("/").length - 1);
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), `# yaml-language-server: $schema=${up}.nidan/schema/${kind}.json\n${text}`);
  return join(base, path);
}

const settings = "schema: 1\ntitle: {en: Base, bn: ভাণ্ডার}\nzone: Asia/Dhaka\n";
const base = mkdtempSync(join(tmpdir(), "nidan-editor-"));
// Fields of a knowledge base's own are in the schema that it gets; the file with every key has some of each kind.
const { custom } = yaml.parse(readFileSync(join(root, "tests/vectors/every-key/nidan.yaml"), "utf8"));
lay(base, { kind: "settings", path: "nidan.yaml" }, settings + yaml.stringify({ custom }));
execFileSync(nidan, ["check"], { cwd: base, stdio: "ignore" });
const schemas = {};
for (const kind of ["incident", "model", "newsletter", "settings"]) {
  const written = readFileSync(join(base, `.nidan/schema/${kind}.json`), "utf8");
  const printed = execFileSync(nidan, ["schema", kind], { cwd: base, encoding: "utf8" });
  schemas[kind] = JSON.parse(written);
  proof(`\`nidan check\` writes what \`nidan schema ${kind}\` prints`, written === printed, `${written.length} bytes`);
}

// Words of schemas that are for people or for editors are no mistake; everything else that the validator does not know is.
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
["patternErrorMessage", "errorMessage"].forEach((word) => ajv.addKeyword(word));
const validators = Object.fromEntries(Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile(schema)]));

const shipped = [];
for (const [at, from] of [["shipped", root], ["own-metrics", join(root, "docs/examples/own-metrics")]]) {
  for (const file of filesOf(from)) shipped.push({ ...file, path: `${at}/${file.path}`, text: readFileSync(join(from, file.path), "utf8") });
}
for (const [kind, path] of [["model", "docs/examples/retry-storm.yaml"], ["incident", "tests/vectors/every-key/incident.yaml"], ["model", "tests/vectors/every-key/model.yaml"], ["model", "tests/vectors/every-key/model-des.yaml"], ["newsletter", "tests/vectors/every-key/newsletter.yaml"], ["settings", "tests/vectors/every-key/nidan.yaml"]]) {
  shipped.push({ kind, path: `others/${path}`, text: readFileSync(join(root, path), "utf8") });
}
const readme = readFileSync(join(root, "README.md"), "utf8");
shipped.push({ kind: "incident", path: "others/readme.yaml", text: /```yaml\n(schema: 1\n[^]*?)```/.exec(readme)[1] });

const refused = shipped.filter(({ kind, text }) => !validators[kind](yaml.parse(text)));
proof("every file that is shipped keeps to its schema", shipped.length > 15 && refused.length === 0, `${shipped.length} files ${refused.map(({ path }) => path).join(", ")}`);

const incident = "schema: 1\ntitle: {en: A, bn: ক}\nzone: Asia/Dhaka\n";
const model = "schema: 1\nclock: {start: 14:00, for: 1h}\n";
const pool = "blocks:\n  api: {pool: {servers: 8}}\n";
// What is wrong, the file, the line on which a person sees it (from 0, the line of the schema counted), and a word of what they read.
const broken = [
  ["an unknown key", "incident", `${incident}sevirity: sev1\n`, 4, "sevirity"],
  ["another word", "incident", `${incident}severity: critical\n`, 4, "sev1"],
  ["a missing key", "incident", "schema: 1\nzone: Asia/Dhaka\n", 1, "title"],
  ["a zone that is none", "incident", "schema: 1\ntitle: {en: A, bn: ক}\nzone: Asia/Daka\n", 3, "Asia/Dhaka"],
  ["a time that is none", "incident", `${incident}timeline:\n  - {at: 2pm, en: A, bn: ক}\n`, 5, "not a time"],
  ["an event without a time", "incident", `${incident}timeline:\n  - {mark: impact, en: A, bn: ক}\n`, 5, "at"],
  ["a day with more beside it", "incident", `${incident}timeline:\n  - {day: 2026-01-01, en: A}\n`, 5, ""],
  ["a key of another map", "incident", `${incident}lessons:\n  a:\n    en: A\n    bn: ক\n    owner: Team\n`, 8, "owner"],
  ["a list where a map belongs", "incident", `${incident}factors:\n  - {en: A, bn: ক}\n`, 5, ""],
  ["a date that is none", "incident", `${incident}actions:\n  a: {en: A, bn: ক, due: 2026-02-40}\n`, 5, "year, month, day"],
  ["a claim without a run", "incident", `${incident}lessons:\n  a: {en: A, bn: ক, claim: error_minutes <= 5m}\n`, 5, "MEASURE(RUN)"],
  ["an unknown key of a pool", "model", `${model}blocks:\n  api: {pool: {servers: 8, timout: 3s}}\n`, 4, "timout"],
  ["a client beside a pool", "model", `${model}blocks:\n  api: {pool: {servers: 8}, client: {retries: 2}}\n`, 4, "client"],
  ["a block of no kind", "model", `${model}blocks:\n  api: {}\n`, 4, "source"],
  ["a design of two kinds", "model", `${model}${pool}designs:\n  a: {factorial: [x, y], measure: m, curve: {over: n, values: [1, 2], show: {}}}\n`, 6, ""],
  ["a measure without a factorial", "model", `${model}${pool}designs:\n  a: {measure: m, grid: {runs: base, over: n, values: [1, 2]}}\n`, 6, ""],
  ["two groups", "model", `${model}${pool}entities:\n  a: {n: [1]}\n  b: {n: [2]}\n`, 6, ""],
  ["too many parameter sets", "model", `${model}${pool}robustness: 9000\n`, 5, "5000"],
  ["another audience", "settings", `${settings}audience: everyone\n`, 4, "public"],
  ["a language of another list", "settings", `${settings}languages: [bn, hi]\n`, 4, "bn"],
  ["an address that is none", "settings", `${settings}url: example.org\n`, 4, "https://"],
];
const unseen = broken.filter(([, kind, text]) => validators[kind](yaml.parse(text)));
proof("a validator sees what is broken", unseen.length === 0, `${broken.length - unseen.length} of ${broken.length} ${unseen.map(([name]) => name).join(", ")}`);

const bin = join(dirname(need.resolve("yaml-language-server/package.json")), "bin/yaml-language-server");
const server = new Server(process.execPath, [bin, "--stdio"], base);
await server.start({ yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false } } });

let complaints = 0;
for (const file of shipped) {
  const [folder, ...rest] = file.path.split("/");
  const own = join(base, folder);
  cpSync(join(base, ".nidan"), join(own, ".nidan"), { recursive: true });
  const path = lay(own, { kind: file.kind, path: rest.join("/") }, file.text);
  for (const found of await server.open(path)) {
    complaints += 1;
    console.log(`  ${file.path}:${found.range.start.line}: ${found.message}`);
  }
  server.close(path);
}
proof("an editor has nothing to say of what is shipped", complaints === 0, `${shipped.length} files`);

for (const [name, kind, text, line, word] of broken) {
  const path = lay(base, { kind, path: `incidents/2026-01-01-broken/${kind}-${broken.findIndex(([other]) => other === name)}.yaml` }, text);
  const found = await server.open(path);
  const seen = found.some((one) => one.range.start.line === line && one.message.includes(word));
  proof(`an editor marks ${name}`, seen, found.map((one) => `line ${one.range.start.line}: ${one.message}`).join(" | "));
  server.close(path);
}

let samples = 0;
/** Asks for completion where `|` stands in the text. */
async function completed(kind, text) {
  const before = text.slice(0, text.indexOf("|"));
  const path = lay(base, { kind, path: `incidents/2026-01-01-sample-${(samples += 1)}/${kind}.yaml` }, `${text.replace("|", "")}\n`);
  await server.open(path);
  const lines = before.split("\n");
  const answer = await server.at("textDocument/completion", path, lines.length, lines.at(-1).length);
  server.close(path);
  return answer.items ?? answer;
}

const words = (items) => items.map((item) => item.label);
const keys = await completed("incident", `${incident}|`);
const described = keys.filter((item) => `${item.documentation?.value ?? item.documentation ?? ""}`.length > 10);
const top = Object.keys(schemas.incident.properties).filter((key) => !["schema", "title", "zone"].includes(key));
proof("completion offers every key of an incident that is not there yet", top.every((key) => words(keys).includes(key)), `${keys.length} keys`);
proof("each with what it means", top.every((key) => described.some((item) => item.label === key)), keys.find((item) => item.label === "blind_spots")?.documentation?.value);
const severities = words(await completed("incident", `${incident}severity: |`));
proof("completion offers the severities", ["sev1", "sev2", "sev3", "sev4"].every((word) => severities.includes(word)), severities.join(", "));
const zones = words(await completed("incident", "schema: 1\ntitle: {en: A, bn: ক}\nzone: |"));
proof("completion offers the zones", zones.includes("Asia/Dhaka") && zones.length > 500, `${zones.length}`);
const marks = words(await completed("incident", `${incident}timeline:\n  - at: 14:00\n    mark: |`));
proof("completion offers the key times", marks.includes("detected"), marks.join(", "));
const inLesson = words(await completed("incident", `${incident}lessons:\n  a:\n    en: A\n    |`));
proof("completion inside a lesson offers its keys and no others", inLesson.includes("claim") && inLesson.includes("cost") && !inLesson.includes("due"), inLesson.join(", "));
const blocks = words(await completed("model", `${model}blocks:\n  api:\n    |`));
proof("completion inside a block offers its kinds", ["source", "pool", "cache", "depends", "rollout", "action"].every((word) => blocks.includes(word)), blocks.join(", "));
const ofPool = words(await completed("model", `${model}blocks:\n  api:\n    pool:\n      servers: 8\n      |`));
proof("completion inside a pool offers its options", ofPool.includes("timeout") && !ofPool.includes("ttl"), ofPool.join(", "));

const path = lay(base, { kind: "incident", path: "incidents/2026-01-01-hover/incident.yaml" }, `${incident}stage: draft\n`);
await server.open(path);
const hover = await server.at("textDocument/hover", path, 4, 2);
proof("hovering over a key tells what it means", JSON.stringify(hover?.contents ?? "").includes("How far the report has come"), hover?.contents?.value?.split("\n")[0]);

server.stop();
console.log(`${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
