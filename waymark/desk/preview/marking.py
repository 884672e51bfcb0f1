"""Marking: the differences between two settings of a page, word by word, in the page itself.

Tags are those of the new page; of the old one only words are shown, as words that were taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_TOKEN = re.compile(
    r"<!--.*?-->|<(?:svg|script|style)\b.*?</(?:svg|script|style)>|<[^>]*>|[^<\s]+|\s+", re.DOTALL
)
_MAIN = re.compile(r"(<main\b[^>]*>)(.*?)(</main>)", re.DOTALL)
_TAG_NAME = re.compile(r"</?([a-z0-9]+)")
#: Within these no words may stand: what was taken out waits for the next spot where they may.
_NO_WORDS = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tr"})
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "path"})


def marked(before: str | None, after: str) -> tuple[str, int]:
    """The page `after` with what changed since `before` marked in its main part, and how many changes.

    Without a page before, nothing is marked.
    """
    new = _MAIN.search(after)
    old = _MAIN.search(before) if before else None
    if new is None or old is None:
        return after, 0
    pieces, changes = _woven(_TOKEN.findall(old[2]), _TOKEN.findall(new[2]))
    return after[: new.start(2)] + "".join(pieces) + after[new.end(2) :], changes


def _woven(old: list[str], new: list[str]) -> tuple[list[str], int]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    weave = _Weave()
    for sort, a, b, c, d in steps:
        if sort in ("delete", "replace"):
            weave.take_out(old[a:b])
        if sort == "equal":
            weave.keep(new[c:d])
        elif sort in ("insert", "replace"):
            weave.put_in(new[c:d])
    weave.flush()
    return weave.pieces, weave.changes


class _Weave:
    """The new page as it is put together, with what waits to be shown as taken out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.changes = 0
        self._open: list[str] = []
        self._waiting = ""

    def keep(self, tokens: list[str]) -> None:
        for token in tokens:
            self._before(token)
            self.pieces.append(token)

    def put_in(self, tokens: list[str]) -> None:
        for words, token in _joined(tokens):
            self._before(token)
            if not words or not token.strip():
                self.pieces.append(token)
                continue
            self.changes += 1
            lead, tail = token[: len(token) - len(token.lstrip())], token[len(token.rstrip()) :]
            self.pieces.append(
                f'{lead}<ins><span class="mark-said">put in: </span>{token.strip()}</ins>{tail}'
            )

    def take_out(self, tokens: list[str]) -> None:
        words = "".join(token for token in tokens if not token.startswith("<")).strip()
        if words:
            self._waiting = f"{self._waiting} {words}".strip()

    def flush(self) -> None:
        if self._waiting:
            self.changes += 1
            words, self._waiting = " ".join(self._waiting.split()), ""
            self.pieces.append(f'<del><span class="mark-said">taken out: </span>{words}</del> ')

    def _before(self, token: str) -> None:
        """Show what waits as soon as words may stand here; keep the list of open tags true."""
        if self._waiting and (not self._open or self._open[-1] not in _NO_WORDS) and token.strip():
            self.flush()
        match = _TAG_NAME.match(token)
        if match is None or token.startswith(("<svg", "<script", "<style")):
            return
        if token.startswith("</"):
            if match[1] in self._open:
                while self._open.pop() != match[1]:
                    pass
        elif match[1] not in _EMPTY and not token.endswith("/>"):
            self._open.append(match[1])


def _joined(tokens: list[str]) -> Iterator[tuple[bool, str]]:
    """Runs of words as one, each tag by itself."""
    words = ""
    for token in tokens:
        if token.startswith("<"):
            if words:
                yield True, words
            words = ""
            yield False, token
        else:
            words += token
    if words:
        yield True, words
