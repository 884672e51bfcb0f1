"""Setting the list of scenarios, and each of them: its story, its choices, and the manual's words on each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2.filters import do_striptags as striptags
from markupsafe import Markup

from waymark.manual.scenarios import Answering, Choice, Fit, Moment, Scenario, sayings
from waymark.pages.box.page import JUMPS, said_by
from waymark.pages.env import render
from waymark.pages.plan import SharedPart
from waymark.pages.prose.html import Prose, href
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut, slot
from waymark.pages.terms.here import finished

PREFIX = "../"
#: What is said of each choice. It is told in words and by a sign, never by a colour alone.
FITS = {Fit.BEST: "This is the safest next step", Fit.ALSO: "This is right too", Fit.NOT: "Not this"}
#: How a facet is called and where it stands on the page of a box or procedure.
_FACETS = {
    Answering.KEY_POINTS: "key_points",
    Answering.HOW: "how",
    Answering.WHAT_IF: "what_if",
    Answering.LESSONS: "lessons",
}
#: People read aloud so many words a minute, and think for a minute about each question.
A_MINUTE = 130


def practise_pages(reader: Reader, shared: SharedPart) -> Iterator[SharedPage]:
    """The list of scenarios from A to Z, then each with the way to the next."""
    told = sorted(reader.manuscript.scenarios, key=lambda each: (_letters(each.title), each.place))
    if not told:
        return
    rows = [
        {
            "href": href(each.place, ""),
            "title": each.title,
            "minutes": minutes(each),
            "questions": len(each.moments),
            "roles": _roles(each, reader),
        }
        for each in told
    ]
    main = render("practise/list.html", scenarios=rows)
    title = "Practise: what would you do next?"
    said = "Short made-up stories for induction and team meetings. You choose, and the procedures say why."
    whole = finished(main, reader, "").cut
    yield SharedPage("practise.html", title, cut(""), whole, "practise", told=said, apart=True)
    for each, after in zip(told, (*told[1:], told[0]), strict=True):
        yield _page(each, after if after is not each else None, reader, shared)


def _letters(title: str) -> str:
    """A title as it is sorted: without signs, so that one in quotation marks does not come last."""
    return "".join(letter for letter in title.casefold() if letter.isalnum() or letter == " ")


def minutes(scenario: Scenario) -> int:
    """About how long a scenario takes, read aloud and talked over."""
    texts = [scenario.story.plain, *(moment.story.plain for moment in scenario.moments if moment.story)]
    texts += [choice.words for moment in scenario.moments for choice in moment.choices]
    return len(scenario.moments) + -(-sum(len(each.split()) for each in texts) // A_MINUTE)


def _page(scenario: Scenario, after: Scenario | None, reader: Reader, shared: SharedPart) -> SharedPage:
    main = render(
        "practise/template.html",
        prefix=PREFIX,
        place=scenario.place,
        title=scenario.title,
        minutes=minutes(scenario),
        roles=_roles(scenario, reader),
        story=Prose(PREFIX).blocks(scenario.story),
        moments=[_moment(each, number, reader) for number, each in enumerate(scenario.moments, 1)],
        after=reader.way(after.place, PREFIX) if after else None,
        changed=shared.changed[scenario.place],
        fingerprint=shared.fingerprints[scenario.place],
        SLOT_PLACE=slot("place"),
    )
    whole = finished(main, reader, PREFIX).cut
    told = f"Practise: {scenario.title}. {striptags(scenario.story.plain.splitlines()[0])}"
    path = f"{scenario.place}.html"
    return SharedPage(path, scenario.title, cut(""), whole, scenario.place, told=told, apart=True)


def _roles(scenario: Scenario, reader: Reader) -> str:
    """Whom a scenario suits, in words: “Teacher or designated safeguarding lead; GP”."""
    return "; ".join(reader.lookup.roles[key].title for key in scenario.for_roles) or "Everyone"


def _moment(moment: Moment, number: int, reader: Reader) -> dict[str, Any]:
    return {
        "id": f"question-{number}",
        "story": Prose(PREFIX).blocks(moment.story) if moment.story else None,
        "question": moment.question,
        "choices": [
            _choice(each, f"answer-{number}-{letter.lower()}", letter, reader)
            for letter, each in zip("ABCDEFGH", moment.choices, strict=False)
        ],
    }


def _choice(choice: Choice, spot: str, letter: str, reader: Reader) -> dict[str, Any]:
    name = _FACETS[choice.facet]
    anchor, facet = next((anchor, words) for field, anchor, words in JUMPS if field == name)
    return {
        "id": spot,
        "letter": letter,
        "words": choice.words,
        "sort": choice.fit.name.lower(),
        "fit": FITS[choice.fit],
        "href": f"{href(choice.place, PREFIX)}#{anchor}",
        "title": reader.title(choice.place),
        "facet": facet,
        **_quoted(choice, reader),
    }


def _quoted(choice: Choice, reader: Reader) -> dict[str, Any]:
    """The manual's own words that a choice leads to; none where they were withheld since."""
    prose, lookup = Prose(PREFIX), reader.lookup
    page = lookup.boxes.get(choice.place) or lookup.procedures.get(choice.place)
    there = sayings(page, choice.facet) if page else {}
    if choice.says not in there:
        return {"quoted": Markup(""), "question": None, "source": None}
    if choice.facet is Answering.LESSONS:
        source, lesson = lookup.lessons[choice.says]
        by = ", ".join(filter(None, (source.title, said_by(source))))
        kept = {"href": href(choice.says, PREFIX), "title": by}
        return {"quoted": prose.blocks(lesson.text), "question": None, "source": kept}
    quoted = Markup("\n").join(prose.blocks(text) for text in there[choice.says])
    question = choice.says if choice.facet is Answering.WHAT_IF else None
    return {"quoted": quoted, "question": question, "source": None}
