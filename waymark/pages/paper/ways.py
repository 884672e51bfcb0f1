"""Words as they stand on paper: short forms spelled out, links to a page of the paper or to the web."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from typing import Any

from waymark.manual.text import Text
from waymark.pages.paper.pieces import Piece, Run, line, points, words
from waymark.pages.prose.html import Prose
from waymark.pages.reading import Reader
from waymark.pages.terms.here import rows_of

_TOKEN = re.compile(r"<[^>]*>|\x01[a-z]+\x01|[^<\x01]+")
_HREF = re.compile(r'href="([^"]*)"')
#: Read after the words: it tells what was spelled out before it.
_END = "\x01end\x01"


class Ways:
    """Where the links of one paper lead: to its own pages for places inside it, else to the gateway's.

    `root`: the gateway's address, empty where nobody knows it.
    """

    def __init__(self, reader: Reader, root: str, inside: Collection[str]) -> None:
        self.reader = reader
        self.root = root
        self.inside = frozenset(inside)

    def address(self, place: str) -> str:
        """Where a place stands on the web; its place alone where nobody knows the address."""
        return f"{self.root}/{place}" if self.root else place

    def to(self, place: str, text: str, *, page: bool = True) -> Run:
        """A link to a place. `page`: on paper, the number of its page stands behind it."""
        own = place if place in self.inside else place.partition("#")[0]
        if own in self.inside:
            return {"is": "place", "to": own, "words": text, "page": page}
        return {"is": "web", "to": self.address(place), "words": text} if self.root else words(text)

    def titled(self, place: str) -> Run:
        """A link to a place by its title."""
        return self.to(place, self.reader.title(place))

    def web(self, to: str, text: str) -> Run:
        """A link to another site."""
        return {"is": "web", "to": to, "words": text}


class Wording:
    """The words of one place, read from first to last: a short form is spelled out where it is met first."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.terms: set[str] = set()
        self._spelled: frozenset[str] = frozenset()
        self._prose = Prose("")

    def blocks(self, text: Text, size: str = "plain") -> list[Piece]:
        """Paragraphs and lists."""
        return list(self._pieces(self._explained(str(self._prose.blocks(text))), size))

    def line(self, text: Text) -> list[Run]:
        """The runs of a text that is one paragraph."""
        return self._runs(self._explained(str(self._prose.line(text))))

    def met(self) -> list[tuple[list[Run], list[Run]]]:
        """The terms that were met, from A to Z, with their meanings."""
        rows: Iterable[dict[str, Any]] = rows_of(self.terms, self.ways.reader, "")
        told = []
        for row in rows:
            named = f"{row['term']} ({row['short']})" if row["short"] else row["term"]
            told.append(([words(named)], self._runs(str(row["meaning"]))))
        return told

    def _explained(self, told: str) -> str:
        found = self.ways.reader.glossary.explain(told + _END, self._spelled)
        self.terms |= found.terms
        self._spelled = frozenset(found.spelled.get("end", self._spelled))
        return found.words

    def _pieces(self, told: str, size: str) -> Iterator[Piece]:
        for tag, inside in re.findall(r"<(p|ul|ol)\b[^>]*>(.*?)</\1>", told, re.DOTALL):
            if tag == "p":
                yield line(self._runs(inside), size)
            else:
                each = re.findall(r"<li>(.*?)</li>", inside, re.DOTALL)
                yield points(([line(self._runs(one), size)] for one in each), size, numbered=tag == "ol")

    def _runs(self, told: str) -> list[Run]:
        runs: list[Run] = []
        sort, to = "words", ""
        for token in _TOKEN.findall(told):
            if token[0] == "\x01":
                continue
            if token[0] != "<":
                runs.append(self._run(sort, to, unescape(token)))
            elif token.startswith("<strong"):
                sort = "bold"
            elif token.startswith("<a"):
                found = _HREF.search(token)
                sort, to = "link", unescape(found[1]) if found else ""
            elif token in ("</strong>", "</a>"):
                sort = "words"
        return runs

    def _run(self, sort: str, to: str, text: str) -> Run:
        if sort != "link":
            return words(text, sort)
        if to.startswith("https://"):
            return self.ways.web(to, text)
        place = (
            f"terms/{to.removeprefix('#word-')}" if to.startswith("#word-") else to.replace(".html", "", 1)
        )
        return self.ways.to(place, text, page=not place.startswith("terms/"))
