// Preview: what stands in the form, unsaved, is sent to be kept for a look, and the preview opens beside it.
// On the page of a preview: the way back leads to the words as they stand, and the first difference is in sight.
(() => {
  const frame = document.querySelector(".desk-preview-page");
  const toFirst = () => {
    const first = frame.contentDocument?.querySelector("main ins, main del");
    // The page within is moved, and the page around it stays.
    if (first) frame.contentWindow.scrollTo(0, first.getBoundingClientRect().top + frame.contentWindow.scrollY - frame.clientHeight / 3);
  };
  if (frame) { frame.addEventListener("load", toFirst); if (frame.contentDocument?.readyState === "complete") toFirst(); }
  document.addEventListener("click", (event) => {
    // The words in the other window may be unsaved: opening the draft anew would show it without them.
    if (!event.target.closest("[data-back]") || !window.opener || window.opener.closed) return;
    event.preventDefault();
    window.opener.focus();
    window.close();
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-preview]");
    if (!button) return;
    event.preventDefault();
    const form = button.closest("form") || document.querySelector("form.desk-form");
    const place = window.open("", "waymark-preview");
    const answer = await fetch(button.dataset.preview, { method: "POST", body: new FormData(form), credentials: "same-origin" }).catch(() => null);
    const told = (await answer?.json().catch(() => null)) || { faults: ["The desk did not answer, or you were signed out. Your words still stand here: sign in in another tab, then press Preview again."] };
    if (answer?.ok && told.address) { if (place) place.location = told.address; else location.href = told.address; return; }
    if (place) place.close();
    const said = document.querySelector("[data-preview-said]");
    if (said) { said.hidden = false; said.textContent = ["It cannot be shown yet.", ...(told.faults || [])].join(" "); said.focus?.(); }
  });
})();
