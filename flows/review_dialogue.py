"""The queue of review in a terminal: as a table, and one item after the other, each with what its original
says, until somebody ends it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.messages import say
from flows.review import SEEN, Item, acceptance, item, setting
from flows.settings import Settings
from transforms.corrections import DOCUMENTS
from transforms.errors import ProngsaiError, WrongUse

if TYPE_CHECKING:
    import polars as pl

    from warehouse.explanation import Explanation

_LONGEST_LABEL = 40
_LONGEST_TEXT = 600


def review_lines(shown: pl.DataFrame, total: int, lang: str) -> Iterator[str]:
    """The queue, two lines an item: its effect, id, figure and value; whose it is, where it stands and what
    is doubted. Nothing is broken over lines, so that ids can be copied."""
    yield say("review-title", lang, count=total)
    for row in shown.iter_rows(named=True):
        value = f" = {row['value']}" if row["value"] else ""
        yield ""
        yield f"{row['effect']:>6}  {row['id']}  {_what(row)}{value}  ({say('why-' + row['why'], lang)})"
        place = f"{row['file_name']}:{row['line']}" if row["line"] else row["file_name"]
        doubts = f"  ! {', '.join(row['rules'])}" if row["rules"] else ""
        yield f"        {row['organization'] or '–'}  {place}{doubts}"


def _what(row: dict[str, Any]) -> str:
    """Which figure it is, its year, and what tells it from others: the wording of a measure, the level."""
    label = " ".join((row["label"] or "").split())
    short = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
    if row["table_name"] == "core.measures":
        parts = ["measure", str(row["fiscal_year"] or ""), short]
    elif row["table_name"] == "core.indicator_scores":
        parts = [row["fact"], str(row["fiscal_year"] or "")]
    else:
        parts = [row["fact"] or row["column_name"], str(row["fiscal_year"] or ""), short]
    return " ".join(filter(None, parts))


def ask_one_by_one(
    settings: Settings,
    queue: pl.DataFrame,
    by: str,
    lang: str,
    write: Callable[[dict[str, Any]], None],
    ask: Callable[[str], str] = input,
) -> int:
    """Show each item with its source and ask what holds; ``write`` gets the entry of each answer. Gives how
    many were written. An end of input ends it."""
    from flows.terminal import tell

    written = 0
    for number, row in enumerate(queue.iter_rows(named=True), start=1):
        one = item(settings.home, row)
        for line in item_lines(settings, one, number, queue.height, lang):
            tell(line)
        try:
            if not _settle(settings, one, by, lang, ask, write):
                continue
            written += 1
        except EOFError:
            break
    tell(say("review-done", lang, count=written))
    return written


def _settle(
    settings: Settings,
    one: Item,
    by: str,
    lang: str,
    ask: Callable[[str], str],
    write: Callable[[dict[str, Any]], object],
) -> bool:
    """Ask until an answer can be written, and say whether one was; the item is passed over with anything but
    accepting and setting. Raises :class:`EOFError` where nobody answers any more, or has enough."""
    from flows.terminal import tell

    while True:
        answer = ask(say("review-ask", lang)).strip().lower()[:1]
        if answer == "q":
            raise EOFError
        try:
            entry = _entry(settings, one, answer, by, lang, ask)
            if entry is None:
                return False
            write(entry)
            return True
        except WrongUse as wrong:
            tell(wrong.message_th if lang == "th" else wrong.message_en)


def _entry(
    settings: Settings, one: Item, answer: str, by: str, lang: str, ask: Callable[[str], str]
) -> dict[str, Any] | None:
    if answer not in ("a", "s"):
        return None
    column = value = ""
    if answer == "s":
        column = ask(say("review-ask-column", lang, column=one.row["column_name"])).strip()
        value = ask(say("review-ask-value", lang)).strip()
    reason = ask(say("review-ask-reason", lang)).strip()
    if not reason:
        raise WrongUse(say("review-reason-needed", "th"), say("review-reason-needed", "en"))
    if answer == "a":
        return acceptance(one, by, reason, settings.today)
    return setting(one, column or None, value, by, reason, settings.today)


def item_lines(settings: Settings, one: Item, number: int, total: int, lang: str) -> Iterator[str]:
    """What a person needs to decide: the values, the doubts, the text of the original, the path of its
    picture where the original is one."""
    row = one.row
    yield say(
        "review-item",
        lang,
        number=number,
        total=total,
        id=one.identity,
        effect=row["effect"],
        why=say(f"why-{row['why']}", lang),
    )
    file = f"{row['file_name']}:{row['line']}" if row["line"] else row["file_name"]
    yield say(
        "review-of", lang, organization=row["organization"] or "–", year=row["fiscal_year"] or "–", file=file
    )
    for column in SEEN.get(one.table, ()):
        if one.values.get(column) is not None:
            yield f"    {column}: {one.values[column]}"
    if row["rules"]:
        yield f"    ! {', '.join(row['rules'])}"
    if one.table == DOCUMENTS:
        return
    try:
        yield from _source_lines(settings, one, lang)
    except ProngsaiError as error:
        yield f"    ({error.message_th if lang == 'th' else error.message_en})"


def _source_lines(settings: Settings, one: Item, lang: str) -> Iterator[str]:
    from flows.explaining import explained

    found = explained(settings, one.row["organization_id"], one.row["fiscal_year"], one.row["fact"])
    own = _of_record(found, one.identity)
    said: set[str] = set()
    for figure in own.figures:
        for trace in figure.traces:
            place = (trace.place_th if lang == "th" else trace.place_en) or trace.locator
            text = trace.line or trace.text or trace.raw_text or ""
            line = f"    {place} | {' '.join(text.split())[:_LONGEST_TEXT]}"
            if line not in said:
                said.add(line)
                yield line
    picture = _picture(settings, own, one.identity)
    if picture is not None:
        yield say("review-picture", lang, path=picture)


def _of_record(found: Explanation, record: str) -> Explanation:
    """The explanation of one record, in force or not."""
    own = tuple(figure for figure in (*found.figures, *found.considered) if figure.record_id == record)
    return dataclasses.replace(found, figures=own, considered=())


def _picture(settings: Settings, found: Explanation, name: str) -> Path | None:
    """The places on the page as a PNG of its own under ``work/review``; ``None`` where the original has no
    pages."""
    from flows.explaining import write_picture

    path = settings.home / "work" / "review" / f"{name}.png"
    try:
        write_picture(settings, found, path)
    except WrongUse:
        return None
    return path
