// What a page is built of where a path is shown: words only, never HTML. The other parts of a path need it first.
(function (path) {
  "use strict";
  var me = self.waymark, coming = null;

  path.made = function (tag, name, words, within) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (words) made.textContent = words;
    if (within) within.appendChild(made);
    return made;
  };
  path.link = function (place, words, within, press) {
    var link = path.made("a", "govuk-link", words, within);
    link.href = me.root + place.replace(/(#|$)/, ".html$1");
    if (press) link.onclick = press;
    return link;
  };
  path.button = function (words, press, within) {
    var button = path.made("button", "look__button", words, within);
    button.type = "button";
    button.onclick = press;
    return button;
  };
  // What is said stands with the steps; what differs comes after its name.
  path.says = function (name) {
    var given = [].slice.call(arguments, 1);
    return me.steps.says[name].replace(/\{\}/g, function () { return given.shift(); });
  };
  path.sentence = function (words) { return words.charAt(0).toUpperCase() + words.slice(1); };
  path.day = function (written) {
    var at = /^(\d+)-(\d+)-(\d+)(?:T(.*))?$/.exec(written);
    var day = new Date(at[1], at[2] - 1, at[3]).toLocaleDateString("en-GB", {
      weekday: "long", day: "numeric", month: "long", year: "numeric"
    }).replace(",", "");
    return at[4] ? day + " at " + at[4] : day;
  };

  function arrived(tag) {
    return new Promise(function (done, failed) {
      tag.onload = done;
      tag.onerror = failed;
      document.head.appendChild(tag);
    });
  }
  // What is known of the steps, what the area adds to them, and the style; asked for once, and again where it failed.
  path.ready = function () {
    if (!coming) {
      var known = path.made("script"), near = path.made("script"), style = path.made("link");
      known.src = me.root + "path/steps.js";
      near.src = me.root + "path/near.js";
      style.rel = "stylesheet";
      style.href = me.root + "path/style.css";
      coming = Promise.all([arrived(known), arrived(near), arrived(style).catch(function () {})]);
      coming.catch(function () { coming = null; });
    }
    return coming;
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
