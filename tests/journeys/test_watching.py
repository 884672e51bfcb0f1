"""The watch over every journey sees what it is there to see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Served
from tests.journeys.watching import Watch

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

BREAKING = """async () => {
  document.cookie = 'reader=1'
  localStorage.setItem('reader', '1')
  localStorage.setItem('waymark-look', 'a name')
  sessionStorage.setItem('reader', '1')
  await new Promise(done => { indexedDB.open('reader').onsuccess = done })
  await (await caches.open('reader')).put('/somerset/', new Response('x'))
  await (await caches.open('waymark-somerset')).put('/somerset/?words=x', new Response('x'))
  await fetch('/somerset/index.html?words=bruise')
  await fetch('/somerset/index.html', {method: 'POST', body: 'bruise'})
  await fetch('http://localhost:9/elsewhere').catch(() => 0)
}"""


def test_every_broken_promise_is_seen(browser: Browser, served: Served) -> None:
    context = browser.new_context(bypass_csp=True)  # the policy would stop some of it before it is asked
    try:
        watch = Watch(context)
        page = context.new_page()
        page.goto(f"{served.address}/somerset/")
        assert watch.broken() == []
        page.evaluate(BREAKING)
        seen = "\n".join(watch.broken())
    finally:
        context.close()
    for told in (
        "a cookie",
        "kept reader",
        "kept waymark-look: a name",
        "kept for the session",
        "a database: reader",
        "a cache that is not ours: reader",
        "waymark-somerset keeps GET",
        "words in an address",
        "sent: ",
        "asked elsewhere: http://localhost:9/",
    ):
        assert told in seen, told


def test_what_a_form_about_days_asks_is_as_it_should_be(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    try:
        watch = Watch(context)
        context.new_page().goto(f"{served.address}/somerset/on?date=24+November+2026&page=")
        assert watch.broken() == []
    finally:
        context.close()
