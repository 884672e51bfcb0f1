"""Does searching find the right place, how fast, and for how many bytes: figures, never a pass or a fail.

    python bench/searching.py [--misses] [--quality] [--half unseen|tune|all]

Quality: the queries of bench/search/queries.tsv, each with the places that are right; half of them were tuned
on, the other half was not looked at. Beside our own engine stand its lexical half alone (no “people say”, no
families) and two engines that others use, SQLite's FTS5 and tantivy, on the same text. Speed: in this process
over HTTP and in Chromium on a slowed processor; one gateway of the starter and one of 10,000 pages.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import brotli
from msgspec.structs import replace

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.queries import Query, queries  # noqa: E402
from bench.serving import free_port, now  # noqa: E402
from waymark.editions.compiling import compile_pack  # noqa: E402
from waymark.editions.shelf import Shelf  # noqa: E402
from waymark.editions.shelved import ending_of  # noqa: E402
from waymark.gateways.serving import serve  # noqa: E402
from waymark.manual.manuscript import Manuscript  # noqa: E402
from waymark.manual.pack.whole import Pack, read_pack  # noqa: E402
from waymark.pages.search import show  # noqa: E402
from waymark.search import gathering  # noqa: E402
from waymark.search.asking import Searcher  # noqa: E402
from waymark.search.compiling import local_index, shared_index  # noqa: E402
from waymark.search.gathering import Found  # noqa: E402
from waymark.search.held import Held  # noqa: E402
from waymark.search.index import encode, encode_said  # noqa: E402
from waymark.search.words import words_of  # noqa: E402

Ask = Callable[[str, str], list[str]]
PAGES = 10_000
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Score(NamedTuple):
    """Shares of queries whose right place is first and among three, and the mean reciprocal rank."""

    queries: int
    first: float
    three: float
    ten: float
    mrr: float

    def __str__(self) -> str:
        return (
            f"{self.queries:4} queries  first {self.first:5.1%}  in three {self.three:5.1%}  "
            f"in ten {self.ten:5.1%}  MRR {self.mrr:.3f}"
        )


def ranks(asked: Iterable[Query], ask: Ask) -> list[tuple[Query, int, list[str]]]:
    """Where the first right place stands for each query; 0 where it is not among ten."""
    found = []
    for query in asked:
        got = ask(query.gateway, query.words)
        rank = next((at for at, place in enumerate(got, 1) if place in query.right), 0)
        found.append((query, rank, got))
    return found


def score(found: Sequence[tuple[Query, int, list[str]]]) -> Score:
    """What ranks come to."""
    every = max(1, len(found))
    at = [rank for _, rank, _ in found]
    return Score(
        len(found),
        sum(rank == 1 for rank in at) / every,
        sum(0 < rank <= 3 for rank in at) / every,
        sum(rank > 0 for rank in at) / every,
        sum(1 / rank for rank in at if rank) / every,
    )


def bare(manuscript: Manuscript) -> Manuscript:
    """A manuscript without how people ask, and without families of words: what words alone can find."""
    return replace(
        manuscript,
        boxes=tuple(replace(box, facets=replace(box.facets, people_say=())) for box in manuscript.boxes),
        procedures=tuple(
            replace(each, facets=replace(each.facets, people_say=())) for each in manuscript.procedures
        ),
        terms=tuple(replace(term, people_say=()) for term in manuscript.terms),
        timescales=tuple(replace(each, people_say=()) for each in manuscript.timescales),
        contacts=tuple(replace(each, people_say=()) for each in manuscript.contacts),
        relations=(),
    )


def ours(
    pack: Pack, manuscript: Manuscript, gateways: Iterable[str], *, learning: bool = True, whole: bool = True
) -> tuple[Ask, dict[str, Searcher]]:
    """Our own engine over some gateways: learned or counted, with the finer part of its index or without."""
    shared = shared_index(manuscript, learning=learning)
    held = Held(shared.index, shared.finer if whole else None)
    searchers = {}
    for gateway in gateways:
        local, _, _ = pack.read_local_draft(gateway)
        assert local is not None
        searchers[gateway] = Searcher(held, local_index(local, {}, manuscript, shared).near)
    return lambda gateway, words: [each.place for each in searchers[gateway].search(words).results], searchers


def texts(pack: Pack, manuscript: Manuscript, gateway: str) -> dict[str, tuple[str, str, str]]:
    """Each place of a gateway with its title, how people ask, and all else it says: what the others index."""
    local, _, _ = pack.read_local_draft(gateway)
    assert local is not None
    found: list[Found] = [*gathering.shared(manuscript), *gathering.local(local, {}, manuscript)]
    made: dict[str, tuple[str, str, str]] = {}
    for each in found:
        title = " ".join(said.text for said in each.said if said.facet == 0)
        asked = " ".join(said.text for said in each.said if said.facet == 1)
        rest = " ".join(said.text for said in each.said if said.facet > 1)
        before = made.get(each.spot.place, ("", "", ""))
        made[each.spot.place] = tuple(" ".join(two) for two in zip(before, (title, asked, rest), strict=True))  # type: ignore[assignment]
    return made


def fts5(pack: Pack, manuscript: Manuscript, gateways: Iterable[str]) -> Ask:
    """SQLite's FTS5 with its Porter stemmer and weights by column, words joined by OR."""
    tables = {}
    for gateway in gateways:
        table = sqlite3.connect(":memory:")
        columns = "place unindexed, a, b, c, tokenize='porter unicode61'"
        table.execute(f"create virtual table t using fts5({columns})")
        rows = [(place, *said) for place, said in texts(pack, manuscript, gateway).items()]
        table.executemany("insert into t values (?, ?, ?, ?)", rows)
        tables[gateway] = table

    def ask(gateway: str, words: str) -> list[str]:
        terms = " OR ".join(f'"{word}"' for word in dict.fromkeys(words_of(words)))
        if not terms:
            return []
        sql = "select place from t where t match ? order by bm25(t, 0, 4, 3, 1) limit 10"
        return [row[0] for row in tables[gateway].execute(sql, (terms,))]

    return ask


