// Findings while writing: the whole form is sent a moment after typing stops, and each answer stands at its field.
(() => {
  const form = document.querySelector("form[data-findings]");
  if (!form?.dataset.findings) return;
  const made = (tag, className = "", ...inside) => { const each = document.createElement(tag); if (className) each.className = className; each.append(...inside); return each; };
  const summary = form.querySelector("[data-noticed]");
  const whole = document.querySelector("[data-whole]");
  const PAUSE = 600;
  let waiting, sent, asking, again = false;

  const age = (years) => {
    const sort = years <= 14 ? "easy" : years <= 17 ? "fair" : "hard";
    const say = { easy: "", fair: ", a little hard", hard: ", hard" }[sort];
    const each = made("span", `desk-age desk-age--${sort}`, `reads at ${Math.round(years)}${say}`);
    each.title = "The age of a reader who follows this easily. Aim for 14 or under.";
    return each;
  };

  const home = (name) => {
    const input = form.elements[name];
    const field = input && (input.length && !input.tagName ? input[0] : input);
    if (!field) return null;
    return field.closest(".desk-rows__row [data-contentpath]:not([data-streamfield-child])") || field.closest(".desk-rows__row")?.querySelector(".desk-row__words") || field.closest(".desk-field");
  };

  const quoted = (sentence, words) => {
    const each = made("q", "desk-finding__sentence");
    const at = words ? sentence.toLowerCase().indexOf(words.toLowerCase()) : -1;
    if (at < 0) { each.append(sentence); return each; }
    each.append(sentence.slice(0, at), made("mark", "", sentence.slice(at, at + words.length)), sentence.slice(at + words.length));
    return each;
  };

  const told = (name, each) => {
    const box = made("div", `desk-finding desk-finding--${each.severity}`);
    if (each.sentence) box.append(made("p", "", quoted(each.sentence, each.words)));
    box.append(made("p", "", made("strong", "", each.what), each.mend ? ` ${each.mend}` : ""));
    const ways = made("p", "desk-finding__ways");
    for (const word of each.plainer || []) {
      const button = made("button", "button button-small button-secondary", `Say “${word}”`);
      button.type = "button";
      button.setAttribute("aria-label", `Say “${word}” in place of “${each.words}”`);
      button.addEventListener("click", () => { if (replace(name, each, word)) ask(0); else button.replaceWith(made("em", "", `Write “${word}” there.`)); });
      ways.append(button);
    }
    if (ways.children.length) box.append(ways);
    return box;
  };

  // As the words stood: a capital stays a capital.
  const like = (word, held) => (held[0] !== held[0].toLowerCase() && held[0] === held[0].toUpperCase() ? word[0].toUpperCase() + word.slice(1) : word);

  const replace = (name, { words, sentence }, word) => {
    const input = form.elements[name];
    const editor = input.draftailEditor;
    if (!editor) {
      const at = input.value.toLowerCase().indexOf(words.toLowerCase());
      if (at < 0 || input.type === "hidden") return false;
      input.setRangeText(like(word, input.value.slice(at, at + words.length)), at, at + words.length, "end");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    }
    const { Modifier, EditorState, SelectionState } = window.DraftJS;
    const state = editor.getEditorState();
    const content = state.getCurrentContent();
    const flat = (text) => text.replace(/\s+/g, " ");
    const blocks = content.getBlocksAsArray().filter((each) => each.getText().toLowerCase().includes(words.toLowerCase()));
    const block = blocks.find((each) => flat(each.getText()).includes(sentence)) || blocks[0];
    if (!block) return false;
    const text = block.getText();
    const from = Math.max(text.indexOf(sentence), 0);
    let at = text.toLowerCase().indexOf(words.toLowerCase(), from);
    if (at < 0) at = text.toLowerCase().indexOf(words.toLowerCase());
    const spot = SelectionState.createEmpty(block.getKey()).merge({ anchorOffset: at, focusOffset: at + words.length });
    const next = Modifier.replaceText(content, spot, like(word, text.slice(at, at + words.length)), block.getInlineStyleAt(at), block.getEntityAt(at));
    editor.onChange(EditorState.push(state, next, "insert-characters"));
    editor.saveState();
    return true;
  };

  const show = (answer) => {
    const held = document.activeElement?.closest(".desk-noticed");
    if (held) held.querySelector("button") && form.querySelector("[data-save]").focus({ preventScroll: true });
    form.querySelectorAll(".desk-noticed").forEach((each) => each.remove());
    form.querySelectorAll("[data-age]").forEach((each) => each.replaceChildren());
    let count = 0;
    for (const [facet, { age: years }] of Object.entries(answer.facets || {})) {
      const spot = form.querySelector(`[data-field="${CSS.escape(facet)}"] [data-age]`);
      if (spot && years != null) spot.replaceChildren(age(years));
    }
    for (const [name, { noticed }] of Object.entries(answer.fields || {})) {
      if (!noticed?.length) continue;
      const spot = home(name);
      if (!spot) continue;
      count += noticed.length;
      let box = spot.querySelector(":scope > .desk-noticed");
      if (!box) { box = made("div", "desk-noticed"); spot.append(box); }
      box.append(...noticed.map((each) => told(name, each)));
    }
    if (whole) whole.replaceChildren(...(answer.whole || []).map((each) => told("", each)));
    count += (answer.whole || []).length;
    const wrong = count === 0 && form.querySelector('[aria-invalid="true"]');
    const words = wrong ? "Put right what is marked" : count === 0 ? "Nothing to look at" : count === 1 ? "1 thing to look at" : `${count} things to look at`;
    if (summary.textContent !== words) {
      summary.textContent = words;
      form.querySelector("[data-noticed-said]").textContent = words;
    }
    summary.disabled = count === 0;
    const all = form.querySelector("[data-age-whole]");
    if (all) all.replaceChildren(...(answer.age != null ? [age(answer.age)] : []));
  };

  const ask = async (pause = PAUSE) => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const words = window.waymark.words();
      if (words === sent) return;
      if (asking) { again = true; return; }
      asking = true;
      sent = words;
      try {
        const answer = await fetch(form.dataset.findings, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        show(await answer.json());
      } catch { sent = null; summary.textContent = "The words could not be looked at just now"; summary.disabled = true; }
      asking = false;
      if (again) { again = false; ask(); }
    }, pause);
  };

  for (const event of ["input", "change", "keyup", "paste", "drop", "waymark-changed"]) form.addEventListener(event, () => ask());
  form.addEventListener("click", (event) => { if (event.target.closest("button")) ask(); });
  let at = -1;
  summary.addEventListener("click", () => {
    const all = [...document.querySelectorAll("[data-whole] .desk-finding, .desk-noticed .desk-finding")];
    if (!all.length) return;
    at = (at + 1) % all.length;
    all[at].tabIndex = -1;
    all[at].focus();
    all[at].scrollIntoView({ block: "center" });
  });
  window.addEventListener("load", () => ask(750));
})();
