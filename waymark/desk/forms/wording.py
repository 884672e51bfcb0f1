"""The words of the forms: what each field is called, how to fill it, and what is picked rather than typed."""

from __future__ import annotations

from typing import NamedTuple

from waymark.pages.reading import KIND_WORDS


class Wording(NamedTuple):
    """A field's label and help.

    `wide`: it holds a long line; `hidden`: a form does not show it; `special`: what it holds has a field of
    its own, such as `lines`, a list that is written line by line in one field.
    """

    label: str
    help: str = ""
    wide: bool = False
    hidden: bool = False
    special: str = ""


_ANY: dict[str, Wording] = {
    "place": Wording("Place", "Its permanent address: words and hyphens. It is never changed once in force."),
    "key": Wording("Key", "Its permanent name: words and hyphens. It is never changed once in force."),
    "title": Wording("Title", "What a reader sees first. It may change freely.", wide=True),
    "who": Wording(
        "Who acts", "The role that takes this step: “Whoever is worried, with their manager”.", wide=True
    ),
    "timescales": Wording("Time limits", "Pick those that apply here."),
    "facets-key_points": Wording(
        "Key points", "What to do, first things first: three to seven points, a sentence or two each."
    ),
    "facets-how_to_do_it": Wording("How to do it"),
    "facets-what_if": Wording("What if", "Real difficulties, each with what to do."),
    "facets-what_if-question": Wording(
        "The difficulty", "As a worker would say it: “The parent will not let you in”.", wide=True
    ),
    "facets-what_if-answer": Wording("What to do"),
    "facets-lessons": Wording("Lessons", "From research and from reviews, where someone can act on them."),
    "facets-for_families-parents": Wording(
        "For a parent", "What they can expect, and what they can ask for."
    ),
    "facets-for_families-child": Wording("For a child or young person", "A few lines that a child can read."),
    "facets-for_your_role": Wording("For your role", "Only what one role does differently here."),
    "facets-for_your_role-role": Wording("Role"),
    "facets-for_your_role-text": Wording("What they do differently"),
    "facets-people_say": Wording(
        "People say",
        "How people ask for this page in their own words: a parent, a neighbour, a new worker. A line each.",
        special="lines",
    ),
    "people_say": Wording(
        "People say", "The everyday words for it, and how people ask. A line each.", special="lines"
    ),
    "together": Wording(
        "Words that mean the same",
        "A family a line, with commas: “alone, on his own, by herself”. Searching for one finds the others.",
    ),
    "apart": Wording(
        "Words to keep apart", "Words that look alike and are not, with a comma: “careless, care”."
    ),
    "sources": Wording("Sources", "The provisions that stand behind this step. A “must” needs one of a law."),
    "checked": Wording("Checked", "Against what, and on which day."),
    "checked-against": Wording("Against", wide=True),
    "checked-date": Wording("On"),
    "not_certain": Wording("What is not certain", "Said on the page, so that nobody is led astray."),
    "kind": Wording("What it is"),
    "number": Wording("Number", "Its number among the charts."),
    "need": Wording("What the reader needs", "As a reader would say it.", wide=True),
    "summary": Wording("In a sentence", wide=True),
    "being_written": Wording("Still being written", "Its boxes may be missing, and its page says so."),
    "boxes": Wording("Boxes", hidden=True),
    "arrows": Wording("Arrows", hidden=True),
    "about": Wording("About the manual"),
    "notice": Wording("Notice", "Shown on every page of a gateway that is not adopted."),
    "term": Wording("The word"),
    "also": Wording("Also written", "Other forms and short forms of the word."),
    "meaning": Wording("What it means", "Plain enough for a 15-year-old."),
    "limit": Wording("Limit", "A number, or “as soon as possible”, or “set locally”.", special="limit"),
    "unit": Wording("Counted in"),
    "limits": Wording(
        "Time limits here",
        "Where the manual leaves a limit to you, or you want it sooner. Every page with that limit shows it.",
    ),
    "limits-timescale": Wording("Time limit"),
    "limits-limit": Wording("Within", "A number."),
    "limits-unit": Wording("Counted in"),
    "limits-reason": Wording("Why", "Readers see it: who agreed it, and what for.", wide=True),
    "longest": Wording("The longest the law allows", "Not time to use up: shown as “no longer than”."),
    "by_order": Wording("A court sets the end", "No date is worked out: the order or timetable states it."),
    "starts": Wording("Counted from", wide=True),
    "source": Wording("Source"),
    "note": Wording("Note"),
    "needs": Wording("What this role needs", wide=True),
    "as_said": Wording(
        "Also named as",
        "How “Who acts” names this role, besides its title: “the police”, “lead practitioner”. A line each. "
        "It says on the charts where the role acts.",
        special="lines",
    ),
    "needed": Wording(
        "Its most needed places", "Five at most, the first first: what somebody in this job needs in a hurry."
    ),
    "name": Wording("Name", wide=True),
    "purpose": Wording("What it is for", wide=True),
    "telephone": Wording("Telephone", "Digits and spaces."),
    "email": Wording("E-mail"),
    "web": Wording("Web address", "It starts with https://.", wide=True),
    "hours": Wording(
        "When it answers",
        "Leave empty only if someone answers day and night, every day. If you do not know, find out first.",
    ),
    "hours-days": Wording("Days"),
    "hours-opens": Wording("From", "For example 08:30."),
    "hours-closes": Wording("Until", "For example 17:00; 24:00 is midnight."),
    "hours_in_words": Wording("Hours in words", "As a reader sees them.", wide=True),
    "checked_day": Wording("Checked on"),
    "example": Wording("This is only an example", "Shown as “Example, do not ring”, without a link."),
    "publisher": Wording("Published by", wide=True),
    "year": Wording("Year"),
    "provisions": Wording("Provisions", "Each requirement with its force."),
    "provisions-key": Wording("Key"),
    "provisions-where": Wording("Where it stands"),
    "provisions-force": Wording("Force"),
    "provisions-requires": Wording("What it requires", wide=True),
    "provisions-seen": Wording("Its own words were read"),
    "provisions-read_at": Wording("Read at"),
    "provisions-checked": Wording("Checked on"),
    "provisions-no_box": Wording("Why no box carries it", wide=True),
    "lessons": Wording("Lessons"),
    "lessons-key": Wording("Key"),
    "lessons-text": Wording("What was found"),
    "learning": Wording("Learning points"),
    "learning-key": Wording("Key"),
    "learning-text": Wording("What it teaches"),
    "area": Wording("Area", wide=True),
    "partnership": Wording("Partnership", "Where it is one of our own areas’."),
    "seen": Wording("Which parts were read", wide=True),
    "in_area": Wording("The area after “In”", "As in “In Devon”."),
    "council": Wording("Council", wide=True),
    "front_door": Wording("Name of the front door", wide=True),
    "accent": Wording("Colour", "Six figures or letters from a to f, after #; dark enough to read on."),
    "adopted": Wording("Adopted on", "Empty until the partnership has adopted the manual."),
    "text": Wording("Text"),
    "former_name": Wording("Former name", wide=True),
    "owner": Wording("Owner", "Who keeps it true.", wide=True),
    "published": Wording("Published", "A month or a day, such as May 2024.", special="month"),
    "updated": Wording("Updated", "A month or a day, such as May 2024.", special="month"),
    "reviewed": Wording("Reviewed", "A month or a day, such as May 2024.", special="month"),
    "review_by": Wording("Review by", "A month or a day, such as May 2027.", special="month"),
    "form": Wording("How it can be read"),
    "for_roles": Wording("For whom", "The roles it suits. Leave empty if it suits everyone."),
    "story": Wording(
        "The story",
        "What has happened, in a few short sentences. It is made up, with first names and no real case.",
    ),
    "moments": Wording(
        "Moments", "From two to four points at which something must be done. Write the order they happen in."
    ),
    "moments-story": Wording("What happens now", "Leave empty if the story so far is enough."),
    "moments-question": Wording("The question", "Such as “What do you do first?”", wide=True),
    "moments-choices": Wording("Choices", "From two to four. One is the best."),
    "moments-choices-words": Wording("What you could do", "Such as “Ring social care now”.", wide=True),
    "moments-choices-fit": Wording("Is it right?", "Ringing 999 is never “not this”."),
    "moments-choices-place": Wording("Where the manual says why", "A box or a procedure."),
    "moments-choices-facet": Wording("Under"),
    "moments-choices-says": Wording(
        "The words that say why", "Picked from what stands there. Readers see the manual’s own words."
    ),
    "shown_at": Wording("Shown at", "The places of the shared manual where it is offered."),
}
_OWN: dict[tuple[str, str], Wording] = {
    ("contact", "checked"): Wording("Checked on"),
    ("local contact", "checked"): Wording("Checked on", "The day someone last rang it or asked."),
    ("review", "checked"): Wording("Checked on"),
    ("note", "place"): Wording("Shown at", "The place of the shared manual where the note stands."),
    ("partnership", "title"): Wording("Title"),
    ("manual", "title"): Wording("Title of the manual", wide=True),
    ("scenario", "place"): Wording(
        "Place", "It starts with practise/, then words and hyphens. It is never changed once in force."
    ),
    ("way in", "key"): Wording(
        "For whom", "Parents and carers, or children and young people: one page for each."
    ),
    ("way in", "questions"): Wording(
        "Questions", "What its readers want to know, in their words, in the order they would ask."
    ),
    ("way in", "questions-asked"): Wording("The question", "Such as “Who are these people?”.", wide=True),
    ("way in", "questions-replies"): Wording(
        "Answered from", "The manual’s own words answer it, and show here as they stand there."
    ),
    ("way in", "questions-replies-place"): Wording("Place", "A box, a procedure, a word or a national line."),
    ("way in", "questions-replies-said"): Wording(
        "What a reader would call it", "As in “Somebody has told social care about us”.", wide=True
    ),
    ("way in", "questions-replies-named_only"): Wording("Name it only, and lead to its words"),
    ("waiver", "place"): Wording("Where it stands", "The box or procedure that the facet is a part of."),
    ("waiver", "facet"): Wording("Facet", "The one facet that is let through, though it reads above age 15."),
    ("waiver", "role"): Wording("Role", "Only where the facet is “For your role”."),
    ("waiver", "reason"): Wording("Why it cannot be plainer yet", "A sentence or two.", wide=True),
    ("waiver", "given_by"): Wording("Given by", "The name of the person who answers for it.", wide=True),
    ("waiver", "until"): Wording("Until", "The last day on which the facet is let through."),
}


