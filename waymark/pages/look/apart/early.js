// How pages look, as it was chosen on this device: set as soon as it can be, holding nothing up; the
// style sheet, which holds the first view, nearly always takes longer. The rest comes after the page.
(function () {
  var root = document.documentElement, me = document.currentScript;
  function set() {
    var kept;
    try { kept = localStorage.getItem("waymark-look") || ""; } catch (refused) { return; }
    ["size", "space", "view"].forEach(function (of) {
      var to = kept.match(of + "-(\\w+)");
      if (to) root.setAttribute("data-" + of, to[1]);
      else root.removeAttribute("data-" + of);
    });
  }
  set();
  addEventListener("pageshow", set);
  addEventListener("storage", set);
  root.setAttribute("data-scripting", "");
  function bring() {
    var more = document.createElement("script");
    more.src = me.getAttribute("data-script");
    document.head.appendChild(more);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", bring);
  else bring();
})();
