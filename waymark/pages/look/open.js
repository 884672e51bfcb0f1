// Two quiet ways to “How this looks”, at the head and at the foot. They are made here, so that nobody sees
// a button that does nothing; what they open is fetched once somebody means to use it.
(function () {
  "use strict";
  var me = document.querySelector("script[data-look]"), head = document.querySelector(".masthead__ways ul");
  var foot = document.querySelector(".foot__ways"), coming = false;
  if (!me || !head || !foot) return;
  function way(list, before, told, aside) {
    var item = document.createElement("li"), button = document.createElement("button");
    item.className = "look__way";
    button.type = "button";
    button.className = "look__open";
    button.setAttribute("aria-expanded", "false");
    button.textContent = told;
    if (aside) {
      var name = document.createElement("span");
      name.className = "govuk-visually-hidden";
      name.textContent = aside;
      button.appendChild(name);
    }
    button.addEventListener("click", function () {
      if (self.waymarkLook) return self.waymarkLook(button, before);
      if (coming) return;
      coming = true;
      var script = document.createElement("script");
      script.src = me.getAttribute("data-look");
      script.onload = function () { self.waymarkLook(button, before); };
      script.onerror = function () { coming = false; };
      document.head.appendChild(script);
    });
    item.appendChild(button);
    list.appendChild(item);
  }
  way(head, document.querySelector(".danger").nextSibling, "Aa", ": how this looks");
  way(foot, foot.nextSibling, "How this looks: larger text, spacing, dark view");
})();
