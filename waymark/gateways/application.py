"""The application: a WSGI callable that answers from the shelf and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from waymark.editions.shelf import Shelf
from waymark.gateways import answers, letters
from waymark.gateways.answers import Answer
from waymark.gateways.asking import (
    LONGEST_PATH,
    clean_path,
    host_name,
    is_held,
    preferred_encodings,
    reads_query,
    takes_words,
)
from waymark.gateways.gatehouse import ROOM, Clock, Gatehouse, state
from waymark.gateways.now import Gateways
from waymark.gateways.sent import LARGEST, body_of
from waymark.manual.findings import Refused

log = logging.getLogger("waymark.gateways")

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

HEALTH = "/healthz"


class Application(Protocol):
    """What a WSGI server calls."""

    def __call__(self, environ: Environ, start: StartResponse) -> list[bytes]:
        """Answer one request."""


def application(shelf: Shelf, now: Clock, room: int = ROOM) -> Application:
    """The public server of a shelf, by a clock that gives instants in UTC.

    `room` is how many bytes of answers are kept in memory.
    """
    gatehouse = Gatehouse(shelf, now, room)

    def serve(environ: Environ, start: StartResponse) -> list[bytes]:
        try:
            answer = _answer(gatehouse, environ)
        except Exception as error:
            answer = answers.UNREADY if isinstance(error, (OSError, Refused)) else answers.TROUBLE
            _report(error)
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held is not None and answer.tag and is_held(held, answer.tag):
            start("304 Not Modified", answer.unchanged)
            return answers.NOTHING
        start(answer.line, answer.headers)
        return answers.NOTHING if environ["REQUEST_METHOD"] == "HEAD" else answer.body

    return serve


def _answer(gatehouse: Gatehouse, environ: Environ) -> Answer:
    method = environ["REQUEST_METHOD"]
    if letters.is_letters(environ["PATH_INFO"]):
        return _closed(gatehouse, environ)
    if method == "POST":
        return _sent(gatehouse, environ)
    if method not in {"GET", "HEAD"}:
        return answers.NOT_ALLOWED
    path = environ["PATH_INFO"]
    if path == HEALTH:
        return answers.state(*state(gatehouse))
    gateways = gatehouse.gateways()
    hosts = gateways.hosts
    host = hosts.get(host_name(environ.get("HTTP_HOST", ""))) if hosts else None
    key = (path, host, preferred_encodings(environ.get("HTTP_ACCEPT_ENCODING")))
    query = environ.get("QUERY_STRING", "")
    query = query if query and len(query) <= LONGEST_PATH and reads_query(path) else ""
    answer = None if query else gateways.kept.get(key)
    return _find(gateways, *key, gatehouse.now(), query) if answer is None else answer


def _sent(gatehouse: Gatehouse, environ: Environ) -> Answer:
    """The answer to a body. It is read only where words are taken, and no longer than they can be."""
    path = clean_path(environ["PATH_INFO"])
    if path is None or not takes_words(path):
        return answers.NOT_ALLOWED
    if (body := body_of(environ, LARGEST)) is None:
        return answers.TOO_LONG
    gateways = gatehouse.gateways()
    if not gateways.gateways:
        return answers.UNREADY
    host = gateways.hosts.get(host_name(environ.get("HTTP_HOST", "")))
    encodings = preferred_encodings(environ.get("HTTP_ACCEPT_ENCODING"))
    return gateways.told(path, host, encodings, gatehouse.now(), body) or answers.NOT_ALLOWED


def _closed(gatehouse: Gatehouse, environ: Environ) -> Answer:
    """The answer to whatever was meant for the desk: what was written is read only to be given back."""
    body = body_of(environ, letters.LARGEST) if environ["REQUEST_METHOD"] == "POST" else None
    gateways = gatehouse.gateways()
    host = gateways.hosts.get(host_name(environ.get("HTTP_HOST", "")))
    encodings = preferred_encodings(environ.get("HTTP_ACCEPT_ENCODING"))
    return letters.closed(gateways, host, encodings, gatehouse.now(), body or b"")


def _find(
    gateways: Gateways,
    raw: str,
    host: str | None,
    encodings: tuple[str, ...],
    now: datetime,
    query: str,
) -> Answer:
    path = clean_path(raw)
    if path is None:
        return answers.MALFORMED
    if not gateways.gateways:
        return answers.UNREADY
    answer = gateways.answer(path, host, encodings, now, query)
    if answer.tag and not query:
        gateways.kept.keep((raw, host, encodings), answer)
    return answer


def _report(error: Exception) -> None:
    """Log a mistake of ours by its kind and where in our code it happened, never by what was asked for."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else "unknown"
    log.error("A page could not be answered: %s in %s.", type(error).__name__, where)
