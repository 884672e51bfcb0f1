"""Setting the sources and reviews: what each asks or teaches, and where that is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from waymark.manual.sources import Provision, Review, Source, SourceKind
from waymark.pages.box.page import said_by
from waymark.pages.env import render
from waymark.pages.plan import SharedPart
from waymark.pages.prose.html import Prose, href
from waymark.pages.reading import Reader
from waymark.pages.slots import SharedPage, cut, slot
from waymark.pages.terms.here import finished

GROUPS = (
    ("Law", (SourceKind.STATUTE, SourceKind.REGULATIONS)),
    ("Guidance", (SourceKind.STATUTORY_GUIDANCE, SourceKind.GUIDANCE)),
    ("Research", (SourceKind.STUDY,)),
)


def source_pages(reader: Reader, shared: SharedPart) -> Iterator[SharedPage]:
    """The list of sources and reviews, then each of them."""
    manuscript = reader.manuscript
    groups = [
        {"title": title, "members": [_row(s) for s in manuscript.sources if s.kind in kinds]}
        for title, kinds in GROUPS
    ]
    groups.append({"title": "Reviews", "members": [_row(review) for review in manuscript.reviews]})
    main = render("sources/list.html", groups=[group for group in groups if group["members"]])
    whole = finished(main, reader, "")
    yield SharedPage("sources.html", "Law, guidance, research and reviews", cut(""), whole.cut, "sources")
    for source in manuscript.sources:
        yield _page(source, reader, shared)
    for review in manuscript.reviews:
        yield _page(review, reader, shared)


def _row(source: Source | Review) -> dict[str, str]:
    return {"href": href(source.place, ""), "title": source.title, "by": said_by(source)}


def _page(source: Source | Review, reader: Reader, shared: SharedPart) -> SharedPage:
    prose = Prose("../")
    provisions: list[dict[str, Any]] = []
    lessons: list[dict[str, Any]] = []
    told: dict[str, Any] = {
        "title": source.title,
        "kind": source.kind.value,
        "publisher": source.publisher,
        "year": source.year,
        "web": source.web,
        "area": None,
        "ours": False,
        "seen": None,
        "checked": None,
    }
    if isinstance(source, Source):
        note = prose.blocks(source.note) if source.note else None
        taught = source.lessons
        for each in source.provisions:
            used = _used(f"{source.place}#{each.key}", reader)
            provisions.append(
                {
                    "key": each.key,
                    "where": each.where,
                    "force": each.force.value,
                    "requires": each.requires,
                    "read": read_how(each),
                    "checked": each.checked,
                    "used": used,
                }
            )
    else:
        note = None
        taught = source.learning  # type: ignore[assignment]
        told |= {"area": source.area, "ours": source.partnership is not None}
        told |= {"seen": (source.seen or "").rstrip(".") or None, "checked": source.checked}
    for lesson in taught:
        used = _used(f"{source.place}#{lesson.key}", reader)
        lessons.append({"key": lesson.key, "text": prose.blocks(lesson.text), "used": used})
    main = render(
        "sources/template.html",
        prefix="../",
        source=told,
        note=note,
        provisions=provisions,
        lessons=lessons,
        changed=shared.changed[source.place],
        fingerprint=shared.fingerprints[source.place],
        SLOT_PLACE=slot("place"),
    )
    whole = finished(main, reader, "../")
    return SharedPage(f"{source.place}.html", source.title, cut(""), whole.cut, source.place)


def read_how(provision: Provision) -> str:
    """How far we know the words of a provision: read there, read about, or known in general."""
    at = f" at {provision.read_at}" if provision.read_at else ""
    if provision.seen:
        return f"Its words were read{at}"
    if at:
        return f"We read an account of it{at}; its own words have not yet been checked"
    return "General knowledge: its words have not yet been checked"


def _used(part: str, reader: Reader) -> list[Any]:
    return [reader.way(place, "../") for place in reader.used.get(part, [])]