class RowWords(NamedTuple):
    """What a row of a list is called, what its add-button says, and which field names it, if one does."""

    one: str
    add: str
    named_by: str = ""


_ROWS: dict[str, RowWords] = {
    "facets-key_points": RowWords("Key point", "Add a key point"),
    "facets-what_if": RowWords("What if", "Add a “what if”"),
    "facets-lessons": RowWords("Lesson", "Add a lesson"),
    "facets-for_your_role": RowWords("For one role", "Add a note for a role", "role"),
    "together": RowWords("Family", "Add a family of words"),
    "apart": RowWords("Words apart", "Add words to keep apart"),
    "sources": RowWords("Source", "Add a source"),
    "timescales": RowWords("Time limit", "Add a time limit"),
    "limits": RowWords("Time limit here", "Add a time limit"),
    "checked": RowWords("Check", "Add what it was checked against"),
    "not_certain": RowWords("Not certain", "Add what is not certain"),
    "also": RowWords("Other form", "Add another form of the word"),
    "hours": RowWords("Opening hours", "Add opening hours"),
    "provisions": RowWords("Provision", "Add a provision"),
    "lessons": RowWords("Lesson", "Add a lesson"),
    "learning": RowWords("Learning point", "Add a learning point"),
    "shown_at": RowWords("Place", "Add a place"),
    "needed": RowWords("Place", "Add a place"),
    "for_roles": RowWords("Role", "Add a role"),
    "moments": RowWords("Moment", "Add a moment"),
    "moments-choices": RowWords("Choice", "Add a choice"),
    "questions": RowWords("Question", "Add a question"),
    "questions-replies": RowWords("Answer", "Add an answer", "place"),
}

