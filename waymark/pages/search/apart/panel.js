// The panel under the search's form: what was found while somebody types, and what they asked for.
(function (self) {
  "use strict";
  var KINDS = ["Step", "Procedure", "Word explained", "Chart", "Local guidance", "Who to ring", "Law or research", "Case review", "Page"];
  var FACETS = ["", "People say", "Key points", "How to do it", "What if", "Lessons", "For families", "For your role", "Time limits", "Meaning", "Who", "Local note", "", "In its file", "Law"];
  var ANCHORS = { 2: "#key-points", 3: "#how-to-do-it", 4: "#what-if", 5: "#lessons", 6: "#for-families", 7: "#for-your-role", 11: "#local" };
  var WHILE_TYPING = 6, ASKED = 10, PATIENCE = 60;

  function made(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  self.waymarkPanel = function (form, root) {
    var words = form.elements.words, searcher = ready(), shown = 0;
    var panel = made("section", "find__panel"), status = made("p", "find__status"), waiting = 0;
    var inner = made("div", "find__inner govuk-width-container"), found = made("div");
    panel.setAttribute("aria-label", "What was found");
    panel.hidden = true;
    status.setAttribute("role", "status");
    inner.appendChild(status);
    inner.appendChild(found);
    panel.appendChild(inner);
    // Below the line about danger, which nothing comes before.
    document.querySelector(".danger").insertAdjacentElement("afterend", panel);

    function ready() {
      return new self.waymarkFind.Searcher(self.waymarkIndexes);
    }

    function link(place, text, facet, kind) {
      var way = made("a", "govuk-link", text);
      way.href = root + place + ".html" + ((kind < 2 && ANCHORS[facet]) || "");
      return way;
    }

    function one(result) {
      var item = made("li", "found__one" + (result.kind === 4 ? " found__one--local" : "")), about = made("p", "found__kind");
      var said = result.kind === 4 ? KINDS[4] + ", " + result.where : KINDS[result.kind] + (result.where ? ", " + result.where : "");
      about.textContent = said;
      if (FACETS[result.facet]) about.appendChild(made("span", "found__facet", FACETS[result.facet]));
      var title = made("h2", "found__title");
      title.appendChild(link(result.place, result.title, result.facet, result.kind));
      item.appendChild(about);
      item.appendChild(title);
      if (result.words.length) {
        var has = made("p", "found__words", "Found by: ");
        result.words.forEach(function (word, at) {
          if (at) has.appendChild(document.createTextNode(", "));
          has.appendChild(made("mark", "", word));
        });
        item.appendChild(has);
      }
      return item;
    }

    function answered(limit) {
      var answer = made("div", "found__answer");
      answer.appendChild(made("p", "found__limit", limit[2].charAt(0).toUpperCase() + limit[2].slice(1)));
      var more = made("p", "govuk-body", limit[1] + ", counted from when " + limit[3] + ". ");
      if (limit[0].length) more.appendChild(link(limit[0][0], searcher.spots[searcher.numbers.get(limit[0][0])][1], 0, 0));
      answer.appendChild(more);
      if (limit[4]) answer.appendChild(made("p", "found__source", limit[4]));
      return answer;
    }

    function ring() {
      var numbers = document.querySelector("#who-to-ring .ring__list");
      if (!numbers) return null;
      var answer = made("div", "found__answer");
      answer.appendChild(made("h2", "facet__title", "Who to ring"));
      answer.appendChild(numbers.cloneNode(true));
      return answer;
    }

    function instead() {
      var more = made("p", "govuk-body find__instead", "Not what you need? "), ways = made("a", "govuk-link", "Other ways to find it");
      ways.href = root + "search.html#instead";
      more.appendChild(ways);
      more.appendChild(document.createTextNode(", "));
      more.appendChild(link("terms", "words explained", 0, 8));
      more.appendChild(document.createTextNode(" or "));
      more.appendChild(link("contacts", "who to ring", 0, 8));
      more.appendChild(document.createTextNode("."));
      return more;
    }

    function show(most) {
      var outcome = searcher.search(words.value, most, self.waymark.favoured);
      shown = most;
      found.textContent = "";
      panel.hidden = !outcome.typed;
      status.textContent = "";
      if (!outcome.typed) return;
      outcome.limits.forEach(function (limit) { found.appendChild(answered(limit)); });
      var numbers = outcome.ring && ring();
      if (numbers) found.appendChild(numbers);
      var list = made("ol", "found");
      outcome.results.forEach(function (result) { list.appendChild(one(result)); });
      if (outcome.results.length) found.appendChild(list);
      else found.appendChild(made("p", "govuk-body", "We found no page for those words. Try others, or one of these ways."));
      found.appendChild(instead());
      var count = outcome.results.length;
      status.textContent = count ? count + (count === 1 ? " place" : " places") + " found, the likeliest first" + (self.waymark.favoured ? ", those for your role a little sooner" : "") : "No page found for those words";
    }

    function close() {
      panel.hidden = true;
      found.textContent = "";
      status.textContent = "";
    }

    function ways() {
      return Array.prototype.slice.call(panel.querySelectorAll(".found__title a"));
    }

    function keyed(event) {
      if (event.key === "Escape" && !panel.hidden) {
        close();
        words.focus();
        event.preventDefault();
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      var all = ways(), at = all.indexOf(document.activeElement);
      if (!all.length || (at < 0 && document.activeElement !== words)) return;
      var to = event.key === "ArrowDown" ? at + 1 : at - 1;
      if (to < 0) words.focus();
      else if (all[to]) all[to].focus();
      event.preventDefault();
    }
    form.addEventListener("keydown", keyed);
    panel.addEventListener("keydown", keyed);

    return {
      // The rest of the index has come: what is shown gets better, unless somebody is already among it.
      finer: function () {
        searcher = ready();
        if (!panel.hidden && shown && !panel.contains(document.activeElement)) show(shown);
      },
      typing: function () {
        clearTimeout(waiting);
        waiting = setTimeout(function () { show(WHILE_TYPING); }, PATIENCE);
      },
      asked: function () {
        clearTimeout(waiting);
        show(ASKED);
        var first = ways()[0];
        if (first) first.focus();
      }
    };
  };
})(self);
