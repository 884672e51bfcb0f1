// A reader's own path: nothing happens until there is one on this device, or somebody begins one here. A path
// whose time is up goes before anything of it is shown.
(function (me) {
  "use strict";
  var spot = document.querySelector(".box:not(.box--procedure) #next,.drawn,#my-path"), kept = me.kept("path"), begin;
  if (kept && !((/"until":(\d+)/.exec(kept) || [])[1] > Date.now())) me.keep("path", kept = null);
  function open() {
    me.bring("path").then(function (path) { path.open(begin); }, function () {
      if (begin) begin.textContent = "Try again: start my path here";
    });
  }
  if (!spot || document.querySelector(".past")) return;
  if (spot.id === "my-path" || (kept && kept.indexOf('"' + me.gateway + '":') > 0)) open();
  else if (spot.id === "next") {
    begin = document.createElement("button");
    begin.className = "look__button";
    begin.textContent = "Start my path here";
    begin.onclick = open;
    spot.appendChild(begin);
  }
})(self.waymark);
