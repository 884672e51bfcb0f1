"""Setting the page of a box or procedure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2.filters import do_striptags as striptags

from waymark.manual.boxes import Box, Procedure
from waymark.manual.sources import Review, Source
from waymark.manual.wholeness.facets import missing
from waymark.pages.deadline.limits import provision, shown
from waymark.pages.env import render
from waymark.pages.plan import SharedPart
from waymark.pages.prose.html import Prose, href
from waymark.pages.reading import KIND_WORDS, Reader, spot
from waymark.pages.slots import SharedPage, cut, slot
from waymark.pages.terms.here import finished

PREFIX = "../"

#: Stands for how small a box is set on paper, until its words are counted.
DENSITY = "(density)"

#: Words on a box page above which it is set smaller on paper, found by printing every box.
SIZES = ((1600, "tight"), (1300, "packed"), (1000, "dense"), (700, "full"))


def box_page(box: Box | Procedure, reader: Reader, shared: SharedPart) -> SharedPage:
    """The page of a box or procedure, with slots for what is local."""
    prose = Prose(PREFIX)
    chart = reader.lookup.chart_of.get(box.place)
    onward, back = reader.onward(box.place, PREFIX), reader.back(box.place, PREFIX)
    given: dict[str, Any] = {
        "box": box if isinstance(box, Box) else _as_box(box),
        "place": box.place,
        "prefix": PREFIX,
        "ways_in": bool(reader.manuscript.ways_in),
        "kind_word": KIND_WORDS[box.kind.value if isinstance(box, Box) else "procedure"],
        "chart": chart,
        "chart_spot": f"step-{spot(box.place)}",
        "limits": [shown(reader.lookup.timescales[key], reader.lookup, PREFIX) for key in box.timescales],
        "unwritten": missing(box) if chart and chart.being_written else [],
        "next": onward,
        "before": back,
        "first": {"href": href(chart.boxes[0], "")} if chart and chart.boxes else {"href": "index.html"},
        "sources": [provision(part, reader.lookup, PREFIX) for part in box.sources],
        "checked": box.checked,
        "not_certain": box.not_certain,
        "changed": shared.changed[box.place],
        "fingerprint": shared.fingerprints[box.place],
        "SLOT_LIMITS": slot("limits"),
        "SLOT_DATES": slot("dates"),
        "SLOT_NOTE": slot("note"),
        "SLOT_GUIDANCE": slot("guidance"),
        "SLOT_PLACE": slot("place"),
        "SLOT_LOCAL_CHANGED": slot("local_changed"),
        **_facets(box, reader, prose),
    }
    given["by_when"] = next((each["key"] for each in given["limits"] if each["counted"]), None)
    given["jumps"] = _jumps(given, has_sources=bool(box.sources or box.checked or box.not_certain))
    crumbs = []
    if chart:
        crumbs.append({"href": f"{PREFIX}{chart.key}.html", "text": f"Chart {chart.number}: {chart.title}"})
    elif isinstance(box, Procedure):
        crumbs.append({"href": f"{PREFIX}procedures.html", "text": "Procedures"})
    above = render(
        "box/strip.html",
        prefix=PREFIX,
        crumbs=crumbs,
        steps=chart is not None,
        before=back,
        next=onward,
    )
    whole = finished(render("box/template.html", density=DENSITY, **given), reader, PREFIX, more=True)
    main = whole.main.replace(DENSITY, _density(given, whole.rows), 1)
    points = box.facets.key_points
    told = f"{box.title}: {points[0].plain}" if points else box.title
    made = SharedPage(f"{box.place}.html", box.title, cut(above), cut(main), box.place, told=told)
    return made._replace(here=whole.here)


def _density(given: dict[str, Any], words: Iterable[dict[str, Any]]) -> str:
    """How small a box is set on paper, so that it keeps to one sheet: by the words it holds."""
    told = [*given["key_points"], given["how"], *(each["answer"] for each in given["what_if"])]
    told += [lesson["text"] + lesson["title"] for lesson in given["lessons"]]
    told += list((given["families"] or {}).values()) + [note["text"] for note in given["roles"]]
    told += [word["meaning"] for word in words] + list(given["not_certain"])
    told += [source["title"] + source["where"] for source in given["sources"]]
    long = sum(len(striptags(str(each)).split()) for each in told if each)
    return next((name for limit, name in SIZES if long > limit), "easy")


def _as_box(procedure: Procedure) -> dict[str, Any]:
    return {"kind": "procedure", "title": procedure.title, "who": procedure.who}


def _facets(box: Box | Procedure, reader: Reader, prose: Prose) -> dict[str, Any]:
    facets = box.facets
    families = facets.for_families
    return {
        "key_points": [prose.line(point) for point in facets.key_points],
        "how": prose.blocks(facets.how_to_do_it) if facets.how_to_do_it else None,
        "what_if": [
            {"question": each.question, "answer": prose.blocks(each.answer)} for each in facets.what_if
        ],
        "lessons": [_lesson(part, reader, prose) for part in facets.lessons],
        "families": families
        and {
            "parents": families.parents and prose.blocks(families.parents),
            "child": families.child and prose.blocks(families.child),
        },
        "roles": [
            {
                "key": note.role,
                "title": reader.lookup.roles[note.role].title,
                "text": prose.blocks(note.text),
            }
            for note in facets.for_your_role
        ],
    }


def _lesson(part: str, reader: Reader, prose: Prose) -> dict[str, Any]:
    source, lesson = reader.lookup.lessons[part]
    return {
        "text": prose.blocks(lesson.text),
        "href": href(part, PREFIX),
        "title": source.title,
        "by": said_by(source),
        "sort": "From a review" if isinstance(source, Review) else "From research",
    }


def said_by(source: Source | Review) -> str:
    """Publisher and year, as far as they are known."""
    return ", ".join(str(part) for part in (source.publisher, source.year) if part)


JUMPS = (
    ("key_points", "key-points", "Key points"),
    ("by_when", "by-when", "By when"),
    ("how", "how-to-do-it", "How to do it"),
    ("what_if", "what-if", "What if"),
    ("lessons", "lessons", "Lessons"),
    ("families", "for-families", "For families"),
    ("roles", "for-your-role", "For your role"),
)


def _jumps(given: dict[str, Any], *, has_sources: bool) -> list[dict[str, str]]:
    jumps = [{"id": spot_id, "text": text} for name, spot_id, text in JUMPS if given[name]]
    jumps.append({"id": "next", "text": "What next"})
    if has_sources:
        jumps.append({"id": "sources", "text": "Sources"})
    return jumps
