"""Terms explained where they stand: short forms spelled out once, at first use, and meanings on the page."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import msgspec
import pytest

from tests.pages.gateways import front, gateway, local, local_part, manuscript, shared_part
from waymark.manual.local import LocalNote
from waymark.manual.text import Text
from waymark.manual.words import Term
from waymark.pages.prose.html import Prose
from waymark.pages.setting import Press
from waymark.pages.terms.explain import Glossary
from waymark.pages.terms.short import is_short, short_forms, stands_for


def term(key: str, name: str, *also: str) -> Term:
    return Term(key=key, term=name, also=also, meaning=Text("What it means."))


TERMS = (
    term("dsl", "designated safeguarding lead", "DSL", "safeguarding lead"),
    term("mash", "multi-agency safeguarding hub", "MASH"),
    term("nhs", "NHS", "National Health Service"),
    term("epo", "emergency protection order", "EPO"),
    term("officer", "designated officer", "LADO", "local authority designated officer"),
    term("taf", "team around the family", "TAF", "TAF meeting"),
    term("referral", "referral"),
)
GLOSSARY = Glossary(TERMS)


def shown(markdown: str) -> str:
    """The words of a text as a reader sees them, its links in square brackets."""
    html = GLOSSARY.explain(str(Prose("../").blocks(Text(markdown)))).words
    html = re.sub(r'<a class="govuk-link term" href="#word-[a-z]+">', "[", html).replace("</a>", "]")
    assert "terms/" not in html
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("name", "short"), [("DSL", True), ("B&NES", True), ("Dsl", False), ("TAF meeting", False), ("GP", True)]
)
def test_a_short_form_is_one_word_with_two_capitals(name: str, short: bool) -> None:
    assert is_short(name) is short


def test_a_short_form_is_for_the_name_that_has_its_letters() -> None:
    words = {short: each.words for short, each in short_forms(TERMS).items()}
    assert words["LADO"] == "local authority designated officer"
    assert words["DSL"] == "designated safeguarding lead"
    assert words["NHS"] == "National Health Service"
    assert words["TAF"] == "team around the family"
    assert stands_for("NSPCC", "National Society for the Prevention of Cruelty to Children")
    assert not stands_for("LADO", "designated officer")
    assert short_forms([term("sos", "help", "SOS")])["SOS"].words == "help"
    assert short_forms([term("sos", "SOS")]) == {}


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("Tell the DSL. The DSL rings.", "Tell the [designated safeguarding lead (DSL)]. The DSL rings."),
        ("Tell the [DSL](terms/dsl) now.", "Tell the [designated safeguarding lead (DSL)] now."),
        ("Tell the [safeguarding lead](terms/dsl).", "Tell the [safeguarding lead]."),
        (
            "The [designated safeguarding lead](terms/dsl) (DSL) rings. The DSL writes.",
            "The [designated safeguarding lead] (DSL) rings. The DSL writes.",
        ),
        ("A designated safeguarding lead (DSL) rings.", "A designated safeguarding lead ([DSL]) rings."),
        ("Ask the DSL (designated safeguarding lead).", "Ask the [DSL] (designated safeguarding lead)."),
        ("The MASH, or multi-agency safeguarding hub.", "The [MASH], or multi-agency safeguarding hub."),
        ("MASH staff answer.", "[Multi-agency safeguarding hub (MASH)] staff answer."),
        ("Wait. MASH answers.", "Wait. [Multi-agency safeguarding hub (MASH)] answers."),
        ("An NHS body.", "A [National Health Service (NHS)] body."),
        ("Ask for an **NHS** doctor.", "Ask for a [National Health Service (NHS)] doctor."),
        ("It is a EPO.", "It is an [emergency protection order (EPO)]."),
        ("Two EPOs.", "Two [emergency protection orders (EPOs)]."),
        ("The NHS's duty.", "The [National Health Service's (NHS's)] duty."),
        ("A TAF meeting.", "A [team around the family (TAF)] meeting."),
        ("The [TAF meeting](terms/taf).", "The [team around the family (TAF) meeting]."),
        ("Ring the LADO and the DSL.", "Ring the [local authority designated officer (LADO)] and the "
         "[designated safeguarding lead (DSL)]."),
        ("See [what the DSL does](a/b). The DSL rings.",
         "See what the DSL does]. The [designated safeguarding lead (DSL)] rings."),
        ("MASHED potatoes, and NHSX.", "MASHED potatoes, and NHSX."),
        ("Make a [referral](terms/referral).", "Make a [referral]."),
    ],
)  # fmt: skip
def test_the_first_use_is_spelled_out_and_nothing_is_doubled(markdown: str, seen: str) -> None:
    assert shown(markdown) == seen


def test_the_order_is_that_of_the_page_over_paragraphs_and_points() -> None:
    seen = shown("- Ask the MASH.\n- The MASH answers.\n\nThe MASH again.")
    assert seen.count("multi-agency safeguarding hub (MASH)") == 1
    assert seen.index("multi-agency") < seen.index("answers")


def test_drawings_titles_and_ways_are_names_that_stay_but_are_explained() -> None:
    html = "<h1>The MASH</h1><nav><ul><li>MASH</li></ul></nav><svg><text>MASH</text></svg>"
    found = GLOSSARY.explain(html)
    assert found.words == html
    assert found.terms == {"terms/mash"}


def test_what_is_spelled_out_before_a_slot_is_known_of_it() -> None:
    found = GLOSSARY.explain("<p>The MASH.</p>\x01note\x01<p>The DSL.</p>\x01words\x01")
    assert found.spelled == {"note": {"MASH"}, "words": {"MASH", "DSL"}}


def test_terms_are_found_by_name_in_plain_words_the_longest_first() -> None:
    found = GLOSSARY.named_in("Designated safeguarding leads; make a referral")
    assert found == ["terms/dsl", "terms/referral"]
    assert GLOSSARY.named_in("A self-referral is none of ours") == []


PAGES = {
    (key, path): data.decode()
    for key in ("somerset", "gloucestershire", "swindon")
    for path, data in gateway(key).items()
    if path.endswith(".html")
}


def test_every_term_link_of_every_page_leads_to_its_meaning_on_that_page() -> None:
    seen = 0
    for where, page in PAGES.items():
        for key in re.findall(r'<a class="govuk-link term" href="([^"]*)"', page):
            assert key.startswith("#word-"), where
            assert re.search(rf'<div class="word" id="{key[1:]}"><dt>.*?</dt><dd>\w', page), (where, key)
            seen += 1
    assert seen > 1000


def running(page: str) -> str:
    """The words of a page's main part that are neither names nor drawn."""
    main = page[page.index('id="main"') : page.index("</main>")]
    main = re.sub(r'<section class="words".*?</section>', "", main, flags=re.DOTALL)
    for tag in ("svg", "nav", "h1", "footer", "q"):
        main = re.sub(rf"<{tag}\b.*?</{tag}>", " ", main, flags=re.DOTALL)
    main = re.sub(r'<dl class="govuk-summary-list.*?</dl>', " ", main, flags=re.DOTALL)
    main = re.sub(r"<!--slot:(\w+)-->.*?<!--/slot:\1-->", " ", main, flags=re.DOTALL)  # told of below
    main = re.sub(r'<a (?!class="govuk-link term").*?</a>', " ", main, flags=re.DOTALL)
    main = re.sub(r"</(?:p|li|dd|dt|h\d|div)>", "\n", main)
    return unescape(re.sub(r"<[^>]*>", "", main))


