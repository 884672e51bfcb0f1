// A word with a dotted line leads to its meaning at the foot of the page. With scripting the meaning
// also opens beside the word, and Escape or a second press closes it. Nothing is fetched or stored.
(function () {
  "use strict";
  var open = null;
  function close() {
    if (!open) return;
    open.bubble.remove();
    open.link.removeAttribute("aria-describedby");
    open = null;
  }
  function show(link) {
    var word = document.getElementById(link.hash.slice(1));
    var meaning = word && word.querySelector("dd");
    if (!meaning) return false;
    close();
    var bubble = document.createElement("span");
    bubble.className = "bubble";
    bubble.id = "bubble";
    bubble.setAttribute("role", "status");
    bubble.textContent = meaning.textContent;
    link.insertAdjacentElement("afterend", bubble);
    link.setAttribute("aria-describedby", "bubble");
    open = { link: link, bubble: bubble };
    return true;
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.term") : null;
    if (!link) {
      if (open && !open.bubble.contains(event.target)) close();
      return;
    }
    if (open && open.link === link) {
      close();
      event.preventDefault();
    } else if (show(link)) {
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && open) {
      var link = open.link;
      close();
      link.focus();
    }
  });
})();
