"""Phrases that ask for something other than a place: for a length of time, or for a number to ring."""

from __future__ import annotations

#: What is asked for, and the phrases that ask for it.
ASKS = {
    "time": [
        "how long", "how many days", "how many weeks", "how many hours", "how many months", "how much time",
        "how soon", "how quickly", "how quick", "how fast", "how often", "by when", "what day", "deadline",
        "time limit", "timescale", "time scale", "timeframe", "time frame", "when does", "when do",
        "when will", "when is", "when are", "when should", "when must", "when has", "when have", "when can",
        "duration", "working days", "what date", "due date", "time allowed", "run out", "runs out", "expire",
    ],
    "ring": [
        "who do i ring", "who do i call", "who do i phone", "who do i contact", "who do i tell",
        "who do we ring", "who do we call", "who to ring", "who to call", "who to phone", "who to contact",
        "who can i ring", "who can i call", "who can i talk to", "who should i ring", "who should i call",
        "phone number", "telephone number", "contact number", "what number", "whats the number", "number for",
        "number to ring", "number to call", "contact details", "ring at night", "call at night",
        "opening hours", "out of hours number", "out of hours team", "who is on call", "where do i ring",
        "where do i call", "who answers the phone", "what time do they open", "are they open", "still open",
        "number of", "contact number", "whose number", "ring now", "call now", "phone them", "ring them",
    ],
}  # fmt: skip
