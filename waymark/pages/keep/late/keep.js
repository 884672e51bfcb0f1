// “Keep on this device”: says what is kept, how much room it takes and which edition it is; nothing is kept,
// and nothing runs behind the pages, until the button is pressed.
(function (self) {
  "use strict";
  var spot = document.querySelector("[data-keep]"), at = navigator.serviceWorker, list = null;
  var root = new URL(self.waymark.root || "./", location.href).href.replace(/#.*/, "");
  var name = "waymark-kept" + new URL(root).pathname;
  var said, bar, button;

  function made(tag, kind) {
    return spot.appendChild(Object.assign(document.createElement(tag), { className: kind || "" }));
  }
  function say(words, does, press, how) {
    said.textContent = words;
    bar.hidden = true;
    button.hidden = !does;
    button.disabled = false;
    button.textContent = does || "";
    button.className = "keep__button" + (how || "");
    button.onclick = function () {
      button.disabled = true;
      press();
    };
  }
  function size(bytes) {
    return (bytes / 1e6).toFixed(1) + " MB";
  }
  function called(one) {
    return "edition " + one.edition + " with supplement " + one.supplement;
  }
  function day(instant) {
    var how = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" };
    return new Date(instant).toLocaleDateString("en-GB", how).replace(",", "");
  }
  function offer(why) {
    say((why || "Nothing is kept on this device.") + (list ? " A copy of " + called(list) + " takes " + size(list.bytes) + " of room." : ""), "Keep on this device", keep);
  }
  function send(words) {
    return at.getRegistration(root).then(function (there) {
      var worker = there && (there.active || there.waiting || there.installing);
      if (worker) worker.postMessage(words);
      return worker;
    });
  }
  function off() {
    send("off").then(function (there) { if (!there) offer(); });
  }
  // What stands on the device, told anew.
  function tell(why) {
    return at.getRegistration(root).then(function (there) {
      return there && there.scope === root && caches.match(root + "keep/pointer", { cacheName: name });
    }).then(function (found) {
      return found && found.json();
    }).then(function (kept) {
      if (!kept) return offer(why);
      var words = "Kept on this device: " + called(kept) + ", " + kept.pages + " pages, " + size(kept.bytes) + ". Kept on " + day(kept.kept) + ".";
      if (list && list.fingerprint !== kept.fingerprint) words += " " + (called(list) === called(kept) ? "The website has changed since." : "It is no longer in force: " + called(list) + " is.") + " " + (why || "This copy is being brought up to date.");
      else words += list ? " It is what is in force." : " The website cannot be reached, so we cannot tell if it is still in force.";
      say(words, "Take it off this device", off, " keep__button--off");
    });
  }
  function keep() {
    // Asked for only here, so that a browser short of room does not let go of the copy by itself.
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    say("Making room and asking for the list of pages.");
    asked().then(function () {
      return navigator.storage && navigator.storage.estimate ? navigator.storage.estimate() : {};
    }).then(function (room) {
      if (list && room.quota && room.quota - room.usage < list.bytes * 1.1) return trouble("room");
      return at.register(root + "worker.js", { scope: root, updateViaCache: "none" }).then(function () {
        return at.ready;
      }).then(function (there) { there.active.postMessage("keep"); });
    }).catch(function () { trouble("network"); });
  }
  function trouble(why) {
    var words = "The network broke off.";
    if (why === "room") words = "There is not enough room: it takes " + (list ? size(list.bytes) : "more") + ". Make room, or download a file instead.";
    if (why === "changed") words = "The website changed while the pages were fetched. Try again in a few minutes.";
    if (why === "stopped") words = "";
    return tell(words && words + " Nothing new was kept.");
  }
  function asked() {
    return fetch(root + "keep/list.json", { cache: "no-cache" }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (found) { list = found; }, function () { list = null; });
  }

  spot.textContent = "";
  said = made("p", "govuk-body");
  bar = made("progress");
  button = made("button", "keep__button");
  button.type = "button";
  said.setAttribute("role", "status");
  bar.setAttribute("aria-label", "How much of the copy is here");
  if (!at || !self.caches || !self.isSecureContext || location.protocol.indexOf("http")) {
    return say("Here your browser cannot keep a copy. It may be too old, or you opened these pages from a file. Use the website in a newer browser, or download a file.");
  }
  say("Looking at what is kept on this device.");
  at.addEventListener("message", function (event) {
    var is = event.data.state;
    if (is === "keeping") {
      if (bar.hidden) say("Keeping every page on this device. You can go on reading.", "Take it off this device", off, " keep__button--off");
      bar.hidden = false;
      bar.max = event.data.all;
      bar.value = event.data.done;
    } else if (is === "trouble") trouble(event.data.why);
    else if (is) asked().then(function () { tell(); });
  });
  at.startMessages();
  asked().then(function () { return tell(); }).then(function () { return send("look"); });
  self.waymark.parts.keep = true;
})(self);
