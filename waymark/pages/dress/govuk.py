"""The GOV.UK Frontend styles we use, and no more: without its fonts, in our colours and type."""

from __future__ import annotations

import re

import tinycss2

from waymark.pages.dress.parts import GOVUK_STYLE, folder, made

#: The components and objects whose styles our pages use.
KEPT = (
    "govuk-body",
    "govuk-link",
    "govuk-list",
    "govuk-skip-link",
    "govuk-summary-list",
    "govuk-template",
    "govuk-visually-hidden",
)
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_TWICE = re.compile(r"-(?:webkit|moz)-[\w-]*(?:smoothing|clip-path|user-select|skip|skip-ink):[^;}]*;?")
_LEFT_OUT = (
    "--inverse",
    "--collapse-on-mobile",
    "no-row",
    "govuk-body-",
    "govuk-heading-",
    "govuk-breadcrumbs",
    "govuk-tag",
    "govuk-inset",
    "--spaced",
    "__action",
    "govuk-link-image",
    "govuk-link--no",
    "govuk-link--m",
    "govuk-link--t",
    "--s",
    "no-border",
    "no-actions",
    "focusable",
    "focused-element",
)


def style() -> str:
    """The kept styles, minified as they came."""
    whole = (folder() / GOVUK_STYLE).read_bytes()
    said = "|".join((*KEPT, *_LEFT_OUT, "10")).encode()
    return made("govuk.css", whole + said, lambda: _cut(whole.decode()).encode()).decode()


def _cut(whole: str) -> str:
    rules = tinycss2.parse_stylesheet(whole, skip_comments=True, skip_whitespace=True)
    return _dressed("".join(_kept(rules)))


def _kept(rules: list[object]) -> list[str]:
    out = []
    for rule in rules:
        if isinstance(rule, tinycss2.ast.QualifiedRule):
            selectors = [part.strip() for part in tinycss2.serialize(rule.prelude).split(",")]
            wanted = [part for part in selectors if _wanted(part)]
            if wanted:
                out.append(f"{','.join(wanted)}{{{tinycss2.serialize(rule.content)}}}")
        elif isinstance(rule, tinycss2.ast.AtRule) and rule.at_keyword in ("media", "supports"):
            if _overruled(rule):
                continue
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if kept := _kept(inner):
                out.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{''.join(kept)}}}")
    return out


def _overruled(rule: tinycss2.ast.AtRule) -> bool:
    """Whether our own rules say all that these say: on paper, but for the addresses of links, they do."""
    on_paper = "print" in tinycss2.serialize(rule.prelude)
    return on_paper and "attr(href)" not in tinycss2.serialize(rule.content)


def _wanted(selector: str) -> bool:
    names = _CLASS.findall(selector)
    ours = all(re.match(rf"(?:{'|'.join(KEPT)})(?:[-_]|$)", name) for name in names)
    return bool(names) and ours and not any(left in selector for left in _LEFT_OUT)


def _dressed(css: str) -> str:
    """Our type and colours for theirs, and no word twice for what browsers have long known by its own name.

    The font named in GOV.UK Frontend is for GOV.UK alone.
    """
    css = re.sub(r"font-family:\s*GDS Transport,\s*arial,\s*sans-serif", "font-family:var(--type)", css)
    css = re.sub(r"var\((--govuk-[\w-]+),#[0-9a-f]+\)", r"var(\1)", css)
    return _TWICE.sub("", css)
