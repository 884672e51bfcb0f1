"""Files made for the tests: a good PDF and a good Word file, and what can be wrong with each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from waymark.manual.local import LocalGuidance, Partnership
from waymark.manual.text import Text
from waymark.pages.paper.typeset import typeset

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
GUIDE = "If you are worried about a child, tell the front door today.\n\n- Say what you saw.\n- Say when."

Damage = Callable[[pikepdf.Pdf], object]


# --- PDF


@cache
def pdf() -> bytes:
    """A tagged PDF with a title and a language, as Waymark sets one."""
    partnership = Partnership(
        key="somerset",
        name="Somerset Safeguarding",
        area="Somerset",
        in_area="In Somerset",
        council="Somerset Council",
        front_door="Somerset front door",
        accent="#7a2d4b",
    )
    guidance = LocalGuidance(key="a-guide", title="A guide", owner="Somerset", text=Text(GUIDE))
    return typeset(guidance, partnership, None, "https://example.org")


def pdf_with(change: Damage, **saving: Any) -> bytes:
    """The good PDF with something changed in it, its objects in object streams."""
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        change(opened)
        out = io.BytesIO()
        saving.setdefault("object_stream_mode", pikepdf.ObjectStreamMode.generate)
        opened.save(out, **saving)
    return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def opening(action: Any) -> bytes:
    """The good PDF with this done when it is opened."""
    return pdf_with(lambda it: it.Root.__setitem__("/OpenAction", action(it)))


def noted(it: pikepdf.Pdf, **note: Any) -> None:
    """Put a note on the first page."""
    note.setdefault("Rect", Array([0, 0, 9, 9]))
    it.pages[0].obj["/Annots"] = Array([it.make_indirect(Dictionary(Type=Name.Annot, **note))])


def enclosing(it: pikepdf.Pdf) -> None:
    it.attachments["inside.txt"] = b"hello"


def bare_pdf() -> bytes:
    """A PDF of one empty page: no words, title, language or tags."""
    made = pikepdf.new()
    made.add_blank_page()
    out = io.BytesIO()
    made.save(out, static_id=True)
    return out.getvalue()


# --- Word


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of Word."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


GOOD = paragraph("If you are worried about a child, tell the front door today.")


def document(body: str) -> str:
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def relations(*rows: tuple[str, str, str]) -> str:
    """Relationships: what sort, to what, and the rest of the tag."""
    made = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{to}" {more}/>'
        for n, (kind, to, more) in enumerate(rows)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (
            ("Title", "Title"),
            ("Heading1", "heading 1"),
            ("Heading2", "heading 2"),
            ("TOC1", "toc 1"),
        )
    )
    + "</w:styles>"
)
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A guide</dc:title></cp:coreProperties>'
)


def types(**more: str) -> str:
    """The table of content types: parts by their names, each with the end of its type."""
    rows = {
        "/word/document.xml": f"{WORD_TYPE}document.main+xml",
        "/word/styles.xml": f"{WORD_TYPE}styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **more,
    }
    made = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in rows.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{made}</Types>'
    )


def parts(body: str = GOOD, rels: str = "", **kinds: str) -> dict[str, bytes]:
    """The parts of a Word file."""
    made = {
        "[Content_Types].xml": types(**kinds),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": rels or relations(("styles", "styles.xml", "")),
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE,
    }
    return {name: f'<?xml version="1.0" encoding="UTF-8"?>{words}'.encode() for name, words in made.items()}


def zipped(held: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip folder of these parts, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as folder:
        for name, data in held.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = packing
            folder.writestr(info, data)
    return out.getvalue()


def docx(body: str = GOOD, rels: str = "", more: dict[str, bytes] | None = None, **kinds: str) -> bytes:
    """A Word file with this body, these relationships and these parts more."""
    return zipped(parts(body, rels, **kinds) | (more or {}))


def related(kind: str, to: str, more: str = 'TargetMode="External"') -> bytes:
    """The good Word file with one more relationship."""
    return docx(rels=relations(("styles", "styles.xml", ""), (kind, to, more)))


def field(doing: str, pieces: int = 1) -> str:
    """A paragraph with a field, what it does cut into so many runs."""
    size = -(-len(doing) // pieces)
    runs = "".join(
        f"<w:r><w:instrText>{doing[at : at + size]}</w:instrText></w:r>" for at in range(0, len(doing), size)
    )
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = f"{mark.format('separate')}<w:r><w:t>shown</w:t></w:r>{mark.format('end')}"
    return f"<w:p>{mark.format('begin')}{runs}{shown}</w:p>"
