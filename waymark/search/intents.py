"""Phrases that ask for something other than a place, and those that tell who is asking.

Somebody asks for a length of time, or for a number to ring. Who writes “my kids” or “my mum” is one of those
whom the manual is about, and has a page of their own.
"""

from __future__ import annotations

#: The pages of those who are known by how they write, by the name of their phrases.
VOICES = {"parents": "for/parents", "children": "for/children"}
#: The same for those who may be either.
BOTH = ("families", "families")

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
    "parents": [
        "my child", "my kid", "my son", "my daughter", "my lad", "my boy", "my girl", "my eldest",
        "my youngest", "my baby", "my toddler", "my little one", "my little boy", "my little girl",
        "my little lad", "my teenager", "my bump", "our child", "our kid", "our son", "our daughter",
        "our baby", "our little one", "our family", "our house", "our home", "our door", "my ex",
        "my partner", "my husband", "my wife", "about us", "off us", "against us", "behind our backs",
        "took my", "take my", "taken my", "took our", "take our", "let her in", "let him in",
        "let them in", "reported me", "reported us", "grassed me", "im pregnant", "im expecting",
        "i am pregnant", "i am expecting", "i am a parent", "im a parent", "im a mum", "im a dad",
        "i am a mum", "i am a dad", "as a parent", "do i need a solicitor",
    ],
    "children": [
        "my mum", "my mummy", "my mam", "my mom", "my dad", "my daddy", "my stepdad", "my step dad",
        "my stepmum", "my step mum", "my parents", "my nan", "my foster carer", "my foster mum",
        "my teacher", "my bedroom", "mums boyfriend", "mums bf", "mums new boyfriend", "to go home",
        "wanna go home", "go back home", "kicked me out", "touches me", "touched me", "touching me",
        "get took away", "get taken away", "i am a child", "im a child", "i ran away", "i have run away",
        "ive run away", "coming to my school", "made me swear", "send nudes", "sent nudes",
    ],
    "families": [
        "my social worker", "my file", "my records", "my family", "about me", "happen to me",
        "happens to me", "talk to me", "talking to me", "take me", "hits me", "hit me",
        "hurts me", "hurt me", "hurting me", "scares me", "scaring me", "scared at home",
        "afraid at home", "not safe at home", "my house", "my door", "my doorstep", "behind my back",
        "i have a social worker", "ive got a social worker", "got a social worker", "have i got a plan",
        "new social worker", "different social worker", "another social worker", "they found nothing",
        "get off the plan",
    ],
}  # fmt: skip