def test_on_every_page_each_short_form_is_spelled_out_at_its_first_use() -> None:
    shorts = short_forms(manuscript().terms)
    seen = set()
    for where, page in PAGES.items():
        if where[1].startswith("terms"):  # there the short form stands beside its term: see below
            continue
        words = running(page)
        for short, each in shorts.items():
            first = re.search(rf"(?<![\w&/-]){re.escape(short)}(?:s|['’]s)?(?!\w)", words)
            if first:
                reach = len(each.words) + 24
                near = words[max(0, first.start() - reach) : first.end() + reach]
                assert each.words.lower() in near.lower(), (where, short, near)
                seen.add(short)
    assert {"NHS", "NSPCC", "GP", "MARAC", "MASH", "TAF", "DBS", "FGM"} <= seen


def test_nothing_is_said_twice_over() -> None:
    for where, page in PAGES.items():
        assert not re.search(r"\(([A-Z]{2,})s?\) \(\1", running(page)), where


def test_a_meaning_stands_once_on_a_page_and_is_printed_there() -> None:
    page = PAGES["gloucestershire", "referral/make-a-referral.html"]
    assert page.count('id="word-mash"') == 1
    assert "multi-agency safeguarding hub</a> (MASH)</dt>" in page
    assert page.index('id="words"') < page.index('id="word-mash"') < page.index('id="sources"')
    assert 'id="word-mash"' not in PAGES["somerset", "referral/make-a-referral.html"]


