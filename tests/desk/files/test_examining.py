"""Files put in: the good ones are told what they are, and each that does more than hold words is refused."""

from __future__ import annotations

import hashlib
import zlib

import msgspec
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk.files import made, wrong
from tests.desk.files.made import bare_pdf, docx, paragraph, pdf, pdf_with
from waymark.desk.files import Examined, examine, naming
from waymark.desk.files import apart as apart_module
from waymark.desk.files.apart import Task, apart
from waymark.desk.files.examining import gathered, look
from waymark.manual.local import FileName, LocalFile


def here(name: str, data: bytes) -> Examined:
    """What is found of a file, looked at in this process: quick, and an exception would be seen."""
    return gathered(name, data, list(look(name, data)), True)


def rules(examined: Examined) -> list[str]:
    return [each.rule for each in examined.findings]


def test_a_good_pdf_is_told_whole():
    found = examine("Worried about a child?.PDF", pdf())
    assert found.findings == ()
    assert not found.refused
    assert (found.kind, found.name) == ("pdf", "worried-about-a-child.pdf")
    assert (found.title, found.language, found.tagged, found.pages) == ("A guide", "en-GB", True, 1)
    assert found.fingerprint == hashlib.sha256(pdf()).hexdigest()
    assert found.size == len(pdf())
    assert "tell the front door today" in found.text
    LocalFile(name=found.name, fingerprint=found.fingerprint, size=found.size)


def test_a_good_word_file_is_told_whole():
    found = examine("Guide.docx", docx())
    assert rules(found) == ["file-better-as-page"]
    assert not found.refused
    assert (found.kind, found.name, found.title, found.language) == ("docx", "guide.docx", "A guide", "en-GB")
    assert (found.tagged, found.pages) == (None, None)
    assert found.text == "If you are worried about a child, tell the front door today."


def test_looking_apart_and_here_say_the_same():
    for name, data in (("a.pdf", pdf()), ("a.docx", docx()), ("a.pdf", bare_pdf())):
        assert examine(name, data) == here(name, data)


@pytest.mark.parametrize("what", wrong.ACTING)
def test_a_pdf_that_acts_is_refused(what):
    said, make = wrong.ACTING[what]
    found = here("a.pdf", make())
    assert rules(found) == ["file-acts"]
    assert said in found.findings[0].what
    assert found.refused


@pytest.mark.parametrize("what", wrong.HARMLESS)
def test_a_pdf_that_only_holds_words_is_taken(what):
    assert rules(here("a.pdf", wrong.HARMLESS[what]())) == []


@pytest.mark.parametrize("what", wrong.ACTIVE)
def test_a_word_file_that_does_more_is_refused(what):
    said, make = wrong.ACTIVE[what]
    found = here("a.docx", make())
    assert rules(found) == ["file-active"]
    assert said in found.findings[0].what


@pytest.mark.parametrize("what", wrong.TRAPS)
def test_a_trap_is_refused(what):
    rule, name, make = wrong.TRAPS[what]
    found = examine(name, make())
    assert rule in rules(found)
    assert found.refused
    assert (found.kind is None) == (found.name == "")


def test_names_are_hidden_from_a_search_of_bytes_and_are_found():
    data = pdf_with(lambda it: it.Root.__setitem__("/OpenAction", made.script()))
    assert b"JavaScript" not in data
    plain = pdf_with(
        lambda it: it.Root.__setitem__("/OpenAction", made.script()),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    spelt = plain.replace(b"/S /JavaScript", b"/S/J#61vaScript")
    assert spelt != plain
    assert len(spelt) - len(plain) == 1
    for each in (data, plain):
        assert rules(here("a.pdf", each)) == ["file-acts"]
    assert here("a.pdf", spelt).refused


def test_a_link_in_word_to_the_web_is_fine():
    for to in ("https://example.org/x", "mailto:a@example.org", "tel:999"):
        assert rules(here("a.docx", made.related("hyperlink", to))) == ["file-better-as-page"]


def test_what_is_missing_is_warned_of():
    bare = ["file-no-words", "file-no-title", "file-no-language", "file-not-tagged", "file-better-as-page"]
    assert rules(here("a.pdf", bare_pdf())) == bare
    assert rules(here("a.docx", wrong.UNTITLED)) == ["file-no-title", "file-better-as-page"]
    untagged = pdf_with(lambda it: it.Root.__delitem__("/MarkInfo"))
    assert rules(here("a.pdf", untagged)) == ["file-not-tagged", "file-better-as-page"]
    assert "a PDF without tags" in here("a.pdf", untagged).findings[1].what


def test_comments_and_tracked_changes_are_warned_of():
    for data in (wrong.COMMENTED, wrong.TRACKED):
        assert rules(here("a.docx", data)) == ["file-comments", "file-better-as-page"]


def test_many_pages_are_no_fault():
    def more(it: pikepdf.Pdf) -> None:
        for _ in range(300):
            it.pages.append(it.pages[0])

    found = here("a.pdf", pdf_with(more))
    assert found.pages == 301
    assert rules(found) == []


def test_a_title_that_only_the_xmp_has_is_found():
    found = here("a.pdf", pdf_with(lambda it: it.trailer.__delitem__("/Info")))
    assert found.title == "A guide"


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("EN-GB", "en-GB"),
        ("cy", "cy"),
        ("English", None),
        ("x-none", None),
        ("", None),
        ("en-" + "a" * 30, None),
    ],
)
def test_only_the_tag_of_a_language_is_told(said, language):
    found = here("a.pdf", pdf_with(lambda it: it.Root.__setitem__("/Lang", pikepdf.String(said))))
    assert found.language == language
    assert ("file-no-language" in rules(found)) == (language is None)


