// What is kept of a path, on this device alone, under the one name waymark-path. What cannot be read is thrown
// away; where a browser keeps nothing, the path holds for this page.
(function (path) {
  "use strict";
  var FORM = 1, MOST = 200, HOUR = 3600000, me = self.waymark, held = null, clock = 0;
  var KEY = /^[a-z0-9-]{1,80}$/, DATE = /^(20\d\d-[01]\d-[0-3]\d(T[0-2]\d:[0-5]\d)?)?$/;
  // What a step holds, and the only form it may have.
  var WORDS = {
    place: /^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/, print: /^[0-9a-f]{12}$/, near: /^(-|[0-9a-f]{12})?$/,
    answer: /^[\s\S]{0,200}$/, done: DATE
  };
  var PAIRS = { starts: [KEY, DATE], marks: [KEY, /^[0-9a-z]{1,7}-[0-9a-z]{1,7}$/], ticks: [/^\d\d?$/, /^[0-9a-z]{1,7}$/] };
  path.FORM = FORM;
  path.MOST = MOST;

  function whether(right) { if (!right) throw new Error("not a path"); }
  function worded(words, form) {
    whether(typeof words === "string" && form.test(words));
    return words;
  }
  // A path made again from what is known to be right in it; null where anything is not. A step that was kept before
  // these pages told areas apart holds nothing of its own area's note, so nothing is said of that.
  path.checked = function (one) {
    try {
      whether(Array.isArray(one.steps) && one.steps.length > 0 && one.steps.length <= MOST);
      var steps = one.steps.map(function (step, n) {
        var made = {};
        step = Object.assign({ near: "-", marks: {} }, step);
        Object.keys(WORDS).forEach(function (name) { made[name] = worded(step[name], WORDS[name]); });
        whether(step.from === Math.floor(step.from) && step.from >= (n ? 0 : -1) && step.from < n);
        made.from = step.from;
        Object.keys(PAIRS).forEach(function (name) {
          var pairs = step[name], into = made[name] = {};
          whether(pairs && typeof pairs === "object");
          Object.keys(pairs).forEach(function (key) { into[worded(key, PAIRS[name][0])] = worded(pairs[key], PAIRS[name][1]); });
        });
        return made;
      });
      whether(steps[one.here]);
      return { here: one.here, steps: steps };
    } catch (wrong) { return null; }
  };

  function read(words) {
    try {
      var all = JSON.parse(words), paths = {};
      whether(all.form === FORM && all.until > Date.now() && [1, 8, 24, 168].indexOf(all.hours) >= 0);
      Object.keys(all.paths).forEach(function (gateway) {
        whether(paths[gateway] = path.checked(all.paths[gateway]));
      });
      return { until: all.until, hours: all.hours, form: FORM, paths: paths };
    } catch (wrong) { return null; }
  }
  path.all = function () {
    if (held && held.until < Date.now()) held = null;
    if (held) return held;
    var words = me.kept("path"), all = words && read(words);
    if (words && !all) me.keep("path", null);
    return all || null;
  };
  path.mine = function () {
    var all = path.all();
    return (all && all.paths[me.gateway]) || null;
  };
  path.refused = function () { return !!held; };
  // Changes the path of this gateway; every change, and every look, begins its time anew. A path that a change
  // gives back as null is gone.
  path.change = function (how) {
    var all = path.all() || { until: 0, hours: 8, form: FORM, paths: {} };
    var mine = how(all.paths[me.gateway] || null, all);
    if (mine) all.paths[me.gateway] = mine;
    else delete all.paths[me.gateway];
    if (!Object.keys(all.paths).length) return path.clear();
    all.until = Date.now() + all.hours * HOUR;
    held = me.keep("path", JSON.stringify(all)) ? null : all;
    path.watch();
  };
  path.clear = function () {
    held = null;
    me.keep("path", null);
  };
  // A page that stays open is cleared in time as well.
  path.watch = function () {
    clearTimeout(clock);
    var all = path.all();
    if (all) clock = setTimeout(function () {
      if (path.all()) path.watch();
      else path.draw("itself");
    }, Math.min(all.until - Date.now() + 50, 2e9));
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
