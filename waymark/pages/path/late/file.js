// A path as a file: plain words that a person can read, and nothing is taken from one but what is known here.
(function (path) {
  "use strict";
  var me = self.waymark, LARGEST = 300000;

  path.save = function () {
    var mine = path.mine(), told = {
      what: "A path through the charts. It holds steps, answers, ticks and dates, and no names.",
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

  // Tells what came of it, and the path that was here before, where there was one.
  path.open_file = function (file, tell) {
    if (file.size > LARGEST) return tell("That file is too large to be a path. Nothing was opened.");
    var reader = new FileReader();
    reader.onerror = function () { tell("That file could not be read. Nothing was opened."); };
    reader.onload = function () {
      var told = null, was = path.mine(), gone = 0, other = 0;
      try { told = JSON.parse(reader.result); } catch (wrong) { /* told below */ }
      if (!told || !told.steps) return tell("That file is not a path that was saved on these pages. Nothing was opened.");
      if (told.form !== path.FORM) return tell("That path was saved in a form that these pages do not know. Nothing was opened.");
      if (told.gateway !== me.gateway) return tell("That path belongs to another area" +
        (/^[a-z-]{1,60}$/.test(told.gateway) ? " (" + told.gateway.replace(/-/g, " ") + ")" : "") + ". Open it on the pages of that area. Nothing was opened here.");
      var mine = path.checked(told);
      if (!mine) return tell("Something in that file is not as a path should be. Nothing was opened.");
      mine.steps.forEach(function (step) {
        var ways = step.from < 0 ? [] : (path.box(mine.steps[step.from].place) || [])[5] || [];
        if (!step.answer || ways.some(function (way) { return way[0] === step.place && way[1] === step.answer; })) return;
        step.answer = "";
        other += 1;
      });
      for (var n = mine.steps.length - 1; n >= 0; n -= 1) if (!path.box(mine.steps[n].place)) {
        gone += 1;
        if (!(mine = path.without(mine, n))) return tell("None of its steps is on these charts. Nothing was opened.");
      }
      path.change(function () { return mine; });
      tell("Your path is open: " + path.count(mine.steps.length, "step") + "." +
        (gone ? " " + path.count(gone, "step") + " of it " + (gone > 1 ? "are" : "is") + " not on these charts and was left out." : "") +
        (other ? " " + path.count(other, "answer") + " of it " + (other > 1 ? "are" : "is") + " not among the answers now and was left out." : "") +
        (was ? " It took the place of the path that was here." : ""), was && JSON.stringify(was));
    };
    reader.readAsText(file);
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
