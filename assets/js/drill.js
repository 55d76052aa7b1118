// Takes a drill event by event. Without it every event and the end are folds that open by themselves.
(function () {
  "use strict";

  var part = function (name) {
    return document.getElementById("drill." + name);
  };
  var desk = part("desk");
  var debrief = part("debrief");
  var next = part("next");
  var back = part("back");
  var all = part("all");
  var steps = Array.prototype.slice.call(document.querySelectorAll(".steps > .step"));
  if (!desk || !debrief || steps.length === 0) return;

  var nextWord = next.textContent;
  var shown = 1;

  function text(step, selector) {
    var found = step.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }

  // What `count` shows: so many events, and after the last of them the causes and lessons.
  function show(count) {
    shown = Math.max(1, Math.min(count, steps.length + 1));
    var ended = shown > steps.length;
    var now = steps[Math.min(shown, steps.length) - 1];
    steps.forEach(function (step, index) {
      step.hidden = index >= shown;
      step.querySelector("details").open = index < shown;
      step.classList.toggle("now", step === now && !ended);
    });
    debrief.hidden = !ended;
    debrief.querySelector("details").open = ended;
    part("clock").textContent = text(now, ".time");
    part("since").textContent = text(now, ".since");
    part("progress").textContent = now.getAttribute("data-progress");
    next.textContent = shown >= steps.length ? next.getAttribute("data-end") : nextWord;
    next.disabled = ended;
    all.disabled = ended;
    desk.classList.toggle("held", shown > 1);
    back.disabled = shown === 1;
    return now;
  }

  function go(count) {
    var before = document.activeElement;
    var now = show(count);
    if (shown > steps.length) {
      debrief.focus();
      debrief.scrollIntoView({ block: "start" });
      return;
    }
    // The button that was pressed keeps the focus, so that it can be pressed again; a button that went out hands it on.
    if (before && before.disabled) next.focus();
    now.scrollIntoView({ block: "center" });
    var said = [now.getAttribute("data-progress"), text(now, ".time"), text(now, ".since")];
    said.push(text(now, ".badge"), text(now, ".event"), text(now, ".ask"));
    part("said").textContent = said.filter(Boolean).join(". ");
  }

  next.addEventListener("click", function () {
    go(shown + 1);
  });
  back.addEventListener("click", function () {
    go(shown - 1);
  });
  all.addEventListener("click", function () {
    go(steps.length + 1);
  });
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    // A box that scrolls sideways needs its arrow keys.
    if (event.target.closest && event.target.closest("input, textarea, select, [tabindex='0']")) return;
    var way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || (way < 0 && shown === 1) || (way > 0 && shown > steps.length)) return;
    event.preventDefault();
    go(shown + way);
  });

  // Paper takes everything; the screen goes on where it was.
  var printing = null;
  window.addEventListener("beforeprint", function () {
    if (printing === null) printing = shown;
    show(steps.length + 1);
  });
  window.addEventListener("afterprint", function () {
    if (printing !== null) show(printing);
    printing = null;
  });

  desk.hidden = false;
  document.body.classList.add("stepwise");
  // Whoever comes for a place at the end gets it.
  var place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  show(place && debrief.contains(place) ? steps.length + 1 : 1);
  if (place) place.scrollIntoView();
})();
