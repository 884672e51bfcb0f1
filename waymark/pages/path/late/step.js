// The page of a box while a path is on: boxes to tick, own dates, the answers taken, and a slim strip.
(function (path) {
  "use strict";
  var me = self.waymark, drawn = [];
  function placeOf(link) { return (link.getAttribute("href") || "").replace("../", "").replace(".html", ""); }
  function add(made, before, parent) {
    (parent || before.parentNode).insertBefore(made, before);
    drawn.push(made);
    return made;
  }

  path.drawStep = function () {
    var mine = path.mine(), n = path.at(mine, me.place), onward = document.getElementById("next");
    drawn.forEach(function (each) { each.remove(); });
    drawn = [];
    if (!mine) return;
    var part = add(path.made("section", "mystep"), onward), title = path.made("h2", "facet__title", "", part);
    part.setAttribute("aria-labelledby", title.id = "my-step");
    title.tabIndex = -1;
    if (n < 0) {
      title.textContent = "My path";
      path.made("p", "govuk-body", "This step is not on your path. You were last at step " + (mine.here + 1) + ", " +
        path.title(mine.steps[mine.here].place) + ".", part);
      path.button("Add this step to my path", function () {
        path.go(mine.here, me.place);
        path.draw();
        document.getElementById("my-step").focus();
      }, path.made("p", "mystep__ways", "", part));
    } else told(mine, n, part, title);
    path.made("p", "mystep__kept", "Kept on this device only. Nothing is sent. There is nowhere to type names.", part);
    strip(mine, n);
  };

  function told(mine, n, part, title) {
    var step = mine.steps[n], ticked = path.ticked(step), changed = path.changed(step);
    title.textContent = "My path: step " + (n + 1);
    if (changed) {
      var row = path.made("p", "mypath__changed", "The words of this step have changed since you were here. Read it again. ", part);
      path.button("I have read it again", function () {
        path.change(function (now) {
          now.steps[n].print = path.box(me.place)[1];
          return now;
        });
        path.draw();
        document.getElementById("my-step").focus();
      }, row);
    }
    if (step.from >= 0) {
      var from = path.made("p", "govuk-body", "You came from step " + (step.from + 1) + ", ", part);
      back(step.from, path.title(mine.steps[step.from].place), from);
      from.appendChild(document.createTextNode(step.answer ? ", by the answer “" + step.answer + "”." : "."));
    }
    var points = document.querySelectorAll(".points > li"), count = path.made("p", "govuk-body", "", part);
    function counted() {
      count.textContent = path.ticked(path.mine().steps[n]).number + " of " + path.count(points.length, "key point") + " ticked." +
        (ticked.lost ? " " + path.count(ticked.lost, "tick") + " belonged to words that have changed." : "");
    }
    // Ticks are for the words that are known: a page that was kept from an edition before has none.
    if (points.length === ticked.marks.length && fits()) {
      points.forEach(function (point, at) { tickable(point, at, ticked.on[at], n, counted); });
      counted();
    }
    path.dates(n, part);
    var ways = path.made("p", "mystep__ways", "", part);
    path.link("path.html", "See my whole path", ways);
    path.button("Take this step off my path", function () {
      path.change(function (now) { return path.without(now, n); });
      path.draw();
      (document.getElementById("my-step") || document.querySelector("h1")).focus();
    }, ways);
    path.after(mine, n).forEach(function (to) {
      document.querySelectorAll(".onward__ways a").forEach(function (link) {
        if (placeOf(link) === mine.steps[to].place) add(path.made("span", "mystep__taken", "You took this: step " + (to + 1)), null, link);
      });
    });
  }
  function fits() {
    var here = document.querySelector("[data-fingerprint]").getAttribute("data-fingerprint");
    return here.slice(0, 12) === path.box(me.place)[1];
  }
  function tickable(point, at, on, n, counted) {
    var room = add(path.made("label", "mystep__tick"), point.firstChild), tick = path.made("input", "", "", room);
    point.id = point.id || "point-" + (at + 1);
    tick.type = "checkbox";
    tick.checked = !!on;
    tick.setAttribute("aria-labelledby", point.id);
    tick.addEventListener("change", function () {
      path.tick(n, at, tick.checked);
      counted();
    });
  }
  function back(to, words, within) {
    path.link(path.file(path.mine().steps[to].place), words, within).addEventListener("click", function () { path.back(to); });
  }
  function strip(mine, n) {
    var stale = mine.steps.filter(path.changed).length, row = add(path.made("aside", "mypath__strip"), null, document.body);
    row.setAttribute("aria-label", "My path");
    path.made("span", "", n < 0 ? "My path: not on it here" : "My path: step " + (n + 1) + " of " + mine.steps.length, row);
    if (stale) path.made("strong", "", path.count(stale, "step") + " changed since", row);
    path.link("path.html", "See my path", row);
    if (path.refused()) path.made("span", "", "This browser keeps nothing: your path holds for this page only.", row);
  }

  // An answer that is followed, in this tab or a new one, is taken. The link itself does what it always does.
  function followed(event) {
    var link = event.button < 2 && event.target.closest && event.target.closest(".onward__ways a, .strip__next a");
    var mine = link && path.mine(), n = mine ? path.at(mine, me.place) : -1;
    if (n < 0 || !path.box(placeOf(link))) return;
    path.go(n, placeOf(link));
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) path.draw();
  }
  path.follow = function () {
    document.addEventListener("click", followed);
    document.addEventListener("auxclick", followed);
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
