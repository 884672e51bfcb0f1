// The form of a time limit works by itself: it sends the day to the server, which keeps nothing. With scripting
// what counts comes here instead, once somebody means to use it, and nothing is sent at all.
(function () {
  "use strict";
  if (!self.Promise) return;
  function formOf(event) { return event.target.closest && event.target.closest("form.when"); }
  document.addEventListener("focusin", function (event) {
    if (formOf(event)) self.waymark.bring("deadline").catch(function () {});
  });
  document.addEventListener("submit", function (event) {
    var form = formOf(event);
    if (!form) return;
    event.preventDefault();
    self.waymark.bring("deadline").then(function (answer) { answer(form); }, function () { form.submit(); });
  });
})();
