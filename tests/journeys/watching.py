"""Watching what a reader's browser asks for and what it keeps, in every journey: the promise of privacy.

A context that is watched has every request recorded. When it closes, everything it stored is read out:
cookies, both storages, databases and kept copies. Whatever is not named here is a broken promise.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Page, Request

#: Addresses of forms about days, editions and fingerprints: what they ask stands in the address by design.
DAYS = re.compile(r"/(?:[a-z-]+/)?(?:on|cite|fingerprint|feeds|amendments|editions|life)(?:/.*)?")
#: What may be sent in a body: words to a search, a start to the form of a time limit, a letter to the desk.
SENT = re.compile(
    r"/(?:[a-z-]+/)?(?:(?:on|edition)/[^/]+/)?(?:search(?:\.html)?|deadline(?:\.html|\.ics)?)|/letters/"
)
#: Where the browser's own viewer of PDF files takes its parts from: nothing of it leaves the device.
VIEWER = ("chrome", "chrome-extension")
#: What may stay on the device, by name, and the only form it may have.
KEPT: dict[str, str] = {
    "waymark-look": r"(?:(?:size|space|view)-[a-z0-9]* ?)*",
    "waymark-path": (
        r'\{"until":\d+,"hours":\d+,"form":1,"paths":\{(?:"[a-z-]+":\{"here":\d+,"steps":\[(?:\{'
        r'"place":"[a-z0-9/-]+","print":"[0-9a-f]{12}","near":"(?:-|[0-9a-f]{12})?","answer":"[^"<>]*",'
        r'"done":"[\dT:-]*","from":-?\d+,"starts":\{(?:"[a-z0-9-]+":"[\dT:-]*",?)*\},'
        r'"marks":\{(?:"[a-z0-9-]+":"[0-9a-z]+-[0-9a-z]+",?)*\},'
        r'"ticks":\{(?:"\d+":"[0-9a-z]+",?)*\}\},?)+\]\},?)+\}\}'
    ),
    "waymark-role": r"[a-z0-9]+(?:-[a-z0-9]+)*",
}

_STORED = """async () => {
  const found = {local: {...localStorage}, session: {...sessionStorage}, databases: [], caches: {}}
  if (indexedDB.databases) found.databases = (await indexedDB.databases()).map(each => each.name)
  if (self.caches) for (const name of await caches.keys()) if (await caches.has(name)) {
    const held = await (await caches.open(name)).keys()
    found.caches[name] = held.map(each => [each.method, each.url])
  }
  return found
}"""


class Watch:
    """Everything one browser context asked for, and what is wrong with it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.asked: list[tuple[str, str, str | None]] = []
        self.own: set[str] = set()
        #: Addresses that a journey means to ask for elsewhere, and answers itself.
        self.meant: set[str] = set()
        context.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.asked.append((request.method, request.url, request.post_data))
        if request.is_navigation_request() and not self.own:
            self.own.add(_origin(request.url))

    def broken(self) -> list[str]:
        """What was asked for or kept against the promise; nothing, if it holds."""
        return [*self._requests(), *self._stored()]

    def _requests(self) -> list[str]:
        wrong = []
        for method, url, body in self.asked:
            parts = urlsplit(url)
            if parts.scheme in ("data", "blob", "about", *VIEWER) or url in self.meant:
                continue
            if _origin(url) not in self.own:
                wrong.append(f"asked elsewhere: {url}")
            elif parts.query and not DAYS.fullmatch(parts.path):
                wrong.append(f"words in an address: {url}")
            elif method == "POST" and parts.scheme != "file" and not SENT.fullmatch(parts.path):
                wrong.append(f"sent: {url} {body}")
            elif method not in ("GET", "HEAD", "POST"):
                wrong.append(f"{method} {url}")
        return wrong

    def _stored(self) -> list[str]:
        wrong = [f"a cookie: {each}" for each in self.context.cookies()]
        for page in self.context.pages:
            found = _stored(page)
            for name, value in found.get("local", {}).items():
                if not re.fullmatch(KEPT.get(name, r"(?!)"), value):
                    wrong.append(f"kept {name}: {value}")
            wrong += [f"kept for the session: {each}" for each in found.get("session", {})]
            wrong += [f"a database: {each}" for each in found.get("databases", [])]
            for name, held in found.get("caches", {}).items():
                wrong += _copies(name, held)
        return wrong


def _copies(name: str, held: list[tuple[str, str]]) -> list[str]:
    if not name.startswith("waymark-"):
        return [f"a cache that is not ours: {name}"]
    return [f"{name} keeps {method} {url}" for method, url in held if method != "GET" or urlsplit(url).query]


def _stored(page: Page) -> dict[str, Any]:
    if page.is_closed() or not page.url.startswith(("http", "file")):
        return {}
    try:
        return json.loads(json.dumps(page.evaluate(_STORED)))
    except Error:  # storage is refused there, by the journey or by the browser: then nothing is kept
        return {}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
