// A word with a dotted line leads to its meaning at the foot of the page. With scripting the meaning opens
// beside the word: by a press, Enter or Space; it closes by the same again, by Escape, and by going elsewhere.
// Nothing is fetched or stored.
(function () {
  "use strict";
  var links = document.querySelectorAll("a.term"), open = null, said, count = 0;
  function meaningOf(link) {
    var word = link.hash && document.getElementById(link.hash.slice(1));
    return word && word.querySelector("dd");
  }
  function close() {
    if (!open) return;
    open.bubble.remove();
    open.link.setAttribute("aria-expanded", "false");
    open.link.removeAttribute("aria-describedby");
    said.textContent = "";
    open = null;
  }
  function show(link) {
    close();
    var bubble = document.createElement("span"), way = document.createElement("button");
    var told = document.createElement("span"), meaning = meaningOf(link).textContent;
    bubble.className = "bubble";
    told.id = "meaning-" + (count += 1);
    told.textContent = meaning;
    way.className = "bubble__close";
    way.type = "button";
    way.textContent = "Close";
    bubble.appendChild(told);
    bubble.appendChild(way);
    // At the end of the paragraph, so that the sentence stays whole.
    link.closest("p, li, dd, h3, td").appendChild(bubble);
    bubble.scrollIntoView({ block: "nearest" });
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-describedby", told.id);
    said.textContent = link.textContent + " means: " + meaning;
    open = { link: link, bubble: bubble };
  }
  function back() {
    var link = open.link;
    close();
    link.focus();
  }
  for (var n = 0; n < links.length; n += 1) {
    if (!meaningOf(links[n])) continue;
    // It opens something here and goes nowhere, so that is what it is called.
    links[n].setAttribute("role", "button");
    links[n].setAttribute("aria-expanded", "false");
    if (!said) {
      // What is said aloud stands ready from the start: a region made on the spot is often not heard.
      said = document.createElement("p");
      said.className = "govuk-visually-hidden";
      said.setAttribute("role", "status");
      document.body.appendChild(said);
    }
  }
  if (!said) return;
  function pressed(event) {
    var link = event.target.closest ? event.target.closest("a.term[aria-expanded]") : null;
    if (!link) return false;
    event.preventDefault();
    if (open && open.link === link) close();
    else show(link);
    return true;
  }
  document.addEventListener("click", function (event) {
    if (pressed(event) || !open) return;
    if (event.target.className === "bubble__close") back();
    else if (!open.bubble.contains(event.target)) close();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === " ") pressed(event);
    else if (event.key === "Escape" && open) {
      event.preventDefault();
      back();
    }
  });
})();
