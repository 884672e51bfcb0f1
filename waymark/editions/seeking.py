"""Seeking words on a shelf: where what is to be withheld stands, and which sentences tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from waymark.amendments.parts import page_of, parts
from waymark.editions.blanking import Tells, all_words, plain, words_of
from waymark.editions.indexes import INDEX_FILES
from waymark.editions.shelf import Shelf
from waymark.editions.shelved import FRONT, SLOT
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


def telling(
    shelf: Shelf, partnership: str, gone: Collection[Path], tells: Tells, frame: Frame
) -> set[str]:
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
    return {each for each in tells.words() if not frame.holds(each)}


def not_everywhere(frame: Frame, words: Iterable[str]) -> None:
    """Raise Refused where words that are to be sought stand around every page."""
    for each in filter(None, map(plain, words)):
        if frame.holds(each):
            raise refuse("withhold-words", words=each)


class Frame:
    """What stands around every page: the words of pages that show nothing of the manual, and of the slots.

    What only the slots of some gateways say is those partnerships' own, such as a number.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._pages: dict[str, str] = {}
        self._slots: dict[str, dict[str, str]] = {}
        for printing in shelf.printings():
            for row in (*printing.pages, *printing.slots):
                if row.path in _FRAMES:
                    self._pages[row.fingerprint] = ""
                elif row.path.endswith(SLOT) and printing.gateway != FRONT:
                    self._slots.setdefault(printing.gateway, {})[row.fingerprint] = ""
        for seals in (self._pages, *self._slots.values()):
            for seal in seals:
                file = shelf.object_file(seal, ".html" if seals is self._pages else SLOT)
                seals[seal] = words_of(file.read_bytes()) if file.exists() else ""

    def holds(self, words: str) -> bool:
        """Whether these words, plain, stand around every page."""
        slots = [any(words in said for said in each.values()) for each in self._slots.values()]
        return any(words in said for said in self._pages.values()) or (len(slots) > 1 and all(slots))


def also_at(
    shelf: Shelf, words: Iterable[str], place: str = "", gateway: str = ""
) -> dict[str, tuple[str, ...]]:
    """The places whose words on the shelf hold any of these, with the editions and supplements that do.

    What is local is named with its partnership: `devon/referral/talk-it-over`. The place that is withheld
    itself is left out.
    """
    own = "/".join(filter(None, (gateway, place)))
    sought = [plain(each) for each in words if plain(each)]
    found: dict[str, list[str]] = {}
    for number, manuscript in _every(shelf) if sought else ():
        local = f"{manuscript.partnership.key}/" if isinstance(manuscript, LocalManuscript) else ""
        for (_, spot), part in parts(manuscript).items():
            said = all_words((part,))
            if any(each in said for each in sought):
                found.setdefault(f"{local}{page_of(spot)}", []).append(number)
    return {each: tuple(dict.fromkeys(numbers)) for each, numbers in found.items() if each != own}


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
        if row.fingerprint in taken and row.path not in INDEX_FILES
    )
    return dict(found.most_common())
