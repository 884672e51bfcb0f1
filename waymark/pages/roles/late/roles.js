// What a role changes: its note comes first on a page, charts mark where it acts, home shows what it needs most,
// searching favours it. Each is undone when the role is forgotten or another is chosen.
(function (way) {
  "use strict";
  var shown = "", kept = "", undo = [], coming = null;
  // A role that came with a link, by its page or behind the sign #, and the spot behind that. What is remembered
  // on this device comes before it.
  var here = document.querySelector(".page > [data-role]"), sent = /^#for=([a-z0-9-]+)&?(.*)/.exec(location.hash) || [];
  var find = document.querySelector("form.find"), said = document.createElement("p"), tools;

  if (here) sent = ["", here.getAttribute("data-role")];

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
    fetched().then(function (roles) { if (role === shown && (roles[role] || {}).acts) does(roles[role]); }, function () {});
  }

  // Who came by a link to a spot, and has not moved since, is brought there again.
  var came = (performance.getEntriesByType("navigation")[0] || {}).type === "navigate";
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (each) {
    addEventListener(each, function () { came = false; }, { once: true, passive: true });
  });
  // What is being read stays where it is, whatever comes or goes above it: most browsers see to that.
  function still(moves) {
    var spot = came && document.getElementById(sent[2] || location.hash.slice(1)), held = null, top;
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
    ways = made("div", "govuk-body");
    ways.appendChild(link("#for-your-role", "Notes for other roles"));
    ways.appendChild(document.createTextNode(" · "));
    ways.appendChild(link("for/" + role, "All notes for yours, change or " + (kept ? "forget" : "remember")));
    if (!kept) ways.appendChild(made("p", "govuk-body", "This role came with a link. It is not remembered. ")).appendChild(leave(title));
    put(place, mine);
    behind(section, above);
    // The very note, not a copy: nobody hears it twice, and links to it hold.
    section.appendChild(mine);
    section.appendChild(ways);
    undo.unshift(function () { place.parentNode.insertBefore(mine, place); });
  }

  function choose(role, title) {
    var done = way.keep("role", role);
    if (!role && sent[1]) {
      sent = [];
      history.replaceState(null, "", location.href.split("#")[0]);
    }
    show();
    said.textContent = !done ? "This browser keeps nothing" : role ? "Remembered on this device: " + title : "Forgotten: " + title;
    return done;
  }
  function leave(title) {
    return button(kept ? "Forget my role" : "Leave this role", "", function () { choose(null, title); });
  }

  // The buttons to remember and to forget, where a role can be chosen.
  function offer() {
    document.querySelectorAll("[data-role]").forEach(function (spot) {
      var role = spot.getAttribute("data-role"), title = spot.getAttribute("data-title"), mine = role === kept;
      var told = mine ? "Remembered on this device: your notes come first." : "", one;
      if (!kept && spot === here && sent[1]) told = "Your notes come first on pages that you open from here. Nothing is remembered.";
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

  // It goes on from page to page in the links that are followed, since nothing else holds it. To choose, it stays.
  function carried(event) {
    var to = event.target.closest && event.target.closest("a[href]"), at = to && /^(?!(?:.*\/)?for\.html)([^:#]*\.html)#?(?!for=)(.*)/.exec(to.getAttribute("href"));
    if (at && !kept && shown) to.setAttribute("href", at[1] + "#for=" + shown + (at[2] && "&" + at[2]));
  }
  ["click", "auxclick", "contextmenu"].forEach(function (press) { addEventListener(press, carried, true); });

  function show() {
    var role;
    kept = way.kept("role");
    role = way.gateway ? kept || sent[1] || "" : "";
    offer();
    if (role === shown) return;
    while (undo.length) undo.shift()();
    way.favoured = null;
    shown = role;
    if (!role) return;
    still(function () { note(role); });
    if (document.querySelector(".needs,.told__steps")) way.bring("roles_places").then(function (places) {
      withRole(role, function (its) { places(role, its, tools); });
    }, function () {});
    if (find && document.activeElement === find.elements.words) favour();
  }
  // What is said aloud stands ready from the start: a region made on the spot is often not heard.
  said.className = "govuk-visually-hidden";
  said.setAttribute("role", "status");
  document.body.appendChild(said);
  tools = { made: made, link: link, add: add, behind: behind, still: still, leave: leave, undone: function (how) { undo.push(how); } };
  way.parts.roles = show;
})(self.waymark);
