// Holds the fold of browsers to the vectors that the program's own fold is held to.
//
// usage: node fold.mjs

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const root = join(import.meta.dirname, "..", "..");
runInThisContext(readFileSync(join(root, "assets/js/fold.js"), "utf8"), { filename: "fold.js" });
const { words } = globalThis.nidan;
const vectors = JSON.parse(readFileSync(join(root, "tests/vectors/fold.json"), "utf8"));

let failed = 0;
function expect(what, held) {
  if (held) return;
  failed += 1;
  console.log(`FAIL ${what}`);
}
const stems = (text) => words(text).map((word) => word.stem).join(" ");

let count = 0;
for (const { same, apart } of [vectors, vectors.held]) {
  for (const [first, ...others] of same) {
    for (const other of others) {
      count += 1;
      expect(`${first} (${stems(first)}) finds ${other} (${stems(other)})`, stems(first) !== "" && stems(first) === stems(other));
    }
  }
  for (const [one, other] of apart) {
    count += 1;
    expect(`${one} (${stems(one)}) does not find ${other} (${stems(other)})`, stems(one) !== stems(other));
  }
}
for (const [text, wanted] of vectors.words) {
  count += 1;
  const found = words(text).map((word) => text.slice(word.start, word.end));
  expect(`words of ${text}: ${JSON.stringify(found)}`, JSON.stringify(found) === JSON.stringify(wanted));
}
for (const [text, folded] of vectors.folded) {
  count += 1;
  const found = words(text).map((word) => [word.plain, word.stem]);
  expect(`${text}: ${JSON.stringify(found)}, not ${JSON.stringify(folded)}`, JSON.stringify(found) === JSON.stringify(folded));
}
console.log(`fold: ${count} vectors, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
