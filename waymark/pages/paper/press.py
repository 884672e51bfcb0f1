"""Setting told words as a PDF, tagged for screen readers (PDF/UA-1).

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
from waymark.pages.dress.parts import FONTS, folder

HERE = Path(__file__).parent
PAGES = HERE.parent
GUIDANCE, MANUAL = HERE / "paper.typ", HERE / "manual.typ"

messages(
    Severity.REFUSE,
    {
        "paper-not-set": (
            "“{title}” could not be set as a PDF: {problem}.",
            "This is a mistake of ours: tell those who keep Waymark.",
        ),
    },
)


def pdf(template: Path, told: dict[str, Any]) -> bytes:
    """What is told, set by a template as a PDF. Raises Refused where it cannot be set."""
    import typst

    with tempfile.TemporaryDirectory() as desk:
        for weight in FONTS:
            Path(desk, f"{weight}.ttf").write_bytes(_font(weight))
        Path(desk, "paper.typ").write_bytes(template.read_bytes())
        Path(desk, "told.json").write_text(json.dumps(told))
        try:
            fonts_in: list[Any] = [desk]
            made: bytes = typst.compile(
                str(Path(desk, "paper.typ")),
                root=desk,
                format="pdf",
                pdf_standards=["ua-1"],
                font_paths=fonts_in,
                ignore_system_fonts=True,
            )
        except typst.TypstError as error:
            raise refuse("paper-not-set", title=told["title"], problem=error) from error
    return made


def small(made: bytes) -> bytes:
    """The same PDF in less room: what says how its parts are tagged is packed too."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as whole:
        packing = pikepdf.ObjectStreamMode.generate
        whole.save(out, object_stream_mode=packing, recompress_flate=True, deterministic_id=True)
    return out.getvalue()


@cache
def _font(weight: int) -> bytes:
    """The page's own font in the form that Typst reads."""
    from fontTools.ttLib import TTFont

    font = TTFont(folder() / FONTS[weight], recalcTimestamp=False)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
