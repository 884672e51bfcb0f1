"""The words of files that readers download, so that they can be searched for."""

from __future__ import annotations

import io
import logging
import zipfile
from functools import lru_cache

import pypdf
from defusedxml import ElementTree

from waymark.editions.shelf import Shelf
from waymark.editions.shelved import ending_of
from waymark.manual.local import LocalFile, LocalManuscript

#: More than so many pages, or letters, of one file are not searched; a part of a Word file may be so large.
MOST_PAGES, MOST_LETTERS, LARGEST_PART = 300, 400_000, 30_000_000
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def paper_words(shelf: Shelf, local: LocalManuscript) -> dict[str, str]:
    """The words of the files that a local manuscript names, by the files' names."""
    papers = [each.file for each in local.guidance if each.file]
    return {paper.name: words for paper in papers if (words := _words_of(shelf, paper))}


def _words_of(shelf: Shelf, paper: LocalFile) -> str:
    file = shelf.object_file(paper.fingerprint, ending_of(paper.name))
    return _read(str(file), paper.fingerprint) if file.is_file() else ""


@lru_cache(maxsize=256)
def _read(file: str, fingerprint: str) -> str:
    """The words of a file; none where it cannot be read: it is downloaded as it is, and only not searched."""
    with open(file, "rb") as opened:
        data = opened.read()
    try:
        words = _of_pdf(data) if file.endswith(".pdf") else _of_word(data)
    except Exception:  # whatever a library says of an odd file, its guidance is found by its title still
        return ""
    return " ".join(words.split())[:MOST_LETTERS]


def _of_pdf(data: bytes) -> str:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "\n".join(page.extract_text() for page in pages[:MOST_PAGES])


def _of_word(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("word/document.xml")
        if part.file_size > LARGEST_PART:
            return ""
        tree = ElementTree.fromstring(archive.read(part), forbid_dtd=True)
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(_TEXT)) for paragraph in tree.iter(_PARAGRAPH)
    )
