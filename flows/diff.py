"""``prongsai diff``: what a publication changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.diff_sections import Section, headings, of_organizations, of_the_rest
from flows.diff_words import (
    Names,
    cause_in_words,
    figure_with_part,
    local_time,
    organizations_in,
)
from flows.listings import demand_known
from flows.messages import say
from flows.terminal import show, table, tell
from transforms.errors import WrongUse
from warehouse.changed_organizations import NamedOrganization
from warehouse.changes_of_run import changes_of, known_run
from warehouse.publication_changes import IssueCount, PublicationChanges, issues_by_severity
from warehouse.query import connect, query

if TYPE_CHECKING:
    import polars as pl

_QUERY = Path(__file__).with_name("queries") / "figure_changes.sql"


def changes(home: Path, run_id: str | None, provinces: Sequence[str], most: int) -> PublicationChanges:
    """What the run (``None``: the last that published) changed. Raises :class:`WrongUse` for a run or a
    province that is not there, or before any publication."""
    if provinces:
        provinces = demand_known(home, provinces, ())
    with connect(home) as connection:
        return changes_of(connection, run_id, provinces=provinces, most=most)


def figure_changes(home: Path, run_id: str | None, provinces: Sequence[str]) -> pl.DataFrame:
    """Every figure that the run changed, by province and organization; errors as for :func:`changes`."""
    if provinces:
        provinces = demand_known(home, provinces, ())
    with connect(home) as connection:
        run = known_run(connection, run_id)
    return query(home, _QUERY.read_text(encoding="utf-8"), {"run_id": run, "provinces": list(provinces)})


def run_asked_for(argument: str | None, option: str | None) -> str | None:
    """The run, named as an argument or with ``--run``. Raises :class:`WrongUse` for two different ones."""
    if argument and option and argument != option:
        raise WrongUse(
            f"ระบุรอบไว้สองรอบ ({argument} และ {option}): ใช้เพียงรอบเดียว",
            f"Two runs are named ({argument} and {option}): name one.",
        )
    return argument or option


def print_changes(found: PublicationChanges, lang: str, limit: int, timezone: str) -> None:
    """The report for people: the run, the sums, a table a section with at most ``limit`` rows; times in the
    time zone."""
    for line in _head(found, lang, ZoneInfo(timezone)):
        show(line)
    names = Names.of(organizations_in(found))
    for section in (*of_organizations(found, names, lang), *of_the_rest(found, lang)):
        _show_section(section, lang, limit)
    if found.figures_changed:
        tell("")
        tell(say("diff-see-figures", lang, run_id=found.run.run_id))


def print_figures(frame: pl.DataFrame, lang: str, limit: int) -> None:
    """The figures as a table of at most ``limit`` rows."""
    rows = frame.head(limit).to_dicts()
    organizations = [
        NamedOrganization(
            row["organization_id"],
            row["organization"] or row["organization_id"],
            row["amphoe"],
            row["province"],
        )
        for row in rows
    ]
    names = Names.of(organizations)
    cells = [
        (
            names(organization),
            row["fiscal_year"],
            figure_with_part(row["column_name"], row["part"], lang),
            row["old_value"],
            row["new_value"],
            cause_in_words(row["cause"], lang),
        )
        for organization, row in zip(organizations, rows, strict=True)
    ]
    columns = headings(("organization", "fiscal-year", "figure", "old", "now", "cause"), lang)
    show(table(columns, cells, say("diff-title", lang, count=frame.height), (1, 3, 4)))
    if len(rows) < frame.height:
        tell(say("more-rows", lang, shown=len(rows), total=frame.height))


def _head(found: PublicationChanges, lang: str, zone: ZoneInfo) -> Iterator[str]:
    run, previous = found.run, found.previous
    when = local_time(run.finished_at or run.started_at, zone)
    yield say("diff-run", lang, run_id=run.run_id, when=when)
    if previous is not None:
        before = local_time(previous.finished_at or previous.started_at, zone)
        yield say("diff-against", lang, run_id=previous.run_id, when=before)
    if found.provinces:
        yield say("diff-provinces", lang, provinces=", ".join(found.provinces))
    yield ""
    if previous is None:
        yield say("diff-first", lang, organizations=found.organizations_after)
    elif found.changed_nothing:
        yield say("diff-nothing", lang)
        return
    else:
        yield say(
            "diff-organizations",
            lang,
            added=len(found.added),
            changed=len(found.changed),
            missing=len(found.missing),
            recoded=len(found.successions),
        )
        if not found.provinces:
            standing = (found.organizations_before, found.organizations_after)
            yield say("diff-with-figures", lang, before=standing[0], after=standing[1])
        appeared, changed, gone = (
            sum(getattr(one, name) for one in found.figures) for name in ("appeared", "changed", "gone")
        )
        yield say("diff-figures", lang, appeared=appeared, changed=changed, gone=gone)
        if recoded := sum(one.recoded for one in found.figures):
            yield say("diff-recoded", lang, count=recoded)
    for key, counts, documents in (
        ("diff-new-issues", found.new_issues, found.new_issue_documents),
        ("diff-closed-issues", found.closed_issues, found.closed_issue_documents),
    ):
        if counts:
            yield _issues_in_sum(key, counts, documents, lang)
    yield from _documents_in_sum(found, lang)


def _issues_in_sum(key: str, counts: Sequence[IssueCount], documents: int, lang: str) -> str:
    severities = issues_by_severity(counts)
    errors, warnings, infos = (severities[name] for name in ("error", "warning", "info"))
    total = sum(severities.values())
    kinds = len({one.rule for one in counts})
    return say(
        key,
        lang,
        count=total,
        kinds=kinds,
        documents=documents,
        errors=errors,
        warnings=warnings,
        infos=infos,
    )


def _documents_in_sum(found: PublicationChanges, lang: str) -> Iterator[str]:
    came = {
        state: sum(one.documents for one in found.documents if one.state == state)
        for state in ("loaded", "superseded", "quarantined", "out_of_scope")
    }
    yield say("diff-documents", lang, count=sum(came.values()), **came)
    if found.provinces:
        return
    run, before = found.run, found.previous

    def standing(name: str) -> str:
        now: int = getattr(run, name) or 0
        difference = 0 if before is None else now - (getattr(before, name) or 0)
        return f"{now:,} ({difference:+,})" if difference else f"{now:,}"

    parts = ("loaded", "superseded", "quarantined", "out_of_scope")
    yield say("diff-standing", lang, **{name: standing(f"documents_{name}") for name in parts})


def _show_section(section: Section, lang: str, limit: int) -> None:
    from rich.text import Text

    title, headings, rows, numbers = section
    if not rows:
        return
    tell("")
    # Not as the title of the table, which is no wider than its columns.
    show(Text(title, style="bold"))
    show(table(headings, rows[:limit], None, numbers))
    if len(rows) > limit:
        tell(say("more-rows", lang, shown=limit, total=len(rows)))
