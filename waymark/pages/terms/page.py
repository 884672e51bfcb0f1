"""Setting the terms: the whole list, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from waymark.pages.env import render
from waymark.pages.plan import SharedPart
from waymark.pages.prose.html import Prose, href
from waymark.pages.prose.say import sentence
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut, slot
from waymark.pages.terms.here import finished


def term_pages(reader: Reader, shared: SharedPart) -> Iterator[SharedPage]:
    """The list of terms, then each term with where it is used."""
    terms = sorted(reader.manuscript.terms, key=lambda term: term.term.lower())
    prose = Prose("")
    rows = [
        {
            "key": term.key,
            "term": term.term,
            "also": term.also,
            "href": href(term.place, ""),
            "meaning": prose.line(term.meaning),
        }
        for term in terms
    ]
    letters = [
        (letter, list(group)) for letter, group in groupby(rows, key=lambda row: str(row["term"])[0].upper())
    ]
    main = render("terms/list.html", letters=letters)
    main = reader.glossary.explain(main).words
    yield SharedPage("terms.html", "Words, from A to Z", cut(""), cut(main), "terms")
    inner = Prose("../")
    for term in terms:
        main = render(
            "terms/template.html",
            prefix="../",
            term=term,
            meaning=inner.blocks(term.meaning),
            used=[reader.way(place, "../") for place in reader.used.get(term.place, [])],
            changed=shared.changed[term.place],
            fingerprint=shared.fingerprints[term.place],
            SLOT_PLACE=slot("place"),
        )
        told = " ".join(f"{term.term}: {term.meaning.plain}".split())
        title = sentence(term.term)
        whole = finished(main, reader, "../")
        yield SharedPage(f"{term.place}.html", title, cut(""), whole.cut, term.place, told=told)
