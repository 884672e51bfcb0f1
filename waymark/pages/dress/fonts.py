"""Atkinson Hyperlegible, cut down to the letters that English pages use."""

from __future__ import annotations

import base64
import io
from functools import cache

from waymark.pages.dress.parts import FONTS, folder, made

#: Basic Latin but for what no sentence needs, pound, middle dot, é, dashes, quotes and the two arrows we
#: draw. Other letters are shown in the system's own font: every glyph here is paid for in the first view.
RARE = frozenset("#$*+<=>[\\]^`{|}~")
LETTERS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in RARE) + "\u00a0£·é–‘’“”←→›"
#: What hardly ever stands in bold.
NEVER_BOLD = frozenset("%_@←")
RULES = "6"


@cache
def face(weight: int) -> str:
    """The `@font-face` rule of one weight, its font inside it: no further request, no shift of the page."""
    whole = (folder() / FONTS[weight]).read_bytes()
    said = (LETTERS + RULES).encode()
    small = made(f"font-{weight}.woff2", whole + said, lambda: _cut(whole, weight))
    encoded = base64.b64encode(small).decode()
    return (
        f'@font-face{{font-family:"Atkinson Hyperlegible";font-weight:{weight};font-style:normal;'
        f"font-display:block;src:url(data:font/woff2;base64,{encoded}) format('woff2')}}"
    )


def _cut(whole: bytes, weight: int) -> bytes:
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True
    options.layout_features = []  # kerning would cost a kilobyte a weight
    options.name_IDs = [0, 14]  # whose it is, and its licence
    options.drop_tables += ["GDEF", "GSUB"]
    font = subset.load_font(io.BytesIO(whole), options)
    font.recalcTimestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(each for each in LETTERS if weight < 700 or each not in NEVER_BOLD))
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()
