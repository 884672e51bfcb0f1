// The page “Keep a copy” fetches what it does. A page under a worker hears of a newer copy, and asks for one
// when the network comes back.
(function () {
  "use strict";
  var at = navigator.serviceWorker;
  if (document.querySelector("[data-keep]")) self.waymark.bring("keep").catch(function () {});
  if (!at || !at.controller) return;
  at.addEventListener("message", function (event) {
    var band = document.querySelector("[data-kept]");
    if (band && event.data.fresh) band.textContent = event.data.fresh;
  });
  addEventListener("online", function () { at.controller.postMessage("look"); });
})();
