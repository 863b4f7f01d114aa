"""The commands that answer from the published warehouse: query, export, issues, status, diff, explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_base import (
    HomeOption,
    JsonOption,
    LangOption,
    ProvinceOption,
    app,
    help_of,
    print_json,
    settings_of,
    show_frame,
)
from flows.messages import say

if TYPE_CHECKING:
    from flows.settings import Settings


@app.command(help=help_of("query"))
def query(
    sql: Annotated[str | None, typer.Argument(help=help_of("sql"))] = None,
    file_format: Annotated[str, typer.Option("--format", help=help_of("query-format"))] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help=help_of("output"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=help_of("limit"), min=1, max=1_000_000_000)] = 200,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """SQL on the published warehouse, or the comparison."""
    settings, _, spoken = settings_of(home, lang)
    from flows import listings
    from warehouse.query import query as ask

    if sql is None and file_format == "table" and not as_json:
        _show_comparison(settings, spoken, limit)
        return
    frame = listings.comparison(settings.home) if sql is None else ask(settings.home, sql)
    if as_json or file_format == "table":
        show_frame(frame, as_json, spoken, None, limit)
        return
    from flows.files_out import write_answer

    write_answer(frame, file_format, output, spoken)


@app.command(help=help_of("export"))
def export(
    file_format: Annotated[str, typer.Option("--format", help=help_of("export-format"))] = "xlsx",
    province: ProvinceOption = None,
    amphoe: Annotated[list[str] | None, typer.Option("--amphoe", help=help_of("amphoe"))] = None,
    organization_type: Annotated[list[str] | None, typer.Option("--type", help=help_of("type"))] = None,
    fiscal_year: Annotated[
        list[int] | None, typer.Option("--fiscal-year", help=help_of("fiscal-year"))
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help=help_of("output-folder"))] = Path(
        "prongsai-export"
    ),
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """The comparison tables as files; the workbook is Thai, as that of every night, unless asked for."""
    settings, _, spoken = settings_of(home, lang)
    from flows.run_summary import shown_path
    from flows.terminal import console, tell
    from warehouse.exports import demand_outside_of_publications
    from warehouse.exports import export as write_exports
    from warehouse.publication import published_database

    formats = [part.strip() for part in file_format.split(",") if part.strip()]
    database = published_database(settings.home)
    demand_outside_of_publications(settings.home, output)
    # On a terminal alone; gone when all is written.
    with console(stderr=True).status(say("exporting", spoken, file="…")) as shown:
        written = write_exports(
            database,
            output,
            formats,
            province or (),
            fiscal_year or (),
            "en" if lang == "en" else "th",
            amphoes=amphoe or (),
            types=organization_type or (),
            progress=lambda file: shown.update(say("exporting", spoken, file=file)),
        )
    if as_json:
        print_json([str(path) for path in written])
        return
    for path in written:
        tell(shown_path(path))


@app.command(help=help_of("issues"))
def issues(
    province: ProvinceOption = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help=help_of("rule"))] = None,
    closed: Annotated[bool, typer.Option("--closed", help=help_of("closed"))] = False,
    fix: Annotated[str | None, typer.Option("--fix", help=help_of("fix"), metavar="ID")] = None,
    limit: Annotated[int, typer.Option("--limit", help=help_of("limit"), min=1, max=1_000_000_000)] = 50,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """What was set aside or doubted."""
    settings, _, spoken = settings_of(home, lang)
    if fix is not None:
        _write_draft(settings, fix, spoken)
        return
    from flows import listings

    found = listings.issues(settings.home, spoken, province or (), rule or (), closed)
    if as_json:
        print_json(found.to_dicts())
        return
    from flows.issue_listing import issue_lines
    from flows.terminal import console, tell

    for line in issue_lines(found.to_dicts(), spoken, console().width, limit):
        tell(line)


@app.command(help=help_of("status"))
def status(
    limit: Annotated[int, typer.Option("--limit", help=help_of("runs-limit"), min=1, max=1_000_000_000)] = 10,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """How things stand."""
    settings, _, spoken = settings_of(home, lang)
    from flows.status import print_status, status_of

    found = status_of(settings, limit)
    if as_json:
        print_json(found.to_dict())
    else:
        print_status(found, spoken)


@app.command(help=help_of("diff"))
def diff(
    run_id: Annotated[str | None, typer.Argument(metavar="RUN", help=help_of("diff-run"))] = None,
    run_option: Annotated[str | None, typer.Option("--run", help=help_of("diff-run"))] = None,
    figures: Annotated[bool, typer.Option("--figures", help=help_of("diff-figures"))] = False,
    province: ProvinceOption = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", help=help_of("diff-limit"), min=1, max=1_000_000_000, show_default=False),
    ] = None,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """What a publication changed."""
    settings, _, spoken = settings_of(home, lang)
    from flows import diff as diffs

    run = diffs.run_asked_for(run_id, run_option)
    if figures:
        frame = diffs.figure_changes(settings.home, run, province or ())
        if as_json:
            print_json(frame.to_dicts())
        else:
            diffs.print_figures(frame, spoken, limit or 100)
        return
    found = diffs.changes(settings.home, run, province or (), limit or 10)
    if as_json:
        print_json(found.to_dict())
    else:
        diffs.print_changes(found, spoken, limit or 10, settings.timezone)


@app.command(help=help_of("explain"))
def explain(
    organization: Annotated[str, typer.Argument(help=help_of("organization"))],
    fiscal_year: Annotated[str | None, typer.Argument(help=help_of("year"))] = None,
    fact: Annotated[str | None, typer.Argument(help=help_of("fact"))] = None,
    picture: Annotated[Path | None, typer.Option("--picture", help=help_of("picture"))] = None,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Where a figure comes from; either of year and fact may be left out."""
    settings, _, spoken = settings_of(home, lang)
    from flows.explaining import explained, write_picture
    from flows.run_summary import shown_path
    from flows.terminal import console, tell
    from warehouse.explain import year_and_fact

    found = explained(settings, organization, *year_and_fact(fiscal_year, fact))
    if as_json:
        print_json(found.to_dict())
    else:
        tell(found.to_text(spoken))
    if picture is not None:
        shown, places = write_picture(settings, found, picture)
        said = say("picture-written", spoken, path=shown_path(picture), shown=shown, places=places)
        console(stderr=True).print(said, soft_wrap=True)


