// Somebody who had this device remember a role, or came by a link for one, sees its notes first. What does that is
// fetched only then, and on pages where a role can be chosen.
(function (way) {
  "use strict";
  function look() {
    if (way.kept("role") || /^#for=/.test(location.hash) || way.parts.roles || document.querySelector("[data-role]")) {
      way.bring("roles").then(function (show) { show(); }, function () {});
    }
  }
  look();
  addEventListener("pageshow", look);
  addEventListener("storage", look);
})(self.waymark);
