// The search box: asks the index as the reader types, shows what was found, keeps the search in the address. The box is hidden
// until this runs; without it the list of reports stands for itself.
(function () {
  "use strict";

  var nidan = globalThis.nidan;
  var FACETS = nidan.search.FACETS;
  var PAGE = 10;
  var FEW = 5;
  // Values of a facet that are offered at once.
  var OFFERED = 30;

  function make(name, kind, content) {
    var element = document.createElement(name);
    if (kind) element.className = kind;
    if (content !== undefined) element.textContent = content;
    return element;
  }

  // A text with the words that were asked for marked.
  function marked(wanted, text) {
    var content = document.createDocumentFragment();
    var done = 0;
    nidan.search.marks(wanted, text).forEach(function (mark) {
      content.append(text.slice(done, mark.start), make("mark", "", text.slice(mark.start, mark.end)));
      done = mark.end;
    });
    content.append(text.slice(done));
    return content;
  }

  function finder(box) {
    var data = box.dataset;
    var part = function (name) {
      return box.querySelector(".search-" + name);
    };
    var input = part("words");
    var filters = part("filters");
    var list = data.list === "" ? box.parentElement : null;
    var state = { text: "", chosen: {}, shown: list ? PAGE : FEW };
    var built = null;
    var values = {};
    var loading = false;

    function digits(text) {
      return String(text).replace(/[0-9]/g, function (digit) {
        return data.digits[digit];
      });
    }

    // A script and no request: browsers let a page in a folder load nothing else.
    function load() {
      if (loading) return;
      loading = true;
      var script = document.createElement("script");
      script.src = data.index;
      script.onload = function () {
        built = nidan.search.index(nidan[data.lang]);
        offer();
        show();
      };
      script.onerror = function () {
        loading = false;
        part("status").textContent = data.broken;
      };
      document.head.append(script);
    }

    function isIdle() {
      return state.text.trim() === "" && chosenCount() === 0;
    }

    function chosenCount() {
      return FACETS.reduce(function (sum, facet) {
        return sum + (state.chosen[facet] || []).length;
      }, 0);
    }

    function address(report, anchor) {
      var path = data.root + data.lang + "/incidents/" + encodeURIComponent(report.id) + "/index.html";
      return anchor ? path + "#" + anchor : path;
    }

    function run(said, wanted, text) {
      var span = make("span");
      if (said.lang) span.lang = said.lang;
      span.append(marked(wanted, text));
      return span;
    }

    function entry(hit, wanted) {
      var report = hit.report;
      var item = make("li", "search-result");
      var title = make("p", "search-title");
      var link = make("a");
      link.href = address(report);
      link.append(run(report.title, wanted, report.title.text));
      title.append(link);
      var facts = make("p", "search-facts");
      var severity = built.lists.severity.find(function (one) {
        return one.name === report.severity[0];
      });
      [severity && severity.word, report.day, report.service.join(", ")].filter(Boolean).forEach(function (fact) {
        facts.append(make("span", "", fact));
      });
      var passages = make("ul", "search-passages");
      nidan.search.snippets(wanted, report).forEach(function (snippet) {
        var passage = make("li");
        var way = make("a");
        way.href = address(report, snippet.passage.anchor);
        var kind = data[snippet.passage.kind];
        if (kind) way.append(make("span", "search-kind", kind), " ");
        way.append(run(snippet.passage.said, wanted, snippet.text));
        passage.append(way);
        passages.append(passage);
      });
      item.append(title, facts, passages);
      return item;
    }

    function said(answer) {
      var count = answer.found.length;
      if (count === 0) return data.none;
      var found = (count === 1 ? data.one : data.many).replace("{}", digits(count));
      return answer.partial ? data.partial + " " + found : found;
    }

    function show() {
      part("clear").hidden = isIdle();
      part("panel").hidden = isIdle();
      if (list) list.classList.toggle("searching", !isIdle() && built !== null);
      if (!built) return;
      var wanted = nidan.search.query(state.text);
      var answer = nidan.search.ask(built, wanted, state.chosen);
      count(answer.counts);
      var results = part("results");
      results.textContent = "";
      box.querySelectorAll(".search-other").forEach(function (other) {
        other.hidden = isIdle() || wanted.length === 0 || (answer.found.length > 0 && !answer.partial);
        var way = other.querySelector("a");
        way.href = way.getAttribute("href").split("#")[0] + "#" + new URLSearchParams({ q: state.text });
      });
      part("status").textContent = isIdle() ? "" : said(answer);
      if (isIdle()) return;
      answer.found.slice(0, state.shown).forEach(function (hit) {
        results.append(entry(hit, wanted));
      });
      var rest = part(list ? "more" : "all");
      rest.hidden = list ? answer.found.length <= state.shown : answer.found.length === 0;
      if (!list) rest.querySelector("a").href = data.list + "#" + new URLSearchParams({ q: state.text });
    }

    // Makes a box to tick for each value that reports have, those of most reports first.
    function offer() {
      if (!filters) return;
      var all = nidan.search.ask(built, [], {}).counts;
      FACETS.forEach(function (facet) {
        var words = new Map();
        (built.lists[facet] || []).forEach(function (one) {
          words.set(one.name, one.word);
        });
        var sorted = Array.from(all[facet].keys()).sort(function (a, b) {
          if (facet === "severity") return a < b ? -1 : 1;
          if (facet === "year") return a < b ? 1 : -1;
          return all[facet].get(b) - all[facet].get(a);
        });
        var field = filters.querySelector("[data-facet='" + facet + "']");
        field.hidden = sorted.length < 2;
        values[facet] = sorted.map(function (name) {
          return value(facet, name, words.get(name) || digits(name));
        });
        field.querySelector(".search-values").append.apply(
          field.querySelector(".search-values"),
          values[facet].map(function (one) {
            return one.label;
          }),
        );
      });
    }

    function value(facet, name, word) {
      var label = make("label");
      var tick = make("input");
      tick.type = "checkbox";
      tick.checked = (state.chosen[facet] || []).includes(name);
      tick.addEventListener("change", function () {
        var others = (state.chosen[facet] || []).filter(function (one) {
          return one !== name;
        });
        state.chosen[facet] = tick.checked ? others.concat([name]) : others;
        changed();
      });
      var number = make("span", "search-count");
      label.append(tick, " ", make("span", "", word), " ", number);
      return { name: name, label: label, tick: tick, number: number };
    }

    function count(counts) {
      if (!filters) return;
      FACETS.forEach(function (facet) {
        var offered = 0;
        values[facet].forEach(function (one) {
          var reports = counts[facet].get(one.name) || 0;
          one.tick.checked = (state.chosen[facet] || []).includes(one.name);
          one.number.textContent = digits(reports);
          one.label.hidden = !one.tick.checked && (reports === 0 || offered >= OFFERED);
          if (!one.label.hidden) offered += 1;
        });
      });
      var chosen = chosenCount();
      part("chosen").textContent = chosen === 0 ? "" : " " + digits(chosen);
    }

    // The address says what is searched, so that a search can be sent to someone.
    function remember() {
      if (!list) return;
      var words = new URLSearchParams();
      if (state.text.trim() !== "") words.append("q", state.text.trim());
      FACETS.forEach(function (facet) {
        (state.chosen[facet] || []).forEach(function (one) {
          words.append(facet, one);
        });
      });
      var hash = String(words);
      if (hash === "" && location.hash.length <= 1) return;
      history.replaceState(null, "", hash === "" ? location.href.split("#")[0] : "#" + hash);
    }

    function recall() {
      var words = new URLSearchParams(location.hash.slice(1));
      var asked = words.has("q") || FACETS.some(function (facet) {
        return words.has(facet);
      });
      if (!asked) return;
      state.text = words.get("q") || "";
      FACETS.forEach(function (facet) {
        state.chosen[facet] = words.getAll(facet);
      });
      input.value = state.text;
      load();
      show();
    }

    function changed() {
      state.shown = list ? PAGE : FEW;
      load();
      remember();
      show();
    }

    function clear() {
      state.text = "";
      state.chosen = {};
      input.value = "";
      changed();
      input.focus();
    }

    input.addEventListener("focus", load);
    input.addEventListener("input", function () {
      state.text = input.value;
      changed();
    });
    part("clear").addEventListener("click", clear);
    if (filters) filters.addEventListener("toggle", load);
    if (list) {
      part("more").querySelector("button").addEventListener("click", function () {
        var before = state.shown;
        state.shown += PAGE;
        show();
        part("results").children[before].querySelector("a").focus();
      });
      window.addEventListener("hashchange", recall);
    }

    function links() {
      return Array.from(part("panel").querySelectorAll("a")).filter(function (link) {
        return link.checkVisibility ? link.checkVisibility() : !link.closest("[hidden]");
      });
    }

    box.addEventListener("keydown", function (event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (event.key === "Escape" && !isIdle()) {
        event.preventDefault();
        clear();
        return;
      }
      var way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Enter" && event.target === input) {
        if (!list && state.text.trim() !== "") {
          location.href = data.list + "#" + new URLSearchParams({ q: state.text.trim() });
          return;
        }
        way = 1;
      }
      var found = links();
      var at = found.indexOf(document.activeElement);
      if (!way || (at < 0 && event.target !== input) || (at < 0 && way < 0)) return;
      event.preventDefault();
      if (at + way < 0) input.focus();
      else if (at + way < found.length) found[at + way].focus();
    });

    box.hidden = false;
    part("panel").hidden = true;
    if (list) recall();
    return input;
  }

  var boxes = Array.from(document.querySelectorAll(".search")).map(finder);
  // The key that leads to a box leads to the first.
  boxes.slice(1).forEach(function (input) {
    document.getElementById(input.getAttribute("aria-describedby")).hidden = true;
    input.removeAttribute("aria-describedby");
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    if (boxes.length > 0) boxes[0].focus();
  });
})();