def tantivy(pack: Pack, manuscript: Manuscript, gateways: Iterable[str]) -> Ask | None:
    """Tantivy with its English stemmer, boosts by field and words that are nearly spelt so."""
    try:
        import tantivy as engine
    except ImportError:
        return None
    held = {}
    for gateway in gateways:
        schema = engine.SchemaBuilder()
        schema.add_text_field("place", stored=True, tokenizer_name="raw")
        for name in "abc":
            schema.add_text_field(name, tokenizer_name="en_stem")
        index = engine.Index(schema.build())
        writer = index.writer(15_000_000, 1)
        for place, (a, b, c) in texts(pack, manuscript, gateway).items():
            writer.add_document(engine.Document(place=[place], a=[a], b=[b], c=[c]))
        writer.commit()
        index.reload()
        held[gateway] = index

    def ask(gateway: str, words: str) -> list[str]:
        index = held[gateway]
        said = " ".join(words_of(words))
        if not said:
            return []
        query = index.parse_query(said, ["a", "b", "c"], {"a": 4.0, "b": 3.0})
        searcher = index.searcher()
        return [searcher.doc(at)["place"][0] for _, at in searcher.search(query, 10).hits]

    return ask


def quality(pack: Pack, manuscript: Manuscript, half: str, *, misses: bool) -> None:
    """Print what each engine finds."""
    asked = [query for query in queries() if half in ("all", query.half)]
    gateways = sorted({query.gateway for query in asked})
    print(f"\nQuality on the half “{half}”")
    mine, _ = ours(pack, manuscript, gateways)
    plain = bare(manuscript)
    engines: list[tuple[str, Ask | None]] = [
        ("ours", mine),
        ("ours, first part alone", ours(pack, manuscript, gateways, whole=False)[0]),
        ("ours, only counted", ours(pack, manuscript, gateways, learning=False)[0]),
        ("ours, words alone", ours(pack, plain, gateways, learning=False)[0]),
        ("FTS5, all text", fts5(pack, manuscript, gateways)),
        ("FTS5, words alone", fts5(pack, plain, gateways)),
        ("tantivy, all text", tantivy(pack, manuscript, gateways)),
        ("tantivy, words alone", tantivy(pack, plain, gateways)),
    ]
    for name, ask in engines:
        print(f"  {name:22} {score(ranks(asked, ask)) if ask else 'not installed'}")
    found = ranks(asked, mine)
    by: dict[str, list[tuple[Query, int, list[str]]]] = defaultdict(list)
    for each in found:
        by[each[0].voice].append(each)
    for voice, some in sorted(by.items()):
        print(f"    {voice:20} {score(some)}")
    if misses:
        for query, rank, got in found:
            if not 0 < rank <= 3:
                print(f"  {rank or '-':>2}  {query.words}  ({', '.join(sorted(query.right))})")
                print(f"        got {', '.join(got[:3])}")


