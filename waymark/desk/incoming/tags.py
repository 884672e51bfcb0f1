"""Tags of HTML: which stand within a line, and which styles are let go."""

from __future__ import annotations

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Tags within a line; every other one ends the line it stands in.
WITHIN = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd"}
    | {"label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u"}
    | {"var", "wbr", "time"}
)
#: Tags of bold words and of lists.
BOLD = frozenset({"b", "strong"})
LISTS = frozenset({"ul", "ol"})
#: Styles that the closed Markdown has not: what each is called, and what its words become.
STYLES = {
    "em": ("italics", "plain words"),
    "i": ("italics", "plain words"),
    "u": ("an underline", "plain words"),
    "s": ("words struck through", "plain words: take them out if they no longer hold"),
    "strike": ("words struck through", "plain words: take them out if they no longer hold"),
    "del": ("words struck through", "plain words: take them out if they no longer hold"),
    "sub": ("lowered letters", "plain words"),
    "sup": ("raised letters", "plain words"),
    "code": ("code", "plain words"),
    "mark": ("a highlight", "plain words"),
    "blockquote": ("a quotation set apart", "paragraphs"),
    "pre": ("words set out with spaces", "paragraphs"),
    "dl": ("a list of words with their meanings", "paragraphs"),
    "details": ("words folded away", "words in the open"),
}
#: The class that lines of a table of contents are given on their way here.
CONTENTS = "waymark-contents"
