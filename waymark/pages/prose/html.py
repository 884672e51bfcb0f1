"""Text as HTML, with links that lead from one file to another."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from waymark.manual.runs import Bold, Line, Link, Paragraph
from waymark.manual.text import Text

#: A telephone number in running words is kept on one line.
HARD_SPACE = "\u00a0"


def href(place: str, prefix: str) -> str:
    """The file of a place, from a page `prefix` below the gateway's root. Parts lead to their spot on it."""
    page, _, spot = place.partition("#")
    return f"{prefix}{page}.html" + (f"#{spot}" if spot else "")


class Prose:
    """Text as HTML for pages at one depth."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def blocks(self, text: Text) -> Markup:
        """Paragraphs and lists."""
        out = []
        for block in text.blocks:
            if isinstance(block, Paragraph):
                out.append(f'<p class="govuk-body">{self._line(block.runs)}</p>')
            else:
                tag, sort = ("ol", "number") if block.numbered else ("ul", "bullet")
                points = "".join(f"<li>{self._line(point)}</li>" for point in block.points)
                out.append(f'<{tag} class="govuk-list govuk-list--{sort}">{points}</{tag}>')
        return Markup("\n".join(out))

    def line(self, text: Text) -> Markup:
        """The runs of a text that is one paragraph, without the paragraph."""
        return Markup(self._line(text.lines[0]))

    def _line(self, runs: Line) -> str:
        out = []
        for run in runs:
            words = escape(run.text, quote=False)
            if isinstance(run, Bold):
                out.append(f"<strong>{words}</strong>")
            elif isinstance(run, Link):
                out.append(self._link(run, words))
            else:
                out.append(words)
        return "".join(out)

    def _link(self, link: Link, words: str) -> str:
        if link.on_the_web:
            return f'<a class="govuk-link" href="{escape(link.to)}" rel="external noreferrer">{words}</a>'
        sort = "govuk-link term" if link.to.startswith("terms/") else "govuk-link"
        return f'<a class="{sort}" href="{href(link.to, self.prefix)}">{words}</a>'