def test_the_page_of_a_short_form_does_not_spell_itself_out() -> None:
    page = PAGES["somerset", "terms/dbs.html"]
    assert "Service (DBS)" not in page[page.index('id="main"') : page.index("</main>")]


def test_the_told_list_of_a_chart_explains_each_word_once_where_it_first_stands() -> None:
    page = PAGES["somerset", "assessment.html"]
    told = page[page.index('class="told__steps"') : page.index('id="drawing"')]
    words = re.findall(r'class="govuk-link term" href="#word-([a-z0-9-]+)"', told)
    assert "strategy-discussion" in words
    assert len(words) == len(set(words))


def test_who_to_ring_says_what_its_short_forms_are() -> None:
    page = unescape(PAGES["gloucestershire", "index.html"])
    foot = page[page.index('id="who-to-ring"') :]
    assert "is short for National Society for the Prevention of Cruelty to Children" in foot
    assert "is short for multi-agency safeguarding hub" in foot


def test_the_front_explains_without_pages_of_terms() -> None:
    about = front()["about.html"].decode()
    assert "National Health Service (NHS)</a>" in about
    assert '<div class="word" id="word-nhs"><dt>National Health Service (NHS)</dt>' in about


def with_note(place: str, words: str) -> dict[str, str]:
    one = local("somerset")
    notes = (*(note for note in one.notes if note.place != place), LocalNote(place=place, text=Text(words)))
    part = local_part(msgspec.structs.replace(one, notes=notes))
    pages, _ = Press(shared_part(manuscript()), Path("/nonexistent")).gateway(part)
    return {each.path: each.joined().decode() for each in pages if each.path == f"{place}.html"}


def test_a_local_note_spells_out_what_the_page_has_not_and_adds_to_its_words() -> None:
    place = "procedures/domestic-abuse"
    page = with_note(place, "Ring the MASH. The MASH answers. Ask about MARAC.")[f"{place}.html"]
    note = page[page.index('id="local"') : page.index("Written by")]
    assert note.count("multi-agency safeguarding hub (MASH)") == 1
    assert 'id="word-mash"' in page
    assert page.count('id="word-marac"') == 1


def test_only_pages_that_show_a_term_are_set_again_when_its_meaning_changes() -> None:
    def keys(terms: tuple[Term, ...]) -> dict[str, str]:
        changed = msgspec.structs.replace(manuscript(), terms=terms)
        fixed = shared_part(manuscript())._replace(manuscript=changed)
        pages, _ = Press(fixed, Path("/nonexistent")).gateway(local_part(local("gloucestershire")))
        return {each.path: each.key for each in pages}

    before = manuscript().terms
    after = tuple(
        msgspec.structs.replace(each, meaning=Text("Where worries arrive.")) if each.key == "mash" else each
        for each in before
    )
    one, other = keys(before), keys(after)
    again = {path for path in one if one[path] != other[path]}
    pages = {path: page for (key, path), page in PAGES.items() if key == "gloucestershire"}
    showing = {path for path, page in pages.items() if 'id="word-mash"' in page}
    assert again == showing | {"terms/mash.html"}