def test_the_title_of_a_table_or_drawing_in_word_is_not_the_title_of_the_file():
    body = '<w:tbl><w:tblPr><w:title w:val="Other"/></w:tblPr></w:tbl>' + made.GOOD
    assert here("a.docx", docx(body)).title == "A guide"


# --- bounds


def test_a_pdf_that_unpacks_to_gigabytes_is_refused():
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 22)) for _ in range(300)) + packer.flush()
    head = b"%PDF-1.5\n"
    first = b"1 0 obj\n<</Type/ObjStm/N 1/First 9/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body = first + packed + b"\nendstream\nendobj\n"
    rows = b"\x00\x00\x00\x00\xff" + b"\x01" + (len(head)).to_bytes(3, "big") + b"\x00"
    rows += b"\x02\x00\x00\x01\x00" + b"\x01" + (len(head) + len(body)).to_bytes(3, "big") + b"\x00"
    at = len(head) + len(body)
    table = (
        b"3 0 obj\n<</Type/XRef/Size 4/W[1 3 1]/Root 2 0 R/Length %d>>stream\n" % len(rows)
        + rows
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % at
    )
    found = examine("a.pdf", head + body + table)
    assert found.refused
    assert rules(found)[0] in ("file-too-hard", "file-damaged")


def test_what_takes_too_long_is_stopped_and_what_was_told_is_kept():
    def slower(it: pikepdf.Pdf) -> None:
        words = it.make_stream(b"BT /F0 9 Tf (a) Tj ET " * 20_000)
        for _ in range(400):
            page = it.add_blank_page().obj
            page["/Contents"], page["/Resources"] = words, it.pages[0].obj["/Resources"]

    slow = pdf_with(slower)
    lines, whole = apart(Task.LOOK, "a.pdf", slow, seconds=2)
    assert not whole
    found = gathered("a.pdf", slow, lines, whole)
    assert "file-words-some" in rules(found)
    assert "tell the front door today" in found.text


def test_what_says_nothing_in_time_is_refused(monkeypatch):
    monkeypatch.setattr(apart_module, "WAITED", 0.001)
    assert rules(examine("a.pdf", pdf())) == ["file-too-hard"]


def test_the_process_apart_sees_no_secrets(monkeypatch):
    seen = {}

    def run(words, **given):
        seen.update(given["env"])
        raise apart_module.subprocess.TimeoutExpired(words, 1, b'"kept"\n"half')

    monkeypatch.setenv("SECRET_KEY", "hidden")
    monkeypatch.setattr(apart_module.subprocess, "run", run)
    assert apart(Task.LOOK, "a", b"") == ([b'"kept"'], False)
    assert set(seen) == {"PYTHONPATH"}


# --- whatever the bytes


@st.composite
def mutated(draw):
    """A real file with some bytes changed, taken away or doubled."""
    data = bytearray(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data) - 1))
        length = draw(st.integers(1, 40))
        data[at : at + length] = draw(
            st.one_of(st.binary(max_size=40), st.just(bytes(data[at : at + length]) * 2))
        )
    return bytes(data[: draw(st.one_of(st.just(len(data)), st.integers(0, len(data))))])


REAL = [
    pdf(),
    pdf_with(lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable),
    docx(),
    made.zipped(made.parts(paragraph("One", "Heading1") + made.field("REF a")), made.zipfile.ZIP_STORED),
]


@settings(max_examples=300, deadline=None)
@given(data=mutated(), name=st.sampled_from(["a.pdf", "a.docx", ""]))
def test_no_bytes_make_the_look_fail(data, name):
    if data.startswith((b"%PDF-", b"PK\x03\x04")):
        found = here(name, data)
        assert found.kind is not None or found.refused


@settings(max_examples=12, deadline=None)
@given(data=st.one_of(mutated(), st.binary(max_size=200)), name=st.text(max_size=300))
def test_no_bytes_and_no_name_make_examining_fail(data, name):
    found = examine(name, data)
    assert found.refused or found.kind
    assert msgspec.json.decode(msgspec.json.encode(found), type=Examined) == found


def test_a_name_that_is_no_text_is_borne():
    found = examine("a\udcff\x00guide.pdf", pdf())
    assert (found.name, found.findings) == ("a-guide.pdf", ())


@given(name=st.text(max_size=300), kind=st.sampled_from(["pdf", "docx"]))
def test_every_name_becomes_a_name_of_ours(name, kind):
    clean = naming.clean(name, kind, "0" * 64)
    assert msgspec.convert(clean, FileName) == clean
    assert naming.shown(name).isprintable()


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Neglect Policy (v2) FINAL.docx", "neglect-policy-v2-final.pdf"),
        ("C:\\Users\\me\\Café.pdf", "cafe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("方針.pdf", "file-000000000000.pdf"),
        ("a" * 200, "a" * 96 + ".pdf"),
    ],
)
def test_names(given, clean):
    assert naming.clean(given, "pdf", "0" * 64) == clean
