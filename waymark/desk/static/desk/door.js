// Sending again what was written before one was signed out: signing in gave this browser a new token, so use that.
(() => {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-again]")) return;
    const kept = document.cookie.split("; ").find((each) => each.startsWith("waymark_desk_csrf="));
    const field = event.target.querySelector("[name=csrfmiddlewaretoken]");
    if (kept && field) field.value = kept.slice(kept.indexOf("=") + 1);
  });
})();
