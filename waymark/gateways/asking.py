"""What is asked: the path, the host, the encodings and what the reader holds already."""

from __future__ import annotations

import re
from functools import lru_cache

#: Paths longer than this are refused as malformed.
LONGEST_PATH = 2000

#: Signs that no address of ours has. A `%` left after decoding is a bad or a double encoding.
_REFUSED_SIGNS = re.compile(r"[\x00-\x1f\x7f\\%]")
_FORMS = re.compile(r"/(?:[^/]+/)?(?:on|cite|fingerprint|feeds|amendments)(?:/|$)")
_TAKERS = re.compile(
    r"/(?:[^/]+/)?(?:(?:(?:on|edition)/[^/]+/)?(?:search(?:\.html)?|deadline(?:\.html|\.ics)?)|api/(?:search|deadline))"
)
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_CODING = re.compile(r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:;\s*[qQ]\s*=\s*([0-9.]+)\s*)?")

#: Our order among encodings that a reader likes equally: by their endings on the shelf, plain bytes last.
_OUR_ORDER = ("br", "gz", "")
_CODING_NAMES = {"br": "br", "gzip": "gz", "x-gzip": "gz", "identity": ""}


def clean_path(raw: str) -> str | None:
    """The path asked for, from its WSGI form (bytes as Latin-1); nothing where it is malformed."""
    try:
        path = raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    if not path.startswith("/") or len(path) > LONGEST_PATH or _REFUSED_SIGNS.search(path):
        return None
    segments = path[1:].split("/")
    if any(segment in {"", ".", ".."} for segment in segments[:-1]) or segments[-1] in {".", ".."}:
        return None
    return path


def reads_query(path: str) -> bool:
    """Whether this is an address of a form; whatever else is asked, a query says nothing to us."""
    return _FORMS.match(path) is not None


def takes_words(path: str) -> bool:
    """Whether what is typed may be sent to this address: to the search or the deadlines of a gateway, a day
    or an edition, and what other systems ask."""
    return _TAKERS.fullmatch(path) is not None


@lru_cache(maxsize=512)
def host_name(raw: str) -> str:
    """The host asked for, in small letters, without its port."""
    host = raw.strip().lower()
    if not host.startswith("["):
        host = host.partition(":")[0]
    return host.removesuffix(".")


@lru_cache(maxsize=512)
def preferred_encodings(accepted: str | None) -> tuple[str, ...]:
    """The encodings a reader takes, best first, by their endings on the shelf (`br`, `gz` and empty).

    Without the header, or where nothing we have is taken, plain bytes are the answer.
    """
    if accepted is None:
        return ("",)
    weights: dict[str, float] = {}
    for part in accepted.split(","):
        if (match := _CODING.fullmatch(part)) is not None:
            name = match[1].lower()
            weights[_CODING_NAMES.get(name, name)] = _weight(match[2])
    others = weights.get("*")
    for encoding in _OUR_ORDER:
        if encoding not in weights and others is not None:
            weights[encoding] = others if encoding or others == 0 else 0.0001
    weights.setdefault("", 0.0001)
    taken = [encoding for encoding in _OUR_ORDER if weights.get(encoding, 0) > 0]
    return tuple(sorted(taken, key=lambda encoding: -weights[encoding])) or ("",)


def _weight(quality: str | None) -> float:
    if quality is None:
        return 1.0
    try:
        return min(float(quality), 1.0)
    except ValueError:
        return 0.0


def is_held(if_none_match: str, tag: str) -> bool:
    """Whether the reader holds these bytes already."""
    return if_none_match.strip() == "*" or tag in _TAG.findall(if_none_match)
