"""Freezing drafts: numbers, days, the register, and what a crash leaves."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.packs import FIRST_DAY, edit, everything, frozen_pack, reword, write_pack
from waymark.amendments import between, between_local
from waymark.editions.freezing import freeze_edition, freeze_supplement, next_number
from waymark.editions.reasons import check_reasons
from waymark.manual.checking import check_pack
from waymark.manual.findings import Refused, refusals
from waymark.manual.json_form import fingerprint
from waymark.manual.pack.whole import read_pack

LATER = date(2026, 11, 1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def pack(tmp_path):
    return frozen_pack(tmp_path / "pack")


def rules(refused):
    return [found.rule for found in refused.value.findings]


def register(pack):
    return [line.split("\t") for line in (pack / "places.tsv").read_text().splitlines()[1:]]


def test_first_edition_takes_every_place(tmp_path):
    pack = write_pack(tmp_path / "pack")
    made = freeze_edition(pack, FIRST_DAY)
    assert (made.number, made.frozen, made.in_force) == ("2026-1", True, FIRST_DAY)
    assert ["a/step", "box", "taken", "2026-1", ""] in register(pack)
    assert len(register(pack)) == len(made.new_places) == 8
    whole, found = read_pack(pack)
    assert not found
    manuscript, _, _ = whole.editions[0].read()
    assert fingerprint(manuscript) == made.fingerprint == whole.editions[0].head.fingerprint
    assert not refusals(check_pack(whole))


def test_the_draft_that_was_frozen_last_is_not_frozen_again(pack):
    before = everything(pack)
    assert not freeze_edition(pack, LATER).frozen
    assert not freeze_supplement(pack, "devon", LATER).frozen
    assert everything(pack) == before


def test_local_guidance_is_registered(pack):
    assert ["devon/local/a-guide", "local guidance", "taken", "2026-1", ""] in register(pack)


def test_next_edition_and_reasons(pack):
    reword(pack)
    made = freeze_edition(pack, LATER, reasons={"a/step": "It was not plain."})
    assert (made.number, made.new_places) == ("2026-2", ())
    assert "It was not plain." in (pack / "editions/2026-2/edition.yaml").read_text()
    edit(pack, "shared/boxes/a/end.md", "Ring again", "Ring twice")
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, LATER, reasons={"a/nowhere": "None."})
    assert rules(refused) == ["reason-place"]


@pytest.mark.parametrize(
    ("last", "day", "number"),
    [
        (None, date(2026, 9, 1), "2026-1"),
        ("2026-1", date(2026, 11, 1), "2026-2"),
        ("2026-9", date(2026, 11, 1), "2026-10"),
        ("2026-2", date(2027, 1, 1), "2027-1"),
        ("2027-1", date(2026, 12, 31), "2027-2"),
    ],
)
def test_the_next_number(last, day, number):
    assert next_number(last, day) == number


@pytest.mark.parametrize(
    ("number", "day", "rule"),
    [
        ("2026-1", LATER, "freeze-number"),
        ("2025-9", LATER, "freeze-number"),
        (None, date(2026, 8, 1), "freeze-day"),
    ],
)
def test_numbers_and_days_only_go_forward(pack, number, day, rule):
    reword(pack)
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, day, number)
    assert rules(refused) == [rule]
    assert not (pack / "editions/2026-2").exists()


def test_a_draft_that_is_not_whole_is_not_frozen(pack):
    edit(pack, "shared/boxes/a/step.md", "(a/end)", "(a/nowhere)")
    before = everything(pack)
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, LATER)
    assert rules(refused) == ["link-to-nowhere"]
    assert refused.value.findings[0].file == "shared/boxes/a/step.md"
    assert everything(pack) == before


@pytest.mark.parametrize(
    ("withdraw", "rule"),
    [
        ({"a/never": ("a/end",)}, "withdraw-place"),
        ({"a/step": ("a/end",)}, "withdraw-place"),
        ({"terms/referral": ("Not A Place",)}, "withdraw-place"),
    ],
)
def test_what_cannot_be_withdrawn(pack, withdraw, rule):
    if "terms/referral" in withdraw:
        (pack / "shared/terms.yaml").unlink()
        for key in ("begin", "choose", "step", "end"):
            edit(pack, f"shared/boxes/a/{key}.md", "[referral](terms/referral)", "referral")
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, LATER, withdraw=withdraw)
    assert rule in rules(refused)


def test_withdrawn_places_are_bound_by_the_fingerprint(pack):
    (pack / "shared/terms.yaml").unlink()
    for key in ("begin", "choose", "step", "end"):
        edit(pack, f"shared/boxes/a/{key}.md", "[referral](terms/referral)", "referral")
    changed = ("a/begin", "a/choose", "a/end", "a/step", "terms/referral")
    reasons = dict.fromkeys(changed, "Nobody used the word.")
    made = freeze_edition(pack, LATER, reasons=reasons, withdraw={"terms/referral": ("a/begin",)})
    assert made.withdrawn == ("terms/referral",)
    whole, _ = read_pack(pack)
    first, second = (edition.read()[0] for edition in whole.editions)
    assert (first.withdrawn, [gone.place for gone in second.withdrawn]) == ((), ["terms/referral"])
    assert fingerprint(second) == made.fingerprint
    assert fingerprint(first) == whole.editions[0].head.fingerprint


def test_supplements_need_an_edition_and_a_partnership(tmp_path):
    pack = write_pack(tmp_path / "pack")
    with pytest.raises(Refused) as refused:
        freeze_supplement(pack, "devon", FIRST_DAY)
    assert rules(refused) == ["freeze-no-edition"]
    with pytest.raises(Refused) as refused:
        freeze_supplement(pack, "kent", FIRST_DAY)
    assert rules(refused) == ["freeze-partnership"]


def test_a_crash_half_way_leaves_no_edition(pack, monkeypatch):
    reword(pack)

    class Crash(BaseException):
        pass

    def crash(*_):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr("waymark.editions.freezing.os.rename", crash)
        with pytest.raises(Crash):
            freeze_edition(pack, LATER, reasons={"a/step": "It was slow."})
    whole, found = read_pack(pack)
    assert (len(whole.editions), found) == (1, [])
    assert freeze_edition(pack, LATER, reasons={"a/step": "It was slow."}).number == "2026-2"
    assert sorted(file.name for file in (pack / "editions").iterdir()) == ["2026-1", "2026-2"]


def test_every_change_needs_a_reason_of_its_own(tmp_path):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    reword(pack)
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, LATER)
    assert {each.rule for each in refused.value.findings if each.severity == "refuse"} == {"reason-missing"}
    places = {each.place for each in refused.value.findings if each.rule == "reason-missing"}
    assert "a/step" in places
    assert freeze_edition(pack, LATER, reasons=dict.fromkeys(places, "Learning from a review.")).frozen
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960001", "01632 960099")
    edit(pack, "partnerships/somerset/draft/notes/a/step.md", "Use our form.", "Use our new form.")
    with pytest.raises(Refused) as refused:
        freeze_supplement(pack, "somerset", LATER)
    places = {each.place for each in refused.value.findings if each.rule == "reason-missing"}
    assert places == {"contacts", "a/step"}
    assert freeze_supplement(pack, "somerset", LATER, dict.fromkeys(places, "The door moved.")).frozen


def test_a_trifle_is_kept_as_one_and_what_is_none_is_refused(tmp_path):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    reword(pack, new="Do thiss first")
    made = freeze_edition(pack, LATER, reasons={"a/step": "Spelling."}, trifling=["a/step"])
    head = (pack / f"editions/{made.number}/edition.yaml").read_text()
    assert "trifling: true" in head
    reword(pack, old="Do thiss first", new="Never do this first")
    with pytest.raises(Refused) as refused:
        freeze_edition(pack, LATER, reasons={"a/step": "Spelling."}, trifling=["a/step"])
    assert [each.rule for each in refused.value.findings if each.severity == "refuse"] == ["trifling-not"]


#: Frozen before each change needed a reason of its own; what is frozen is never changed.
BEFORE_THE_RULE = {
    "bath-and-north-east-somerset/local/youth-violence",
    "bath-and-north-east-somerset/local/youth-violence-protocol",
}


def test_the_starter_manual_has_a_reason_for_every_change():
    pack, _ = read_pack(ROOT / "southwest")
    compared = 0
    without = set()
    for one, two in pairwise(pack.editions):
        given = {each.place for each in two.head.amendments}
        found = check_reasons(between(one.read()[0], two.read()[0]), given, given)
        assert [each.what for each in found] == []
        compared += 1
    for key in pack.partnerships:
        mine = [each for each in pack.supplements if each.partnership == key]
        for one, two in pairwise(mine):
            given = {each.place for each in two.head.amendments}
            made = between_local(one.read()[0], two.read()[0])
            without |= {each.place for each in check_reasons(made, given, given, (), key)}
            compared += 1
    assert compared >= 3
    assert without == BEFORE_THE_RULE
