// Text to the words by which it is found, in both languages. The twin of the program's own fold (src/base/fold.rs); both are held
// to tests/vectors/fold.json.
(function (root) {
  "use strict";

  var joiner = "[\\u00ad\\u200b-\\u200d\\ufeff]";
  var bangla = "[\\u0980-\\u09e5\\u09f0\\u09f1\\u09fc\\u09fe]";
  var other = "(?!" + bangla + "|" + joiner + ")[\\p{Alphabetic}\\p{N}\\p{M}]";
  var digit = "[0-9\\u09e6-\\u09ef]";
  function run(one) {
    return one + "(?:" + joiner + "*" + one + ")*";
  }
  var grouped = digit + "{1,3}(?:," + digit + "{2,3})*," + digit + "{3}(?!" + digit + ")";
  var word = new RegExp(grouped + "|" + run(bangla) + "|" + run(other), "gu");
  var dropped = new RegExp(joiner + "|,", "gu");
  var letter = new RegExp(bangla, "u");
  var digits = new RegExp("[\\u09e6-\\u09ef]", "gu");

  // Letters that have to be left of a Bangla word when an ending is taken off.
  var LEFT = 2;
  var endings = "গুলো গুলি গুলা গুল সমুহ টুকু দের খানা খানি ের রা টি টা কে তে ে ো র য\u09bc ই ও".split(" ");
  var alike = [
    [/ব\u09bc/g, "র"],
    [/ৰ/g, "র"],
    [/অ্যা/g, "এ"],
    [/এ্যা/g, "এ"],
    [/ণ/g, "ন"],
    [/শ/g, "স"],
    [/ষ/g, "স"],
    [/ী/g, "ি"],
    [/ূ/g, "ু"],
    [/ঈ/g, "ই"],
    [/ঊ/g, "উ"],
    [/ৎ/g, "ত্"],
    [/ঁ/g, ""],
    [/ঃ/g, ""],
    [/ঙ্/g, "ং"],
    [/ঙ/g, "ং"],
    [/ৃ/g, "্রি"],
    [/েওয\u09bcা/g, "েয\u09bcা"],
    [/েই(?=[ক-হ])/g, "ে"],
    [/্+$/, ""],
  ];

  function plain(text) {
    var normal = text.normalize("NFC").replace(dropped, "").replace(digits, function (one) {
      return String(one.charCodeAt(0) - 0x9e6);
    });
    if (!letter.test(normal)) return normal.toLowerCase();
    return alike.reduce(function (folded, pair) {
      return folded.replace(pair[0], pair[1]);
    }, normal);
  }

  function without(folded, ending) {
    if (!folded.endsWith(ending)) return null;
    var rest = folded.slice(0, -ending.length);
    var letters = rest.match(/[ক-হঅ-ঔ]/g);
    var afterVowel = /[অ-ঔা-ৌ]$/.test(rest);
    var fits = letters !== null && letters.length >= LEFT && !rest.endsWith("্");
    return fits && (afterVowel || (ending !== "র" && ending !== "য\u09bc")) ? rest : null;
  }

  function banglaStem(folded) {
    for (var at = 0; at < endings.length; at += 1) {
      var rest = without(folded, endings[at]);
      if (rest !== null) {
        folded = rest;
        at = -1;
      }
    }
    return folded;
  }

  function englishStem(folded) {
    if (folded.length >= 4 && !/(ss|us|is)$/.test(folded)) folded = folded.replace(/s$/, "");
    if (folded.length >= 5) folded = folded.replace(/e$/, "");
    return folded.length >= 4 ? folded.replace(/y$/, "i") : folded;
  }

  function stem(folded) {
    if (/^[\u0980-\u09ff]/.test(folded)) return banglaStem(folded);
    return /^[a-z]+$/.test(folded) ? englishStem(folded) : folded;
  }

  // A word is folded once, however often it stands in the texts.
  var known = new Map();
  function fold(text) {
    var found = known.get(text);
    if (!found) {
      var folded = plain(text);
      found = { plain: folded, stem: stem(folded) };
      known.set(text, found);
    }
    return found;
  }

  // The words of a text: where each stands, its letters, its letters without endings.
  function words(text) {
    var found = [];
    word.lastIndex = 0;
    for (var match = word.exec(text); match !== null; match = word.exec(text)) {
      var folded = fold(match[0]);
      if (folded.plain !== "") {
        found.push({ start: match.index, end: match.index + match[0].length, plain: folded.plain, stem: folded.stem });
      }
    }
    return found;
  }

  root.nidan = root.nidan || {};
  root.nidan.words = words;
})(globalThis);
