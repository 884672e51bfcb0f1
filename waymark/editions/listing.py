"""Listing: a printing as its file holds it, whole or by what differs from another, and back again."""

from __future__ import annotations

import msgspec

from waymark.editions.shelved import Listed, Printing

#: A printing is listed whole where more than one page in so many differs.
WORTH_IT = 2


def listed(printing: Printing, like: Printing | None) -> Listed:
    """How a printing is listed, given the whole one of its edition that it may be told by."""
    facts = {name: getattr(printing, name) for name in _FACTS}
    if like is not None:
        known = {row.path: row for row in like.pages}
        different = tuple(row for row in printing.pages if known.get(row.path) != row)
        if len(different) * WORTH_IT <= len(printing.pages):
            without = tuple(sorted(known.keys() - {row.path for row in printing.pages}))
            return Listed(**facts, pages=different, like=(like.supplement, like.printing), without=without)
    return Listed(**facts, pages=printing.pages)


def whole(found: Listed, like: Printing | None) -> Printing:
    """The printing that a list stands for. `like`: the printing it names, if it names one."""
    pages = found.pages
    if like is not None:
        rows = {row.path: row for row in like.pages} | {row.path: row for row in found.pages}
        for path in found.without:
            rows.pop(path, None)
        pages = tuple(rows[path] for path in sorted(rows))
    return Printing(**{name: getattr(found, name) for name in _FACTS}, pages=pages)


_FACTS = tuple(each.name for each in msgspec.structs.fields(Printing) if each.name != "pages")
