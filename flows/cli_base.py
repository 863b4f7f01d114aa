"""What the commands of ``prongsai`` share: the application, its flags, the settings, the ways to answer.
Every command is thin: it reads settings, calls one function and shows what that gave. What is costly to
import is imported in the command that needs it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.messages import say

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
spoken_language = [_HELP_LANG]


def help_of(key: str) -> str:
    """A text of the help, in the language of the environment."""
    return say(f"help-{key}", _HELP_LANG)


app = typer.Typer(
    help=help_of("app"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
register_app = typer.Typer(help=help_of("register"), no_args_is_help=True)
app.add_typer(register_app, name="register")

HomeOption = Annotated[Path | None, typer.Option("--home", help=help_of("home"), show_default=False)]
LangOption = Annotated[str | None, typer.Option("--lang", help=help_of("lang"), show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help=help_of("json"))]
ProvinceOption = Annotated[list[str] | None, typer.Option("--province", help=help_of("province"))]


def settings_of(home: Path | None, lang: str | None, **flags: Any) -> tuple[Settings, dict[str, Any], str]:
    """The settings, the flags they came from (for the flow), and the language to speak."""
    from flows.settings import language, load_settings

    spoken_language[0] = language(lang)
    given = {"home": home, "lang": lang, **flags}
    given = {name: value for name, value in given.items() if value not in (None, (), [])}
    settings = load_settings(**given)
    spoken_language[0] = language(lang or settings.lang)
    return settings, given, spoken_language[0]


def print_json(value: object) -> None:
    """Print plain values as JSON: what is no finite number, which JSON does not have, is null."""
    from warehouse.table_files import finite

    sys.stdout.write(json.dumps(finite(value), ensure_ascii=False, indent=2, default=str) + "\n")


def show_frame(
    frame: pl.DataFrame,
    as_json: bool,
    lang: str,
    title: str | None = None,
    limit: int | None = None,
    headings: Sequence[str] | None = None,
    right: Sequence[str] = (),
) -> None:
    """A listing: JSON of all rows, or a table of the first ``limit``; numbers stand at the right, and the
    columns named ``right``."""
    if as_json:
        print_json(frame.to_dicts())
        return
    from flows.terminal import frame_table, show, tell

    shown = frame if limit is None else frame.head(limit)
    show(frame_table(shown, title, headings, right))
    if shown.height < frame.height:
        tell(say("more-rows", lang, shown=shown.height, total=frame.height))


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=help_of("version"))] = False,
) -> None:
    if version:
        from flows.run_request import program_version

        typer.echo(f"prongsai {program_version()}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
