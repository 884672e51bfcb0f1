// Asking an index in the browser: the same steps, in the same order, as asking.py takes. A test holds the
// two together on every place of every answer, so what is changed here is changed there.
(function (self) {
  "use strict";
  var LONGEST = 400, MOST_WORDS = 48, LONGEST_PHRASE = 8, SHORTEST = 4, LONG = 7, BEGUN = 3, SPELT = 2;
  var NEARLY = 12, BEST = 1024, GAINS = 8, NAMED = 640, NOTE = 6, FILE_PART = 10, RUNG = 28;
  var TELLS = 40, MOST_TOLD = 5, LIMIT_ALIKE = 420, LIMITS = 2, LEAST = 80, COMMON = 100, RAREST = 89;
  var FAVOUR = 12, NOT_SAFE_NOW = "referral/not-safe-now";
  var LEVELS = [8, 11, 15, 20, 28, 38, 52, 71, 97, 133, 182, 249, -10, -20, -40, -80];
  var WORTH = { 4: 30, 6: 15, 7: 15, 5: 20, 8: 17 }, FAMILY = 15, VOICE = 940;
  var VOICES = [["parents", "for/parents"], ["children", "for/children"]], BOTH = ["families", "families"];
  var TITLE = 0, CONTACT = 5, FOR_FAMILIES = 6, PAGE = 8, TIME_LIMITS = 8, LOCAL_NOTE = 11, FILE = 13;

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
  Families.prototype.named = function (stems) {
    var names = [], of = this.byPhrase;
    this.phrases(stems).forEach(function (one) { names.push.apply(names, of.get(one.phrase)); });
    return names;
  };

  function split(words) {
    return words ? words.split(" ") : [];
  }

  function familiesOf(index) {
    var families = new Families(index.apart), words = split(index.words).concat(split(index.others));
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

  function part(whole, of) {
    return Math.floor(whole / of);
  }

  function push(map, key, value) {
    var list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  }

  function Held(index, finer) {
    var one = this, facets = finer && new Reader(finer.facets), words = split(index.words);
    var named = (index.families || []).map(function (_, at) { return "~" + at; }), rows = words.concat(named);
    one.families = familiesOf(index);
    one.spots = index.spots;
    one.words = words;
    one.tells = new Map();
    one.leads = new Map();
    one.titled = new Map();
    one.told(rows, index.tells);
    one.take(rows, index.leads, facets);
    if (finer) {
      var more = split(finer.words);
      one.told(more, finer.tells);
      one.take(rows.concat(more), finer.leads, facets);
      one.take(pairs(words.concat(more), finer.pairs), finer.pair_leads, null);
    }
    one.titles = one.spots.map(function (spot, at) {
      var title = one.passage(TITLE, one.families.stems(spot[1]));
      title.words.forEach(function (word) { push(one.titled, word, at); });
      return title;
    });
  }
  Held.prototype.told = function (names, signs) {
    var reader = new Reader(signs), tells = this.tells;
    names.forEach(function (name) { tells.set(name, reader.small()); });
  };
  Held.prototype.take = function (names, leads, facets) {
    var many = new Reader(leads[0]), further = new Reader(leads[1]), strong = new Reader(leads[2]), all = this.leads;
    names.forEach(function (name) {
      for (var n = many.small(), place = 0; n--; ) {
        place += further.small();
        push(all, name, [place, LEVELS[strong.small()], facets ? facets.small() : -1]);
      }
    });
  };
  Held.prototype.ownFamilies = function (word) {
    var tells = this.tells;
    return this.families.of(word).filter(function (name) { return tells.has(name); });
  };
  Held.prototype.passage = function (facet, stems) {
    var words = new Set(stems), weight = 0, tells = this.tells;
    words.forEach(function (word) { weight += tells.has(word) ? tells.get(word) : RAREST; });
    this.families.named(stems).forEach(function (name) { words.add(name); });
    return { facet: facet, words: words, weight: Math.max(1, weight) };
  };

  function pairs(words, packed) {
    var many = new Reader(packed[0]), further = new Reader(packed[1]), names = [];
    words.forEach(function (word) {
      for (var n = many.small(), second = 0; n--; ) {
        second += further.small();
        names.push(word + " " + words[second]);
      }
    });
    return names;
  }

  function Around(near, held) {
    var one = this, words = held.words.concat(split(near.words)), width = widthOf(words.length);
    one.spots = near.spots;
    one.own = split(near.words);
    one.saying = new Map();
    one.passages = near.passages.map(function (signs, at) {
      var reader = new Reader(signs), passages = [];
      while (reader.more()) {
        var facet = reader.small(), stems = [];
        for (var n = reader.small(); n--; ) stems.push(words[reader.wide(width)]);
        var passage = held.passage(facet, stems);
        passage.words.forEach(function (word) { push(one.saying, word, passage); });
        passage.at = at;
        passages.push(passage);
      }
      return passages;
    });
  }

  // Asking: see asking.py and likeness.py.

  // `indexes`: shared, finer (which may come later) and near.
  function Searcher(indexes) {
    var one = this, shared = indexes.shared, held = (one.held = new Held(shared, indexes.finer));
    one.families = held.families;
    one.around = new Around(indexes.near || { spots: [], words: "", passages: [] }, held);
    one.spots = held.spots.slice();
    one.numbers = new Map();
    one.spots.forEach(function (spot, at) { one.numbers.set(spot[0], at); });
    one.local = one.around.spots.map(function (spot) {
      if (!one.numbers.has(spot[0])) one.numbers.set(spot[0], one.spots.push(spot) - 1);
      return one.numbers.get(spot[0]);
    });
    one.tells = new Map();
    one.around.own.forEach(function (word) { one.tells.set(word, RAREST); });
    held.tells.forEach(function (tells, word) { one.tells.set(word, tells); });
    one.limits = (shared.limits || []).map(function (limit) {
      var asked = limit[5].map(function (line) { return held.passage(TIME_LIMITS, one.families.stems(line)); });
      return { limit: limit, asked: asked };
    });
    one.asks = {};
    Object.keys(shared.asks || {}).forEach(function (what) {
      one.asks[what] = new Families().take(shared.asks[what]);
    });
  }

  // What was typed as words of the index, and its words without endings, as they were meant.
  Searcher.prototype.read = function (typed) {
    var one = this, words = wordsOf(cut(typed)).slice(0, MOST_WORDS), units = new Map();
    function most(terms) {
      return Math.max.apply(null, terms.map(function (term) { return one.tells.get(term[0]); }));
    }
    var stems = words.map(function (said) {
      var each = one.families.stem(said), terms = one.terms(each);
      if (terms.length && !units.has(each)) units.set(each, { said: said, tells: most(terms), terms: terms });
      return terms.length && terms[0][1] === NEARLY ? terms[0][0] : each;
    });
    one.families.phrases(stems).forEach(function (found) {
      if (found.length < 2 || units.has(found.phrase)) return;
      var terms = one.held.ownFamilies(found.phrase).map(function (name) { return [name, 16]; });
      if (terms.length) units.set(found.phrase, { said: words.slice(found.at, found.at + found.length).join(" "), tells: most(terms), terms: terms });
    });
    return { stems: stems, units: Array.from(units.values()).sort(function (a, b) { return b.tells - a.tells; }) };
  };

  Searcher.prototype.terms = function (each) {
    var one = this, families = one.held.ownFamilies(each);
    if (one.tells.has(each) || families.length) {
      return (one.tells.has(each) ? [each] : []).concat(families).map(function (term) { return [term, 16]; });
    }
    var guessed = nearly(each, one.tells).filter(function (near) { return !one.families.areApart(each, near); }), all = new Set(guessed);
    guessed.forEach(function (near) { one.held.ownFamilies(near).forEach(function (name) { all.add(name); }); });
    return Array.from(all).map(function (term) { return [term, NEARLY]; });
  };

  // `favoured`: places that concern the reader's role, and in how many ways.
  Searcher.prototype.search = function (typed, most, favoured) {
    var one = this, read = one.read(typed), units = read.units, stems = read.stems;
    if (!units.length) return { typed: stems.length > 0, results: [], limits: [], ring: false };
    var weights = one.weighed(units), whole = 0;
    units.forEach(function (unit) { whole += unit.tells; });
    whole = Math.max(1, whole);
    var ring = one.asked("ring", stems), found = { led: new Map(), alike: new Map(), noted: new Map(), facets: new Map() };
    one.lead(found, weights, stems);
    one.name(found, weights, whole);
    one.lookAround(found, weights, whole);
    var voices = one.voices(stems), worth = one.worth(found, voices, ring);
    if (favoured) worth = one.favour(worth, found, favoured, ring);
    var best = Array.from(worth.keys()).sort(function (a, b) { return worth.get(b) - worth.get(a) || a - b; }).slice(0, most || 10);
    var results = one.results(best, worth, found, units, weights);
    best.forEach(function (place, at) { if (voices.has(place)) results[at].words = []; });
    return { typed: true, results: results, limits: one.asked("time", stems) ? one.answers(weights, whole, results[0]) : [], ring: ring };
  };

  Searcher.prototype.asked = function (what, stems) {
    return !!this.asks[what] && this.asks[what].phrases(stems).length > 0;
  };

  Searcher.prototype.voices = function (stems) {
    var one = this;
    function speaks(each) { return one.numbers.has(each[1]) && one.asked(each[0], stems); }
    var asking = VOICES.filter(speaks);
    if (!asking.length && speaks(BOTH)) asking = [BOTH];
    return new Set(asking.map(function (each) { return one.numbers.get(each[1]); }));
  };

  Searcher.prototype.weighed = function (units) {
    var one = this, weights = new Map();
    units.forEach(function (unit, number) {
      unit.terms.forEach(function (term) {
        var tells = part(one.tells.get(term[0]) * term[1], 16), before = weights.get(term[0]);
        if (!before || before[1] < tells) weights.set(term[0], [number, tells]);
      });
    });
    return weights;
  };

  function add(map, key, more) {
    map.set(key, (map.get(key) || 0) + more);
  }

  Searcher.prototype.lead = function (found, weights, stems) {
    var one = this, leads = one.held.leads, pairs = new Set();
    weights.forEach(function (weight, term) {
      var tells = one.tells.get(term);
      (leads.get(term) || []).forEach(function (lead) {
        add(found.led, lead[0], weight[1] === tells ? lead[1] : part(lead[1] * weight[1], tells));
      });
    });
    for (var at = 1; at < stems.length; at++) pairs.add(stems[at - 1] + " " + stems[at]);
    pairs.forEach(function (pair) {
      (leads.get(pair) || []).forEach(function (lead) { add(found.led, lead[0], lead[1]); });
    });
  };

  Searcher.prototype.name = function (found, weights, whole) {
    var one = this, places = new Set();
    weights.forEach(function (_, term) {
      var row = one.held.titled.get(term) || [];
      if (row.length <= COMMON) row.forEach(function (place) { places.add(place); });
    });
    places.forEach(function (place) {
      if (!found.led.has(place) && !WORTH[one.spots[place][2]]) return;
      var alike = likeness(one.held.titles[place], weights, whole);
      found.alike.set(place, alike);
      if (alike > NAMED) found.facets.set(place, TITLE);
    });
  };

  Searcher.prototype.lookAround = function (found, weights, whole) {
    var one = this, passages = new Set();
    weights.forEach(function (_, term) {
      (one.around.saying.get(term) || []).forEach(function (passage) { passages.add(passage); });
    });
    passages.forEach(function (passage) {
      var place = one.local[passage.at], alike = likeness(passage, weights, whole);
      if (passage.facet === LOCAL_NOTE) {
        found.noted.set(place, Math.max(found.noted.get(place) || 0, alike));
        if (alike > NAMED) found.facets.set(place, LOCAL_NOTE);
        return;
      }
      if (passage.facet === FILE) alike = part(Math.min(BEST, part(shared(passage, weights) * BEST, whole)) * FILE_PART, 16);
      if (one.spots[place][2] === PAGE) alike = ofPage(passage.facet, alike);
      if (alike <= (found.alike.get(place) || 0)) return;
      found.alike.set(place, alike);
      found.facets.set(place, passage.facet);
    });
  };

  Searcher.prototype.worth = function (found, voices, ring) {
    var one = this, most = 1, worth = new Map(), places = new Set();
    found.led.forEach(function (led, place) { most = Math.max(most, led); places.add(place); });
    [found.alike, found.noted].forEach(function (its) { its.forEach(function (_, place) { places.add(place); }); });
    voices.forEach(function (place) { places.add(place); });
    places.forEach(function (place) {
      var kind = one.spots[place][2], alike = found.alike.get(place) || 0;
      var score = part(Math.max(0, found.led.get(place) || 0) * BEST, most);
      if (WORTH[kind]) score = Math.max(score, part(alike * WORTH[kind], 16));
      else score += part(Math.max(0, alike - NAMED) * GAINS, 16) + part((found.noted.get(place) || 0) * NOTE, 16);
      if (ring && kind === CONTACT) score = part(score * RUNG, 16);
      if (voices.has(place)) score = Math.max(score, VOICE);
      if (score >= LEAST) worth.set(place, score);
    });
    return worth;
  };

  Searcher.prototype.favour = function (worth, found, favoured, ring) {
    var one = this, made = new Map(), fixed = Array.from(worth.keys()).filter(function (place) {
      var spot = one.spots[place];
      return (found.alike.get(place) || 0) > NAMED || spot[0] === NOT_SAFE_NOW || (ring && spot[2] === CONTACT);
    });
    worth.forEach(function (score, place) {
      var more = score + FAVOUR * (favoured[one.spots[place][0]] || 0);
      fixed.forEach(function (each) {
        var its = worth.get(each);
        if (its > score || (its === score && each < place)) more = Math.min(more, its - 1);
      });
      made.set(place, Math.max(score, more));
    });
    return made;
  };

  Searcher.prototype.results = function (best, worth, found, units, weights) {
    var one = this, stand = new Map(), strong = new Map();
    best.forEach(function (place) {
      stand.set(place, new Set());
      strong.set(place, new Map());
    });
    weights.forEach(function (_, term) {
      (one.held.leads.get(term) || []).forEach(function (lead) {
        if (!stand.has(lead[0]) || lead[1] <= 0) return;
        stand.get(lead[0]).add(term);
        if (lead[2] >= 0) add(strong.get(lead[0]), lead[2], lead[1]);
      });
    });
    return best.map(function (place) {
      var spot = one.spots[place], tally = strong.get(place), terms = stand.get(place), facet = -1, own = [];
      one.local.forEach(function (its, at) { if (its === place) own = own.concat(one.around.passages[at]); });
      if (one.held.titles[place]) own.push(one.held.titles[place]);
      weights.forEach(function (_, term) {
        if (own.some(function (passage) { return passage.words.has(term); })) terms.add(term);
      });
      tally.forEach(function (whole, each) {
        if (facet < 0 || whole > tally.get(facet) || (whole === tally.get(facet) && each < facet)) facet = each;
      });
      return {
        place: spot[0], title: spot[1], kind: spot[2], where: spot[3] || "",
        facet: found.facets.has(place) ? found.facets.get(place) : facet, score: worth.get(place), words: worded(units, terms)
      };
    });
  };

  function ofPage(facet, alike) {
    if (alike <= NAMED) return 0;
    return facet === FOR_FAMILIES ? part(alike * FAMILY, 16) : alike;
  }

  function worded(units, stand) {
    var found = [];
    units.some(function (unit) {
      if (unit.tells < TELLS && found.length) return true;
      if (unit.terms.some(function (term) { return stand.has(term[0]); })) found.push(unit.said);
      return false;
    });
    return found.filter(function (said) {
      return !found.some(function (more) { return said !== more && (" " + more + " ").indexOf(" " + said + " ") >= 0; });
    }).slice(0, MOST_TOLD);
  }

  Searcher.prototype.answers = function (weights, whole, first) {
    var found = [];
    this.limits.forEach(function (each, number) {
      var like = 0;
      each.asked.forEach(function (asked) { like = Math.max(like, likeness(asked, weights, whole)); });
      if (first && each.limit[0].indexOf(first.place) >= 0) like += part(LIMIT_ALIKE, 2);
      if (like >= LIMIT_ALIKE) found.push([-like, number, each.limit]);
    });
    return found.sort(inOrder).slice(0, LIMITS).map(last);
  };

  function cut(typed) {
    return Array.from(typed).slice(0, LONGEST).join("");
  }

  function shared(passage, weights) {
    var best = new Map(), whole = 0;
    weights.forEach(function (weight, term) {
      if (passage.words.has(term)) best.set(weight[0], Math.max(best.get(weight[0]) || 0, weight[1]));
    });
    best.forEach(function (each) { whole += each; });
    return whole;
  }

  function likeness(passage, weights, whole) {
    var its = shared(passage, weights);
    return Math.min(BEST, Math.floor(Math.sqrt(part(its * its * BEST * BEST, passage.weight * whole))));
  }

  self.waymarkFind = { Searcher: Searcher, wordsOf: wordsOf, stem: stem };
})(self);
