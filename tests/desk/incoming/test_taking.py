"""Procedures from Word and the web become sections, and nothing is lost that the report does not name."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk.files import made, wrong
from tests.desk.files.made import WORD_TYPE, W, docx, paragraph, relations
from waymark.desk.files import apart as apart_module
from waymark.desk.incoming import Dropped, Incoming, Section, as_procedure, take_in
from waymark.desk.incoming.page import decoded, plain_words, walked
from waymark.desk.incoming.reading import read
from waymark.desk.incoming.taken import Report
from waymark.desk.incoming.taking import together
from waymark.manual.text import parse


def page(body: str) -> Incoming:
    """What is taken from the body of a page, read in this process."""
    (line,) = read("a.html", f"<body>{body}</body>".encode())
    return msgspec.json.decode(line, type=Incoming)


def word(body: str, rels: str = "", more: dict[str, bytes] | None = None, **kinds: str) -> Incoming:
    (line,) = read("a.docx", docx(body, rels, more, **kinds))
    return msgspec.json.decode(line, type=Incoming)


def told(incoming: Incoming) -> dict[str, Dropped]:
    return {each.what: each for each in incoming.dropped}


def only(incoming: Incoming) -> str:
    (section,) = incoming.sections
    return section.markdown


def canonical(markdown: str) -> bool:
    text, faults = parse(markdown)
    return text is not None and text.markdown == markdown and not faults


# --- the web


def test_headings_split_sections_and_the_first_is_the_title():
    taken = page("<h1>Neglect</h1><p>First.</p><h2>See</h2><p>Look.</p><h3>Alone</h3>")
    assert taken.title == "Neglect"
    assert taken.sections == (Section(None, "First."), Section("See", "Look."), Section("Alone", ""))
    assert taken.dropped == ()


def test_a_page_has_its_name_as_title_and_says_so_where_it_has_two():
    named = "<html><head><title>Site: neglect</title></head><body>{}<p>One.</p></body></html>"
    (line,) = read("a.html", named.format("").encode())
    assert msgspec.json.decode(line, type=Incoming).title == "Site: neglect"
    (line,) = read("a.html", named.format("<h1>Neglect</h1>").encode())
    both = msgspec.json.decode(line, type=Incoming)
    assert both.title == "Neglect"
    assert told(both)["the name of the web page"].words == ("Site: neglect",)
    (line,) = read("a.html", named.format("<h1>Site: neglect</h1>").encode())
    assert msgspec.json.decode(line, type=Incoming).dropped == ()


@pytest.mark.parametrize(
    ("html", "markdown", "what"),
    [
        ("<p>One <b>two</b> three.</p>", "One **two** three.", []),
        ("<p><b>One</b><strong> two </strong>three</p>", "**One two** three", []),
        ("<p>One <i>two</i></p>", "One two", ["italics"]),
        ("<p><a href='https://a.b/c?d=1&amp;e=2'>One</a></p>", "[One](https://a.b/c?d=1&e=2)", []),
        ("<p><a href='HTTPS://a.b/(c)'>One</a></p>", "[One](https://a.b/%28c%29)", []),
        ("<p><b>One <a href='https://a.b'>two</a></b></p>", "**One** [two](https://a.b)", []),
        ("<p><a href='http://a.b'>One</a></p>", "One", ["a link that leads nowhere we know"]),
        ("<p><a href='mailto:a@b.c'>One</a></p>", "One", ["a link that leads nowhere we know"]),
        ("<p><a href='tel:123'>One</a></p>", "One", ["a link that leads nowhere we know"]),
        ("<p><a href='/other.html'>One</a></p>", "One", ["a link that leads nowhere we know"]),
        ("<p><a href='javascript:a()'>One</a></p>", "One", ["a link that leads nowhere we know"]),
        ("<p><a href='odd:a'>One</a></p>", "One", ["a link that leads nowhere we know"]),
        ("<p><a href='#a'>One</a></p>", "One", ["a link within the page"]),
        ("<p><a id='a'></a>One</p>", "One", []),
        ("<p>One<a href='https://a.b'></a></p>", "One", ["a link with no words"]),
        ("<p>One<br>two</p>", "One\n\ntwo", ["a forced line break"]),
        ("<ul><li>One<br>two</ul>", "- One two", []),
        ("<ul><li>One<li>Two</ul>", "- One\n- Two", []),
        ("<ol><li>One<li>Two</ol>", "1. One\n2. Two", []),
        ("<ol start=4><li>One</ol>", "1. One", ["a list that starts at another number"]),
        ("<ul><li>One<ul><li>Two</ul><li>Three</ul>", "- One\n- Two\n- Three", ["a list inside a list"]),
        ("<ul><li><p>One<p>Two</ul>", "- One\n- Two", ["a second paragraph in a point"]),
        ("<ul><li>One</ul><ul><li>Two</ul>", "- One\n- Two", []),
        ("<p># One * [two](three) &lt;b&gt; 1. _x_</p>", "\\# One \\* \\[two\\](three) \\<b> 1. \\_x\\_", []),
        ("<p>a<b>(b)</b>c</p>", "a(b)c", ["bold that cannot be written here"]),
        ("<p>Stop!<a href='https://a.b'>one</a></p>", "Stop!one", ["a link that cannot be written here"]),
        ("<p>One\u200btwo\ue000</p>", "Onetwo", ["a letter that cannot be shown"]),
        ("<p>One<img alt='A map' src=a></p>", "One", ["an image"]),
        ("<p>One<script>a()</script><style>b</style></p>", "One", ["a script"]),
        ("<p>One</p><iframe src=a></iframe>", "One", ["a page inside the page"]),
        ("<p>One<!-- two --></p>", "One", []),
        ("<p>One<sup>2</sup></p>", "One2", ["raised letters"]),
        ("<p><s>One</s></p>", "One", ["words struck through"]),
        ("<p><font color=red>One</font> <span style='color: red'>two</span></p>", "One two", ["colour"]),
        ("<blockquote>One</blockquote>", "One", ["a quotation set apart"]),
        ("<p>One</p><hr>", "One", ["a dividing line"]),
        ("<dl><dt>One<dd>Two</dl>", "One\n\nTwo", ["a list of words with their meanings"]),
        ("One <div>two</div> three", "One\n\ntwo\n\nthree", []),
    ],
)
def test_the_web_in_closed_markdown(html, markdown, what):
    taken = page(html)
    assert only(taken) == markdown
    assert canonical(markdown)
    assert [each.what for each in taken.dropped] == what


def test_a_link_that_became_words_says_where_it_led():
    (row,) = page("<p>Ring <a href='tel:01632960001'>us</a></p>").dropped
    assert str(row) == ("a link that leads nowhere we know: plain words; it led to tel:01632960001. “us”")
    assert row.kept


def test_rows_of_a_table_become_points_with_their_heads():
    taken = page(
        "<table><tr><th>Who<th>When<th>Empty</tr><tr><td>Nurse<td><p>Monday<p>Tuesday<td></tr>"
        "<tr><td><b>Police</b><td>Now<td></tr></table>"
    )
    assert only(taken) == "- Who: Nurse; When: Monday, Tuesday\n- Who: **Police**; When: Now"
    assert told(taken)["a table"].became == "its rows became points, each head before its cell"
    assert told(taken)["the head of an empty column"].words == ("Empty",)


def test_a_table_with_merged_cells_puts_no_head_where_it_may_be_wrong():
    taken = page("<table><tr><th colspan=2>Who</tr><tr><td>Nurse<td>Monday</tr></table>")
    assert only(taken) == "- Who\n- Nurse; Monday"
    assert told(taken)["a table"].became == "its rows became points, a semicolon between cells"


def test_other_tables():
    assert only(page("<table><tr><td>One<tr><td>Two</table>")) == "One\n\nTwo"
    assert only(page("<table><tr><td><b>A</b><td><b>B</b><tr><td>1<td>2</table>")) == "- A: 1; B: 2"
    inner = "<table><tr><td>One<td><table><tr><td>Two<td>Three</table></table>"
    assert only(page(inner)) == "- One; Two; Three"
    assert "a table inside a table" in told(page(inner))
    assert only(page("<ul><li>One<table><tr><td>Two<td>Three</table></ul>")) == "- One\n- Two; Three"
    assert only(page("<table><tr><td><ul><li>One<li>Two</ul><td>Three</table>")) == "- One, Two; Three"
    assert "a heading inside a list or table" in told(page("<table><tr><td><h2>A</h2><td>B</table>"))


def test_a_heading_keeps_no_link_and_is_not_a_paragraph():
    taken = page(f"<p>One</p><h2>See <a href='https://a.b'>this</a></h2><h2>{'long ' * 60}</h2>")
    assert [each.heading for each in taken.sections] == [None, "See this"]
    assert told(taken)["a link in a heading"].became == "plain words; it led to https://a.b"
    assert "a heading as long as a paragraph" in told(taken)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>Café".encode(), "<p>Café"),
        ("<p>Café".encode("cp1252"), "<p>Café"),
        ("<p>Café".encode("utf-16"), "<p>Café"),
        (b"\xef\xbb\xbf<p>Caf\xc3\xa9", "<p>Café"),
        ("<meta charset='windows-1251'><p>дом".encode("cp1251"), "<meta charset='windows-1251'><p>дом"),
        (b"<meta charset=nonsense>\xe9", "<meta charset=nonsense>é"),
        (b"<meta charset=utf-8>\x81", "<meta charset=utf-8>\ufffd"),
    ],
)
def test_letters_of_a_page(data, words):
    assert decoded(data) == words


# --- Word


def test_word_in_closed_markdown():
    body = (
        paragraph("Neglect", "Title")
        + paragraph("Neglect ... 2", "TOC1")
        + paragraph("See", "Heading1")
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold</w:t></w:r>"
        "<w:r><w:rPr><w:i/></w:rPr><w:t> soft</w:t></w:r>"
        '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve"> red</w:t></w:r></w:p>'
        f"<w:tbl><w:tr><w:tc>{paragraph('One')}</w:tc><w:tc>{paragraph('Two')}</w:tc></w:tr></w:tbl>"
    )
    taken = word(body)
    assert taken.title == "Neglect"
    assert taken.sections == (Section("See", "**Bold** soft red\n\n- One; Two"),)
    report = told(taken)
    assert set(report) == {"a line of a table of contents", "italics", "colour", "a table"}
    assert report["a line of a table of contents"].words == ("Neglect ... 2",)
    assert report["colour"].words == ("red",)


def beside(part: str, body: str, kind: str = "") -> Incoming:
    """A Word file with one part beside its document."""
    return word(
        made.GOOD + (f'<w:p><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>' if kind else ""),
        relations(("styles", "styles.xml", ""), (part, f"{part}.xml", "")),
        {f"word/{part}.xml": f'<w:{part} xmlns:w="{W}">{body}</w:{part}>'.encode()},
        **{f"/word/{part}.xml": f"{WORD_TYPE}{part}+xml"},
    )


def test_what_stands_beside_the_words_is_told():
    note = f'<w:footnote w:id="2">{paragraph("A note")}</w:footnote>'
    taken = beside("footnotes", note, "footnote")
    assert taken.sections[-1] == Section("Notes", "1. A note")
    assert told(taken)["a footnote"].became == "a point at the end, under “Notes”"
    end = f'<w:endnote w:id="2">{paragraph("An end")}</w:endnote>'
    assert beside("endnotes", end, "endnote").sections[-1] == Section("Notes", "1. An end")
    for part, what in (
        ("header", "words at the head of each page"),
        ("footer", "words at the foot of each page"),
        ("comments", "a comment"),
    ):
        row = told(beside(part, paragraph("Secret words")))[what]
        assert row.words == ("Secret words",)
        assert not row.kept


def test_tracked_changes_are_told():
    new = "<w:ins><w:r><w:t>New</w:t></w:r></w:ins>"
    old = "<w:del><w:r><w:delText>Old</w:delText></w:r></w:del>"
    taken = word(f"<w:p>{new}{old}</w:p>")
    assert only(taken) == "New"
    assert told(taken)["words that a tracked change took out"].words == ("Old",)
    assert "tracked changes" in told(word(f"<w:p>{new}</w:p>"))
    moved = (
        "<w:moveFrom><w:r><w:t>Here</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>There</w:t></w:r></w:moveTo>"
    )
    assert only(word(f"<w:p>{moved}</w:p>")) == "There"
    assert told(word(f"<w:p>{moved}</w:p>"))["words that a tracked change took out"].words == ("Here",)


def test_words_that_mammoth_passes_over_are_told():
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    taken = word(f'{made.GOOD}<m:oMath xmlns:m="{maths}"><m:r><m:t>abcd</m:t></m:r></m:oMath>')
    assert told(taken)["a word that found no place"].words == ("abcd",)


def test_a_word_file_is_taken_in_and_has_the_title_of_its_properties():
    taken = take_in("a.docx", docx())
    assert taken.title == "A guide"
    assert taken.sections == (Section(None, "If you are worried about a child, tell the front door today."),)


@pytest.mark.parametrize("what", ["macros", "template", "field DDE"])
def test_a_word_file_that_does_more_is_not_taken_in(what):
    taken = take_in("a.docx", wrong.ACTIVE[what][1]())
    assert [each.rule for each in taken.findings] == ["file-active"]
    assert taken.sections == ()


# --- what cannot be read


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.pdf", made.pdf(), "incoming-type"),
        ("a.txt", b"hello", "incoming-type"),
        ("a.html", b"hello", "incoming-type"),
        ("a.html", b"\x89PNG\x00<", "incoming-type"),
        ("a.html", b"", "incoming-type"),
        ("a.html", b"<p>" + b"a" * 5_000_000, "incoming-too-large"),
        ("a.html", b"<p></p>", "incoming-nothing"),
        ("a.html", b"<p><img src=a></p>", "incoming-nothing"),
        ("a.docx", b"PK\x03\x04", "file-damaged"),
    ],
)
def test_what_cannot_be_taken_in(name, data, rule):
    taken = take_in(name, data)
    assert [each.rule for each in taken.findings] == [rule]
    assert taken.sections == ()


def test_what_takes_too_long_is_not_taken_in(monkeypatch):
    monkeypatch.setattr(apart_module, "WAITED", 0.001)
    assert [each.rule for each in take_in("a.html", b"<p>a").findings] == ["incoming-too-hard"]


def test_what_is_nested_by_the_thousand_is_read_or_refused():
    for tag in ("div", "b", "ul><li", "table><tr><td", "blockquote"):
        taken = take_in("a.html", b"<p>" + f"<{tag}>".encode() * 5_000 + b"word")
        assert taken.findings or "word" in plain_words(taken.sections[0])


# --- all of it as one text


def as_text(html: str) -> tuple[str, Report]:
    """A page as the one text that local guidance is made of, and the report."""
    report = Report()
    return together(walked(html, report).sections), report


def test_sections_become_one_text():
    markdown, report = as_text("<h2>See</h2><p>One <i>two</i></p><ul><li>Three</ul>")
    assert markdown == "**See**\n\nOne two\n\n- Three"
    assert [each.what for each in report.rows()] == ["italics"]
    assert as_text("")[0] == ""


# --- a draft


def test_a_first_list_becomes_the_key_points():
    taken = page(
        "<h1>Neglect</h1><h2>In short</h2><ul><li>One<li><b>Two</b><li>Three</ul><h2>See</h2><p>Look.</p>"
    )
    procedure, lines = as_procedure(taken, "procedures/neglect", "Child neglect")
    assert [each.markdown for each in procedure.facets.key_points] == ["One", "**Two**", "Three"]
    assert procedure.facets.how_to_do_it is not None
    assert procedure.facets.how_to_do_it.markdown == "**See**\n\nLook."
    assert (procedure.place, procedure.title) == ("procedures/neglect", "Child neglect")
    assert lines[:2] == ("The first list became the 3 key points.", "Its heading was left out: “In short”.")
    assert "Its own title was left out: “Neglect”." in lines


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>One<li>Two</ul>",
        "<ul>" + "<li>One" * 8 + "</ul>",
        f"<ul><li>One<li>Two<li>{'long ' * 60}</ul>",
        "<p>First</p><ul><li>One<li>Two<li>Three</ul>",
    ],
)
def test_all_else_is_how_to_do_it(html):
    taken = page(html)
    procedure, lines = as_procedure(taken, "procedures/a", "A")
    assert procedure.facets.key_points == ()
    assert procedure.facets.how_to_do_it is not None
    assert procedure.facets.how_to_do_it.markdown == only(taken)
    assert lines[0].startswith("All the rest")


def test_what_could_not_be_read_gives_an_empty_draft_that_says_why():
    procedure, lines = as_procedure(take_in("a.txt", b"a"), "procedures/a", "A")
    assert procedure.facets.how_to_do_it is None
    assert lines == (
        "“a.txt” is not a Word file (.docx) or a web page. "
        "Open it in Word, save it as “Word document (.docx)”, and take that in.",
    )


# --- nothing is lost without being told

TAGS = "p div h1 h2 h3 ul ol li table tr td th b i a span br img blockquote pre dl dt dd sup code title"
ODD = ["", "", "*", "_", "#", "!", "[", "(", "1.", "-", "&lt;", "\u200b", "\\", "`"]


@st.composite
def pages(draw):
    """A page whose words are all different, its tags in any order, well nested or not."""
    words = 0
    made = []
    for _ in range(draw(st.integers(1, 40))):
        tag = draw(st.sampled_from(TAGS.split()))
        sort = draw(st.integers(0, 3))
        if sort == 0:
            made.append(f"</{tag}>")
        elif sort == 1:
            to = draw(st.sampled_from(["https://a.b/c", "http://a.b", "x", "tel:1", ""]))
            more = {"a": f" href='{to}'", "td": draw(st.sampled_from(["", " colspan=2"]))}.get(tag, "")
            made.append(f"<{tag}{more}>")
        else:
            words += 1
            odd = draw(st.sampled_from(ODD))
            space = draw(st.sampled_from([" ", "", "\n"]))
            made.append(f"{space}{odd}word{words}x{draw(st.sampled_from(['', odd]))}{space}")
    return "".join(made)


def test_an_image_between_two_words_keeps_them_apart() -> None:
    markdown, report = as_text("<p>before<img src=x>after</p>")
    assert markdown == "before after"
    assert {row.what for row in report.rows()} == {"an image"}


@settings(max_examples=400, deadline=None)
@given(html=pages())
def test_every_word_stands_in_a_section_or_in_the_report(html):
    report = Report()
    got = walked(html, report)
    rows = report.rows()
    lost = [words for row in rows if not row.kept for words in row.words]
    have = "\n".join([got.title or "", *map(plain_words, got.sections), *lost])
    assert set(re.findall(r"word\d+x", html)) <= set(re.findall(r"word\d+x", have))
    assert "a word that found no place" not in {row.what for row in rows}, rows
    assert "words that cannot be written here" not in {row.what for row in rows}, rows
    for section in got.sections:
        assert section.heading or section.markdown
        assert not section.markdown or canonical(section.markdown)
    markdown = together(got.sections)
    assert not markdown or canonical(markdown)


@settings(max_examples=200, deadline=None)
@given(html=st.text(max_size=200))
def test_any_words_make_a_text(html):
    markdown, _ = as_text(html)
    assert not markdown or canonical(markdown)


@settings(max_examples=6, deadline=None)
@given(data=st.binary(max_size=200), name=st.sampled_from(["a.html", "a.docx", ""]))
def test_no_bytes_make_taking_in_fail(data, name):
    taken = take_in(name, b"<html>" + data)
    assert taken.sections or taken.findings
