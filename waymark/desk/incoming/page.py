"""A web page or a pasted piece of one: cleaned by nh3, walked, and checked to have lost nothing untold."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from html.parser import HTMLParser

import nh3

from waymark.desk.incoming.lines import seen
from waymark.desk.incoming.tags import WITHIN
from waymark.desk.incoming.taken import Report, Section, Walked
from waymark.desk.incoming.walking import Walk
from waymark.manual.text import parse

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt"}
    | {"figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"}
    | {"nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"}
    | {"title", "tr", "ul", "option", "button", "legend", "fieldset", "center"}
)
_UNSEEN = frozenset({"script", "style", "iframe", "noframes", "template"})
_TAGS = set((_BLOCKS | WITHIN) - _UNSEEN)
_ATTRIBUTES = {
    "a": {"href", "id", "name"},
    "li": {"id"},
    "img": {"alt"},
    "ol": {"start"},
    "p": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "span": {"style"},
    "font": {"color"},
}
#: Addresses that reach the report; of one of another kind, the report says only that it was one.
_SCHEMES = {"https", "http", "mailto", "tel", "sms", "ftp", "file", "javascript", "data", "about", "cid"}
#: What a page can hold that is no words, and what is said of it.
_FOREIGN = {
    "script": "a script",
    "iframe": "a page inside the page",
    "svg": "a drawing",
    "canvas": "a drawing",
    "math": "a formula",
    "form": "a form",
    "video": "a film",
    "audio": "a sound",
    "object": "something of another program",
    "embed": "something of another program",
}
_FOREIGN_TAG = re.compile(rf"<({'|'.join(_FOREIGN)})\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WORD = re.compile(r"\w+")


def decoded(data: bytes) -> str:
    """The letters of a page: by its mark, else as UTF-8, else as it says itself, else as Windows wrote."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    said = _CHARSET.search(data[:2048])
    named = said[1].decode().lower() if said else "windows-1252"
    if named in ("iso-8859-1", "latin1", "us-ascii", "ascii") or named.startswith("utf"):
        named = "windows-1252"  # as every browser reads those names; UTF-8 is tried first
    for name in ("utf-8", named, "windows-1252"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("windows-1252", "replace")


def walked(html: str, report: Report) -> Walked:
    """The sections of a page. Every word that can be seen stands in one of them or in the report."""
    html = html.encode("utf-8", "replace").decode().replace("\x00", "")
    for found in _FOREIGN_TAG.findall(html):
        report.lost(_FOREIGN[found.lower()], "")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=set(_UNSEEN),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        url_relative="pass_through",
        link_rel=None,
    )
    walk = Walk(report)
    walk.feed(clean)
    given = walk.given()
    missed = _counted(_visible(clean))
    missed.subtract(_counted(f"{_told(given, report)}\n{walk.repeated}"))
    for word, times in missed.items():
        if times > 0:
            report.lost("a word that found no place", " ".join([word] * times))
    return given


def plain_words(section: Section) -> str:
    """The words of a section and its heading."""
    text, _ = parse(section.markdown) if section.markdown else (None, [])
    return "\n".join(filter(None, (section.heading, text.plain if text else None)))


def words_of(text: str) -> list[str]:
    """Words, one by one, as they are compared."""
    return _WORD.findall(seen(text))


def _counted(text: str) -> Counter[str]:
    return Counter(words_of(text))


def _told(given: Walked, report: Report) -> str:
    lost = [words for row in report.rows() if not row.kept for words in row.words]
    return "\n".join([given.title or "", *map(plain_words, given.sections), *lost])


class _Visible(HTMLParser):
    """Every word between tags, whatever the tags mean: made another way than the walk, to check it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.words.append("" if tag in WITHIN and tag != "img" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.words.append("" if tag in WITHIN else "\n")


def _visible(clean: str) -> str:
    reader = _Visible()
    reader.feed(clean)
    reader.close()
    return "".join(reader.words)
