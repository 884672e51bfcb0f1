"""Papers: the PDF files that are kept with a printing, and the page that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark.editions.history import Heads
from waymark.editions.kept_papers import ENDING, KeptPaper, kept_paper, kept_papers
from waymark.editions.shelved import FRONT, PrintingName
from waymark.gateways import answers
from waymark.gateways.answers import Answer
from waymark.gateways.asked import Asked
from waymark.gateways.framed import framed
from waymark.gateways.reading import read
from waymark.pages.paper import show

if TYPE_CHECKING:
    from waymark.gateways.now import Gateways

#: The first word of their addresses, and of none that stands alone.
PAPER = "paper"
_START = f"{PAPER}/"


def paper(gateways: Gateways, name: PrintingName, path: str, encodings: tuple[str, ...]) -> Answer | None:
    """The PDF at a path below a gateway's root, of this printing; None where none is kept.

    `encodings` are those the reader takes: a PDF is packed already, and sent as it is.
    """
    if not path.startswith(_START) or not path.endswith(ENDING):
        return None
    found = kept_paper(gateways.shelf, name, path[len(_START) : -len(ENDING)])
    if found is None:
        return None
    digest = bytes.fromhex(found.fingerprint)
    return answers.page(path, read(gateways.shelf, digest, ENDING, encodings), indexed=False)


def on_paper(gateways: Gateways, heads: Heads, asked: Asked, rest: str) -> Answer | None:
    """The page that lists a gateway's papers, or one of them."""
    if asked.gateway == FRONT:
        return None
    name = gateways.gateways[asked.gateway].name
    if rest:
        return paper(gateways, name, asked.path, ())
    head = heads.supplement(name.gateway, name.supplement)
    kept = kept_papers(gateways.shelf, name)
    main = show.listed(
        root=asked.root,
        area=head.partnership.area if head else name.gateway,
        edition=name.edition,
        supplement=name.supplement,
        rows=[_row(each, asked.root) for each in kept.values()],
    )
    # More may be kept at any time, and nothing else tells of it: nobody may keep the list.
    return answers.passing(framed(gateways, asked, "On paper", main))


def _row(kept: KeptPaper, root: str) -> show.Row:
    return show.Row(kept.place, kept.title, f"{root}{_START}{kept.place}{ENDING}", kept.size)
