"""A configuration with which nginx serves the same shelf, in the same words, at its own speed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from waymark.editions.shelf import FRONT, Shelf
from waymark.editions.shelved import ending_of
from waymark.gateways import answers
from waymark.gateways.asking import LONGEST_PATH
from waymark.gateways.filled import Copies, fill_all
from waymark.gateways.gatehouse import load, told
from waymark.gateways.gateway import MISSING, Gateway
from waymark.gateways.headers import (
    FINGERPRINTED,
    IMMUTABLE,
    KINDS,
    NO_STORE,
    OTHER_KIND,
    REVALIDATE,
    SECURITY,
)
from waymark.gateways.keeping import KEEP
from waymark.gateways.now import Gateways
from waymark.gateways.sent import LARGEST
from waymark.gateways.through_time import ADDRESSES
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "nginx-words": (
            "nginx cannot be told of {words!r}: it has signs other than letters, digits and - . _ ~ /.",
            "Serve this shelf with waymark serve, or give it another name.",
        ),
        "nginx-nothing": ("Nothing is in force on the shelf at {folder}.", "Compile a pack onto it first."),
    },
)

#: Where `waymark serve` answers, unless it is said otherwise.
BEHIND = "127.0.0.1:8000"

#: The most that a letter can weigh on its way to the desk, which refuses less than that.
LETTER = 131_072

#: What the page map says of pages that are not answered with 200.
_WORDS = {404: "missing", 410: "gone", 451: "withheld"}
_SAFE = re.compile(r"[A-Za-z0-9._~/-]+")
_SAFE_ADDRESS = re.compile(r"[A-Za-z0-9.-]+:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5}")
_SAFE_FOLDER = re.compile(r"[^\x00-\x1f\"\\$;{}]+")


def configuration(
    shelf: Shelf,
    now: datetime,
    port: int | str,
    root: Path,
    behind: str = BEHIND,
    desk: str | None = None,
) -> str:
    """What nginx needs within its `http` block to serve the gateways in force at an instant.

    Filled copies of the pages are written to the shelf first. `port` is a port, or an address with a port;
    `root` is the shelf's folder as nginx will see it; `behind` is where `waymark serve` answers what nginx
    cannot; `desk` is where the desk takes letters, if there is one. Raises Refused where nothing is in
    force or a name has signs that nginx would misread.
    """
    gateways = load(shelf, now)
    if not gateways.gateways:
        raise refuse("nginx-nothing", folder=shelf.folder)
    for address in (behind, desk or behind):
        if _SAFE_ADDRESS.fullmatch(address) is None:
            raise refuse("nginx-words", words=address)
    folder = _folder(root)
    copies = fill_all(shelf, gateways)
    pages, gone = _pages(gateways.gateways, copies)
    keys = sorted(key for key in gateways.gateways if key != FRONT)
    longest = max(len(key) for key in [*pages, *gateways.hosts])
    words = {
        "instant": now.isoformat(timespec="seconds"),
        "printings": "\n".join(f"#   {key} {gateways.gateways[key].name.numbers}" for key in [FRONT, *keys]),
        "hash_size": 1 << max(12, len(pages).bit_length() + 1),
        "bucket_size": 1 << max(9, (longest + 64).bit_length()),
        "longest": LONGEST_PATH,
        "largest": LARGEST,
        "keys": "|".join(keys) or "(?!)",
        "hosts": _lines({_safe(host): _safe(key) for host, key in gateways.hosts.items()}),
        "pages": _lines(pages),
        "gone": _lines(gone),
        "lent": _lines(_lent(gateways, copies)),
        "missing": _lines(_missing(gateways.gateways, copies)),
        "fingerprinted": FINGERPRINTED,
        "immutable": IMMUTABLE,
        "revalidate": REVALIDATE,
        "no_store": NO_STORE,
        "security": "\n".join(f'    add_header {name} "{value}" always;' for name, value in SECURITY),
        "kinds": "\n".join(f"        {kind.split(';')[0]} {ending[1:]};" for ending, kind in KINDS.items()),
        "other_kind": OTHER_KIND,
        "charset_kinds": " ".join(sorted(_charset_kinds())),
        "port": port,
        "root": folder,
        "behind": behind,
        "letters": desk or behind,
        "heaviest": LETTER,
        "addresses": "|".join(sorted({*ADDRESSES, "api", KEEP})),
        "health": _quoted(msgspec.json.encode(told(gateways)).decode()),
        **{f"said_{answer.status}": _quoted(answer.body[0].decode()) for answer in _SAID},
        "said_closed": _quoted(answers.CLOSED.body[0].decode()),
    }
    return _filled(words)


def alone(configured: str, folder: Path, workers: int) -> str:
    """A whole nginx.conf around a configuration, with everything nginx writes below one folder."""
    below = _folder(folder)
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f'    {name}_temp_path "{below}/{name}";' for name in names)
    return (
        f'daemon off;\nworker_processes {workers};\npid "{below}/nginx.pid";\n'
        f'error_log "{below}/error.log" error;\nevents {{ worker_connections 1024; }}\n'
        f"http {{\n{temporary}\n{configured}}}\n"
    )


_SAID = (
    answers.MALFORMED,
    answers.NOT_FOUND,
    answers.NOT_ALLOWED,
    answers.TOO_LONG,
    answers.WITHHELD,
    answers.UNREADY,
)


def _filled(words: Mapping[str, object]) -> str:
    """The configuration with its gaps filled, written @name@ since nginx has $ and braces of its own."""
    text = Path(__file__).with_name("nginx.conf").read_text(encoding="utf-8")
    return re.sub(r"@(?:@|([a-z_0-9]+)@)", lambda gap: str(words[gap[1]]) if gap[1] else "@", text)


def _pages(gateways: Mapping[str, Gateway], copies: Copies) -> tuple[dict[str, str], dict[str, str]]:
    """What stands at each gateway and name without `.html`: an object or a word; and the objects of 410."""
    pages: dict[str, str] = {}
    gone: dict[str, str] = {}
    for key, gateway in sorted(gateways.items()):
        for path, digest in sorted(gateway.pages.items()):
            name = _name(f"{_safe(key)}/{_safe(path)}")
            file = copies.get((key, path)) or _object(digest, path)
            status = gateway.status(path)
            if status == 410:
                gone[name] = file
            pages[name] = _WORDS.get(status, file)
    return pages, gone


def _lent(gateways: Gateways, copies: Copies) -> dict[str, str]:
    """What the front lends to gateways on their own hosts: the list of areas and its assets."""
    front = gateways.gateways.get(FRONT)
    pages = front.pages if front is not None else {}
    lent = {
        path: digest for path, digest in pages.items() if path.startswith("assets/") or path == "areas.html"
    }
    return {
        _name(path): copies.get((FRONT, path)) or _object(digest, path)
        for path, digest in sorted(lent.items())
    }


def _missing(gateways: Mapping[str, Gateway], copies: Copies) -> dict[str, str]:
    found = {key: gateway.pages.get(MISSING) for key, gateway in sorted(gateways.items())}
    return {
        key: copies.get((key, MISSING)) or _object(digest, MISSING)
        for key, digest in found.items()
        if digest is not None
    }


def _object(digest: bytes, path: str) -> str:
    name = digest.hex()
    return f"objects/{name[:2]}/{name}{ending_of(path)}"


def _name(path: str) -> str:
    """A key of a map. nginx looks keys up without regard to case, so names with capitals become patterns."""
    name = path.removesuffix(".html")
    return name if name == name.lower() else f"~^capitals:{re.escape(name)}$"


def _lines(table: Mapping[str, str]) -> str:
    return "\n".join(f'    "{key}" "{value}";' for key, value in table.items())


def _charset_kinds() -> Iterable[str]:
    """The types that say a charset; nginx knows text/html by itself."""
    return {kind.split(";")[0] for kind in KINDS.values() if "charset" in kind} - {"text/html"}


def _safe(words: str) -> str:
    if _SAFE.fullmatch(words) is None:
        raise refuse("nginx-words", words=words)
    return words


def _folder(folder: Path) -> str:
    if _SAFE_FOLDER.fullmatch(str(folder)) is None:
        raise refuse("nginx-words", words=str(folder))
    return str(folder)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
