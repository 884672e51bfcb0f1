// Pasting from Word, from the web, from mail: paragraphs, lists, bold and links to the web are kept;
// whatever else becomes words, and what Word had struck out or hidden is left behind.
(() => {
  const LEFT = new Set(["HEAD", "STYLE", "SCRIPT", "TITLE", "META", "LINK", "DEL", "S", "STRIKE", "TEMPLATE", "OBJECT", "IFRAME", "SVG", "MATH", "IMG", "XML", "NOSCRIPT", "BUTTON", "SELECT", "INPUT", "TEXTAREA"]);
  const BLOCKS = new Set(["P", "DIV", "LI", "UL", "OL", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "TABLE", "TBODY", "THEAD", "TFOOT", "BLOCKQUOTE", "PRE", "DL", "DT", "DD", "SECTION", "ARTICLE", "HEADER", "FOOTER", "MAIN", "NAV", "ASIDE", "FIGURE", "FIGCAPTION", "HR", "ADDRESS", "CAPTION", "BODY"]);
  const BETWEEN = " – ";
  const unseen = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffc]/g;

  const style = (each) => (each.getAttribute("style") || "").toLowerCase().replace(/\s/g, "");
  const leftBehind = (each) => {
    if (LEFT.has(each.tagName) || /^(v|w|m):/i.test(each.tagName)) return true;
    const said = style(each);
    if (/display:none|mso-hide:all|mso-list:ignore|mso-element:(comment|header|footer)|text-decoration:line-through/.test(said)) return true;
    return /\bMso(Comment\w*|Del)\b|\bmsoDel\b/.test(each.getAttribute("class") || "");
  };
  const boldness = (each, now) => {
    const weight = /(?:^|;)font-weight:(\w+)/.exec(style(each))?.[1];
    if (weight) return weight === "bold" || weight === "bolder" || Number(weight) >= 600;
    return now || each.tagName === "B" || each.tagName === "STRONG";
  };
  // Word writes a point of a list as a paragraph, with its sign in a part that says “ignore”.
  const wordList = (each) => {
    if (!/mso-list:(?!none|ignore)/.test(style(each))) return null;
    const sign = [...each.querySelectorAll("[style]")].find((inner) => /mso-list:ignore/.test(style(inner)));
    return /[0-9a-z]+[.)]/i.test(sign?.textContent || "") ? "ordered-list-item" : "unordered-list-item";
  };

  // Blocks of words from HTML, or null where it came from an editor of ours, which knows better itself.
  const pasted = (html) => {
    if (html.includes("data-draftjs-conductor-fragment")) return null;
    const blocks = [];
    let block = null;
    const end = () => { if (block?.runs.some((run) => run.text.trim())) blocks.push(block); block = null; };
    const say = (text, how) => {
      block ||= { type: how.list || "unstyled", runs: [] };
      block.runs.push({ text: text.replace(unseen, "").replace(/\s+/g, " "), bold: how.bold && !how.heading, to: how.to });
    };
    const walk = (each, how) => {
      if (each.nodeType === Node.TEXT_NODE) { say(each.data, how); return; }
      if (each.nodeType !== Node.ELEMENT_NODE || leftBehind(each)) return;
      const tag = each.tagName;
      if (tag === "BR") { if (!how.list && !how.row) end(); else say(" ", how); return; }
      const next = { ...how, bold: boldness(each, how.bold), heading: how.heading || /^H[1-6]$/.test(tag) };
      if (tag === "A") { const href = each.getAttribute("href") || ""; next.to = window.waymark.webAddress(href) || how.to; }
      if (tag === "UL" || tag === "OL") next.within = tag;
      if (tag === "LI") next.list = how.within === "OL" ? "ordered-list-item" : "unordered-list-item";
      if (tag === "P" || tag === "DIV") next.list = wordList(each) || next.list;
      if (tag === "TR") {
        end();
        [...each.children].filter((cell) => cell.textContent.trim()).forEach((cell, at) => {
          if (at) say(BETWEEN, { ...next, bold: false });
          cell.childNodes.forEach((inner) => walk(inner, { ...next, row: true, bold: false }));
        });
        end();
        return;
      }
      const apart = BLOCKS.has(tag) && !how.row;
      if (apart && !(tag === "P" && how.list && !block)) end();
      if (BLOCKS.has(tag) && how.row) say(" ", next);
      each.childNodes.forEach((inner) => walk(inner, next));
      if (apart) end();
    };
    walk(new DOMParser().parseFromString(html, "text/html").body, {});
    end();
    return blocks;
  };

  const asRaw = (blocks) => {
    const raw = { blocks: [], entityMap: {} };
    for (const each of blocks) {
      const block = { type: each.type, text: "", depth: 0, inlineStyleRanges: [], entityRanges: [], data: {} };
      for (const run of each.runs) {
        let { text } = run;
        if (!block.text || block.text.endsWith(" ")) text = text.replace(/^ /, "");
        if (!text) continue;
        const where = { offset: block.text.length, length: text.length };
        if (run.bold && text.trim()) block.inlineStyleRanges.push({ ...where, style: "BOLD" });
        if (run.to) {
          const key = Object.keys(raw.entityMap).length;
          raw.entityMap[key] = { type: "PLACE", mutability: "MUTABLE", data: { to: run.to } };
          block.entityRanges.push({ ...where, key });
        }
        block.text += text;
      }
      block.text = block.text.replace(/ $/, "");
      for (const range of [...block.inlineStyleRanges, ...block.entityRanges]) range.length = Math.min(range.length, block.text.length - range.offset);
      if (block.text) raw.blocks.push(block);
    }
    return raw;
  };

  const insertPasted = (editorState, blocks) => {
    const { Modifier, EditorState, convertFromRaw } = window.DraftJS;
    const raw = asRaw(blocks);
    if (!raw.blocks.length) return editorState;
    let content = editorState.getCurrentContent();
    const selection = editorState.getSelection();
    const here = content.getBlockForKey(selection.getStartKey());
    // An empty line takes on what is pasted first; else a list would begin with a paragraph.
    if (!here.getText()) content = Modifier.setBlockType(content, selection, raw.blocks[0].type);
    content = Modifier.replaceWithFragment(content, selection, convertFromRaw(raw).getBlockMap());
    return EditorState.push(editorState, content, "insert-fragment");
  };

  window.waymark = { ...(window.waymark || {}), pasted, insertPasted };
})();
