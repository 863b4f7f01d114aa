"""Tables and progress in the terminal, with Thai text aligned; plain text where nobody looks on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.messages import say

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console, RenderableType

#: Tables stay readable in terminals of this width; in narrower ones cells are broken over lines.
WIDTH = 100


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
    """Print a line as it is: not broken, so that paths can be copied."""
    console().print(text, soft_wrap=True)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    title: str | None = None,
    numbers: Iterable[int] = (),
) -> RenderableType:
    """A table; ``numbers`` are the positions of the columns aligned at the right."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, title_style="bold")
    right = set(numbers)
    for position, column in enumerate(columns):
        made.add_column(column, justify="right" if position in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(_printed(value) for value in row))
    return made


def frame_table(frame: pl.DataFrame, title: str | None = None) -> RenderableType:
    """A table of a Polars frame, numbers at the right."""
    numbers = [position for position, dtype in enumerate(frame.dtypes) if dtype.is_numeric()]
    return table(frame.columns, frame.iter_rows(), title, numbers)


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
    return str(value)
