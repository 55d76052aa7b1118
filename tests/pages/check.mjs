// Checks the built site and the reports in one file as a browser and a validator see them: no error, no WCAG 2.2 AA violation,
// no foreign request.
//
// usage: node check.mjs TOOLS NIDAN   (TOOLS holds node_modules; the site is built into a temporary folder)

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

import { accessibility, launch, toolbox } from "./browser.mjs";

const [tools, nidan] = process.argv.slice(2);
const { HtmlValidate } = toolbox(tools)("html-validate");
const violationsIn = accessibility(tools);

const folder = mkdtempSync(join(tmpdir(), "nidan-pages-"));
const site = join(folder, "site");
const run = (...args) => execFileSync(nidan, args, { stdio: ["ignore", "ignore", "inherit"] });
run("build", "--locked", "--no-pdf", "--out", site);

// Every report once more as one file, each in a folder of its own: what it lacks beside it cannot be found by luck.
const most = 300_000;
const singles = ["bn", "en"].flatMap((lang) =>
  readdirSync(join(site, lang, "incidents")).map((incident) => {
    const alone = join(folder, `${incident}.${lang}`);
    mkdirSync(alone);
    run("report", incident, "--lang", lang, "--to", "html", "-o", join(alone, "report.html"));
    return join(alone, "report.html");
  }),
);

function pagesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? pagesIn(path) : path.endsWith(".html") ? [path] : [];
  });
}

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // Ids are model paths (`lessons/break-glass`), which the knowledge base promises as anchors.
    "valid-id": "off",
    // The templates put long words where they belong; how the file is laid out is nobody's concern.
    "long-title": "off",
    "no-trailing-whitespace": "off",
  },
});

let failed = 0;
function fault(page, text) {
  failed += 1;
  console.log(`FAIL ${relative(site, page)}: ${text}`);
}

const pages = [...pagesIn(site).sort(), ...singles];
for (const page of singles) {
  const { size } = statSync(page);
  if (size > most) fault(page, `has ${size} bytes, more than ${most}`);
}
for (const page of pages) {
  const report = await validator.validateString(readFileSync(page, "utf8"));
  for (const result of report.results) {
    for (const message of result.messages) fault(page, `${message.ruleId} ${message.line}:${message.column} ${message.message}`);
  }
}
console.log(`html-validate: ${pages.length} pages, ${singles.length} of them in one file, ${failed} errors`);

const browser = await launch(tools);
let violations = 0;
let foreign = 0;
let wide = 0;
for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    const tab = await context.newPage();
    tab.on("request", (request) => {
      if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
        foreign += 1;
        fault(site, `asks for ${request.url()}`);
      }
    });
    for (const page of pages) {
      await tab.goto(pathToFileURL(page).href);
      const spill = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (spill > 0) {
        wide += 1;
        fault(page, `is ${spill} px too wide at ${width} px`);
      }
      for (const violation of await violationsIn(tab)) {
        violations += 1;
        fault(page, `${violation.id} (${colorScheme}, ${width} px): ${violation.help}: ${violation.nodes[0].target}`);
      }
    }
    await context.close();
  }
}
// The policy itself, with nothing bypassed: styles apply and nothing is refused.
const context = await browser.newContext();
const tab = await context.newPage();
let refused = 0;
tab.on("console", (message) => {
  if (/Content Security Policy/.test(message.text())) {
    refused += 1;
    fault(site, message.text());
  }
});
for (const page of pages) await tab.goto(pathToFileURL(page).href);
await browser.close();
console.log(`browser: ${violations} WCAG violations, ${foreign} foreign requests, ${wide} pages too wide, ${refused} refused by the policy`);
for (const [script, ...args] of [["drill.mjs", tools, site], ["fold.mjs"], ["search.mjs", tools, nidan, site], ["serve.mjs", tools, nidan], ["what-if.mjs", tools, nidan, site]]) {
  try {
    execFileSync(process.execPath, [join(import.meta.dirname, script), ...args], { stdio: "inherit" });
  } catch {
    failed += 1;
  }
}
console.log(`${failed === 0 ? pages.length : 0} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
