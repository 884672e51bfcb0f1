"""Hypothesis strategies for manuscripts, written from the same rules as the types."""

from __future__ import annotations

import hashlib
import string
import unicodedata
from datetime import date

from hypothesis import strategies as st

from waymark.manual import boxes, charts, contacts, local, scenarios, sources, waivers, ways_in, words
from waymark.manual.data import Checked, Force
from waymark.manual.manuscript import Manuscript, Withdrawn
from waymark.manual.text import Text, parse

_KEY_SIGNS = string.ascii_lowercase + string.digits
#: Keys of one to three parts; drawn by parts, which takes half the time of drawing by a pattern.
KEYS = st.builds(
    lambda first, more: "-".join((first, *more)),
    st.text(_KEY_SIGNS, min_size=1, max_size=6),
    st.lists(st.text(_KEY_SIGNS, min_size=1, max_size=4), max_size=2),
)
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"))
SIGNS = st.sampled_from(" .,:;'\"-–*_[]()#>&!?0123456789")
ROUGH = st.text(st.one_of(LETTERS, SIGNS), min_size=1, max_size=24)


def _line(rough: str) -> str:
    return unicodedata.normalize("NFC", " ".join(rough.split()))


LINES = st.one_of(
    ROUGH.map(_line).filter(lambda line: bool(line) and line.isprintable()),
    st.sampled_from(["no", "null", "~", "1989", "01632", "2026-11-22", "- x", "a: b", "{a}", "'", "yes #1"]),
)
PLACES = st.builds("{}/{}".format, KEYS, KEYS)
PARTS = st.builds("{}/{}#{}".format, st.sampled_from(["sources", "reviews"]), KEYS, KEYS)
DATES = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def _safe(line: str) -> str:
    """Words that Markdown reads as plain words."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>&#-+=~.):" else c for c in line)


RUNS = st.one_of(
    LINES.map(_safe),
    LINES.map(lambda line: f"**{_safe(line)}**"),
    st.builds(lambda line, to: f"[{_safe(line)}]({to})", LINES, PLACES),
    LINES.map(lambda line: f"[{_safe(line)}](https://example.org/a?b=c)"),
)
PARAGRAPHS = st.lists(RUNS, min_size=1, max_size=4).map(" ".join)
BULLETS = st.lists(PARAGRAPHS, min_size=1, max_size=3).map(lambda ps: "\n".join(f"- {p}" for p in ps))
NUMBERS = st.lists(PARAGRAPHS, min_size=1, max_size=3).map(
    lambda ps: "\n".join(f"{n}. {p}" for n, p in enumerate(ps, 1))
)


def _texts(markdown: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    return markdown.map(lambda m: parse(m)[0]).filter(lambda text: text is not None)  # type: ignore[arg-type,return-value]


TEXTS = _texts(st.lists(st.one_of(PARAGRAPHS, BULLETS, NUMBERS), min_size=1, max_size=3).map("\n\n".join))
SENTENCES = _texts(PARAGRAPHS).filter(lambda text: len(text.lines) == 1)


def _some(strategy: st.SearchStrategy[object], most: int = 2) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def _maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.none(), strategy)


def _unique(strategy: st.SearchStrategy[object], name: str) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3, unique_by=lambda each: getattr(each, name)).map(tuple)


CHECKED = st.builds(Checked, against=LINES, date=DATES)
FAMILIES = st.one_of(
    st.builds(boxes.ForFamilies, parents=TEXTS, child=_maybe(TEXTS)),
    st.builds(boxes.ForFamilies, child=TEXTS),
)
FACETS = st.builds(
    boxes.Facets,
    key_points=_some(SENTENCES, 3),
    how_to_do_it=_maybe(TEXTS),
    what_if=_some(st.builds(boxes.WhatIf, question=LINES, answer=TEXTS)),
    lessons=_some(PARTS),
    for_families=_maybe(FAMILIES),
    for_your_role=_some(st.builds(boxes.RoleNote, role=KEYS, text=TEXTS)),
    people_say=_some(LINES),
)
SHARED = {
    "title": LINES,
    "who": _maybe(LINES),
    "timescales": _some(KEYS),
    "facets": FACETS,
    "sources": _some(PARTS),
    "checked": _some(CHECKED),
    "not_certain": _some(LINES),
}
BOXES = st.builds(boxes.Box, place=PLACES, kind=st.sampled_from(boxes.Kind), **SHARED)
PROCEDURES = st.builds(boxes.Procedure, place=KEYS.map("procedures/{}".format), **SHARED)
ARROWS = st.builds(charts.Arrow, start=PLACES, end=PLACES, answer=_maybe(LINES))
CHARTS = st.builds(
    charts.FlowChart,
    key=KEYS,
    number=st.integers(1, 99),
    title=LINES,
    need=LINES,
    summary=LINES,
    being_written=st.booleans(),
    boxes=_some(PLACES, 3),
    arrows=_some(ARROWS, 3),
)
TERMS = st.builds(
    words.Term, key=KEYS, term=LINES, also=_some(LINES), meaning=TEXTS, people_say=_some(LINES)
)
LIMITS = st.one_of(st.integers(1, 999), st.sampled_from(["as soon as possible", "set locally"]))
TIMESCALES = st.builds(
    words.Timescale,
    key=KEYS,
    title=LINES,
    limit=LIMITS,
    unit=_maybe(st.sampled_from(words.Unit)),
    starts=LINES,
    who=_maybe(LINES),
    source=_maybe(PARTS),
    checked=_some(CHECKED),
    note=_maybe(TEXTS),
    people_say=_some(LINES),
)
FAMILIES_OF_WORDS = st.sampled_from(["alone, on his own", "hit, smack, slap", "1989, no", "a: b, - x"])
RELATIONS = st.builds(
    words.Relations,
    key=KEYS,
    title=LINES,
    together=_some(FAMILIES_OF_WORDS),
    apart=_some(FAMILIES_OF_WORDS),
)
WAIVERS = st.builds(
    waivers.Waiver,
    place=PLACES,
    facet=st.sampled_from(waivers.FacetName),
    role=_maybe(KEYS),
    reason=LINES,
    given_by=LINES,
    until=DATES,
)
ROLES = st.builds(
    words.Role,
    key=KEYS,
    title=LINES,
    needs=_maybe(LINES),
    as_said=_some(LINES),
    needed=_some(PLACES),
)
CHOICES = st.builds(
    scenarios.Choice,
    words=LINES,
    fit=st.sampled_from(scenarios.Fit),
    place=PLACES,
    facet=st.sampled_from(scenarios.Answering),
    says=LINES,
)
SCENARIOS = st.builds(
    scenarios.Scenario,
    place=KEYS.map("practise/{}".format),
    title=LINES,
    for_roles=_some(KEYS),
    story=TEXTS,
    moments=_some(
        st.builds(scenarios.Moment, story=_maybe(TEXTS), question=LINES, choices=_some(CHOICES, 4))
    ),
)
REPLIES = st.builds(
    ways_in.Reply,
    place=st.one_of(PLACES, KEYS.map("contacts:{}".format)),
    said=_maybe(LINES),
    named_only=st.booleans(),
)
QUESTIONS = st.builds(
    ways_in.Question, asked=LINES, replies=st.lists(REPLIES, min_size=1, max_size=3).map(tuple)
)
WAYS_IN = st.builds(
    ways_in.WayIn,
    key=st.sampled_from(ways_in.WayKey),
    title=LINES,
    questions=st.lists(QUESTIONS, min_size=1, max_size=3).map(tuple),
)
CLOCKS = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
OPENINGS = st.builds(
    contacts.Opening, days=_some(st.sampled_from(contacts.Day), 3), opens=CLOCKS, closes=CLOCKS
)
CONTACTS = st.builds(
    contacts.Contact,
    key=KEYS,
    name=LINES,
    purpose=LINES,
    kind=st.sampled_from(contacts.ContactKind),
    telephone=_maybe(st.from_regex(r"[0-9][0-9 ]{1,10}[0-9]", fullmatch=True)),
    email=_maybe(st.just("someone@example.org")),
    web=_maybe(st.just("https://example.org/")),
    hours=st.one_of(st.just("always"), _some(OPENINGS)),
    hours_in_words=LINES,
    checked=_maybe(DATES),
    example=st.booleans(),
    people_say=_some(LINES),
)
PROVISIONS = st.builds(
    sources.Provision,
    key=KEYS,
    where=LINES,
    force=st.sampled_from(Force),
    requires=LINES,
    seen=st.booleans(),
    checked=_maybe(DATES),
)
SOURCES = st.builds(
    sources.Source,
    place=KEYS.map("sources/{}".format),
    title=LINES,
    kind=st.sampled_from(sources.SourceKind),
    publisher=_maybe(LINES),
    year=_maybe(st.integers(1800, 2200)),
    web=_maybe(st.just("https://example.org/")),
    note=_maybe(TEXTS),
    provisions=_some(PROVISIONS),
    lessons=_some(st.builds(sources.Lesson, key=KEYS, text=TEXTS)),
)
REVIEWS = st.builds(
    sources.Review,
    place=KEYS.map("reviews/{}".format),
    title=LINES,
    publisher=LINES,
    year=st.integers(1800, 2200),
    kind=st.sampled_from(sources.ReviewKind),
    area=LINES,
    partnership=_maybe(KEYS),
    seen=_maybe(LINES),
    checked=_maybe(DATES),
    learning=_some(st.builds(sources.LearningPoint, key=KEYS, text=TEXTS)),
)
WITHDRAWN = st.builds(
    Withdrawn, place=PLACES, kind=st.just("box"), edition=st.just("2026-2"), see=_some(PLACES)
)
MANUSCRIPTS = st.builds(
    Manuscript,
    title=LINES,
    about=TEXTS,
    notice=TEXTS,
    charts=_unique(CHARTS, "key"),
    boxes=_unique(BOXES, "place"),
    procedures=_unique(PROCEDURES, "place"),
    terms=_unique(TERMS, "key"),
    timescales=_unique(TIMESCALES, "key"),
    roles=_unique(ROLES, "key"),
    contacts=_unique(CONTACTS, "key"),
    sources=_unique(SOURCES, "place"),
    reviews=_unique(REVIEWS, "place"),
    relations=_unique(RELATIONS, "key"),
    waivers=_unique(WAIVERS, "key"),
    scenarios=_unique(SCENARIOS, "place"),
    ways_in=_unique(WAYS_IN, "key"),
    withdrawn=_unique(WITHDRAWN, "place"),
)
#: The files that guidance may name, by their names in a pack.
PAPERS = {"files/one.pdf": b"%PDF-1.7 one", "files/another-one.docx": b"PK two"}
LOCAL_FILES = st.sampled_from(
    [
        local.LocalFile(
            name=name.removeprefix("files/"),
            fingerprint=hashlib.sha256(data).hexdigest(),
            size=len(data),
            made_from=made_from,
            language=language,
            rights_holder=language and "A council",
        )
        for name, data in PAPERS.items()
        for made_from in (None, "0" * 64)
        for language in (None, "cy")
    ]
)
GUIDANCE = st.builds(
    local.LocalGuidance,
    key=KEYS,
    title=LINES,
    former_name=_maybe(LINES),
    owner=LINES,
    published=_maybe(st.sampled_from(["2021-04", "2021-04-12"])),
    updated=_maybe(st.just("2022-01")),
    reviewed=_maybe(st.just("2023-12-31")),
    review_by=_maybe(st.just("2030-01")),
    form=st.sampled_from(local.Form),
    file=_maybe(LOCAL_FILES),
    shown_at=_some(PLACES),
    text=TEXTS,
)
PARTNERSHIPS = st.builds(
    local.Partnership,
    key=KEYS,
    name=LINES,
    area=LINES,
    in_area=LINES,
    council=LINES,
    front_door=LINES,
    accent=st.from_regex(r"#[0-9a-f]{6}", fullmatch=True),
    adopted=_maybe(DATES),
)
LOCAL_LIMITS = st.builds(
    local.LocalLimit,
    timescale=KEYS,
    limit=st.integers(1, 999),
    unit=st.sampled_from(words.Unit),
    reason=LINES,
)
LOCAL_MANUSCRIPTS = st.builds(
    local.LocalManuscript,
    partnership=PARTNERSHIPS,
    contacts=_unique(CONTACTS, "key"),
    notes=_unique(st.builds(local.LocalNote, place=PLACES, limits=_some(LOCAL_LIMITS), text=TEXTS), "place"),
    guidance=_unique(GUIDANCE, "key"),
)
