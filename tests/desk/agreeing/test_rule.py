"""The rule of agreement, by example and against another telling of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waymark.desk.agreeing.rule import STEERING, Asked, Settings, Word, listed, named, ruled

AREAS = ("bristol", "devon", "somerset", "torbay")
NOBODY: frozenset[int] = frozenset()


def yes(person: int, area: str) -> Word:
    return Word(person, f"Person {person}", area, True)


def no(person: int, area: str, words: str = "Too soon.") -> Word:
    return Word(person, f"Person {person}", area, False, words)


EVERYONE = tuple(yes(at, area) for at, area in enumerate((*AREAS, STEERING), 1))


def edition(*words: Word, writers: frozenset[int] = NOBODY, **settings: object) -> Asked:
    return Asked(Settings(**settings), AREAS, words, writers)  # type: ignore[arg-type]


def test_an_edition_needs_every_partnership_and_the_steering_group() -> None:
    assert ruled(edition(*EVERYONE)).met
    assert ruled(edition(*EVERYONE[1:])).missing == ("Still to sign: Bristol.",)
    assert ruled(edition(*EVERYONE[2:])).missing == ("Still to sign: Bristol and Devon.",)
    assert ruled(edition(*EVERYONE[:-1])).missing == ("The steering group has not signed yet.",)
    assert ruled(edition(*EVERYONE[:-1], steering_signs=False)).met
    assert ruled(edition()).needs == "All 4 partnerships sign, and the steering group does too."


def test_a_quorum_counts_partnerships_and_not_people() -> None:
    two_of_devon = (yes(1, "devon"), yes(2, "devon"))
    asked = edition(*two_of_devon, quorum=2, steering_signs=False)
    assert ruled(asked).missing == ("1 of the 2 partnerships that are needed have signed.",)
    assert ruled(asked._replace(words=(*two_of_devon, yes(3, "torbay")))).met


def test_who_must_sign_must_whatever_the_quorum() -> None:
    settings = {"quorum": 2, "must_sign": ("torbay",), "steering_signs": False}
    asked = edition(yes(1, "devon"), yes(2, "bristol"), **settings)
    ruling = ruled(asked)
    assert ruling.missing == ("Still to sign, as always: Torbay.",)
    assert ruling.waiting == ("torbay",)
    assert ruling.needs == "2 of the 4 partnerships sign, among them Torbay."
    assert ruled(asked._replace(words=(yes(1, "devon"), yes(2, "torbay")))).met


def test_a_quorum_of_more_than_there_are_is_all_of_them() -> None:
    assert ruled(edition(*EVERYONE, quorum=40)).met
    assert not ruled(edition(*EVERYONE[1:], quorum=40)).met


def test_needs_are_told_in_good_english() -> None:
    assert ruled(edition(quorum=1, steering_signs=False)).needs == "One of the 4 partnerships signs."
    alone = edition(quorum=0)._replace(partnerships=("devon",))
    assert ruled(alone).needs == "The partnership signs, and the steering group does too."
    urgent = Asked(Settings(urgent_quorum=1), AREAS, (), NOBODY, urgent=True)
    assert ruled(urgent).needs == "Any one partnership signs. It changes 3 places at most."


def test_an_objection_stops_it_until_it_is_taken_back() -> None:
    ruling = ruled(edition(*EVERYONE, no(9, "devon", "The date is wrong.")))
    assert ruling.missing == ("Person 9 objects for Devon.",)
    assert ruling.objections[0].words == "The date is wrong."


def test_a_word_for_a_partnership_that_is_not_there_counts_for_nothing() -> None:
    assert ruled(edition(*EVERYONE, no(9, "cornwall"))).met
    assert not ruled(edition(*EVERYONE[1:], yes(9, "cornwall"))).met


def test_whoever_wrote_it_does_not_sign_alone() -> None:
    everybody = frozenset(word.person for word in EVERYONE)
    asked = edition(*EVERYONE, writers=everybody)
    assert "someone who wrote none of it signs too" in ruled(asked).missing[0]
    assert ruled(asked._replace(writers=everybody - {3})).met


def test_an_urgent_amendment_needs_few_partnerships_and_changes_few_places() -> None:
    asked = Asked(Settings(), AREAS, (yes(1, "devon"),), NOBODY, changes=3, urgent=True)
    assert ruled(asked).missing == ("1 of the 2 partnerships that are needed have signed.",)
    both = asked._replace(words=(yes(1, "devon"), yes(2, "torbay")))
    assert ruled(both).met
    assert "an urgent amendment changes 3 at most" in ruled(both._replace(changes=4)).missing[0]
    assert not ruled(both._replace(words=(*both.words, no(3, STEERING)))).met
    assert ruled(asked._replace(words=())).waiting == AREAS


def test_the_steering_group_alone_does_not_make_an_urgent_amendment() -> None:
    asked = Asked(Settings(urgent_quorum=1), AREAS, (yes(1, STEERING),), NOBODY, urgent=True)
    assert not ruled(asked).met


def test_a_supplement_needs_one_signatory_of_its_own_and_of_nobody_else() -> None:
    asked = Asked(Settings(), AREAS, (yes(1, "torbay"), yes(2, STEERING)), NOBODY, own="devon")
    assert ruled(asked).missing == ("Nobody who signs for Devon has signed yet.",)
    assert ruled(asked._replace(words=(yes(3, "devon"), no(1, "torbay")))).met
    assert not ruled(asked._replace(words=(yes(3, "devon"),), writers=frozenset({3}))).met
    assert not ruled(asked._replace(words=(yes(3, "devon"), no(4, "devon")))).met


def test_where_no_partnership_is_there_nothing_is_agreed_by_nobody() -> None:
    for urgent in (False, True):
        asked = Asked(Settings(steering_signs=False), (), (), NOBODY, urgent=urgent)
        assert not ruled(asked).met


def test_names_read_well_in_a_sentence() -> None:
    assert named("bath-and-north-east-somerset") == "Bath and North East Somerset"
    assert named(STEERING) == "the steering group"
    assert listed(["Devon", "Torbay", "Swindon"]) == "Devon, Torbay and Swindon"
    assert listed([]) == ""


people = st.integers(1, 6)
spoken = st.builds(
    Word, people, st.just("Someone"), st.sampled_from((*AREAS, STEERING, "cornwall")), st.booleans()
)
asking = st.builds(
    Asked,
    settings=st.builds(
        Settings,
        quorum=st.integers(0, 5),
        must_sign=st.lists(st.sampled_from((*AREAS, "cornwall")), max_size=3).map(tuple),
        steering_signs=st.booleans(),
        urgent_quorum=st.integers(1, 5),
        urgent_changes=st.integers(1, 4),
    ),
    partnerships=st.lists(st.sampled_from(AREAS), unique=True).map(lambda keys: tuple(sorted(keys))),
    words=st.lists(spoken, max_size=9, unique_by=lambda word: (word.person, word.partnership)).map(tuple),
    writers=st.frozensets(people),
    changes=st.integers(1, 6),
    urgent=st.booleans(),
    own=st.sampled_from(("", "", "devon")),
)


def told_otherwise(asked: Asked) -> bool:
    """The same rule, told another way."""
    voices = {asked.own} if asked.own else {STEERING, *asked.partnerships}
    heard = [word for word in asked.words if word.partnership in voices]
    if any(not word.agrees for word in heard):
        return False
    if not {word.person for word in heard} - asked.writers:
        return False
    signed = {word.partnership for word in heard} - {STEERING}
    if asked.own:
        return True
    number = len(asked.partnerships)
    if asked.urgent:
        wanted = max(1, min(asked.settings.urgent_quorum, number))
        return len(signed) >= wanted and asked.changes <= asked.settings.urgent_changes
    wanted = (
        number
        if asked.settings.quorum in range(1) or asked.settings.quorum > number
        else asked.settings.quorum
    )
    steering = STEERING in {word.partnership for word in heard} or not asked.settings.steering_signs
    return (
        len(signed) >= wanted
        and set(asked.settings.must_sign) & set(asked.partnerships) <= signed
        and steering
    )


@given(asking)
def test_the_rule_is_met_just_when_it_is_met_told_another_way(asked: Asked) -> None:
    assert ruled(asked).met == told_otherwise(asked)


@given(asking, spoken)
def test_one_more_agreement_never_undoes_and_one_more_objection_never_helps(asked: Asked, word: Word) -> None:
    if any((each.person, each.partnership) == (word.person, word.partnership) for each in asked.words):
        return
    before = ruled(asked).met
    after = ruled(asked._replace(words=(*asked.words, word))).met
    assert after >= before if word.agrees else after <= before


@given(asking)
def test_what_is_waited_for_is_what_would_make_it_met(asked: Asked) -> None:
    ruling = ruled(asked)
    fresh = tuple(Word(90 + at, "New", key, True) for at, key in enumerate(ruling.waiting))
    after = ruled(asked._replace(words=(*asked.words, *fresh)))
    assert after.waiting == ()
    if (
        not ruling.objections
        and fresh
        and (not asked.urgent or asked.changes <= asked.settings.urgent_changes)
    ):
        assert after.met or (asked.own == "" and not asked.partnerships)
