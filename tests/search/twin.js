// Runs the browser's engine under Node: indexes and questions in, places out, as JSON.
"use strict";
const { readFileSync } = require("fs");
const { runInThisContext } = require("vm");
globalThis.self = globalThis;
runInThisContext(readFileSync(process.argv[2], "utf8"));
const { indexes, asked, texts, favoured } = JSON.parse(readFileSync(0, "utf8"));
for (const file of indexes) runInThisContext(readFileSync(file, "utf8"));
const find = globalThis.waymarkFind;
const searcher = new find.Searcher(globalThis.waymarkIndexes);
const found = asked.map((typed) => {
  const outcome = searcher.search(typed, 10, favoured);
  return {
    results: outcome.results.map((each) => [each.place, each.score, each.facet, each.words]),
    limits: outcome.limits.map((each) => each[1]),
    ring: outcome.ring,
    typed: outcome.typed,
  };
});
process.stdout.write(JSON.stringify({ found, stems: texts.map((text) => find.wordsOf(text).map(find.stem)) }));
