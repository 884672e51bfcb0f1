"""Duties: a must is backed by a law that says must, a should by any duty, and nothing by a may."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.small_pack import SHARED
from waymark.manual.duties import backed
from waymark.manual.manuscript import Lookup
from waymark.manual.pack.manuscript_form import read_manuscript


@pytest.mark.parametrize(
    ("kind", "force", "words"),
    [
        ("statute", "must", {"must", "should"}),
        ("regulations", "must", {"must", "should"}),
        ("statutory guidance", "must", {"should"}),
        ("statute", "should", {"should"}),
        ("statute", "may", set()),
    ],
)
def test_what_a_provision_backs(kind, force, words):
    manuscript, found, _ = read_manuscript(SHARED)
    assert manuscript is not None, found
    (act,) = manuscript.sources
    (provision,) = act.provisions
    source = replace(act, kind=kind, provisions=(replace(provision, force=force),))
    lookup = Lookup(replace(manuscript, sources=(source,)))
    assert backed([f"{act.place}#{provision.key}"], lookup) == words
    assert backed([], lookup) == set()
    assert backed([f"{act.place}#nowhere"], lookup) == set()
