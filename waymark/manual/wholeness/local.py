"""Wholeness of what is local: notes and guidance stand at places that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.json_form import own_fingerprint
from waymark.manual.local import Form, LocalGuidance, LocalManuscript
from waymark.manual.manuscript import Lookup
from waymark.manual.places import RESERVED
from waymark.manual.wholeness.asked import check_asked_of
from waymark.manual.wholeness.contacts import check_contacts, check_hours
from waymark.manual.wholeness.limits import check_limits
from waymark.manual.wholeness.references import check_links

#: WCAG 2.2 level AAA for body text, against white and against the page's own paper.
CONTRAST = 7.0
_PAPER = ("#ffffff", "#fbf8f1")

messages(
    Severity.REFUSE,
    {
        "note-to-nowhere": (
            "A local note of {partnership} stands at {to}, and there is no such place.",
            "Move it to a place of the shared manual, or take it away.",
        ),
        "guidance-to-nowhere": (
            "“{title}” is to be shown at {to}, and there is no such place.",
            "Name a place of the shared manual.",
        ),
        "local-twice": ("{partnership} has {what} twice.", "Keep one."),
        "guidance-file": (
            "“{title}” is said to be a {form}, and {problem}.",
            "A file has its name, fingerprint and size under “file”; a document held elsewhere has none.",
        ),
        "guidance-file-stale": (
            "The file {name} was made from other words than “{title}” has now.",
            "Set its page as a PDF again, or from the command line: waymark pdf PACK {partnership} {key}.",
        ),
        "partnership-reserved": (
            "“{place}” is a word that gateways keep for themselves.",
            "Choose another key.",
        ),
        "accent-contrast": (
            "White words on the accent {accent} have a contrast of {ratio}, and need {needed}.",
            "Choose a darker accent.",
        ),
    },
)


def check_local(local: LocalManuscript, lookup: Lookup) -> Iterator[Finding]:
    """Findings of one partnership's local manuscript, against the shared manual it goes with."""
    key = local.partnership.key
    if key in RESERVED or key in lookup.charts or key == "front":
        yield finding("partnership-reserved", place=key)
    ratio = min(contrast(local.partnership.accent, paper) for paper in _PAPER)
    if ratio < CONTRAST:
        yield finding(
            "accent-contrast",
            place=f"partnerships:{key}",
            accent=local.partnership.accent,
            ratio=f"{ratio:.1f}",
            needed=f"{CONTRAST:.0f}",
        )
    yield from check_contacts(local.contacts)
    yield from check_asked_of(local.contacts)
    yield from check_hours(local.contacts, key)
    names = [f"the contact {each.key}" for each in local.contacts]
    names += [f"a note at {each.place}" for each in local.notes]
    names += [f"a limit for {limit.timescale}" for each in local.notes for limit in each.limits]
    names += [f"the guidance {each.key}" for each in local.guidance]
    names += [f"the file {each.file.name}" for each in local.guidance if each.file]
    for what, count in Counter(names).items():
        if count > 1:
            yield finding("local-twice", place=f"partnerships:{key}", partnership=key, what=what)
    yield from check_limits(local, lookup)
    own = frozenset(f"local/{guidance.key}" for guidance in local.guidance)
    for note in local.notes:
        place = f"notes:{note.place}"
        if note.place not in lookup.places:
            yield finding("note-to-nowhere", place=place, path="$.place", partnership=key, to=note.place)
        yield from check_links(note.text, place, lookup, own)
    for guidance in local.guidance:
        place = f"guidance:{guidance.key}"
        for index, to in enumerate(guidance.shown_at):
            if to not in lookup.places:
                path = f"$.shown_at[{index}]"
                yield finding("guidance-to-nowhere", place=place, path=path, title=guidance.title, to=to)
        if (
            guidance.file is None
            if guidance.form is Form.FILE
            else guidance.form is Form.HELD and guidance.file
        ):
            problem = (
                "no file is named" if guidance.file is None else f"the file {guidance.file.name} is named"
            )
            yield finding(
                "guidance-file", place=place, title=guidance.title, form=guidance.form, problem=problem
            )
        if guidance.file and guidance.file.made_from not in (None, words_of(guidance)):
            name, title = guidance.file.name, guidance.title
            yield finding(
                "guidance-file-stale", place=place, name=name, title=title, partnership=key, key=guidance.key
            )
        yield from check_links(guidance.text, place, lookup, own)


def words_of(guidance: LocalGuidance) -> str:
    """The fingerprint of what a piece of guidance says, whatever file goes with it."""
    return own_fingerprint(msgspec.structs.replace(guidance, file=None, shown_at=()))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, `#rrggbb`, by the formula of WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(pair, 16) / 255 for pair in re.findall(r"[0-9a-f]{2}", colour.lower())]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
