// Our numbers, dates, times, shares, lists and plurals beside those of Node's Intl, in both languages.
//
// usage: node formats.mjs TEXTS   (TEXTS is the built example `texts`)
//
// Where ours differ on purpose, the rule stands in `ON_PURPOSE` with its reason: it turns Intl's form into ours, so that everything else about the
// value is still compared. What Intl does not cover is counted as such.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";

const root = fileURLToPath(new URL("../..", import.meta.url));
const lines = execFileSync(resolve(process.argv[2]), ["formats"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 })
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const LOCALE = { bn: "bn-BD", en: "en-GB" };

/** From Intl's form to ours, by name: why, for which language and kinds, and how. */
const ON_PURPOSE = [
  {
    name: "Bangla dates without a comma before the year",
    why: "১১ ডিসেম্বর ২০২৪ is how dates are written here",
    applies: (line) => line.lang === "bn" && line.what === "date",
    turn: (text) => text.replace(",", ""),
  },
  {
    name: "Sep in three letters",
    why: "Sep stands in a row with Oct and Nov, three letters each; British English has Sept",
    applies: (line) => line.lang === "en" && line.what === "date-short",
    turn: (text) => text.replace("Sept", "Sep"),
  },
  {
    name: "Bangla months in full where space is short",
    why: "short forms of Bangla months are not read at sight",
    applies: (line) => line.lang === "bn" && line.what === "date-short",
    turn: (text, line) => new Intl.DateTimeFormat(LOCALE.bn, { day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(line.value)).normalize("NFC"),
  },
  {
    name: "আর between the last two",
    why: "the spoken word; এবং is of the written register",
    applies: (line) => line.lang === "bn" && line.what === "list",
    turn: (text) => text.replace(" এবং ", " আর ").replace(", আর ", " আর "),
  },
  {
    name: "Bangla shares grouped as all Bangla numbers",
    why: "lakh and crore, ১২,৩৪,৫৬৭%; Intl groups numbers so and shares by thousands",
    applies: (line) => line.lang === "bn" && line.what === "percent",
    turn: (text, line) => `${number(LOCALE.bn, fixed(line.value[1]), line.value[0] * 100)}%`,
  },
  {
    name: "English thousands in digits",
    why: "7,500 is read as fast as 7.5 thousand and is exact",
    applies: (line) => line.lang === "en" && line.what === "compact" && line.value < 1e6,
    turn: (text, line) => number(LOCALE.en, {}, line.value),
  },
  {
    name: "offsets from UTC",
    why: "UTC is the name of the scale; the offset is a code and keeps Latin digits and the minus sign",
    applies: (line) => line.what === "offset",
    turn: (text) => text.replace(/GMT(\+0)?$/, "UTC").replace("GMT", "UTC").replace("-", "−"),
  },
  {
    name: "parts of the day as they are said",
    why: "রাত and বিকেল, not রাত্রি and বিকাল; and at three in the afternoon it is বিকেল",
    applies: (line) => line.lang === "bn" && line.what === "prose-time",
    turn: (text) => text.replace("রাত্রি", "রাত").replace("বিকাল", "বিকেল").replace(/^দুপুর ৩টা/, "বিকেল ৩টা"),
  },
  {
    name: "units of time apart from their numbers, in our words",
    why: "h, min and s after a space, as the SI writes them; in Bangla whole words",
    applies: (line) => ["minutes", "seconds", "days"].includes(line.what),
    turn: (text) => text.replace(/(\d)(h|m|s)\b/g, "$1 $2").replaceAll(" hrs", " h").replaceAll(" hr", " h").replaceAll(" mins", " min").replaceAll(" secs", " s").replaceAll(" sec", " s").replaceAll("\u03bc", "\u00b5"),
  },
  {
    name: "the minus sign proper",
    why: "a hyphen is too short beside digits and may break from them",
    applies: () => true,
    turn: (text) => text.replace(/^-/, "−"),
  },
  {
    name: "no minus before nothing",
    why: "−0.0 says that something is below zero and does not show it",
    applies: (line) => ["number", "percent"].includes(line.what),
    turn: (text) => (/^−[0০.]+%?$/.test(text) ? text.slice(1) : text),
  },
];

function number(locale, options, x) {
  return new Intl.NumberFormat(locale, options).format(x);
}

function fixed(decimals) {
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals, roundingMode: "halfEven" };
}

/** The ending of an ordinal by Intl's class of it. */
const ORDINALS = {
  bn: { one: "ম", two: "য়", few: "র্থ", many: "ষ্ঠ", other: "তম" },
  en: { one: "st", two: "nd", few: "rd", other: "th" },
};
/** The message that the sample counts with, by Intl's class of the count. */
const COUNTED = {
  bn: { one: (n) => `আরও ${n}টি সেট চালানো যায়নি।`, other: (n) => `আরও ${n}টি সেট চালানো যায়নি।` },
  en: { one: (n) => `${n} more set could not be run.`, other: (n) => `${n} more sets could not be run.` },
};

