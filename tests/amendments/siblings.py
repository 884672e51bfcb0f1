"""Two manuscripts that share most of their places: what is kept, changed, moved, put in and taken out."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from tests.manual.strategies import LOCAL_MANUSCRIPTS, MANUSCRIPTS
from waymark.amendments.parts import lists
from waymark.manual.local import LocalManuscript
from waymark.manual.manuscript import Manuscript
from waymark.manual.waivers import Waiver


@st.composite
def _meddled(draw: st.DrawFn, whole: st.SearchStrategy[Any]) -> tuple[Any, Any]:
    before, other = draw(whole), draw(whole)
    fields: dict[str, Any] = {}
    for sort in lists(before):
        old, strange = getattr(before, sort.field), list(getattr(other, sort.field))
        made = []
        for part in old:
            what = draw(st.sampled_from(["keep", "keep", "change", "drop"]))
            if what == "keep":
                made.append(part)
            elif what == "change" and strange:
                made.append(_like(part, strange.pop(), sort.by, draw))
        taken = {getattr(part, sort.by) for part in old}
        made += [part for part in strange if getattr(part, sort.by) not in taken]
        fields[sort.field] = tuple(draw(st.permutations(made)))
    kept = before if draw(st.booleans()) else other
    for name in before.__struct_fields__:
        fields.setdefault(name, getattr(kept, name))
    return before, type(before)(**fields)


def _like(part: Any, other: Any, by: str, draw: st.DrawFn) -> Any:
    """Another part at the place of this one, some of whose fields are still its own."""
    kept = {name: getattr(part, name) for name in part.__struct_fields__ if draw(st.booleans())}
    # A waiver is known by its facet: what names it is worked out, not written.
    names = ("place", "facet", "role") if isinstance(part, Waiver) else (by,)
    return msgspec.structs.replace(other, **kept | {name: getattr(part, name) for name in names})


SIBLINGS: st.SearchStrategy[tuple[Manuscript, Manuscript]] = _meddled(MANUSCRIPTS)
LOCAL_SIBLINGS: st.SearchStrategy[tuple[LocalManuscript, LocalManuscript]] = _meddled(LOCAL_MANUSCRIPTS)
