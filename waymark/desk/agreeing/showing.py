"""What people see of a candidate: its changes as amendments, its findings with the drafts they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from waymark.amendments import of_part
from waymark.desk.agreeing.changes import Change, Compared, How, title_of
from waymark.desk.agreeing.chosen import Given, said_of
from waymark.desk.agreeing.proposal import Proposal
from waymark.desk.doors.out import frozen_parts
from waymark.desk.models import Candidate, Draft, Frozen
from waymark.desk.models.drafts import KINDS
from waymark.manual.findings import Finding
from waymark.pages.amendments import amendments_html

_ORDERED = "The order in which readers see them"


class Row(NamedTuple):
    """One change as a page shows it. `amendments`: what is in force against what is proposed, as HTML.

    `theirs`: what someone else chose for it meanwhile, where that is another thing.
    """

    place: str
    title: str
    kind: str
    how: str
    reason: str = ""
    amendments: str = ""
    draft: int | None = None
    see: tuple[str, ...] = ()
    chosen: bool = False
    error: str = ""
    theirs: str = ""
    trifling: bool = False


class Noticed(NamedTuple):
    """A finding, with the draft it is about where the candidate's own line has one."""

    finding: Finding
    title: str
    draft: int | None


def rows_of(proposal: Proposal) -> list[Row]:
    """The chosen changes of a proposal, in the order that people look for them."""
    return in_order(_row(each.change, each.given) for each in proposal.chosen)


def rows_to_choose(
    seen: Compared,
    chosen: Mapping[str, Given],
    errors: Mapping[str, str],
    theirs: Mapping[str, Given] | None = None,
) -> list[Row]:
    """Every change there is to choose from, those that are chosen marked.

    `theirs`: what someone else chose meanwhile, told where it is another thing.
    """
    return in_order(
        _row(change, said_of(change, chosen.get(place, Given())))._replace(
            chosen=place in chosen,
            error=errors.get(place, ""),
            theirs=_differs(theirs.get(place), chosen.get(place)) if theirs is not None else "",
        )
        for place, change in seen.changes.items()
    )


def _differs(theirs: Given | None, mine: Given | None) -> str:
    """What someone else chose for a place, where I chose otherwise."""
    if theirs == mine:
        return ""
    if theirs is None:
        return "They left this out."
    trifle = " They called it a trifle." if theirs.trifling else ""
    return f"They took it, and wrote: “{theirs.reason}”{trifle}"


def settled_rows(candidate: Candidate, frozen: Frozen) -> list[Row]:
    """What an edition or supplement changed, from its own words and from those before it."""
    earlier = Frozen.objects.filter(partnership=frozen.partnership, order__lt=frozen.order)
    old = frozen_parts(earlier.defer("data").order_by("order").last())
    new = frozen_parts(frozen)
    rows = []
    for place, *said in candidate.chosen.values_list("place", "reason", "trifling"):
        given = Given(*said)
        kind, part = new.get(place) or old.get(place) or ("", None)
        before, after = old.get(place, ("", None))[1], new.get(place, ("", None))[1]
        how = How.WITHDRAWN if after is None else How.CHANGED if before is not None else How.NEW
        if kind:
            rows.append(_row(Change(place, kind, title_of(kind, part), how, before, after), given))
        else:
            rows.append(Row(place, _ORDERED, "Order", How.MOVED.value, given.reason))
    return in_order(rows)


def dropped_rows(candidate: Candidate) -> list[Row]:
    """What a candidate that was given up had chosen."""
    reasons = dict(candidate.chosen.values_list("place", "reason"))
    titles = _drafts(candidate.partnership, reasons)
    return in_order(
        Row(place, titles[place][1] if place in titles else place, "", "", reason)
        for place, reason in reasons.items()
    )


def noticed(proposal: Proposal, found: Iterable[Finding]) -> list[Noticed]:
    """Findings with the drafts they are about."""
    found = list(found)
    known = _drafts(proposal.partnership, {each.place for each in found if each.place})
    nothing = (None, "")
    shown = []
    for each in found:
        number, title = known.get(each.place or "", nothing)
        shown.append(Noticed(each, title or each.place or "", number))
    return sorted(shown, key=lambda each: (each.finding.severity.value, each.title))


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by kind, as the desk lists kinds, then by title."""
    kinds = list(KINDS.values())
    return sorted(
        rows, key=lambda row: (kinds.index(row.kind) if row.kind in kinds else 99, row.title, row.place)
    )


def _row(change: Change, given: Given) -> Row:
    return Row(
        change.place,
        change.title,
        change.kind_words,
        change.how.value,
        given.reason,
        _amended(change),
        change.draft,
        change.see,
        trifling=given.trifling,
    )


def _amended(change: Change) -> str:
    """What is in force against what is proposed, as HTML."""
    if change.how is How.MOVED:
        rows = format_html_join("", "<li>{}</li>", ((title,) for title in change.after))
        return format_html('<ol class="agreeing-order">{}</ol>', rows)
    amendment = of_part(change.before, change.after)
    if amendment is None:
        return ""
    return mark_safe(amendments_html([amendment]))  # every word in it was escaped where it was set


def _drafts(partnership: str, places: Iterable[str]) -> dict[str, tuple[int, str]]:
    rows = Draft.objects.filter(partnership=partnership, place__in=set(places))
    return {place: (number, title) for number, place, title in rows.values_list("pk", "place", "title")}
