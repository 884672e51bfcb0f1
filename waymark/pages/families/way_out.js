// “Leave this page now”, by its button or by Escape three times in five seconds: the page is emptied at once,
// a neutral one takes its place, and what is kept on this device is cleared meanwhile; nothing is waited for.
(function (self) {
  "use strict";
  var way = document.querySelector("[data-way-out]"), pressed = [], copies = [], workers = [], to = way && way.href, left;
  if (!way) return;
  // Storage that is refused, now or later, holds nothing.
  function tried(step) {
    try {
      var done = step();
      if (done) done.catch(function () {});
    } catch (refused) { return; }
  }
  function emptied(store) {
    Object.keys(store).forEach(function (name) { if (/^waymark-/.test(name)) store.removeItem(name); });
  }
  // Copies and workers are known from the start, so that on the way out each is told to go at once.
  function known(then) {
    tried(function () { return caches.keys().then(function (all) { copies = all; then(); }); });
    tried(function () {
      return navigator.serviceWorker.getRegistrations().then(function (all) { workers = all; then(); });
    });
  }
  function cleared() {
    copies.forEach(function (name) { if (/^waymark-/.test(name)) caches.delete(name); });
    workers.forEach(function (each) { each.unregister(); });
  }
  function leave(event) {
    event.preventDefault();
    left = true;
    document.documentElement.textContent = "";
    cleared();
    known(cleared);
    tried(function () { emptied(localStorage); });
    tried(function () { emptied(sessionStorage); });
    location.replace(to);
  }
  known(function () {});
  way.addEventListener("click", leave);
  // On the window, after all others: Escape that closes something else is theirs.
  self.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.repeat || (event.defaultPrevented && !left)) return;
    pressed = pressed.concat(event.timeStamp).slice(-3);
    // One press more would stop the way out that has begun, so that one leads there again.
    if (left || (pressed[2] && pressed[2] - pressed[0] < 5000)) leave(event);
  });
  self.addEventListener("pageshow", function (event) { if (left) leave(event); });
  // A jump within the page leaves no step behind, so that Back never leads to this page again.
  self.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.replace(link.hash);
  });
})(self);
