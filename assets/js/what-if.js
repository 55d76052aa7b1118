// Looks up what the model gave for the numbers that a reader types. Every word stands in the page's own table: the script chooses a
// row and shows it. Without it the page shows the model's own numbers and the whole table.
(function () {
  "use strict";

  var page = document.getElementById("what-if");
  if (!page) return;
  var command = document.getElementById("what-if.command");
  var copy = document.getElementById("what-if.copy");
  var said = document.getElementById("what-if.said");
  var answered = page.querySelector(".answered");
  var rows = list(page.querySelectorAll(".cells tbody tr"));
  var slots = list(page.querySelectorAll("[data-slot]"));
  var knobs = list(page.querySelectorAll(".knob")).map(function (box) {
    return {
      box: box,
      input: box.querySelector("input"),
      wrong: box.querySelector(".wrong"),
      near: box.querySelector(".near"),
      name: box.getAttribute("data-name"),
      values: box.getAttribute("data-values").split(" ").map(Number),
      written: box.getAttribute("data-written").split("|"),
      shown: box.getAttribute("data-shown").split("|"),
      log: box.hasAttribute("data-log"),
    };
  });

  function list(found) {
    return Array.prototype.slice.call(found);
  }

  // Digits of either language, with or without marks between thousands; NaN for anything else.
  function read(text) {
    var plain = text
      .replace(/[০-৯]/g, function (digit) {
        return String(digit.charCodeAt(0) - 0x9e6);
      })
      .replace(/[\s,%]/g, "");
    return /^(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
  }

  // The place of the nearest value; of two that are as near, the smaller one.
  function nearest(knob, value) {
    var measure = knob.log ? Math.log : Number;
    var best = 0;
    knob.values.forEach(function (one, at) {
      var far = Math.abs(measure(one) - measure(value));
      if (far < Math.abs(measure(knob.values[best]) - measure(value)) - 1e-9) best = at;
    });
    return best;
  }

  // Says what is wrong with a number; returns its place, or -1.
  function judge(knob) {
    var value = read(knob.input.value);
    var last = knob.values[knob.values.length - 1];
    var wrong = "";
    if (isNaN(value)) wrong = page.getAttribute("data-broken");
    else if (value < knob.values[0] || value > last) wrong = knob.box.getAttribute("data-outside");
    knob.wrong.textContent = wrong;
    knob.wrong.hidden = wrong === "";
    knob.near.hidden = wrong !== "";
    if (wrong) knob.input.setAttribute("aria-invalid", "true");
    else knob.input.removeAttribute("aria-invalid");
    return wrong ? -1 : nearest(knob, value);
  }

  function show(speak) {
    var places = knobs.map(judge);
    var whole = places.every(function (place) {
      return place >= 0;
    });
    answered.hidden = !whole;
    rows.forEach(function (row) {
      row.classList.remove("now");
    });
    if (!whole) {
      var wrong = knobs.filter(function (knob, at) {
        return places[at] < 0;
      })[0];
      if (speak) said.textContent = wrong.wrong.textContent;
      return;
    }
    var index = places.reduce(function (index, place, at) {
      return index * knobs[at].values.length + place;
    }, 0);
    var cells = rows[index].cells;
    rows[index].classList.add("now");
    slots.forEach(function (slot) {
      var cell = cells[Number(slot.getAttribute("data-slot"))];
      slot.textContent = cell.textContent;
      if (cell.hasAttribute("data-tone")) slot.className = cell.getAttribute("data-tone");
    });
    var settings = knobs.map(function (knob, at) {
      return " --set " + knob.name + "=" + knob.written[places[at]];
    });
    command.textContent = page.getAttribute("data-command") + settings.join("") + page.getAttribute("data-after");
    if (speak) {
      var told = list(page.querySelectorAll(".near, .told > div"));
      said.textContent = told
        .map(function (part) {
          return part.textContent.trim();
        })
        .join(". ");
    }
  }

  // The arrow keys go from one computed value to the next.
  function step(knob, way) {
    var value = read(knob.input.value);
    var places = knob.values.map(function (_, at) {
      return at;
    });
    if (way < 0) places.reverse();
    var next = places.filter(function (at) {
      return isNaN(value) || (way > 0 ? knob.values[at] > value : knob.values[at] < value);
    })[0];
    if (next === undefined) return;
    knob.input.value = knob.shown[next];
    show(true);
  }

  knobs.forEach(function (knob) {
    knob.input.hidden = false;
    knob.input.addEventListener("input", function () {
      show(true);
    });
    knob.input.addEventListener("keydown", function (event) {
      var way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      step(knob, way);
    });
  });

  function select() {
    var range = document.createRange();
    range.selectNodeContents(command);
    var chosen = window.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
  }

  function tell() {
    said.textContent = page.getAttribute("data-copied");
    copy.classList.add("done");
  }

  copy.hidden = false;
  copy.addEventListener("click", function () {
    // What cannot be copied stays selected, for the keyboard to copy.
    select();
    if (document.execCommand("copy")) tell();
    else if (navigator.clipboard) navigator.clipboard.writeText(command.textContent).then(tell, function () {});
  });

  page.querySelector(".keys").hidden = false;
  page.classList.add("live");
  document.getElementById("what-if.cells").open = false;
  show(false);

  // Paper takes the table too.
  window.addEventListener("beforeprint", function () {
    document.getElementById("what-if.cells").open = true;
  });
})();
