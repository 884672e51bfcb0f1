"""Pages to practise on: whole without scripting, in the manual's own words, what is right told in words."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.pages.gateways import gateway, manuscript, shared_part
from tests.stories import STORY, storied
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.scenarios import Fit, Scenario
from waymark.pages.dress import style
from waymark.pages.practise.page import FITS, minutes
from waymark.pages.setting import Press

SCENARIOS = manuscript().scenarios


def page(path: str) -> str:
    return gateway("somerset")[path].decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def the_bell(manual: Manuscript, drawings: Path) -> str:
    """The page of the small scenario."""
    pages = Press(shared_part(manual), drawings).pages
    return next("".join(each.main.words) for each in pages if each.place == "practise/the-bell")


def test_the_list_tells_what_whom_for_and_how_long() -> None:
    listed = page("practise.html")
    for each in SCENARIOS:
        assert f'href="{each.place}.html"' in listed
        assert f"About {minutes(each)} minutes, {len(each.moments)} questions" in listed
    assert "Nothing you choose is kept or sent" in listed
    titles = re.findall(r'class="card__name"><a href="[^"]+">([^<]+)', listed)
    plain = [re.sub(r"\W", "", unescape(each)).casefold() for each in titles]
    assert len(plain) == len(SCENARIOS)
    assert [each[0] for each in plain] == sorted(each[0] for each in plain)


def test_the_home_page_leads_there_and_only_where_there_is_something_to_practise() -> None:
    assert 'href="practise.html"' in page("index.html")
    assert "stories to practise" in page("edition.html")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.place)
def test_each_choice_leads_to_an_answer_in_the_words_of_the_manual(scenario: Scenario) -> None:
    html, lookup = page(f"{scenario.place}.html"), Lookup(manuscript())
    answers = re.findall(r'<section class="answer [^>]*id="([^"]+)".*?</section>', html, re.S)
    assert re.findall(r'class="choice" href="#([^"]+)"', html) == answers
    assert "hidden" not in re.findall(r'<section class="answer[^>]*>', html)[0]
    choices = [choice for moment in scenario.moments for choice in moment.choices]
    for spot, choice in zip(answers, choices, strict=True):
        (told,) = re.findall(rf'<section class="answer[^>]* id="{spot}".*?</section>', html, re.S)
        said = words(told)
        assert FITS[choice.fit] in said
        assert f'href="../{choice.place}.html#' in told
        if choice.says in lookup.lessons:
            assert lookup.lessons[choice.says][0].title in said
        else:
            assert words(choice.says)[:12] in said


def test_what_leads_on_from_one_comes_round_to_the_first() -> None:
    ways = {}
    for each in SCENARIOS:
        html = page(f"{each.place}.html")
        found = re.search(r'href="\.\./(\S+)\.html"><span class="onward__answer">Try the next one', html)
        assert found
        ways[each.place] = found[1]
    at, seen = SCENARIOS[0].place, set()
    while at not in seen:
        seen.add(at)
        at = ways[at]
    assert seen == set(ways)


def test_words_that_stand_there_no_longer_are_not_made_up(tmp_path: Path) -> None:
    manual = storied(STORY.replace("Do this first.", "Withheld"))
    (made,) = (
        each for each in Press(shared_part(manual), tmp_path).pages if each.place == "practise/the-bell"
    )
    html = "".join(made.main.words)
    told = re.findall(r'<section class="answer.*?</section>', html, re.S)
    assert ["<blockquote" in each for each in told] == [False, True, True, True]
    assert 'href="../a/step.html#key-points"' in html


def test_a_lesson_is_quoted_with_where_it_comes_from(tmp_path: Path) -> None:
    html = the_bell(storied(), tmp_path)
    assert 'href="../reviews/a-review.html#ask">A review, A board, 2013</a>' in html
    assert "Ask the child." in html
    assert "Try the next one" not in html


def test_a_manual_without_scenarios_has_no_such_page(tmp_path: Path) -> None:
    pages = Press(shared_part(replace(storied(), scenarios=())), tmp_path).pages
    assert not [each.path for each in pages if each.path.startswith("practise")]


def test_each_way_a_choice_fits_is_told_in_words() -> None:
    assert set(FITS) == set(Fit)
    assert len(set(FITS.values())) == len(Fit)


def test_what_shows_answers_one_by_one_is_small() -> None:
    assert len(style.late()["practise"].data) < 1700
