"""Setting the pages for families: every sentence but their frame is one that the manual has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from waymark.manual.contacts import Contact
from waymark.manual.ways_in import CONTACT, Question, Reply, WayIn, WayKey
from waymark.manual.wholeness.ways_in import HELPLINES
from waymark.pages.env import render
from waymark.pages.prose.html import Prose, href
from waymark.pages.prose.say import sentence
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut
from waymark.pages.terms.here import listed, rows_of, section

CHOOSE, LEAVING = "families.html", "leaving.html"

#: Where “Leave this page now” leads: a page that anybody may have open, that loads fast, and that says
#: nothing of why somebody came to it.
NEUTRAL = "https://www.bbc.co.uk/weather"

_INNER = "../"
#: A short form beside its own meaning, which it need not lead to.
_OWN = re.compile(r"(<dt>[^<]*\()<a [^>]*>([^<]*)</a>(?=\)</dt>)")
#: Where a page wants the lines that stand on each of them.
_HELPLINES = "<!--helplines-->\n"


def family_pages(reader: Reader) -> Iterator[SharedPage]:
    """The pages for families; none where the manual has no ways in."""
    ways = [reader.lookup.ways_in[key] for key in WayKey if key in reader.lookup.ways_in]
    if not ways:
        return
    title = "For families"
    told = "Two short pages: one for parents and carers, one for children and young people."
    choices = [{"href": f"{way.page}.html", "title": way.title, "key": way.key.value} for way in ways]
    yield _set(CHOOSE, title, "choose", reader, told=told, ways=choices)
    for way in ways:
        yield _way(way, ways, reader)
    told = "What stays on a phone or computer after reading here, and how to remove it."
    yield _set(LEAVING, "How to leave no trace", "leaving", reader, told=told)


def _way(way: WayIn, ways: list[WayIn], reader: Reader) -> SharedPage:
    shown = {reply.place for _, reply in way.replies if reply.place in reader.lookup.terms}
    return _set(
        f"{way.page}.html",
        way.title,
        "way",
        reader,
        key=way.key,
        apart_from=frozenset(shown),
        told=f"{way.title}: {' '.join(question.asked for question in way.questions)}",
        questions=[_question(each, way.key, reader) for each in way.questions],
        other=next(
            ({"href": f"{each.key}.html", "title": each.title} for each in ways if each is not way), None
        ),
    )


def _set(
    path: str,
    title: str,
    template: str,
    reader: Reader,
    *,
    told: str,
    key: WayKey | None = None,
    apart_from: frozenset[str] = frozenset(),
    **given: Any,
) -> SharedPage:
    """One page in the frame that all of them share. `apart_from`: the terms that it tells by itself."""
    prefix = _INNER * path.count("/")
    frame: dict[str, Any] = {
        "prefix": prefix,
        "title": title,
        "neutral": NEUTRAL,
        "helplines": _helplines(key, reader),
    }
    above = render("families/above.html", choose=CHOOSE if path != CHOOSE else "", **frame)
    main = render(f"families/{template}.html", leaving=LEAVING, **frame, **given)
    found = reader.glossary.explain(main)
    words = rows_of(found.terms - apart_from, reader, prefix)
    whole = _OWN.sub(r"\1\2", found.words) + (str(section(words)) if words else "")
    # What the lines are called stays as they are known by; the foot of each page says what is short for what.
    whole = whole.replace(_HELPLINES, render("families/helplines.html", **frame), 1)
    whole = render("families/frame.html", main=Markup(whole), key=key.value if key else "all", **frame)
    return SharedPage(path, title, cut(above), cut(whole), told=told, apart=True)


def _helplines(key: WayKey | None, reader: Reader) -> list[Contact]:
    """The lines for children and for adults: the readers' own first, the children's where anybody reads."""
    kinds = tuple(reversed(HELPLINES)) if key is WayKey.PARENTS else HELPLINES
    contacts = reader.manuscript.contacts
    return [each for kind in kinds for each in contacts if each.kind is kind and each.telephone]


def _question(question: Question, key: WayKey, reader: Reader) -> dict[str, Any]:
    full = [reply for reply in question.replies if not reply.named_only]
    return {
        "asked": question.asked,
        "told": [told for reply in full if (told := _told(reply, key, reader))],
        "words": _words([reply.place for reply in full if reply.place in reader.lookup.terms], reader),
        "named": [_named(reply, reader) for reply in question.replies if reply.named_only],
    }


def _words(places: list[str], reader: Reader) -> Markup | None:
    """Terms with what they mean, in the order they were named."""
    rows = {row["key"]: row for row in rows_of(places, reader, None)}
    ordered = [rows[place.partition("/")[2]] for place in places]
    return listed([row | {"term": sentence(row["term"])} for row in ordered]) if ordered else None


def _told(reply: Reply, key: WayKey, reader: Reader) -> dict[str, Any] | None:
    """A reply in full: a contact, or what a box or procedure says to these readers.

    None for a term, which stands in a list, and where the words were withheld.
    """
    if reply.place.startswith(CONTACT):
        return {"contact": reader.lookup.contacts[reply.place.removeprefix(CONTACT)]}
    box = reader.lookup.boxes.get(reply.place) or reader.lookup.procedures.get(reply.place)
    text = key.facet(box.facets.for_families) if box else None
    if box is None or text is None:
        return None
    return {
        "contact": None,
        "said": reply.said,
        "text": Prose(_INNER).blocks(text),
        "kind": "step" if reply.place in reader.lookup.boxes else "procedure",
        "href": _families(reply.place),
        "title": box.title,
    }


def _named(reply: Reply, reader: Reader) -> dict[str, str]:
    """A reply by its name alone, and where its words are."""
    if reply.place.startswith(CONTACT):
        contact = reader.lookup.contacts[reply.place.removeprefix(CONTACT)]
        return {"href": f"{_INNER}contacts.html", "said": reply.said or contact.name}
    if reply.place in reader.lookup.terms:
        return {"href": href(reply.place, _INNER), "said": reply.said or sentence(reader.title(reply.place))}
    return {"href": _families(reply.place), "said": reply.said or reader.title(reply.place)}


def _families(place: str) -> str:
    """The spot of a page that speaks to families."""
    return href(f"{place}#for-families", _INNER)
