// The worker: what a browser runs for a gateway that was kept on the device, and for no other. It is put in
// only when somebody presses “Keep on this device”, and goes when they take the copy off.
//
// A page comes from the network whenever that answers in time, and then all that belongs to it does too. If it
// does not, page and parts come from the one kept copy, with a notice. A copy is kept whole: every file is
// checked against the list of its printing before the pointer turns to it, and only then does the old one go.
(function (self) {
  "use strict";
  var ROOT = self.registration.scope, NAME = "waymark-kept" + new URL(ROOT).pathname;
  var LIST = ROOT + "keep/list.json", POINTER = ROOT + "keep/pointer", AWAY = ROOT + "keep/away", SHOWN = ROOT + "keep/shown/";
  // Before the fingerprint of a copy and the path of a file in it.
  var FILE = "keep/file/";
  var PATIENCE = 2500, SELDOM = 600000, AT_ONCE = 6, TRIES = 3, MANY = 50;
  // An asset whose name carries its fingerprint is the same wherever it comes from.
  var SAME = /^assets\/.*[-.][0-9a-f]{8,64}\.[^/.]+$/;
  // In two pieces, since this file itself has no slot that is left open.
  var OPEN = "<!--" + "slot:now-->", SHUT = "<!--" + "/slot:now-->";
  var busy = null, stopped = false;

  function from(cache, address) {
    return caches.match(address, { cacheName: cache });
  }
  async function read(cache, address) {
    var found = await from(cache, address);
    return found ? found.json() : null;
  }
  function pointer() {
    return read(NAME, POINTER);
  }
  async function point(at) {
    await (await caches.open(NAME)).put(POINTER, new Response(JSON.stringify(at)));
  }
  async function tell(said) {
    (await self.clients.matchAll({ includeUncontrolled: true })).forEach(function (each) {
      if (each.url.indexOf(ROOT) === 0) each.postMessage(said);
    });
  }

  // --- Keeping

  async function ask() {
    var answer = await fetch(LIST, { cache: "no-cache" });
    if (!answer.ok) throw new Error("no list");
    return answer.json();
  }
  async function seal(bytes) {
    var sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), words = "";
    for (var n = 0; n < 16; n += 1) words += (sum[n] + 256).toString(16).slice(1);
    return words;
  }
  // A file from the network, if it is the very one that the list says.
  async function fetched(path, print) {
    var answer = await fetch(ROOT + path, { cache: "no-cache", redirect: "error" });
    var bytes = await answer.arrayBuffer(), headers = new Headers(answer.headers);
    if ((await seal(bytes)) !== print) throw new Error("changed");
    headers.delete("Content-Encoding");
    headers.delete("Content-Length");
    return new Response(bytes, { status: answer.status, headers: headers });
  }
  // One copy, whole or not at all. What an earlier try brought, and what the old copy has too, is not fetched.
  async function bring(list) {
    var name = NAME + ":" + list.fingerprint, before = await pointer(), old = before && before.cache, had = {};
    await sweep([name, old]);
    var cache = await caches.open(name), next = 0, done = 0, failed = null;
    if (old) ((await read(old, LIST)) || { files: [] }).files.forEach(function (each) { had[each[0]] = each[1]; });
    async function some() {
      while (next < list.files.length && !failed) {
        var path = list.files[next][0], print = list.files[next][1];
        next += 1;
        if (stopped) throw new Error("stopped");
        if (!(await cache.match(ROOT + path))) {
          var same = had[path] === print && (await from(old, ROOT + path));
          await cache.put(ROOT + path, same || (await fetched(path, print)));
        }
        done += 1;
        if (done % 5 === 0) tell({ state: "keeping", done: done, all: list.files.length });
      }
    }
    function one() {
      return some().catch(function (trouble) { failed = failed || trouble; });
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    if (failed) throw failed;
    await cache.put(LIST, new Response(JSON.stringify(list)));
    // Whoever left in a hurry has cleared it all meanwhile: then nothing of it comes back.
    if (stopped || !(await caches.has(name)) || (await cache.keys()).length <= list.files.length) throw new Error("stopped");
    var at = Object.assign({}, list, { cache: name, count: list.files.length, kept: Date.now(), looked: Date.now() });
    delete at.files;
    await point(at);
    await sweep([name]);
    tell({ state: "kept", fresh: old ? "A newer copy is on this device now: " + called(at) + ". Open this page again to read it." : "" });
  }
  async function sweep(stay) {
    for (var name of await caches.keys()) {
      if (name.indexOf(NAME + ":") === 0 && stay.indexOf(name) < 0) await caches.delete(name);
    }
  }
  // The pages may change while they are fetched: then the new list is asked for, and the keeping goes on.
  async function whole(list) {
    for (var tries = 1; ; tries += 1) {
      try {
        return await bring(list);
      } catch (trouble) {
        if (trouble.message !== "changed" || tries === TRIES) throw trouble;
        list = await ask();
      }
    }
  }
  function once(work) {
    if (!busy) {
      stopped = false;
      busy = work().catch(async function (trouble) {
        var room = trouble.name === "QuotaExceededError", at = await pointer();
        if (!at) await leave();
        else if (room) await sweep([at.cache]);
        await tell({ state: "trouble", why: room ? "room" : trouble.message });
      }).then(function () { busy = null; });
    }
    return busy;
  }
  function keep() {
    return once(async function () { await whole(await ask()); });
  }
  // Whether the copy is still the one in force; if it is not, a new one is brought behind what is read. That is
  // asked now and then, and as soon as the network is back. A worker that has nothing to do goes.
  async function look(now) {
    var at = await pointer();
    if (busy) return;
    if (!at) return off();
    if (!now && Date.now() - at.looked < SELDOM && !(await from(NAME, AWAY))) return;
    await once(async function () {
      var list = await ask();
      at = await pointer();
      at.looked = Date.now();
      await (await caches.open(NAME)).delete(AWAY);
      at.newer = list.fingerprint === at.fingerprint ? null : { edition: list.edition, supplement: list.supplement, from: list.from };
      await point(at);
      if (at.newer) await whole(list);
    });
  }
  // A network is told of before it carries anything: what could not be asked at once is asked again.
  async function back() {
    await look(true);
    for (var wait of [3000, 15000]) {
      await patience(wait);
      await look();
    }
  }
  async function leave() {
    await sweep([]);
    await caches.delete(NAME);
    await self.registration.unregister();
  }
  async function off() {
    stopped = true;
    await busy;
    await leave();
    await tell({ state: "none" });
  }

  // --- Showing

  function day(instant) {
    var how = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" };
    return new Date(instant).toLocaleDateString("en-GB", how).replace(",", "");
  }
  function called(at) {
    return "edition " + at.edition + " with supplement " + at.supplement;
  }
  function escaped(words) {
    return words.replace(/[&<>"]/g, function (sign) { return "&#" + sign.charCodeAt(0) + ";"; });
  }
  function band(at) {
    var copy = "It is the copy kept on this device on " + day(at.kept) + ": " + called(at) + ". ";
    var newer = at.newer && called(at.newer) !== called(at), due = at.until && Date.now() >= Date.parse(at.until);
    var title = "You are reading a kept copy.", line = "We could not reach the website, so we cannot tell if this is still in force. " + copy;
    if (newer) {
      title = "This is no longer in force.";
      line = copy + "What is in force is " + called(at.newer) + ", since " + day(at.newer.from) + ". It is not on this device yet. ";
    } else if (due) {
      title = "This may no longer be in force.";
      line = copy + "A change was to come into force on " + day(at.until) + ". It is not on this device yet. ";
    }
    return '<aside class="' + (newer || due ? "past" : "notice") + '" aria-label="About this kept copy"><p class="govuk-width-container" data-kept><strong>' +
      title + "</strong> " + escaped(line + "Telephone numbers are as they were on that day.") + "</p></aside>";
  }
  // A browser fetches what is to be downloaded past its worker: from a kept page it is opened instead.
  async function dressed(held, at, file) {
    var words = (await held.text()).split(OPEN);
    if (words[1]) words[1] = band(at) + SHUT + words[1].split(SHUT)[1];
    words = words.join(OPEN).replace("<title>", "<title>Kept copy: ").replace(/ download>/g, ">");
    return new Response(words.replace(FILE, FILE + at.fingerprint + "/" + file), { status: held.status, headers: held.headers });
  }
  async function find(cache, path) {
    return (await from(cache, ROOT + (path || "index.html"))) || from(cache, ROOT + path + ".html");
  }
  async function own(at, page, file) {
    var held = await from(at.cache, ROOT + "keep/" + page + ".html");
    return held ? dressed(held, at, file) : Response.error();
  }
  // A file carries no notice. So a page with one stands before it, and leads to the file of the very copy that it
  // names; if that copy is gone, the file is asked for anew.
  async function file(path) {
    var cut = path.indexOf("/"), address = ROOT + path.slice(cut + 1);
    return (await from(NAME + ":" + path.slice(0, cut), address)) || Response.redirect(address);
  }
  // Which copy a page was shown from: what it fetches later comes from that copy too, or not at all.
  async function shown(client, cache) {
    var notes = await caches.open(NAME), all = await notes.keys();
    if (all.length > MANY) {
      var open = (await self.clients.matchAll({ includeUncontrolled: true })).map(function (each) { return SHOWN + each.id; });
      for (var note of all) if (note.url.indexOf(SHOWN) === 0 && open.indexOf(note.url) < 0) await notes.delete(note);
    }
    await notes.put(SHOWN + client, new Response(cache));
    await notes.put(AWAY, new Response(""));
  }
  function patience(wait) {
    return new Promise(function (done) { setTimeout(done, wait); });
  }
  async function page(event, path) {
    var at = await pointer();
    if (!at) return fetch(event.request);
    var held = event.request.method === "GET" && (await find(at.cache, path));
    if (!held) return fetch(event.request).catch(function () { return own(at, "without"); });
    var asked = fetch(event.request).catch(function () {}), answer = await Promise.race([asked, patience(PATIENCE)]);
    if (answer && answer.status < 500) {
      event.waitUntil(differs(at, path, answer).then(look));
      return answer;
    }
    await shown(event.resultingClientId, at.cache);
    return /^text\/html/.test(held.headers.get("Content-Type")) ? dressed(held, at) : own(at, "file", path);
  }
  // Whether a page that came is another than the kept one: then something new is in force.
  async function differs(at, path, answer) {
    var seen = /"([0-9a-f]{32})/.exec(answer.headers.get("ETag")), list = seen && (await read(at.cache, LIST));
    return !!list && list.files.some(function (each) {
      return (each[0] === (path || "index.html") || each[0] === path + ".html") && each[1] !== seen[1];
    });
  }
  async function part(event, path) {
    var at = await pointer();
    if (!at) return fetch(event.request);
    if (SAME.test(path)) return (await from(at.cache, event.request.url)) || fetch(event.request);
    var note = await from(NAME, SHOWN + event.clientId);
    if (!note) return fetch(event.request);
    return (await from(await note.text(), event.request.url)) || Response.error();
  }

  self.addEventListener("fetch", function (event) {
    var request = event.request, path = new URL(request.url).pathname.slice(new URL(ROOT).pathname.length);
    if (request.url.indexOf(ROOT) !== 0 || path === "keep/list.json") return;
    if (path.indexOf(FILE) === 0) event.respondWith(file(path.slice(FILE.length)));
    else if (request.mode === "navigate") event.respondWith(page(event, path));
    else if (request.method === "GET") event.respondWith(part(event, path));
  });
  self.addEventListener("message", function (event) {
    var does = { keep: keep, off: off, look: back }[event.data];
    if (does) event.waitUntil(does());
  });
  self.addEventListener("install", function () { self.skipWaiting(); });
  self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
})(self);
