// A chart while a path is on: the boxes passed and the arrows taken, in the drawing and in the told list.
(function (path) {
  "use strict";
  var undo = [];
  function shape(kind, within, set, words) {
    var made = document.createElementNS(within.namespaceURI, kind);
    Object.keys(set).forEach(function (name) { made.setAttribute(name, set[name]); });
    made.textContent = words || "";
    within.appendChild(made);
    return made;
  }
  function added(made) { undo.push(function () { made.remove(); }); }
  function marked(way, name) {
    if (!way) return;
    way.classList.add(name);
    undo.push(function () { way.classList.remove(name); });
  }

  path.drawChart = function () {
    var mine = path.mine(), passed = {};
    undo.forEach(function (each) { each(); });
    undo = [];
    if (mine) mine.steps.forEach(function (step, n) {
      var from = mine.steps[step.from];
      (passed[step.place] = passed[step.place] || []).push(n + 1);
      if (from) marked(document.querySelector('[data-way="' + from.place + " " + step.place + '"]'), "chart__way--taken");
    });
    Object.keys(passed).forEach(function (place) {
      var words = (passed[place].length > 1 ? "steps " : "step ") + passed[place].join(", "), spot = place.replace("/", "--");
      var at = mine.steps[mine.here].place === place, here = path.says(at ? "here" : "was");
      var told = document.querySelector("#step-" + spot + " .told__kind"), box = document.getElementById("box-" + spot);
      if (told) added(path.made("strong", "mypath__was", here + ", " + words, told));
      if (box) tag(box, at ? path.says("tag", words) : path.sentence(words), here);
    });
  };
  function tag(box, words, here) {
    var outline = box.querySelector(".chart__outline").getBBox(), width = words.length * 7 + 18, name = box.getAttribute("aria-label");
    var top = Math.max(outline.y - 11, 1), made = shape("g", box, { "class": "chart__tag" });
    shape("rect", made, { x: outline.x + 8, y: top, width: width, height: 21, rx: 10 });
    shape("text", made, { x: outline.x + 8 + width / 2, y: top + 15, "text-anchor": "middle", "font-size": 13 }, " " + words);
    added(made);
    marked(box, "chart__shape--taken");
    // What is heard begins with what is seen.
    box.setAttribute("aria-label", name + ". " + words + ". " + here);
    undo.push(function () { box.setAttribute("aria-label", name); });
  }
})(self.waymark.parts.path = self.waymark.parts.path || {});
