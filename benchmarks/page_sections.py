"""Sections of docs/accuracy.md that other programs than `make accuracy` measure; each writes its own, between
marks, and the others are kept as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "accuracy.md"
_SECTION = re.compile(r"^<!-- ([a-z]+): begin -->$.*?^<!-- \1: end -->$", re.DOTALL | re.MULTILINE)


def sections_in(page: Path = PAGE) -> dict[str, str]:
    """Name → section with its marks, in the order of ``page``; none where there is no page."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return {found[1]: found[0] for found in _SECTION.finditer(text)}


def put_section(name: str, lines: Sequence[str], page: Path = PAGE) -> Path:
    """Put ``lines`` as the section ``name`` into ``page``: in place of the one that stands there, else at the
    end."""
    new = "\n".join([f"<!-- {name}: begin -->", *lines, f"<!-- {name}: end -->"])
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    old = sections_in(page).get(name)
    text = text.replace(old, new) if old else f"{text.rstrip()}\n\n{new}\n".lstrip()
    page.write_text(text, encoding="utf-8")
    return page
