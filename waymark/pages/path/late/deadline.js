// A reader's own dates of a step, and the one place where a path asks for a deadline: the part that works out days
// says it, or it is said that nobody did. A date is never guessed.
(function (path) {
  "use strict";
  var me = self.waymark, made = path.made, says = path.says;

  // `limit` as the steps have it: key, title, words, number, unit, from when it counts, whether it is a longest; and
  // of an area's own, why it is so and what the manual says.
  path.deadline = function (limit, start, say) {
    function unknown() { say(says("unknown", limit[2], limit[5])); }
    if (!/(^| )deadline:/.test(document.querySelector("script[data-late]").getAttribute("data-late"))) return unknown();
    me.bring("deadline").then(function () {
      var at = start.split("T"), due = self.waymarkWhen(self.waymarkHolidays)(limit[3], limit[4], at[0], at[1] || "", Date.now());
      say(due.why || says(limit[6] ? "longest" : "by-day", limit[2], due.words, due.standing));
    }).catch(unknown);
  };

  // A limit with what is said of it; what is the area's own is marked as that.
  function told(limit, words, within) {
    var due = made("p", "mypath__due", "", within);
    if (limit[7]) {
      made("span", "local__flag", me.near.area, due);
      due.append(" ");
    }
    made("strong", "", limit[1] + ": ", due);
    made("span", "", words + (limit[7] ? " " + limit[7] : ""), due);
  }

  // For each event that a limit counts from, and for when the step was done.
  path.dates = function (n, within) {
    var step = path.mine().steps[n], events = {}, lost = {};
    path.limits(step.place).forEach(function (limit) {
      if (limit[3]) (events[limit[5]] = events[limit[5]] || []).push(limit);
      else told(limit, (limit[2] === "set locally" ? says("local") : limit[2]) + ".", within);
    });
    Object.keys(events).forEach(function (event) { asked(event, events[event]); });
    asked(says("done"), []);
    Object.keys(step.starts).forEach(function (key) {
      if (step.starts[key] && !path.limit(step, key)) lost[path.day(step.starts[key])] = 1;
    });
    Object.keys(lost).forEach(function (day) { made("p", "mypath__changed", says("lost-date", day), within); });

    function asked(event, limits) {
      var timed = limits.some(function (limit) { return limit[4] === "hours"; }), given = limits.length ? "" : step.done, other;
      limits.forEach(function (limit) {
        if (!step.starts[limit[0]] || !path.limit(step, limit[0])) return;
        given = given || step.starts[limit[0]];
        other = other || (step.marks[limit[0]] && step.marks[limit[0]] !== path.marked(limit));
      });
      var row = made("div", "mypath__date", "", within), name = made("label", "", says(timed ? "time" : "day", event), row);
      var field = made("input", "", "", row), said = made("div", "mypath__said", "", row);
      name.htmlFor = field.id = "date-" + n + "-" + within.querySelectorAll("input").length;
      field.type = timed ? "datetime-local" : "date";
      field.min = timed ? "2000-01-01T00:00" : "2000-01-01";
      field.max = timed ? "2099-12-31T23:59" : "2099-12-31";
      field.value = timed ? given : given.slice(0, 10);
      said.setAttribute("role", "status");
      function show() {
        said.textContent = "";
        made("p", "mypath__day", field.value && path.day(field.value), said);
        // A day that was given is told even where the limit of today needs its time as well.
        if (given && !field.value) made("p", "mypath__changed", says("needs-time", path.day(given)), said);
        else if (other) made("p", "mypath__changed", says("other-limit", path.day(given)), said);
        limits.forEach(function (limit) {
          if (field.value) path.deadline(limit, field.value, function (words) { told(limit, words, said); });
          else told(limit, limit[2] + ".", said);
        });
      }
      // Half a date, or one of another century, is not kept: the field itself says what is missing.
      field.onchange = function () {
        if (!field.validity.valid) return;
        path.change(function (mine) {
          var now = mine && mine.steps[n];
          if (now && !limits.length) now.done = field.value;
          if (now) limits.forEach(function (limit) {
            now.starts[limit[0]] = field.value;
            now.marks[limit[0]] = path.marked(limit);
          });
          return mine;
        });
        given = other = "";
        show();
      };
      show();
    }
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
