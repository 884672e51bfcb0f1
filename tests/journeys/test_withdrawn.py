"""A place that was withdrawn still answers: since when, and what to see instead."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import ROOT, waymark
from tests.journeys.test_journeys import AXE
from waymark.editions.shelf import Shelf
from waymark.gateways.application import application

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_a_withdrawn_term_says_so_and_leads_on(
    tmp_path: Path, browser: Browser, starter: Callable[[Path], None]
) -> None:
    pack = tmp_path / "southwest"
    shutil.copytree(ROOT / "southwest", pack)
    terms = pack / "shared" / "terms.yaml"
    words = terms.read_text()
    gone = re.search(r"- key: core-assessment\n(?:  .*\n|\n)*", words)
    assert gone
    terms.write_text(words.replace(gone[0], ""))
    see = "terms/core-assessment=terms/child-and-family-assessment"
    why = "terms/core-assessment=Nobody uses the word any more."
    waymark("freeze", pack, "edition", "--in-force", "2026-11-30", "--withdraw", see, "--reason", why)
    starter(tmp_path / "shelf")
    waymark("compile", pack, "--shelf", tmp_path / "shelf")
    app = application(Shelf(tmp_path / "shelf"), lambda: datetime(2026, 12, 1, tzinfo=UTC))
    said: list[str] = []
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/somerset/terms/core-assessment"}
    body = b"".join(app(asked, lambda status, headers: said.append(status)))
    assert said[0].startswith("410")
    text = body.decode()
    assert "withdrawn in edition 2026-5" in text
    assert 'href="../terms/child-and-family-assessment.html"' in text

    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_content(text)
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document)")["violations"]
    assert [each["id"] for each in found] == []
    page.close()
