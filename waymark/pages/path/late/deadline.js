// The one place where a path asks for a deadline: the part that works out days says it, or it is said that
// nobody did. A date is never guessed.
(function (path) {
  "use strict";
  var me = self.waymark, late = document.querySelector("script[data-late]").getAttribute("data-late");

  // `limit` as the steps have it: key, title, words, number, unit, from when it counts, whether it is a longest.
  path.deadline = function (limit, start, say) {
    function unknown() { say("No date was worked out here. The limit is " + limit[2] + ", from when " + limit[5] + "."); }
    if (!/(^| )deadline:/.test(late)) return unknown();
    me.bring("deadline").then(function (deadline) {
      var due = deadline(limit[3], limit[4], start);
      say((limit[6] ? "Ends at the latest on " : "By ") + due.words + "." + (due.standing ? " " + due.standing : ""));
    }).catch(unknown);
  };

  // The reader's own dates of a step, for each event that a limit counts from, and when it was done.
  path.dates = function (n, within) {
    var step = path.mine().steps[n], limits = (path.box(step.place) || [])[3] || [], events = {}, told = [];
    limits.forEach(function (limit) { if (limit[3]) (events[limit[5]] = events[limit[5]] || []).push(limit); });
    Object.keys(events).forEach(function (event) {
      var counted = events[event], timed = counted.some(function (limit) { return limit[4] === "hours"; });
      var label = (timed ? "The day and time when " : "The day when ") + event;
      asked(label, timed, step.starts[counted[0][0]] || "", function (date) {
        counted.forEach(function (limit) {
          if (date) step.starts[limit[0]] = date;
          else delete step.starts[limit[0]];
        });
      }, function (date, said) {
        counted.forEach(function (limit) {
          var due = path.made("p", "mypath__due", date ? "" : limit[1] + ": " + limit[2] + ".", said);
          if (date) path.deadline(limit, date, function (words) {
            path.made("strong", "", limit[1] + ": ", due);
            due.appendChild(document.createTextNode(words));
          });
        });
      });
    });
    limits.forEach(function (limit) {
      if (!limit[3]) told.push(limit[1] + ": " + (limit[2] === "set locally" ? "no national limit" : limit[2]) + ".");
    });
    told.forEach(function (words) { path.made("p", "mypath__due", words, within); });
    asked("The day when you did this step", false, step.done, function (date) { step.done = date; }, function () {});

    function asked(label, timed, date, keep, tell) {
      var row = path.made("div", "mypath__date", "", within), name = path.made("label", "", label, row);
      var field = path.made("input", "", "", row), said = path.made("div", "mypath__said", "", row);
      name.htmlFor = field.id = "date-" + n + "-" + within.querySelectorAll("input").length;
      field.type = timed ? "datetime-local" : "date";
      field.min = "2000-01-01" + (timed ? "T00:00" : "");
      field.max = "2099-12-31" + (timed ? "T23:59" : "");
      field.value = date;
      said.setAttribute("role", "status");
      function show() {
        said.textContent = "";
        path.made("p", "mypath__day", date ? path.day(date) : "", said);
        tell(date, said);
      }
      // Half a date, or one of another century, is not kept: the field itself says what is missing.
      field.addEventListener("change", function () {
        if (field.value ? !field.validity.valid : field.validity.badInput) return;
        date = field.value;
        path.change(function (mine) {
          if (!mine || !mine.steps[n]) return mine;
          step = mine.steps[n];
          keep(date);
          return mine;
        });
        show();
      });
      show();
    }
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
