// Answers questions from the index of a language. Does what src/search does, so that pages and `nidan search` agree; what the
// reader sees of it is in finder.js.
(function (root) {
  "use strict";

  var nidan = root.nidan;
  var FACETS = ["severity", "service", "factor", "tag", "year", "stage"];
  // What a hit is worth in the title, in names (ids, tags, services, fields of its own), summary, factors, lessons.
  var FIELDS = [8, 6, 2, 3, 3];
  // What a word is worth that is written as asked for, that has another ending, that only begins as the last one asked for.
  var SAME = 1;
  var INFLECTED = 0.75;
  var BEGUN = 0.5;
  var PASSAGES = 3;
  var WORDS = 32;
  var BEFORE = 8;

  // How many first letters begin a code of one, two, three and four letters; together they are the alphabet, which begins at #
  // and leaves the backslash out.
  var LEADS = [48, 38, 4, 1];
  var LETTERS = 91;

  function digit(code, at) {
    var letter = code.charCodeAt(at);
    return letter - (letter > 92 ? 36 : 35);
  }

  // The numbers of the words of a text, as the index writes them.
  function numbers(code) {
    var found = [];
    for (var at = 0; at < code.length; ) {
      var first = digit(code, at);
      var before = 0;
      var more = 0;
      while (first >= LEADS[more]) {
        first -= LEADS[more];
        before += LEADS[more] * Math.pow(LETTERS, more);
        more += 1;
      }
      var number = first;
      for (at += 1; more > 0; more -= 1, at += 1) number = number * LETTERS + digit(code, at);
      found.push(before + number);
    }
    return found;
  }

  // A text, the folded words in it, and its language where that is another than the index's.
  function said(value, vocabulary) {
    var list = numbers(typeof value === "string" ? value : value[0]);
    var texts = list.map(function (number) {
      return vocabulary[number].text;
    });
    return {
      text: texts.join(" "),
      words: list.flatMap(function (number) {
        return vocabulary[number].words;
      }),
      lang: typeof value === "string" ? null : value[1],
    };
  }

  function distinct(list) {
    return Array.from(new Set(list));
  }

  // A list of names: what each is called in addresses, and what readers call it.
  function names(list) {
    return list.map(function (name) {
      return typeof name === "string" ? { name: name, word: name } : { name: name[0], word: name[1] };
    });
  }

  function report(row, at, lists, vocabulary) {
    function text(value) {
      return said(value, vocabulary);
    }
    function of(list) {
      return function (number) {
        return lists[list][number].name;
      };
    }
    var summary = row[7] === null ? [] : [{ kind: "summary", names: [], anchor: "summary", said: text(row[7]) }];
    var factors = row[8].map(function (pair) {
      var id = lists.factor[pair[0]].name;
      return { kind: "factor", id: id, names: nidan.words(id), anchor: "factors/" + id, said: text(pair[1]) };
    });
    var lessons = row[9].map(function (pair) {
      return { kind: "lesson", names: nidan.words(pair[0]), anchor: "lessons/" + pair[0], said: text(pair[1]) };
    });
    return {
      at: at,
      id: row[0],
      title: text(row[1]),
      day: row[2] === null ? null : text(row[2]).text,
      passages: summary.concat(factors, lessons),
      severity: row[3] === null ? [] : [lists.severity[row[3]].name],
      stage: [lists.stage[row[4]].name],
      service: distinct(row[5].map(of("service"))),
      tag: distinct(row[6].map(of("tag"))),
      // What it says under fields of the knowledge base's own, where there are any.
      custom: row[10] || [],
      factor: factors.map(function (factor) {
        return factor.id;
      }),
      year: [row[0].slice(0, 4)],
    };
  }

  // The words of each field. The id of a passage belongs to it, so that `break-glass` leads to its lesson.
  function fields(one) {
    var words = nidan.words;
    var found = [one.title.words, words(one.id), [], [], []];
    distinct(one.service.concat(one.tag, one.custom)).forEach(function (name) {
      found[1] = found[1].concat(words(name));
    });
    one.passages.forEach(function (passage) {
      var field = { summary: 2, factor: 3, lesson: 4 }[passage.kind];
      found[field] = found[field].concat(passage.said.words, passage.names);
    });
    return found;
  }

  function add(terms, word, at, field) {
    var term = terms.get(word.plain);
    if (!term) {
      term = { plain: word.plain, stem: word.stem, postings: [] };
      terms.set(word.plain, term);
    }
    var last = term.postings[term.postings.length - 1];
    if (!last || last.at !== at) {
      last = { at: at, times: [0, 0, 0, 0, 0] };
      term.postings.push(last);
    }
    last.times[field] += 1;
  }

  // Makes an index that can be asked of what the index script holds.
  function index(data) {
    var lists = {};
    ["severity", "service", "factor", "tag", "stage"].forEach(function (facet) {
      lists[facet] = names(data[facet]);
    });
    var vocabulary = data.words.split(" ").map(function (text) {
      return { text: text, words: nidan.words(text) };
    });
    var reports = data.reports.map(function (row, at) {
      return report(row, at, lists, vocabulary);
    });
    var terms = new Map();
    var sums = [0, 0, 0, 0, 0];
    var counts = reports.map(function (one) {
      return fields(one).map(function (words, field) {
        words.forEach(function (word) {
          add(terms, word, one.at, field);
        });
        sums[field] += words.length;
        return words.length;
      });
    });
    var sorted = Array.from(terms.values()).sort(function (a, b) {
      return a.plain < b.plain ? -1 : 1;
    });
    var stems = new Map();
    sorted.forEach(function (term) {
      if (!stems.has(term.stem)) stems.set(term.stem, []);
      stems.get(term.stem).push(term);
    });
    var lengths = counts.map(function (row) {
      return row.map(function (count, field) {
        return sums[field] > 0 ? (count * counts.length) / sums[field] : 0;
      });
    });
    return { reports: reports, lists: lists, terms: sorted, stems: stems, lengths: lengths };
  }

  function beginning(terms, letters) {
    var low = 0;
    var high = terms.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (terms[middle].plain < letters) low = middle + 1;
      else high = middle;
    }
    var found = [];
    for (; low < terms.length && terms[low].plain.startsWith(letters); low += 1) found.push(terms[low]);
    return found;
  }

  // Reads a question. Its last word may be the beginning of one, as long as nothing follows it.
  function query(text) {
    var wanted = [];
    nidan.words(text).forEach(function (word) {
      var open = word.end === text.length;
      var known = wanted.find(function (one) {
        return one.stem === word.stem;
      });
      if (known) known.open = known.open || open;
      else wanted.push({ plain: word.plain, stem: word.stem, open: open });
    });
    return wanted;
  }

  // Which of the words asked for a word of a text answers; -1 for none.
  function answered(wanted, word) {
    return wanted.findIndex(function (one) {
      return one.stem === word.stem || (one.open && word.plain.startsWith(one.plain));
    });
  }

  // Counts a word in the fields of every report that has it, each form by what it is worth. Returns the counts, a row of fields per
  // report, and the reports that have it.
  function times(built, wanted) {
    var sums = new Float64Array(built.reports.length * FIELDS.length);
    var having = [];
    function count(term, worth) {
      for (var at = 0; at < term.postings.length; at += 1) {
        var posting = term.postings[at];
        var row = posting.at * FIELDS.length;
        var before = 0;
        for (var field = 0; field < FIELDS.length; field += 1) {
          before += sums[row + field];
          sums[row + field] += worth * posting.times[field];
        }
        if (before === 0) having.push(posting.at);
      }
    }
    (built.stems.get(wanted.stem) || []).forEach(function (term) {
      count(term, term.plain === wanted.plain ? SAME : INFLECTED);
    });
    if (wanted.open) {
      beginning(built.terms, wanted.plain).forEach(function (term) {
        if (term.stem !== wanted.stem) count(term, BEGUN);
      });
    }
    return { sums: sums, having: having };
  }

  // The first of a word in a field matters most, and more in a short field than in a long one.
  function worth(sums, row, lengths) {
    var total = 0;
    for (var field = 0; field < FIELDS.length; field += 1) {
      var sum = sums[row + field];
      if (sum > 0) total += (FIELDS[field] * sum) / (sum + 0.5 + 0.5 * lengths[field]);
    }
    return total;
  }

  // Tells whether a report is what was chosen: any of the values of one facet, something of each; one facet may be left aside.
  function admits(chosen, one, aside) {
    return FACETS.every(function (facet) {
      var wanted = chosen[facet];
      if (!wanted || wanted.length === 0 || facet === aside) return true;
      return one[facet].some(function (value) {
        return wanted.includes(value);
      });
    });
  }

  // What a question finds before anything is chosen: reports, best first, and how many of the words each has.
  function rank(built, wanted) {
    if (wanted.length === 0) {
      return built.reports.map(function (one) {
        return { report: one, score: 0, words: 0 };
      });
    }
    var hits = new Map();
    wanted.forEach(function (word) {
      var found = times(built, word);
      var rarity = Math.sqrt(built.reports.length / Math.max(found.having.length, 1));
      found.having.forEach(function (at) {
        var hit = hits.get(at);
        if (!hit) hits.set(at, (hit = { report: built.reports[at], score: 0, words: 0 }));
        hit.score += rarity * worth(found.sums, at * FIELDS.length, built.lengths[at]);
        hit.words += 1;
      });
    });
    return Array.from(hits.values()).sort(function (a, b) {
      return b.score - a.score || a.report.at - b.report.at;
    });
  }

  // The most words that any report has of those asked for.
  function most(hits) {
    return hits.reduce(function (most, hit) {
      return Math.max(most, hit.words);
    }, 0);
  }

  // Answers a question. Reports with as many of the words as any has; `partial` when none has all of them.
  function ask(built, wanted, chosen) {
    var ranked = rank(built, wanted);
    var found = ranked.filter(function (hit) {
      return admits(chosen, hit.report);
    });
    var words = most(found);
    found = found.filter(function (hit) {
      return hit.words === words;
    });
    return { found: found, partial: found.length > 0 && words < wanted.length, counts: counts(ranked, chosen) };
  }

  // How many reports each value of each facet would leave, with what is chosen of the other facets.
  function counts(ranked, chosen) {
    var words = most(ranked);
    var counted = {};
    FACETS.forEach(function (facet) {
      var sums = new Map();
      ranked.forEach(function (hit) {
        if (hit.words < words || !admits(chosen, hit.report, facet)) return;
        hit.report[facet].forEach(function (value) {
          sums.set(value, (sums.get(value) || 0) + 1);
        });
      });
      counted[facet] = sums;
    });
    return counted;
  }

  // The words of a whole passage with their places, found once.
  var known = new Map();
  function placed(text) {
    if (!known.has(text)) known.set(text, nidan.words(text));
    return known.get(text);
  }

  // The stretches of a text that answer.
  function marks(wanted, text) {
    return nidan.words(text).filter(function (word) {
      return answered(wanted, word) >= 0;
    });
  }

  // The passages of a report that answer best, each cut to a line or two; the beginning of the summary when none does.
  function snippets(wanted, one) {
    var hits = [];
    one.passages.forEach(function (passage, at) {
      var found = new Set();
      passage.said.words.concat(passage.names).forEach(function (word) {
        found.add(answered(wanted, word));
      });
      found.delete(-1);
      if (found.size > 0) hits.push({ count: found.size, at: at, passage: passage });
    });
    hits.sort(function (a, b) {
      return b.count - a.count || a.at - b.at;
    });
    hits = hits.slice(0, PASSAGES);
    if (hits.length === 0) {
      hits = one.passages.slice(0, 1).map(function (passage) {
        return { passage: passage };
      });
    }
    return hits.map(function (hit) {
      return cut(wanted, hit.passage);
    });
  }

  function cut(wanted, passage) {
    var whole = passage.said.text;
    var words = placed(whole);
    var first = 0;
    var end = words.length;
    if (words.length > WORDS) {
      var found = words.findIndex(function (word) {
        return answered(wanted, word) >= 0;
      });
      first = Math.min(Math.max(found - BEFORE, 0), words.length - WORDS);
      end = first + WORDS;
    }
    var from = first === 0 ? 0 : words[first].start;
    var to = end === words.length ? whole.length : words[end - 1].end;
    var text = (from > 0 ? "…" : "") + whole.slice(from, to) + (to < whole.length ? "…" : "");
    return { passage: passage, text: text };
  }

  nidan.search = { FACETS: FACETS, index: index, query: query, ask: ask, marks: marks, snippets: snippets };
})(globalThis);
