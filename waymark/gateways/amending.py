"""What changed: between two editions or supplements that were in force here, and in the life of a place."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from waymark.amendments import Amendment
from waymark.amendments.parts import page_of
from waymark.amendments.roles import for_role
from waymark.editions.amended import Amended, Told, amended, amended_local
from waymark.editions.history import Heads, Turn, turns
from waymark.editions.manuscripts import manuscript
from waymark.editions.reasons import reason_place
from waymark.editions.shelved import FRONT, PrintingName
from waymark.editions.shown import shown_turns
from waymark.editions.timeline import LONDON
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked, told
from waymark.gateways.framed import framed
from waymark.manual.data import edition_order
from waymark.pages.amendments.page import Group, Reason, Row, Turned, amended_page, life_page
from waymark.pages.days.show import Way

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

#: How many pages of amendments are kept, so that asking again costs nothing.
KEPT = 64
#: How many of the newest turns in the life of a place are told, and how many of them with their words: each
#: of these compares two manuscripts, and others wait while a place that changed in every edition is told.
TURNS, WORDS = 40, 10


class Amending:
    """Answers about what changed."""

    def __init__(self, gateways: Gateways, heads: Heads) -> None:
        self._all = gateways
        self._heads = heads
        self._kept: OrderedDict[tuple[str, ...], str] = OrderedDict()
        # Editions are the same at every gateway and for every role: they are compared once for all of them.
        self._between = lru_cache(KEPT)(self._compare)

    def between(self, asked: Asked, rest: str) -> Answer | None:
        """`2026-1/2026-2`, `2026-1/2026-2/for/teacher`, `supplements/1/2`, or a form that asks for these."""
        if asked.gateway == FRONT:
            return None
        if not rest:
            return self._chosen(asked)
        words = rest.split("/")
        if words[0] == "supplements" and len(words) == 3:
            return self._supplements(asked, words[1], words[2])
        role = words[3] if len(words) == 4 and words[2] == "for" else ""
        if len(words) != 2 and not role:
            return None
        shown = list(dict.fromkeys(name.edition for name in self._shown(asked)))
        if not {words[0], words[1]} <= set(shown):
            return None
        before, after = sorted(words[:2], key=edition_order)
        if role and role not in self._roles(before) | self._roles(after):
            return None
        title = f"What changed from edition {before} to {after}"
        key = (asked.gateway, before, after, role)
        main = self._made(key, lambda: self._editions(asked, before, after, role, shown))
        return framed(self._all, asked, title, main)

    def _roles(self, edition: str) -> dict[str, str]:
        return {each.key: each.title for each in manuscript(self._all.shelf, edition).roles}

    def _chosen(self, asked: Asked) -> Answer | None:
        before, after, role = asked.field("from"), asked.field("to"), asked.field("role")
        local = asked.field("of") == "supplements"
        names = self._shown(asked)
        shown = {str(name.supplement) for name in names} if local else {name.edition for name in names}
        if not {before, after} <= shown:
            return answers.see(f"{asked.root}editions")
        if local:
            return answers.see(f"{asked.root}amendments/supplements/{before}/{after}")
        way = f"/for/{role}" if role in self._roles(after) else ""
        return answers.see(f"{asked.root}amendments/{before}/{after}{way}")

    def _shown(self, asked: Asked) -> list[PrintingName]:
        return [name for start, name in self._all.steps[asked.gateway] if start <= asked.now]

    def _compare(self, before: str, after: str) -> Amended:
        return amended(self._all.shelf, before, after)

    def _made(self, key: tuple[str, ...], make: Callable[[], str]) -> str:
        if key not in self._kept:
            self._kept[key] = make()
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _editions(self, asked: Asked, before: str, after: str, role: str, shown: Sequence[str]) -> str:
        found = self._between(before, after)
        groups = [Group("The shared manual", _rows(found.told), "" if found.told else _NOTHING)]
        title = f"What changed from edition {before} to edition {after}"
        if role:
            then, now = manuscript(self._all.shelf, before), manuscript(self._all.shelf, after)
            titles = self._roles(before) | self._roles(after)
            parts = for_role([each.amendment for each in found.told], role, then, now)
            rows = {id(each.amendment): row for each, row in zip(found.told, _rows(found.told), strict=True)}
            yours, everyone, rest = ([rows[id(each)] for each in part] for part in parts)
            about = "" if yours else "Nothing changed in what your role does."
            groups = [
                Group(f"For your role: {_inside(titles[role])}", yours, about),
                Group("For everyone", everyone, "" if everyone else _NOTHING, rest=rest),
            ]
        first, last = edition_order(before), edition_order(after)
        several = [each for each in shown if first < edition_order(each) <= last]
        lead = "Word for word. Words taken out are struck through, and words put in are underlined."
        ways = [Way("All editions", f"{asked.root}editions")]
        if role:
            ways.append(Way("Everything that changed", f"{asked.root}amendments/{before}/{after}"))
        return amended_page(title, lead, groups, self._href(asked), ways, many=len(several) > 1)

    def _supplements(self, asked: Asked, first: str, second: str) -> Answer | None:
        shown = {name.supplement for name in self._shown(asked)}
        if not (first.isdecimal() and second.isdecimal() and {int(first), int(second)} <= shown):
            return None
        before, after = sorted((int(first), int(second)))
        head = self._heads.supplement(asked.gateway, after)
        if head is None:
            return None
        found = amended_local(self._all.shelf, asked.gateway, before, after)
        title = f"What changed from supplement {before} to {after}"
        about = f"{head.partnership.name} writes this part." + ("" if found.told else f" {_NOTHING}")
        groups = [Group("What is local", _rows(found.told), about, head.partnership.in_area)]
        lead = "Only what is local changed here; the shared manual is told apart."
        ways = [Way("All editions", f"{asked.root}editions")]
        key = (asked.gateway, "supplements", str(before), str(after))
        main = self._made(
            key, lambda: amended_page(title, lead, groups, self._href(asked), ways, many=after - before > 1)
        )
        return framed(self._all, asked, title, main)

    def _href(self, asked: Asked) -> Callable[[str], str | None]:
        gateway = self._all.gateways[asked.gateway]

        def href(place: str) -> str | None:
            page = page_of(place)
            return asked.root + page if gateway.find(page) else None

        return href

    def life(self, asked: Asked, place: str) -> Answer | None:
        """Every turn in the life of a place, newest first; a page that is no place leads to all editions."""
        place = place.removesuffix(".html")
        steps = [step for step in self._all.steps[asked.gateway] if step[0] <= asked.now]
        found = turns(self._heads, steps, place, shared=place != "contacts")
        if not found or asked.gateway == FRONT:
            page = self._all.gateways[asked.gateway].find(place)
            return answers.see(f"{asked.root}editions") if page and page.endswith(".html") else None
        key = (asked.gateway, "life", place, str(len(steps)))
        title = self._all.through_time.feeds.title(asked, place)
        main = self._made(key, lambda: self._life(asked, place, title, self._with_shown(steps, place, found)))
        return framed(self._all, asked, f"What has changed: {title}", main)

    def _with_shown(
        self, steps: Sequence[tuple[datetime, PrintingName]], place: str, own: list[Turn]
    ) -> list[Turn]:
        return sorted((*own, *shown_turns(self._heads, steps, place, own)), key=lambda turn: turn.start)

    def _life(self, asked: Asked, place: str, title: str, found: Sequence[Turn]) -> str:
        pairs: list[tuple[Turn, Turn | None]] = []
        before: dict[bool, Turn] = {}
        for turn in found:
            pairs.append((turn, before.get(bool(turn.edition))))
            before[bool(turn.edition)] = turn
        made = [
            self._turned(asked, place, turn, earlier, worded=at < WORDS)
            for at, (turn, earlier) in enumerate(pairs[: -TURNS - 1 : -1])
        ]
        lead = "Newest first, with the words of then." if len(found) > 1 else "It has not changed since."
        gateway = self._all.gateways[asked.gateway]
        back = Way("The page as it is now", asked.root + place)
        if not gateway.find(place):
            back = Way("The home page", asked.root)
        more = len(found) - len(made)
        feed = f"{asked.root}feeds/{place}.atom"
        return life_page(title, lead, made, self._href(asked), back, feed, more, f"{asked.root}editions")

    def _turned(self, asked: Asked, place: str, turn: Turn, before: Turn | None, *, worded: bool) -> Turned:
        """A turn with its words; where these are not `worded`, with the way to them."""
        became = "withdrawn" if turn.fingerprint is None else "new" if turn.new else "changed"
        became = "what it shows changed" if turn.shown else became
        when, where = f"From {told(turn.start)}", f"{asked.root}on/{_address(turn.start)}/{place}"
        area, keys = "", {place}
        if turn.edition:
            name, pair = f"Edition {turn.edition}", f"{before.edition}/{turn.edition}" if before else ""
            reasons = self._heads.edition(turn.edition).amendments
        else:
            head = self._heads.supplement(asked.gateway, turn.supplement)
            name, area = f"Supplement {turn.supplement}", head.partnership.in_area if head else ""
            pair = f"supplements/{before.supplement}/{turn.supplement}" if before else ""
            reasons, keys = head.amendments if head else (), {place, f"{asked.gateway}/{place}"}
        name = f"{name}: {became}"
        if before is None or not worded:
            why = [each[1] for each in reasons if each[0] in keys]
            ways = f"{asked.root}amendments/{pair}" if pair else ""
            return Turned(name, when, where, why, (), area, ways)
        if turn.edition:
            told_all = amended(self._all.shelf, before.edition, turn.edition, place).told
        else:
            told_all = amended_local(self._all.shelf, asked.gateway, before.supplement, turn.supplement).told
        said = _of_place(told_all, place)
        why = list(dict.fromkeys(one.reason for each in said for one in each.why))
        withheld = any(each.withheld for each in said)
        return Turned(name, when, where, why, [each.amendment for each in said], area, "", withheld)


_NOTHING = "Nothing changed."


def _inside(title: str) -> str:
    # Within a sentence: health visitor, but GP.
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _address(moment: datetime) -> str:
    here = moment.astimezone(LONDON)
    return f"{here.date()}T{here:%H:%M}"


def _of_place(told_all: Sequence[Told], place: str) -> tuple[Told, ...]:
    return tuple(
        each
        for each in told_all
        if place in (each.amendment.place, _page_of(each.amendment))
        and each.amendment.kind != "withdrawn place"
    )


def _page_of(amendment: Amendment) -> str:
    """The page on which readers meet what was amended."""
    return "contacts" if amendment.kind == "contact" else reason_place(amendment)


def _rows(told_all: Sequence[Told]) -> list[Row]:
    return [
        Row(
            each.amendment,
            [Reason(why.number, why.reason) for why in each.why],
            each.trifling,
            each.withheld,
        )
        for each in told_all
    ]
