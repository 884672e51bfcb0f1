"""HTML that was cleaned, walked once from start to end: its words become lines, blocks and sections.

A walk holds no tree, so no depth of nesting matters, and its time grows with the words alone.
"""

from __future__ import annotations

from html.parser import HTMLParser

from waymark.desk.incoming.grid import Grid
from waymark.desk.incoming.lines import Styled, line_of, said, seen, tell_link, text_of, web_address
from waymark.desk.incoming.tags import BOLD, CONTENTS, HEADINGS, LISTS, STYLES, WITHIN
from waymark.desk.incoming.taken import Report, Section, Walked
from waymark.manual.runs import Block, Paragraph, Points

_LONGEST_HEADING = 200
#: A table deeper than this among tables gives its lines to the cell around it and keeps no rows.
_DEEPEST = 5


class Walk(HTMLParser):
    """One walk. Feed it cleaned HTML, then take what it gives."""

    def __init__(self, report: Report) -> None:
        super().__init__(convert_charrefs=True)
        self.report = report
        self.title = ""
        self.page_name = ""
        self.repeated = ""
        self.sections: list[tuple[str | None, list[Block]]] = [(None, [])]
        self._line: list[Styled] = []
        self._bold = 0
        self._links: list[str] = []
        self._lists: list[bool] = []
        self._points: list[list[Styled]] = []
        self._grids: list[Grid] = []
        self._tables = 0
        self._heading = ""
        self._in_title = False
        self._in_contents = False
        self._styles: list[tuple[str, str, list[str]]] = []
        self._lines_of_point = 0

    def given(self) -> Walked:
        """The title and sections."""
        self.close()
        self._end_line()
        self._end_table(everything=True)
        self._end_list()
        sections = [Section(head, text_of(blocks, self.report)) for head, blocks in self.sections]
        name = seen(self.page_name, self.report).strip()
        if name and self.title:
            self.repeated = name if name == self.title else ""
            if not self.repeated:
                self.report.lost("the name of the web page", name)
        kept = tuple(each for each in sections if each.heading or each.markdown)
        return Walked(self.title or name or None, kept)

    # --- what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        given = {name: value or "" for name, value in attrs}
        if tag == "br" and (self._lists or self._grids or self._heading):
            self._line.append(Styled(" "))
            return
        if tag not in WITHIN:
            self._end_line()
        if tag in BOLD:
            self._bold += 1
        elif tag == "a":
            anchor = "id" in given or "name" in given
            self._links.append(given.get("href", "#" if anchor else "an address of another kind").strip())
            self._styles.append(("a", "", []))
        elif tag == "img":
            self._image(given)
        elif tag in HEADINGS:
            self._heading = "" if self._lists or self._grids else tag
            if not self._heading:
                self.report.changed("a heading inside a list or table", "", "plain words")
        elif tag in LISTS:
            self._start_list(tag == "ol", given)
        elif tag == "li":
            self._lines_of_point = 0
            self._note(given.get("id", ""))
        elif tag == "table":
            self._start_table()
        elif tag == "tr" and 0 < self._tables <= _DEEPEST:
            self._grids[-1].row()
        elif tag in ("td", "th") and 0 < self._tables <= _DEEPEST:
            spans = any(given.get(name, "1").strip() not in ("", "1") for name in ("colspan", "rowspan"))
            self._grids[-1].cell(tag == "th", spans)
        elif tag == "br":
            self.report.changed("a forced line break", "", "a new paragraph")
        elif tag == "hr":
            self.report.changed("a dividing line", "", "left out")
        elif tag == "title":
            self._in_title = True
        if tag == "p" and given.get("class") == CONTENTS:
            self._in_contents = True
        if tag in STYLES:
            self._styles.append((tag, "", []))
        elif tag in ("span", "font"):
            coloured = "color" in given or "color" in given.get("style", "").lower()
            self._styles.append((tag, "colour" if coloured else "", []))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in WITHIN:
            self._end_style(tag)
            if tag in BOLD and self._bold:
                self._bold -= 1
            return
        self._end_line()
        self._end_style(tag)
        if tag in HEADINGS:
            self._heading = ""
        elif tag in LISTS and self._lists:
            self._lists.pop()
            if not self._lists:
                self._end_list(popped=tag == "ol")
        elif tag == "table" and self._tables:
            self._tables -= 1
            if self._tables < _DEEPEST:
                self._end_table()
        elif tag == "title":
            self._in_title = False
        elif tag == "p":
            self._in_contents = False

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._in_title:
            self.page_name += data
            return
        if data.strip() == "↑" and self._links and self._links[-1].startswith("#"):
            return  # the way back from a note, which leads nowhere here
        for _, _, words in self._styles[-8:]:  # the innermost: a hostile page nests by the thousand
            words.append(data)
        to = (web_address(self._links[-1]) or "") if self._links else ""
        self._line.append(Styled(data, self._bold > 0, to))

    # --- styles, links and images

    def _end_style(self, tag: str) -> None:
        at = next((n for n in range(len(self._styles) - 1, -1, -1) if self._styles[n][0] == tag), None)
        if at is None:
            return
        _, what, pieces = self._styles.pop(at)
        words = " ".join(seen("".join(pieces)).split())
        if tag == "a":
            tell_link(self._links.pop() if self._links else "", words, bool(self._heading), self.report)
        elif words and tag in STYLES:
            self.report.changed(STYLES[tag][0], words, STYLES[tag][1])
        elif words and what:
            self.report.changed(what, words, "plain words: say in words what the colour said")

    def _image(self, given: dict[str, str]) -> None:
        shows, near = seen(given.get("alt", "")).strip(), said(self._line)[-60:]
        words = shows or (f"near “{near}”" if near else "")
        self.report.lost("an image", words, "left out: say in words what it shows")
        # It kept the words either side of it apart, and still does.
        self.handle_data(" ")

    # --- lists and tables

    def _note(self, name: str) -> None:
        """Footnotes, which the reader of Word files puts at the end, get a section of their own."""
        if name.startswith(("footnote-", "endnote-")) and len(self._lists) == 1 and not self._points:
            self.sections.append(("Notes", []))

    def _start_list(self, numbered: bool, given: dict[str, str]) -> None:
        if self._lists:
            near = said(self._points[-1]) if self._points else ""
            self.report.changed("a list inside a list", near, "its points stand in the list around it")
        elif numbered and given.get("start", "1").strip() not in ("", "1"):
            self.report.changed("a list that starts at another number", given["start"], "it starts at 1")
        self._lists.append(numbered)
        self._lines_of_point = 0

    def _end_list(self, popped: bool = False) -> None:
        numbered = self._lists[0] if self._lists else popped
        points = tuple(runs for each in self._points if (runs := line_of(each, self.report)))
        self._lists, self._points = [], []
        if points:
            self.sections[-1][1].append(Points(points, numbered))

    def _start_table(self) -> None:
        if self._grids:
            self.report.changed("a table inside a table", "", "its lines stand in the cell around it")
        self._tables += 1
        if self._tables <= _DEEPEST:
            self._grids.append(Grid())

    def _end_table(self, everything: bool = False) -> None:
        while self._grids:
            grid = self._grids.pop()
            lines = [line for line in grid.points(self.report) if any(each.words.strip() for each in line)]
            one_column = all(len(row) == 1 for row in grid.rows)
            if self._grids or self._lists:
                for line in lines:
                    self._put(line)
            else:
                made = [runs for line in lines if (runs := line_of(line, self.report))]
                blocks = (
                    [Paragraph(line) for line in made] if one_column else [Points(tuple(made))] * bool(made)
                )
                self.sections[-1][1].extend(blocks)
            if not everything:
                return

    # --- lines

    def _end_line(self) -> None:
        styled, self._line = self._line, []
        if not any(each.words.strip() for each in styled):
            return
        if self._in_contents:
            words = said(styled)
            self.report.lost("a line of a table of contents", words, "left out: the headings are kept")
        elif self._heading:
            self._head(styled)
        else:
            self._put(styled)

    def _put(self, styled: list[Styled]) -> None:
        if self._grids:
            self._grids[-1].line(styled)
        elif self._lists:
            if self._lines_of_point:
                near = said(styled)
                self.report.changed("a second paragraph in a point", near, "a point of its own")
            self._lines_of_point += 1
            self._points.append(styled)
        elif runs := line_of(styled, self.report):
            self.sections[-1][1].append(Paragraph(runs))

    def _head(self, styled: list[Styled]) -> None:
        words = " ".join(seen("".join(each.words for each in styled), self.report).split())
        if len(words) > _LONGEST_HEADING:
            self.report.changed("a heading as long as a paragraph", words, "a paragraph")
            self._put(styled)
        elif self._heading == "h1" and not self.title and self.sections == [(None, [])]:
            self.title = words
        elif words:
            self.sections.append((words, []))
