"""Words that were withheld are gone: from the shelf, from readers, from copies; and cannot come back."""

import shutil
from datetime import UTC, date, datetime

import pytest

from tests.packs import edit, everything, files_holding, reword, write_pack
from waymark.commands import main
from waymark.editions.compiling import compile_pack
from waymark.editions.freezing import freeze_edition, freeze_supplement
from waymark.editions.seeking import also_at, pages_of
from waymark.editions.shelf import Shelf
from waymark.editions.verifying import verify
from waymark.editions.withholding import (
    Asked,
    carry_out,
    unfinished,
    withhold,
    withhold_again,
    would_withhold,
)
from waymark.gateways.application import application
from waymark.manual.findings import Refused

FIRST = datetime(2026, 9, 1, 9, tzinfo=UTC)
NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)
NAME = "Ask little Jo Example of Elm Road what happened."
PEOPLE = ("Ann Ames", "Bo Best")
GROUND = "Order of the Family Court at Taunton, 3 May 2027"


@pytest.fixture
def pack(tmp_path):
    """Edition 2026-1 names a child at a/step; edition 2026-2 does not."""
    folder = write_pack(tmp_path / "pack", ("somerset", "devon"))
    reword(folder, new=NAME)
    freeze_edition(folder, date(2026, 9, 1))
    edit(folder, "partnerships/somerset/draft/notes/a/step.md", "Use our form.", "Ring Pat Example at home.")
    for key in ("somerset", "devon"):
        freeze_supplement(folder, key, date(2026, 9, 1))
    reword(folder, old=NAME, new="Ask the child what happened.")
    freeze_edition(folder, date(2026, 11, 2), reasons={"a/step": "It named Jo Example of Elm Road."})
    return folder


@pytest.fixture
def shelf(pack, tmp_path):
    made = Shelf(tmp_path / "shelf")
    compile_pack(pack, made, NOON, workers=1)
    return made


def asked(**more):
    return Asked(**({"place": "a/step", "by": PEOPLE, "ground": GROUND, "editions": ["2026-1"]} | more))


def holding(shelf, words):
    return files_holding(shelf.folder, words)


def test_the_words_are_gone_and_all_else_stands(shelf, reader):
    ask = reader(application(shelf, lambda: NOON))
    old, other = "/somerset/on/2026-10-01/a/step", "/somerset/on/2026-10-01/a/begin"
    assert NAME in ask(old).plain.decode()
    others = ask(other).plain
    assert holding(shelf, "Jo Example")
    record = withhold(shelf, asked(words=["Jo Example"]), NOON)
    assert holding(shelf, "Jo Example") == []
    assert record.editions == ("2026-1",)
    for path in (old, "/devon/on/2026-10-01/a/step", "/somerset/edition/2026-1/a/step"):
        answered = ask(path)
        assert answered.status == 451, path
        assert GROUND in answered.plain.decode()
        assert "ring" in answered.plain.decode().lower()
    assert ask(other).plain == others
    assert "Ask the child what happened." in ask("/somerset/a/step").plain.decode()
    assert ask("/somerset/cite/2026-10-01/a/step").status == 404
    assert [each for each in verify(shelf) if each.severity == "refuse"] == []


def test_a_title_goes_from_what_roles_need_most_too(tmp_path, reader):
    folder = write_pack(tmp_path / "pack", ("somerset",))
    edit(folder, "shared/roles.yaml", "title: Teacher\n", "title: Teacher\n  needed: [a/step]\n")
    edit(folder, "shared/boxes/a/step.md", "title: Take a step", "title: See Jo Example of Elm Road")
    freeze_edition(folder, date(2026, 9, 1))
    freeze_supplement(folder, "somerset", date(2026, 9, 1))
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(folder, shelf, NOON, workers=1)
    ask = reader(application(shelf, lambda: NOON))
    for path in ("/somerset/for/roles.js", "/somerset/for/teacher"):
        assert "Jo Example" in ask(path).plain.decode()
    withhold(shelf, asked(words=["Jo Example"], title=True), NOON)
    assert holding(shelf, "Jo Example") == []
    for path in ("/somerset/for/roles.js", "/somerset/for/teacher"):
        assert ask(path).status == 451


