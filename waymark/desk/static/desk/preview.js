// Preview: what stands in the form, unsaved, is sent to be kept for a look, and the preview opens beside it.
(() => {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-preview]");
    if (!button) return;
    event.preventDefault();
    const form = button.closest("form") || document.querySelector("form.desk-form");
    const place = window.open("", "waymark-preview");
    const answer = await fetch(button.dataset.preview, { method: "POST", body: new FormData(form), credentials: "same-origin" }).catch(() => null);
    const told = (await answer?.json().catch(() => null)) || { faults: ["The desk did not answer, or you were signed out. Your words still stand here."] };
    if (answer?.ok && told.address) { if (place) place.location = told.address; else location.href = told.address; return; }
    if (place) place.close();
    const said = document.querySelector("[data-preview-said]");
    if (said) { said.hidden = false; said.textContent = ["It cannot be shown yet.", ...(told.faults || [])].join(" "); said.focus?.(); }
  });
})();
