"""Why a page is not clear: the reasons that can be chosen."""

from __future__ import annotations

#: The reason that is about a child and not about the page: it leads to what to do, at once.
WORRIED = "worried"
#: What can be chosen, by the word that is kept.
REASONS = {
    WORRIED: "I am worried about a child",
    "not-found": "I could not find what I need",
    "hard": "The words are hard",
    "no-step": "It does not say what to do",
    "wrong": "Something is wrong or out of date",
    "number": "A telephone number is wrong",
    "link": "A link does not work",
    "area": "It does not fit our area",
    "else": "Something else",
}
YES, NO = "yes", "no"
