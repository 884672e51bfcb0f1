"""Finding drafts, files and earlier saves by their words, among what one person may see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from waymark.desk.models import Draft, KeptFile, Save
from waymark.desk.models.drafts import KINDS
from waymark.desk.people.standing import SHARED, Standing
from waymark.desk.record.filtering import named
from waymark.desk.record.leading import said

#: Longest question, in words; longest list of answers; words shown either side of one that was found.
MOST_WORDS, MOST, EITHER_SIDE = 8, 60, 70
#: Words of so few letters stand within many others.
SHORT = 3
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*")
#: What is kept beside words and is not words.
_NO_WORDS = frozenset({"fingerprint", "made_from", "accent", "size", "key", "place"})


class Found(NamedTuple):
    """A draft, a file or an earlier save in which all words were found."""

    title: SafeString
    kind: str
    owner: str
    place: str
    words: SafeString
    way: str
    gone: bool = False
    weight: int = 0


class Asked(NamedTuple):
    """What is looked for: words, of which each must be there, and where."""

    words: tuple[str, ...]
    kind: str = ""
    partnership: str | None = None
    earlier: bool = False


def asked_words(words: str) -> tuple[str, ...]:
    """The words of a question, folded, each once, the most telling (the longest) kept where they are many."""
    each = dict.fromkeys(word for word in re.split(r"[\s“”\"'‘’.,;:!?()]+", folded(words)) if word)
    return tuple(sorted(each, key=len, reverse=True)[:MOST_WORDS])


class _Folding(dict[int, str]):
    """What each letter is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        # One letter for one, so that what is found in folded words stands at the same spot in the words.
        self[code] = unicodedata.normalize("NFKD", letter)[0].lower()[0]
        return self[code]


_FOLDING = _Folding()


def folded(words: str) -> str:
    """Words without capitals and accents, letter for letter as long as before."""
    return words.translate(_FOLDING)


def find(standing: Standing, asked: Asked) -> tuple[list[Found], int]:
    """The best of what was found, and how many there are. Nothing is looked at that a person may not see."""
    drafts = list(_drafts(standing, asked))
    found = [*_in_drafts(drafts, asked), *_in_files(standing, drafts, asked)]
    if asked.earlier:
        found += _in_saves(standing, asked)
    found.sort(key=lambda each: -each.weight)
    return found[:MOST], len(found)


def _drafts(standing: Standing, asked: Asked) -> Iterable[Draft]:
    rows = standing.drafts().order_by("partnership", "kind", "order", "title")
    if asked.partnership is not None:
        rows = rows.filter(partnership=asked.partnership)
    return rows.filter(kind=asked.kind) if asked.kind else rows


def _in_drafts(drafts: Iterable[Draft], asked: Asked) -> Iterator[Found]:
    for draft in drafts:
        if (hit := _hit(draft.title, draft.place, draft.data, asked.words)) is not None:
            title, words, weight = hit
            way = reverse("desk_draft", args=(draft.pk,))
            yield Found(
                title,
                draft.kind_words,
                _owner(draft.partnership),
                draft.place,
                words,
                way,
                draft.gone,
                weight - draft.gone,
            )


def _in_files(standing: Standing, drafts: Sequence[Draft], asked: Asked) -> Iterator[Found]:
    """Files of a person's own partnerships, those that were replaced among them."""
    if asked.kind not in ("", "guidance"):
        return
    rows = KeptFile.objects.filter(partnership__in=standing.partnerships).order_by("partnership", "name")
    if asked.partnership is not None:
        rows = rows.filter(partnership=asked.partnership)
    hits = []
    for file in rows:
        words = f"{file.title}\n{file.text}"
        if (hit := _hit(file.name, file.name, words, asked.words)) is not None:
            hits.append((file, hit))
    if not hits:
        return
    now = {print_of(draft.data): draft.pk for draft in drafts if draft.kind == "guidance" and not draft.gone}
    guidance = Save.objects.filter(draft__partnership__in=standing.partnerships, draft__kind="guidance")
    ever = {
        print_of(data): (pk, owner)
        for pk, owner, data in guidance.values_list("draft_id", "draft__partnership", "data")
    }
    for file, (title, words, weight) in hits:
        pk, owner = ever.get(file.bytes_id, (None, ""))
        replaced = file.bytes_id not in now
        way = (
            reverse("desk_file", args=(pk,))
            if pk is not None and owner == file.partnership
            else reverse("desk_local", args=(file.partnership,))
        )
        kind = "A file that was replaced" if replaced else "File"
        yield Found(title, kind, _owner(file.partnership), "", words, way, False, weight - replaced)


