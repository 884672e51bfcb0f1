"""The engine of the server and that of the browser give the same answers, to the last number."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.queries import queries
from waymark.manual.acting import favoured
from waymark.manual.manuscript import Lookup
from waymark.search.asking import ready
from waymark.search.index import encode
from waymark.search.words import stems_of

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "waymark" / "search" / "find.js"
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
#: What nobody would type on purpose, and somebody does.
ODD = [
    *("", " ", "?", "the", "a", "zzzz", "É", "ﬁre", "chil", "chidl", "999", "24/7", "’s", "x" * 900, "🙂"),
    *("keep a copy", "how do I use this", "deadline", "Can I read what they write about me?"),
    *("don’t", "she's", "Ärger’s ‘quoted’ co-operate", "ﬁ ½ ² ﬀ İstanbul ſ", "O’Neill’s 2nd s47(1)"),
]


@pytest.fixture
def indexes(made):
    shared, local = made["somerset"]
    return [shared.index, shared.finer, local.near]


def twin(indexes, folder, asked, texts=(), favoured=None):
    files = []
    for number, index in enumerate(indexes):
        file = folder / f"{number}.js"
        file.write_bytes(encode(index))
        files.append(str(file))
    told = json.dumps({"indexes": files, "asked": asked, "texts": list(texts), "favoured": favoured})
    run = [NODE, str(Path(__file__).with_name("twin.js")), str(ENGINE)]
    done = subprocess.run(run, input=told, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def told(outcome):
    return {
        "results": [[each.place, each.score, each.facet, list(each.words)] for each in outcome.results],
        "limits": [each.title for each in outcome.limits],
        "ring": outcome.ring,
        "typed": outcome.typed,
    }


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "first part alone"])
def test_both_give_the_same_answers_to_every_query(indexes, tmp_path, whole):
    asked = [*(query.words for query in queries()), *ODD]
    index, finer, near = indexes
    searcher = ready(index, finer if whole else None, near)
    mine = [told(searcher.search(typed)) for typed in asked]
    theirs = twin(indexes if whole else [index, near], tmp_path, asked)["found"]
    assert len(theirs) == len(asked) > 150
    for typed, one, two in zip(asked, mine, theirs, strict=True):
        assert one == two, typed
    assert sum(bool(each["results"]) for each in mine) > 150
    assert any(each["limits"] for each in mine)
    assert any(each["ring"] for each in mine)


@pytest.mark.parametrize("key", ["teacher", "police-officer", "foster-carer"])
def test_both_favour_the_same_places_for_a_role(indexes, starter, tmp_path, key):
    lookup = Lookup(starter[1])
    its = favoured(lookup.roles[key], lookup)
    asked = [*(query.words for query in queries()), *ODD]
    index, finer, near = indexes
    searcher = ready(index, finer, near)
    mine = [told(searcher.search(typed, 10, its)) for typed in asked]
    theirs = twin(indexes, tmp_path, asked, favoured=its)["found"]
    for typed, one, two in zip(asked, mine, theirs, strict=True):
        assert one == two, typed
    plain = [told(searcher.search(typed)) for typed in asked]
    moved = [one for one, two in zip(mine, plain, strict=True) if one["results"] != two["results"]]
    assert len(moved) > 20


def test_both_take_the_same_words_from_every_text(indexes, tmp_path):
    shared = {word for index in indexes for word in index.words.split(" ")}
    texts = [*sorted(shared), *(query.words for query in queries()), *ODD]
    assert twin(indexes, tmp_path, [], texts)["stems"] == [stems_of(text) for text in texts]
