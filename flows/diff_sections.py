"""The sections of ``prongsai diff``: a title, columns, rows, and which columns are numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.diff_words import (
    Names,
    cause_in_words,
    causes_in_words,
    figure_in_words,
    round_in_words,
    table_in_words,
    why_missing,
)
from flows.messages import say
from flows.printable import without_escapes
from flows.terminal import console
from warehouse.publication_changes import IssueCount, PublicationChanges

Section = tuple[str, Sequence[str], Sequence[Sequence[object]], Iterable[int]]

#: Tables that grow with every run and tell nothing of what it changed.
_HISTORY = frozenset({"quality.runs", "quality.checks", "quality.figure_changes"})
_NONE = "–"
#: The fewest cells that an example of an issue is cut to.
_EXAMPLE = 20


def of_organizations(found: PublicationChanges, names: Names, lang: str) -> Iterator[Section]:
    """Who is gone, new, under another code; whose scores and rates moved most; who changed."""
    yield (
        say("diff-missing-title", lang),
        headings(("organization", "figures", "why"), lang),
        [(names(one.organization), f"{one.figures:,}", why_missing(one, lang)) for one in found.missing],
        (1,),
    )
    yield (
        say("diff-added-title", lang),
        headings(("organization", "figures", "cause", "follows"), lang)[: 4 if _follow(found) else 3],
        [
            (
                names(one.organization),
                f"{one.figures:,}",
                causes_in_words(one.causes, lang),
                ", ".join(one.predecessors) or _NONE,
            )[: 4 if _follow(found) else 3]
            for one in found.added
        ],
        (1,),
    )
    yield (
        say("diff-successions-title", lang),
        headings(("old-code", "organization", "basis"), lang),
        [
            (_coded(one.old.organization_id, one.old.label), names(one.new), say(f"basis-{one.basis}", lang))
            for one in found.successions
        ],
        (),
    )
    yield (
        say("diff-scores-title", lang, count=found.score_moves_total),
        headings(("organization", "fiscal-year", "old", "now", "difference", "cause"), lang),
        [
            (
                names(one.organization),
                one.fiscal_year,
                one.old,
                one.new,
                f"{one.difference:+.2f}",
                cause_in_words(one.cause, lang),
            )
            for one in found.score_moves
        ],
        (1, 2, 3, 4),
    )
    yield (
        say("diff-rates-title", lang, count=found.completion_moves_total),
        headings(("organization", "fiscal-year", "round", "old", "now", "difference", "cause"), lang),
        [
            (
                names(one.organization),
                one.fiscal_year,
                round_in_words(one.reporting_round, lang),
                f"{one.old_completed:,}/{one.old_reported:,}",
                f"{one.new_completed:,}/{one.new_reported:,}",
                f"{one.difference:+.2f}",
                cause_in_words(one.cause, lang),
            )
            for one in found.completion_moves
        ],
        (1, 3, 4, 5),
    )
    yield (
        say("diff-changed-title", lang),
        headings(("organization", "appeared", "changed", "gone", "cause"), lang),
        [
            (
                names(one.organization),
                f"{one.appeared:,}",
                f"{one.changed:,}",
                f"{one.gone:,}",
                causes_in_words(one.causes, lang),
            )
            for one in found.changed
        ],
        (1, 2, 3),
    )


def of_the_rest(found: PublicationChanges, lang: str) -> Iterator[Section]:
    """Figures by kind and cause, issues, documents, rows of tables (of the whole warehouse: not where
    provinces were chosen). A section without rows is empty."""
    yield (
        say("diff-figures-title", lang),
        headings(("figure", "cause", "appeared", "changed", "gone"), lang),
        [
            (
                figure_in_words(one.column_name, lang),
                cause_in_words(one.cause, lang),
                f"{one.appeared:,}",
                f"{one.changed:,}",
                f"{one.gone:,}",
            )
            for one in found.figures
            if one.appeared or one.changed or one.gone
        ],
        (2, 3, 4),
    )
    for title, counts in (
        ("diff-new-issues-title", found.new_issues),
        ("diff-closed-issues-title", found.closed_issues),
    ):
        columns = headings(("severity", "rule", "count", "examples"), lang)
        yield say(title, lang), columns, _issue_rows(counts, columns, lang), (2,)
    yield (
        say("diff-documents-title", lang),
        headings(("state", "reason", "documents", "examples"), lang),
        [
            (
                say(f"state-{one.state}", lang),
                one.state_reason or _NONE,
                f"{one.documents:,}",
                ", ".join(one.examples),
            )
            for one in found.documents
        ],
        (2,),
    )
    yield (
        say("diff-rows-title", lang),
        headings(("table", "before", "now", "difference"), lang),
        [
            (
                table_in_words(one.table_name, lang),
                f"{one.before:,}",
                f"{one.after:,}",
                f"{one.difference:+,}",
            )
            for one in sorted(found.tables, key=lambda one: -abs(one.difference or 0))
            if one.before is not None
            and one.difference
            and one.table_name not in _HISTORY
            and not found.provinces
        ],
        (1, 2, 3),
    )


def _issue_rows(counts: Sequence[IssueCount], columns: Sequence[str], lang: str) -> list[tuple[Any, ...]]:
    """A line an issue: the example takes what the others leave of the width."""
    from rich.cells import cell_len

    begun = [(say(f"severity-{one.severity}", lang), one.rule, f"{one.issues:,}") for one in counts]
    taken = sum(
        max(cell_len(text) for text in (columns[place], *(row[place] for row in begun))) for place in range(3)
    )
    room = max(_EXAMPLE, console().width - taken - 3 * 2)
    return [(*row, _cut(_example(one, lang), room)) for row, one in zip(begun, counts, strict=True)]


def _example(one: IssueCount, lang: str) -> str:
    message = one.example.message_th if lang == "th" else one.example.message_en
    where = one.example.organization or one.example.file_name
    return " ".join(without_escapes(f"{where}: {message}" if where else message).split())


def _cut(text: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def _follow(found: PublicationChanges) -> bool:
    return any(one.predecessors for one in found.added)


def _coded(code: str, label: str) -> str:
    return code if label == code else f"{label} ({code})"


def headings(keys: Sequence[str], lang: str) -> list[str]:
    """The headings of columns, by the keys of their texts."""
    return [say(f"col-{key}", lang) for key in keys]
