"""What matters to a role is never among the rest, and nothing is left out."""

from pathlib import Path

import msgspec
import pytest

from waymark.amendments import Amendment, Sort, between
from waymark.amendments.roles import for_role
from waymark.manual.boxes import Box, Facets, Kind, RoleNote
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.whole import read_pack
from waymark.manual.text import Text
from waymark.manual.words import Role, Timescale, Unit

SOUTHWEST = Path(__file__).parents[2] / "southwest"
VISITOR = Role(key="health-visitor", title="Health visitor or midwife")
FAITH = Role(key="youth-voluntary", title="Youth, voluntary or faith group worker")


def manual(point="Ring.", who=None, note=None, limit=1):
    notes = (RoleNote(role=note, text=Text("Look at the baby.")),) if note else ()
    box = Box(
        place="a/step",
        title="A step",
        kind=Kind.STEP,
        who=who,
        timescales=("tell",),
        facets=Facets(key_points=(Text(point),), for_your_role=notes),
    )
    tell = Timescale(key="tell", title="Tell", limit=limit, unit=Unit.DAYS, starts="the worry")
    roles = (VISITOR, Role(key="gp", title="GP"), Role(key="police-officer", title="Police officer"), FAITH)
    return Manuscript(
        title="T", about=Text("A."), notice=Text("N."), boxes=(box,), timescales=(tell,), roles=roles
    )


def found(role, before, after):
    parts = for_role(between(before, after), role, before, after)
    return {each.place: name for name, part in parts._asdict().items() for each in part}


@pytest.mark.parametrize(
    ("who", "part"),
    [
        ("Midwives and health visitors", "yours"),
        ("Children's social care, the police and health", "yours"),
        ("Registered health workers", "yours"),
        ("Anyone who is worried", "everyone"),
        ("The service that had the worry", "everyone"),
        ("Lead practitioner, with the family", "everyone"),
        ("The core group, led by the lead social worker", "everyone"),
        ("The review conference", "everyone"),
        (None, "everyone"),
        ("Social worker, with a manager", "rest"),
    ],
)
def test_who_acts_says_whom_a_change_concerns(who, part):
    assert found("health-visitor", manual(who=who), manual("Ring now.", who)) == {"a/step": part}


def test_a_note_of_the_role_makes_it_theirs_though_someone_else_acts_and_though_it_is_gone():
    before, after = manual(who="Social worker", note="health-visitor"), manual(who="Social worker")
    assert found("health-visitor", before, after) == {"a/step": "yours"}
    assert found("police-officer", before, after) == {"a/step": "rest"}


def test_a_time_limit_is_theirs_where_it_is_shown_at_what_they_do_and_everyones_otherwise():
    for who, part in (("Health visitor", "yours"), ("Social worker", "everyone")):
        told = found("health-visitor", manual(who=who), manual(who=who, limit=2))
        assert told == {"a/step": part, "timescales:tell": part}


def test_a_core_group_is_no_faith_group():
    who = "The core group, led by the lead social worker"
    assert found("youth-voluntary", manual(who=who), manual("Ring now.", who)) == {"a/step": "everyone"}


def test_a_calling_names_all_who_follow_it():
    changed = manual(who="The police and health"), manual("Ring now.", "The police and health")
    assert [found(role, *changed)["a/step"] for role in ("gp", "health-visitor", "police-officer")] == [
        "yours"
    ] * 3


def test_for_every_role_of_the_starter_manual_all_is_told_once():
    pack, _ = read_pack(SOUTHWEST)
    before, after = (edition.read()[0] for edition in pack.editions[:2])
    told = between(before, after)
    for role in after.roles:
        parts = for_role(told, role.key, before, after)
        assert sorted(map(id, (*parts.yours, *parts.everyone, *parts.rest))) == sorted(map(id, told))
        named = {each.place for each in (*parts.yours, *parts.everyone)}
        # New procedures, what was withdrawn, and the officer's time limit are for everyone.
        assert {
            "procedures/female-genital-mutilation",
            "procedures/child-sexual-exploitation",
            "timescales:tell-the-designated-officer",
        } <= named


def test_a_change_anyone_must_act_on_is_never_among_the_rest():
    """Of the starter manual: a role's rest holds only what others alone are named for."""
    pack, _ = read_pack(SOUTHWEST)
    manuscript = pack.editions[1].read()[0]
    every = [("box", box) for box in manuscript.boxes] + [("procedure", one) for one in manuscript.procedures]
    told = [
        Amendment(place=part.place, kind=kind, sort=Sort.CHANGED, title=part.title, made="{}")
        for kind, part in every
    ]
    who = {part.place: part.who or "" for _, part in every}
    rest = for_role(told, "health-visitor", manuscript, manuscript).rest
    assert rest
    for each in rest:
        said = who[each.place].casefold()
        assert "social" in said or "police" in said, said
        for word in ("health", "anyone", "service", "core group", "everyone", "others"):
            assert word not in said, said


@pytest.mark.parametrize("said", ["The core group, led by the lead social worker", "Every service named"])
def test_a_role_that_says_what_else_it_is_called_is_found_by_that_before_it_said_so_too(said):
    named = Role(key="youth-voluntary", title=FAITH.title, as_said=("core group", "every service"))
    before, after = manual(who=said), manual("Ring now.", said)
    after = msgspec.structs.replace(after, roles=(named,))
    assert found("youth-voluntary", before, after)["a/step"] == "yours"
    # And no longer by other words of its title.
    before, after = manual(who="A faith leader"), manual("Ring now.", "A faith leader")
    assert found("youth-voluntary", before, after)["a/step"] == "yours"
    after = msgspec.structs.replace(after, roles=(named,))
    assert found("youth-voluntary", before, after)["a/step"] == "rest"
