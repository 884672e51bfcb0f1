// Practising: an answer shows once its choice is made. Until then it is hidden in a way that finding on the page
// and links to it open by themselves; printing shows all. Nothing is kept.
(function () {
  "use strict";
  var page = document.querySelector("[data-practise]"), all = document.createElement("button"), shown = false;
  function each(what, act) { Array.prototype.forEach.call(page.querySelectorAll(what), act); }
  function hide(answer, yes) {
    if (yes) answer.setAttribute("hidden", "until-found");
    else answer.removeAttribute("hidden");
    var said = answer.parentNode.querySelector(".moment__said"), open = answer.parentNode.querySelector(".answer:not([hidden])");
    said.hidden = !open;
    page.querySelector("[aria-controls=" + answer.id + "]").setAttribute("aria-expanded", String(!yes));
  }
  each(".choice", function (link) {
    var button = document.createElement("button"), answer = document.getElementById(link.hash.slice(1));
    button.type = "button";
    button.className = "choice";
    while (link.firstChild) button.appendChild(link.firstChild);
    button.setAttribute("aria-controls", answer.id);
    button.addEventListener("click", function () { hide(answer); answer.focus(); });
    link.parentNode.replaceChild(button, link);
    answer.addEventListener("beforematch", function () { hide(answer); });
    hide(answer, "#" + answer.id !== location.hash);
  });
  all.type = "button";
  all.className = "practise__all";
  function name() { all.textContent = shown ? "Hide the answers again" : "Show all answers, for a team meeting"; }
  all.addEventListener("click", function () {
    shown = !shown;
    each(".answer", function (answer) { hide(answer, !shown); });
    name();
  });
  name();
  page.insertBefore(all, page.querySelector(".practise__story"));
})();
