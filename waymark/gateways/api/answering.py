"""Answering other systems: an address below `api/`, or a body sent there, and its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from waymark.editions.amended import amended
from waymark.editions.days import stood
from waymark.editions.history import Heads
from waymark.editions.indexes import teller_of
from waymark.editions.manuscripts import local, lookup
from waymark.editions.shelved import FRONT
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.api import shapes
from waymark.gateways.api.counting import counted
from waymark.gateways.api.making import Here, ways
from waymark.gateways.api.openapi import described
from waymark.gateways.asked import Asked, reign_told
from waymark.gateways.gateway import WITHHELD
from waymark.gateways.reading import packed
from waymark.manual.data import edition_order
from waymark.manual.json_form import put
from waymark.search.index import Kind
from waymark.search.telling import facet_of
from waymark.timescales.typed import Unread

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways


class Api:
    """What other systems are told of what is in force."""

    def __init__(self, gateways: Gateways, heads: Heads) -> None:
        self._all = gateways
        self._heads = heads

    def answer(self, asked: Asked) -> Answer:
        """The answer to an address below `api`."""
        words = asked.path.split("/")[1:]
        if words == ["openapi.json"]:
            return _json(asked, described())
        if asked.gateway == FRONT:
            return self._front(asked) if words in ([], [""]) else _wrong(asked, 404, *_NO_SUCH)
        match words:
            case [] | [""]:
                return self._said(asked, shapes.Listed, **self._listed(asked))
            case ["charts", key]:
                return self._one(asked, shapes.ChartAnswer, "chart", key)
            case [("boxes" | "procedures") as sort, first, key]:
                return self._one(asked, shapes.BoxAnswer, sort, f"{first}/{key}")
            case ["terms"]:
                return self._said(asked, shapes.TermsAnswer, terms=self._now(asked).terms())
            case ["timescales"]:
                return self._said(asked, shapes.LimitsAnswer, timescales=self._now(asked).limits())
            case ["contacts"]:
                return self._said(
                    asked, shapes.ContactsAnswer, "contacts", contacts=tuple(self._now(asked).contacts())
                )
            case ["amendments"]:
                return self._said(asked, shapes.AmendmentsAnswer, editions=self._editions(asked))
            case ["amendments", before, after]:
                return self._amended(asked, before, after)
        return _wrong(asked, 404, *_NO_SUCH)

    def sent(self, asked: Asked, body: bytes) -> Answer | None:
        """The answer to a body; None where nothing can be sent to this address."""
        if asked.gateway == FRONT or asked.path not in TAKEN:
            return None
        shape, mend = TAKEN[asked.path]
        try:
            wanted = msgspec.json.decode(body, type=shape)
        except msgspec.MsgspecError as error:
            return _wrong(asked, 422, f"What was sent cannot be read: {error}.", mend)
        if isinstance(wanted, shapes.SearchAsked):
            return self._found(asked, wanted)
        return self._counted(asked, wanted)

    def _front(self, asked: Asked) -> Answer:
        keys = sorted(key for key in self._all.gateways if key != FRONT)
        address = self._address
        known = tuple(shapes.Gateway(key=key, api=f"{address}/{key}/api/") for key in keys)
        return _json(asked, shapes.Gateways(gateways=known))

    def _listed(self, asked: Asked) -> dict[str, Any]:
        manual = self._now(asked).manuscript
        return {name: ways(getattr(manual, name)) for name in ("charts", "boxes", "procedures")}

    def _one(self, asked: Asked, shape: type[shapes.Answered], sort: str, place: str) -> Answer:
        here = self._now(asked)
        if sort == "chart":
            found: Any = here.chart(place)
        else:
            found = here.box(place)
            found = found if found and (found.kind == "procedure") == (sort == "procedures") else None
        gateway = self._all.gateways[asked.gateway]
        file = gateway.find(place)
        if file is not None and gateway.status(file) == WITHHELD:
            return _wrong(asked, 451, "This page was withheld.", "The law does not allow us to show it.")
        if found is None or file is None:
            return _wrong(asked, 404, f"There is no {place} in what is in force here.", _LIST)
        return self._said(asked, shape, place, **{"chart" if sort == "chart" else "box": found})

    def _editions(self, asked: Asked) -> tuple[str, ...]:
        steps = self._all.steps[asked.gateway]
        return tuple(dict.fromkeys(name.edition for start, name in steps if start <= asked.now))

    def _amended(self, asked: Asked, first: str, second: str) -> Answer:
        editions = self._editions(asked)
        if not {first, second} <= set(editions):
            what = f"Editions {first} and {second} were not both in force here."
            return _wrong(asked, 404, what, f"Those that were: {', '.join(editions)}.")
        before, after = sorted((first, second), key=edition_order)
        told = amended(self._all.shelf, before, after).told
        return self._said(
            asked,
            shapes.AmendmentsAnswer,
            editions=editions,
            before=before,
            after=after,
            amendments=told,
        )

    def _found(self, asked: Asked, wanted: shapes.SearchAsked) -> Answer:
        gateway = self._all.gateways[asked.gateway]
        teller = teller_of(self._all.shelf, gateway.name, gateway.pages)
        typed = " ".join(wanted.words.split())
        outcome = teller.searcher.search(typed, wanted.most)
        results = tuple(
            shapes.Found(
                place=each.place,
                title=each.title,
                kind=Kind(each.kind).words,
                facet=facet.words if (facet := facet_of(each, its)) is not None else "",
                where=each.where,
                words="".join(run.text for run in its.runs),
            )
            for each, its in zip(outcome.results, teller.told(typed, outcome.results), strict=True)
        )
        limits = tuple(
            shapes.LimitSaid(words=e.words, title=e.title, starts=e.starts, source=e.source, place=e.place)
            for e in outcome.limits
        )
        made = self._said(asked, shapes.SearchAnswer, results=results, answers=limits, ring=outcome.ring)
        return answers.passing(made)

    def _counted(self, asked: Asked, wanted: shapes.DeadlineAsked) -> Answer:
        here = self._now(asked)
        timescale = here.lookup.timescales.get(wanted.timescale)
        if timescale is None:
            return _wrong(asked, 404, "There is no such time limit in what is in force here.", _LIMITS)
        own = here.local.limits.get(timescale.key)
        try:
            told = counted(timescale, own[0] if own else None, wanted, asked.now)
        except Unread as unread:
            return _wrong(asked, 422, f"What was sent cannot be read: {unread}", _DEADLINE)
        told["timescale"] = here.limit(timescale)
        return answers.passing(self._said(asked, shapes.DeadlineAnswer, "deadline", **told))

    def _now(self, asked: Asked) -> Here:
        shelf, name = self._all.shelf, self._all.gateways[asked.gateway].name
        return Here(lookup(shelf, name.edition), local(shelf, name.gateway, name.supplement))

    @property
    def _address(self) -> str:
        return (self._all.settings.address or "").rstrip("/")

    def _said(self, asked: Asked, shape: type[shapes.Answered], place: str = "", **told: Any) -> Answer:
        partnership = self._now(asked).local.partnership
        answer = shape(
            danger=shapes.DANGER,
            adopted=partnership.adopted,
            notice=self._now(asked).notice,
            citation=self._citation(asked, place),
            **told,
        )
        return _json(asked, answer)

    def _citation(self, asked: Asked, place: str) -> shapes.Citation:
        found = stood(self._all.steps[asked.gateway], asked.now)
        assert found is not None, "what is in force came into force"
        name, here = found.name, self._now(asked)
        edition = self._heads.edition(name.edition)
        supplement = self._heads.supplement(name.gateway, name.supplement)
        seal = self._heads.shared(name, place) or ""
        page = f"{self._address}/{asked.gateway}/{place}" if self._address else ""
        sentence = (
            f"{here.manuscript.title}: {name.gateway}{f'/{place}' if place else ''}, edition {name.edition}, "
            f"in force {reign_told(found.edition, asked.now)}, with supplement {name.supplement} of "
            f"{here.local.partnership.name}, in force {reign_told(found.supplement, asked.now)}. "
            f"Fingerprint (SHA-256) {seal or edition.fingerprint}."
        )
        return shapes.Citation(
            gateway=asked.gateway,
            area=here.local.partnership.area,
            place=place,
            edition=name.edition,
            edition_in_force_from=found.edition.start,
            edition_fingerprint=edition.fingerprint,
            supplement=name.supplement,
            supplement_in_force_from=found.supplement.start,
            supplement_fingerprint=supplement.fingerprint if supplement else "",
            in_force_until=found.printing.until,
            words_fingerprint=seal,
            local_fingerprints=self._heads.local(name, place) if place else (),
            page=page,
            sentence=sentence,
        )


_NO_SUCH = ("There is nothing at this address.", "See api/openapi.json for what can be asked.")
_LIST = "Ask api/ for the places that there are."
_LIMITS = "Ask api/timescales for those that there are."
_SEARCH = 'Send JSON such as {"words": "a bruise on a baby"}.'
_DEADLINE = 'Send JSON such as {"timescale": "conference", "day": "2026-12-18", "time": "14:30"}.'
#: What may be sent: its shape, and what to do where it cannot be read.
TAKEN: dict[str, tuple[type[shapes.SearchAsked | shapes.DeadlineAsked], str]] = {
    "api/search": (shapes.SearchAsked, _SEARCH),
    "api/deadline": (shapes.DeadlineAsked, _DEADLINE),
}


def _json(asked: Asked, told: Any) -> Answer:
    whole = msgspec.json.encode(told, enc_hook=put)
    return answers.for_machines(answers.page("answer.json", packed(whole, asked.encodings), indexed=False))


def _wrong(asked: Asked, status: int, what: str, mend: str) -> Answer:
    whole = msgspec.json.encode(shapes.Wrong(danger=shapes.DANGER, what=what, mend=mend))
    sent = packed(whole, asked.encodings)
    return answers.for_machines(answers.page("answer.json", sent, status, indexed=False))
