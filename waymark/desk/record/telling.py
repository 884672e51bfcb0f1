"""Lines of the record as they are told: who did what, when, and the way to what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse

from waymark.desk.models import Candidate, Consortium, Record, Save
from waymark.desk.models.drafts import KINDS
from waymark.desk.people.standing import SHARED, Standing
from waymark.desk.record.filtering import named
from waymark.desk.record.seen import PACKS

#: What is done to a draft, as a sentence says it; other lines say what was done in their own words.
DONE = {
    "made": "made",
    "changed": "changed",
    "taken out": "took out",
    "brought back": "brought back",
    "restored": "put back an earlier save of",
    "imported": "imported",
}
#: What lines keep beside their own words, as people call it.
FACTS = {
    "made": "Made",
    "changed": "Changed",
    "taken_out": "Taken out",
    "frozen": "Editions and supplements taken in",
    "size": "Size in bytes",
    "email": "E-mail",
    "name": "Name",
    "duties": "Duties",
    "before": "Before",
    "after": "After",
    "saves": "Old saves of drafts",
    "record": "Lines of the record",
    "letters": "Letters",
    "tallies": "Tallies of answers about pages",
    "accounts": "Accounts ended",
    "invitations": "Invitations",
    "sign_ins": "Tries to sign in",
    "ground": "Legal ground",
    "alerts_sent": "E-mails sent",
    "alerts_doubtful": "E-mails that may or may not have been sent",
    "alerts_given_up": "E-mails given up after several days",
}


class Told(NamedTuple):
    """A line as a page shows it. `way`: where what changed can be read."""

    line: Record
    done: str
    kind: str
    owner: str
    way: str


def told(standing: Standing, lines: Iterable[Record]) -> list[Told]:
    """Lines with the way to what each changed, in three queries however many they are."""
    lines = list(lines)
    places = {line.place for line in lines if line.place}
    # A draft that moved before it was in force is found by its number, others by their place.
    numbered = {line.more["draft"] for line in lines if isinstance(line.more.get("draft"), int)}
    found = standing.drafts().filter(Q(place__in=places) | Q(pk__in=numbered))
    drafts: dict[Any, int] = {}
    for pk, owner, place in found.values_list("pk", "partnership", "place"):
        drafts[owner, place] = drafts[pk] = pk
    known = {_draft(line, drafts) for line in lines} - {None}
    numbers = {line.save_number for line in lines if line.save_number}
    rows = Save.objects.filter(draft__in=known, draft__partnership__in=standing.readable, number__in=numbers)
    saves = set(rows.values_list("draft_id", "number"))
    asked = {line.more["candidate"] for line in lines if isinstance(line.more.get("candidate"), int)}
    open_ones = Candidate.objects.filter(pk__in=asked, partnership__in=standing.readable)
    candidates = set(open_ones.values_list("pk", flat=True))
    return [
        Told(
            line,
            DONE.get(line.what, line.what),
            KINDS.get(str(line.more.get("kind")), ""),
            named(line.partnership) if line.partnership != SHARED else "",
            _way(line, _draft(line, drafts), saves, candidates),
        )
        for line in lines
    ]


def _draft(line: Record, drafts: dict[Any, int]) -> int | None:
    if (known := drafts.get(line.more.get("draft"))) is not None:
        return known
    return drafts.get((line.partnership, line.place)) if line.place else None


def _way(line: Record, draft: int | None, saves: set[tuple[int, int]], candidates: set[int]) -> str:
    candidate = line.more.get("candidate")
    if draft is not None and (draft, line.save_number) in saves:
        return reverse("desk_save", args=(draft, line.save_number))
    if candidate in candidates:
        return reverse("desk_candidate", args=(candidate,))
    if draft is not None:
        return reverse("desk_history", args=(draft,))
    return reverse("desk_record_line", args=(line.pk,))


def facts(line: Record) -> list[tuple[str, str]]:
    """What a line keeps beside its own words. Of drafts and candidates their own pages tell more."""
    wanted = FACTS if line.place or line.what in PACKS else [*FACTS, *sorted(set(line.more) - set(FACTS))]
    rows = [
        (FACTS.get(name, name.replace("_", " ").capitalize()), _said(line.more[name]))
        for name in wanted
        if name in line.more and name not in ("letter", "candidate", "person", "kind", "changes")
    ]
    rows += [(_setting(name), said) for name, said in _from_to(line.more.get("changes"))]
    return [(words, said) for words, said in rows if said]


def _from_to(changes: Any) -> Iterator[tuple[str, str]]:
    """What settings said before and after, where a line keeps that."""
    for name, pair in changes.items() if isinstance(changes, dict) else ():
        before, after = (_said(each) or "nothing" for each in pair)
        yield name, f"from {before} to {after}"


def _setting(name: str) -> str:
    """A setting as its form calls it."""
    known = {field.name: str(field.verbose_name) for field in Consortium._meta.fields}
    return known.get(name, name.replace("_", " ").capitalize())


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{str(name).replace('_', ' ')}: {_said(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(_said(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def imported_with(standing: Standing, line: Record) -> QuerySet[Save]:
    """The saves that one import made, of drafts this person reads: those between it and the import before."""
    earlier = Record.objects.filter(what=line.what, pk__lt=line.pk).order_by("-pk").first()
    rows = Save.objects.filter(
        Q(at__gt=earlier.at) if earlier else Q(),
        what=Save.What.IMPORTED,
        at__lte=line.at,
        draft__in=standing.drafts(),
    )
    return rows.select_related("draft").defer("data", "draft__data").order_by("draft__kind", "title")
