"""Setting one piece of local guidance as a PDF, tagged for screen readers (PDF/UA-1).

The same words give the same bytes: no clock, no machine name.
"""

from __future__ import annotations

from typing import Any

from waymark.manual.local import LocalGuidance, Partnership
from waymark.manual.runs import Bold, Line, Link, Paragraph
from waymark.manual.text import Text
from waymark.pages.local.page import dates_of
from waymark.pages.paper.press import GUIDANCE, pdf


def typeset(guidance: LocalGuidance, partnership: Partnership, notice: Text | None, address: str) -> bytes:
    """The guidance as a PDF. `notice`: what stands above it until the partnership adopts the manual;
    `address`: the absolute address of the gateways. Raises Refused where it cannot be set."""
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
    return pdf(GUIDANCE, told)


def _rows(guidance: LocalGuidance) -> list[tuple[str, str]]:
    once = [("Once called", guidance.former_name)] if guidance.former_name else []
    return [("Owner", guidance.owner), *once, *dates_of(guidance)]


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
