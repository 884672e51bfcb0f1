// The page of the path: its steps as a list with what was ticked and dated, and the few things to do with it.
(function (path) {
  "use strict";
  var me = self.waymark, before = null;
  function made(tag, name, words, within) { return path.made(tag, name, words, within); }

  // `said`: what has just been done, told aloud and given the focus.
  path.drawList = function (said) {
    var whole = document.getElementById("my-path-here"), mine = path.mine();
    whole.textContent = "";
    var told = made("p", "mypath__told", said || "", whole);
    told.setAttribute("role", "status");
    told.tabIndex = -1;
    if (path.refused()) made("p", "mypath__changed", "This browser keeps nothing, so your path holds for this page only.", whole);
    if (!mine) made("p", "govuk-body", "You have no path here yet. Open a step of a chart, and press “Start my path here”.", whole);
    else {
      made("p", "mypath__paper", "Printed on " + path.day(path.written(Date.now())) +
        ". Paper goes out of date: look at the pages again before you rely on it.", whole);
      changes(mine, whole);
    }
    tools(mine, whole);
    if (mine) {
      line(mine, 0, made("ol", "mypath__steps " + size(mine), "", whole));
      time(whole);
    }
    if (said) told.focus();
  };

  function changes(mine, whole) {
    var rows = mine.steps.map(function (step, n) { return [path.changed(step), n]; }).filter(function (each) { return each[0]; });
    if (!rows.length) return;
    var part = made("div", "mypath__changed", "", whole);
    made("p", "", "The charts have changed since you were there. " + path.count(rows.length, "step") + " of your path " +
      (rows.length === 1 ? "is" : "are") + " not as you read " + (rows.length === 1 ? "it:" : "them:"), part);
    var list = made("ul", "govuk-list govuk-list--bullet", "", part);
    rows.forEach(function (each) {
      var step = mine.steps[each[1]], row = made("li", "", "Step " + (each[1] + 1) + ", ", list);
      if (each[0] === "gone") row.appendChild(document.createTextNode(step.place + ", is no longer on the charts."));
      else path.link(path.file(step.place), path.title(step.place), row);
    });
  }

  // The line that leads to where the reader is goes on; other answers that were taken stand beside it, set in.
  function line(mine, n, list) {
    while (n >= 0) {
      var next = path.after(mine, n), on = next.filter(function (to) { return leads(mine, to); })[0];
      if (on === undefined) on = next.length ? next[next.length - 1] : -1;
      var row = shown(mine, n, on, list);
      next.forEach(function (to) {
        if (to === on) return;
        var part = made("div", "mypath__branch", "", row), answer = mine.steps[to].answer;
        made("p", "mypath__also", "You also went" + (answer ? ", by the answer “" + answer + "”:" : " to:"), part);
        line(mine, to, made("ol", "mypath__steps", "", part));
      });
      n = on;
    }
  }
  function leads(mine, n) {
    for (var at = mine.here; at >= 0; at = mine.steps[at].from) if (at === n) return true;
    return false;
  }
  function shown(mine, n, on, list) {
    var step = mine.steps[n], box = path.box(step.place), changed = path.changed(step), row = made("li", "mypath__step", "", list);
    var head = made("p", "mypath__number", "Step " + (n + 1), row), chart = box && me.steps.charts.filter(function (each) { return each[1] === box[2]; })[0];
    row.id = "step-" + (n + 1);
    if (chart) path.link(chart[0] + ".html#step-" + step.place.replace("/", "--"), "Chart " + chart[1], head);
    if (n === mine.here) made("span", "mypath__at", "You are here", head);
    var title = made("h2", "mypath__title", "", row);
    if (box) path.link(path.file(step.place), box[0], title).addEventListener("click", function () { path.back(n); });
    else title.textContent = step.place;
    if (changed) made("p", "mypath__changed", changed === "gone" ? "This step is no longer on the charts." :
      "The words of this step have changed since you were here. Read it again.", row);
    if (on >= 0 && mine.steps[on].answer) made("p", "mypath__answer", "Your answer: " + mine.steps[on].answer, row);
    if (box) {
      points(n, step, box, row, changed);
      path.dates(n, row);
    }
    path.button("Take step " + (n + 1) + " off", function () {
      before = JSON.stringify(path.mine());
      path.change(function (now) { return path.without(now, n); });
      path.drawList("Step " + (n + 1) + " is off your path.");
    }, row);
    return row;
  }
  function points(n, step, box, row, changed) {
    var ticked = path.ticked(step), count = made("p", "mypath__count", "", row), list = made("ul", "mypath__points", "", row);
    function counted() {
      count.textContent = path.ticked(path.mine().steps[n]).number + " of " + path.count(box[4].length, "key point") + " ticked" +
        (changed && ticked.number ? ", before the words of this step changed" : "") + "." +
        (ticked.lost ? " " + path.count(ticked.lost, "tick") + " belonged to words that are no longer here." : "");
    }
    box[4].forEach(function (words, at) {
      var label = made("label", "", "", made("li", "", "", list)), tick = made("input", "", "", label);
      made("span", "", words, label);
      tick.type = "checkbox";
      tick.checked = !!ticked.on[at];
      tick.addEventListener("change", function () {
        path.tick(n, at, tick.checked);
        counted();
      });
    });
    counted();
  }
  // How small a path is set on paper, so that it keeps to one sheet: by the lines it takes.
  function size(mine) {
    var lines = mine.steps.reduce(function (sum, step) {
      var box = path.box(step.place);
      return sum + 5 + (box ? box[3].length * 2 + box[4].length * 1.5 : 0);
    }, 0);
    return "mypath__steps--" + (lines > 330 ? "bare" : lines > 190 ? "dense" : lines > 100 ? "full" : "easy");
  }

  function tools(mine, whole) {
    var row = made("p", "mypath__tools", "", whole), file = made("input", "govuk-visually-hidden"), open;
    if (mine) {
      path.button("Print as one page", function () { window.print(); }, row);
      path.button("Save as a file", path.save, row);
    }
    open = made("label", "look__button", "Open a saved path", row);
    open.appendChild(file);
    file.type = "file";
    file.accept = ".json,application/json";
    file.addEventListener("change", function () {
      if (file.files[0]) path.open_file(file.files[0], function (said, was) {
        if (was) before = was;
        path.drawList(said);
      });
    });
    if (before) path.button("Put back the path as it was", function () {
      var was = path.checked(JSON.parse(before));
      before = null;
      path.change(function () { return was; });
      path.drawList("Your path is back as it was.");
    }, row);
    if (mine) path.button("Clear my path", function () {
      before = null;
      path.clear();
      path.drawList("Your path is cleared. Nothing of it is left on this device. Files that you saved, and paper, are yours to destroy.");
    }, row);
  }
  function time(whole) {
    var row = made("p", "mypath__time", "", whole), label = made("label", "", "It clears itself when it was not used for ", row);
    var choice = made("select", "", "", row), until = made("span", "", "", row);
    choice.id = label.htmlFor = "my-path-hours";
    Object.keys(path.HOURS).forEach(function (hours) { made("option", "", path.HOURS[hours], choice).value = hours; });
    choice.value = path.all().hours;
    function say() { until.textContent = " That is " + path.day(path.written(path.all().until)) + ", unless you use it before."; }
    choice.addEventListener("change", function () {
      path.change(function (mine, all) {
        all.hours = +choice.value;
        return mine;
      });
      say();
    });
    say();
  }
})(self.waymark.parts.path = self.waymark.parts.path || {});
