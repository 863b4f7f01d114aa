"""The commands of the data steward: unmatched wordings, and the queue of what waits for a person. What they
settle is written as corrections; nothing else is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
from transforms.errors import WrongUse

ByOption = Annotated[str | None, typer.Option("--by", help=help_of("by"), show_default=False)]
ReasonOption = Annotated[str | None, typer.Option("--reason", help=help_of("settle-reason"))]


@app.command(help=help_of("unmatched"))
def unmatched(
    kind: Annotated[list[str] | None, typer.Option("--kind", help=help_of("kind"))] = None,
    file_format: Annotated[str, typer.Option("--format", help=help_of("unmatched-format"))] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help=help_of("output"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=help_of("limit"), min=1, max=1_000_000_000)] = 50,
    settle: Annotated[str | None, typer.Option("--settle", help=help_of("settle"), metavar="WORDING")] = None,
    means: Annotated[str | None, typer.Option("--means", help=help_of("means"))] = None,
    use: Annotated[str | None, typer.Option("--use", help=help_of("use"))] = None,
    match: Annotated[str | None, typer.Option("--match", help=help_of("match"))] = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """What the reference tables lack."""
    settings, _, spoken = settings_of(home, lang)
    from flows.unmatched import csv_ready, wording_entry
    from flows.unmatched import unmatched as listed
    from warehouse.reference_files import load_reference

    reference = load_reference(settings.home)
    if settle is not None:
        if not kind or len(kind) != 1 or not means or not (reason and reason.strip()):
            raise WrongUse(
                "--settle ต้องมี --kind หนึ่งชนิด --means และ --reason",
                "--settle needs one --kind, --means and --reason.",
            )
        entry = wording_entry(reference, kind[0], settle, means, use, match, _who(by), reason, settings.today)
        _write(settings.home, entry, spoken)
        return
    found = listed(settings.home, reference, kind or ())
    if file_format == "table":
        show_frame(found, as_json, spoken, say("unmatched-title", spoken, count=found.height), limit)
        return
    from flows.files_out import write_answer

    write_answer(csv_ready(found) if file_format in ("csv", "xlsx") else found, file_format, output, spoken)


@app.command(help=help_of("review"))
def review(
    province: ProvinceOption = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help=help_of("rule"))] = None,
    limit: Annotated[
        int, typer.Option("--limit", help=help_of("review-limit"), min=1, max=1_000_000_000)
    ] = 30,
    interactive: Annotated[bool, typer.Option("--interactive", "-i", help=help_of("interactive"))] = False,
    accept: Annotated[
        str | None, typer.Option("--accept", help=help_of("review-accept"), metavar="ID")
    ] = None,
    settled: Annotated[
        tuple[str, str] | None, typer.Option("--set", help=help_of("set"), metavar="ID VALUE")
    ] = None,
    column: Annotated[str | None, typer.Option("--column", help=help_of("column"))] = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    home: HomeOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """What waits for a person."""
    settings, _, spoken = settings_of(home, lang)
    from flows import review as queue
    from flows.listings import demand_known
    from flows.review_dialogue import ask_one_by_one, review_lines

    if accept is not None or settled is not None:
        if not (reason and reason.strip()):
            raise WrongUse("ต้องบอกเหตุผลด้วย --reason", "Say why: --reason TEXT.")
        if accept is not None and settled is not None:
            raise WrongUse(
                "ใช้ --accept หรือ --set ครั้งละอย่างเดียว", "Use --accept or --set, one of them at a time."
            )
        if accept is not None:
            one = queue.item_of(settings.home, accept)
            _write(settings.home, queue.acceptance(one, _who(by), reason, settings.today), spoken)
        if settled is not None:
            one = queue.item_of(settings.home, settled[0])
            entry = queue.setting(one, column, settled[1], _who(by), reason, settings.today)
            _write(settings.home, entry, spoken)
        return
    provinces = demand_known(settings.home, province or (), rule or ()) if province or rule else ()
    found = queue.waiting(settings.home, provinces, rule or ())
    if as_json:
        print_json(found.head(limit).to_dicts())
        return
    everything = found.height
    found = queue.unsettled(settings.home, found)
    if interactive:
        ask_one_by_one(
            settings, found.head(limit), _who(by), spoken, lambda entry: _write(settings.home, entry, spoken)
        )
        return
    from flows.terminal import tell

    for line in review_lines(found.head(limit), found.height, spoken):
        tell(line)
    if found.height > limit:
        tell(say("more-rows", spoken, shown=limit, total=found.height))
    if found.height < everything:
        tell(say("review-settled", spoken, count=everything - found.height))


def _who(by: str | None) -> str:
    """Who settles it: as given, else the name of the account."""
    import getpass

    return by.strip() if by and by.strip() else getpass.getuser()


def _write(home: Path, entry: dict[str, object], lang: str) -> None:
    from flows.correction_drafts import write_entry
    from flows.run_summary import shown_path
    from flows.terminal import console, tell
    from warehouse.correction_files import load_corrections
    from warehouse.reference_files import load_reference

    path = write_entry(home, entry, lambda: load_corrections(home, load_reference(home)))
    tell(shown_path(path))
    console(stderr=True).print(say("wording-settled", lang), soft_wrap=True)
