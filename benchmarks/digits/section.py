"""The section “Digits from scans” of docs/accuracy.md."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.page_sections import PAGE, put_section

NAME = "digits"


def write_section(tables: Sequence[str], command: str, families: int, page: Path = PAGE) -> Path:
    """Put the section into ``page``: in place of the one that stands there, else at the end."""
    return put_section(NAME, ["## Digits from scans", "", *_head(command, families), "", *tables], page)


def _head(command: str, families: int) -> list[str]:
    return f"""\
Figures of `{command}`; kept by `make accuracy`.

Thai and Arabic numbers as reports print them (scores, years, dates, counts, codes), in {families} families of
Thai fonts that Debian packages (fonts-thai-tlwg, fonts-arundina, fonts-noto-core; `--fonts DIR` where they
are unpacked only): regular, bold, slanted, 12 to 18 points. Every family is read by a model that has not
seen it, trained on half as many lines as the one of the package. *Refused* is read by nobody and looked up
by people; *wrong* is another number than the one printed, stated as sure. The pictures are of numbers
alone: what evens a page, sets it upright and takes rulings out comes before. `--shipped` measures the
package's model instead, on fonts that it has seen.""".split("\n")
