// A path as a file: plain words that a person can read, and nothing is taken from one but what is known here.
(function (path) {
  "use strict";
  var me = self.waymark, LARGEST = 300000;
  var EMPTY = { place: "a/a", print: "000000000000", near: "", answer: "", done: "", from: 0, starts: {}, marks: {}, ticks: {} };

  path.save = function () {
    var mine = path.mine(), told = {
      what: path.says("what"),
      form: path.FORM, gateway: me.gateway, here: mine.here, steps: mine.steps.map(function (step, n) {
        var box = path.box(step.place), on = path.ticked(step).on;
        return Object.assign({
          number: n + 1, title: path.title(step.place), ticked: box ? box[4].filter(function (_, at) { return on[at]; }) : []
        }, step);
      })
    };
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(told, null, 1)], { type: "application/json" }));
    link.download = "my-path.json";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  };

  // Where a file is not as it should be: the first step that is wrong, and what is wrong in it, found by putting
  // what is known to be right in its place.
  function wrong(told) {
    var steps = told.steps, n = 0, name;
    function right(step) { return path.checked({ here: 0, steps: steps.slice(0, n).concat(step) }); }
    if (!Array.isArray(steps) || !steps.length || steps.length > path.MOST) return path.says("wrong", "steps");
    while (n < steps.length && right(steps[n])) n += 1;
    if (n === steps.length) return path.says("wrong", "here");
    name = Object.keys(EMPTY).filter(function (each) {
      var other = {};
      other[each] = each === "from" ? n - 1 : EMPTY[each];
      return right(Object.assign({}, steps[n], other));
    })[0];
    return name ? path.says("wrong-step", n + 1, name) : path.says("wrong-all", n + 1);
  }

  // Tells what came of it, and the path that was here before, where there was one.
  path.take = function (file, tell) {
    var reader = new FileReader(), says = path.says;
    if (file.size > LARGEST) return tell(says("large"));
    reader.onerror = function () { tell(says("unread")); };
    reader.onload = function () {
      var told = null, was = path.mine(), gone = 0, other = 0, line = null;
      try { told = JSON.parse(reader.result); } catch (broken) { line = /line (\d+)/.exec(broken.message); }
      if (line) return tell(says("broken", line[1]));
      if (!told || !told.steps) return tell(says("strange"));
      if (told.form !== path.FORM) return tell(says("form"));
      if (told.gateway !== me.gateway) {
        return tell(says("elsewhere", /^[a-z-]{1,60}$/.test(told.gateway) ? ": " + told.gateway.replace(/-/g, " ") : ""));
      }
      var mine = path.checked(told);
      if (!mine) return tell(wrong(told));
      mine.steps.forEach(function (step) {
        var ways = step.from < 0 ? [] : (path.box(mine.steps[step.from].place) || [])[5] || [];
        if (!step.answer || ways.some(function (way) { return way[0] === step.place && way[1] === step.answer; })) return;
        step.answer = "";
        other += 1;
      });
      for (var n = mine.steps.length - 1; n >= 0; n -= 1) if (!path.box(mine.steps[n].place)) {
        gone += 1;
        if (!(mine = path.without(mine, n))) return tell(says("nowhere"));
      }
      path.change(function () { return mine; });
      tell(says("open", mine.steps.length) + (gone ? says("left", gone) : "") + (other ? says("other", other) : "") +
        (was ? says("instead") : ""), was);
    };
    reader.readAsText(file);
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
