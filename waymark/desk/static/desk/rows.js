// Rows: a list in a form. Each row has a name, the button below says what it adds, and what is taken out
// can be put back at once.
(() => {
  const { ListBlock, ListBlockDefinition } = window.wagtailStreamField.blocks;
  const made = (tag, more = {}, words = "") => Object.assign(document.createElement(tag), more, words ? { textContent: words } : {});

  // Only the last place to add shows; rows are put in order by their arrows or by dragging.
  class AddButton {
    constructor(placeholder, { index, onRequestInsert, words }) {
      this.index = index;
      this.element = made("div", { className: "desk-rows__add" });
      const button = made("button", { type: "button", className: "button button-small button-secondary" }, words);
      button.dataset.rowsAdd = "";
      button.addEventListener("click", () => onRequestInsert(this.index));
      this.element.append(button);
      placeholder.replaceWith(this.element);
    }
    setIndex(index) { this.index = index; }
    delete() { this.element.remove(); }
  }

  class Rows extends ListBlock {
    constructor(definition, placeholder, prefix, state, error) {
      super(definition, placeholder, prefix, state, error);
      this.element = this.container[0];
      this.element.classList.add("desk-rows");
      this.element.addEventListener("change", () => this.nameRows());
      this.element.addEventListener("waymark-named", () => this.nameRows());
    }

    _createInsertionControl(placeholder, given) {
      return new AddButton(placeholder, { ...given, words: this.blockDef.meta.add });
    }

    _createChild(...given) {
      const child = super._createChild(...given);
      const part = (name) => child.element.querySelector(`[data-panel-${name}]`);
      const heading = made("p", { className: "desk-rows__name", id: part("heading").id });
      part("heading").replaceWith(heading);
      part("toggle").hidden = true;
      child.element.querySelectorAll('.w-panel__anchor, .w-panel__divider, [data-streamfield-action="DUPLICATE"]').forEach((each) => each.remove());
      // Our own dress: Wagtail's panels are made for pages of blocks within blocks.
      child.element.querySelector("section").className = this.blockDef.childBlockDef.childBlockDefs ? "desk-row" : "desk-row desk-row--single";
      child.element.querySelector("section").setAttribute("role", "group");
      child.element.querySelector(".w-panel__header").className = "desk-row__head";
      child.element.querySelector(".w-panel__content").className = "desk-row__words";
      part("controls").className = "desk-row__ways";
      child.element.classList.add("desk-rows__row");
      child.named = heading;
      return child;
    }

    blockCountChanged() { super.blockCountChanged(); this.nameRows(); }

    // A row is called by what it is and its number, or by what it was picked for: “For one role: Police”.
    nameRows() {
      const { one, namedBy } = this.blockDef.meta;
      this.children.forEach((child, at) => {
        const picked = namedBy && child.element.querySelector(`[data-contentpath="${namedBy}"] [data-picked-words]`);
        const words = picked?.textContent || "";
        const name = words ? `${one}: ${words}` : `${one} ${at + 1}`;
        if (child.named.textContent !== name) child.named.textContent = name;
        const say = { MOVE_UP: "Move up", MOVE_DOWN: "Move down", DRAG: "Drag", DELETE: "Take out" };
        child.element.querySelectorAll(":scope > section > .desk-row__head [data-streamfield-action]").forEach((button) => {
          const words = say[button.dataset.streamfieldAction];
          if (!words) return;
          button.title = words;
          button.setAttribute("aria-label", `${words}: ${name}`);
          if (button.dataset.streamfieldAction === "DRAG") { button.tabIndex = -1; button.setAttribute("aria-hidden", "true"); }
        });
        // Where a row has more than one thing to pick, each is told by its own label too.
        const picks = [...child.element.querySelectorAll("waymark-pick")].filter((pick) => pick.closest(".desk-rows__row") === child.element);
        picks.forEach((pick) => {
          const field = picks.length > 1 ? pick.closest("[data-contentpath]")?.querySelector("label")?.textContent.replace("*", "").trim() : "";
          pick.dataset.label = field ? `${field}, ${one} ${at + 1}` : `${one} ${at + 1}`;
        });
      });
    }

    moveBlock(from, to) {
      const held = document.activeElement;
      super.moveBlock(from, to);
      this.nameRows();
      if (held && this.element.contains(held)) held.focus();
      this.changed();
    }

    deleteBlock(index) {
      const child = this.children[index];
      const state = child.block.getState();
      const name = child.named.textContent;
      super.deleteBlock(index, { animate: false });
      const back = made("div", { className: "desk-rows__back" });
      back.append(made("span", {}, `${name} is taken out. `));
      const button = made("button", { type: "button", className: "desk-plain" }, "Put it back");
      button.addEventListener("click", () => {
        back.remove();
        this.insert(state, Math.min(index, this.children.length), { focus: true });
        this.changed();
      });
      back.append(button);
      child.element.after(back);
      button.focus();
      this.changed();
    }

    _onRequestInsert(...given) { super._onRequestInsert(...given); this.changed(); }

    changed() { this.element.dispatchEvent(new Event("waymark-changed", { bubbles: true })); }
  }

  class RowsDefinition extends ListBlockDefinition {
    render(placeholder, prefix, state, error) { return new Rows(this, placeholder, prefix, state, error); }
  }
  window.telepath.register("desk.Rows", RowsDefinition);
})();
