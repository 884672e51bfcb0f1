// “How this looks”: three choices and a way back. They take effect at once, and are kept on this device alone.
(function () {
  "use strict";
  var KEPT = "waymark-look", root = document.documentElement, shown = null;
  var CHOICES = [
    ["size", "Text size", [["", "100%"], ["125", "125%"], ["150", "150%"]]],
    ["space", "Spacing", [["", "As it is set"], ["easy", "Easy: more room between letters, words and lines"]]],
    ["view", "View", [["", "As the device says"], ["light", "Light"], ["dark", "Dark"], ["contrast", "High contrast"]]]
  ];
  function made(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }
  function chosen(of) { return root.getAttribute("data-" + of) || ""; }
  function keep() {
    var all = CHOICES.map(function (each) { return chosen(each[0]) && each[0] + "-" + chosen(each[0]); });
    all = all.filter(Boolean).join(" ");
    try {
      if (all) localStorage.setItem(KEPT, all);
      else localStorage.removeItem(KEPT);
      return true;
    } catch (refused) { return false; }
  }
  function choose(of, to, beside) {
    // Larger text moves the page: what was pressed stays where it was under the finger.
    var top = beside.getBoundingClientRect().top;
    if (to) root.setAttribute("data-" + of, to);
    else root.removeAttribute("data-" + of);
    window.scrollBy({ top: beside.getBoundingClientRect().top - top, behavior: "instant" });
    return keep();
  }
  function close() {
    var was = shown;
    shown = null;
    was.panel.remove();
    was.button.setAttribute("aria-expanded", "false");
    was.button.focus();
  }
  function panel() {
    var whole = made("section", "look"), inner = made("div", "look__inner govuk-width-container"), radios = [];
    var told = made("p", "look__told", "Your choice is kept on this device only, until you put it back.");
    whole.setAttribute("aria-labelledby", "look-title");
    var title = made("h2", "look__title", "How this looks");
    title.id = "look-title";
    title.tabIndex = -1;
    inner.appendChild(title);
    CHOICES.forEach(function (each) {
      var set = made("fieldset", "look__set");
      set.appendChild(made("legend", "look__legend", each[1]));
      each[2].forEach(function (one) {
        var label = made("label", "look__choice"), radio = made("input");
        radio.type = "radio";
        radio.name = "look-" + each[0];
        radio.value = one[0];
        radio.checked = chosen(each[0]) === one[0];
        radio.addEventListener("change", function () {
          if (!choose(each[0], one[0], label)) told.textContent = "This browser keeps nothing, so your choice holds for this page.";
        });
        radios.push(radio);
        label.appendChild(radio);
        label.appendChild(made("span", "", one[1]));
        set.appendChild(label);
      });
      inner.appendChild(set);
    });
    told.setAttribute("role", "status");
    var ways = made("p", "look__ways"), back = made("button", "look__button", "Put everything back");
    var shut = made("button", "look__button", "Close");
    back.type = shut.type = "button";
    back.addEventListener("click", function () {
      CHOICES.forEach(function (each) { choose(each[0], "", back); });
      radios.forEach(function (radio) { radio.checked = !radio.value; });
      told.textContent = "Everything is back as it was, and nothing is kept on this device.";
    });
    shut.addEventListener("click", close);
    ways.appendChild(back);
    ways.appendChild(shut);
    inner.appendChild(told);
    inner.appendChild(ways);
    whole.appendChild(inner);
    return whole;
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && shown && shown.panel.contains(event.target)) {
      event.preventDefault();
      close();
    }
  });
  self.waymarkLook = function (button, before) {
    var same = shown && shown.button === button;
    if (shown) close();
    if (same) return;
    shown = { button: button, panel: panel() };
    before.parentNode.insertBefore(shown.panel, before);
    button.setAttribute("aria-expanded", "true");
    document.getElementById("look-title").focus();
  };
})();