def _write_draft(settings: Settings, issue_id: str, lang: str) -> None:
    from flows.correction_drafts import write_draft
    from flows.run_summary import shown_path
    from flows.terminal import console, tell

    path = write_draft(settings.home, issue_id, settings.today, lang)
    tell(shown_path(path))
    console(stderr=True).print(say("draft-written", lang), soft_wrap=True)


def _show_comparison(settings: Settings, lang: str, limit: int) -> None:
    from flows.listings import comparison_for_people
    from flows.terminal import tell

    frame, has_incomparable = comparison_for_people(settings.home)
    headings = [say(f"col-{name.replace('_', '-')}", lang) for name in frame.columns]
    show_frame(frame, False, lang, say("comparison-title", lang), limit, headings, ("change",))
    if has_incomparable:
        tell(say("not-comparable", lang))
    _name_results(settings, lang)


def _name_results(settings: Settings, lang: str) -> None:
    from flows.run_summary import shown_path
    from flows.terminal import tell
    from warehouse.exports import WORKBOOK
    from warehouse.site.site import FRONT

    tell(f"  {say('warehouse', lang)}  {shown_path(settings.home / 'warehouse' / 'prongsai.duckdb')}")
    tell(f"  {say('workbook', lang)}  {shown_path(settings.home / 'exports' / WORKBOOK)}")
    tell(f"  {say('site', lang)}  {shown_path(settings.home / 'site' / FRONT)}")
