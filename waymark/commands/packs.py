"""Commands that work on a pack: check, freeze and compile."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from waymark.commands.clock import now, today
from waymark.commands.teller import FINE, WRONG_USE, Teller, counted

PACK = "southwest"
SHELF = ".waymark/shelf"


def add(commands: Any) -> None:
    """Add these commands to the command line."""
    check = command(commands, "check", check_pack, "list the findings of a pack")
    check.add_argument("pack", nargs="?", default=PACK, type=Path, metavar="PACK")
    check.add_argument("--tidy", action="store_true", help="first write the drafts in their canonical form")
    check.add_argument(
        "--plain", action="store_true", help="also how it reads, as a heat map, and the hardest sentences"
    )
    freeze = command(commands, "freeze", freeze_draft, "make a draft an edition or a supplement")
    freeze.add_argument("pack", type=Path, metavar="PACK")
    freeze.add_argument("kind", choices=("edition", "supplement"), metavar="edition|supplement")
    freeze.add_argument("partnership", nargs="?", metavar="PARTNERSHIP", help="whose supplement")
    freeze.add_argument("--number", help="the edition's number; the next, if not given")
    freeze.add_argument("--in-force", type=_day, metavar="DATE", help="the day it holds from; today")
    freeze.add_argument(
        "--reason", type=_pair, action="append", default=[], metavar="PLACE=WORDS", help="why a place changed"
    )
    freeze.add_argument(
        "--trifling", action="append", default=[], metavar="PLACE", help="a place whose change is a trifle"
    )
    freeze.add_argument(
        "--withdraw",
        type=_pair,
        action="append",
        default=[],
        metavar="PLACE=SEE",
        help="a place that has gone, and what to see instead, with commas between",
    )
    paper = command(commands, "pdf", set_papers, "set pages of local guidance as PDF files")
    paper.add_argument("pack", type=Path, metavar="PACK")
    paper.add_argument("partnership", metavar="PARTNERSHIP", help="whose guidance")
    paper.add_argument("keys", nargs="+", metavar="KEY", help="the guidance to set, by its key")
    compiling = command(commands, "compile", compile_onto, "compile a pack and bring it into force")
    compiling.add_argument("pack", nargs="?", default=PACK, type=Path, metavar="PACK")
    compile_options(compiling)
    compiling.add_argument(
        "--papers", action="store_true", help="then make the manual and its charts as PDF files too"
    )


def command(commands: Any, name: str, run: Any, about: str) -> argparse.ArgumentParser:
    """A command that takes `--json`."""
    made: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about.capitalize())
    made.add_argument("--json", action="store_true", help="one JSON object on standard output")
    made.set_defaults(run=run)
    return made


def shelf_option(made: argparse.ArgumentParser) -> None:
    """Where the shelf is."""
    made.add_argument("--shelf", default=SHELF, type=Path, metavar="DIR", help=f"the shelf; {SHELF}")


def compile_options(made: argparse.ArgumentParser) -> None:
    """How to compile."""
    shelf_option(made)
    made.add_argument("--live", action="store_true", help="refuse any example contact")
    made.add_argument("--again", action="store_true", help="print what is in force with today's pages")
    made.add_argument(
        "--workers", type=whole_number, metavar="N", help="processes; as many as there are cores"
    )


def check_pack(asked: argparse.Namespace, teller: Teller) -> int:
    """Findings of the drafts and of everything frozen, and the coverage of the shared draft."""
    from waymark.commands.heat import heat_told
    from waymark.commands.reports import coverage_told, waivers_told
    from waymark.editions.gather import without_supplement
    from waymark.manual.checking import check_pack as findings_of
    from waymark.manual.coverage import coverage
    from waymark.manual.pack.whole import read_pack
    from waymark.plain_english.gate import check_gate, let_through
    from waymark.plain_english.heat import heat_map
    from waymark.plain_english.reading import check_reading, read

    more: dict[str, Any] = {}
    sentences: list[str] = []
    if asked.tidy:
        from waymark.editions.tidying import tidy

        more["tidied"] = tidy(asked.pack)
        if not asked.json:
            teller.result(None, f"{counted(len(more['tidied']), 'file')} written in canonical form.")
    pack, found = read_pack(asked.pack)
    if pack is not None:
        found = [*found, *findings_of(pack), *without_supplement(pack)]
        draft, _, origins = pack.read_draft()
        if draft is not None:
            day = today()
            read_as = (*check_reading(draft), *check_gate(draft, day))
            found += [*(origins.located(each) for each in read_as), *_local_reading(pack, draft)]
            more["coverage"] = coverage(draft)
            sentences += coverage_told(more["coverage"])
            more["waived"] = tuple(let_through(draft, day))
            if more["waived"]:
                sentences += ["\nLet through by waivers", *waivers_told(more["waived"])]
            if asked.plain:
                more["reading"] = read(draft)
                more["heat_map"] = heat_map(draft, day)
                sentences += heat_told(more["heat_map"], more["reading"], coloured=teller.coloured)
    status = teller.findings(found, **more)
    if not asked.json:
        teller.result(None, *sentences)
    return status


def _local_reading(pack: Any, draft: Any) -> Iterator[Any]:
    """Findings of how what is local reads, against what each partnership froze last."""
    from waymark.plain_english.gate import check_local_gate

    for key in pack.partnerships:
        local, _, origins = pack.read_local_draft(key)
        frozen = [each for each in pack.supplements if each.partnership == key]
        if local is not None:
            before = frozen[-1].read()[0] if frozen else None
            yield from (origins.located(each) for each in check_local_gate(local, before, draft))


def set_papers(asked: argparse.Namespace, teller: Teller) -> int:
    """Set pages of a partnership's draft guidance as PDF files."""
    from waymark.editions.papers import set_papers as made

    papers = made(asked.pack, asked.partnership, asked.keys)
    teller.result({"files": papers}, *(f"Set {each.name}, {each.size:,} bytes." for each in papers))
    return FINE


