"""What the cells of a workbook look like: formats of numbers, symbol fonts, boxes, what is struck out.

A library that lays a sheet out as values knows none of it. The styles of the workbook say it by number, and
which cells have which is found while the sheets are held against their limits (:mod:`workbook_parts`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.number_formats import BUILT_IN, shown
from transforms.read.word.symbols import is_symbol_font, seen

STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
#: The mark of a cell that is a box to tick: Excel 365.
_BOX_STYLE = "{C7286773-470A-42A8-94C5-96B5CB345126}"
_MOST_BYTES = 16 << 20
_OFF = ("0", "false")
_RUNS = re.compile(rb"<(?:\w+:)?strike\b|ingdings|Symbol")
_shown = lru_cache(maxsize=4096)(shown)


@dataclass(frozen=True, slots=True)
class Look:
    """``code`` is the format of numbers (``""``: as they are), ``font`` a symbol font or ``""``."""

    code: str = ""
    font: str = ""
    is_struck: bool = False
    is_box: bool = False

    def text(self, value: str) -> str:
        """What a cell of this look with ``value`` shows: the value as text, dates in ISO form, ``true`` and
        ``false``."""
        if self.is_struck:
            return ""
        if self.is_box and value in ("true", "false"):
            return BOX_TICKED if value == "true" else BOX_EMPTY
        if self.font:
            return seen(value, self.font)
        return _shown(value, self.code) if self.code else value


def looks_of_workbook(content: bytes) -> dict[int, Look]:
    """Number of a style → its look, of those styles that change what a cell shows. Empty where the styles
    cannot be read: the limits of the workbook are held elsewhere, and are first to say so."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(STYLES) as part:
            styles = part.read(_MOST_BYTES)
            if b"<!" in styles:
                return {}
            return _looks_in(styles)
    except Exception:
        return {}


def _looks_in(styles: bytes) -> dict[int, Look]:
    root = ElementTree.fromstring(styles)
    codes: dict[int, str] = dict(BUILT_IN)
    fonts: list[tuple[str, bool]] = []
    formats: list[ElementTree.Element] = []
    for element in root:
        name = _name(element)
        if name == "numFmts":
            codes.update({_number(one.get("numFmtId")): one.get("formatCode", "") for one in element})
        elif name == "fonts":
            fonts = [_font(one) for one in element]
        elif name == "cellXfs":
            formats = list(element)
    looks: dict[int, Look] = {}
    for at, one in enumerate(formats):
        font, struck = _at(fonts, _number(one.get("fontId")))
        code = codes.get(_number(one.get("numFmtId")), "")
        box = any(_name(part) == "ext" and part.get("uri", "").upper() == _BOX_STYLE for part in one.iter())
        look = Look("" if code in ("General", "@") else code, font, struck, box)
        if look != Look():
            looks[at] = look
    return looks


def with_plain_strings(content: bytes, archive: zipfile.ZipFile) -> bytes:
    """The workbook with the runs of its shared texts put together as they are shown: struck out runs left
    out, symbols as what they look like. The same bytes where no run is either."""
    if STRINGS not in archive.namelist():
        return content
    strings = archive.read(STRINGS)
    if not _RUNS.search(strings):
        return content
    root = ElementTree.fromstring(strings)
    for item in root:
        runs = [part for part in item if _name(part) == "r"]
        if not runs:
            continue
        text = "".join(map(_run_text, runs))
        space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
        for part in list(item):
            item.remove(part)
        said = ElementTree.SubElement(
            item, f"{space}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
        )
        said.text = text
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for name in archive.namelist():
            if name == STRINGS:
                copy.writestr(STRINGS, ElementTree.tostring(root, "utf-8", xml_declaration=True))
            elif name.lower().endswith((".xml", ".rels")):
                copy.writestr(name, archive.read(name))
    return target.getvalue()


def shown_text(value: str, style: int | None, looks: Mapping[int, Look]) -> str:
    """What a cell shows, by its style."""
    look = looks.get(style) if style is not None else None
    return look.text(value) if look is not None else value


def _run_text(run: ElementTree.Element) -> str:
    text = "".join(part.text or "" for part in run if _name(part) == "t")
    properties = next((part for part in run if _name(part) == "rPr"), None)
    if properties is None:
        return text
    font, struck = _font(properties)
    return "" if struck else seen(text, font) if font else text


def _font(element: ElementTree.Element) -> tuple[str, bool]:
    """The symbol font that is named, or ``""``; whether the letters are struck out."""
    font, struck = "", False
    for part in element:
        name = _name(part)
        if name in ("name", "rFont") and is_symbol_font(part.get("val", "")):
            font = part.get("val", "")
        elif name == "strike":
            struck = part.get("val", "1").lower() not in _OFF
    return font, struck


def _at(fonts: list[tuple[str, bool]], at: int) -> tuple[str, bool]:
    return fonts[at] if 0 <= at < len(fonts) else ("", False)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _number(value: str | None) -> int:
    return int(value) if value is not None and value.isdigit() else 0
