// Asking an index in the browser: the same steps, in the same order, as asking.py takes. A test holds the
// two together on every place of every answer, so what is changed here is changed there.
(function (self) {
  "use strict";
  var LONGEST = 400, MOST_WORDS = 48;
  var ITSELF = 16, FAMILY = 10, PHRASE = 14, NEARLY = 12;
  var KEPT = 240, CLOSELY = 60, LIKENESS = 24, ALIKE = 1024, NEAR_FIRST = 15, LIMIT_ALIKE = 160, LIMITS = 2;
  var PRIOR = [16, 16, 11, 10, 14, 12, 7, 7, 8];
  var GUIDANCE = 4, TIME_LIMITS = 8, LONGEST_PHRASE = 7;
  var SHORTEST = 4, LONG = 7, BEGUN = 3, SPELT = 2;

  // Words: see words.py.

  function wordsOf(text) {
    var plain = text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
    plain = plain.replace(/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'").replace(/'s?(?![a-z0-9])/g, "").replace(/'/g, "");
    return plain.match(/[a-z0-9]+/g) || [];
  }

  function stem(word) {
    if (word.length < 4 || /^[0-9]/.test(word)) return word;
    word = plural(word);
    var ending = /ing$/.test(word) ? "ing" : /ed$/.test(word) ? "ed" : "";
    if (ending) {
      var left = word.slice(0, -ending.length);
      if (left.length >= 3 && /[aeiouy]/.test(left)) word = single(left);
    } else if (/ly$/.test(word) && word.length > 5) {
      word = word.slice(0, -2);
    }
    if (word.length > 4 && /e$/.test(word)) word = word.slice(0, -1);
    if (word.length > 3 && /y$/.test(word)) word = word.slice(0, -1) + "i";
    return word;
  }

  function plural(word) {
    if (/ie[sd]$/.test(word)) return word.slice(0, -3) + (word.length > 4 ? "y" : "ie");
    if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
    if (/s$/.test(word) && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
    return word;
  }

  function single(word) {
    var last = word[word.length - 1];
    return last === word[word.length - 2] && !/[lsz]/.test(last) ? word.slice(0, -1) : word;
  }

  function stemsOf(text) {
    return wordsOf(text).map(stem);
  }

  function told(text) {
    var written = /[\p{L}\p{N}]+(?:['\u2018\u2019][\p{L}\p{N}]+)*/gu, found = [], match;
    while ((match = written.exec(text))) {
      wordsOf(match[0]).forEach(function (word) {
        found.push({ stem: stem(word), start: match.index, end: match.index + match[0].length });
      });
    }
    return found;
  }

  // Families: see families.py.

  function Families(families) {
    var byPhrase = (this.byPhrase = new Map()), longest = (this.longest = new Map());
    families.forEach(function (family, number) {
      new Set(family.map(function (member) { return stemsOf(member).join(" "); })).forEach(function (phrase) {
        if (!phrase) return;
        if (!byPhrase.has(phrase)) byPhrase.set(phrase, []);
        byPhrase.get(phrase).push("~" + number);
        var words = phrase.split(" ");
        longest.set(words[0], Math.max(longest.get(words[0]) || 0, Math.min(words.length, LONGEST_PHRASE)));
      });
    });
  }
  Families.prototype.of = function (phrase) {
    return this.byPhrase.get(phrase) || [];
  };
  Families.prototype.phrases = function (stems) {
    var found = [];
    for (var at = 0; at < stems.length; at++) {
      for (var n = Math.min(this.longest.get(stems[at]) || 0, stems.length - at); n > 0; n--) {
        var phrase = stems.slice(at, at + n).join(" ");
        if (this.byPhrase.has(phrase)) found.push({ at: at, length: n, phrase: phrase });
      }
    }
    return found;
  };
  Families.prototype.named = function (stems) {
    var names = [], of = this.byPhrase;
    this.phrases(stems).forEach(function (one) { names.push.apply(names, of.get(one.phrase)); });
    return names;
  };

  // Spelling: see spelling.py.

  function nearly(word, rarity) {
    if (word.length < SHORTEST - 1) return [];
    var begun = [], spelt = [], most = word.length < LONG ? 1 : 2;
    rarity.forEach(function (tells, each) { if (each.startsWith(word)) begun.push([tells, each]); });
    if (begun.length) return begun.sort(inOrder).slice(0, BEGUN).map(last);
    if (word.length < SHORTEST) return [];
    rarity.forEach(function (tells, each) {
      if (each[0] === "~" || each.length < SHORTEST - 1 || Math.abs(each.length - word.length) > most) return;
      var far = distance(word, each, most);
      if (far <= most) spelt.push([far + (each[0] !== word[0] ? 1 : 0), tells, each]);
    });
    return spelt.sort(inOrder).slice(0, SPELT).map(last);
  }

  function inOrder(one, two) {
    for (var at = 0; at < one.length; at++) {
      if (one[at] < two[at]) return -1;
      if (one[at] > two[at]) return 1;
    }
    return 0;
  }

  function last(list) {
    return list[list.length - 1];
  }

  function distance(one, two, most) {
    var before = [], row = [], above;
    for (var n = 0; n <= two.length; n++) row.push(n);
    for (var at = 1; at <= one.length; at++) {
      above = row;
      row = [at];
      for (var by = 1; by <= two.length; by++) {
        var least = Math.min(row[by - 1] + 1, above[by] + 1, above[by - 1] + (one[at - 1] !== two[by - 1] ? 1 : 0));
        if (at > 1 && by > 1 && one[at - 1] === two[by - 2] && one[at - 2] === two[by - 1])
          least = Math.min(least, before[by - 2] + 1);
        row.push(least);
      }
      before = above;
      if (Math.min.apply(null, row) > most) return most + 1;
    }
    return row[row.length - 1];
  }

  // Asking: see asking.py.

  function part(whole, of) {
    return Math.floor(whole / of);
  }

  function Searcher(indexes) {
    var one = this, shared = indexes[0];
    one.families = new Families(shared.families || []);
    one.rarity = new Map();
    one.spots = new Map();
    one.order = new Map();
    one.impacts = new Map();
    one.facets = new Map();
    one.best = new Map();
    one.passages = new Map();
    one.danger = shared.danger || "";
    indexes.forEach(function (index) {
      index.spots.forEach(function (spot) {
        if (one.order.has(spot[0])) return;
        one.order.set(spot[0], one.order.size);
        one.spots.set(spot[0], spot);
      });
      index.words.forEach(function (word, at) {
        if (!one.rarity.has(word)) one.rarity.set(word, index.rarity[at]);
        take(one, word, index.hits[at], index.spots);
      });
    });
    indexes.forEach(function (index) {
      index.passages.forEach(function (passage) {
        var place = index.spots[passage[0]][0];
        if (!one.passages.has(place)) one.passages.set(place, []);
        one.passages.get(place).push(known(one, passage[1], passage[2]));
      });
    });
    one.limits = (shared.limits || []).map(function (limit) {
      return { limit: limit, asked: limit[5].map(function (line) { return known(one, TIME_LIMITS, line); }) };
    });
    one.asks = {};
    Object.keys(shared.asks || {}).forEach(function (what) { one.asks[what] = new Families([shared.asks[what]]); });
  }

  function take(one, word, hits, spots) {
    if (!one.impacts.has(word)) {
      one.impacts.set(word, new Map());
      one.facets.set(word, new Map());
    }
    var impacts = one.impacts.get(word), facets = one.facets.get(word), at = 0;
    for (var n = 0; n < hits.length; n += 3) {
      at += hits[n];
      var place = spots[at][0];
      if (hits[n + 1] > (impacts.get(place) || 0)) {
        impacts.set(place, hits[n + 1]);
        facets.set(place, hits[n + 2]);
      }
    }
  }

  function known(one, facet, text) {
    var stems = stemsOf(text), weight = 0;
    new Set(stems).forEach(function (word) { weight += one.rarity.get(word) || 0; });
    return {
      facet: facet, text: text, words: new Set(stems.concat(one.families.named(stems))), weight: Math.max(weight, 1)
    };
  }

  Searcher.prototype.units = function (typed) {
    var one = this, words = wordsOf(cut(typed)).slice(0, MOST_WORDS), stems = words.map(stem), units = new Map();
    stems.forEach(function (each, at) {
      var terms = units.has(each) ? [] : one.terms(each);
      if (!terms.length) return;
      var most = Math.max.apply(null, terms.map(function (term) { return one.rarity.get(term[0]); }));
      units.set(each, { said: words[at], rarity: one.rarity.has(each) ? one.rarity.get(each) : most, terms: terms });
    });
    one.families.phrases(stems).forEach(function (found) {
      if (found.length < 2 || units.has(found.phrase)) return;
      var names = one.families.of(found.phrase).filter(function (name) { return one.rarity.has(name); });
      if (!names.length) return;
      var most = Math.max.apply(null, names.map(function (name) { return one.rarity.get(name); }));
      units.set(found.phrase, {
        said: found.phrase, rarity: most, terms: names.map(function (name) { return [name, PHRASE]; })
      });
    });
    return Array.from(units.values()).sort(function (a, b) { return b.rarity - a.rarity; });
  };

  Searcher.prototype.terms = function (each) {
    var one = this;
    var families = one.families.of(each).filter(function (name) { return one.rarity.has(name); });
    if (one.rarity.has(each) || families.length) {
      var itself = one.rarity.has(each) ? [[each, ITSELF]] : [];
      return itself.concat(families.map(function (name) { return [name, FAMILY]; }));
    }
    return nearly(each, one.rarity).map(function (near) { return [near, NEARLY]; });
  };

  Searcher.prototype.search = function (typed, most) {
    var one = this, units = one.units(typed);
    if (!units.length) return { typed: wordsOf(typed).length > 0, results: [], limits: [], ring: false, danger: false };
    var sums = one.sums(units), whole = 0, weights = weighed(units);
    units.forEach(function (unit) { whole += unit.rarity; });
    whole = Math.max(1, whole);
    var closely = Array.from(sums.keys()).sort(function (a, b) {
      return sums.get(b) - sums.get(a) || one.order.get(a) - one.order.get(b);
    }).slice(0, CLOSELY);
    var results = closely.map(function (place) { return one.result(place, sums.get(place), weights, whole); });
    results.sort(function (a, b) { return b.score - a.score || one.order.get(a.place) - one.order.get(b.place); });
    results = localFirst(results).slice(0, most || 10);
    var stems = wordsOf(cut(typed)).slice(0, MOST_WORDS).map(stem);
    var first = results.slice(0, 3).map(function (result) { return result.place; });
    return {
      typed: true,
      results: results,
      limits: one.asked("time", stems) ? one.answers(weights, whole, first) : [],
      ring: one.asked("ring", stems),
      danger: first.indexOf(one.danger) >= 0
    };
  };

  Searcher.prototype.asked = function (what, stems) {
    return !!this.asks[what] && this.asks[what].phrases(stems).length > 0;
  };

  Searcher.prototype.sums = function (units) {
    var one = this, sums = new Map();
    units.forEach(function (unit) {
      var tables = unit.terms.map(function (term) { return [one.impacts.get(term[0]), term[1]]; });
      var places = Array.from(sums.keys());
      if (sums.size < KEPT) {
        var counts = new Map();
        unit.terms.forEach(function (term) {
          one.first(term[0]).forEach(function (place) {
            if (!sums.has(place) && !counts.has(place)) counts.set(place, counted(place, tables));
          });
        });
        Array.from(counts.keys()).sort(function (a, b) {
          return counts.get(b) - counts.get(a) || one.order.get(a) - one.order.get(b);
        }).slice(0, KEPT - sums.size).forEach(function (place) { sums.set(place, counts.get(place)); });
      }
      places.forEach(function (place) { sums.set(place, sums.get(place) + counted(place, tables)); });
    });
    return sums;
  };

  Searcher.prototype.first = function (term) {
    var one = this;
    if (!one.best.has(term)) {
      var impacts = one.impacts.get(term);
      one.best.set(term, Array.from(impacts.keys()).sort(function (a, b) {
        return impacts.get(b) - impacts.get(a) || one.order.get(a) - one.order.get(b);
      }).slice(0, KEPT));
    }
    return one.best.get(term);
  };

  Searcher.prototype.result = function (place, sum, weights, whole) {
    var spot = this.spots.get(place), best = 0, likest = null;
    (this.passages.get(place) || []).forEach(function (passage) {
      var like = likeness(passage, weights, whole);
      if (like > best) {
        best = like;
        likest = passage;
      }
    });
    var score = sum + part(best * whole * LIKENESS, 16 * ALIKE);
    return {
      place: place, title: spot[1], kind: spot[2], where: spot[3],
      facet: likest ? likest.facet : this.facet(place, weights),
      score: part(score * PRIOR[spot[2]], 16),
      runs: likest ? this.runs(likest.text, weights) : []
    };
  };

  Searcher.prototype.facet = function (place, weights) {
    var one = this, tally = new Map();
    weights.forEach(function (_, term) {
      var impact = one.impacts.get(term).get(place);
      if (!impact) return;
      var facet = one.facets.get(term).get(place);
      tally.set(facet, (tally.get(facet) || 0) + impact);
    });
    var facets = Array.from(tally.keys()).sort(function (a, b) { return tally.get(b) - tally.get(a) || a - b; });
    return facets.length ? facets[0] : -1;
  };

  Searcher.prototype.runs = function (text, weights) {
    var one = this, parts = told(text), stems = parts.map(function (each) { return each.stem; }), found = new Set();
    stems.forEach(function (each, at) { if (weights.has(each)) found.add(at); });
    one.families.phrases(stems).forEach(function (phrase) {
      if (!one.families.of(phrase.phrase).some(function (name) { return weights.has(name); })) return;
      for (var at = phrase.at; at < phrase.at + phrase.length; at++) found.add(at);
    });
    var runs = [], end = 0;
    Array.from(found).sort(function (a, b) { return a - b; }).forEach(function (at) {
      var start = parts[at].start, before = runs[runs.length - 1];
      if (before && before[1] && !text.slice(end, start).trim()) {
        before[0] += text.slice(end, parts[at].end);
      } else {
        runs.push([text.slice(end, start), false], [text.slice(start, parts[at].end), true]);
      }
      end = parts[at].end;
    });
    runs.push([text.slice(end), false]);
    return runs.filter(function (run) { return run[0]; });
  };

  Searcher.prototype.answers = function (weights, whole, first) {
    var found = [];
    this.limits.forEach(function (each, number) {
      var like = 0;
      each.asked.forEach(function (asked) { like = Math.max(like, likeness(asked, weights, whole)); });
      if (first.length && each.limit[0].indexOf(first[0]) >= 0) like += part(LIMIT_ALIKE, 2);
      if (like >= LIMIT_ALIKE) found.push([-like, number, each.limit]);
    });
    return found.sort(inOrder).slice(0, LIMITS).map(last);
  };

  function cut(typed) {
    return Array.from(typed).slice(0, LONGEST).join("");
  }

  function counted(place, tables) {
    var most = 0;
    tables.forEach(function (table) { most = Math.max(most, part((table[0].get(place) || 0) * table[1], 16)); });
    return most;
  }

  function weighed(units) {
    var weights = new Map();
    units.forEach(function (unit, number) {
      unit.terms.forEach(function (term) {
        if (!weights.has(term[0])) weights.set(term[0], []);
        weights.get(term[0]).push([number, unit.rarity, term[1]]);
      });
    });
    return weights;
  }

  function likeness(passage, weights, whole) {
    var best = new Map(), shared = 0;
    weights.forEach(function (stands, term) {
      if (!passage.words.has(term)) return;
      stands.forEach(function (one) {
        best.set(one[0], Math.max(best.get(one[0]) || 0, part(one[1] * one[2], 16)));
      });
    });
    best.forEach(function (each) { shared += each; });
    return Math.min(ALIKE, part(shared * shared * ALIKE, whole * passage.weight));
  }

  function localFirst(results) {
    if (!results.length) return results;
    var least = part(results[0].score * NEAR_FIRST, 16);
    var near = results.filter(function (each) { return each.kind === GUIDANCE && each.score >= least; });
    return near.concat(results.filter(function (each) { return near.indexOf(each) < 0; }));
  }

  self.waymarkFind = { Searcher: Searcher, stemsOf: stemsOf };
})(self);
