// What the page is made of where a path is shown: words only, never HTML.
(function (path) {
  "use strict";
  var me = self.waymark;

  path.made = function (tag, name, words, within) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (words) made.textContent = words;
    if (within) within.appendChild(made);
    return made;
  };
  path.link = function (file, words, within) {
    var link = path.made("a", "govuk-link", words, within);
    link.href = me.root + file;
    return link;
  };
  path.button = function (words, press, within) {
    var button = path.made("button", "look__button", words, within);
    button.type = "button";
    button.addEventListener("click", press);
    return button;
  };
  path.count = function (number, word) { return number + " " + word + (number === 1 ? "" : "s"); };
  // Thirty minutes past ten on Monday 30 November 2026; a day alone has no time.
  path.day = function (written) {
    var at = /^(\d+)-(\d+)-(\d+)(?:T(.*))?$/.exec(written);
    var day = new Date(at[1], at[2] - 1, at[3]).toLocaleDateString("en-GB", {
      weekday: "long", day: "numeric", month: "long", year: "numeric"
    }).replace(",", "");
    return at[4] ? day + " at " + at[4] : day;
  };
  function two(number) { return (number < 10 ? "0" : "") + number; }
  path.written = function (moment) {
    var at = new Date(moment);
    return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate()) + "T" + two(at.getHours()) + ":" +
      two(at.getMinutes());
  };

  function arrived(tag) {
    return new Promise(function (done, failed) {
      tag.onload = done;
      tag.onerror = failed;
      document.head.appendChild(tag);
    });
  }
  var coming = null;
  // What is known of the steps, and the style; asked for once, and again where it failed.
  path.ready = function () {
    if (!coming) {
      var known = document.createElement("script"), style = document.createElement("link");
      var look = document.querySelector("form.find").getAttribute("data-style");
      known.src = me.root + "path/steps.js";
      style.rel = "stylesheet";
      style.href = look;
      var dressed = document.querySelector('link[href="' + look + '"]') ? 0 : arrived(style).catch(function () {});
      coming = Promise.all([arrived(known), dressed]);
      coming.catch(function () { coming = null; });
    }
    return coming;
  };
})(self.waymark.parts.path = self.waymark.parts.path || {});
