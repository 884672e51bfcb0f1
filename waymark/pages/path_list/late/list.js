// The page of the path: its steps as a list with what was ticked and dated, and the few things to do with it.
(function (path) {
  "use strict";
  var me = self.waymark, made = path.made, says = path.says, before = null;

  function moment(at) {
    var here = new Date(at - new Date(at).getTimezoneOffset() * 60000);
    return path.day(here.toISOString().slice(0, 16));
  }
  // `said`: what has just been done, told aloud and given the focus.
  path.drawList = function (said) {
    var whole = document.getElementById("my-path-here"), mine = path.mine();
    whole.textContent = "";
    var told = made("p", "mypath__told", said, whole);
    told.setAttribute("role", "status");
    told.tabIndex = -1;
    if (path.refused()) made("p", "mypath__changed", says("refused"), whole);
    if (mine) {
      made("p", "mypath__paper", says("printed", moment(Date.now())), whole);
      changes(mine, whole);
    } else made("p", "govuk-body", says("none"), whole);
    tools(mine, whole);
    if (mine) line(mine, 0, made("ol", "mypath__steps mypath__steps--" + size(mine), "", whole));
    if (said) told.focus();
  };
  function changes(mine, whole) {
    [[path.changed, says("stales")], [path.nearby, says("nears", me.near.area)]].forEach(function (each) {
      var stale = mine.steps.filter(each[0]), part, list;
      if (!stale.length) return;
      part = made("div", "mypath__changed", "", whole);
      made("p", "", each[1], part);
      list = made("ul", "govuk-list govuk-list--bullet", "", part);
      stale.forEach(function (step) { named(step, made("li", "", mine.steps.indexOf(step) + 1 + ". ", list)); });
    });
  }
  function named(step, within, press) {
    if (path.box(step.place)) path.link(step.place, path.title(step.place), within, press);
    else made("span", "", step.place + ". " + says("gone"), within);
  }

  // The line that leads to where the reader is goes on; other answers that were taken stand beside it, set in.
  function line(mine, n, list) {
    var route = [];
    for (var at = mine.here; at >= 0; at = mine.steps[at].from) route.push(at);
    while (n >= 0) {
      var next = path.after(mine, n), on = next.length ? next[next.length - 1] : -1;
      next.forEach(function (to) { if (route.indexOf(to) >= 0) on = to; });
      var row = shown(mine, n, on, list);
      next.forEach(function (to) {
        if (to === on) return;
        var part = made("div", "mypath__branch", "", row), answer = mine.steps[to].answer;
        made("p", "mypath__also", says("also", answer ? says("by", path.sentence(answer)) : ""), part);
        line(mine, to, made("ol", "mypath__steps", "", part));
      });
      n = on;
    }
  }
  function shown(mine, n, on, list) {
    var step = mine.steps[n], box = path.box(step.place), row = made("li", "mypath__step", "", list), count, points;
    var head = made("p", "mypath__number", "Step " + (n + 1), row);
    me.steps.charts.forEach(function (chart) {
      if (box && chart[1] === box[2]) path.link(chart[0] + "#step-" + step.place.replace("/", "--"), "Chart " + chart[1], head);
    });
    if (n === mine.here) made("span", "mypath__at", says("here"), head);
    named(step, made("h2", "mypath__title", "", row), function () { path.back(n); });
    [box && path.changed(step) && says("changed"), path.nearby(step)].filter(Boolean).forEach(function (words) {
      made("p", "mypath__changed", words, row);
    });
    if (on >= 0 && mine.steps[on].answer) made("p", "mypath__answer", says("answer", path.sentence(mine.steps[on].answer)), row);
    if (box) {
      count = made("p", "mypath__count", "", row);
      points = made("ul", "mypath__points", "", row);
      box[4].forEach(function (words, at) {
        var label = made("label", "", "", made("li", "", "", points));
        path.tickable(n, at, label, count);
        made("span", "", words, label);
      });
      path.dates(n, row);
    }
    path.button(says("remove"), function () {
      before = path.mine();
      path.change(function (now) { return path.without(now, n); });
      path.drawList(says("off", n + 1));
    }, row).className = "mypath__off";
    return row;
  }
  // How small a path is set on paper, so that it keeps to one sheet: by the lines it takes, found by printing.
  function size(mine) {
    var lines = 0;
    mine.steps.forEach(function (step) {
      var box = path.box(step.place);
      lines += (path.stale(step) ? 7 : 5) + (box ? box[4].length * 1.5 : 0);
      if (box) path.limits(step.place).forEach(function (limit) { lines += limit[7] ? 4 : 2; });
    });
    var bare = lines > 141 ? "bare mypath__steps--" : "";
    if (bare) lines /= 2.65;
    return bare + (lines > 90 ? "dense" : lines > 62 ? "full" : "easy");
  }

  function tools(mine, whole) {
    var row = document.getElementById("my-path-more").content.cloneNode(true), was = before;
    var hours = row.querySelector("select"), until = row.querySelector(".mypath__until"), presses = {
      print: mine && function () { self.print(); },
      save: mine && path.save,
      back: was && function () {
        before = null;
        path.change(function () { return was; });
        path.drawList(says("back"));
      },
      clear: mine && function () {
        before = null;
        path.clear();
        path.drawList(says("cleared"));
      }
    };
    row.querySelectorAll("[data-press]").forEach(function (button) {
      if (!(button.onclick = presses[button.getAttribute("data-press")])) button.remove();
    });
    row.querySelector("[type=file]").onchange = function (event) {
      path.take(event.target.files[0], function (said, was) {
        before = was || before;
        path.drawList(said);
      });
    };
    if (!mine) row.querySelector(".mypath__time").remove();
    else {
      hours.value = path.all().hours;
      until.textContent = moment(path.all().until);
      hours.onchange = function () {
        path.change(function (now, all) {
          all.hours = +hours.value;
          return now;
        });
        until.textContent = moment(path.all().until);
      };
    }
    whole.appendChild(row);
  }
})(self.waymark.parts.path = self.waymark.parts.path || {});
