// Runs the browser's counting under Node: limits and starts in, deadlines out, as JSON.
"use strict";
const { readFileSync } = require("fs");
const { runInThisContext } = require("vm");
globalThis.self = globalThis;
const { script, asked } = JSON.parse(readFileSync(0, "utf8"));
runInThisContext(script);
const when = globalThis.waymarkWhen(globalThis.waymarkHolidays);
process.stdout.write(JSON.stringify(asked.map((each) => when(...each))));