#: What is picked from a list rather than typed, by field; within a list by its path.
_PICKED: dict[str, str] = {
    "timescales": "timescales",
    "limits-timescale": "timescales",
    "facets-lessons": "lessons",
    "facets-for_your_role-role": "roles",
    "sources": "provisions",
    "shown_at": "places",
    "needed": "places",
    "for_roles": "roles",
    "moments-choices-place": "pages",
    "moments-choices-says": "sayings",
}
_PICKED_OWN: dict[tuple[str, str], str] = {
    ("timescale", "source"): "provisions",
    ("note", "place"): "places",
    ("review", "partnership"): "partnerships",
    ("waiver", "place"): "places",
    ("waiver", "role"): "roles",
    ("way in", "questions-replies-place"): "replies",
}


def wording(kind: str, name: str) -> Wording:
    """The words of a field of a kind of part."""
    if name.startswith("file-"):
        return Wording("File", hidden=True)
    return _OWN.get((kind, name)) or _ANY.get(name) or Wording(name.replace("_", " ").capitalize())


def row_words(name: str) -> RowWords:
    """What the rows of a list are called."""
    return _ROWS.get(name) or RowWords("Row", "Add a row")


def picked_from(kind: str, name: str) -> str | None:
    """The list of choices a field picks from, if it does."""
    return _PICKED_OWN.get((kind, name)) or _PICKED.get(name)


def choice_words(value: str) -> str:
    """A choice as people call it, the same in forms, charts and readers' pages."""
    return KIND_WORDS.get(value) or value.capitalize()
