"""Any page on any day: plainly marked, with its citation, and today's numbers beside those of then."""

import hashlib
import html
import re
from datetime import UTC, date, datetime
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from tests.packs import edit, freeze_edition, freeze_supplement, frozen_pack, reword
from waymark.editions.compiling import compile_pack
from waymark.editions.shelf import Shelf
from waymark.gateways.application import application
from waymark.pages.open_slots import emptied

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Two editions (1 September and 2 November 2026) and two supplements in Somerset (4 January, 1 March).

    The second edition rewords a/step, the supplements bring a new number and a new note.
    """
    folder = tmp_path_factory.mktemp("time")
    pack = frozen_pack(folder / "pack", ("somerset", "devon"))
    reword(pack)
    freeze_edition(pack, date(2026, 11, 2), reasons={"a/step": "A review found that people waited."})
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960001", "01632 960099")
    freeze_supplement(pack, "somerset", date(2027, 1, 4), {"contacts": "The front door has moved."})
    edit(pack, "partnerships/somerset/draft/notes/a/step.md", "Use our form.", "Use our new form.")
    freeze_supplement(pack, "somerset", date(2027, 3, 1), {"a/step": "The form is new."})
    shelf = Shelf(folder / "shelf")
    compile_pack(pack, shelf, NOON, workers=1)
    return shelf


@pytest.fixture
def ask(shelf, reader):
    return reader(application(shelf, lambda: NOON))


def words(answered):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", answered.plain.decode()))


def test_a_page_of_another_day_says_so_before_all_else_and_stays_as_it_was(ask, shelf):
    answered = ask("/somerset/on/2026-10-01/a/step")
    assert answered.status == 200
    assert answered.header["x-robots-tag"] == "noindex"
    page = answered.plain.decode()
    assert "Do this first" in page
    assert "Do this at once" not in page
    assert page.index("This is not the page in force now") < page.index("<h1")
    assert "<title>As it stood on 1 October 2026: " in page
    assert "edition 2026-1, in force from 1 September 2026 until 2 November 2026" in words(answered)
    assert "changed in edition 2026-2, 2 November 2026" in words(answered)
    assert "Do this at once" in ask("/somerset/a/step").plain.decode()


def test_only_pages_of_today_ask_whether_they_are_clear(ask):
    asks = "Is this page clear?"
    for path in ("/somerset/a/step", "/somerset/", "/somerset/never-there", "/somerset/editions", "/"):
        assert asks in ask(path).plain.decode(), path
    past = ("on/2026-10-01/a/step", "edition/2026-1/a/step", "on/2026-10-01/never-there", "on/2020-01-01/")
    for path in past:
        assert asks not in ask(f"/somerset/{path}").plain.decode(), path


def test_its_text_is_the_stored_text(ask, shelf):
    page = ask("/devon/on/2026-10-01/a/step").plain.replace(b"As it stood on 1 October 2026: ", b"")
    listed = {row.fingerprint for printing in shelf.printings() for row in printing.pages}
    assert hashlib.sha256(emptied(page)).hexdigest() in listed


def test_numbers_of_then_are_struck_in_words_too_and_never_links_beside_todays(ask):
    page = ask("/somerset/on/2026-10-01/a/step").plain.decode()
    assert '<s class="then">01632 960001</s> <span class="then__word">(number then, not now' in page
    assert "tel:01632960001" not in page
    assert "960099" in page[page.index('id="who-to-ring"') : page.index("960001")]
    contacts = ask("/somerset/on/2026-10-01/contacts").plain.decode()
    assert '<s class="then">01632 960001</s>' in contacts
    assert "tel:01632960001" not in contacts
    for path in ("/somerset/on/2026-10-01/a/step", "/somerset/on/2026-10-01/contacts"):
        page = ask(path).plain.decode()
        assert '<a class="danger__ring" href="tel:999">Ring 999</a>' in page, "999 is never struck through"
        assert ">999</s>" not in page


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/somerset/on/2027-01-03/contacts", "01632 960001"),
        ("/somerset/on/2027-01-04/contacts", "01632 960099"),
        ("/somerset/on/2027-02-28/a/step", "Use our form."),
        ("/somerset/on/2027-03-01/a/step", "Use our new form."),
        ("/somerset/on/2026-11-01/a/step.html", "Do this first"),
        ("/somerset/on/2026-11-02/a/step", "Do this at once"),
        ("/somerset/on/2026-11-02T00:00/a/step", "Do this at once"),
        ("/somerset/on/2026-11-01T23:59/a/step", "Do this first"),
        ("/devon/on/2027-03-01/contacts", "01632 960001"),
        ("/devon/on/2026-09-01/", "What do you need to do?"),
        ("/somerset/edition/2026-1/a/step", "Do this first"),
        ("/somerset/edition/2026-2/a/step", "Use our new form."),
        ("/somerset/edition/2026-2+1/a/step", "Use our form."),
        ("/somerset/edition/2026-2+1.1/a/step", "This is edition 2026-2, but not as it is in force now."),
        ("/somerset/edition/2026-2/a/step", "This is edition 2026-2, which is in force now."),
        ("/on/2026-10-01/", "Choose your area"),
    ],
)
def test_what_stood_when(ask, path, said):
    answered = ask(path)
    assert answered.status == 200
    assert said in words(answered)


def test_an_asset_of_then_is_found_by_its_relative_way(ask):
    page = ask("/somerset/on/2026-10-01/a/step").plain.decode()
    sheet = re.search(r'href="\.\./(assets/style-[0-9a-f]+\.css)"', page)[1]
    answered = ask(f"/somerset/on/2026-10-01/{sheet}")
    assert (answered.status, "immutable" in answered.header["cache-control"]) == (200, True)


@pytest.mark.parametrize(
    ("path", "query", "there"),
    [
        ("/somerset/on", "date=2026-10-01&page=a/step", "/somerset/on/2026-10-01/a/step"),
        ("/somerset/on", "date=1+October+2026&page=a/step.html", "/somerset/on/2026-10-01/a/step"),
        ("/somerset/on", "date=1/10/2026", "/somerset/on/2026-10-01/"),
        ("/somerset/on", "date=yesterday", "/somerset/on/2027-05-31/"),
        ("/somerset/on", "date=Thursday 1st October 2026", "/somerset/on/2026-10-01/"),
        ("/somerset/on", "date=2026-10-01&time=09:30", "/somerset/on/2026-10-01T09:30/"),
        ("/somerset/on", "date=2026-10-01&page=//elsewhere.example", "/somerset/on/2026-10-01/"),
        ("/somerset/on", "date=2026-10-01&page=../../x", "/somerset/on/2026-10-01/"),
        ("/somerset/on", "", "/somerset/editions"),
        ("/somerset/on/2026-10-01", "", "/somerset/on/2026-10-01/"),
        ("/somerset/on/areas.html", "", "/areas.html"),
        ("/on/2026-10-01/somerset/index.html", "", "/somerset/on/2026-10-01/index.html"),
        ("/somerset/cite/a/step", "date=1 Oct 2026", "/somerset/cite/2026-10-01/a/step"),
        ("/somerset/fingerprint", f"fingerprint={'AB' * 32}", f"/somerset/fingerprint/{'ab' * 32}"),
    ],
)
def test_forms_lead_to_addresses_that_can_be_kept(ask, path, query, there):
    for _ in range(2):
        answered = ask(path, query=query)
        assert (answered.status, answered.header["location"]) == (303, there)
        ask(path)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/somerset/on/2027-06-02/a/step", "2 June 2027 has not come yet"),
        ("/somerset/on/2027-06-01T23:00/a/step", "1 June 2027 has not come yet"),
        ("/somerset/on/2026-08-31/a/step", "Nothing was in force here on 31 August 2026"),
        ("/somerset/on/2026-10-01/a/nothing", "We know no page of this address"),
        ("/somerset/edition/2026-3/a/step", "There is no edition 2026-3 here"),
        ("/somerset/edition/2026-1+2/a/step", "There is no edition 2026-1+2 here"),
        ("/somerset/edition/2026-1+1.7/a/step", "There is no edition 2026-1+1.7 here"),
        ("/somerset/on/2026-02-30/a/step", None),
        ("/somerset/cite/2026-10-01/a/nothing", None),
        ("/somerset/cite/2027-06-02/a/step", "2 June 2027 has not come yet"),
        ("/somerset/editions/more", None),
        ("/somerset/feeds/a/nothing.atom", None),
        ("/somerset/fingerprint/abc", "That is not a fingerprint"),
        (f"/somerset/fingerprint/{'0' * 64}", "No text that was ever in force here has this fingerprint"),
    ],
)
def test_what_was_not_there_is_told_calmly(ask, path, said):
    answered = ask(path)
    assert answered.status == 404
    assert "999" in answered.plain.decode()
    assert said is None or said in words(answered)


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("/somerset/on", "date=soon", "We cannot read that date. Type it like this: 1 December 2026."),
        ("/somerset/on", "date=31/2/2026", "There is no such day. Check the day and the month."),
        ("/somerset/on", "date=31/12/9999", "There is no such day. Check the day and the month."),
        ("/somerset/on", "date=Friday 1 October 2026", "1 October 2026 is a Thursday, not a Friday."),
        ("/somerset/on", "date=2026-10-01&time=25:00", "We cannot read that time."),
        ("/somerset/cite/a/step", "date=31/2/2026", "There is no such day. Check the day and the month."),
    ],
)
def test_a_day_that_cannot_be_read_is_asked_for_again(ask, path, query, said):
    answered = ask(path, query=query)
    assert answered.status == 404
    assert "We cannot read the day" in words(answered)
    assert said in words(answered)


def test_today_by_its_date_is_what_stands_now_and_is_kept_by_nobody(ask):
    answered = ask("/somerset/on/2027-06-01/a/step")
    assert (answered.status, answered.header["cache-control"]) == (200, "no-store")
    assert "This is the page in force now" in words(answered)


def test_a_change_in_the_course_of_a_day_can_be_seen_from_both_sides(tmp_path, reader):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, datetime(2026, 9, 1, 8, tzinfo=UTC), workers=1)
    reword(pack)
    freeze_edition(pack, date(2026, 9, 2), reasons={"a/step": "It was slow."})
    compile_pack(pack, shelf, datetime(2026, 10, 5, 13, 30, tzinfo=UTC), workers=1)
    ask = reader(application(shelf, lambda: datetime(2026, 12, 1, tzinfo=UTC)))
    page = ask("/somerset/on/2026-10-05/a/step")
    assert "Do this at once" in words(page)
    assert "in the course of that day" in words(page)
    for clock, said in (("00:00", "Do this first"), ("14:29", "Do this first"), ("14:30", "Do this at once")):
        assert said in words(ask(f"/somerset/on/2026-10-05T{clock}/a/step")), clock
    assert "/somerset/on/2026-10-05T14:30/a/step" in page.plain.decode()


def test_nothing_that_is_still_to_come_is_shown(tmp_path, reader):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    reword(pack)
    made = freeze_edition(pack, date(2027, 1, 1), reasons={"a/step": "It was slow."})
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, datetime(2026, 12, 1, tzinfo=UTC), workers=1)
    now = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    ask = reader(application(shelf, lambda: now))
    for path in (
        "edition/2027-1/a/step",
        "on/2027-01-01/a/step",
        "cite/2027-01-01/a/step",
        f"fingerprint/{made.fingerprint}",
    ):
        answered = ask(f"/somerset/{path}")
        assert answered.status == 404, path
        assert "Do this at once" not in words(answered)
    assert "edition 2027-1, to be in force from 1 January 2027" in words(ask("/somerset/editions"))


def test_a_citation_says_all_and_its_fingerprint_is_confirmed(ask, shelf):
    answered = ask("/somerset/cite/2026-10-01/a/step")
    said = words(answered)
    seal = shelf.edition("2026-1").places["a/step"][0]
    for fact in (
        "somerset/a/step",
        "edition 2026-1, in force from 1 September 2026 until 2 November 2026",
        "supplement 1 of Somerset Safeguarding Children Partnership, in force from 1 September 2026 until 4 "
        "January 2027",
        f"Fingerprint (SHA-256) {seal}",
        "http://localhost:8000/somerset/on/2026-10-01/a/step",
        "This is not the text in force now.",
    ):
        assert fact in said, fact
    found = ask(f"/somerset/fingerprint/{seal}")
    assert found.status == 200
    assert "The shared words of a/step, as of edition 2026-1, in force from 1 September 2026" in words(found)
    for href in re.findall(r'<li><a class="govuk-link" href="(/[^"]+)">The ', found.plain.decode()):
        assert ask(href).status == 200, href


def test_every_kind_of_fingerprint_is_found(ask, shelf):
    supplement = shelf.supplement("somerset", 2)
    page = next(row for row in shelf.printings().__next__().pages if row.path == "index.html")
    for seal, said in (
        (shelf.edition("2026-2").fingerprint, "The whole of edition 2026-2"),
        (supplement.fingerprint, "The whole of supplement 2 of Somerset"),
        (supplement.places["contacts"][0], "The local words of contacts, supplement 2 of Somerset"),
        (page.fingerprint, "as stored, edition"),
    ):
        assert said in words(ask(f"/devon/fingerprint/{seal}")), said


def test_every_page_asks_for_another_day(ask, shelf):
    for row in shelf.printing(shelf.in_force(NOON)["somerset"]).pages:
        if row.path.endswith(".html") and row.path != "404.html":
            page = ask(f"/somerset/{row.path}").plain.decode()
            assert '<input type="hidden" name="page" value="' in page, row.path
            assert 'name="date"' in page, row.path
            box = page[page.index('<ul class="time__ways">') :]
            ways = re.findall(r'href="([^"]+)"', box[: box.index("</ul>")])
            assert len(ways) == 5, row.path
            for way in ways:
                there, _, query = urljoin(f"/somerset/{row.path}", html.unescape(way)).partition("?")
                answered = ask(there, query=query)
                while answered.status == 303:
                    answered = ask(answered.header["location"])
                assert answered.status == 200, (row.path, way)


def test_the_list_of_editions_leads_to_every_one(ask):
    answered = ask("/somerset/editions")
    hrefs = re.findall(r'href="(/somerset/on/[^"]+)"', answered.plain.decode())
    assert len(hrefs) == 3
    assert all(ask(href).status == 200 for href in hrefs)


def test_words_that_were_only_set_again_are_one_row_of_that_list():
    from waymark.editions.shelved import PrintingName
    from waymark.gateways.asked import Asked
    from waymark.gateways.listing import _rows

    def shown(day, edition, printing):
        return datetime(2026, 9, day, 9, tzinfo=UTC), PrintingName("somerset", edition, 1, printing)

    asked = Asked("somerset", "/somerset/", "editions", "", NOON, ())
    first, last = _rows(asked, [shown(1, "2026-1", 1), shown(2, "2026-1", 2), shown(3, "2026-2", 1)])
    assert (first["start"], first["until"]) == ("1 September 2026, 10:00", "3 September 2026, 10:00")
    assert [way.text for way in first["again"]] == ["2 September 2026, 10:00"]
    assert (last["until"], last["href"], last["again"]) == ("", "/somerset/", [])


def test_a_feed_tells_each_change_once_with_its_reason(ask):
    feed = ElementTree.fromstring(ask("/somerset/feeds/a/step.atom").plain)
    titles = [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")]
    assert titles == [
        "Take a step: changed, in its local words in supplement 3",
        "Take a step: changed in edition 2026-2",
        "Take a step: new, in its local words in supplement 1",
        "Take a step: new in edition 2026-1",
    ]
    said = [each.findtext(f"{ATOM}summary") for each in feed.iter(f"{ATOM}entry")]
    assert said[1] == "In force from 2 November 2026. A review found that people waited."
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 5
    chart = ElementTree.fromstring(ask("/somerset/feeds/a.atom").plain)
    assert set(titles) <= {each.findtext(f"{ATOM}title") for each in chart.iter(f"{ATOM}entry")}


def test_the_whole_feed_and_its_page(ask):
    answered = ask("/somerset/feeds/gateway.atom")
    assert answered.header["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answered.plain)
    titles = [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")]
    assert titles[0] == "Supplement 3 (what is local) came into force"
    assert "Edition 2026-2 came into force" in titles
    page = ask("/somerset/feeds/", query="page=a/step").plain.decode()
    hrefs = re.findall(r'href="(/somerset/feeds/[^"]+)"', page)
    assert len(hrefs) >= 3
    assert all(ask(href).status == 200 for href in hrefs)


def test_the_days_to_come_are_told_until_they_are_over(tmp_path, reader):
    pack = frozen_pack(tmp_path / "pack", ("somerset",))
    due = "title: A small manual\nnext_edition: 2027-03-31\ncomments_close: 2027-01-15"
    edit(pack, "consortium.yaml", "title: A small manual", due)
    shelf = Shelf(tmp_path / "shelf")
    compile_pack(pack, shelf, datetime(2026, 12, 1, tzinfo=UTC), workers=1)
    for path in ("/somerset/", "/somerset/editions"):
        now = [datetime(2027, 1, 15, 23, 59, tzinfo=UTC)]
        ask = reader(application(shelf, lambda now=now: now[0]))
        said = words(ask(path))
        assert "The next edition is due on 31 March 2027" in said
        assert "15 January 2027" in said
        now[0] = datetime(2027, 1, 16, tzinfo=UTC)
        assert "15 January 2027" not in words(ask(path))
        now[0] = datetime(2027, 4, 1, tzinfo=UTC)
        assert "next edition is due" not in words(ask(path))
