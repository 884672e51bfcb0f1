"""For each finding and error, the smallest mistake that causes it, made in the small pack."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import msgspec

from tests.hard_words import OVER
from tests.messages.day_mistakes import DAY_MISTAKES
from tests.messages.deadline_mistakes import DEADLINE_MISTAKES
from tests.messages.desk_mistakes import DESK_MISTAKES
from tests.messages.file_mistakes import FILE_MISTAKES
from tests.messages.gate_mistakes import GATE_MISTAKES
from tests.messages.mistake import Call, Edit, Mistake
from tests.messages.paper_mistakes import PAPER_MISTAKES
from tests.messages.past_mistakes import PAST_MISTAKES
from tests.messages.serving_mistakes import SERVING_MISTAKES
from tests.messages.shelf_mistakes import SHELF_MISTAKES
from tests.messages.story_mistakes import STORY_MISTAKES
from tests.messages.way_mistakes import WAY_MISTAKES
from tests.messages.withhold_mistakes import WITHHOLD_MISTAKES
from tests.small_pack import PACK, SHARED
from waymark.editions.papers import set_papers
from waymark.manual.checking import check_pack
from waymark.manual.pack.folders import write_folder
from waymark.manual.pack.manuscript_form import read_manuscript
from waymark.manual.pack.whole import read_pack
from waymark.manual.pack.yaml_form import text_finding
from waymark.manual.text import Text, parse
from waymark.manual.wholeness import check_manuscript
from waymark.pages.paper import typeset
from waymark.plain_english.reading import check_reading

SH = "shared/"
CHART = "shared/charts/a.yaml"
STEP = "shared/boxes/a/step.md"
CHOOSE = "shared/boxes/a/choose.md"
TIMES = "shared/timescales.yaml"
LINES = "shared/contacts.yaml"
AREA = "partnerships/somerset/draft/"
HEAD = "place\tkind\tevent\tedition\tsee\n"
ZERO = "0" * 64


def frozen(number: str) -> str:
    """The head of a frozen folder."""
    return f"number: {number}\nin_force: 2026-11-22\nfingerprint: {ZERO}\n"


#: A step that has the small pack's one time limit.
_TIMED = Edit(STEP, "sources:", "timescales:\n- in-a-day\nsources:")


def _limit(words: str) -> Edit:
    """A note that sets a local limit."""
    limits = f"limits:\n- timescale: in-a-day\n  {words}\n  reason: We agreed it.\n"
    return Edit(AREA + "notes/a/step.md", "place: a/step\n", f"place: a/step\n{limits}")


def _text(words: str) -> object:
    return [text_finding(fault, "a field", 1) for fault in parse(words)[1]]


def _two_paragraphs(_: Path) -> object:
    manuscript, _found, _origins = read_manuscript(SHARED)
    assert manuscript is not None
    box = manuscript.boxes[0]
    facets = msgspec.structs.replace(box.facets, key_points=(Text("One.\n\nTwo."),))
    boxes = (msgspec.structs.replace(box, facets=facets), *manuscript.boxes[1:])
    return check_manuscript(msgspec.structs.replace(manuscript, boxes=boxes))


def _by_hand(folder: Path) -> object:
    files = PACK | {f"editions/2026-1/{name}": data for name, data in SHARED.items()}
    write_folder(folder, files | {"editions/2026-1/edition.yaml": frozen("2026-1").encode()})
    pack, found = read_pack(folder)
    assert pack is not None, found
    return check_pack(pack)


def _paper(folder: Path, key: str) -> object:
    write_folder(folder, PACK)
    return set_papers(folder, "somerset", [key])


def _stale(folder: Path) -> object:
    _paper(folder, "a-guide")
    guide = folder / AREA / "guidance/a-guide.md"
    guide.write_text(guide.read_text().replace("title: ", "title: New "))
    pack, found = read_pack(folder)
    assert pack is not None, found
    return check_pack(pack)


def _unset(folder: Path) -> object:
    faulty = folder / "faulty.typ"
    faulty.write_text("#nothing-of-that-name")
    with patch.object(typeset, "GUIDANCE", faulty):
        return _paper(folder / "pack", "a-guide")


def _reading(words: str) -> object:
    manuscript, _found, _origins = read_manuscript(SHARED)
    assert manuscript is not None
    box = manuscript.boxes[0]
    facets = msgspec.structs.replace(box.facets, how_to_do_it=Text(words))
    boxes = (msgspec.structs.replace(box, facets=facets), *manuscript.boxes[1:])
    return list(check_reading(msgspec.structs.replace(manuscript, boxes=boxes)))


SMALLEST: dict[str, Mistake] = {
    # plain English
    "reading-age": Call(f"“{OVER}” as how to do it", lambda _: _reading(OVER)),
    **GATE_MISTAKES,
    "sentence-long": Call("a sentence of 26 words", lambda _: _reading("go " * 25 + "on.")),
    # files
    "pack-missing": Edit("consortium.yaml", new=None),
    "file-missing": Edit("shared/manual.yaml", new=None),
    "file-wrong-kind": Edit("shared/notes.txt", new="hello"),
    "file-name": Edit(STEP, "place: a/step", "place: a/other"),
    "file-not-utf8": Edit(STEP, "Anyone", "\udcff"),
    "file-not-nfc": Edit(STEP, "Anyone", "Ame\u0301lie"),
    "file-control": Edit(STEP, "Anyone", "Any\u200bone"),
    "yaml-form": Edit(CHART, "key: a", "key: ["),
    "yaml-twice": Edit(CHART, "number: 1", "number: 1\nnumber: 2"),
    "form": Edit(CHART, "number: 1", "number: one"),
    "front-matter": Edit(STEP, "---\nplace", "place"),
    "heading-unknown": Edit(STEP, "## How to do it", "## How"),
    "heading-twice": Edit(STEP, "## How to do it", "## Key points"),
    "text-before-heading": Edit(STEP, "## Key points", "Hello.\n\n## Key points"),
    "key-points-form": Edit(STEP, "- Do this first.", "Do this first."),
    "people-say-form": Edit(STEP, "", "\n## People say\n\nWho do I tell?\n"),
    "people-say-empty": Edit(STEP, "", "\n## People say\n\n- \n"),
    "people-say-twice": Edit(STEP, "", "\n## People say\n\n- Who do I tell?\n- who do I tell\n"),
    # text
    "text-control": Call("a text of the desk with a zero width space in it", lambda _: _text("a\u200bb")),
    "text-not-closed-markdown": Edit(STEP, "Write it down.", "Write it *down*."),
    "text-link": Edit(STEP, "(a/end)", "(The-End)"),
    "text-empty": Edit(STEP, "Ring again.", ""),
    # flow
    "place-twice": Edit(
        "shared/terms.yaml", "", "- key: referral\n  term: a referral\n  meaning: Telling them.\n"
    ),
    "place-reserved": Edit(
        "shared/charts/search.yaml", new="key: search\nnumber: 2\ntitle: A\nneed: A\nsummary: A\n"
    ),
    "chart-number": Edit("shared/charts/b.yaml", new="key: b\nnumber: 1\ntitle: B\nneed: B\nsummary: B\n"),
    "chart-box-missing": Edit(CHART, "- a/step\n", "- a/step\n- a/gone\n"),
    "box-in-no-chart": Edit(CHART, "- a/step\n", ""),
    "box-in-two-charts": Edit(
        "shared/charts/b.yaml", new="key: b\nnumber: 2\ntitle: B\nneed: B\nsummary: B\nboxes:\n- a/step\n"
    ),
    "arrow-from-elsewhere": Edit(CHART, "- a/step\n", ""),
    "arrow-to-nowhere": Edit(CHART, "- from: a/step\n  to: a/end", "- from: a/step\n  to: a/gone"),
    "arrow-to-itself": Edit(CHART, "- from: a/step\n  to: a/end", "- from: a/step\n  to: a/step"),
    "arrow-twice": Edit(CHART, "", "- from: a/step\n  to: a/end\n"),
    "box-unreached": Edit(CHART, "  to: a/step\n  answer: if yes", "  to: a/end\n  answer: if yes"),
    "box-without-end": Edit(CHART, "- from: a/step\n  to: a/end\n", ""),
    "decision-few-ways": Edit(STEP, "kind: step", "kind: decision"),
    "way-without-answer": Edit(CHART, "\n  answer: if yes", ""),
    "answer-twice": Edit(CHART, "if yes", "if no"),
    "outcome-leads-on": Edit(STEP, "kind: step", "kind: outcome"),
    # facets and sources
    "facet-missing": Edit(STEP, "## Key points\n\n- Do this first.\n\n", ""),
    "source-missing": Edit(STEP, "sources:\n- sources/an-act#s1\n", ""),
    "key-point-form": Call("a key point of the desk with two paragraphs", _two_paragraphs),
    "must-without-law": (
        Edit(STEP, "Do this first.", "You must do this."),
        Edit("shared/sources/an-act.yaml", "kind: statute", "kind: guidance"),
    ),
    "timescale-source-missing": Edit(TIMES, "  source: sources/an-act#s1\n", ""),
    "timescale-unit": Edit(TIMES, "  unit: working days\n", ""),
    # references
    "link-to-nowhere": Edit(STEP, "(a/end)", "(a/gone)"),
    "provision-unknown": Edit(STEP, "sources/an-act#s1", "sources/an-act#s2"),
    "lesson-unknown": Edit(STEP, "who: Anyone", "who: Anyone\nlessons:\n- reviews/a-review#other"),
    "needed-unknown": Edit("shared/roles.yaml", "", "  needed: [a/gone]\n"),
    "needed-many": Edit(
        "shared/roles.yaml", "", "  needed: [a, a/begin, a/choose, a/step, a/end, a/begin]\n"
    ),
    "role-unknown": Edit(STEP, "", "\n## For your role\n\n### pilot\n\nFly.\n"),
    "timescale-unknown": Edit(STEP, "who: Anyone", "who: Anyone\ntimescales:\n- in-a-week"),
    "listed-twice": Edit(STEP, "- sources/an-act#s1\n", "- sources/an-act#s1\n- sources/an-act#s1\n"),
    "successor-unknown": Edit(
        "places.tsv", "", "a/old\tbox\ttaken\t2026-1\t\na/old\tbox\twithdrawn\t2026-2\ta/gone\n"
    ),
    # scenarios
    **STORY_MISTAKES,
    # ways in for families
    **WAY_MISTAKES,
    # contacts
    "contact-unchecked": Edit(LINES, "  checked: 2026-11-22\n", ""),
    "contact-unreachable": Edit(LINES, "  telephone: '999'\n", ""),
    "contact-hours": Edit(AREA + "contacts.yaml", "closes: '17:00'", "closes: '08:00'"),
    "example-number": Edit(AREA + "contacts.yaml", "01632 960001", "01823 000000"),
    "drama-number": Edit(LINES, "'999'", "01632 960003"),
    "nobody-answers": Edit(
        AREA + "contacts.yaml",
        "hours: always",
        "hours:\n  - days:\n    - saturday\n    opens: 00:00\n    closes: '24:00'",
    ),
    # local
    "note-to-nowhere": (
        Edit(AREA + "notes/a/step.md", new=None),
        Edit(AREA + "notes/a/gone.md", new="---\nplace: a/gone\n---\nUse our form.\n"),
    ),
    "guidance-to-nowhere": Edit(AREA + "guidance/a-guide.md", "- a/step", "- a/gone"),
    "local-limit-unknown": _limit("limit: 1\n  unit: hours"),
    "local-limit-longer": (_TIMED, _limit("limit: 2\n  unit: working days")),
    "local-limit-of-law": (
        _TIMED,
        Edit(TIMES, "  limit: 1\n", "  limit: 1\n  longest: true\n"),
        _limit("limit: 1\n  unit: hours"),
    ),
    "local-twice": Edit(AREA + "contacts.yaml", "key: night", "key: front-door"),
    "guidance-file": Edit(AREA + "guidance/a-guide.md", "owner:", "form: file\nowner:"),
    "guidance-file-bytes": Edit(
        AREA + "guidance/a-guide.md",
        "owner:",
        f"file:\n  name: a.pdf\n  fingerprint: {ZERO}\n  size: 1\nowner:",
    ),
    "guidance-file-stale": Call("the words of a page changed after its PDF was made", _stale),
    "paper-guidance": Call("waymark pdf of a guide that is not there", lambda at: _paper(at, "other")),
    "paper-not-set": Call("a PDF with a fault in its template", _unset),
    "partnership-reserved": (Edit(AREA + "partnership.yaml", "key: somerset", "key: search"),),
    "partnership-key": Edit(AREA + "partnership.yaml", "key: somerset", "key: devon"),
    "accent-contrast": Edit(AREA + "partnership.yaml", "#7a2d4b", "#ffcc00"),
    # the register
    "register-heading": Edit("places.tsv", "place\t", "Place\t"),
    "register-line": Edit("places.tsv", "", "a/step\tbox\ttaken\n"),
    "register-order": Edit("places.tsv", "", "a/step\tbox\twithdrawn\t2026-1\t\n"),
    "place-lost": Edit("places.tsv", "", "a/gone\tbox\ttaken\t2026-1\t\n"),
    "place-kind": Edit("places.tsv", "", "a/step\tprocedure\ttaken\t2026-1\t\n"),
    "place-reused": Edit(
        "places.tsv", "", "a/step\tbox\ttaken\t2026-1\t\na/step\tbox\twithdrawn\t2026-2\t\n"
    ),
    "place-unregistered": Call("an edition frozen by hand, its places not in places.tsv", _by_hand),
    # frozen folders
    "folder-number": Edit("editions/2026-1/edition.yaml", new=frozen("2026-2")),
    "comments-late": Edit("consortium.yaml", new="next_edition: 2027-03-31\ncomments_close: 2027-04-01\n"),
    "supplement-numbers": Edit("partnerships/somerset/supplements/2/supplement.yaml", new=frozen("2")),
    "fingerprint-wrong": Call("an edition whose words were changed after it was frozen", _by_hand),
    # the shelf, serving and the disk
    **SHELF_MISTAKES,
    **PAST_MISTAKES,
    **SERVING_MISTAKES,
    **DAY_MISTAKES,
    **PAPER_MISTAKES,
    **DEADLINE_MISTAKES,
    **WITHHOLD_MISTAKES,
    # the desk: files put in, and what comes from Word or the web
    **FILE_MISTAKES,
    **DESK_MISTAKES,
}
