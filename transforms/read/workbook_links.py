"""What hangs on the cells of a sheet: where their links lead, and boxes that were drawn over them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.cell_html import link_to, text_of

#: (row, column), both from 1.
At = tuple[int, int]

_MOST_BYTES = 8 << 20
_SHAPE = re.compile(r"<v:shape\b.*?</v:shape>", re.DOTALL)
_CONTROL = re.compile(r"<x:ClientData\b[^>]*ObjectType=[\"'](?:Checkbox|Radio)[\"']", re.IGNORECASE)
_ANCHOR = re.compile(r"<x:Anchor>([\d,\s-]+)</x:Anchor>")
_CHECKED = re.compile(r"<x:Checked>\s*1\s*</x:Checked>")
_LABEL = re.compile(r"<v:textbox\b.*?</v:textbox>", re.DOTALL)
#: Of a row, in the units of an anchor.
_HEIGHT = 20


def relations_of(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str, bool]]:
    """Id of a relation of ``part`` → last word of its type, target, whether that is outside."""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    found = {}
    for relation in ElementTree.fromstring(archive.read(path)):
        outside = relation.get("TargetMode") == "External"
        target = relation.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target, outside)
    return found


def boxes_over(archive: zipfile.ZipFile, part: str) -> dict[At, str]:
    """Cell → the boxes that were drawn over it with a form, each with its label, a line each."""
    found: dict[At, str] = {}
    for kind, target, outside in relations_of(archive, part).values():
        if kind != "vmlDrawing" or outside or target not in archive.namelist():
            continue
        if archive.getinfo(target).file_size > _MOST_BYTES:
            continue
        for at, box in _boxes(archive.read(target).decode("utf-8", "replace")):
            found[at] = f"{found[at]}\n{box}" if at in found else box
    return found


def _boxes(drawing: str) -> Iterator[tuple[At, str]]:
    for shape in _SHAPE.finditer(drawing):
        anchor = _ANCHOR.search(shape[0])
        if anchor is None or not _CONTROL.search(shape[0]):
            continue
        edges = [int(edge) for edge in anchor[1].replace(" ", "").split(",") if edge.strip("-").isdigit()]
        if len(edges) != 8:
            continue
        left, _, top, offset, _, _, bottom, reach = edges
        # A box that begins at the very end of a row belongs to the next.
        row = top + 1 if bottom > top and reach > _HEIGHT - offset else top
        label = _LABEL.search(shape[0])
        said = " ".join(text_of(label[0]).split()) if label else ""
        box = BOX_TICKED if _CHECKED.search(shape[0]) else BOX_EMPTY
        yield (row + 1, left + 1), f"{box} {said}".strip()


def linked(raw: str, address: str) -> str:
    """``raw`` as the text of a link."""
    return f"{link_to(address)}{raw}</a>"
