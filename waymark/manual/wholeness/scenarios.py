"""Scenarios: each choice leads to words that the manual says today, and one of each moment's is the best."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.scenarios import WITHHELD, Choice, Fit, Moment, Scenario, sayings
from waymark.manual.wholeness.references import check_links

#: How many moments a scenario has, and how many choices a moment, at least and at most.
MOMENTS = (2, 4)
CHOICES = (2, 4)

_RINGS = re.compile(r"\b999\b")

messages(
    Severity.REFUSE,
    {
        "scenario-moments": (
            "The scenario {place} has {count}.",
            "Write from two to four: more is too long for a team meeting.",
        ),
        "scenario-choices": (
            "“{question}” in {place} has {count}.",
            "Give from two to four.",
        ),
        "scenario-best": (
            "“{question}” in {place} has {count} marked as best.",
            "Mark one: a reader has to know which comes first. Others may be “also right”.",
        ),
        "scenario-against-999": (
            "“{words}” in {place} rings 999 and is marked “not this”.",
            "Never teach anyone not to ring 999: mark it as best or also right, or take it out.",
        ),
        "scenario-to-nowhere": (
            "“{words}” in {place} leads to {to}, and there is no such box or procedure.",
            "Lead it to a box or procedure whose words say why.",
        ),
        "scenario-not-said": (
            "“{words}” in {place} teaches what {to} does not say under “{facet}”: “{says}”",
            "Choose words that stand there. {known}",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "scenario-withheld": (
            "“{words}” in {place} led to words of {to} that were withheld, so it quotes nothing now.",
            "Choose other words of the manual that say why, or take the choice out.",
        ),
    },
)


def check_scenarios(manuscript: Manuscript, lookup: Lookup) -> Iterator[Finding]:
    """Findings of every scenario."""
    for scenario in manuscript.scenarios:
        yield from _scenario(scenario, lookup)


def _scenario(scenario: Scenario, lookup: Lookup) -> Iterator[Finding]:
    place = scenario.place
    if not MOMENTS[0] <= len(scenario.moments) <= MOMENTS[1]:
        count = _counted(len(scenario.moments), "moment")
        yield finding("scenario-moments", place=place, path="$.moments", count=count)
    for index, key in enumerate(scenario.for_roles):
        if key not in lookup.roles:
            yield finding("role-unknown", place=place, path=f"$.for_roles[{index}]", role=key)
    for what in sorted({each for each in scenario.for_roles if scenario.for_roles.count(each) > 1}):
        yield finding("listed-twice", place=place, path="$.for_roles", what=what)
    yield from check_links(scenario.story, place, lookup)
    for index, moment in enumerate(scenario.moments):
        yield from _moment(moment, place, f"$.moments[{index}]", lookup)


def _moment(moment: Moment, place: str, path: str, lookup: Lookup) -> Iterator[Finding]:
    question, choices = moment.question, moment.choices
    if moment.story:
        yield from check_links(moment.story, place, lookup)
    if not CHOICES[0] <= len(choices) <= CHOICES[1]:
        count = _counted(len(choices), "choice")
        yield finding("scenario-choices", place=place, path=path, question=question, count=count)
    best = sum(each.fit is Fit.BEST for each in choices)
    if best != 1:
        count = _counted(best, "choice")
        yield finding("scenario-best", place=place, path=path, question=question, count=count)
    for index, choice in enumerate(choices):
        yield from _choice(choice, place, f"{path}.choices[{index}]", lookup)


def _choice(choice: Choice, place: str, path: str, lookup: Lookup) -> Iterator[Finding]:
    words, to = choice.words, choice.place
    if choice.fit is Fit.NOT and _RINGS.search(words):
        yield finding("scenario-against-999", place=place, path=f"{path}.fit", words=words)
    page = lookup.boxes.get(to) or lookup.procedures.get(to)
    if page is None:
        yield finding("scenario-to-nowhere", place=place, path=f"{path}.place", words=words, to=to)
        return
    there = sayings(page, choice.facet)
    if choice.says == WITHHELD:  # nobody who changes something urgent has to rewrite a story first
        yield finding("scenario-withheld", place=place, path=f"{path}.says", words=words, to=to)
    elif choice.says not in there:
        said = "; ".join(f"“{each}”" for each in there)
        yield finding(
            "scenario-not-said",
            place=place,
            path=f"{path}.says",
            words=words,
            to=to,
            facet=choice.facet.value,
            says=choice.says,
            known=f"These do: {said}." if said else "Nothing does: choose another facet or place.",
        )


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
