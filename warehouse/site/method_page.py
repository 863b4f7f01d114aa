"""The page on method: what an analyst has to know, in two texts of Markdown, and the tables of the published
file that belong to their sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup

METHOD = "method.html"
_HERE = Path(__file__).parent
#: Scores have two decimals: so much below a bound is the highest that does not reach it.
_ONE_HUNDREDTH = Decimal("0.01")
#: The reference tables have their names in Thai.
_INSTRUMENTS = {
    "IIT": "survey of those inside",
    "EIT": "survey of those outside",
    "OIT": "check of public disclosure",
}
_COMMANDS = {"th": "คำสั่ง", "en": "Commands"}
#: ``## Title {#id}`` begins a section.
_HEADING = re.compile(r"^## (.+?) \{#([a-z-]+)\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A section in both languages; the same id in both texts."""

    id: str
    title_th: str
    title_en: str
    text_th: Markup
    text_en: Markup


def method_values(rows: Mapping[str, list[Any]]) -> dict[str, Any]:
    """The sections, and the rows of their tables (``queries/method``)."""
    return {
        **rows,
        "sections": sections(),
        "one_hundredth": _ONE_HUNDREDTH,
        "instruments_in_english": _INSTRUMENTS,
    }


@cache
def sections() -> tuple[Section, ...]:
    """The sections of ``method.th.md`` and ``method.en.md``. Raises :class:`ValueError` where the two do not
    have the same ones in the same order."""
    thai, english = _parts("th"), _parts("en")
    if list(thai) != list(english):
        raise ValueError(
            f"method.th.md and method.en.md differ in their sections: {thai.keys() ^ english.keys()}"
        )
    return tuple(
        Section(name, thai[name][0], english[name][0], thai[name][1], english[name][1]) for name in thai
    )


def _parts(language: str) -> dict[str, tuple[str, Markup]]:
    """Id of a section -> its title and its text as HTML."""
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    text = (_HERE / f"method.{language}.md").read_text(encoding="utf-8")
    _, *found = _HEADING.split(text)
    # The texts are our own; even so no HTML of theirs passes.
    reader = MarkdownIt("commonmark", {"html": False})
    # What may have to be scrolled sideways can be reached by the keyboard, and has a name.
    commands = f'<pre tabindex="0" role="region" aria-label="{_COMMANDS[language]}">'
    return {
        name: (title, Markup(reader.render(body).replace("<pre>", commands)))
        for title, name, body in zip(found[::3], found[1::3], found[2::3], strict=True)
    }
