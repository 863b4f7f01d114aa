"""Answers written to files or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.messages import say
from flows.run_summary import shown_path
from flows.terminal import console
from transforms.errors import WrongUse
from warehouse.disk import disk_error
from warehouse.query import rendered

if TYPE_CHECKING:
    import polars as pl

_BINARY = ("xlsx", "parquet")


def write_answer(frame: pl.DataFrame, file_format: str, output: Path | None, lang: str) -> None:
    """Write the frame as ``csv``, ``json``, ``xlsx`` or ``parquet`` to a file, or to standard output.
    Raises :class:`WrongUse` for an unknown format, or a binary one on a terminal."""
    content = rendered(frame, file_format)
    if output is None:
        if file_format in _BINARY and sys.stdout.isatty():
            raise WrongUse(
                f"{file_format} เป็นไฟล์ฐานสอง: ระบุไฟล์ด้วย --output หรือส่งต่อไปยังไฟล์",
                f"{file_format} is binary: name a file with --output, or redirect to one.",
            )
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
    except OSError as error:
        raise disk_error(error, f"ขณะเขียน {output}", f"while {output} was written") from error
    console(stderr=True).print(
        say("written", lang, path=shown_path(output), rows=frame.height), soft_wrap=True
    )
