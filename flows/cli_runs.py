"""The commands that work: run, replay, register, check, doctor, schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli_base import (
    HomeOption,
    JsonOption,
    LangOption,
    app,
    help_of,
    print_json,
    register_app,
    settings_of,
)
from flows.messages import say


@app.command(help=help_of("run"))
def run(
    inbox: Annotated[list[Path] | None, typer.Option("--inbox", help=help_of("inbox"))] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help=help_of("as-of"))] = None,
    full: Annotated[bool, typer.Option("--full", help=help_of("full"))] = False,
    accept: Annotated[str | None, typer.Option("--accept", help=help_of("accept"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=help_of("reason"))] = None,
    workers: Annotated[int | None, typer.Option("--workers", help=help_of("workers"))] = None,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """One run, now."""
    settings, flags, spoken = settings_of(home, lang, inboxes=tuple(inbox or ()), workers=workers)
    from flows.run_command import date_of, run_nightly
    from flows.run_summary import json_summary, print_summary

    outcome = run_nightly(settings, flags, date_of(as_of), full=full, accept=accept, reason=reason)
    if as_json:
        print_json(json_summary(outcome))
    else:
        print_summary(outcome, spoken)


@app.command(help=help_of("replay"))
def replay(home: HomeOption = None, lang: LangOption = None, as_json: JsonOption = False) -> None:
    """A second try at what was set aside."""
    settings, flags, spoken = settings_of(home, lang)
    from flows.run_command import run_nightly
    from flows.run_summary import json_summary, print_summary
    from warehouse.publication import published_database

    published_database(settings.home)
    outcome = run_nightly(settings, flags, replay=True)
    if as_json:
        print_json(json_summary(outcome))
    else:
        print_summary(outcome, spoken)


@register_app.command("import", help=help_of("register-import"))
def register_import(
    source: Annotated[Path, typer.Argument(metavar="FILE", help=help_of("register-file"))],
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """A new national register."""
    settings, _, spoken = settings_of(home, lang)
    from flows.terminal import tell
    from warehouse.register import import_register

    made = import_register(settings.home, source, settings.today)
    if as_json:
        print_json({"organizations": made.count, "path": str(made.path), "digest": made.digest})
        return
    tell(say("register-imported", spoken, count=made.count, path=made.path))
    for warning in made.warnings:
        tell(f"  ! {warning}")


@app.command(help=help_of("check"))
def check(
    database: Annotated[Path | None, typer.Argument(metavar="[FILE]", help=help_of("check-file"))] = None,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """The checks by hand; exit 0 where all hold, 1 where one fails or cannot be made."""
    settings, _, spoken = settings_of(home, lang)
    from flows.check_by_hand import check_by_hand, print_checked

    found = check_by_hand(settings, database)
    if as_json:
        print_json([one.to_dict() for one in found])
    else:
        print_checked(found, spoken)
    raise typer.Exit(0 if all(one.outcome.success for one in found) else 1)


@app.command(help=help_of("doctor"))
def doctor(home: HomeOption = None, lang: LangOption = None, as_json: JsonOption = False) -> None:
    """Whether this machine has what is needed; exit 1 where not."""
    settings, _, spoken = settings_of(home, lang)
    from flows.doctor import examine, print_findings

    findings = examine(settings)
    if as_json:
        print_json([finding.to_dict() for finding in findings])
    else:
        print_findings(findings, spoken)
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command(help=help_of("schedule"))
def schedule(
    cron: Annotated[str, typer.Option("--cron", help=help_of("cron"))] = "0 1 * * *",
    port: Annotated[int, typer.Option("--port", help=help_of("port"), min=0, max=65535)] = 4200,
    inbox: Annotated[list[Path] | None, typer.Option("--inbox", help=help_of("inbox"))] = None,
    home: HomeOption = None,
    lang: LangOption = None,
) -> None:
    """The nightly run by cron."""
    settings, flags, spoken = settings_of(home, lang, inboxes=tuple(inbox or ()))
    from flows.schedule import serve_nightly

    serve_nightly(settings, flags, cron, port, spoken)
