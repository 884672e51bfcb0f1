"""Features: what of a line of words can lead somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from waymark.search.families import Families


def features_of(stems: Sequence[str], families: Families) -> list[str]:
    """The words of a line, their families, and each two words that stand side by side; each once."""
    return list(dict.fromkeys((*stems, *families.named(stems), *map(" ".join, pairwise(stems)))))
