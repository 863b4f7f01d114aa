"""Tables and progress in the terminal, with Thai text aligned; plain text where nobody looks on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from flows.messages import say
from flows.printable import without_escapes

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console, RenderableType

#: Tables stay readable in terminals of this width; in narrower ones cells are broken over lines.
WIDTH = 100
#: A column narrower than this breaks words where nobody can read them.
_READABLE = 12
_BETWEEN = 2


@lru_cache(maxsize=2)
def console(stderr: bool = False) -> Console:
    """The console for people: standard output for answers, standard error for progress. No colours and
    no cursor movements where it is not a terminal."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else WIDTH
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def show(renderable: RenderableType) -> None:
    """Print a table or a line for people."""
    console().print(renderable)


def tell(text: str) -> None:
    """Print a line as it is, but for escapes: not broken, so that paths can be copied."""
    console().print(without_escapes(text), soft_wrap=True)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    title: str | None = None,
    numbers: Iterable[int] = (),
) -> RenderableType:
    """A table; ``numbers`` are the positions of the columns aligned at the right. Where it is wider than
    the terminal the widest columns alone are broken over lines."""
    from rich import box
    from rich.table import Table

    printed = [[_printed(value) for value in row] for row in rows]
    widths = _widths(columns, printed)
    most = _widest_column(widths)
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    right = set(numbers)
    for position, (column, width) in enumerate(zip(columns, widths, strict=True)):
        justify: Literal["left", "right"] = "right" if position in right else "left"
        made.add_column(column, justify=justify, overflow="fold", width=min(width, most))
    for row in printed:
        made.add_row(*row)
    return made


def frame_table(
    frame: pl.DataFrame,
    title: str | None = None,
    headings: Sequence[str] | None = None,
    right: Sequence[str] = (),
) -> RenderableType:
    """A table of a Polars frame, numbers and the columns named ``right`` at the right; ``headings`` in the
    place of its names. One that is too wide even when its cells are broken over lines is shown record by
    record, a line a column."""
    names = list(headings or frame.columns)
    rows = [[_printed(value) for value in row] for row in frame.iter_rows()]
    widths = _widths(names, rows)
    if rows and _widest_column(widths) < min(_READABLE, max(widths)):
        return _records(names, rows, title)
    numbers = [
        position
        for position, (name, dtype) in enumerate(frame.schema.items())
        if dtype.is_numeric() or name in right
    ]
    return table(names, rows, title, numbers)


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """What every column needs to stand on one line, in cells: Thai vowels and tone marks above and
    below take none. A heading may be broken between words."""
    from rich.cells import cell_len

    widths = [max((cell_len(word) for word in column.split()), default=1) for column in columns]
    for row in rows:
        for position, text in enumerate(row):
            longest = max(map(cell_len, text.splitlines()), default=0)
            widths[position] = max(widths[position], longest)
    return widths


def _widest_column(widths: Sequence[int]) -> int:
    """The width that no column may pass for all to fit into the terminal; at least 1."""
    room = console().width - _BETWEEN * (len(widths) - 1)
    left = len(widths)
    for width in sorted(widths):
        if width * left > room:
            return max(1, room // left)
        room -= width
        left -= 1
    return max(widths, default=1)


def _records(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str | None) -> RenderableType:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    parts: list[RenderableType] = [Text(title, style="bold")] if title else []
    for number, row in enumerate(rows, start=1):
        record = Table.grid(padding=(0, 2))
        record.add_column(style="dim", no_wrap=True)
        record.add_column(overflow="fold")
        for name, value in zip(columns, row, strict=True):
            record.add_row(name, value)
        parts += [Text(f"── {number}"), record]
    return Group(*parts)


@contextmanager
def progress(key: str, total: int, lang: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error within, where that is a terminal; call what it gives with the
    number of things done."""
    if total == 0 or not sys.stderr.isatty():
        yield lambda _count: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(say(key, lang), total=total)
        yield lambda count: bar.advance(task, count)


def _printed(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list | tuple):
        return ", ".join(_printed(part) for part in value)
    return without_escapes(str(value))
