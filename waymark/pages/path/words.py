"""What is said of a path where it is shown. A browser puts what differs for `{}`, one after the other."""

from __future__ import annotations

from collections.abc import Mapping

SAYS: Mapping[str, str] = {
    # On the page of a box.
    "step": "My path: step {}",
    "outside": "This step is not on your path. You were last at step {}, {}.",
    "add": "Add this step to my path",
    "kept": "Your path stays on this device, and is sent to nobody. Do not type names: there is nowhere to. "
    "Anyone who uses this device can see it until you clear it.",
    "changed": "The words of this step have changed since you were here. Read it again.",
    "altered": "Your area’s own note or time limit has changed since you were here. Read it again.",
    "added": "Your area has added a note or time limit of its own since you were here. Read it.",
    "dropped": "Your area’s own note and time limits are no longer here. They were when you were here.",
    "again": "I have read it again",
    "came": "You came from step {}, ",
    "by": ", by the answer “{}”",
    "ticked": "{} of {} key points ticked.",
    "lost": " Ticks that belonged to words no longer here: {}.",
    "see": "See my path",
    "remove": "Take this step off my path",
    "taken": "You took this: step {}",
    "strip": "My path: step {} of {}",
    "aside": "My path does not hold this step",
    "stale": "Changed since you were there: {}",
    "refused": "This browser keeps nothing, so your path holds for this page only.",
    # Its dates.
    "day": "The day when {}",
    "time": "The day and time when {}",
    "done": "you did this step",
    "local": "no national limit, but your own area may have one",
    "shared": "{} The shared manual: {}.",
    "none-set": "no national limit",
    "by-day": "{}. By {}. {}",
    "longest": "{}. No later than {}. {}",
    "unknown": "No date was worked out here. The limit is {}, from when {}.",
    "other-limit": "The time limit has changed since you gave {}. The new limit is used below.",
    "needs-time": "You gave {}. The time limit is in hours now, so give the time as well.",
    "lost-date": "You gave {}. That time limit is no longer here, or it counts from something else now. "
    "No date is worked out. Read the step again, and give the date again if it fits.",
    # On a chart.
    "here": "You are here",
    "was": "You were here",
    "tag": "Here, {}",
    # On the page of the path.
    "none": "You have no path here. Open a step of a chart, and press “Start my path here”.",
    "printed": "Printed on {}. Paper goes out of date: look at the pages again before you rely on it.",
    "stales": "The charts have changed since you were there. Look at these steps again:",
    "nears": "{}, local notes or time limits have changed since you were there. Look at these steps again:",
    "gone": "This step is no longer on the charts.",
    "before": " You ticked them before the words of this step changed.",
    "answer": "Your answer: “{}”",
    "also": "You also went{}:",
    "off": "Step {} is off your path.",
    "back": "Your path is back as it was.",
    "cleared": "Your path is cleared. Nothing of it is left on this device, but for files that you saved.",
    "itself": "Your path has cleared itself. Nothing of it is left on this device.",
    # Where a saved path is opened.
    "large": "That file is too large to be a path. Nothing was opened.",
    "unread": "That file could not be read. Nothing was opened.",
    "strange": "That file is not a path that was saved on these pages. Nothing was opened.",
    "form": "That path was saved in a form that these pages do not know. Nothing was opened.",
    "elsewhere": "That path belongs to another area. Nothing was opened. Open it on that area’s pages{}.",
    "broken": "That file cannot be read from line {} on. Nothing was opened.",
    "wrong": "In that file, “{}” is not as it should be. Nothing was opened.",
    "wrong-step": "In step {} of that file, “{}” is not as it should be. Nothing was opened.",
    "wrong-all": "Step {} of that file is not as it should be. Nothing was opened.",
    "nowhere": "None of its steps is on these charts. Nothing was opened.",
    "open": "Your path is open. Steps: {}.",
    "left": " Steps left out, because they are not on these charts: {}.",
    "other": " Answers left out, because they are worded differently now: {}.",
    "instead": " It took the place of the path that was here.",
    "what": "A path through the charts: steps, answers, ticks and dates. It holds no names.",
}
