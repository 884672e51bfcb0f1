"""Where a role comes in: who is named, which places it needs most, and what the checks say of them."""

from __future__ import annotations

import msgspec
import pytest

from waymark.manual.acting import acts, favoured, in_order, needed, note_of
from waymark.manual.boxes import Box, Facets, Kind, Procedure, RoleNote
from waymark.manual.charts import FlowChart
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.text import Text
from waymark.manual.wholeness.roles import check_roles
from waymark.manual.words import Role

POLICE = Role(key="police-officer", title="Police officer", as_said=("the police", "Anyone"))
CHAIR = Role(key="manager", title="Team manager or conference chair")
HELPER = Role(key="helper", title="Probation, housing or adult services worker")


def step(key: str, who: str | None = None, *noted: str) -> Box:
    notes = tuple(RoleNote(role=role, text=Text("Do this.")) for role in noted)
    return Box(place=f"a/{key}", title=key, kind=Kind.STEP, who=who, facets=Facets(for_your_role=notes))


@pytest.mark.parametrize(
    ("role", "who", "named"),
    [
        (POLICE, "The social worker or police officer who is acting", True),
        (POLICE, "Children's social care and THE POLICE", True),
        (POLICE, "Anyone who is worried", True),
        (POLICE, "Everyone but the policeman", False),
        (POLICE, "Whoever can police it", False),
        (POLICE, None, False),
        (CHAIR, "Conference chair and members, with the family", True),
        (CHAIR, "Social worker, with a manager", False),
        (HELPER, "Housing, and the school", True),
        (HELPER, "Someone rehousing the family", False),
    ],
)
def test_a_role_acts_where_it_is_named_in_whole_words(role: Role, who: str | None, named: bool) -> None:
    assert acts(role, step("one", who)) is named


def test_boxes_stand_in_the_order_of_the_charts_and_procedures_behind_them() -> None:
    lookup = Lookup(small())
    assert [part.place for part in in_order(lookup)] == ["a/two", "a/one", "a/three", "procedures/b"]


def small(*roles: Role) -> Manuscript:
    chart = FlowChart(key="a", number=1, title="A", need="A", summary="A", boxes=("a/two", "a/one"))
    return Manuscript(
        title="T",
        about=Text("T"),
        notice=Text("T"),
        charts=(chart,),
        boxes=(
            step("one", "The police", "police-officer"),
            step("three"),
            step("two", "Nobody", "police-officer", "manager"),
        ),
        procedures=(Procedure(place="procedures/b", title="B", who="anyone"),),
        roles=roles,
    )


def test_a_role_that_names_no_places_needs_the_first_that_have_a_note_for_it() -> None:
    lookup = Lookup(small())
    assert needed(POLICE, lookup) == ("a/two", "a/one")
    assert needed(msgspec.structs.replace(POLICE, needed=("a",)), lookup) == ("a",)
    assert needed(HELPER, lookup) == ()


def test_a_place_is_favoured_for_each_way_in_which_it_concerns_a_role() -> None:
    most = msgspec.structs.replace(POLICE, needed=("a/one",))
    assert favoured(most, Lookup(small())) == {"a/one": 3, "a/two": 1, "procedures/b": 1}
    assert note_of(most, small().procedures[0]) is None


@pytest.mark.parametrize(
    ("places", "rules"),
    [
        ((), []),
        (("a", "a/one", "procedures/b"), []),
        (("a/gone",), ["needed-unknown"]),
        (("terms/a",), ["needed-unknown"]),
        (("a/one", "a/one"), ["listed-twice"]),
        (("a", "a/one", "a/two", "a/three", "procedures/b", "a/gone"), ["needed-unknown", "needed-many"]),
    ],
)
def test_what_a_role_needs_most_is_there_and_few(places: tuple[str, ...], rules: list[str]) -> None:
    manuscript = small(msgspec.structs.replace(POLICE, needed=places))
    found = list(check_roles(manuscript, Lookup(manuscript)))
    assert [each.rule for each in found] == rules
    assert {each.place for each in found} <= {"roles:police-officer"}
