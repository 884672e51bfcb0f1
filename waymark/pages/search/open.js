// The search's form works by itself: it sends what was typed to the server, which keeps nothing. With
// scripting the index comes here instead, once somebody means to search, and nothing is sent at all.
(function () {
  "use strict";
  var form = document.querySelector("form.find");
  if (!form || !self.Promise || !self.Map || !self.Set || !"".normalize) return;
  var words = form.elements.words, root = form.getAttribute("data-root"), coming = null, finer = null, PATIENCE = 1500;

  function script(address) {
    return new Promise(function (done, failed) {
      var tag = document.createElement("script");
      tag.src = address;
      tag.onload = done;
      tag.onerror = failed;
      document.head.appendChild(tag);
    });
  }
  function dressed() {
    if (document.querySelector('link[href="' + form.getAttribute("data-style") + '"]')) return;
    var tag = document.createElement("link");
    tag.rel = "stylesheet";
    tag.href = form.getAttribute("data-style");
    document.head.appendChild(tag);
  }
  // Asked for once; a failure is forgotten, so that the next try may do better. What makes answers finer is
  // fetched behind the first parts; who asks in earnest waits for it, a moment at most.
  function fetched() {
    if (!coming) {
      dressed();
      coming = Promise.all([
        script(form.getAttribute("data-engine")),
        script(root + "search/shared.js"),
        script(root + "search/local.js")
      ]).then(function () {
        var panel = self.waymarkPanel(form, root);
        finer = script(root + "search/finer.js").then(panel.finer, function () {});
        return panel;
      });
      coming.catch(function () {
        coming = null;
        self.waymarkIndexes = null;
      });
    }
    return coming;
  }
  words.addEventListener("focus", function () { fetched().catch(function () {}); });
  words.addEventListener("input", function () {
    fetched().then(function (panel) { panel.typing(); }, function () {});
  });
  var sending = false;
  form.addEventListener("submit", function (event) {
    if (sending) return;
    event.preventDefault();
    fetched().then(function (panel) {
      var enough = new Promise(function (done) { setTimeout(done, PATIENCE); });
      Promise.race([finer, enough]).then(panel.asked);
    }, function () {
      sending = true; // the index is not to be had: the server answers
      form.submit();
    });
  });
})();