def many(manuscript: Manuscript, pages: int) -> Manuscript:
    """The manual with boxes made of its own sentences until it has so many pages; some ask for each."""
    draw = random.Random(1)
    boxes = manuscript.boxes
    lines = [line for box in boxes for line in box.facets.people_say]
    made = []
    for number in range(pages - len(boxes)):
        one, two, three = draw.sample(boxes, 3)
        facets = replace(
            one.facets,
            how_to_do_it=two.facets.how_to_do_it,
            what_if=three.facets.what_if,
            lessons=(),
            people_say=tuple(draw.sample(lines, 5)),
        )
        place = f"{one.place.partition('/')[0]}/page-{number}"
        made.append(replace(one, place=place, title=two.title, facets=facets))
    return replace(manuscript, boxes=(*boxes, *made))


def percentiles(took: Sequence[float]) -> str:
    """The middle, and what one of a hundred takes longer than, in milliseconds."""
    cut = statistics.quantiles(took, n=100)
    return f"p50 {cut[49] * 1000:6.2f} ms   p99 {cut[98] * 1000:6.2f} ms"


def timed(ask: Callable[[str], object], asked: Sequence[str]) -> str:
    """Percentiles of asking each query some times."""
    for words in asked[:20]:
        ask(words)
    took = []
    for words in asked * 3:
        started = time.perf_counter()
        ask(words)
        took.append(time.perf_counter() - started)
    return percentiles(took)


def speed(pack: Pack, manuscript: Manuscript) -> None:
    """Print how long a query takes in this process, and how long indexes take to make."""
    asked = [query.words for query in queries() if query.gateway == "somerset"]
    for name, whole in (("the starter", manuscript), (f"{PAGES:,} pages", many(manuscript, PAGES))):
        started = time.perf_counter()
        _, searchers = ours(pack, whole, ["somerset"])
        made = time.perf_counter() - started
        print(f"  {name:16} {timed(searchers['somerset'].search, asked)}   made ready in {made:.2f} s")


@contextmanager
def served(pack: Pack, manuscript: Manuscript | None) -> Iterator[int]:
    """A server of the starter in a process of its own, and its port.

    With a manuscript, Somerset is searched by the indexes of that one: what is asked is larger, and the page
    around the answer is the same.
    """
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        compile_pack(ROOT / "southwest", shelf, now())
        port = free_port()
        server = multiprocessing.Process(target=serve, args=(Path(folder), "127.0.0.1", port, 1, now))
        server.start()
        try:
            connected(port).close()
            if manuscript is not None:
                put_in_place(shelf, indexes_of(pack, manuscript))
            yield port
        finally:
            server.terminate()
            server.join()


def indexes_of(pack: Pack, manuscript: Manuscript) -> dict[str, bytes]:
    """The index files of Somerset's gateway, for this manuscript, by their paths."""
    shared = shared_index(manuscript)
    local, _, _ = pack.read_local_draft("somerset")
    assert local is not None
    near = local_index(local, {}, manuscript, shared)
    return {
        show.SHARED: encode(shared.index),
        show.FINER: encode(shared.finer),
        show.LOCAL: encode(near.near),
        show.SHARED_SAID: encode_said(shared.said),
        show.LOCAL_SAID: encode_said(near.said),
    }


def put_in_place(shelf: Shelf, files: dict[str, bytes]) -> None:
    """Write other indexes over those of Somerset, on a shelf that is thrown away, before they are read."""
    for page in shelf.printing(shelf.in_force(now())["somerset"]).pages:
        if page.path in files:
            shelf.object_file(page.fingerprint, ending_of(page.path)).write_bytes(files[page.path])


