/* Changing a chart. Every action makes a new proposal and has it drawn and told by the desk; nothing is kept
   until “Save the chart”. */
(() => {
  "use strict";

  const keyOf = (title) => title.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");

  /* Suggest a key from a title until someone writes a key of their own. */
  const suggest = (title, key, free = (words) => words) => {
    let own = key.value !== "";
    key.oninput = () => { own = key.value !== ""; };
    title.oninput = () => { if (!own && !key.disabled) key.value = free(keyOf(title.value)); };
  };

  const newChart = document.querySelector("[data-new-chart]");
  if (newChart) suggest(newChart.elements.title, newChart.elements.key);

  const root = document.querySelector("[data-charting]");
  const given = document.getElementById("charting-start");
  /* The drawing begins with the box that is told first in its middle. */
  const told = root && root.querySelector(".charting-told [data-place]");
  const first = told && document.getElementById(`box-${told.dataset.place.replace("/", "--")}`);
  if (first) {
    const drawing = root.querySelector("[data-drawing]");
    const [inside, outside] = [first.getBoundingClientRect(), drawing.getBoundingClientRect()];
    drawing.scrollLeft = inside.left - outside.left - (outside.width - inside.width) / 2;
  }

  const wide = root && root.querySelector("[data-wide]");
  if (wide) {
    wide.hidden = false;
    wide.onclick = () => {
      const on = root.classList.toggle("charting--wide");
      wide.setAttribute("aria-pressed", String(on));
    };
  }
  if (!root || !given) return;

  const start = JSON.parse(given.textContent);
  const find = (selector, within = root) => within.querySelector(selector);
  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const [frame, toldPart, noticedPart] = [find("[data-drawing]"), find("[data-told]"), find("[data-noticed]")];
  const [saidPart, faultsPart, hint] = [find("[data-said]"), find("[data-faults]"), find("[data-hint]")];
  const hintAtRest = hint.textContent;
  const spotOf = (place) => place.replace("/", "--");
  const quoted = (place) => `“${titleOf(place)}”`;

  let now = start.proposal;
  let going = false;
  let picking = null;
  const past = [];

  function titleOf(place) {
    const boxes = [...now.boxes, ...start.elsewhere.flatMap((chart) => chart.boxes), ...start.procedures];
    const found = boxes.find((box) => box.place === place) || start.proposal.boxes.find((box) => box.place === place);
    return found ? found.title : place;
  }
  const boxAt = (place) => now.boxes.find((box) => box.place === place);
  const savedAs = (box) => box.was || box.place;
  const isNew = (box) => !(savedAs(box) in start.proposal.numbers);

  /* Asking the desk */

  const token = () => {
    const kept = document.cookie.split("; ").find((each) => each.startsWith("waymark_desk_csrf="));
    return kept ? kept.split("=")[1] : find("[name=csrfmiddlewaretoken]").value;
  };

  async function send(address, proposal) {
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify(proposal),
      });
      if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) {
        return { status: answer.status, told: await answer.json() };
      }
    } catch (error) { /* told below, like every other answer that is none */ }
    return { status: 0, told: { faults: ["The desk did not answer. You may have been signed out, or be offline. Your changes are still on this page: sign in again in another tab, then try once more."] } };
  }

  async function redraw(proposal) {
    root.setAttribute("aria-busy", "true");
    const { status, told } = await send(start.draw, proposal);
    root.removeAttribute("aria-busy");
    if (status !== 200) return told.faults;
    const open = all("details[open]", toldPart).map((each) => each.closest("[data-place]").dataset.place);
    const at = [frame.scrollLeft, frame.scrollTop];
    frame.innerHTML = told.svg;
    toldPart.innerHTML = told.told;
    noticedPart.innerHTML = told.noticed;
    find("[data-undrawn]").hidden = told.svg !== "" || proposal.boxes.length === 0;
    for (const place of open) openTools(place);
    [frame.scrollLeft, frame.scrollTop] = at;
    root.dataset.findings = told.findings.filter((each) => !each.words).length;
    return null;
  }

  /* Every action goes through here, one after the other. It answers with faults, or with nothing. */
  let line = Promise.resolve();
  function act(words, change) {
    line = line.then(async () => {
      const next = structuredClone(now);
      change(next);
      const faults = await redraw(next);
      if (faults) return faults;
      past.push({ words, before: now });
      now = next;
      showState();
      const count = Number(root.dataset.findings);
      say(`${words}. ${count === 0 ? "The chart is whole." : count === 1 ? "1 thing to put right." : `${count} things to put right.`}`);
      return null;
    });
    return line;
  }

  function undo() {
    line = line.then(async () => {
      const last = past[past.length - 1];
      if (!last) return null;
      const faults = await redraw(last.before);
      if (faults) return faults;
      past.pop();
      now = last.before;
      showState();
      say(`Undone: ${last.words}.`);
      return null;
    });
    return line;
  }

  const isChanged = () => past.length > 0 || start.tidied;

  function showState() {
    find("[data-do=undo]").disabled = past.length === 0;
    find("[data-undo]").textContent = past.length ? `: ${past[past.length - 1].words}` : "";
    find("[data-do=save]").disabled = !isChanged();
    const done = find("[data-done]");
    done.hidden = past.length === 0;
    find("summary", done).textContent = past.length === 1 ? "1 change, not saved yet" : `${past.length} changes, not saved yet`;
    find("ol", done).replaceChildren(...past.map((each) => listed(each.words)));
  }

  /* Telling and pointing */

  const listed = (words) => Object.assign(document.createElement("li"), { textContent: words });
  const say = (words) => { saidPart.textContent = words; faultsPart.replaceChildren(); };
  const paragraphs = (faults) => faults.map((words) => Object.assign(document.createElement("p"), { className: "desk-finding desk-finding--refuse", textContent: words }));
  const complain = (faults) => { saidPart.textContent = ""; faultsPart.replaceChildren(...paragraphs(faults)); faultsPart.scrollIntoView({ block: "nearest" }); };
  const rowOf = (place) => document.getElementById(`told-${spotOf(place)}`);
  const shapeOf = (place) => document.getElementById(`box-${spotOf(place)}`);

  function openTools(place) {
    const tools = rowOf(place) && find("details", rowOf(place));
    if (tools) tools.open = true;
    return tools;
  }

  function show(place) {
    const shape = shapeOf(place);
    for (const each of all(".charting-shown", frame)) each.classList.remove("charting-shown");
    if (!shape) return;
    shape.classList.add("charting-shown");
    const [inside, outside] = [shape.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollBy(
      inside.left < outside.left || inside.right > outside.right ? inside.left - outside.left - (outside.width - inside.width) / 2 : 0,
      inside.top < outside.top || inside.bottom > outside.bottom ? inside.top - outside.top - (outside.height - inside.height) / 2 : 0,
    );
  }

  /* Put the focus where the work goes on: a tool of the box, else the box itself, else the first tool. */
  function goTo(place, doing) {
    const row = place && rowOf(place);
    if (!row) { find("[data-do=add]").focus(); return; }
    const tools = openTools(place);
    const tool = doing && find(`[data-do=${doing}]:not(:disabled)`, tools);
    (tool || find("summary", tools)).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    show(place);
  }

  /* Dialogs */

  function ask(name, fill, answer) {
    const dialog = document.getElementById(`charting-${name}`);
    const form = find("form", dialog);
    form.reset();
    find("[data-dialog-faults]", dialog).replaceChildren();
    fill(form.elements, dialog);
    form.onsubmit = (event) => { event.preventDefault(); finish(dialog, answer(form.elements)); };
    dialog.showModal();
  }

  async function finish(dialog, [words, change, place, doing]) {
    if (dialog.dataset.asking) return;
    dialog.dataset.asking = "yes";
    const faults = await act(words, change);
    delete dialog.dataset.asking;
    if (faults) {
      find("[data-dialog-faults]", dialog).replaceChildren(...paragraphs(faults));
      dialog.scrollTop = 0;
      all("input:not(:disabled), select", dialog).find((field) => field.offsetParent)?.focus({ preventScroll: true });
      return;
    }
    dialog.close();
    goTo(place, doing);
  }

  const option = (place, title) => new Option(title, place);
  const group = (title, boxes) => {
    const made = Object.assign(document.createElement("optgroup"), { label: title });
    made.append(...boxes.map((box) => option(box.place, box.title)));
    return made;
  };
  const own = () => group("This chart", now.boxes);
  const elsewhere = () => start.elsewhere.filter((chart) => chart.boxes.length).map((chart) => group(chart.title, chart.boxes));
  const offerAnswers = () => {
    const answers = new Set([start.everyCase, ...now.arrows.map((arrow) => arrow.answer).filter(Boolean)]);
    document.getElementById("charting-answers").replaceChildren(...[...answers].map((words) => option(words, "")));
  };

  const tidy = (words) => words.trim().replace(/\s+/g, " ");

  function askBox(heading, go, box, dialog, fields) {
    find("[data-heading]", dialog).textContent = heading;
    find("[data-go]", dialog).textContent = go;
    find("[data-adding]", dialog).hidden = Boolean(box);
    const fixed = box && start.fixed.includes(savedAs(box));
    const prefix = box ? box.place.slice(0, box.place.indexOf("/") + 1) : `${start.key}/`;
    find("[data-prefix]", dialog).textContent = prefix;
    find("[data-key-help]", dialog).textContent = fixed
      ? "It has been in force, so it stays as it is. The title can change as often as you like."
      : "Its address. It is suggested from the title, and stays for ever once it has been in force.";
    fields.title.value = box ? box.title : "";
    fields.kind.value = box ? box.kind : "step";
    fields.key.value = box ? box.place.slice(prefix.length) : "";
    fields.key.disabled = Boolean(fixed);
    fields.title.disabled = fields.kind.disabled = false;
    find("[data-loose]", dialog).hidden = true;
    const taken = new Set([...start.taken, ...now.boxes.map((each) => each.place)]);
    suggest(fields.title, fields.key, (words) => {
      let free = words;
      for (let n = 2; free && taken.has(prefix + free); n += 1) free = `${words}-${n}`;
      return free;
    });
    return prefix;
  }

  /* Boxes that stand on no chart yet can be put on this one, as they are. */
  function offerLoose(fields, dialog) {
    const busy = new Set([...now.boxes.map(savedAs), ...now.gone.map((each) => each.place), ...now.away.map((each) => each.place)]);
    const loose = start.loose.filter((box) => !busy.has(box.place));
    find("[data-loose]", dialog).hidden = loose.length === 0;
    fields.loose.replaceChildren(option("", "A new box"), ...loose.map((box) => option(box.place, `“${box.title}”, on no chart yet`)));
    fields.loose.onchange = () => {
      const box = loose.find((each) => each.place === fields.loose.value);
      const [first, key] = box ? box.place.split("/") : [start.key, ""];
      find("[data-prefix]", dialog).textContent = `${first}/`;
      [fields.title.value, fields.kind.value, fields.key.value] = box ? [box.title, box.kind, key] : ["", "step", ""];
      fields.title.disabled = fields.kind.disabled = fields.key.disabled = Boolean(box);
      suggest(fields.title, fields.key);
    };
  }

  function addBox(after, leads) {
    const at = after || (now.boxes.length ? now.boxes[now.boxes.length - 1].place : "");
    ask("box", (fields, dialog) => {
      askBox(after ? `Add a box after “${titleOf(after)}”` : "Add a box", "Add the box", null, dialog, fields);
      offerAnswers();
      fields.after.replaceChildren(option("", "First"), ...now.boxes.map((box) => option(box.place, `After “${box.title}”`)));
      fields.after.value = at;
      fields.lead.checked = leads;
      offerLoose(fields, dialog);
      const leading = find("[data-leading]", dialog);
      const showLeading = () => {
        leading.hidden = fields.after.value === "";
        find("[data-answering]", dialog).hidden = leading.hidden || !fields.lead.checked;
      };
      fields.after.onchange = fields.lead.onchange = showLeading;
      showLeading();
    }, (fields) => {
      const place = fields.loose.value || `${start.key}/${tidy(fields.key.value)}`;
      const [title, kind, from] = [tidy(fields.title.value), fields.kind.value, fields.after.value];
      const [lead, answer] = [fields.lead.checked && from !== "", fields.answer.value];
      const words = `Added the box “${title}”${lead ? ` with an arrow from ${quoted(from)}` : ""}`;
      return [words, (next) => {
        next.boxes.splice(next.boxes.findIndex((box) => box.place === from) + 1, 0, { place, title, kind });
        if (lead) putArrow(next, { from, to: place, answer: tidy(answer) });
      }, place, "join"];
    });
  }

  function changeBox(place) {
    const box = boxAt(place);
    let prefix = "";
    ask("box", (fields, dialog) => {
      prefix = askBox(`Change “${box.title}”`, "Change the box", box, dialog, fields);
    }, (fields) => {
      const [title, kind, to] = [tidy(fields.title.value), fields.kind.value, prefix + tidy(fields.key.value)];
      return [`Changed the box ${title === box.title ? "" : `“${box.title}” to `}“${title}”`, (next) => {
        const mine = next.boxes.find((each) => each.place === place);
        const saved = savedAs(mine);
        Object.assign(mine, { title, kind, place: to });
        delete mine.was;
        if (saved in start.proposal.numbers && saved !== to) mine.was = saved;
        for (const arrow of next.arrows) {
          if (arrow.from === place) arrow.from = to;
          if (arrow.to === place) arrow.to = to;
        }
        for (const each of next.gone) each.see = each.see.map((see) => (see === place ? to : see));
      }, to, "change"];
    });
  }

  function putArrow(next, arrow) {
    const last = next.arrows.map((each) => each.from).lastIndexOf(arrow.from);
    next.arrows.splice(last < 0 ? next.arrows.length : last + 1, 0, arrow);
  }

  function askArrow(from, to, before) {
    const dialog = document.getElementById("charting-arrow");
    const same = (arrow) => before && arrow.from === before.from && arrow.to === before.to;
    ask("arrow", (fields) => {
      find("[data-heading]", dialog).textContent = before ? "Change an arrow" : "Add an arrow";
      find("[data-go]", dialog).textContent = before ? "Change the arrow" : "Add the arrow";
      find("[data-away]", dialog).hidden = !before;
      offerAnswers();
      fields.from.replaceChildren(...now.boxes.map((box) => option(box.place, box.title)));
      fields.to.replaceChildren(own(), ...elsewhere());
      if (from) fields.from.value = from;
      fields.to.value = to || (now.boxes.find((box) => box.place !== fields.from.value) || { place: "" }).place;
      fields.answer.value = before ? before.answer || "" : "";
      (from && to ? fields.answer : from ? fields.to : fields.from).autofocus = true;
    }, (fields) => {
      const arrow = { from: fields.from.value, to: fields.to.value, answer: tidy(fields.answer.value) };
      const words = `${before ? "Changed the arrow" : "Led an arrow"} from ${quoted(arrow.from)} to ${quoted(arrow.to)}`;
      return [words, (next) => {
        const at = next.arrows.findIndex(same);
        if (at >= 0 && arrow.from === before.from) { next.arrows[at] = arrow; return; }
        if (at >= 0) next.arrows.splice(at, 1);
        putArrow(next, arrow);
      }, arrow.from, "join"];
    });
    for (const field of all("[autofocus]", dialog)) { field.focus(); field.autofocus = false; }
    find("[data-away]", dialog).onclick = () => finish(dialog, [
      `Took away the arrow from ${quoted(before.from)} to ${quoted(before.to)}`,
      (next) => { next.arrows = next.arrows.filter((arrow) => !same(arrow)); },
      before.from, "join",
    ]);
  }

  const nextTo = (place) => {
    const at = now.boxes.findIndex((box) => box.place === place);
    const box = now.boxes[at + 1] || now.boxes[at - 1];
    return box ? box.place : "";
  };

  function moveBox(place) {
    if (boxAt(place).was) { complain(["Save the new key of this box before you move it."]); return; }
    const beside = nextTo(place);
    ask("move", (fields, dialog) => {
      find("[data-heading]", dialog).textContent = `Move ${quoted(place)} to another chart`;
      fields.chart.replaceChildren(...start.charts.map((chart) => option(chart.key, chart.title)));
    }, (fields) => {
      const chart = fields.chart.value;
      return [`Moved ${quoted(place)} to ${fields.chart.selectedOptions[0]?.text}`, (next) => {
        next.boxes = next.boxes.filter((box) => box.place !== place);
        next.away.push({ place, chart });
      }, beside];
    });
  }

  const withoutBox = (next, place) => {
    next.boxes = next.boxes.filter((box) => box.place !== place);
    next.arrows = next.arrows.filter((arrow) => arrow.from !== place && arrow.to !== place);
  };

  async function withdrawBox(place) {
    const box = boxAt(place);
    const [saved, beside] = [savedAs(box), nextTo(place)];
    if (isNew(box)) {
      const faults = await act(`Took away the new box “${box.title}”`, (next) => withoutBox(next, place));
      if (faults) complain(faults); else goTo(beside);
      return;
    }
    ask("withdraw", (fields, dialog) => {
      find("[data-heading]", dialog).textContent = `Withdraw “${box.title}”`;
      const losing = now.arrows.filter((arrow) => arrow.from === place || arrow.to === place)
        .map((arrow) => `from ${quoted(arrow.from)} to ${quoted(arrow.to)}`);
      losing.push(...start.arriving.filter((arrow) => arrow.to === saved).map((arrow) => `from “${arrow.from}” (${arrow.chart})`));
      find("[data-losing]", dialog).hidden = losing.length === 0;
      find(".charting-losing", dialog).replaceChildren(...losing.map(listed));
      const procedures = start.procedures.length ? [group("Procedures", start.procedures)] : [];
      for (const [field, none] of [[fields.see, "Nothing stands in its place"], [fields.also, "Nothing more"]]) {
        const staying = group("This chart", now.boxes.filter((each) => each.place !== place));
        field.replaceChildren(option("", none), staying, ...elsewhere(), ...procedures.map((each) => each.cloneNode(true)));
        field.value = "";
      }
      const on = now.arrows.find((arrow) => arrow.from === place && arrow.to !== place);
      if (on) fields.see.value = on.to;
    }, (fields) => {
      const see = [...new Set([fields.see.value, fields.also.value])].filter(Boolean);
      return [`Withdrew “${box.title}”`, (next) => {
        withoutBox(next, place);
        next.gone.push({ place: saved, see });
      }, beside];
    });
  }

  async function step(place, by, doing) {
    const faults = await act(`Moved “${boxAt(place).title}” ${by < 0 ? "up" : "down"} the list`, (next) => {
      const at = next.boxes.findIndex((box) => box.place === place);
      const [box] = next.boxes.splice(at, 1);
      next.boxes.splice(Math.max(0, at + by), 0, box);
    });
    if (faults) complain(faults); else goTo(place, find(`[data-do=${doing}]`, rowOf(place)).disabled ? (by < 0 ? "down" : "up") : doing);
  }

  /* Joining two boxes in the drawing, by mouse or with Tab and Enter */

  function pick(on, words = "") {
    picking = on ? { from: null } : null;
    find("[data-do=pick]").setAttribute("aria-pressed", String(on));
    frame.classList.toggle("charting-frame--picking", on);
    for (const each of all(".charting-from", frame)) each.classList.remove("charting-from");
    hint.textContent = on ? "Click the box that the arrow starts from, or go to it with Tab and press Enter. Escape stops." : hintAtRest;
    if (on) {
      say(hint.textContent);
      const first = find(".chart__shape", frame);
      if (first) first.focus();
    } else if (words) say(words);
  }

  function picked(shape) {
    const place = [...now.boxes, ...start.elsewhere.flatMap((chart) => chart.boxes)].map((box) => box.place)
      .find((each) => `box-${spotOf(each)}` === shape.id);
    if (!place) return;
    if (!picking.from) {
      if (!boxAt(place)) { say("An arrow of this chart starts from a box of this chart. Choose another."); return; }
      picking.from = place;
      shape.classList.add("charting-from");
      hint.textContent = `From ${quoted(place)}. Now choose the box that it leads to.`;
      say(hint.textContent);
      return;
    }
    if (place === picking.from) { say("An arrow cannot lead back to the same box. Choose another, or press Escape."); return; }
    const { from } = picking;
    pick(false);
    askArrow(from, place, null);
  }

  /* Saving */

  async function save() {
    const button = find("[data-do=save]");
    // Nothing is done to the chart while its answer is awaited, so that nothing can be lost.
    const page = document.getElementById("main");
    page.inert = true;
    await line;
    const { status, told } = await send(start.save, now);
    if (status === 200) {
      going = true;
      window.location.assign(told.address);
      return;
    }
    page.inert = false;
    button.focus();
    if (status !== 409) { complain(told.faults); return; }
    const dialog = document.getElementById("charting-overtaken");
    find("[data-dialog-faults]", dialog).replaceChildren(...paragraphs(told.faults));
    find("[data-did]", dialog).replaceChildren(...past.map((each) => listed(each.words)));
    dialog.showModal();
  }

  /* What people press */

  async function undone() {
    const faults = await undo();
    if (faults) complain(faults);
    const button = find("[data-do=undo]");
    (button.disabled ? find("[data-do=add]") : button).focus();
  }

  const doing = {
    add: () => addBox("", false),
    lead: () => askArrow("", "", null),
    pick: () => pick(!picking, "Joining stopped."),
    undo: undone,
    save,
    after: (place) => addBox(place, true),
    join: (place) => askArrow(place, "", null),
    change: changeBox,
    up: (place) => step(place, -1, "up"),
    down: (place) => step(place, 1, "down"),
    move: moveBox,
    withdraw: withdrawBox,
    arrow: (_, pressed) => {
      const { from, to } = pressed.dataset;
      const before = now.arrows.find((arrow) => arrow.from === from && arrow.to === to);
      if (before) askArrow(from, to, before);
    },
  };

  root.addEventListener("click", (event) => {
    const shape = event.target.closest(".chart__shape");
    if (picking && shape) { event.preventDefault(); picked(shape); return; }
    const pressed = event.target.closest("[data-do]");
    if (pressed) { doing[pressed.dataset.do](pressed.closest("[data-place]")?.dataset.place, pressed); return; }
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    if (event.target.closest("[data-again]")) { going = true; window.location.reload(); }
  });

  for (const sort of ["mouseover", "focusin"]) {
    toldPart.addEventListener(sort, (event) => {
      const row = event.target.closest("[data-place]");
      if (row && !picking) {
        for (const each of all(".charting-shown", frame)) each.classList.remove("charting-shown");
        shapeOf(row.dataset.place)?.classList.add("charting-shown");
      }
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && picking) { pick(false, "Joining stopped."); find("[data-do=pick]").focus(); }
    const writing = event.target.closest("input, select, textarea, dialog");
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z" && !writing && past.length) {
      event.preventDefault();
      undone();
    }
  });

  window.addEventListener("beforeunload", (event) => { if (isChanged() && past.length && !going) event.preventDefault(); });

  const bar = find(".charting-bar");
  bar.hidden = false;
  new ResizeObserver(() => root.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
  root.classList.add("charting--live");
  showState();
})();
