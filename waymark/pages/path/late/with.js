// Which page this is, and what it shows of a path. `begun`: the button that was pressed to begin one here.
(function (path) {
  "use strict";
  var me = self.waymark, listening = false, box = document.querySelector(".box");

  path.draw = function (said) {
    if (box) path.drawStep();
    else if (document.querySelector(".drawn")) path.drawChart();
    else path.drawList(said && path.says(said));
  };
  path.open = function (begun) {
    // What charts and the list of a path need is not fetched at a box.
    (box ? Promise.resolve() : me.bring("path_list")).then(path.ready).then(function () {
      if (begun) {
        path.begin(me.place);
        begun.remove();
      } else if (path.mine()) {
        path.change(function (mine) {
          var n = path.at(mine, me.place);
          if (n >= 0) mine.here = n;
          return mine;
        });
      }
      path.draw();
      if (begun) document.getElementById("my-step").focus();
      if (listening) return;
      listening = true;
      if (box) ["click", "auxclick"].forEach(function (press) { document.addEventListener(press, path.followed); });
      self.addEventListener("storage", function (event) {
        if (!event.key || event.key === "waymark-path") path.draw();
      });
      self.addEventListener("pageshow", function (event) { if (event.persisted) path.open(); });
    }).catch(function () {
      if (begun) begun.textContent = "Try again: start my path here";
    });
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
