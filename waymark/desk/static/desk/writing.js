// The page where a draft is written: what was changed since it was saved, and names suggested from a title.
(() => {
  const form = document.querySelector("form[data-writing]");
  if (!form) return;
  const state = form.querySelector("[data-state]");
  let saved = null;
  let leaving = false;

  // Editors keep their words a moment before they reach their field.
  const settle = () => {
    for (const input of form.querySelectorAll("[data-draftail-input], input[type=hidden]")) input.draftailEditor?.saveState?.();
  };
  const words = () => {
    settle();
    const held = [];
    for (const [name, value] of new FormData(form)) {
      if (name === "csrfmiddlewaretoken" || /-(id|type)$/.test(name) || typeof value !== "string") continue;
      held.push([name, value.startsWith('{"blocks"') ? value.replace(/"key":"[^"]*"/g, "") : value]);
    }
    return JSON.stringify(held.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const changed = () => saved !== null && words() !== saved;
  const tell = () => {
    const now = changed() || form.dataset.writing === "unsaved";
    state.textContent = now ? "Not saved yet" : state.dataset.state;
    state.classList.toggle("desk-bar__state--unsaved", now);
  };
  window.waymark = { ...(window.waymark || {}), settle, words };

  let waiting;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(tell, 350); };
  for (const event of ["input", "change", "keyup", "click", "paste", "drop", "waymark-changed"]) form.addEventListener(event, soon);

  form.addEventListener("submit", () => { settle(); leaving = true; setTimeout(() => { leaving = false; }, 4000); });
  window.addEventListener("beforeunload", (event) => { if (!leaving && (changed() || form.dataset.writing === "unsaved")) event.preventDefault(); });
  // What is shown first is what was saved, once the editors have drawn themselves.
  window.addEventListener("load", () => setTimeout(() => { saved = words(); tell(); form.dataset.ready = "yes"; }, 700));

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); form.requestSubmit(form.querySelector("[data-save]")); }
  });

  // What is to be put right comes into sight first.
  window.addEventListener("load", () => setTimeout(() => {
    const field = form.querySelector(".error-message")?.closest(".desk-field");
    if (!field) return;
    field.scrollIntoView({ block: "center" });
    (field.querySelector(".w-field--error [contenteditable=true], .w-field--error :is(input, textarea, select, button):not([type=hidden])") || field.querySelector(":is(input, textarea, select, button):not([type=hidden]), [contenteditable=true]"))?.focus({ preventScroll: true });
  }, 800));

  // Each box to write in is called by its label or by the name of its row, which changes as rows move.
  let called = 0;
  const call = () => {
    for (const box of form.querySelectorAll(".public-DraftEditor-content, .desk-row--single :is(textarea, input, select):not([type=hidden])")) {
      const name = box.closest(".desk-row--single")?.querySelector(".desk-rows__name")
        || box.closest(".desk-row [data-contentpath]")?.querySelector(":scope > label")
        || box.closest(".desk-field")?.querySelector("label");
      if (!name) continue;
      if (!name.id) name.id = `called-${(called += 1)}`;
      if (box.getAttribute("aria-labelledby") !== name.id) box.setAttribute("aria-labelledby", name.id);
    }
  };
  call();
  // Editors draw their boxes when they are ready, and again as rows move: each is named as it comes.
  new MutationObserver((seen) => { if (seen.some((each) => each.addedNodes.length)) call(); }).observe(form, { childList: true, subtree: true });

  // A place suggested from the title, until someone writes one.
  const slug = (title) => title.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");
  const suggested = form.querySelector("[data-suggest]");
  if (suggested) {
    const title = form.elements[suggested.dataset.suggest];
    const chart = form.elements.chart;
    let last = suggested.value;
    const suggest = () => {
      if (suggested.value !== last) return;
      const before = chart ? chart.value && `${chart.value}/` : suggested.dataset.before || "";
      const key = slug(title.value);
      last = key && (before || !chart) ? before + key : "";
      suggested.value = last;
    };
    title.addEventListener("input", suggest);
    chart?.addEventListener("change", suggest);
  }
})();
