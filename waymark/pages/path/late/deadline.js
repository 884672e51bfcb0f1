// A reader's own dates of a step, and the one place where a path asks for a deadline: the part that works out days
// says it, or it is said that nobody did. A date is never guessed.
(function (path) {
  "use strict";
  var me = self.waymark, made = path.made;

  // `limit` as the steps have it: key, title, words, number, unit, from when it counts, whether it is a longest.
  path.deadline = function (limit, start, say) {
    function unknown() { say(path.says("unknown", limit[2], limit[5])); }
    if (!/(^| )deadline:/.test(document.querySelector("script[data-late]").getAttribute("data-late"))) return unknown();
    me.bring("deadline").then(function () {
      var at = start.split("T"), due = self.waymarkWhen(self.waymarkHolidays)(limit[3], limit[4], at[0], at[1] || "", Date.now());
      say(due.why || path.says(limit[6] ? "longest" : "by-day", limit[2], due.words, due.standing));
    }).catch(unknown);
  };

  // For each event that a limit counts from, and for when the step was done.
  path.dates = function (n, within) {
    var step = path.mine().steps[n], events = {};
    path.box(step.place)[3].forEach(function (limit) {
      if (limit[3]) (events[limit[5]] = events[limit[5]] || []).push(limit);
      else made("p", "mypath__due", path.says("limit", limit[1], limit[2] === "set locally" ? path.says("local") : limit[2]), within);
    });
    Object.keys(events).forEach(function (event) { asked(event, events[event]); });
    asked(path.says("done"), []);

    function asked(event, limits) {
      var timed = limits.some(function (limit) { return limit[4] === "hours"; });
      var row = made("div", "mypath__date", "", within), name = made("label", "", path.says(timed ? "time" : "day", event), row);
      var field = made("input", "", "", row), said = made("div", "mypath__said", "", row);
      name.htmlFor = field.id = "date-" + n + "-" + within.querySelectorAll("input").length;
      field.type = timed ? "datetime-local" : "date";
      field.min = timed ? "2000-01-01T00:00" : "2000-01-01";
      field.max = timed ? "2099-12-31T23:59" : "2099-12-31";
      field.value = limits.length ? step.starts[limits[0][0]] || "" : step.done;
      said.setAttribute("role", "status");
      function show() {
        said.textContent = "";
        made("p", "mypath__day", field.value && path.day(field.value), said);
        limits.forEach(function (limit) {
          var due = made("p", "mypath__due", field.value ? "" : path.says("limit", limit[1], limit[2]), said);
          if (field.value) path.deadline(limit, field.value, function (words) {
            made("strong", "", limit[1] + ": ", due);
            made("span", "", words, due);
          });
        });
      }
      // Half a date, or one of another century, is not kept: the field itself says what is missing.
      field.onchange = function () {
        if (!field.validity.valid) return;
        path.change(function (mine) {
          var now = mine && mine.steps[n];
          if (now && !limits.length) now.done = field.value;
          if (now) limits.forEach(function (limit) { now.starts[limit[0]] = field.value; });
          return mine;
        });
        show();
      };
      show();
    }
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