def freeze_draft(asked: argparse.Namespace, teller: Teller) -> int:
    """Freeze the shared draft, or that of one partnership."""
    from waymark.editions.freezing import freeze_edition, freeze_supplement
    from waymark.pages.prose.say import short_day

    in_force = asked.in_force or today()
    reasons = dict(asked.reason)
    if asked.kind == "edition":
        if asked.partnership:
            return _misused(teller, "An edition belongs to all partnerships: name none")
        withdraw = {place: tuple(see.replace(",", " ").split()) for place, see in asked.withdraw}
        made = freeze_edition(asked.pack, in_force, asked.number, reasons, withdraw, asked.trifling)
        what = f"edition {made.number}"
    else:
        if not asked.partnership or asked.number or asked.withdraw:
            return _misused(
                teller, "A supplement is frozen by partnership alone: waymark freeze PACK supplement KEY"
            )
        made = freeze_supplement(asked.pack, asked.partnership, in_force, reasons, asked.trifling)
        what = f"supplement {made.number} of {asked.partnership}"
    if made.frozen:
        sentence = f"Froze {what}, in force from {short_day(made.in_force)}."
        places = f"{counted(len(made.new_places), 'new place')}, {len(made.withdrawn)} withdrawn."
        teller.result(made, sentence, places, f"Fingerprint {made.fingerprint}")
    else:
        teller.result(made, f"The draft is what {what} froze, so there is nothing to do.")
    return FINE


def _misused(teller: Teller, sentence: str) -> int:
    teller.trouble(f"{sentence}.")
    return WRONG_USE


def compile_onto(asked: argparse.Namespace, teller: Teller) -> int:
    """Compile a pack onto a shelf."""
    from waymark.editions.compiling import compile_pack
    from waymark.editions.shelf import Shelf

    report = compile_pack(
        asked.pack,
        Shelf(asked.shelf),
        now(),
        live=asked.live,
        again=asked.again,
        workers=asked.workers,
        progress=teller.progress,
    )
    if asked.papers:
        from waymark.commands.papers import every_gateway
        from waymark.commands.papers import told as told_of_papers

        papers = every_gateway(asked.shelf, teller)
        more = msgspec.structs.asdict(report) | {"papers": papers}
        teller.result(more, *told(report), *(told_of_papers(each)[0] for each in papers))
    else:
        teller.result(report, *told(report))
    return FINE


def told(report: Any) -> list[str]:
    """What a compile came to, in sentences."""
    from waymark.commands.reports import waivers_told

    new = f"{counted(report.editions, 'new edition')}, {counted(report.supplements, 'new supplement')}."
    pages = (
        f"{counted(report.pages, 'page')}, {report.bytes / 1e6:,.1f} MB: {report.rendered:,} rendered, "
        f"{report.reused:,} as they were, in {report.seconds:.2f} seconds and {report.peak_memory_mb} MB."
    )
    lines = [
        f"In force from {change.start:%Y-%m-%d %H:%M} UTC: {counted(len(change.gateways), 'gateway')}."
        for change in report.in_force
    ]
    lines += waivers_told(report.waived)
    if report.findings:
        lines.append(f"{counted(report.findings, 'warning')}: waymark check lists them.")
    return [new, pages, *(lines or ["Nothing new comes into force."])]


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{words}” is not a date such as 2026-11-22") from error


def _pair(words: str) -> tuple[str, str]:
    place, equals, rest = words.partition("=")
    if not equals or not place or not rest.strip():
        raise argparse.ArgumentTypeError(f"“{words}” is not a place, an equals sign and words")
    return place.strip(), rest.strip()


def whole_number(words: str) -> int:
    """A number of processes."""
    if not words.isdecimal() or not 0 < int(words) < 1000:
        raise argparse.ArgumentTypeError(f"“{words}” is not a number from 1")
    return int(words)
