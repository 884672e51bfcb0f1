// What a remembered role changes: its note comes first on a page, charts mark where it acts, home shows what
// it needs most, searching favours it. Each is undone when the role is forgotten or another is chosen.
(function (way) {
  "use strict";
  var shown = "", undo = [], coming = null;
  var find = document.querySelector("form.find"), said = document.createElement("p");

  function made(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }
  function link(place, text) {
    var to = made("a", "govuk-link", text);
    to.href = place[0] === "#" ? place : way.root + place + ".html";
    return to;
  }
  function button(text, more, does) {
    var one = made("button", "look__button", text);
    one.type = "button";
    if (more) one.setAttribute("aria-label", text + ": " + more);
    one.addEventListener("click", does);
    return one;
  }
  function put(element, before, parent) {
    (parent || before.parentNode).insertBefore(element, before);
    undo.push(function () { element.remove(); });
    return element;
  }
  // At the end, with a space that keeps words apart for whoever hears or searches them.
  function add(element, parent) {
    put(document.createTextNode(" "), null, parent);
    put(element, null, parent);
  }
  function behind(element, other) { return put(element, other.nextSibling, other.parentNode); }

  // Where each role comes in. Asked for once; a failure is forgotten, so that the next try may do better.
  function fetched() {
    if (!coming) {
      coming = new Promise(function (done, failed) {
        var tag = made("script");
        tag.src = way.root + "for/roles.js";
        tag.onload = function () { done(self.waymarkRoles); };
        tag.onerror = function () { coming = null; failed(new Error(tag.src)); };
        document.head.appendChild(tag);
      });
    }
    return coming;
  }
  // What `does` with a role's data, unless another was chosen meanwhile.
  function withRole(role, does) {
    fetched().then(function (roles) { if (role === shown && roles[role]) does(roles[role]); }, function () {});
  }

  // Who came by a link to a spot, and has not moved since, is brought there again.
  var came = (performance.getEntriesByType("navigation")[0] || {}).type === "navigate";
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (each) {
    addEventListener(each, function () { came = false; }, { once: true, passive: true });
  });
  // What is being read stays where it is, whatever comes or goes above it: most browsers see to that.
  function still(moves) {
    var spot = came && document.getElementById(location.hash.slice(1)), held = null, top;
    if (window.scrollY > 0 && !(self.CSS && CSS.supports("overflow-anchor", "auto"))) {
      held = Array.prototype.filter.call(document.querySelectorAll("main section, main nav"), function (each) {
        return each.getBoundingClientRect().bottom > 0;
      })[0];
      top = held && held.getBoundingClientRect().top;
    }
    moves();
    if (spot) spot.scrollIntoView();
    else if (held) window.scrollBy({ top: held.getBoundingClientRect().top - top, behavior: "instant" });
  }

  function note(role) {
    var mine = document.getElementById("role-" + role), above, title, place, section, ways;
    above = document.getElementById("key-points") || document.querySelector(".jumps") || document.querySelector(".box__head");
    if (!mine || !above) return;
    title = mine.querySelector(".role__title").textContent;
    place = made("p", "govuk-body");
    place.appendChild(link("#role-" + role, title + ": at the top of this page"));
    section = made("section", "facet facet--yours");
    section.setAttribute("aria-labelledby", "yours-title");
    section.appendChild(made("h2", "facet__title", "For you")).id = "yours-title";
    ways = made("p", "govuk-body");
    ways.appendChild(link("#for-your-role", "Notes for other roles"));
    ways.appendChild(document.createTextNode(" · "));
    ways.appendChild(link("for/" + role, "All notes for yours, change or forget"));
    still(function () {
      put(place, mine);
      behind(section, above);
      // The very note, not a copy: nobody hears it twice, and links to it hold.
      section.appendChild(mine);
      section.appendChild(ways);
      undo.unshift(function () { place.parentNode.insertBefore(mine, place); });
    });
  }

  function chart(role, its) {
    function mark(place, words, acts) {
      var spot = place.replace("/", "--"), step = document.getElementById("step-" + spot);
      var shape = document.getElementById("box-" + spot);
      if (step) add(made("span", acts ? "kind kind--yours" : "kind", words), step.querySelector(".told__kind"));
      // Boxes of other charts, to which an arrow leads, are marked on their own.
      if (shape && !shape.classList.contains("chart__shape--away")) tag(shape, words, acts);
    }
    its.acts.forEach(function (place) { mark(place, "You act here", true); });
    its.noted.forEach(function (place) {
      if (its.acts.indexOf(place) < 0) mark(place, "Note for you", false);
    });
    var key = document.querySelector(".key"), told = made("p", "govuk-body", "Marked for you: " + its.title + ". “You act here” is where your role takes the step, alone or with others. “Note for you” is where another does, and there is something for you to know. ");
    told.appendChild(link("for", "Change your role"));
    behind(told, key);
  }
  function tag(shape, words, acts) {
    var SVG = shape.namespaceURI;
    var around = shape.querySelector(".chart__outline").getBBox(), name = shape.getAttribute("aria-label");
    var width = Math.round(words.length * 6.5) + 16, x = around.x + around.width - width - 8, y = around.y + around.height - 11;
    var group = document.createElementNS(SVG, "g"), rect = document.createElementNS(SVG, "rect"), text = document.createElementNS(SVG, "text");
    group.setAttribute("class", "chart__tag" + (acts ? " chart__tag--yours" : ""));
    [["x", x], ["y", y], ["width", width], ["height", 21], ["rx", 10]].forEach(function (each) { rect.setAttribute(each[0], each[1]); });
    [["x", x + width / 2], ["y", y + 15], ["text-anchor", "middle"], ["font-size", 13]].forEach(function (each) { text.setAttribute(each[0], each[1]); });
    text.textContent = words;
    group.appendChild(rect);
    group.appendChild(text);
    add(group, shape);
    shape.setAttribute("aria-label", name + ". " + words);
    if (acts) shape.classList.add("chart__shape--yours");
    undo.push(function () {
      shape.setAttribute("aria-label", name);
      shape.classList.remove("chart__shape--yours");
    });
  }

  function home(role, its, needs) {
    var section = made("section"), list = made("ol", "govuk-list govuk-list--number"), who = made("p", "govuk-body", its.title + ". ");
    var title = its.needed.length === 5 ? "Your five most needed places" : "What you may need most";
    section.setAttribute("aria-labelledby", "yours-title");
    section.appendChild(made("h2", "facet__title", title)).id = "yours-title";
    its.needed.forEach(function (place) {
      list.appendChild(made("li")).appendChild(link(place[0], place[1]));
    });
    who.appendChild(link("for/" + role, "Everything for your role"));
    who.appendChild(document.createTextNode(" · "));
    who.appendChild(link("for", "Change"));
    section.appendChild(who);
    section.appendChild(list);
    section.appendChild(button("Forget my role", "", function () { choose(null, its.title); }));
    still(function () { behind(section, needs); });
  }

  function choose(role, title) {
    var done = way.keep("role", role);
    show();
    said.textContent = !done ? "This browser keeps nothing" : role ? "Remembered on this device: " + title : "Forgotten: " + title;
    return done;
  }

  // The buttons to remember and to forget, where a role can be chosen.
  function offer(kept) {
    document.querySelectorAll("[data-role]").forEach(function (spot) {
      var role = spot.getAttribute("data-role"), title = spot.getAttribute("data-title"), mine = role === kept;
      var told = mine ? "Remembered on this device: your notes come first." : "", one;
      var had = spot.contains(document.activeElement);
      spot.textContent = "";
      one = button(mine ? "Forget it" : "Remember this on this device", title, function () {
        if (!choose(mine ? null : role, title)) {
          spot.appendChild(made("p", "govuk-body", "This browser keeps nothing, so it cannot remember. All that is for you stands on this page."));
        }
      });
      if (told) spot.appendChild(made("p", "govuk-body", told));
      spot.appendChild(one);
      if (had) one.focus();
    });
  }

  function favour() {
    var role = shown;
    if (role) withRole(role, function (its) {
      var favoured = {};
      [its.acts, its.noted, its.needed.map(function (place) { return place[0]; })].forEach(function (places) {
        places.forEach(function (place) { favoured[place] = (favoured[place] || 0) + 1; });
      });
      way.favoured = favoured;
    });
  }
  if (find) find.elements.words.addEventListener("focus", favour);

  function show() {
    var role = way.gateway ? way.kept("role") || "" : "", needs = document.querySelector(".needs");
    offer(role);
    if (role === shown) return;
    while (undo.length) undo.shift()();
    way.favoured = null;
    shown = role;
    if (!role) return;
    note(role);
    if (needs) withRole(role, function (its) { home(role, its, needs); });
    if (document.querySelector(".told__steps")) withRole(role, function (its) { chart(role, its); });
    if (find && document.activeElement === find.elements.words) favour();
  }
  // What is said aloud stands ready from the start: a region made on the spot is often not heard.
  said.className = "govuk-visually-hidden";
  said.setAttribute("role", "status");
  document.body.appendChild(said);
  way.parts.roles = show;
})(self.waymark);
