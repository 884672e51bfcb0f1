"""Setting one piece of local guidance as a PDF, tagged for screen readers (PDF/UA-1).

The same words give the same bytes: no clock, no machine name.
"""

from __future__ import annotations

import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from waymark.manual.findings import Severity, messages, refuse
from waymark.manual.local import LocalGuidance, Partnership
from waymark.manual.runs import Bold, Line, Link, Paragraph
from waymark.manual.text import Text
from waymark.pages.dress.parts import FONTS, folder
from waymark.pages.prose.say import day_or_month

TEMPLATE = Path(__file__).with_name("paper.typ")

messages(
    Severity.REFUSE,
    {
        "paper-not-set": (
            "“{title}” could not be set as a PDF: {problem}.",
            "This is a mistake of ours: tell those who keep Waymark.",
        ),
    },
)


def typeset(guidance: LocalGuidance, partnership: Partnership, notice: Text | None, address: str) -> bytes:
    """The guidance as a PDF. `notice`: what stands above it until the partnership adopts the manual;
    `address`: the absolute address of the gateways. Raises Refused where it cannot be set."""
    import typst

    root = f"{address.rstrip('/')}/{partnership.key}"
    told = {
        "title": guidance.title,
        "flag": f"{partnership.in_area}: local guidance",
        "gateway": partnership.name,
        "accent": partnership.accent,
        "address": f"{root}/local/{guidance.key}",
        "rows": [{"name": name, "value": value} for name, value in _rows(guidance)],
        "notice": [_runs(line, root) for line in notice.lines] if notice else [],
        "blocks": [_block(block, root) for block in guidance.text.blocks],
    }
    with tempfile.TemporaryDirectory() as fonts:
        for weight in FONTS:
            Path(fonts, f"{weight}.ttf").write_bytes(_font(weight))
        try:
            fonts_in: list[Any] = [fonts]
            made: bytes = typst.compile(
                TEMPLATE.read_bytes(),
                format="pdf",
                pdf_standards=["ua-1"],
                font_paths=fonts_in,
                ignore_system_fonts=True,
                sys_inputs={"told": json.dumps(told)},
            )
        except typst.TypstError as error:
            raise refuse("paper-not-set", title=guidance.title, problem=error) from error
    return made


def _rows(guidance: LocalGuidance) -> list[tuple[str, str]]:
    told = (
        ("Owner", guidance.owner),
        ("Once called", guidance.former_name),
        *(
            (name, day_or_month(when) if when else None)
            for name, when in (
                ("Published", guidance.published),
                ("Updated", guidance.updated),
                ("Reviewed", guidance.reviewed),
                ("Review by", guidance.review_by),
            )
        ),
    )
    return [(name, value) for name, value in told if value]


def _block(block: Any, root: str) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "runs": _runs(block.runs, root)}
    kind = "numbers" if block.numbered else "points"
    return {"kind": kind, "points": [_runs(point, root) for point in block.points]}


def _runs(line: Line, root: str) -> list[dict[str, str]]:
    told = []
    for run in line:
        if isinstance(run, Link):
            to = run.to if run.on_the_web else f"{root}/{run.to}"
            told.append({"kind": "link", "text": run.text, "to": to})
        else:
            told.append({"kind": "bold" if isinstance(run, Bold) else "words", "text": run.text})
    return told


@cache
def _font(weight: int) -> bytes:
    """The page's own font in the form that Typst reads."""
    from fontTools.ttLib import TTFont

    font = TTFont(folder() / FONTS[weight], recalcTimestamp=False)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
