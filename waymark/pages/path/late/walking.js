// The path itself: the steps in the order they were taken, each with the step it was reached from. Another
// answer from an earlier step is a branch; nothing that was taken is lost by it.
(function (path) {
  "use strict";
  var me = self.waymark;

  // A step as the charts have it now: title, fingerprint, number of the chart, limits, key points, arrows.
  path.box = function (place) {
    var boxes = me.steps.boxes;
    return Object.prototype.hasOwnProperty.call(boxes, place) ? boxes[place] : null;
  };
  path.title = function (place) { return (path.box(place) || [place])[0]; };
  // Which step of the path a place is: the one the reader is at, or else the last time that it was passed.
  path.at = function (mine, place) {
    if (!mine || mine.steps[mine.here].place === place) return mine ? mine.here : -1;
    return mine.steps.map(function (step) { return step.place; }).lastIndexOf(place);
  };
  path.after = function (mine, n) {
    return mine.steps.map(function (_, to) { return to; }).filter(function (to) { return mine.steps[to].from === n; });
  };
  path.answer = function (from, to) {
    var ways = ((path.box(from) || [])[5] || []).filter(function (way) { return way[0] === to; });
    return ways.length ? ways[0][1] : "";
  };
  path.begin = function (place) {
    path.change(function (mine) { return mine || { here: 0, steps: [step(place, -1, "")] }; });
  };
  path.go = function (from, place) {
    path.change(function (mine) {
      if (!mine || !mine.steps[from]) return mine;
      var before = path.after(mine, from).filter(function (to) { return mine.steps[to].place === place; });
      if (before.length) mine.here = before[0];
      else if (mine.steps.length < path.MOST) {
        mine.here = mine.steps.push(step(place, from, path.answer(mine.steps[from].place, place))) - 1;
      }
      return mine;
    });
  };
  function step(place, from, answer) {
    return path.read({ place: place, print: "", near: "", answer: answer, done: "", from: from, starts: {}, marks: {}, ticks: {} });
  }
  path.back = function (n) {
    path.change(function (mine) {
      if (mine && mine.steps[n]) mine.here = n;
      return mine;
    });
  };
  // Without one step: what came after it follows on what came before it.
  path.without = function (mine, gone) {
    var from = mine.steps[gone].from, first = true;
    function moved(n) { return n > gone ? n - 1 : n; }
    mine.steps.splice(gone, 1);
    mine.steps.forEach(function (each) {
      if (each.from === gone) {
        each.from = from;
        each.answer = "";
      }
      each.from = moved(each.from);
    });
    // A first step that goes leaves the next as the first.
    mine.steps.forEach(function (each) {
      if (each.from < 0 && !first) each.from = 0;
      first = false;
    });
    mine.here = moved(mine.here === gone ? Math.max(from, 0) : mine.here);
    return mine.steps.length ? mine : null;
  };
  path.changed = function (step) {
    var box = path.box(step.place);
    return !box ? "gone" : box[1] === step.print ? "" : "changed";
  };
  // What the area adds to a step, its note and its own limits, is told apart from what all areas share.
  function near(place) { return me.near.prints[place] || ""; }
  path.nearby = function (step) {
    var now = near(step.place), was = step.near;
    if (!path.box(step.place) || was === "-" || was === now) return "";
    return now ? path.says(was ? "altered" : "added") : path.says("dropped");
  };
  path.stale = function (step) { return path.changed(step) || path.nearby(step); };
  // A step is as it was read now: dates stand with the limits of today, and those that fit none are gone.
  path.read = function (step) {
    step.print = path.box(step.place)[1];
    step.near = near(step.place);
    Object.keys(step.starts).forEach(function (key) {
      var limit = path.limit(step, key);
      if (limit) step.marks[key] = path.marked(limit);
      else delete step.starts[key];
    });
    return step;
  };

  // The limits of a step. An area's own stands for the shared one, which is told behind it.
  path.limits = function (place) {
    return path.box(place)[3].map(function (limit) {
      var own = me.near.limits[limit[0]];
      if (!own) return limit;
      return [limit[0], limit[1], own[0], own[1], own[2], limit[5], 0, path.says("shared", own[3], limited(limit[2]))];
    });
  };
  function limited(words) { return words === "set locally" ? path.says("none-set") : words; }
  // A date stands beside the limit that it was given for; never beside one that counts from something else.
  path.marked = function (limit) { return path.mark(limit[5]) + "-" + path.mark(limit[2]); };
  path.limit = function (step, key) {
    return path.limits(step.place).filter(function (limit) {
      return limit[3] && limit[0] === key && (step.marks[key] || path.marked(limit)).split("-")[0] === path.mark(limit[5]);
    })[0];
  };

  // A tick stands beside the words it was put at, wherever they stand now; it never moves to others.
  path.mark = function (words) {
    var mark = 2166136261;
    for (var n = 0; n < words.length; n += 1) mark = Math.imul(mark ^ words.charCodeAt(n), 16777619);
    return (mark >>> 0).toString(36);
  };
  path.ticked = function (step) {
    var marks = (path.box(step.place) || [])[4] || [], on = [], lost = 0;
    marks = marks.map(path.mark);
    Object.keys(step.ticks).forEach(function (n) {
      var now = marks[n] === step.ticks[n] ? +n : marks.indexOf(step.ticks[n]);
      if (now < 0) lost += 1;
      else on[now] = true;
    });
    return { on: on, lost: lost, marks: marks, number: on.filter(Boolean).length };
  };
  path.tick = function (n, point, on) {
    path.change(function (mine) {
      if (!mine || !mine.steps[n]) return mine;
      var ticked = path.ticked(mine.steps[n]), ticks = mine.steps[n].ticks;
      Object.keys(ticks).forEach(function (at) { if (ticks[at] === ticked.marks[point]) delete ticks[at]; });
      if (on) ticks[point] = ticked.marks[point];
      return mine;
    });
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
