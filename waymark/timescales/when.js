// Counting in the browser: the same days, times and sentences as counting.py, clocks.py, standing.py and typed.py
// give. The cases in tests/timescales hold the two together, so what is changed here is changed there. Days are
// whole numbers since 1970, times are minutes since then by Greenwich; the device's own time zone is never asked.
// The pinned bank holidays are put behind this when it is compiled.
(function (self) {
  "use strict";
  var MONTHS = "January February March April May June July August September October November December".split(" ");
  var DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
  var DAY = 1440, EARLIEST = dayOf(2000, 1, 1), LATEST = dayOf(2099, 12, 31);
  var ACT = "Act now, and write down why.";
  var UNREAD_DAY = "We cannot read that date. Type it like this: 1 December 2026.";
  var UNREAD_TIME = "We cannot read that time. Type it like this: 14:30 or 2:30pm.";

  function dayOf(year, month, day) { return new Date(0).setUTCFullYear(year, month - 1, day) / 864e5; }
  function whole(day) { return new Date(day * 864e5); }
  function iso(day) { return whole(day).toISOString().slice(0, 10); }
  function floor(minutes) { return Math.floor(minutes / DAY); }
  function two(number) { return (number < 10 ? "0" : "") + number; }
  function stop(field, why) { throw { field: field, why: why }; }

  // Days and times as people say them: see saying.py.

  function shortDay(day) {
    var at = whole(day);
    return at.getUTCDate() + " " + MONTHS[at.getUTCMonth()] + " " + at.getUTCFullYear();
  }
  function longDay(day) { return DAYS[whole(day).getUTCDay()] + " " + shortDay(day); }
  function clock(minutes) {
    var past = minutes - floor(minutes) * DAY, hour = Math.floor(past / 60), minute = past % 60;
    if (!minute && hour % 12 === 0) return hour ? "12 noon" : "12 midnight";
    return (hour % 12 || 12) + ":" + two(minute) + (hour >= 12 ? "pm" : "am");
  }
  function moment(minutes) {
    return clock(minutes) + (minutes % DAY ? " on " : " at the start of ") + longDay(floor(minutes));
  }
  function counted(number, one) { return number + " " + one + (number === 1 ? "" : "s"); }

  function long(hours) { return hours > 72 ? counted(Math.floor(hours / 24), "day") : counted(hours, "hour"); }

  // The clocks here: see clocks.py.

  function turn(year, month) {
    var last = dayOf(year, month, 31);
    return (last - whole(last).getUTCDay()) * DAY + 60;
  }
  function ahead(moment) {
    var year = whole(floor(moment)).getUTCFullYear();
    return moment >= turn(year, 3) && moment < turn(year, 10) ? 60 : 0;
  }
  function fits(typed) {
    return [typed - 60, typed].filter(function (each) { return each + ahead(each) === typed; });
  }

  // What is typed: see typed.py.

  function begun(word, names) {
    for (var n = 0; n < names.length; n += 1) if (!names[n].toLowerCase().indexOf(word)) return n;
    return -1;
  }
  function tidy(words) { return words.toLowerCase().replace(/\s+/g, " ").trim(); }
  function readDay(words, today) {
    words = tidy(words.replace(/,/g, " "));
    if (!words) stop("day", "Type the date on which it happened.");
    if (words === "today") return today;
    if (words === "yesterday") return today - 1;
    var found = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(words), named = -1, year, month, day;
    if (found) {
      year = found[1]; month = found[2]; day = found[3];
    } else {
      found = /^(?:([a-z]{3,9}) )?(\d\d?)(?:st|nd|rd|th)?[\/. -](\d\d?|[a-z]{3,9})[\/. -](\d{4}|\d\d)$/.exec(words);
      if (!found) stop("day", UNREAD_DAY);
      day = found[2]; month = found[3]; year = found[4];
      if (found[1] && (named = begun(found[1], DAYS)) < 0) stop("day", UNREAD_DAY);
    }
    var letters = /[a-z]/.test(month), number = letters ? begun(month, MONTHS) + 1 : +month;
    if (letters && !number) stop("day", UNREAD_DAY);
    year = +year + (year.length === 2 ? 2000 : 0);
    var made = dayOf(year, number, +day), at = whole(made);
    if (!year || at.getUTCMonth() !== number - 1 || at.getUTCDate() !== +day) stop("day", "There is no such day. Check the day and the month.");
    if (named >= 0 && at.getUTCDay() !== named) {
      stop("day", shortDay(made) + " is a " + DAYS[at.getUTCDay()] + ", not a " + DAYS[named] + ". Check which you mean.");
    }
    return made;
  }
  function readTime(words) {
    words = tidy(words);
    if (!words) stop("time", "This limit is in hours. Type the time too.");
    var found = /^(\d\d?)(?:[:.]?(\d\d))? ?([ap]m)?$/.exec(words);
    if (!found || !(found[2] || found[3])) stop("time", UNREAD_TIME);
    var hour = +found[1], minute = +(found[2] || 0), half = found[3];
    if (minute > 59 || hour > (half ? 12 : 23) || (half && !hour)) stop("time", UNREAD_TIME);
    if (half) hour = hour % 12 + (half === "pm" ? 12 : 0);
    else if (found[1].length === 1 && hour) {
      stop("time", "Is that morning or afternoon? Type " + hour + ":" + found[2] + "am or " + hour + ":" + found[2] + "pm.");
    }
    return hour * 60 + minute;
  }
  function outside() {
    return "Only days from " + shortDay(EARLIEST) + " to " + shortDay(LATEST) + " are counted.";
  }

  // Counting: see counting.py and standing.py.

  self.waymarkWhen = function (pinned) {
    var from = Date.parse(pinned.from) / 864e5, until = Date.parse(pinned.until) / 864e5;

    function whyNot(day) { return whole(day).getUTCDay() % 6 ? pinned.days[iso(day)] || "" : "weekend"; }
    function zero(day) { return "Day 0 is " + longDay(day); }
    function on(day, how) {
      var why = whyNot(day);
      if (why) how.push("It ends on a day that is no working day (" + why + "). It does not move, so plan to be done before.");
      else if (day < from || day > until) how.push("Whether that day is a bank holiday is not known here.");
      return how;
    }

    function workingDays(limit, start, today) {
      var skipped = [], days = [], day = start, why;
      if (start + 1 < from) stop("day", "Bank holidays before " + shortDay(from) + " are not known here, so no date is given.");
      while (days.length < limit) {
        day += 1;
        if (day > until) stop("day", "Bank holidays after " + shortDay(until) + " are not known here yet, so no date is given.");
        if ((why = whyNot(day))) skipped.push(longDay(day) + ": " + why);
        else days.push(day);
      }
      why = start < from ? "" : whyNot(start);
      var how = zero(start) + (why ? ", which is no working day (" + why + ")" : "");
      how += ". Day 1 is " + longDay(days[0]) + ", the next working day.";
      var gone = days.filter(function (each) { return each <= today; }).length, late = 0;
      for (var n = day + 1; n <= today && today <= until; n += 1) if (!whyNot(n)) late += 1;
      return {
        due: iso(day), words: longDay(day), remarks: [how], skipped: skipped,
        standing: today === day ? "Due today: working day " + limit + " of " + limit + "."
          : today > day ? (late ? counted(late, "working day") + " past. " : "Past. ") + ACT
          : today < start ? "The count has not begun yet."
          : today === start ? "Today is day 0."
          : days.indexOf(today) >= 0 ? "Today is working day " + gone + " of " + limit + "."
          : "Today is no working day: " + gone + " of " + counted(limit, "working day") + " have gone."
      };
    }

    function everyDay(limit, unit, start, today) {
      var due, how = [zero(start) + "."], at = whole(start);
      if (unit === "months") {
        var month = at.getUTCMonth() + limit, year = at.getUTCFullYear() + Math.floor(month / 12), first, last;
        month = month % 12;
        first = dayOf(year, month + 1, 1);
        last = dayOf(year, month + 2, 1) - 1;
        due = Math.min(first + at.getUTCDate() - 1, last);
        if (first + at.getUTCDate() - 1 > last) {
          how.push(MONTHS[month] + " " + year + " has no day " + at.getUTCDate() + ", so the last day of that month is taken.");
        }
      } else {
        due = start + limit * (unit === "weeks" ? 7 : 1);
      }
      var left = due - today;
      return {
        due: iso(due), words: longDay(due), remarks: on(due, how), skipped: [],
        standing: !left ? "Due today." : left > 0 ? counted(left, "day") + " to go." : counted(-left, "day") + " past. " + ACT
      };
    }

    function hours(limit, typed, now) {
      var known = fits(typed), start = known.length ? known[0] : typed - 60, due = start + limit * 60;
      var here = start + ahead(start), there = due + ahead(due), both = fits(there);
      var how = ["The hours run from " + moment(here) + ", through nights, weekends and bank holidays."];
      if (!known.length) {
        how.push("The clocks went forward that night and left out " + clock(typed) + ", so the count is from " + clock(here) + ", to be safe.");
      } else if (known.length > 1) {
        how.push("The clocks went back that night, so " + clock(typed) + " came twice: the count is from the first, to be safe.");
      }
      if (ahead(due) !== ahead(start)) {
        how.push("The clocks go " + (ahead(due) ? "forward" : "back") + " in that time. The hours are real ones, so the clock time moves by one.");
      }
      if (both.length > 1) {
        how.push("That time comes twice, as the clocks go back: the " + (due === both[0] ? "first" : "second") + " of the two is meant.");
      }
      var left = Math.floor(due - now), late = Math.floor(-left / 60);
      return {
        due: iso(floor(there)) + "T" + two(Math.floor(there % DAY / 60)) + ":" + two(there % 60) + (ahead(due) ? "+01:00" : "+00:00"),
        stamp: iso(floor(due)).replace(/-/g, "") + "T" + two(Math.floor(due % DAY / 60)) + two(due % 60) + "00Z",
        words: moment(there), remarks: on(floor(there), how), skipped: [],
        standing: left < 0 ? (late ? long(late) + " past. " : "Past. ") + ACT
          : left < 60 ? "Less than an hour to go." : long(Math.floor(left / 60)) + " to go."
      };
    }

    // `now`: an instant in milliseconds. Gives the deadline, or { field, why } where there is none to give.
    return function (limit, unit, day, time, now) {
      var minutes = now / 6e4, today = floor(minutes + ahead(minutes));
      try {
        var start = readDay(day, today);
        if (unit === "hours") time = readTime(time);
        if (start < EARLIEST || start > LATEST) stop("day", outside());
        if (unit === "hours") return hours(limit, start * DAY + time, minutes);
        return unit === "working days" ? workingDays(limit, start, today) : everyDay(limit, unit, start, today);
      } catch (none) {
        if (none.why) return none;
        throw none;
      }
    };
  };
})(self);
