// Somebody who had this device remember a role sees its notes first. What does that is fetched only then, and
// on pages where a role can be chosen.
(function (way) {
  "use strict";
  function look() {
    if (way.kept("role") || way.parts.roles || document.querySelector("[data-role]")) {
      way.bring("roles").then(function (show) { show(); }, function () {});
    }
  }
  look();
  addEventListener("pageshow", look);
  addEventListener("storage", look);
})(self.waymark);
