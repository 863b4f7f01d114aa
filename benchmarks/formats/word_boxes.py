"""The boxes of a DOCX as Word knows them: content controls, Wingdings symbols, form fields of old forms."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from transforms.document import BOX_EMPTY, BOX_TICKED

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BOXES = re.compile(f"([{BOX_TICKED}{BOX_EMPTY}])")
_PART = "word/document.xml"
#: Makes the elements that stand for a box (``True``: ticked), to be put beside runs.
_Maker = Callable[[bool, Any], list[Any]]


def with_controls(docx: bytes) -> bytes:
    """Each box a content control of Word 2010 (``w14:checkbox``), whose letter is that of MS Gothic."""
    return _with_boxes(docx, _control)


def with_symbols(docx: bytes) -> bytes:
    """Each box a symbol of the font Wingdings."""
    return _with_boxes(docx, _symbol)


def with_fields(docx: bytes) -> bytes:
    """Each box a legacy form field (``FORMCHECKBOX``)."""
    return _with_boxes(docx, _field)


def _with_boxes(docx: bytes, maker: _Maker) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry, _replaced(part, maker) if entry.filename == _PART else part)
    return made.getvalue()


def _replaced(xml: bytes, maker: _Maker) -> bytes:
    tree = etree.fromstring(xml)
    for run in list(tree.iter(f"{{{_W}}}r")):
        for text in run.findall(f"{{{_W}}}t"):
            if _BOXES.search(text.text or ""):
                _split(run, maker)
                break
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _split(run: Any, maker: _Maker) -> None:
    """The run cut at its boxes, each of which becomes elements of its own."""
    properties = run.find(f"{{{_W}}}rPr")
    parts: list[Any] = []
    for child in run:
        if child.tag == f"{{{_W}}}rPr":
            continue
        if child.tag != f"{{{_W}}}t":
            parts.append(_run(properties, deepcopy(child)))
            continue
        for piece in _BOXES.split(child.text or ""):
            if piece in (BOX_TICKED, BOX_EMPTY):
                parts.extend(maker(piece == BOX_TICKED, properties))
            elif piece:
                parts.append(_run(properties, _text(piece)))
    parent = run.getparent()
    at = parent.index(run)
    parent.remove(run)
    for offset, part in enumerate(parts):
        parent.insert(at + offset, part)


def _run(properties: Any, *children: Any) -> Any:
    run = etree.Element(f"{{{_W}}}r")
    if properties is not None:
        run.append(deepcopy(properties))
    run.extend(children)
    return run


def _text(text: str) -> Any:
    element = etree.Element(f"{{{_W}}}t")
    element.text = text
    element.set(_SPACE, "preserve")
    return element


def _control(ticked: bool, properties: Any) -> list[Any]:
    control = etree.fromstring(
        f'<w:sdt xmlns:w="{_W}" xmlns:w14="{_W14}"><w:sdtPr><w14:checkbox>'
        f'<w14:checked w14:val="{int(ticked)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{'☒' if ticked else '☐'}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    return [control]


def _symbol(ticked: bool, properties: Any) -> list[Any]:
    symbol = etree.Element(f"{{{_W}}}sym")
    symbol.set(f"{{{_W}}}font", "Wingdings")
    symbol.set(f"{{{_W}}}char", "F0FE" if ticked else "F0A8")
    return [_run(properties, symbol)]


def _field(ticked: bool, properties: Any) -> list[Any]:
    checked = '<w:checked w:val="1"/>' if ticked else ""
    parts = (
        '<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check1"/><w:enabled/><w:checkBox>'
        f'<w:sizeAuto/><w:default w:val="0"/>{checked}</w:checkBox></w:ffData></w:fldChar>',
        '<w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>',
    )
    return [_run(properties, *etree.fromstring(f'<x xmlns:w="{_W}">{part}</x>')) for part in parts]