def over_http(pack: Pack, manuscript: Manuscript | None) -> str:
    """Percentiles of asking the server each query, over one connection that stays open."""
    with served(pack, manuscript) as port:
        line = connected(port)

        def ask(words: str) -> None:
            line.request("POST", "/somerset/search.html", urlencode({"words": words}), _FORM)
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200

        return timed(ask, [query.words for query in queries() if query.gateway == "somerset"])


def connected(port: int) -> HTTPConnection:
    """A connection to a server that is starting."""
    for _ in range(600):
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=60)
            line.connect()
            return line
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


_ASK_IN_BROWSER = """asked => {
  const took = [], begun = performance.now(), searcher = new waymarkFind.Searcher(waymarkIndexes);
  const ready = performance.now() - begun;
  asked.forEach(words => searcher.search(words, 6));
  for (const words of asked) {
    const start = performance.now();
    searcher.search(words, 6);
    took.push(performance.now() - start);
  }
  return [ready, took];
}"""


def in_browser(pack: Pack) -> None:
    """Print how long a query takes in Chromium, on a processor slowed down."""
    from playwright.sync_api import sync_playwright

    asked = [query.words for query in queries() if query.gateway == "somerset"]
    with served(pack, None) as port, sync_playwright() as playwright:
        connected(port).close()
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/somerset/")
        page.click("#find-words")
        # The page's own policy lets nothing be waited for from outside, so the finer part is looked for.
        while not page.evaluate("!!(self.waymarkIndexes && self.waymarkIndexes.finer && self.waymarkFind)"):
            page.wait_for_timeout(100)
        for slower in (1, 4, 6):
            tools = page.context.new_cdp_session(page)
            tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
            ready, took = page.evaluate(_ASK_IN_BROWSER, asked)
            told = percentiles([each / 1000 for each in took])
            print(f"  {slower} times slower    {told}   index made ready in {ready:.0f} ms")
        browser.close()


def chromium() -> str:
    """The machine's own browser."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise SystemExit("Chromium is needed")


def weight(pack: Pack, manuscript: Manuscript) -> None:
    """Print the bytes a first query needs in the browser."""
    from waymark.pages.dress import style

    started = time.perf_counter()
    shared = shared_index(manuscript)
    took = time.perf_counter() - started
    local, _, _ = pack.read_local_draft("somerset")
    assert local is not None
    sizes = {
        "engine and panel": style.engine().data,
        "shared index": encode(shared.index),
        "local index": encode(local_index(local, {}, manuscript, shared).near),
        "finer part, later": encode(shared.finer),
    }
    packed = {name: len(brotli.compress(data, quality=11)) for name, data in sizes.items()}
    for name, size in packed.items():
        print(f"  {name:18} {size / 1000:5.1f} KB of {len(sizes[name]) / 1000:.0f} KB")
    later = packed.pop("finer part, later")
    whole = sum(packed.values()) / 1000
    print(
        f"  first answers: {whole:.1f} KB and {len(packed)} requests; then {later / 1000:.1f} KB and 1 more"
    )
    print(f"  index made in {took:.2f} s")


def main() -> None:
    """Print it all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--half", default="unseen", choices=("unseen", "tune", "all"))
    asked.add_argument("--misses", action="store_true")
    asked.add_argument("--quality", action="store_true", help="nothing but that")
    chosen = asked.parse_args()
    pack, _ = read_pack(ROOT / "southwest")
    assert pack is not None
    manuscript, _, _ = pack.read_draft()
    assert manuscript is not None
    quality(pack, manuscript, chosen.half, misses=chosen.misses)
    if not chosen.quality:
        print("\nMilliseconds a query, in this process")
        speed(pack, manuscript)
        print("\nMilliseconds a query, over HTTP with the page of the answer")
        print(f"  the starter      {over_http(pack, None)}")
        print(f"  {PAGES:,} pages     {over_http(pack, many(manuscript, PAGES))}")
        print("\nMilliseconds a query, in the browser")
        in_browser(pack)
        print("\nBytes in the browser")
        weight(pack, manuscript)


if __name__ == "__main__":
    main()
