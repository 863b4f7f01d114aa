"""A report before it is bytes: lines that know which facts they print.

A fact is true of the written file while a line that prints it is there: when a damage deletes a page, the
facts that only that page printed leave the truth with it, because nobody could read them any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.synthetic.hand import thai


@dataclass(slots=True, eq=False)
class Line:
    """A line of the file. ``kind`` is ``text``, ``header`` or ``row``; ``keys`` name the facts it prints."""

    cells: list[str]
    kind: str = "text"
    keys: set[str] = field(default_factory=set)
    page: int = 0
    table: int = 0
    frame: str = "tab"

    def text(self) -> str:
        """The line as it is written."""
        cells = [" ".join(cell.split("\n")) for cell in self.cells]
        if self.kind == "text" or self.frame == "tab":
            return "\t".join(cells)
        if self.frame == "pipe":
            return f"| {' | '.join(cells)} |"
        tag = "th" if self.kind == "header" else "td"
        return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


@dataclass(slots=True)
class Draft:
    """The lines of a report, written one after another."""

    lines: list[Line] = field(default_factory=list)
    page: int = 0
    tables: int = 0
    rows_on_page: int = 4
    blank: str = ""
    footer: str = ""

    def say(self, text: str, *keys: str) -> None:
        """A line of text."""
        self.lines.append(Line([text], "text", set(keys), self.page))

    def gap(self, count: int = 1) -> None:
        """Empty lines."""
        for _ in range(count):
            self.lines.append(Line([self.blank], "text", set(), self.page))

    def turn(self) -> None:
        """A new page begins."""
        if self.footer:
            self.say(self.footer.format(thai(self.page + 1)))
        self.page += 1
        self.gap()

    def table(
        self,
        header: Sequence[str] | None,
        rows: Iterable[tuple[Sequence[str], Sequence[str]]],
        *,
        frame: str = "tab",
        repeat: bool = True,
    ) -> None:
        """A table: rows with the keys of what they print; over pages, its header ``repeat`` ed."""
        self.tables += 1
        number = self.tables
        head = list(header) if header else []

        def begin(width: int) -> None:
            if frame == "html":
                self.say("<table>")
            if head:
                self.lines.append(Line(list(head), "header", set(), self.page, number, frame))
                width = len(head)
            if frame == "pipe" and head:
                self.say("|" + "---|" * width)

        started = False
        weight = 0
        for cells, keys in rows:
            size = sum(map(len, cells))
            if started and repeat and (weight + size > 500 * self.rows_on_page):
                if frame == "html":
                    self.say("</table>")
                self.turn()
                begin(len(cells))
                weight = 0
            elif not started:
                begin(len(cells))
                started = True
            weight += size
            self.lines.append(Line(list(cells), "row", set(keys), self.page, number, frame))
        if frame == "html":
            self.say("</table>")
        self.gap()
