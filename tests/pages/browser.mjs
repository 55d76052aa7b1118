// What the tests of pages share: the browser, the checker of accessibility, and a tally of what held.
//
// TOOLS is the folder that holds node_modules; it lies beside the tests and not above them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** Loads packages from the folder of tools. */
export const toolbox = (tools) => createRequire(join(resolve(tools), "package.json"));

/** Starts Debian's Chromium so that it asks nobody for anything. */
export function launch(tools) {
  const args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return toolbox(tools)("playwright-core").chromium.launch({ executablePath: "/usr/bin/chromium", args });
}

/** Returns a function that gives what axe finds against WCAG 2.2 AA in a tab. The site's own policy forbids inline scripts, so the tab has to bypass it. */
export function accessibility(tools) {
  const axe = readFileSync(toolbox(tools).resolve("axe-core/axe.min.js"), "utf8");
  const runOnly = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
  return async (tab, options = {}) => {
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate((how) => window.axe.run(document, how), { runOnly, ...options });
    return violations;
  };
}

/** Counts what was checked and prints what did not hold. */
export function tally(name) {
  const count = { checked: 0, failed: 0 };
  const expect = (what, held) => {
    count.checked += 1;
    if (held) return;
    count.failed += 1;
    console.log(`FAIL ${name}: ${what}`);
  };
  const same = (what, found, wanted) => {
    const [one, other] = [found, wanted].map((value) => JSON.stringify(value));
    expect(`${what}: ${one}, not ${other}`, one === other);
  };
  return { count, expect, same };
}
