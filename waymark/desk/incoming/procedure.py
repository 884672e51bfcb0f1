"""From what came in to a draft of a procedure, and lines that say what was done with it."""

from __future__ import annotations

from waymark.desk.incoming.taken import Incoming, Section
from waymark.desk.incoming.taking import together
from waymark.manual.boxes import Facets, Procedure
from waymark.manual.runs import Paragraph, Points
from waymark.manual.text import Text

_FEWEST, _MOST = 3, 7
_LONGEST = 200


def as_procedure(incoming: Incoming, place: str, title: str) -> tuple[Procedure, tuple[str, ...]]:
    """A draft of a procedure and the lines of a report.

    Where the first section is a list of three to seven short points, they are the key points; all else
    goes into how to do it, each heading a bold paragraph. Nobody wrote it so: it has to be read and put
    in order before it is agreed.
    """
    sections, lines = incoming.sections, []
    points = key_points(sections[0]) if sections else ()
    if points:
        lines.append(f"The first list became the {len(points)} key points.")
        if sections[0].heading:
            lines.append(f"Its heading was left out: “{sections[0].heading}”.")
        sections = sections[1:]
    markdown = together(sections)
    if markdown:
        lines.append("All the rest is in “How to do it”: put it in order, and move what belongs elsewhere.")
    if incoming.title and incoming.title != title:
        lines.append(f"Its own title was left out: “{incoming.title}”.")
    lines += [str(each) for each in incoming.dropped]
    lines += [f"{each.what} {each.mend}" for each in incoming.findings]
    how = Text(markdown) if markdown else None
    facets = Facets(key_points=points, how_to_do_it=how)
    return Procedure(place=place, title=title, facets=facets), tuple(lines)


def key_points(section: Section) -> tuple[Text, ...]:
    """The points of a section that is one list of three to seven short ones; else none."""
    blocks = Text(section.markdown).blocks if section.markdown else ()
    if len(blocks) != 1 or not isinstance(blocks[0], Points):
        return ()
    points = tuple(Text.of((Paragraph(runs),)) for runs in blocks[0].points)
    short = all(len(each.plain) <= _LONGEST for each in points)
    return points if short and _FEWEST <= len(points) <= _MOST else ()