def test_the_reason_why_they_went_goes_too_and_whoever_withholds_is_told(shelf, reader, capsys):
    command = ["withhold", "a/step", "--edition", "2026-1", "--ground", GROUND, "--shelf", str(shelf.folder)]
    assert main.run([*command, "--by", PEOPLE[0], "--by", PEOPLE[1]]) == 0
    told = capsys.readouterr().out
    assert "Its reason goes too: It named Jo Example of Elm Road." in told
    assert "withhold again with --words" in told
    assert shelf.edition("2026-2").amendments == (("a/step", "Withheld."),)
    ask = reader(application(shelf, lambda: NOON))
    for path in ("life/a/step", "amendments/2026-1/2026-2"):
        assert "Jo Example" not in ask(f"/somerset/{path}").plain.decode(), path
    again = [*command, "--by", PEOPLE[0], "--by", PEOPLE[1], "--words", "Jo Example"]
    assert main.run(again) == 0
    assert "Its reason" not in capsys.readouterr().out, "it went before"
    assert holding(shelf, "Jo Example") == []


def test_the_reason_why_a_note_was_taken_out_goes_too(pack, tmp_path):
    (pack / "partnerships/somerset/draft/notes/a/step.md").unlink()
    freeze_supplement(pack, "somerset", date(2026, 12, 1), {"a/step": "Pat Example moved house."})
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    assert "notes:a/step" not in shelf.supplement("somerset", 2).places
    withhold(shelf, asked(gateway="somerset", editions=[]), NOON)
    assert [each[1] for each in shelf.supplement("somerset", 2).amendments] == ["Withheld."]


def test_sentences_that_others_say_too_take_no_page_away(tmp_path, reader):
    """Nor do those of the editions that were not named: readers would lose what keeps children safe."""
    said = "Write down what the child says in their own words."
    folder = write_pack(tmp_path / "shared", ("somerset",))
    reword(folder, new=f"{NAME} {said}")
    reword(folder, "end", new=said)
    freeze_edition(folder, date(2026, 9, 1))
    freeze_supplement(folder, "somerset", date(2026, 9, 1))
    reword(folder, old=NAME, new="Ask the child what happened.")
    freeze_edition(folder, date(2026, 11, 2), reasons={"a/step": "Plainer."})
    shelf = Shelf(tmp_path / "of-it")
    compile_pack(folder, shelf, NOON, workers=1)
    ask = reader(application(shelf, lambda: NOON))
    assert said in ask("/somerset/on/2026-10-01/a/end").plain.decode()
    record = would_withhold(shelf, asked(), NOON)
    assert pages_of(shelf, record) == {"a/step.html": 1, "path/steps.js": 1}
    withhold(shelf, asked(), NOON)
    assert ask("/somerset/on/2026-10-01/a/step").status == 451
    for path in ("a/step", "a/end", "on/2026-10-01/a/end"):
        assert said in ask(f"/somerset/{path}").plain.decode(), path
    assert holding(shelf, NAME) == []


