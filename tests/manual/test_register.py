"""The register: read, written, and asked what was withdrawn by when."""

from __future__ import annotations

from waymark.manual.pack.register import HEADING, read_register, write_register

ROWS = (
    "a/old\tbox\ttaken\t2026-1\t",
    "a/new\tbox\ttaken\t2026-1\t",
    "somerset/local/guide\tlocal guidance\ttaken\t2026-1\t",
    "a/old\tbox\twithdrawn\t2026-2\ta/new",
    "a/new\tbox\twithdrawn\t2026-10\t",
    "somerset/local/guide\tlocal guidance\twithdrawn\t2026-2\t",
)
DATA = ("\n".join((HEADING, *ROWS)) + "\n").encode()


def test_the_register_comes_back_byte_for_byte() -> None:
    register, found = read_register(DATA, "places.tsv")
    assert register is not None, found
    assert write_register(register) == DATA


def test_withdrawn_by_an_edition_counts_editions_and_leaves_out_what_is_local() -> None:
    register, _ = read_register(DATA, "places.tsv")
    assert register is not None
    assert [gone.place for gone in register.withdrawn("2026-1")] == []
    assert [(gone.place, gone.see) for gone in register.withdrawn("2026-2")] == [("a/old", ("a/new",))]
    assert [gone.place for gone in register.withdrawn()] == ["a/old", "a/new"]
