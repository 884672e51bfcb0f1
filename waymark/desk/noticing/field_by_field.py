"""Findings of one part, told field by field, while it is written and not yet saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils import timezone

from waymark.desk.doors import out
from waymark.desk.forms.part_form import PartForm
from waymark.desk.parts import ALL
from waymark.desk.people.standing import SHARED
from waymark.manual.duties import backed
from waymark.manual.findings import Finding
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.text import Text, parse
from waymark.manual.wholeness import check_local, check_manuscript
from waymark.plain_english.ages import Ages
from waymark.plain_english.gate import check_gate, check_local_gate
from waymark.plain_english.noticing import age_of, mostly_passive, notice
from waymark.plain_english.reading import SettingAside

#: Fields that are read as prose; titles and names are not sentences.
_PROSE = frozenset(
    {"facets-key_points", "facets-how_to_do_it", "facets-what_if", "facets-for_families-parents"}
    | {"facets-for_families-child", "facets-for_your_role", "meaning", "text", "about", "notice", "note"}
    | {"need", "summary", "purpose", "not_certain", "story", "moments"}
)
#: Of moments, what an editor writes; the rest is picked.
_WRITTEN = re.compile(r"-(?:story|question|words)$")
#: Fields that tell a reader what to do, where “must” needs a law. Words to families promise instead, as in
#: the coverage report.
_DUTIES = frozenset({"facets-key_points", "facets-how_to_do_it", "facets-what_if", "facets-for_your_role"})
#: What a finding's path names, as the form names it.
_STEP = re.compile(r"[a-z_]+|\[\d+\]")


class Words(NamedTuple):
    """What the manual's own terms set aside, and the acronyms they explain."""

    aside: SettingAside
    known: frozenset[str]


def told(form: PartForm, partnership: str, place: str | None) -> dict[str, Any]:
    """What is noticed, as the browser asks for it: by input, by facet, and of the whole."""
    manuscript = out.draft_manuscript()
    words = _words(manuscript)
    law = _law(form, manuscript)
    fields: dict[str, dict[str, Any]] = {}
    facets: dict[str, list[Text]] = {}
    written: dict[str, tuple[str, Text]] = {}
    names: dict[str, list[str]] = {}
    for name, field, label, value in form.leaves():
        names.setdefault(field, []).append(name)
        text = _text(value)
        if field not in _PROSE or text is None or not _written(name, field):
            continue
        fields[name] = {"label": label, "age": _age(age_of(text, words.aside))}
        facets.setdefault(field, []).append(text)
        written[name] = field, text
    # Whether a facet is full of passives is known only when all its fields were read.
    passive = {field: mostly_passive(texts) for field, texts in facets.items()}
    for name, (field, text) in written.items():
        cites = law if field in _DUTIES else None
        found = notice(text, words.aside, known=words.known, law=cites, every_passive=passive[field])
        fields[name]["noticed"] = [_noticed(each) for each in found]
    whole = []
    for finding in _wholeness(form, manuscript, partnership, place):
        at = _input(finding, form, names)
        said = {"severity": finding.severity.value, "what": finding.what, "mend": finding.mend}
        if at is None:
            whole.append(said)
        else:
            fields.setdefault(at, {"age": None, "noticed": []})["noticed"].append(
                {**said, "sentence": "", "words": "", "plainer": []}
            )
    return {
        "fields": fields,
        "facets": {
            field: {"label": str(form.fields[field].label), "age": _age(age_of(texts, words.aside))}
            for field, texts in facets.items()
        },
        "whole": whole,
        "age": _age(age_of([text for texts in facets.values() for text in texts], words.aside)),
    }


def _written(name: str, field: str) -> bool:
    """Whether an input of prose holds what is written, not what is picked."""
    if field == "moments":
        return bool(_WRITTEN.search(name))
    return "-role" not in name.removeprefix(f"part-{field}")


def _law(form: PartForm, manuscript: Manuscript) -> bool | None:
    """Whether the part, as it stands in the browser, cites a law that says must; None where none can be.

    While something else in the form is wrong, sources that were saved count too: better no hint than a wrong
    one.
    """
    if "sources" not in form.fields:
        return None
    if form.is_valid():
        cited = form.part.sources
    else:
        cited = (*(form.cleaned_data.get("sources") or ()), *form.held.get("sources", ()))
    return "must" in backed(cited, Lookup(manuscript))


def _words(manuscript: Manuscript) -> Words:
    names = {name for term in manuscript.terms for name in (term.term, *term.also)}
    return Words(SettingAside(manuscript), frozenset(names))


def _text(value: Any) -> Text | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return parse(value)[0]


def _age(ages: Ages | None) -> float | None:
    return round(ages.highest, 1) if ages else None


def _noticed(each: Any) -> dict[str, Any]:
    return {
        "severity": "hint",
        "sentence": each.sentence,
        "words": each.words,
        "what": each.what,
        "mend": each.mend,
        "plainer": list(each.plainer),
    }


def _wholeness(
    form: PartForm, manuscript: Manuscript, partnership: str, place: str | None
) -> Iterator[Finding]:
    """Findings of the manual with this part in it, as far as they are about this part."""
    if not form.is_valid():
        return
    kind = ALL[form.kind]
    own = kind.place(form.part)
    if partnership == SHARED:
        parts = out.parts_of(manuscript)
        parts.pop(place or own, None)
        made = out.as_manuscript(parts | {own: (form.kind, form.part)}, out.register())
        found = [*check_manuscript(made), *check_gate(made, timezone.localdate())]
    else:
        local = out.parts(partnership)
        local.pop(place or own, None)
        made_local = out.as_local(local | {own: (form.kind, form.part)})
        found = list(check_local(made_local, Lookup(manuscript)))
        found += check_local_gate(made_local, out.last_supplement(partnership), manuscript)
        own = f"partnerships:{partnership}" if form.kind == "partnership" else own
    yield from (each for each in found if each.place == own)


def _input(finding: Finding, form: PartForm, names: dict[str, list[str]]) -> str | None:
    """The input a finding is about, by its path; None where it is about the part as a whole."""
    if not finding.path:
        return None
    steps = _STEP.findall(finding.path.removeprefix("$"))
    words = tuple(step for step in steps if not step.startswith("["))
    numbers = [int(step[1:-1]) for step in steps if step.startswith("[")]
    for field, spot in form.spots.items():
        if words[: len(spot.path)] == spot.path:
            return _row(names.get(field, []), numbers, words[-1])
    return None


def _row(names: list[str], numbers: list[int], last: str) -> str | None:
    """The input of a list's row, by its number in order; the first where a path gives none.

    Within a row that holds rows it is the one of theirs, and there the one that `last` names.
    """
    if not names:
        return None
    if not numbers:
        return names[0]
    rows = list(dict.fromkeys(re.sub(r"-value.*$", "", name) for name in names))
    if numbers[0] >= len(rows):
        return names[0]
    within = [name for name in names if re.sub(r"-value.*$", "", name) == rows[numbers[0]]]
    if len(numbers) > 1:
        inner = [name for name in within if re.search(r"-value-.*-value-", name)]
        rows = list(dict.fromkeys(name.rpartition("-value-")[0] for name in inner))
        if numbers[1] < len(rows):
            within = [name for name in inner if name.rpartition("-value-")[0] == rows[numbers[1]]]
    return next((name for name in within if name.endswith(f"-{last}")), within[0])
