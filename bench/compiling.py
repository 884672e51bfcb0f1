"""How fast compiling is: many gateways at once, the twelve, one local change, one changed box.

    python bench/compiling.py [--pack southwest] [--small] [--changes 40]

Prints figures and judges nothing. `--small` leaves out the runs of 10,000 and 60,000 pages.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec

from waymark.editions.compiling import Compiler, compile_pack
from waymark.editions.freezing import freeze_edition, freeze_supplement
from waymark.editions.gather import NewEdition, NewSupplement
from waymark.editions.report import Report
from waymark.editions.shelf import Settings, Shelf
from waymark.manual.boxes import Box, Facets, ForFamilies, Kind, WhatIf
from waymark.manual.charts import Arrow, FlowChart
from waymark.manual.contacts import Contact, ContactKind
from waymark.manual.data import Force
from waymark.manual.local import LocalManuscript, Partnership
from waymark.manual.manuscript import Manuscript
from waymark.manual.pack.whole import read_pack
from waymark.manual.sources import Provision, Source, SourceKind
from waymark.manual.text import Text

DAY = date(2026, 9, 1)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PARTNERSHIPS = 150
BOXES_OF_A_CHART = 24
WORDS = "child family talk listen ask worker when next step safe plan visit school home help write".split()  # noqa: SIM905

#: Pages of a gateway that are not boxes or charts: home, contacts, edition, sources and the like.
OTHER_PAGES = 16


def made_up(pages: int) -> Manuscript:
    """A whole manuscript from which a gateway of about so many pages is set."""
    draw = random.Random(1)

    def sentences(count: int) -> str:
        return " ".join(" ".join(draw.choices(WORDS, k=14)).capitalize() + "." for _ in range(count))

    boxes: list[Box] = []
    charts: list[FlowChart] = []
    count = (pages - OTHER_PAGES) * BOXES_OF_A_CHART // (BOXES_OF_A_CHART + 1)
    while len(boxes) < count:
        key = f"chart-{len(charts) + 1}"
        places = [f"{key}/box-{n}" for n in range(1, min(BOXES_OF_A_CHART, max(2, count - len(boxes))) + 1)]
        for n, place in enumerate(places):
            kind = Kind.START if n == 0 else Kind.OUTCOME if place == places[-1] else Kind.STEP
            facets = Facets(
                key_points=tuple(Text(sentences(1)) for _ in range(5)),
                how_to_do_it=Text("\n\n".join(sentences(4) for _ in range(4))),
                what_if=tuple(WhatIf(question=f"What if {q}", answer=Text(sentences(2))) for q in "abc"),
                for_families=ForFamilies(parents=Text(sentences(3)), child=Text(sentences(2))),
            )
            boxes.append(
                Box(place=place, title=sentences(1)[:50].strip(), kind=kind, facets=facets,
                    sources=("sources/an-act#s1",))
            )  # fmt: skip
        arrows = tuple(Arrow(start=a, end=b) for a, b in pairwise(places))
        charts.append(
            FlowChart(key=key, number=len(charts) + 1, title=f"Stage {len(charts) + 1}", need="I need help",
                      summary="What to do.", boxes=tuple(places), arrows=arrows)
        )  # fmt: skip
    provision = Provision(key="s1", where="section 1", force=Force.MUST, requires="Do right.")
    source = Source(
        place="sources/an-act", title="An Act", kind=SourceKind.STATUTE, year=1989, provisions=(provision,)
    )
    return Manuscript(
        title="A manual", about=Text("About it."), notice=Text("An example."), charts=tuple(charts),
        boxes=tuple(boxes), sources=(source,),
    )  # fmt: skip


def made_up_local(n: int) -> LocalManuscript:
    partnership = Partnership(
        key=f"partnership-{n}", name=f"Partnership {n}", area=f"Area {n}", in_area=f"In area {n}",
        council=f"Council {n}", front_door="Front door", accent="#7a2d4b",
    )  # fmt: skip
    team = Contact(
        key="night", name="Night team", purpose="To tell us about a worry", kind=ContactKind.OUT_OF_HOURS,
        telephone=f"01632 96{n:04}", hours="always", hours_in_words="Any time", example=True,
    )  # fmt: skip
    return LocalManuscript(partnership=partnership, contacts=(team,))


def many(pages: int, folder: str) -> Report:
    """All the gateways of many partnerships on an empty shelf."""
    supplements = tuple(NewSupplement(1, DAY, made_up_local(n)) for n in range(PARTNERSHIPS))
    edition = NewEdition("2026-1", DAY, made_up(pages))
    compiler = Compiler(Shelf(Path(folder)))
    return compiler.compile_manuscripts((edition,), supplements, NOW, settings=Settings("Bench"))


def apart(task: Callable[..., Report], *words: object) -> Report:
    """Run in a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(task, words)


