// Asking an index in the browser: the same steps, in the same order, as asking.py takes. A test holds the
// two together on every place of every answer, so what is changed here is changed there.
(function (self) {
  "use strict";
  var LONGEST = 400, MOST_WORDS = 48;
  var ITSELF = 16, FAMILY = 10, PHRASE = 14, NEARLY = 12;
  var KEPT = 240, CLOSELY = 60, LIKENESS = 8, ALIKE = 1024, NEAR_FIRST = 12, RUNG = 32, LIMIT_ALIKE = 420, LIMITS = 2;
  var TELLS = 90, MOST_TOLD = 5;
  var PRIOR = [16, 16, 11, 10, 14, 12, 7, 7, 8];
  var TITLE = 0, GUIDANCE = 4, CONTACT = 5, TIME_LIMITS = 8, LONGEST_PHRASE = 8;
  var BOOST = [64, 48, 32, 16, 24, 8, 16, 16, 24, 32, 16, 24, 24, 11, 8], OFTEN = 5;
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
    if (last === word[word.length - 2] && !/[lsz]/.test(last)) return word.slice(0, -1);
    return /^[^aeiou][aeiou][^aeiouwxy]$/.test(word) ? word + "e" : word;
  }

  // Packed numbers: see packing.py.

  var SIGNS = "", VALUE = {};
  for (var code = 35; code < 126; code++) if (code !== 92) SIGNS += String.fromCharCode(code);
  for (var value = 0; value < SIGNS.length; value++) VALUE[SIGNS[value]] = value;

  function Reader(signs) {
    this.signs = signs;
    this.at = 0;
  }
  Reader.prototype.more = function () {
    return this.at < this.signs.length;
  };
  Reader.prototype.small = function () {
    var number = 0;
    while (this.signs[this.at] === "~") {
      number += SIGNS.length;
      this.at++;
    }
    return number + VALUE[this.signs[this.at++]];
  };
  Reader.prototype.wide = function (width) {
    var number = 0;
    while (width--) number = number * SIGNS.length + VALUE[this.signs[this.at++]];
    return number;
  };

  function widthOf(most) {
    var width = 1;
    while (Math.pow(SIGNS.length, width) < most) width++;
    return width;
  }

  // Families: see families.py.

  function Families(apart) {
    var one = this;
    one.kept = new Set();
    one.apart = new Map();
    one.byPhrase = new Map();
    one.longest = new Map();
    one.many = 0;
    (apart || []).forEach(function (line) {
      var words = wordsOf(line), cut = words.map(stem);
      words.forEach(function (word, at) {
        if (cut.indexOf(cut[at]) !== cut.lastIndexOf(cut[at])) one.kept.add(word);
      });
      words.forEach(function (word) {
        var its = one.stem(word);
        if (!one.apart.has(its)) one.apart.set(its, new Set());
        words.forEach(function (other) { one.apart.get(its).add(one.stem(other)); });
      });
    });
  }
  Families.prototype.take = function (phrases) {
    var one = this;
    new Set(phrases).forEach(function (phrase) {
      if (!phrase) return;
      if (!one.byPhrase.has(phrase)) one.byPhrase.set(phrase, []);
      one.byPhrase.get(phrase).push("~" + one.many);
      var words = phrase.split(" ");
      one.longest.set(words[0], Math.max(one.longest.get(words[0]) || 0, Math.min(words.length, LONGEST_PHRASE)));
    });
    one.many++;
    return one;
  };
  Families.prototype.stem = function (word) {
    return this.kept.has(word) ? word : stem(word);
  };
  Families.prototype.stems = function (text) {
    return wordsOf(text).map(this.stem, this);
  };
  Families.prototype.areApart = function (one, two) {
    return this.apart.has(one) && this.apart.get(one).has(two);
  };
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
  Families.prototype.long = function (stems) {
    var names = [], of = this.byPhrase;
    this.phrases(stems).forEach(function (one) { if (one.length > 1) names.push.apply(names, of.get(one.phrase)); });
    return names;
  };

  function familiesOf(index) {
    var families = new Families(index.apart), words = index.words.split(" ");
    if (index.others) words = words.concat(index.others.split(" "));
    var width = widthOf(words.length);
    (index.families || []).forEach(function (signs) {
      var reader = new Reader(signs), phrases = [];
      while (reader.more()) {
        for (var n = reader.small(), phrase = []; n--; ) phrase.push(words[reader.wide(width)]);
        phrases.push(phrase.join(" "));
      }
      families.take(phrases);
    });
    return families;
  }

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

  // Unpacking: see held.py.

  function Held(indexes) {
    var one = this, shared = indexes[0];
    one.families = familiesOf(shared);
    ["rarity", "spots", "order", "passages", "slow", "weights", "known"].forEach(function (name) { one[name] = new Map(); });
    indexes.forEach(function (index) {
      var words = index.words.split(" "), at = 0, slow = new Reader(index.slow);
      index.rarity.forEach(function (run) {
        for (var n = run[1]; n--; at++) if (!one.rarity.has(words[at])) one.rarity.set(words[at], run[0]);
      });
      index.spots.forEach(function (spot) {
        var its = slow.small();
        if (one.order.has(spot[0])) return;
        one.order.set(spot[0], one.order.size);
        one.spots.set(spot[0], spot);
        one.slow.set(spot[0], its);
        var stems = one.families.stems(spot[1]), title = stems.concat(one.families.long(stems));
        one.passages.set(spot[0], [one.passage(TITLE, title)]);
        new Set(title).forEach(function (word) { one.weigh(word, spot[0], TITLE, BOOST[TITLE]); });
      });
      one.takePassages(index, words);
      one.takeBody(index, words);
    });
  }
  Held.prototype.takePassages = function (index, words) {
    var one = this, width = widthOf(words.length);
    index.spots.forEach(function (spot, number) {
      var reader = new Reader(index.passages[number]), place = spot[0];
      while (reader.more()) {
        var facet = reader.small(), stems = [];
        for (var n = reader.small(); n--; ) stems.push(words[reader.wide(width)]);
        one.passages.get(place).push(one.passage(facet, stems));
        stems.forEach(function (word) { one.weigh(word, place, facet, BOOST[facet]); });
      }
    });
  };
  Held.prototype.takeBody = function (index, words) {
    var one = this;
    words.forEach(function (word, number) {
      var reader = new Reader(index.body[number]), at = 0;
      while (reader.more()) {
        at += reader.small();
        var said = reader.small(), facet = part(said, OFTEN);
        one.weigh(word, index.spots[at][0], facet, BOOST[facet] * ((said % OFTEN) + 1));
      }
    });
  };
  Held.prototype.weigh = function (word, place, facet, weight) {
    var one = this;
    [word].concat(one.ownFamilies(word)).forEach(function (each) {
      if (!one.weights.has(each)) one.weights.set(each, new Map());
      var places = one.weights.get(each);
      if (!places.has(place)) places.set(place, new Map());
      places.get(place).set(facet, (places.get(place).get(facet) || 0) + weight);
    });
  };
  Held.prototype.ownFamilies = function (word) {
    var rarity = this.rarity;
    return this.families.of(word).filter(function (name) { return rarity.has(name); });
  };
  Held.prototype.passage = function (facet, stems) {
    var one = this, words = new Set(stems), weight = 0;
    words.forEach(function (word) { weight += one.rarity.get(word) || 0; });
    stems.forEach(function (word) { one.ownFamilies(word).forEach(function (name) { words.add(name); }); });
    return { facet: facet, words: words, weight: Math.max(weight, 1) };
  };
  Held.prototype.hits = function (word) {
    var one = this;
    if (!one.known.has(word)) {
      var hits = new Map(), rarity = one.rarity.get(word);
      (one.weights.get(word) || new Map()).forEach(function (facets, place) {
        var whole = 0, best = -1;
        facets.forEach(function (weight, facet) {
          whole += weight;
          if (best < 0 || weight > facets.get(best) || (weight === facets.get(best) && facet < best)) best = facet;
        });
        hits.set(place, { impact: part(rarity * whole, one.slow.get(place) + whole), facet: best });
      });
      one.known.set(word, hits);
    }
    return one.known.get(word);
  };

  // Asking: see asking.py.

  function part(whole, of) {
    return Math.floor(whole / of);
  }

  function Searcher(indexes) {
    var one = this, shared = indexes[0];
    one.held = new Held(indexes);
    one.families = one.held.families;
    one.rarity = one.held.rarity;
    one.order = one.held.order;
    one.spots = one.held.spots;
    one.best = new Map();
    one.limits = (shared.limits || []).map(function (limit) {
      return {
        limit: limit,
        asked: limit[5].map(function (line) {
          var stems = one.families.stems(line);
          return one.held.passage(TIME_LIMITS, stems.concat(one.families.long(stems)));
        })
      };
    });
    one.asks = {};
    Object.keys(shared.asks || {}).forEach(function (what) { 
      var families = (one.asks[what] = new Families());
      families.take(shared.asks[what]);
    });
  }

  Searcher.prototype.units = function (typed) {
    var one = this, words = wordsOf(cut(typed)).slice(0, MOST_WORDS), stems = words.map(one.families.stem, one.families), units = new Map();
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
        said: words.slice(found.at, found.at + found.length).join(" "), rarity: most, terms: names.map(function (name) { return [name, PHRASE]; })
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
    return nearly(each, one.rarity).filter(function (near) { return !one.families.areApart(each, near); }).map(function (near) { return [near, NEARLY]; });
  };

  Searcher.prototype.search = function (typed, most) {
    var one = this, units = one.units(typed);
    if (!units.length) return { typed: wordsOf(typed).length > 0, results: [], limits: [], ring: false };
    var sums = one.sums(units), whole = 0, weights = one.weighed(units);
    units.forEach(function (unit) { whole += unit.rarity; });
    whole = Math.max(1, whole);
    var closely = Array.from(sums.keys()).sort(function (a, b) {
      return sums.get(b) - sums.get(a) || one.order.get(a) - one.order.get(b);
    }).slice(0, CLOSELY);
    var results = closely.map(function (place) { return one.result(place, sums.get(place), weights, whole); });
    var stems = one.families.stems(cut(typed)).slice(0, MOST_WORDS), ring = one.asked("ring", stems);
    results.forEach(function (result) { if (ring && result.kind === CONTACT) result.score = part(result.score * RUNG, 16); });
    results.sort(function (a, b) { return b.score - a.score || one.order.get(a.place) - one.order.get(b.place); });
    results = localFirst(results).slice(0, most || 10);
    results.forEach(function (result) { result.words = one.worded(result, units); });
    var first = results.slice(0, 3).map(function (result) { return result.place; });
    return {
      typed: true,
      results: results,
      limits: one.asked("time", stems) ? one.answers(weights, whole, first) : [],
      ring: ring
    };
  };

  Searcher.prototype.asked = function (what, stems) {
    return !!this.asks[what] && this.asks[what].phrases(stems).length > 0;
  };

  Searcher.prototype.sums = function (units) {
    var one = this, sums = new Map();
    units.forEach(function (unit) {
      var tables = unit.terms.map(function (term) { return [one.held.hits(term[0]), term[1]]; });
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
      var hits = one.held.hits(term);
      one.best.set(term, Array.from(hits.keys()).sort(function (a, b) {
        return hits.get(b).impact - hits.get(a).impact || one.order.get(a) - one.order.get(b);
      }).slice(0, KEPT));
    }
    return one.best.get(term);
  };

  Searcher.prototype.result = function (place, sum, weights, whole) {
    var spot = this.spots.get(place), best = 0, likest = -1, facet = -1;
    this.held.passages.get(place).forEach(function (passage, at) {
      var like = likeness(passage, weights);
      if (like <= best) return;
      best = like;
      likest = at;
      facet = passage.facet;
    });
    var alike = Math.min(ALIKE, Math.floor(Math.sqrt(part(best, whole))));
    var score = sum + part(alike * whole * LIKENESS, 16 * ALIKE);
    return {
      place: place, title: spot[1], kind: spot[2], where: spot[3],
      facet: facet < 0 ? this.facet(place, weights) : facet,
      score: part(score * PRIOR[spot[2]], 16), passage: likest
    };
  };

  Searcher.prototype.weighed = function (units) {
    var one = this, weights = new Map();
    units.forEach(function (unit, number) {
      unit.terms.forEach(function (term) {
        if (!weights.has(term[0])) weights.set(term[0], []);
        weights.get(term[0]).push([number, part(Math.min(unit.rarity, one.rarity.get(term[0])) * term[1], 16)]);
      });
    });
    return weights;
  };

  Searcher.prototype.worded = function (result, units) {
    var one = this, passages = one.held.passages.get(result.place), found = [];
    var here = result.passage >= 0 ? passages[result.passage].words : null;
    units.some(function (unit) {
      if (unit.rarity < TELLS && found.length) return true;
      var stands = unit.terms.some(function (term) {
        return here ? here.has(term[0]) : one.held.hits(term[0]).has(result.place);
      });
      if (stands) found.push(unit.said);
      return false;
    });
    return found.filter(function (said) {
      return !found.some(function (more) { return said !== more && (" " + more + " ").indexOf(" " + said + " ") >= 0; });
    }).slice(0, MOST_TOLD);
  };

  Searcher.prototype.facet = function (place, weights) {
    var one = this, tally = new Map();
    weights.forEach(function (_, term) {
      var hit = one.held.hits(term).get(place);
      if (hit) tally.set(hit.facet, (tally.get(hit.facet) || 0) + hit.impact);
    });
    var facets = Array.from(tally.keys()).sort(function (a, b) { return tally.get(b) - tally.get(a) || a - b; });
    return facets.length ? facets[0] : -1;
  };

  Searcher.prototype.answers = function (weights, whole, first) {
    var found = [];
    this.limits.forEach(function (each, number) {
      var like = 0;
      each.asked.forEach(function (asked) { like = Math.max(like, likeness(asked, weights)); });
      like = Math.floor(Math.sqrt(part(like, whole)));
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
    tables.forEach(function (table) {
      var hit = table[0].get(place);
      if (hit) most = Math.max(most, part(hit.impact * table[1], 16));
    });
    return most;
  }

  function likeness(passage, weights) {
    var best = new Map(), shared = 0;
    weights.forEach(function (stands, term) {
      if (!passage.words.has(term)) return;
      stands.forEach(function (one) {
        best.set(one[0], Math.max(best.get(one[0]) || 0, one[1]));
      });
    });
    best.forEach(function (each) { shared += each; });
    return part(shared * shared * ALIKE * ALIKE, passage.weight);
  }

  function localFirst(results) {
    if (!results.length) return results;
    var least = part(results[0].score * NEAR_FIRST, 16);
    var near = results.filter(function (each) { return each.kind === GUIDANCE && each.score >= least; });
    return near.concat(results.filter(function (each) { return near.indexOf(each) < 0; }));
  }

  self.waymarkFind = { Searcher: Searcher, wordsOf: wordsOf, stem: stem };
})(self);
