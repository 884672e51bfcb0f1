/* Agreeing: giving a reason ticks its change; the page of bringing into force asks how far it is. */
(function () {
  "use strict";

  var wrong = document.querySelector("[data-wrong]");
  if (wrong) wrong.focus();

  document.querySelectorAll(".agreeing-pick").forEach(function (pick) {
    var box = pick.querySelector("input[type=checkbox]");
    var reason = pick.querySelector(".agreeing-reason textarea");
    reason.addEventListener("input", function () {
      if (reason.value.trim()) box.checked = true;
    });
  });

  var watched = document.querySelector("[data-bringing]");
  if (!watched || watched.dataset.ended === "yes") return;
  var find = function (name) { return watched.querySelector("[data-" + name + "]"); };
  var wait = 300;

  function show(state) {
    var words = find("words"), bar = find("bar"), told = find("told"), again = find("again");
    if (words.textContent !== state.words) words.textContent = state.words;
    bar.hidden = state.ended;
    if (state.done) {
      bar.firstElementChild.max = state.of;
      bar.firstElementChild.value = state.done;
    }
    told.replaceChildren.apply(told, state.told.map(function (line) {
      var row = document.createElement("li");
      row.textContent = line;
      return row;
    }));
    told.hidden = !state.told.length;
    find("done").hidden = state.state !== "done";
    find("refused").hidden = state.state !== "refused";
    if (again) again.hidden = !state.again;
    return state.ended;
  }

  function ask() {
    fetch(watched.dataset.bringing, { headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .catch(function () { return null; })
      .then(function (state) {
        if (state && show(state)) return;
        // Slower the longer it takes: most are done within a few seconds.
        wait = Math.min(wait * 1.15, 5000);
        setTimeout(ask, wait);
      });
  }
  ask();
})();
