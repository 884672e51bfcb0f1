// A chart while a path is on: the boxes passed and the arrows taken, in the drawing and in the told list.
(function (path) {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg", drawn = [], named = [];
  function add(parent, made, words, set) {
    Object.keys(set).forEach(function (name) { made.setAttribute(name, set[name]); });
    if (words) made.textContent = words;
    parent.appendChild(made);
    drawn.push(made);
    return made;
  }
  function shape(kind) { return document.createElementNS(SVG, kind); }

  path.drawChart = function () {
    var mine = path.mine(), passed = {};
    drawn.forEach(function (each) { each.remove(); });
    named.forEach(function (each) { each[0].setAttribute("aria-label", each[1]); });
    document.querySelectorAll(".chart__way--taken, .chart__shape--taken").forEach(function (each) {
      each.classList.remove("chart__way--taken", "chart__shape--taken");
    });
    drawn = [];
    named = [];
    if (!mine) return;
    mine.steps.forEach(function (step, n) {
      (passed[step.place] = passed[step.place] || []).push(n);
      if (step.from < 0) return;
      var way = document.querySelector('[data-way="' + mine.steps[step.from].place + " " + step.place + '"]');
      if (way) way.classList.add("chart__way--taken");
    });
    Object.keys(passed).forEach(function (place) {
      var numbers = passed[place].map(function (n) { return n + 1; }).join(", ").replace(/, (\d+)$/, " and $1");
      var words = (passed[place].length > 1 ? "Steps " : "Step ") + numbers, spot = place.replace("/", "--");
      var here = passed[place].indexOf(mine.here) >= 0, box = document.getElementById("box-" + spot);
      var told = document.querySelector("#step-" + spot + " .told__kind");
      if (told) add(told, document.createElement("strong"), (here ? "You are here: " : "You were here: ") + words.toLowerCase(), {
        "class": "mypath__was"
      });
      if (box) mark(box, words, here);
    });
  };
  function mark(box, words, here) {
    var outline = box.querySelector(".chart__outline").getBBox(), width = words.length * 7 + 18;
    var tag = add(box, shape("g"), "", { "class": "chart__tag mypath__tag" });
    add(tag, shape("rect"), "", { x: outline.x + 8, y: outline.y - 11, width: width, height: 21, rx: 10 });
    add(tag, shape("text"), words, { x: outline.x + 8 + width / 2, y: outline.y + 4, "text-anchor": "middle", "font-size": 13 });
    box.classList.add("chart__shape--taken");
    named.push([box, box.getAttribute("aria-label")]);
    box.setAttribute("aria-label", box.getAttribute("aria-label") + (here ? ". You are here: " : ". You were here: ") + words.toLowerCase());
  }
})(self.waymark.parts.path = self.waymark.parts.path || {});
