"""Tables: each row becomes a point, the words of a column's head before its cell."""

from __future__ import annotations

from waymark.desk.incoming.lines import Styled
from waymark.desk.incoming.taken import Report

Cell = list[list[Styled]]


class Grid:
    """A table as it is read: rows of cells, each some lines."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.heads: list[bool] = []
        self.merged = False

    def row(self) -> None:
        """A row begins. It is a head until a cell says otherwise."""
        self.rows.append([])
        self.heads.append(True)

    def cell(self, head: bool, spans: bool) -> None:
        """A cell begins."""
        if not self.rows:
            self.row()
        self.rows[-1].append([])
        self.heads[-1] = self.heads[-1] and head
        self.merged = self.merged or spans

    def line(self, styled: list[Styled]) -> None:
        """A line of the cell that is being read, or of a cell of its own."""
        if not self.rows or not self.rows[-1]:
            self.cell(head=False, spans=False)
        self.rows[-1][-1].append(styled)

    def points(self, report: Report) -> list[list[Styled]]:
        """The rows as lines."""
        rows = [(row, head) for row, head in zip(self.rows, self.heads, strict=True) if any(row)]
        near = " ".join(_words(cell) for cell in rows[0][0]).strip() if rows else ""
        if all(len(row) == 1 for row, _ in rows):
            report.changed("a table of one column", near, "its lines became paragraphs")
            return [line for row, _ in rows for cell in row for line in cell]
        heads = rows[0][0] if len(rows) > 1 and (rows[0][1] or _all_bold(rows[0][0])) else []
        if self.merged or any(len(row) != len(heads) for row, _ in rows):
            # Which head stands over which cell is not certain, and a wrong one would say something false.
            heads = []
        told = "each head before its cell" if heads else "a semicolon between cells"
        report.changed("a table", near, f"its rows became points, {told}")
        used: set[int] = set()
        points = []
        for row, _ in rows[1:] if heads else rows:
            points.append(_point(row, heads))
            used |= {at for at, cell in enumerate(row) if _words(cell)}
        for at, head in enumerate(heads):
            if at not in used and _words(head):
                report.lost("the head of an empty column", _words(head))
        return points


def _point(row: list[Cell], heads: list[Cell]) -> list[Styled]:
    made: list[Styled] = []
    for at, cell in enumerate(row):
        if not _words(cell):
            continue
        if made:
            made.append(Styled("; "))
        head = _words(heads[at]) if heads else ""
        if head:
            made.append(Styled(head + (" " if head[-1] in ":?.!" else ": ")))
        for number, line in enumerate(cell):
            made += [Styled(", ")] * (number > 0) + line
    return made


def _words(cell: Cell) -> str:
    return " ".join(" ".join("".join(each.words for each in line).split()) for line in cell).strip()


def _all_bold(row: list[Cell]) -> bool:
    styled = [each for cell in row for line in cell for each in line if each.words.strip()]
    return bool(styled) and all(each.bold for each in styled)
