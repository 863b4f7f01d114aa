"""The section “Digits from scans” of docs/accuracy.md, which the page of the grading keeps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
BEGIN, END = "<!-- digits: begin -->", "<!-- digits: end -->"


def section_in(page: Path = PAGE) -> str:
    """The section with its marks as it stands in ``page``, empty where there is none."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    begin, end = text.find(BEGIN), text.find(END)
    return text[begin : end + len(END)] if 0 <= begin < end else ""


def write_section(tables: Sequence[str], command: str, families: int, page: Path = PAGE) -> Path:
    """Put the section into ``page``: in place of the one that stands there, else at the end."""
    new = "\n".join([BEGIN, "## Digits from scans", "", *_head(command, families), "", *tables, "", END])
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    old = section_in(page)
    text = text.replace(old, new) if old else f"{text.rstrip()}\n\n{new}\n".lstrip()
    page.write_text(text, encoding="utf-8")
    return page


def _head(command: str, families: int) -> list[str]:
    return f"""\
Figures of `{command}`.

Numbers as reports print them (scores, years, dates, counts, codes), in {families} families of Thai fonts
that Debian packages: regular, bold, slanted, 12 to 18 points. Every family is read by a model that has
not seen it. *Refused* is read by nobody and looked up by people; *wrong* is another number than the
one printed, stated as sure. A number that was read from its picture alone is `needs_review` all the
same, until a second source says it too.""".split("\n")
