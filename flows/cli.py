"""The command ``prongsai``. Every command is thin: it reads settings, calls one function and shows what
that gave. What is costly to import is imported in the command that needs it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from flows.messages import say
from transforms.errors import ProngsaiError

if TYPE_CHECKING:
    import polars as pl

    from flows.settings import Settings


def _environment_language() -> str:
    """As :func:`flows.settings.language`, without importing pydantic: help is asked for often."""
    for name in ("PRONGSAI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "th" if value.lower().startswith("th") else "en"
    return "en"


_HELP_LANG = _environment_language()
#: The language of the command under way: that of its flag once it was read.
_spoken = [_HELP_LANG]


def _help(key: str) -> str:
    return say(f"help-{key}", _HELP_LANG)


app = typer.Typer(
    help=_help("app"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
register_app = typer.Typer(help=_help("register"), no_args_is_help=True)
app.add_typer(register_app, name="register")

HomeOption = Annotated[Path | None, typer.Option("--home", help=_help("home"), show_default=False)]
LangOption = Annotated[str | None, typer.Option("--lang", help=_help("lang"), show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help=_help("json"))]
ProvinceOption = Annotated[list[str] | None, typer.Option("--province", help=_help("province"))]


def _settings(home: Path | None, lang: str | None, **flags: Any) -> tuple[Settings, dict[str, Any], str]:
    """The settings, the flags they came from (for the flow), and the language to speak."""
    from flows.settings import language, load_settings

    _spoken[0] = language(lang)
    given = {"home": home, "lang": lang, **flags}
    given = {name: value for name, value in given.items() if value not in (None, (), [])}
    settings = load_settings(**given)
    _spoken[0] = language(lang or settings.lang)
    return settings, given, _spoken[0]


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def _show_frame(
    frame: pl.DataFrame,
    as_json: bool,
    lang: str,
    title: str | None = None,
    limit: int | None = None,
    headings: Sequence[str] | None = None,
) -> None:
    """A listing: JSON of all rows, or a table of the first ``limit``."""
    if as_json:
        _print_json(frame.to_dicts())
        return
    from flows.terminal import frame_table, show, tell

    shown = frame if limit is None else frame.head(limit)
    show(frame_table(shown, title, headings))
    if shown.height < frame.height:
        tell(say("more-rows", lang, shown=shown.height, total=frame.height))


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=_help("version"))] = False,
) -> None:
    if version:
        from flows.run_request import program_version

        typer.echo(f"prongsai {program_version()}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(help=_help("run"))
def run(
    inbox: Annotated[list[Path] | None, typer.Option("--inbox", help=_help("inbox"))] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help=_help("as-of"))] = None,
    full: Annotated[bool, typer.Option("--full", help=_help("full"))] = False,
    accept: Annotated[str | None, typer.Option("--accept", help=_help("accept"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=_help("reason"))] = None,
    workers: Annotated[int | None, typer.Option("--workers", help=_help("workers"))] = None,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """One run, now."""
    settings, flags, spoken = _settings(home, lang, inboxes=tuple(inbox or ()), workers=workers)
    from flows.run_command import date_of, run_nightly
    from flows.run_summary import json_summary, print_summary

    outcome = run_nightly(settings, flags, date_of(as_of), full=full, accept=accept, reason=reason)
    if as_json:
        _print_json(json_summary(outcome))
    else:
        print_summary(outcome, spoken)


@app.command(help=_help("replay"))
def replay(home: HomeOption = None, lang: LangOption = None, as_json: JsonOption = False) -> None:
    """A second try at what was set aside."""
    settings, flags, spoken = _settings(home, lang)
    from flows.run_command import run_nightly
    from flows.run_summary import json_summary, print_summary
    from warehouse.publication import published_database

    published_database(settings.home)
    outcome = run_nightly(settings, flags, replay=True)
    if as_json:
        _print_json(json_summary(outcome))
    else:
        print_summary(outcome, spoken)


@app.command(help=_help("query"))
def query(
    sql: Annotated[str | None, typer.Argument(help=_help("sql"))] = None,
    file_format: Annotated[str, typer.Option("--format", help=_help("query-format"))] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help=_help("output"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=_help("limit"), min=1)] = 200,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """SQL on the published warehouse, or the comparison."""
    settings, _, spoken = _settings(home, lang)
    from flows import listings
    from warehouse.query import query as ask

    frame = listings.comparison(settings.home) if sql is None else ask(settings.home, sql)
    if as_json or file_format == "table":
        if sql is not None:
            _show_frame(frame, as_json, spoken, None, limit)
            return
        headings = [say(f"col-{name.replace('_', '-')}", spoken) for name in frame.columns]
        _show_frame(frame, as_json, spoken, say("comparison-title", spoken), limit, headings)
        if not as_json:
            _name_results(settings, spoken)
        return
    from flows.files_out import write_answer

    write_answer(frame, file_format, output, spoken)


@app.command(help=_help("export"))
def export(
    file_format: Annotated[str, typer.Option("--format", help=_help("export-format"))] = "xlsx",
    province: ProvinceOption = None,
    fiscal_year: Annotated[list[int] | None, typer.Option("--fiscal-year", help=_help("fiscal-year"))] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help=_help("output-folder"))] = Path(
        "prongsai-export"
    ),
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """The comparison tables as files."""
    settings, _, spoken = _settings(home, lang)
    from flows.run_summary import shown_path
    from flows.terminal import tell
    from warehouse.exports import export as write_exports
    from warehouse.publication import published_database

    formats = [part.strip() for part in file_format.split(",") if part.strip()]
    database = published_database(settings.home)
    written = write_exports(database, output, formats, province or (), fiscal_year or (), spoken)
    if as_json:
        _print_json([str(path) for path in written])
        return
    for path in written:
        tell(shown_path(path))


@app.command(help=_help("issues"))
def issues(
    province: ProvinceOption = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help=_help("rule"))] = None,
    closed: Annotated[bool, typer.Option("--closed", help=_help("closed"))] = False,
    limit: Annotated[int, typer.Option("--limit", help=_help("limit"), min=1)] = 50,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """What was set aside or doubted."""
    settings, _, spoken = _settings(home, lang)
    from flows import listings

    found = listings.issues(settings.home, spoken, province or (), rule or (), closed)
    shown = found if as_json else found.select(listings.ISSUE_COLUMNS)
    _show_frame(shown, as_json, spoken, say("issues-title", spoken, count=found.height), limit)


@app.command(help=_help("status"))
def status(
    limit: Annotated[int, typer.Option("--limit", help=_help("runs-limit"), min=1)] = 10,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """How things stand."""
    settings, _, spoken = _settings(home, lang)
    from flows.status import print_status, status_of

    found = status_of(settings, limit)
    if as_json:
        _print_json(found.to_dict())
    else:
        print_status(found, spoken)


@app.command(help=_help("diff"))
def diff(
    run_id: Annotated[str | None, typer.Option("--run", help=_help("diff-run"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=_help("limit"), min=1)] = 100,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """What a publication changed."""
    settings, _, spoken = _settings(home, lang)
    from flows import listings

    found = listings.figure_changes(settings.home, run_id)
    _show_frame(found, as_json, spoken, say("diff-title", spoken, count=found.height), limit)


@app.command(help=_help("explain"))
def explain(
    organization: Annotated[str, typer.Argument(help=_help("organization"))],
    fiscal_year: Annotated[str | None, typer.Argument(help=_help("year"))] = None,
    fact: Annotated[str | None, typer.Argument(help=_help("fact"))] = None,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Where a figure comes from; either of year and fact may be left out."""
    settings, _, spoken = _settings(home, lang)
    from flows.terminal import tell
    from warehouse.explain import explain as explanation_of
    from warehouse.explain import year_and_fact

    found = explanation_of(settings.home, organization, *year_and_fact(fiscal_year, fact))
    if as_json:
        _print_json(found.to_dict())
    else:
        tell(found.to_text(spoken))