def _in_saves(standing: Standing, asked: Asked) -> Iterator[Found]:
    """Of each draft the newest earlier save that has all the words, where it says them no more."""
    rows = Save.objects.filter(draft__partnership__in=standing.readable)
    if asked.partnership is not None:
        rows = rows.filter(draft__partnership=asked.partnership)
    if asked.kind:
        rows = rows.filter(draft__kind=asked.kind)
    seen: set[int] = set()
    fields = ["draft_id", "draft__number", "number", "title", "data"]
    fields += ["draft__kind", "draft__partnership", "draft__place"]
    for pk, newest, number, name, data, kind, owner, place in (
        rows.order_by("draft", "-number").values_list(*fields).iterator(chunk_size=500)
    ):
        if pk in seen or (hit := _hit(name, place, data, asked.words)) is None:
            continue
        seen.add(pk)
        if number == newest:
            continue
        title, words, weight = hit
        way = reverse("desk_save", args=(pk, number))
        yield Found(
            title, f"{KINDS[kind]}, save {number}", _owner(owner), place, words, way, False, weight - 50
        )


def print_of(data: Any) -> str:
    """The fingerprint of the file that guidance names, if it names one."""
    return str((data.get("file") or {}).get("fingerprint", ""))


def _owner(partnership: str) -> str:
    return "" if partnership == SHARED else named(partnership)


def _words_of(marked: re.Match[str]) -> str:
    """The words of a link, without where it leads; nothing where words are only made bold."""
    return marked[1] or ""


def _hit(
    title: str, place: str, data: Any, words: Sequence[str]
) -> tuple[SafeString, SafeString, int] | None:
    """The title and the telling words with what was found marked, and how well it fits."""
    sought = [_pattern(word) for word in words]
    texts = [_LINK.sub(_words_of, text) for field, text in said(data) if field not in _NO_WORDS]
    low = [folded(text) for text in texts]
    whole = "\n".join(low)
    low_title, low_place = folded(title), folded(place)
    if not all(any(each.search(text) for text in (low_title, low_place, whole)) for each in sought):
        return None
    weight = sum(20 * bool(each.search(low_title)) + min(5, len(each.findall(whole))) for each in sought)
    fits = [sum(bool(each.search(text)) for each in sought) for text in low]
    best = max(range(len(low)), key=fits.__getitem__, default=0)
    shown = _shown(texts[best], low[best], sought) if fits and fits[best] else SafeString("")
    return _marked(title, low_title, sought), shown, weight


@lru_cache(maxsize=64)
def _pattern(word: str) -> re.Pattern[str]:
    """A word wherever it stands; a short one only where a word begins, as it stands within many."""
    return re.compile(("" if len(word) > SHORT else r"(?<!\w)") + re.escape(word))


def _shown(text: str, low: str, sought: Sequence[re.Pattern[str]]) -> SafeString:
    """The stretch of a text round the first word that was found."""
    first = min(hit.start() for each in sought if (hit := each.search(low)))
    start = max(0, first - EITHER_SIDE)
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), first + 3 * EITHER_SIDE)
    if end < len(text):
        end = max(text.rfind(" ", first, end), first + 1)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, _marked(text[start:end], low[start:end], sought), after)


def _marked(text: str, low: str, sought: Sequence[re.Pattern[str]]) -> SafeString:
    spots = sorted(hit.span() for each in sought for hit in each.finditer(low))
    made, last = [], 0
    for start, end in spots:
        if start >= last:
            made.append(format_html("{}<mark>{}</mark>", text[last:start], text[start:end]))
            last = end
    made.append(format_html("{}", text[last:]))
    return format_html_join("", "{}", ((each,) for each in made))
