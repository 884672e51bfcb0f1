"""Amendments: what changed between two manuscripts, by place and never by position."""

from waymark.amendments.amendment import Amendment, Change, ChangeSort, Sort
from waymark.amendments.applying import apply
from waymark.amendments.between import between, between_local
from waymark.amendments.comparing import of_part
from waymark.amendments.words import Run, woven

__all__ = [
    "Amendment",
    "Change",
    "ChangeSort",
    "Run",
    "Sort",
    "apply",
    "between",
    "between_local",
    "of_part",
    "woven",
]
