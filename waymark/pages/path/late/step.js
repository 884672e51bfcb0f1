// The page of a box while a path is on: boxes to tick, own dates, the answers taken, and a slim strip.
(function (path) {
  "use strict";
  var me = self.waymark, made = path.made, says = path.says, drawn = [];
  function placeOf(link) { return link.getAttribute("href").replace("../", "").replace(/\.html.*/, ""); }
  function add(shown, parent, before) {
    parent.insertBefore(shown, before || null);
    drawn.push(shown);
    return shown;
  }
  function again(how) {
    if (how) path.change(how);
    path.draw();
    (document.getElementById("my-step") || document.querySelector("h1")).focus();
  }

  path.drawStep = function () {
    var mine = path.mine(), n = path.at(mine, me.place), onward = document.getElementById("next");
    drawn.forEach(function (each) { each.remove(); });
    drawn = [];
    if (!mine) return;
    var part = add(made("section", "mystep"), onward.parentNode, onward);
    var title = made("h2", "facet__title", n < 0 ? "My path" : says("step", n + 1), part);
    part.setAttribute("aria-labelledby", title.id = "my-step");
    title.tabIndex = -1;
    if (n < 0) {
      made("p", "govuk-body", says("outside", mine.here + 1, path.title(mine.steps[mine.here].place)), part);
      path.button(says("add"), function () {
        path.go(mine.here, me.place);
        again();
      }, made("p", "mystep__ways", "", part));
    } else told(mine, n, part);
    made("p", "mystep__kept", says(path.refused() ? "refused" : "kept"), part);

    var stale = mine.steps.filter(path.stale).length, row = add(made("aside", "mypath__strip"), document.body);
    row.setAttribute("aria-label", "My path");
    made("span", "", n < 0 ? says("aside") : says("strip", n + 1, mine.steps.length), row);
    if (stale) made("strong", "", says("stale", stale), row);
    path.link("path", says("see"), row);
  };

  function told(mine, n, part) {
    var step = mine.steps[n], box = path.box(me.place), from = mine.steps[step.from], ways;
    [path.changed(step) && says("changed"), path.nearby(step)].filter(Boolean).forEach(function (words) {
      made("p", "mypath__changed", words, part);
    });
    if (path.stale(step)) path.button(says("again"), function () {
      again(function (now) {
        path.read(now.steps[n]);
        return now;
      });
    }, made("p", "", "", part));
    if (from) {
      ways = made("p", "govuk-body", says("came", step.from + 1), part);
      path.link(from.place, path.title(from.place), ways, function () { path.back(step.from); });
      made("span", "", (step.answer ? says("by", path.sentence(step.answer)) : "") + ".", ways);
    }
    // Ticks are for the words that are known: a page that was kept from an edition before has none.
    if (document.querySelector("[data-fingerprint]").getAttribute("data-fingerprint").slice(0, 12) === box[1]) {
      var count = made("p", "govuk-body", "", part);
      document.querySelectorAll(".points > li").forEach(function (point, at) {
        point.id = point.id || "point-" + (at + 1);
        path.tickable(n, at, add(made("label", "mystep__tick"), point, point.firstChild), count)
          .setAttribute("aria-labelledby", point.id);
      });
    }
    path.dates(n, part);
    ways = made("p", "mystep__ways", "", part);
    path.link("path", says("see"), ways);
    path.button(says("remove"), function () {
      again(function (now) { return path.without(now, n); });
    }, ways);
    path.after(mine, n).forEach(function (to) {
      document.querySelectorAll(".onward__ways a").forEach(function (link) {
        if (placeOf(link) === mine.steps[to].place) add(made("span", "mystep__taken", says("taken", to + 1)), link);
      });
    });
  }
  // A box to tick, and beside it how many are ticked.
  path.tickable = function (n, at, within, count) {
    var tick = made("input", "", "", within);
    function counted() {
      var step = path.mine().steps[n], ticked = path.ticked(step);
      tick.checked = ticked.on[at];
      count.textContent = says("ticked", ticked.number, ticked.marks.length) +
        (path.changed(step) && ticked.number ? says("before") : "") + (ticked.lost ? says("lost", ticked.lost) : "");
    }
    tick.type = "checkbox";
    tick.onchange = function () {
      path.tick(n, at, tick.checked);
      if (path.mine()) counted();
    };
    counted();
    return tick;
  };

  // An answer that is followed, in this tab or a new one, is taken. The link itself does what it always does.
  path.followed = function (event) {
    var link = event.button < 2 && event.target.closest(".onward__ways a, .strip__next a");
    var mine = link && path.mine(), n = mine ? path.at(mine, me.place) : -1;
    if (n < 0 || !path.box(placeOf(link))) return;
    path.go(n, placeOf(link));
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) path.draw();
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
