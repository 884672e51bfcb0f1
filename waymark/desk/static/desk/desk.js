// On every page of the desk: a box that narrows a list, and asking before what is not easily undone.
(() => {
  // New hands find a bar they can see; whoever prefers the floating one keeps it.
  try { if (!localStorage.getItem("wagtail:draftail-toolbar")) localStorage.setItem("wagtail:draftail-toolbar", "sticky"); } catch { /* no storage, no choice kept */ }

  const plain = (words) => words.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, " ");

  // <input data-narrows="#list"> hides the rows [data-row] of a list, and [data-rows] where none is left.
  const narrow = (input) => {
    const whole = document.querySelector(input.dataset.narrows);
    const asked = plain(input.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const row of whole.querySelectorAll("[data-row]")) {
      row.hidden = !asked.every((word) => plain(row.textContent).includes(word));
      if (!row.hidden) shown += 1;
    }
    for (const group of whole.querySelectorAll("[data-rows]")) group.hidden = asked.length > 0 && !group.querySelector("[data-row]:not([hidden])");
    const said = document.querySelector(`[data-narrowed="${input.dataset.narrows}"]`);
    if (said) said.textContent = asked.length ? (shown === 0 ? "Nothing fits these words." : `${shown} ${shown === 1 ? "fits" : "fit"}.`) : "";
  };

  const start = () => {
    for (const input of document.querySelectorAll("[data-narrows]")) {
      input.addEventListener("input", () => narrow(input));
      input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
      if (input.value) narrow(input);
    }
  };
  window.addEventListener("load", () => document.querySelector(".sidebar-custom-branding")?.setAttribute("aria-label", "Waymark: today"));
  document.addEventListener("submit", (event) => {
    const asks = event.submitter?.dataset.ask || event.target.dataset.ask;
    if (asks && !window.confirm(asks)) event.preventDefault();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
