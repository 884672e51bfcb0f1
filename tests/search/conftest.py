"""The indexes of the starter's draft, as Somerset and Cornwall have them."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import LEARNED
from waymark.manual.pack.whole import read_pack
from waymark.search import compiling
from waymark.search.asking import ready
from waymark.search.compiling import local_index, shared_index
from waymark.search.index import Local, Shared
from waymark.search.telling import Teller, teller

ROOT = Path(__file__).parents[2]
PAPERS = {"taf-one-minute-guide.pdf": "A team around the family meets every six weeks, and knits zebras."}


@contextmanager
def learning():
    """What words lead to is learned, and not only counted as in other tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(compiling, "MOST_LEARNED", LEARNED)
        yield


@pytest.fixture(scope="session")
def starter():
    """The draft of the starter, and its pack."""
    pack, _ = read_pack(ROOT / "southwest")
    manuscript, _, _ = pack.read_draft()
    return pack, manuscript


@pytest.fixture(scope="session")
def made(starter) -> dict[str, tuple[Shared, Local]]:
    pack, manuscript = starter
    with learning():
        shared = shared_index(manuscript)
    areas = {}
    for key in ("somerset", "cornwall", "bristol"):
        local, _, _ = pack.read_local_draft(key)
        areas[key] = (shared, local_index(local, PAPERS, manuscript, shared))
    return areas


@pytest.fixture(scope="session")
def tellers(made) -> dict[str, Teller]:
    return {
        key: teller(ready(shared.index, shared.finer, local.near), shared.said, local.said)
        for key, (shared, local) in made.items()
    }


@pytest.fixture(scope="session")
def find(tellers):
    """Asks a gateway and answers with the places, the best first."""

    def ask(typed, gateway="somerset", most=10):
        return [each.place for each in tellers[gateway].searcher.search(typed, most).results]

    return ask
