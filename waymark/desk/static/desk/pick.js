// Picking: a dialog that offers what the manual already has, with what each thing says.
// `waymark.choose(list, {held, web, removable})` gives a promise of the choice, of {remove: true}, or of nothing.
(() => {
  const told = JSON.parse(document.getElementById("wagtail-config").textContent);
  const one = { provisions: "a source", lessons: "a lesson", timescales: "a time limit", roles: "a role", places: "where it leads", partnerships: "a partnership", pages: "a box or procedure", sayings: "the words that say why" };
  const made = (tag, more = {}, ...inside) => { const each = Object.assign(document.createElement(tag), more); each.append(...inside); return each; };
  const MOST = 80;
  const fetched = {};

  // What a scenario can lead to is much, and fetched only where one is written.
  const choices = (list) => {
    const more = list === "sayings" ? `${told.CHOICES.includes("?") ? "&" : "?"}sayings` : "";
    fetched[more] ||= fetch(told.CHOICES + more, { credentials: "same-origin", headers: { Accept: "application/json" } })
      .then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
      .catch(() => { delete fetched[more]; return null; });
    return fetched[more];
  };
  const find = async (list, to, fits = () => true) => ((await choices(list))?.[list] || []).find((each) => each.to === to && fits(each));
  const plain = (words) => words.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const matching = (rows, words) => {
    const asked = plain(words).split(" ").filter(Boolean);
    if (!asked.length) return rows;
    const ranked = rows.map((each) => {
      const name = plain(each.words);
      const all = ` ${name} ${plain(each.more)} ${plain(each.to)}`;
      if (!asked.every((word) => all.includes(` ${word}`) || (word.length > 3 && all.includes(word)))) return null;
      return [asked.every((word) => ` ${name}`.includes(` ${word}`)) ? (name.startsWith(asked[0]) ? 0 : 1) : 2, each];
    }).filter(Boolean);
    return ranked.sort((a, b) => a[0] - b[0]).map(([, each]) => each);
  };
  const webAddress = (words) => {
    try {
      const address = new URL(words.trim());
      if (address.protocol !== "https:") return null;
      return address.href.replace(/[()[\]<>\\]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
    } catch { return null; }
  };

  class Chooser {
    constructor() {
      this.title = made("h2", { id: "choose-title" });
      this.search = made("input", { type: "search", id: "choose-search", autocomplete: "off", spellcheck: false });
      for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": "choose-list", "aria-expanded": "true", "aria-autocomplete": "list" })) this.search.setAttribute(name, value);
      this.sorts = made("div", { className: "desk-dialog__sorts" });
      this.sorts.setAttribute("role", "group");
      this.sorts.setAttribute("aria-label", "Show only");
      this.list = made("ul", { id: "choose-list", className: "desk-dialog__list" });
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-labelledby", "choose-title");
      this.count = made("p", { className: "desk-note desk-dialog__count" });
      this.count.setAttribute("role", "status");
      this.address = made("input", { type: "text", inputMode: "url", id: "choose-web", placeholder: "https://" });
      this.wrong = made("p", { className: "error-message", hidden: true, id: "choose-web-wrong" });
      this.wrong.setAttribute("role", "alert");
      this.take = made("button", { type: "button", className: "button button-small button-secondary" }, "Link to it");
      this.web = made("div", { className: "desk-dialog__web" }, made("label", { htmlFor: "choose-web" }, "Or a page on the web"), made("div", {}, this.address, this.take), this.wrong);
      this.remove = made("button", { type: "button", className: "button button-small no" }, "Take the link away");
      this.cancel = made("button", { type: "button", className: "button button-small button-secondary" }, "Leave it as it is");
      this.dialog = made("dialog", { className: "desk-dialog desk" }, this.title, made("label", { htmlFor: "choose-search" }, "Search by words"), this.search, this.sorts, this.count, this.list, this.web, made("div", { className: "desk-actions" }, this.remove, this.cancel));
      this.dialog.setAttribute("aria-labelledby", "choose-title");
      document.body.append(this.dialog);
      this.search.addEventListener("input", () => this.show());
      this.dialog.addEventListener("keydown", (event) => this.key(event));
      this.list.addEventListener("click", (event) => { const row = event.target.closest("[role=option]"); if (row) this.end(this.shown[row.dataset.at]); });
      this.take.addEventListener("click", () => this.takeWeb());
      this.remove.addEventListener("click", () => this.end({ remove: true }));
      this.cancel.addEventListener("click", () => this.end(null));
      this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.end(null); });
      this.dialog.addEventListener("close", () => this.end(null));
    }

    async open(list, { held = "", web = false, removable = false, fits = () => true, none = "" } = {}) {
      this.end(null);
      const back = document.activeElement;
      this.title.textContent = `Choose ${one[list] || ""}`;
      Object.assign(this, { held, none, sort: "", rows: [], shown: [], at: -1 });
      this.search.value = ""; this.wrong.hidden = true;
      this.web.hidden = !web; this.remove.hidden = !removable;
      this.address.value = held.startsWith("https://") ? held : "";
      this.list.replaceChildren(); this.sorts.replaceChildren();
      this.count.textContent = "Fetching what there is…";
      this.dialog.showModal();
      this.search.focus();
      const answer = new Promise((done) => { this.done = (choice) => { done(choice); back?.focus?.(); }; });
      choices(list).then((all) => {
        if (!all) { this.count.textContent = "The list could not be fetched. Close this and try again."; return; }
        this.rows = (all[list] || []).filter(fits);
        if (list === "places" || list === "pages") this.offerSorts();
        this.show();
      });
      return answer;
    }

    offerSorts() {
      const first = ["Word", "Box", "Procedure"];
      const rank = (sort) => (first.includes(sort) ? first.indexOf(sort) : first.length);
      const sorts = [...new Set(this.rows.map((each) => each.more))].sort((a, b) => rank(a) - rank(b));
      if (sorts.length < 2) return;
      const many = { Word: "Words", Box: "Boxes", Procedure: "Procedures", Source: "Sources", Review: "Reviews", Chart: "Charts" };
      for (const sort of ["", ...sorts]) {
        const button = made("button", { type: "button", className: "desk-dialog__sort" }, sort ? many[sort] || sort : "Everything");
        button.setAttribute("aria-pressed", String(sort === this.sort));
        button.addEventListener("click", () => {
          this.sort = sort;
          for (const each of this.sorts.children) each.setAttribute("aria-pressed", String(each === button));
          this.show();
        });
        this.sorts.append(button);
      }
    }

    show() {
      const rows = this.sort ? this.rows.filter((each) => each.more === this.sort) : this.rows;
      const found = matching(rows, this.search.value);
      this.shown = found.slice(0, MOST);
      this.list.replaceChildren(...this.shown.map((each, at) => {
        const row = made("li", { id: `choose-${at}` }, made("span", { className: "desk-dialog__words" }, each.words));
        if (each.more) row.append(made("span", { className: "desk-dialog__more" }, each.more));
        row.setAttribute("role", "option");
        row.dataset.at = at;
        if (each.to === this.held) row.append(made("span", { className: "desk-mark" }, "chosen now"));
        return row;
      }));
      const held = this.shown.findIndex((each) => each.to === this.held);
      this.point(this.search.value ? (found.length ? 0 : -1) : held, true);
      this.count.textContent = !rows.length && this.none ? this.none : !found.length ? "Nothing fits these words." : found.length > MOST ? `${found.length} fit; the first ${MOST} are shown. Type more words to find yours.` : found.length === 1 ? "1 to choose from" : `${found.length} to choose from`;
    }

    point(at, quietly = false) {
      this.at = at;
      [...this.list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
      const row = this.list.children[at];
      if (row) { this.search.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
      else { this.search.removeAttribute("aria-activedescendant"); if (quietly) this.list.scrollTop = 0; }
    }

    key(event) {
      // A search box would keep the first Escape for itself.
      if (event.key === "Escape") { event.preventDefault(); this.end(null); return; }
      if (event.target === this.address && event.key === "Enter") { event.preventDefault(); this.takeWeb(); return; }
      if (event.target !== this.search) return;
      const last = this.shown.length - 1;
      const steps = { ArrowDown: Math.min(this.at + 1, last), ArrowUp: Math.max(this.at - 1, 0), PageDown: Math.min(this.at + 8, last), PageUp: Math.max(this.at - 8, 0) };
      if (event.key in steps) { event.preventDefault(); this.point(steps[event.key]); }
      if (event.key === "Enter") { event.preventDefault(); if (this.shown[this.at]) this.end(this.shown[this.at]); }
    }

    takeWeb() {
      const to = webAddress(this.address.value);
      this.wrong.hidden = Boolean(to);
      if (to) { this.end({ to, words: to, more: "" }); return; }
      this.wrong.textContent = "Give the whole address, starting with https://.";
      this.address.setAttribute("aria-describedby", "choose-web-wrong");
      this.address.focus();
    }

    end(choice) {
      const done = this.done;
      this.done = null;
      if (this.dialog.open) this.dialog.close();
      if (done) done(choice);
    }
  }

  let chooser;
  window.waymark = { ...(window.waymark || {}), find, webAddress, choose: (list, given) => { chooser ||= new Chooser(); return chooser.open(list, given); } };

  // <waymark-pick>: an input that holds a key shows the words of what was chosen, and a button to choose.
  class Pick extends HTMLElement {
    connectedCallback() {
      const input = this.querySelector("input");
      if (this.words) return;
      // Where the page is still being read, the input within is not there yet.
      if (!input) { if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.connectedCallback(), { once: true }); return; }
      this.input = input;
      this.list = input.dataset.pick;
      this.words = made("span", { className: "desk-pick__words" });
      this.words.dataset.pickedWords = "";
      this.more = made("span", { className: "desk-pick__more" });
      this.button = made("button", { type: "button", className: "button button-small button-secondary", id: input.id });
      this.clear = made("button", { type: "button", className: "desk-plain", hidden: true }, "Take it away");
      input.removeAttribute("id");
      input.type = "hidden";
      input.focus = () => this.button.focus();
      this.append(made("span", { className: "desk-pick__said" }, this.words, this.more), made("span", { className: "desk-pick__ways" }, this.button, this.clear));
      this.button.addEventListener("click", () => this.open());
      this.clear.addEventListener("click", () => { this.set(""); this.button.focus(); });
      // What can be picked here depends on what stands beside it: show at once when that no longer goes together.
      if (this.list === "sayings") this.closest(".desk-row, form").addEventListener("change", (event) => { if (event.target !== this.input) this.show(); });
      // The form's own scripts set the value just after the field is drawn.
      queueMicrotask(() => this.show());
      setTimeout(() => this.show());
    }

    static observedAttributes = ["data-label"];
    attributeChangedCallback() { if (this.button) this.name(); }

    beside(name) { return document.getElementsByName(this.input.name.replace(/says$/, name))[0]?.value || ""; }

    // Of the words that say why, those of the place and the facet that are chosen beside them.
    fits() {
      if (this.list !== "sayings") return () => true;
      const place = this.beside("place"), facet = this.beside("facet");
      return (each) => each.place === place && each.facet === facet;
    }

    name() {
      const label = this.dataset.label || this.closest(".desk-field")?.querySelector("label, .desk-label")?.textContent.trim() || "";
      this.button.textContent = this.input.value ? "Choose another…" : "Choose…";
      if (label) this.button.setAttribute("aria-label", `${this.button.textContent} ${label}${this.input.value ? `, now ${this.words.textContent}` : ""}`);
    }

    async show() {
      const { value } = this.input;
      const choice = value ? await find(this.list, value, this.fits()) : null;
      if (value !== this.input.value) return;
      this.classList.toggle("desk-pick--unknown", Boolean(value && !choice));
      this.words.textContent = choice ? choice.words : value ? (this.list === "sayings" ? "These words do not stand there" : "Not in the manual any more") : "";
      this.more.textContent = choice ? choice.more : value || "Nothing chosen yet";
      const force = /^(must|should|may): /.exec(choice?.more || "");
      if (force) this.more.replaceChildren(made("span", { className: "desk-mark" }, force[1]), ` ${choice.more.slice(force[0].length)}`);
      this.clear.hidden = !value || this.input.required || Boolean(this.closest(".desk-rows"));
      this.name();
      this.dispatchEvent(new Event("waymark-named", { bubbles: true }));
    }

    async open() {
      const choice = await window.waymark.choose(this.list, {
        held: this.input.value, fits: this.fits(),
        none: this.list === "sayings" ? "Nothing stands there. Choose the box or procedure first, and under which heading." : "",
      });
      if (choice) this.set(choice.to);
    }

    async set(value) {
      this.input.value = value;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      await this.show();
    }
  }
  customElements.define("waymark-pick", Pick);
})();
