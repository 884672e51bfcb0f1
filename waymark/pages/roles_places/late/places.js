// Where a role comes in on a chart, and at home: fetched only there. `page`: what the script of roles lends.
(function (way) {
  "use strict";
  var page;

  function chart(its) {
    function mark(place, words, acts) {
      var spot = place.replace("/", "--"), step = document.getElementById("step-" + spot);
      var shape = document.getElementById("box-" + spot);
      if (step) page.add(page.made("span", acts ? "kind kind--yours" : "kind", words), step.querySelector(".told__kind"));
      // Boxes of other charts, to which an arrow leads, are marked on their own.
      if (shape && !shape.classList.contains("chart__shape--away")) tag(shape, words, acts);
    }
    its.acts.forEach(function (place) { mark(place, "You act here", true); });
    its.noted.forEach(function (place) {
      if (its.acts.indexOf(place) < 0) mark(place, "Note for you", false);
    });
    var key = document.querySelector(".key"), told = page.made("p", "govuk-body", "Marked for you: " + its.title + ". “You act here” is where your role takes the step, alone or with others. “Note for you” is where another does, and there is something for you to know. ");
    told.appendChild(page.link("for", "Change your role"));
    page.behind(told, key);
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
    page.add(group, shape);
    shape.setAttribute("aria-label", name + ". " + words);
    if (acts) shape.classList.add("chart__shape--yours");
    page.undone(function () {
      shape.setAttribute("aria-label", name);
      shape.classList.remove("chart__shape--yours");
    });
  }

  function home(role, its, needs) {
    var section = page.made("section"), list = page.made("ol", "govuk-list govuk-list--number"), who = page.made("p", "govuk-body", its.title + ". ");
    var title = its.needed.length === 5 ? "Your five most needed places" : "What you may need most";
    section.setAttribute("aria-labelledby", "yours-title");
    section.appendChild(page.made("h2", "facet__title", title)).id = "yours-title";
    its.needed.forEach(function (place) {
      list.appendChild(page.made("li")).appendChild(page.link(place[0], place[1]));
    });
    who.appendChild(page.link("for/" + role, "Everything for your role"));
    who.appendChild(document.createTextNode(" · "));
    who.appendChild(page.link("for", "Change"));
    section.appendChild(who);
    section.appendChild(list);
    section.appendChild(page.leave(its.title));
    page.still(function () { page.behind(section, needs); });
  }

  way.parts.roles_places = function (role, its, lent) {
    var needs = document.querySelector(".needs");
    page = lent;
    if (needs) home(role, its, needs);
    else chart(its);
  };
})(self.waymark);
