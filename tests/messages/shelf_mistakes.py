"""The smallest mistakes in freezing, compiling, verifying and carrying, made with the small pack."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from tests.messages.mistake import Call, Mistake
from tests.messages.whole import (
    DAY,
    LATER,
    NOW,
    PARTNERSHIP,
    a_page,
    compiled,
    overwrite,
    pack_in,
    page_file,
    relist,
    relist_page,
    sheet_file,
    shown,
    verified,
    whole,
    with_words,
)
from tests.packs import SmallPress, edit, freeze_edition, freeze_supplement, reword
from tests.small_pack import SHARED
from waymark.editions.carrying import carry, carry_file
from waymark.editions.compiling import compile_pack
from waymark.editions.forks import spread
from waymark.editions.gather import gather
from waymark.editions.papers import set_papers
from waymark.editions.shelf import Settings, Shelf
from waymark.editions.shelved import PrintingName
from waymark.editions.shelved import encode as encode_head
from waymark.editions.standing import Standing
from waymark.editions.verifying import verify
from waymark.manual.json_form import decode, encode
from waymark.manual.local import Form
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.pack.whole import Pack, read_pack

BEFORE = date(2026, 11, 1)


# --- canonical JSON


def _with_a_space(_: Path) -> object:
    manuscript, _found, _origins = read_manuscript(SHARED)
    assert manuscript is not None
    return decode(encode(manuscript) + b" ", Manuscript)


# --- freezing


def _freeze_a_second(folder: Path, day: date = LATER, number: str | None = None) -> object:
    pack, _ = whole(folder)
    reword(pack)
    return freeze_edition(pack, day, number)


# --- compiling


def _other_day(folder: Path, head: str) -> object:
    pack, shelf = whole(folder)
    edit(pack, head, "2026-11-22", "2026-11-23")
    return compiled(pack, shelf)


def _edition_before_the_last(folder: Path) -> object:
    pack, shelf = whole(folder)
    reword(pack)
    freeze_edition(pack, LATER)
    edit(pack, "editions/2026-2/edition.yaml", str(LATER), str(BEFORE))
    return compiled(pack, shelf)


def _supplement_before_the_last(folder: Path) -> object:
    pack, shelf = whole(folder)
    edit(pack, "partnerships/somerset/draft/contacts.yaml", "01632 960001", "01632 960009")
    freeze_supplement(pack, PARTNERSHIP, LATER)
    edit(pack, "partnerships/somerset/supplements/2/supplement.yaml", str(LATER), str(BEFORE))
    return compiled(pack, shelf)


def _live(folder: Path) -> object:
    pack, _ = whole(folder)
    return compiled(pack, Shelf(folder / "other"), live=True)


class _Twice(SmallPress):
    """A press that sets one page two times."""

    def gateway(self, local: Any) -> Any:
        pages, assets = super().gateway(local)
        return [*pages, pages[0]], assets


def _set_twice(folder: Path) -> object:
    pack, _ = whole(folder)
    return compiled(pack, Shelf(folder / "other"), press=_Twice)


def _not_frozen(folder: Path) -> object:
    pack = pack_in(folder)
    freeze_edition(pack, DAY)
    return list(gather(pack, Standing(Shelf(folder / "shelf"))).findings)


def _while_another_writes(folder: Path) -> object:
    pack, shelf = whole(folder)
    with shelf.locked():
        return compiled(pack, Shelf(shelf.folder))


def _another_manuscript(folder: Path) -> object:
    pack, _ = whole(folder)
    shelf = Shelf(folder / "other")
    file = shelf.edition_folder("2026-1") / "manuscript.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"other words")
    return compiled(pack, shelf)


def _kill_the_worker(_: int) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


# --- verifying


def _back_to_the_first(folder: Path) -> object:
    pack, shelf = whole(folder)
    first = shown(shelf)
    reword(pack)
    freeze_edition(pack, DAY)
    compile_pack(pack, shelf, NOW, workers=1)
    shelf.bring_into_force(NOW + timedelta(hours=1), (first,))
    return verify(shelf)


def _older_at_the_same_instant(shelf: Shelf) -> None:
    name = shown(shelf)
    for printing in (2, 1):
        again = PrintingName(name.gateway, name.edition, name.supplement, printing)
        shelf.bring_into_force(NOW, (again,))


def _one_left_out(shelf: Shelf) -> None:
    head = shelf.edition("2026-1")
    for number in ("2026-2", "2026-3"):
        folder = shelf.edition_folder(number)
        folder.mkdir()
        (folder / "edition.json").write_bytes(encode_head(msgspec.structs.replace(head, number=number)))
    name = shown(shelf)
    shelf.bring_into_force(NOW, (PrintingName(name.gateway, "2026-3", name.supplement, 1),))


def _retell(shelf: Shelf, **other: Any) -> None:
    file = shelf.edition_folder("2026-1") / "edition.json"
    overwrite(file, encode_head(msgspec.structs.replace(shelf.edition("2026-1"), **other)))


def _without_its_paper(folder: Path) -> object:
    pack, shelf = whole(folder)
    local, _, _ = _pack(pack).read_local_draft(PARTNERSHIP)
    assert local is not None
    set_papers(pack, PARTNERSHIP, [each.key for each in local.guidance if each.form is Form.PAGE][:1])
    freeze_supplement(pack, PARTNERSHIP, DAY)
    compile_pack(pack, shelf, NOW, workers=1)
    for file in shelf.folder.glob("objects/*/*.pdf"):
        file.unlink()
    return verify(shelf)


def _pack(folder: Path) -> Pack:
    pack, _ = read_pack(folder)
    assert pack is not None
    return pack


def _stopped(shelf: Shelf) -> None:
    with suppress(KeyboardInterrupt), shelf.writing():
        raise KeyboardInterrupt


# --- carrying


def _carry_devon(folder: Path) -> object:
    _, shelf = whole(folder)
    return carry(shelf, "devon", folder / "stick", NOW)


def _carry_onto(folder: Path) -> object:
    pack, shelf = whole(folder)
    return carry(shelf, PARTNERSHIP, pack, NOW)


def _carry_over(folder: Path) -> object:
    pack, shelf = whole(folder)
    return carry_file(shelf, PARTNERSHIP, pack / "consortium.yaml", NOW)


def _carry_no_chart(folder: Path) -> object:
    _, shelf = whole(folder)
    return carry(shelf, PARTNERSHIP, folder / "stick", NOW, "nowhere")


SHELF_MISTAKES: dict[str, Mistake] = {
    # canonical JSON
    "json-form": Call("a manuscript read from `{}`", lambda _: decode(b"{}", Manuscript)),
    "json-not-canonical": Call("a manuscript read from canonical JSON with a space after it", _with_a_space),
    # freezing
    "freeze-number": Call(
        "a changed draft frozen as 2026-1, when that number is taken",
        lambda folder: _freeze_a_second(folder, number="2026-1"),
    ),
    "freeze-number-form": Call(
        "freezing edition “banana”", lambda folder: _freeze_a_second(folder, number="banana")
    ),
    "freeze-day": Call(
        "a second edition frozen for a day before that of the first",
        lambda folder: _freeze_a_second(folder, day=BEFORE),
    ),
    "freeze-partnership": Call(
        "a supplement frozen for a partnership that the pack has not",
        lambda folder: freeze_supplement(pack_in(folder), "devon", DAY),
    ),
    "freeze-no-edition": Call(
        "a supplement frozen before any edition",
        lambda folder: freeze_supplement(pack_in(folder), PARTNERSHIP, DAY),
    ),
    "reason-place": Call(
        "an edition frozen with a reason for `a/gone`, which it has not",
        lambda folder: freeze_edition(pack_in(folder), DAY, reasons={"a/gone": "Plainer."}),
    ),
    "withdraw-place": Call(
        "an edition frozen that withdraws `a/gone`, which none ever had",
        lambda folder: freeze_edition(pack_in(folder), DAY, withdraw={"a/gone": ()}),
    ),
    # compiling
    "edition-altered": Call(
        "a compile after the day in `edition.yaml` of a shelved edition was changed",
        lambda folder: _other_day(folder, "editions/2026-1/edition.yaml"),
    ),
    "supplement-altered": Call(
        "a compile after the day in `supplement.yaml` of a shelved supplement was changed",
        lambda folder: _other_day(folder, "partnerships/somerset/supplements/1/supplement.yaml"),
    ),
    "edition-order": Call(
        "a compile of a second edition whose day was changed to one before that of the first",
        _edition_before_the_last,
    ),
    "supplement-order": Call(
        "a compile of a second supplement whose day was changed to one before that of the first",
        _supplement_before_the_last,
    ),
    "partnership-without-supplement": Call("a compile with one edition and no supplement", _not_frozen),
    "example-contact": Call("a compile for live use of the small pack, whose contacts are examples", _live),
    "page-twice": Call("a compile with a press that sets one page two times", _set_twice),
    "shelf-busy": Call("a compile while another holds the lock of the shelf", _while_another_writes),
    "shelf-other": Call(
        "a compile onto a shelf where another `manuscript.json` stands in the edition's place",
        _another_manuscript,
    ),
    "worker-lost": Call(
        "two workers started that kill themselves",
        lambda _: list(spread(_kill_the_worker, 2, 2)),
    ),
    # verifying
    "shelf-missing": Call("an empty folder verified", lambda folder: verify(Shelf(folder))),
    "shelf-broken": Call(
        "a shelf verified whose `in-force.jsonl` says `{}`",
        verified(lambda shelf: overwrite(shelf.in_force_file, b"{}\n")),
    ),
    "shelf-unfinished": Call("a shelf verified after its writer was interrupted", verified(_stopped)),
    "in-force-unknown": Call(
        "a shelf verified without the file of a printing that is in force",
        verified(lambda shelf: shelf.printing_file(shown(shelf)).unlink()),
    ),
    "in-force-twice": Call(
        "a shelf verified whose in-force list names one gateway two times in a line",
        verified(lambda shelf: shelf.bring_into_force(NOW, (shown(shelf),) * 2)),
    ),
    "in-force-back": Call(
        "a shelf verified whose in-force list names edition 2026-1 again after 2026-2",
        _back_to_the_first,
    ),
    "in-force-torn": Call(
        "a shelf verified with half a line at the end of `in-force.jsonl`",
        verified(lambda shelf: overwrite(shelf.in_force_file, shelf.in_force_file.read_bytes() + b'{"from')),
    ),
    "in-force-early": Call(
        "a shelf verified whose in-force list shows an edition a month before its day",
        verified(lambda shelf: shelf.bring_into_force(NOW - timedelta(days=30), (shown(shelf),))),
    ),
    "in-force-gap": Call(
        "a shelf verified whose in-force list shows a gateway before the front",
        verified(lambda shelf: shelf.bring_into_force(NOW - timedelta(days=30), (shown(shelf),))),
    ),
    "in-force-overlap": Call(
        "a shelf verified whose in-force list has two lines for an instant, the second with older words",
        verified(_older_at_the_same_instant),
    ),
    "in-force-skipped": Call(
        "a shelf verified whose in-force list goes from edition 2026-1 to 2026-3",
        verified(_one_left_out),
    ),
    "head-other": Call(
        "a shelf verified whose `edition.json` says that no place has words",
        verified(lambda shelf: _retell(shelf, places={})),
    ),
    "paper-missing": Call(
        "a shelf verified without the file that its local guidance names",
        _without_its_paper,
    ),
    "printing-differs": Call(
        "a shelf verified with a page that was kept and listed with other words than its manuscript has",
        with_words(b"<p>More.</p>"),
    ),
    "printing-other-pages": Call(
        "a shelf verified with a printing that was set with other pages",
        verified(lambda shelf: relist(shelf, components="0" * 64)),
    ),
    "printing-other-words": Call(
        "a shelf verified after the consortium, which its front names, took another name",
        verified(lambda shelf: shelf.put_settings(Settings("Another name"))),
    ),
    "text-altered": Call(
        "a shelf verified whose `manuscript.json` has other words",
        verified(lambda shelf: overwrite(shelf.edition_folder("2026-1") / "manuscript.json", b"other words")),
    ),
    "printing-text": Call(
        "a shelf verified with a printing that names another fingerprint for its edition",
        verified(lambda shelf: relist(shelf, edition_fingerprint="0" * 64)),
    ),
    "page-missing": Call(
        "a shelf verified without the object of a page", verified(lambda shelf: page_file(shelf).unlink())
    ),
    "page-size": Call(
        "a shelf verified with a printing that lists a page one byte longer than it is",
        verified(lambda shelf: relist_page(shelf, size=a_page(shelf).size + 1)),
    ),
    "object-damaged": Call(
        "a shelf verified with other bytes in the object of a page",
        verified(lambda shelf: overwrite(page_file(shelf), b"other words")),
    ),
    "object-squeezed": Call(
        "a shelf verified with other bytes in the `.br` of a page",
        verified(lambda shelf: overwrite(sheet_file(shelf, "br"), b"other words")),
    ),
    "object-loose": Call(
        "a shelf verified with an object that no printing lists",
        verified(lambda shelf: shelf.put_object(b"a loose page", ".html", {})),
    ),
    "html-fault": Call(
        "a shelf verified with `<p><b>not closed</p>` in a page", with_words(b"<p><b>not closed</p>")
    ),
    "html-id-twice": Call(
        "a shelf verified with an id two times in a page",
        with_words(b'<p id="one">One.</p><p id="one">One.</p>'),
    ),
    "link-broken": Call(
        "a shelf verified with a link to `nowhere.html` in a page",
        with_words(b'<a href="nowhere.html">nowhere</a>'),
    ),
    "link-to-no-id": Call(
        "a shelf verified with a link to `end.html#nowhere` in a page",
        with_words(b'<a href="end.html#nowhere">nowhere</a>'),
    ),
    "link-absolute": Call(
        "a shelf verified with a link to `/somerset/index.html` in a page",
        with_words(b'<a href="/somerset/index.html">home</a>'),
    ),
    # carrying
    "carry-unknown": Call("a gateway carried that the shelf has not", _carry_devon),
    "carry-file": Call("a gateway carried into a file that is there", _carry_over),
    "carry-no-chart": Call("a chart carried that the edition has not", _carry_no_chart),
    "carry-folder": Call("a gateway carried into a folder that holds something", _carry_onto),
}
