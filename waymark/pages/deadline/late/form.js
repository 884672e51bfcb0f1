// What the form of a time limit shows where it stands: the same as the server's page does.
(function (self) {
  "use strict";
  var when = self.waymarkWhen(self.waymarkHolidays), count = 0, find = document.querySelector("form.find");
  var style = find && find.getAttribute("data-style"), sheet = made("link");
  // The style of what only few pages show comes along, so that all is there if the network goes.
  if (style && !document.querySelector('link[href="' + style + '"]')) {
    sheet.rel = "stylesheet";
    sheet.href = style;
    document.head.appendChild(sheet);
  }

  function made(name, kind, words) {
    var part = document.createElement(name);
    if (kind) part.className = kind;
    if (words) part.textContent = words;
    return part;
  }

  function escaped(words) { return words.replace(/([\\;,])/g, "\\$1"); }
  function broken(line) { return line.match(/.{1,55}/g).join("\r\n "); }
  // Random signs, so that one calendar entry never takes the place of another, and says nothing of who made it.
  function random() {
    return Array.prototype.map.call(crypto.getRandomValues(new Uint8Array(16)), function (each) {
      return (each + 256).toString(16).slice(1);
    }).join("");
  }
  // See diary.py.
  function diary(title, words, found) {
    var now = new Date().toISOString().replace(/[-:]|\.\d+/g, ""), page = location.href.split(/[?#]/)[0];
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Waymark//Deadlines//EN", "BEGIN:VEVENT", "UID:" + random(), "DTSTAMP:" + now];
    lines.push(found.stamp ? "DTSTART:" + found.stamp : "DTSTART;VALUE=DATE:" + found.due.replace(/-/g, ""));
    lines.push("SUMMARY:" + escaped("Deadline: " + title));
    lines.push("DESCRIPTION:" + escaped("The limit: " + words + ". Check the date before you rely on it."));
    if (/^http/.test(page)) lines.push("URL:" + page);
    lines.push("CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR");
    return new Blob(lines.map(function (line) { return broken(line) + "\r\n"; }), { type: "text/calendar" });
  }

  function answered(form, found, longest, count_, unit) {
    var key = (form.elements.area ? "local-" : "") + form.elements.limit.value;
    var rule = document.getElementById("rule-" + key), title = rule.querySelector("strong").textContent.slice(0, -1);
    var words = (longest ? "no longer than " : "within ") + count_ + " " + (count_ === 1 ? unit.slice(0, -1) : unit);
    var answer = made("section", "when__answer"), add = made("a", "time__go", "Add to calendar");
    function say(words) { answer.appendChild(made("p", "govuk-body", words)); }
    answer.tabIndex = -1;
    answer.appendChild(made("h3", "when__due", (longest ? "No later than " : "By ") + found.words));
    answer.lastChild.id = "due-" + key;
    answer.setAttribute("aria-labelledby", "due-" + key);
    say("");
    answer.lastChild.appendChild(made("strong", "", found.standing));
    if (longest) say("This is the longest the law allows. It is never time to use up.");
    found.remarks.forEach(say);
    if (found.skipped.length) {
      say(found.skipped.length + (found.skipped.length === 1 ? " day does not count:" : " days do not count:"));
      answer.lastChild.className += " when__count";
      var list = made("ul", "when__skipped");
      found.skipped.forEach(function (each) { list.appendChild(made("li", "", each)); });
      answer.appendChild(list);
    }
    rule = rule.cloneNode(true);
    rule.removeAttribute("id");
    answer.appendChild(rule);
    add.href = URL.createObjectURL(diary(title, words, found));
    add.download = "deadline.ics";
    answer.appendChild(add);
    answer.appendChild(made("p", "when__about", "The calendar entry names the limit and the date, and nothing about a child."));
    form.parentNode.insertBefore(answer, form.nextSibling);
    answer.focus();
  }

  self.waymark.parts.deadline = function (form) {
    var limit = /^(\d+) (.+)$/.exec(form.getAttribute("data-limit")), day = form.elements.day, time = form.elements.time;
    var found = when(+limit[1], limit[2], day.value, time ? time.value : "", Date.now());
    var old = form.nextElementSibling, said = form.querySelector(".when__wrong");
    if (old && old.className === "when__answer") old.remove();
    if (said) said.remove();
    [day, time].forEach(function (each) {
      if (each) each.removeAttribute("aria-invalid");
      if (each) each.removeAttribute("aria-describedby");
    });
    if (!found.why) return answered(form, found, form.hasAttribute("data-longest"), +limit[1], limit[2]);
    var field = found.field === "time" ? time : day;
    said = made("p", "when__wrong", found.why);
    said.id = "wrong-" + (count += 1);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", said.id);
    form.appendChild(said);
    field.focus();
  };
})(self);