@register_app.command("import", help=_help("register-import"))
def register_import(
    source: Annotated[Path, typer.Argument(metavar="FILE", help=_help("register-file"))],
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """A new national register."""
    settings, _, spoken = _settings(home, lang)
    from flows.terminal import tell
    from warehouse.register import import_register

    made = import_register(settings.home, source, settings.today)
    if as_json:
        _print_json({"organizations": made.count, "path": str(made.path), "digest": made.digest})
        return
    tell(say("register-imported", spoken, count=made.count, path=made.path))
    for warning in made.warnings:
        tell(f"  ! {warning}")


@app.command(help=_help("check"))
def check(home: HomeOption = None, lang: LangOption = None, as_json: JsonOption = False) -> None:
    """The checks by hand; exit 1 where one would stop a publication."""
    settings, _, spoken = _settings(home, lang)
    from flows.run_command import check_published

    outcomes, stops = check_published(settings)
    from flows.status import print_checks

    if as_json:
        from dataclasses import asdict

        _print_json([asdict(outcome) for outcome in outcomes])
    else:
        print_checks(outcomes, spoken)
    raise typer.Exit(1 if stops else 0)


@app.command(help=_help("doctor"))
def doctor(home: HomeOption = None, lang: LangOption = None, as_json: JsonOption = False) -> None:
    """Whether this machine has what is needed; exit 1 where not."""
    settings, _, spoken = _settings(home, lang)
    from flows.doctor import examine, print_findings

    findings = examine(settings)
    if as_json:
        _print_json([finding.to_dict() for finding in findings])
    else:
        print_findings(findings, spoken)
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command(help=_help("schedule"))
def schedule(
    cron: Annotated[str, typer.Option("--cron", help=_help("cron"))] = "0 1 * * *",
    port: Annotated[int, typer.Option("--port", help=_help("port"), min=0, max=65535)] = 4200,
    inbox: Annotated[list[Path] | None, typer.Option("--inbox", help=_help("inbox"))] = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """The nightly run by cron."""
    settings, flags, spoken = _settings(home, lang, inboxes=tuple(inbox or ()))
    from flows.schedule import serve_nightly

    serve_nightly(settings, flags, cron, port, spoken)


def _name_results(settings: Settings, lang: str) -> None:
    from flows.run_summary import shown_path
    from flows.terminal import tell
    from warehouse.exports import WORKBOOK

    tell(f"  {say('warehouse', lang)}  {shown_path(settings.home / 'warehouse' / 'prongsai.duckdb')}")
    tell(f"  {say('workbook', lang)}  {shown_path(settings.home / 'exports' / WORKBOOK)}")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process: 0 done, 1 failed, 2 wrong use, 3 another run holds the
    lock. Errors are one message in the chosen language; a traceback only with ``PRONGSAI_DEBUG=1``."""
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="prongsai")
    except ProngsaiError as error:
        _fail(error, error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write(say("interrupted", _spoken[0]) + "\n")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the answer (head, less) has enough. What is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        _fail(_unexpected(error), 1, error)
    sys.exit(0)


def _unexpected(error: Exception) -> ProngsaiError:
    with suppress(ImportError):
        from warehouse.disk import disk_error_of, is_refused_by_disk

        if is_refused_by_disk(error):
            return disk_error_of(error, "ระหว่างทำงาน", "at work")
    said = f"{type(error).__name__}: {str(error).partition(chr(10))[0][:300]}"
    return ProngsaiError(say("unexpected", "th", error=said), say("unexpected", "en", error=said))


def _fail(error: ProngsaiError, code: int, cause: Exception | None = None) -> NoReturn:
    if os.environ.get("PRONGSAI_DEBUG") == "1":
        import traceback

        traceback.print_exception(cause or error)
    message = error.message_th if _spoken[0] == "th" else error.message_en
    sys.stderr.write(message + "\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
