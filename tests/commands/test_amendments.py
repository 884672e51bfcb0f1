"""The command that tells what changed: to a person, to a machine, for a role, and in the life of a place."""

import json
from datetime import UTC, date, datetime

import pytest

from tests.packs import edit, frozen_pack, reword
from waymark.commands import main
from waymark.editions.compiling import compile_pack
from waymark.editions.freezing import freeze_edition, freeze_supplement
from waymark.editions.shelf import Shelf

NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Four editions: two change a step, one of them by a trifle, and one changes another box."""
    folder = tmp_path_factory.mktemp("amendments")
    pack = frozen_pack(folder / "pack", ("somerset",))
    reword(pack)
    freeze_edition(pack, date(2026, 11, 2), reasons={"a/step": "A review found that people waited."})
    edit(pack, "shared/boxes/a/end.md", "title: ", "title: Now ")
    freeze_edition(pack, date(2026, 12, 1), reasons={"a/end": "Plainer."})
    reword(pack, old="Do this at once.", new="Do this at once")
    freeze_edition(pack, date(2027, 2, 1), reasons={"a/step": "A sign."}, trifling=["a/step"])
    edit(pack, "partnerships/somerset/draft/notes/a/step.md", "Use our form.", "Use our new form.")
    freeze_supplement(pack, "somerset", date(2027, 3, 1), {"a/step": "The form is new."})
    compile_pack(pack, Shelf(folder / "shelf"), NOON, workers=1)
    return folder / "shelf"


@pytest.fixture
def ask(shelf, capsys):
    def give(*words):
        status = main.run(["amendments", *words, "--shelf", str(shelf)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return give


def machine(ask, *words):
    status, out, err = ask(*words, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)["amendments"]


def test_words_out_and_in_and_why(ask):
    status, out, _ = ask("2026-1", "2026-2")
    assert status == 0
    assert "(box a/step): changed\n  Why (2026-2): A review found that people waited.\n" in out
    assert "Do this [-first-]{+at once+}." in out
    assert out.endswith("\n1 amendment.\n")


def test_one_who_asks_backwards_is_told_forwards(ask):
    assert ask("2026-2", "2026-1") == ask("2026-1", "2026-2")


def test_all_of_it_at_once_and_the_life_of_one_place_turn_by_turn(ask, shelf):
    numbers = Shelf(shelf).editions()
    first, last = numbers[0], numbers[-1]
    assert sorted(each["amendment"]["place"] for each in machine(ask, first, last)) == ["a/end", "a/step"]
    life = machine(ask, first, last, "--place", "a/step")
    assert [each["amendment"]["place"] for each in life] == ["a/step", "a/step"]
    assert [(each["before"], each["after"]) for each in life] == [
        (numbers[2], numbers[3]),
        (numbers[0], numbers[1]),
    ]
    assert [each["trifling"] for each in life] == [True, False]
    out = ask(first, last, "--place", "a/step")[1]
    assert out.index("A sign. (trifling)") < out.index("A review found that people waited.")
    assert "a/end" not in out


def test_the_life_of_a_local_note(ask):
    (turn,) = machine(ask, "1", "2", "--partnership", "somerset", "--place", "a/step")
    assert turn["why"] == [{"number": "2", "reason": "The form is new.", "trifling": False}]
    assert "{+new +}" in ask("1", "2", "--partnership", "somerset")[1]


def test_for_a_role_its_own_comes_first_and_the_rest_is_told_too(ask):
    told = machine(ask, "2026-1", "2026-3", "--role", "teacher")
    order = ["your role", "everyone", "others"]
    assert [order.index(each["for"]) for each in told] == sorted(order.index(each["for"]) for each in told)
    assert {each["amendment"]["place"] for each in told} == {"a/end", "a/step"}


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (["2026-1", "2031-1"], "amended-unknown"),
        (["1", "9", "--partnership", "somerset"], "amended-unknown"),
        (["1", "2", "--partnership", "nowhere"], "amended-unknown"),
        (["2026-1", "2026-2", "--role", "astronaut"], "amended-role"),
    ],
)
def test_what_is_not_there_is_refused(ask, words, rule):
    status, out, _ = ask(*words, "--json")
    assert (status, json.loads(out)["findings"][0]["rule"]) == (1, rule)


def test_supplements_have_numbers_and_no_roles(ask):
    for words in (["2026-1", "2"], ["1", "2", "--role", "teacher"]):
        status, _, err = ask(*words, "--partnership", "somerset")
        assert status == 2
        assert "Supplements have numbers and no roles" in err