def scale(below: Path) -> None:
    rates = []
    for pages in (67, 400):
        report = apart(many, pages, str(below / f"many-{pages}"))
        rates.append(report.pages / report.seconds)
        print(
            f"{PARTNERSHIPS} gateways, {report.pages:6,} pages: {report.seconds:6.2f} s, {rates[-1]:5,.0f} "
            f"pages a second, {report.bytes / 1e6:,.0f} MB plain, {report.compressed_bytes / 1e6:,.0f} MB "
            f"gzip and brotli, at most {report.peak_memory_mb} MB of memory"
        )
    print(f"linearity: the larger run sets {rates[1] / rates[0]:.2f} times the pages a second of the smaller")


def frozen(pack: Path, folder: Path) -> Path:
    """A copy of a pack's drafts, frozen as edition 2026-1 with a first supplement each."""
    shutil.copytree(pack, folder, ignore=shutil.ignore_patterns("editions", "supplements", "places.tsv"))
    freeze_edition(folder, DAY)
    for draft in sorted((folder / "partnerships").iterdir()):
        freeze_supplement(folder, draft.name, DAY)
    return folder


def command(pack: Path, shelf: Path) -> tuple[float, dict[str, float]]:
    """One compile from the command line: wall time, with the start of Python, and its own report."""
    started = time.perf_counter()
    said = subprocess.run(
        [sys.executable, "-m", "waymark.commands.main", "compile", pack, "--shelf", shelf, "--json"],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started, msgspec.json.decode(said.stdout)


def reword(folder: Path) -> None:
    """Change the first key point of one box of the draft."""
    file = sorted((folder / "shared" / "boxes" / "referral").glob("talk-it-over.md"))[0]
    before, after = file.read_text().split("## Key points\n\n- ", 1)
    file.write_text(f"{before}## Key points\n\n- Really: {after}")


def twelve(pack: Path, changes: int, below: Path) -> None:
    folder, shelf = frozen(pack, below / "pack"), below / "shelf"
    tell("cold", *command(folder, shelf))
    tell("nothing changed", *command(folder, shelf))
    contacts = folder / "partnerships" / "somerset" / "draft" / "contacts.yaml"
    contacts.write_text(contacts.read_text().replace("name: ", "name: The ", 1))
    freeze_supplement(folder, "somerset", date(2026, 10, 1))
    tell("one local change", *command(folder, shelf))
    reword(folder)
    freeze_edition(folder, date(2026, 10, 2))
    tell("one box changed", *command(folder, shelf))
    running(folder, below / "running", changes)
    same_bytes(folder, below)


def tell(what: str, seconds: float, report: dict[str, float]) -> None:
    print(
        f"twelve gateways, {what}: {seconds:.2f} s from the command line ({report['seconds']:.2f} s of "
        f"work), {report['pages']:,} pages, {report['rendered']:,} rendered, {report['peak_memory_mb']} MB"
    )


def running(folder: Path, shelf: Path, changes: int) -> None:
    """One box changed again and again by a process that stays."""
    compiler = Compiler(Shelf(shelf))
    compiler.compile_pack(folder, NOW)
    pack, _ = read_pack(folder)
    manuscript = pack.editions[-1].read()[0] if pack else None
    assert pack is not None
    assert manuscript is not None
    last = len(pack.editions)
    times = []
    for n in range(1, changes + 1):
        box = next(box for box in manuscript.boxes if box.place == "referral/talk-it-over")
        facets = msgspec.structs.replace(box.facets, how_to_do_it=Text(f"Ask for the {n}th time."))
        changed = msgspec.structs.replace(box, facets=facets)
        boxes = tuple(changed if each is box else each for each in manuscript.boxes)
        manuscript = msgspec.structs.replace(manuscript, boxes=boxes)
        new = NewEdition(f"2026-{last + n}", date(2026, 10, 2), manuscript)
        started = time.perf_counter()
        compiler.compile_manuscripts((new,), (), NOW + timedelta(seconds=n))
        times.append(time.perf_counter() - started)
    times.sort()
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(
        f"twelve gateways, one box changed {changes} times by a running process: "
        f"median {statistics.median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms"
    )


def same_bytes(folder: Path, below: Path) -> None:
    """By one process or by several, in one go or edition by edition: the same files to the byte."""
    compile_pack(folder, Shelf(below / "one"), NOW, workers=1)
    compile_pack(folder, Shelf(below / "two"), NOW, workers=2)
    one, two = everything(below / "one"), everything(below / "two")
    print(
        f"one worker and two: {len(one):,} files, {'the same' if one == two else 'NOT THE SAME'} to the byte"
    )
    steps = everything(below / "shelf")
    objects = {name for name in steps if name.startswith("objects/")}
    loose = [name for name in objects if one.get(name) != steps[name]]
    print(f"edition by edition and in one go: {len(objects):,} objects, {len(loose)} differ")


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "lock"
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--pack", type=Path, default=Path("southwest"))
    asked.add_argument("--small", action="store_true")
    asked.add_argument("--changes", type=int, default=40)
    given = asked.parse_args()
    # Nothing is deleted before the end: ext4 is slow to make files for half a minute after many have gone.
    with tempfile.TemporaryDirectory() as folder:
        twelve(given.pack, given.changes, Path(folder))
        if not given.small:
            scale(Path(folder))


if __name__ == "__main__":
    main()
