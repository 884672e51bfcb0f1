// What the parts of a page share: where they are, what is kept on this device, and how more is fetched once
// somebody means to use it. Runs before the other parts.
(function (self) {
  "use strict";
  var me = document.querySelector("script[data-late]"), body = document.body, coming = {};
  var late = {};
  ((me && me.getAttribute("data-late")) || "").split(" ").forEach(function (pair) {
    var cut = pair.indexOf(":");
    if (cut > 0) late[pair.slice(0, cut)] = pair.slice(cut + 1);
  });
  var article = document.querySelector("[data-place]");

  self.waymark = {
    root: body.getAttribute("data-root") || "",
    gateway: body.getAttribute("data-gateway") || "",
    place: article ? article.getAttribute("data-place") : "",
    // Fetches the part of a page that is called so, once; a failure is forgotten, so that the next try may do
    // better. The part gives what it offers to self.waymark.parts.
    parts: {},
    bring: function (name) {
      if (!coming[name]) {
        coming[name] = new Promise(function (done, failed) {
          var tag = document.createElement("script");
          tag.src = self.waymark.root + late[name];
          tag.onload = function () { done(self.waymark.parts[name]); };
          tag.onerror = function () { delete coming[name]; failed(new Error(name)); };
          document.head.appendChild(tag);
        });
      }
      return coming[name];
    },
    // What is kept on this device alone, under names that all start alike, so that one button clears it all.
    // Where storage is refused nothing is kept, and nothing breaks.
    kept: function (name) {
      try { return localStorage.getItem("waymark-" + name); } catch (refused) { return null; }
    },
    keep: function (name, words) {
      try {
        if (words === null) localStorage.removeItem("waymark-" + name);
        else localStorage.setItem("waymark-" + name, words);
        return true;
      } catch (refused) { return false; }
    }
  };
})(self);