/** The time as a Bangla sentence says it, its part of the day by Intl: বিকেল ৩টা ১৬ মিনিটে. */
function sentence([seconds, timeZone]) {
  const parts = (options) => Object.fromEntries(new Intl.DateTimeFormat(LOCALE.bn, { timeZone, ...options }).formatToParts(new Date(seconds * 1000)).map((part) => [part.type, part.value]));
  const { hour, dayPeriod } = parts({ hour: "numeric", dayPeriod: "short", hourCycle: "h12" });
  const { minute, hour: whole, day, month } = parts({ minute: "numeric", hour: "numeric", hourCycle: "h23", day: "numeric", month: "long" });
  const plain = (text) => [...text].map((c) => "০১২৩৪৫৬৭৮৯".indexOf(c)).join("");
  const said = Number(plain(minute)) === 0 ? `${dayPeriod} ${hour}টায়` : `${dayPeriod} ${hour}টা ${number(LOCALE.bn, {}, Number(plain(minute)))} মিনিটে`;
  return Number(plain(whole)) < 4 ? `${day} ${month} ${said}` : said;
}

function clock(locale, [seconds, timeZone]) {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(new Date(seconds * 1000));
}

/** What Intl writes for a value; null where it has nothing to say. */
function theirs(line) {
  const locale = LOCALE[line.lang];
  const { what, value } = line;
  switch (what) {
    case "integer":
      return number(locale, {}, value);
    case "number":
      return number(locale, fixed(value[1]), value[0]);
    case "percent":
      return number(locale, { style: "percent", ...fixed(value[1]) }, value[0]);
    case "compact":
      return number(locale, { notation: "compact", compactDisplay: "long" }, value);
    case "date":
      return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(value));
    case "date-short":
      return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(value));
    case "clock":
      return clock(locale, value);
    case "prose-time":
      return line.lang === "bn" ? sentence(value) : clock(locale, value);
    case "offset": {
      const shown = new Intl.DateTimeFormat("en-GB", { timeZone: value[1], timeZoneName: "shortOffset" }).formatToParts(new Date(value[0] * 1000));
      return shown.find((part) => part.type === "timeZoneName").value;
    }
    case "list":
      return new Intl.ListFormat(locale, { type: "conjunction" }).format(value);
    case "ordinal":
      return number(locale, {}, value) + ORDINALS[line.lang][new Intl.PluralRules(locale, { type: "ordinal" }).select(value)];
    case "plural":
      return COUNTED[line.lang][new Intl.PluralRules(locale).select(value)](number(locale, {}, value));
    case "days":
      return number(locale, { style: "unit", unit: "day", unitDisplay: "long" }, value);
    case "minutes":
      return length(locale, value);
    case "seconds":
      return seconds(locale, line.lang, value);
    default:
      return null;
  }
}

function length(locale, minutes) {
  const parts = [];
  const unit = (x, name) => parts.push(new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: locale === "bn-BD" || name === "day" ? "long" : "short" }).format(x));
  if (minutes >= 2880) {
    const hours = Math.round(minutes / 60);
    if (hours >= 24) unit(Math.floor(hours / 24), "day");
    if (hours % 24) unit(hours % 24, "hour");
  } else {
    if (minutes >= 60) unit(Math.floor(minutes / 60), "hour");
    if (minutes % 60 || !minutes) unit(minutes % 60, "minute");
  }
  return parts.join(" ");
}

function seconds(locale, lang, value) {
  const [x, unit] = value === 0 || value >= 1 ? [value, "second"] : value >= 0.001 ? [value * 1e3, "millisecond"] : [value * 1e6, "microsecond"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: lang === "bn" ? "long" : "short", maximumSignificantDigits: 3 }).format(x);
}

let compared = 0;
let failed = 0;
const beyond = new Map();
const used = new Map(ON_PURPOSE.map((rule) => [rule.name, 0]));
function fault(text) {
  failed += 1;
  if (failed <= 40) console.log(`FAIL ${text}`);
}
for (const line of lines) {
  const intl = theirs(line);
  if (intl === null) {
    beyond.set(line.what, (beyond.get(line.what) ?? 0) + 1);
    continue;
  }
  compared += 1;
  // All our text is in NFC.
  let expected = intl.normalize("NFC");
  for (const rule of ON_PURPOSE.filter((one) => one.applies(line))) {
    const turned = rule.turn(expected, line);
    if (turned !== expected) used.set(rule.name, used.get(rule.name) + 1);
    expected = turned;
  }
  if (expected.normalize("NFC") !== line.text) fault(`${line.lang} ${line.what} ${JSON.stringify(line.value)}: ours ${line.text}, Intl ${intl}${expected === intl.normalize("NFC") ? "" : ` (${expected} by our rules)`}`);
}
for (const { name, why } of ON_PURPOSE) {
  console.log(`     on purpose: ${name} (${used.get(name)} times): ${why}`);
  if (used.get(name) === 0) fault(`the rule “${name}” is of no use`);
}
console.log(`     not in Intl: ${[...beyond].map(([what, count]) => `${what} (${count})`).join(", ")}`);
console.log(`${failed ? "FAIL" : "ok  "} ${compared} values in ${Object.keys(LOCALE).length} languages, ICU ${process.versions.icu}: ${failed} differ`);
process.exit(failed || compared < 1400 ? 1 : 0);
