"""Seeking words on a shelf: where what is to be withheld stands, and which sentences tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from waymark.amendments.parts import parts
from waymark.editions.blanking import Tells, all_words, plain, words_of
from waymark.editions.shelf import Shelf
from waymark.editions.withheld import Withholding
from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.json_form import decode
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript

messages(
    Severity.REFUSE,
    {
        "withhold-words": (
            "“{words}” stands on every page, so all of them would go. Nothing was withheld.",
            "Give only the words that nobody may read any more, such as a whole name.",
        ),
    },
)

#: Pages that show nothing of the manual: what they say stands around every page.
_FRAMES = ("404.html", "privacy.html", "accessibility.html")


def telling(shelf: Shelf, partnership: str, gone: Collection[Path], tells: Tells) -> set[str]:
    """What tells of words that went, given all that stays on the shelf, and what stands around every page.

    `gone`: the manuscripts they went from.
    """
    for number in shelf.editions():
        file = shelf.edition_folder(number) / "manuscript.json"
        if file not in gone:
            tells.stays(decode(file.read_bytes(), Manuscript))
    for issued in shelf.supplements().get(partnership, []) if partnership else []:
        file = shelf.supplement_folder(partnership, issued) / "local-manuscript.json"
        if file not in gone:
            tells.stays(decode(file.read_bytes(), LocalManuscript))
    frame = _frame(shelf)
    return {each for each in tells.words() if each not in frame}


def not_everywhere(shelf: Shelf, words: Iterable[str]) -> None:
    """Raise Refused where words that are to be sought stand around every page."""
    frame = _frame(shelf)
    for each in words:
        if each in frame:
            raise refuse("withhold-words", words=each)


def _frame(shelf: Shelf) -> str:
    rows = {row.fingerprint for each in shelf.printings() for row in each.pages if row.path in _FRAMES}
    files = (shelf.object_file(seal, ".html") for seal in rows)
    return "\n".join(words_of(file.read_bytes()) for file in files if file.exists())


def also_at(shelf: Shelf, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The places whose words on the shelf hold any of these, with the editions and supplements that do.

    What is local is named with its partnership: `devon/referral/talk-it-over`.
    """
    sought = [plain(each) for each in words if plain(each)]
    found: dict[str, list[str]] = {}
    for number, manuscript in _every(shelf) if sought else ():
        local = f"{manuscript.partnership.key}/" if isinstance(manuscript, LocalManuscript) else ""
        for (_, place), part in parts(manuscript).items():
            said = all_words((part,))
            if any(each in said for each in sought):
                known = place.removeprefix("notes:").replace("guidance:", "local/")
                found.setdefault(f"{local}{known}", []).append(number)
    return {place: tuple(dict.fromkeys(numbers)) for place, numbers in found.items()}


def _every(shelf: Shelf) -> Iterator[tuple[str, Manuscript | LocalManuscript]]:
    for number in shelf.editions():
        yield number, decode((shelf.edition_folder(number) / "manuscript.json").read_bytes(), Manuscript)
    for partnership, numbers in shelf.supplements().items():
        for issued in numbers:
            file = shelf.supplement_folder(partnership, issued) / "local-manuscript.json"
            yield f"supplement {issued}", decode(file.read_bytes(), LocalManuscript)


def pages_of(shelf: Shelf, record: Withholding) -> dict[str, int]:
    """The pages and files that a withholding takes, and in how many printings each stands."""
    taken = frozenset(record.taken)
    found = Counter(
        row.path
        for printing in shelf.printings()
        for row in (*printing.pages, *printing.slots)
        if row.fingerprint in taken
    )
    return dict(found.most_common())
