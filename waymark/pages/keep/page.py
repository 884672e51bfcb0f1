"""Setting the page “Keep a copy”, and what an app is told by: its name, its colours, its pictures."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from waymark.manual.local import Partnership
from waymark.pages.dress import style
from waymark.pages.env import render
from waymark.pages.keep.icon import drawing, picture
from waymark.pages.plan import Asset
from waymark.pages.slots import SharedPage, cut

PAGE = "keep.html"
APP, WORKER = "app.webmanifest", "worker.js"
TITLE = "Keep a copy"
#: The paper of the light view, on which an app opens before its first page is there.
PAPER = "#fbf8f1"
SIZES = (192, 512)

#: What stands in the head of the two pages from which a gateway can be put on a device as an app.
HEAD = f'<link rel="manifest" href="{APP}">'


def keep_page(gateway: Partnership) -> SharedPage:
    """How to keep a copy: on this device, as an app, or as a file to carry."""
    main = render("keep/keep.html", gateway=gateway)
    told = f"Read the procedures of {gateway.area} with no internet: keep or carry a copy."
    return SharedPage(PAGE, TITLE, cut(""), cut(main), told=told, apart=True, head=HEAD)


def files(gateway: Partnership, title: str) -> list[Asset]:
    """The worker, and what a browser needs to know of a gateway to make an app of it."""
    pictures = _pictures(gateway.accent)
    name = f"{gateway.area}: {title}" + ("" if gateway.adopted else " (not adopted)")
    icons = [{"src": pictures[0].path, "sizes": "any", "type": "image/svg+xml"}]
    icons += [
        {"src": each.path, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
        for size, each in zip(SIZES, pictures[1:], strict=True)
    ]
    about = {
        "id": "./",
        "name": name,
        "short_name": gateway.area,
        "lang": "en-GB",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": gateway.accent,
        "background_color": PAPER,
        "icons": icons,
    }
    told = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    return [Asset(APP, told.encode()), worker(), *pictures]


@cache
def worker() -> Asset:
    """The script that a browser runs for a gateway that was kept; the same for every edition and gateway."""
    own = Path(__file__).with_name("apart") / WORKER
    return Asset(WORKER, style.plain(own.read_text()).encode())


@cache
def _pictures(accent: str) -> tuple[Asset, ...]:
    made = [(".svg", drawing(accent)), *((".png", picture(accent, size)) for size in SIZES)]
    return tuple(Asset(f"assets/mark-{_short(data)}{ending}", data) for ending, data in made)


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
