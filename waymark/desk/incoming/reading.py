"""Reading a Word file or a web page that comes in. Runs apart (see `waymark.desk.files.apart`)."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

import msgspec

from waymark.desk.files.naming import shown
from waymark.desk.files.word import COMMENTS, Stories
from waymark.desk.incoming.page import decoded, plain_words, walked, words_of
from waymark.desk.incoming.tags import CONTENTS
from waymark.desk.incoming.taken import Incoming, Report
from waymark.manual.findings import finding

#: Word's styles that mean something here, beside those mammoth knows. Contents are told, and left out.
_STYLES = "\n".join(
    ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh", "u => u", "i => em"]
    + [
        f"p[style-name='{toc} {level}'] => p.{CONTENTS}:fresh"
        for toc in ("toc", "TOC")
        for level in range(1, 10)
    ]
)
_BESIDE = (
    ("header+xml", "words at the head of each page"),
    ("footer+xml", "words at the foot of each page"),
    ("diagramdata+xml", "words in a drawing"),
    ("chart+xml", "words in a chart"),
)


def read(name: str, data: bytes) -> Iterator[bytes]:
    """What came in, as one line of JSON."""
    report = Report()
    stories = Stories(data) if data.startswith(b"PK") else None
    given = walked(_html_of_word(data, stories, report) if stories else decoded(data), report)
    if stories:
        _check(stories, [given.title or "", *map(plain_words, given.sections)], report)
    findings = () if given.sections else (finding("incoming-nothing", name=shown(name)),)
    yield msgspec.json.encode(
        Incoming(title=given.title, sections=given.sections, dropped=report.rows(), findings=findings)
    )


def _html_of_word(data: bytes, stories: Stories, report: Report) -> str:
    """A Word file as HTML. No image is opened, nothing is fetched, no map of styles of its own is used."""
    import mammoth

    for kind, what in _BESIDE:
        for story in stories.of(kind):
            for line in story.lines:
                report.lost(what, line)
    for story in stories.of(COMMENTS):
        for line in story.lines:
            report.lost("a comment", line)
    for story in stories.of("document.main+xml"):
        if words := " ".join("".join(story.taken_out).split()):
            report.lost("words that a tracked change took out", words)
        elif story.tracked:
            report.changed("tracked changes", "", "taken as accepted")
        for words in story.coloured:
            report.changed("colour", words.strip(), "plain words: say in words what the colour said")
    for kind, what in (("footnotes+xml", "a footnote"), ("endnotes+xml", "an endnote")):
        for story in stories.of(kind):
            for line in story.lines:
                report.changed(what, line, "a point at the end, under “Notes”")
    made = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(lambda _: {}),
        ignore_empty_paragraphs=True,
    )
    return str(made.value)


def _check(stories: Stories, told: list[str], report: Report) -> None:
    """Compare with the words of the file as `waymark.desk.files` reads them: no part is passed over."""
    visible: Counter[str] = Counter()
    for _, story in stories.seen():
        visible.update(word for line in story.lines for word in words_of(line))
    lost = [words for row in report.rows() if not row.kept for words in row.words]
    visible.subtract(word for words in (*told, *lost) for word in words_of(words))
    for word, times in visible.items():
        if times > 0:
            report.lost("a word that found no place", " ".join([word] * times))