def test_looking_changes_nothing_and_tells_where_else_the_words_stand(shelf, capsys, tmp_path):
    before = everything(shelf.folder)
    command = ["withhold", "a/step", "--gateway", "somerset", "--words", "Jo Example", "--ground", GROUND]
    command += ["--by", PEOPLE[0], "--by", PEOPLE[1], "--shelf", str(shelf.folder)]
    assert main.run([*command, "--look"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Would withhold a/step: taken out of 1 manuscript, ")
    assert "  a/step.html, in 3 printings\n" in told
    assert "The words also stand at a/step (2026-1)." in told
    assert everything(shelf.folder) == before
    assert main.run(command) == 0
    assert also_at(shelf, ["Jo Example"]) == {"a/step": ("2026-1",)}, "and it is told again when it is done"


def test_a_local_note_goes_from_its_own_gateway_alone(shelf, reader):
    ask = reader(application(shelf, lambda: NOON))
    record = withhold(shelf, asked(gateway="somerset", editions=[]), NOON)
    assert holding(shelf, "Ring Pat Example at home") == []
    assert (record.supplements, record.editions) == ((1,), ())
    assert ask("/somerset/a/step").status == 451, "it is in force, and gone all the same"
    assert ask("/devon/a/step").status == 200
    assert ask("/somerset/a/begin").status == 200
    assert [each for each in verify(shelf) if each.severity == "refuse"] == []


def test_they_cannot_come_back(shelf, pack, tmp_path):
    withhold(shelf, asked(), NOON)
    reword(pack, old="Ask the child what happened.", new=NAME)
    freeze_edition(pack, date(2027, 7, 1), reasons={"a/step": "By mistake."})
    with pytest.raises(Refused) as refused:
        compile_pack(pack, shelf, NOON, workers=1)
    assert [(each.rule, each.place) for each in refused.value.findings] == [("withheld-again", "a/step")]
    assert holding(shelf, "Jo Example of Elm Road what") == []


def test_a_later_printing_sets_nothing_in_their_stead(shelf, pack, reader):
    withhold(shelf, asked(editions=[]), NOON)
    edit(pack, "partnerships/somerset/draft/notes/a/step.md", "Ring Pat Example at home.", "Ring us.")
    freeze_supplement(pack, "somerset", date(2027, 6, 1), {"a/step": "A private number went."})
    compile_pack(pack, shelf, NOON, workers=1)
    ask = reader(application(shelf, lambda: NOON))
    assert ask("/somerset/a/step").status == 451
    assert "Withheld" not in ask("/somerset/a/begin").plain.decode()
    assert [each for each in verify(shelf) if each.severity == "refuse"] == []


def test_a_back_up_loses_them_too(shelf, tmp_path):
    shutil.copytree(shelf.folder, tmp_path / "copy")
    copy = Shelf(tmp_path / "copy")
    withhold(shelf, asked(words=["Jo Example"]), NOON)
    assert holding(copy, "Jo Example")
    assert len(withhold_again(copy, shelf.withheld())) == 1
    assert holding(copy, "Jo Example") == []
    assert withhold_again(copy, shelf.withheld()) == []
    assert [each for each in verify(copy) if each.severity == "refuse"] == []


def test_stopped_half_way_it_is_finished_by_whoever_writes_next(shelf, tmp_path, monkeypatch):
    from waymark.editions import withholding

    def strike(shelf, record):
        raise KeyboardInterrupt

    monkeypatch.setattr(withholding, "carry_out", strike)
    with pytest.raises(KeyboardInterrupt):
        withhold(shelf, asked(), NOON)
    monkeypatch.undo()
    (record,) = shelf.withheld()
    assert unfinished(shelf, record)
    assert any(each.rule == "withheld-unfinished" for each in verify(shelf))
    with shelf.locked():
        pass
    assert not unfinished(shelf, record)
    carry_out(shelf, record)
    assert holding(shelf, NAME) == []


def test_stopped_at_any_deed_it_is_finished_next_time(shelf, tmp_path, monkeypatch):
    """Struck before each file that is written or deleted, whoever writes next ends with the same shelf."""
    import pathlib

    from waymark.editions import withholding

    whole = tmp_path / "whole"
    shutil.copytree(shelf.folder, whole)
    struck = 0
    for deed in range(1000):
        shutil.rmtree(shelf.folder)
        shutil.copytree(whole, shelf.folder)
        left = [deed]

        def counted(do, left=left):
            def done(*words, **named):
                if not left[0]:
                    raise KeyboardInterrupt
                left[0] -= 1
                return do(*words, **named)

            return done

        with monkeypatch.context() as patched:
            patched.setattr(withholding, "write_file", counted(withholding.write_file))
            patched.setattr(pathlib.Path, "unlink", counted(pathlib.Path.unlink))
            try:
                withhold(shelf, asked(), NOON)
            except KeyboardInterrupt:
                struck += 1
            else:
                break
        with shelf.locked():
            pass
        if shelf.withheld():
            assert holding(shelf, NAME) == [], deed
            assert [each for each in verify(shelf) if each.severity == "refuse"] == [], deed
    assert struck >= 5
