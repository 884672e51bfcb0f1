// Where there is something to practise, choices become buttons as soon as the page is read.
(function (self) {
  "use strict";
  if (document.querySelector("[data-practise]") && self.Promise) self.waymark.bring("practise");
})(self);
