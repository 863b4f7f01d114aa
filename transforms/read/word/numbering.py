"""Automatic numbers of paragraphs: what Word prints before them is written nowhere, and counted here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from transforms.read.word.names import child, is_on, number, value, w
from transforms.read.word.styles import look_of
from transforms.read.word.symbols import is_symbol_font, seen

_LEVELS = 9
#: The letters that count: ก ข ค ง …, without the two out of use and the two vowels.
_THAI_LETTERS = "".join(chr(code) for code in range(0x0E01, 0x0E2F) if chr(code) not in "ฃฅฆฤฦ")
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_HIGHEST = 100_000
#: Bullets that are read as text; all others only mark that an item begins.
_SPOKEN_BULLETS = frozenset("-–—*☑☐✓√✔☒□❑❏")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    suffix: str
    font: str | None
    all_arabic: bool
    restarts: bool
    style: str


class Numbering:
    """The lists of one document (``word/numbering.xml``, or ``None``) and how far each was counted."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        named: dict[str, str] = {}
        linked: dict[str, str] = {}
        for element in root.findall(w("abstractNum")):
            identity = element.get(w("abstractNumId"), "")
            self._abstract[identity] = _levels(element)
            if (link := value(child(element, "styleLink"))) != "":
                named[link] = identity
            if (link := value(child(element, "numStyleLink"))) != "":
                linked[identity] = link
        for element in root.findall(w("num")):
            abstract = value(child(element, "abstractNumId"))
            abstract = named.get(linked.get(abstract, ""), abstract)
            levels = dict(self._abstract.get(abstract, {}))
            starts: dict[int, int] = {}
            for override in element.findall(w("lvlOverride")):
                at = number(override.get(w("ilvl")))
                levels.update(_levels(override))
                if (start := child(override, "startOverride")) is not None:
                    starts[at] = number(value(start))
            self._lists[element.get(w("numId"), "")] = (abstract, levels, starts)

    def level_of_style(self, list_id: str, styles: list[str]) -> int:
        """The level of a list that belongs to the first of these styles of paragraphs that has one; else
        the first."""
        levels = self._lists.get(list_id, ("", {}, {}))[1]
        of_styles = {level.style: at for at, level in levels.items() if level.style}
        return next((of_styles[style] for style in styles if style in of_styles), 0)

    def next_number(self, list_id: str, at: int) -> str:
        """What is printed before the next paragraph of this list and level, the space behind it included;
        ``""`` where nothing is, or only an ornament."""
        if list_id not in self._lists or not 0 <= at < _LEVELS:
            return ""
        abstract, levels, starts = self._lists[list_id]
        level = levels.get(at)
        if level is None:
            return ""
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        if at in starts and (list_id, at) not in self._begun:
            counters[at] = None
        self._begun.add((list_id, at))
        before = counters[at]
        counters[at] = starts.get(at, level.start) if before is None else before + 1
        for deeper in range(at + 1, _LEVELS):
            if deeper not in levels or levels[deeper].restarts:
                counters[deeper] = None
        printed = self._printed(level, levels, counters)
        return printed + ("" if level.suffix == "nothing" else " ") if printed else ""

    def _printed(self, level: _Level, levels: dict[int, _Level], counters: list[int | None]) -> str:
        if level.form == "bullet":
            bullet = seen(level.text, level.font).strip() if is_symbol_font(level.font) else level.text
            return bullet if bullet in _SPOKEN_BULLETS else ""
        text = level.text
        for position in range(_LEVELS):
            if f"%{position + 1}" in text:
                of = levels.get(position)
                count = counters[position]
                count = (of.start if of else 1) if count is None else count
                form = "decimal" if level.all_arabic or of is None else of.form
                text = text.replace(f"%{position + 1}", in_form(count, form))
        return text.strip()


def in_form(count: int, form: str) -> str:
    """A number as a numbering format of Word writes it: ``decimal``, ``thaiNumbers``, ``thaiLetters``, …;
    an unknown format in Arabic digits."""
    if form in ("none", "bullet"):
        return ""
    if not 0 < count <= _HIGHEST:
        return str(count)
    if form == "thaiNumbers":
        return str(count).translate(_THAI_DIGITS)
    if form == "thaiLetters":
        return _lettered(count, _THAI_LETTERS)
    if form in ("upperLetter", "lowerLetter"):
        letters = _lettered(count, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return letters if form == "upperLetter" else letters.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return f"{count:02}" if form == "decimalZero" else str(count)


def _lettered(count: int, letters: str) -> str:
    times, at = divmod(count - 1, len(letters))
    return letters[at] * min(times + 1, 20)


def _roman(count: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        written += letters * min(times, 20)
    return written


def _levels(element: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in element.findall(w("lvl")):
        found[number(level.get(w("ilvl")))] = _Level(
            number(value(child(level, "start"), "1"), 1),
            value(child(level, "numFmt"), "decimal"),
            value(child(level, "lvlText"))[:200],
            value(child(level, "suff"), "tab"),
            look_of(child(level, "rPr")).font,
            bool(is_on(child(level, "isLgl"))),
            value(child(level, "lvlRestart"), "1") != "0",
            value(child(level, "pStyle")),
        )
    return found
