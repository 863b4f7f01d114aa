"""Boxes that are ActiveX controls: their state and label stand in parts of their own."""

from __future__ import annotations

import struct
from typing import Any

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.word.package import Package, Relation

#: Check boxes, option buttons and toggle buttons of Microsoft Forms.
_BOXES = ("{8BD21D40-", "{8BD21D50-", "{8BD21D60-")
_STATES = {"1": BOX_TICKED, "-1": BOX_TICKED, "true": BOX_TICKED, "0": BOX_EMPTY, "false": BOX_EMPTY}
#: Of the properties in the order of their bits: how many bytes each takes, 0 where it stands elsewhere.
_SIZES = (4, 4, 4, 4, 1, 1, 1, 1, 0, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, 0, 1, 1, 4, 4, 4, 4, 4, 2, 2, 2)
_EXTENT_BIT, _VALUE_BIT, _CAPTION_BIT = 8, 22, 23
_COMPRESSED = 0x80000000
_VERSION = b"\x00\x02"
_IDENTITY_BYTES, _LONGEST_LABEL = 16, 1_000


def control_boxes(package: Package, relations: dict[str, Relation]) -> dict[str, str]:
    """Identifier of a relation → the box and label that its control shows. Controls that are no boxes, or
    cannot be read, show nothing."""
    found: dict[str, str] = {}
    for identity, relation in relations.items():
        if relation.kind == "control" and not relation.external:
            root = package.tree(relation.target)
            if root is not None and _attribute(root, "classid").upper().startswith(_BOXES):
                value, label = _in_properties(root) or _in_stream(package, relation.target, root)
                found[identity] = f"{_STATES.get(value, '')} {label}".strip()
    return found


def _in_properties(root: Any) -> tuple[str, str] | None:
    """Value and label where the properties are written as elements."""
    said = {_attribute(element, "name"): _attribute(element, "value") for element in root}
    return (said.get("Value", "").lower(), said.get("Caption", "")) if said else None


def _in_stream(package: Package, part: str, root: Any) -> tuple[str, str]:
    """Value and label where the properties are bytes of a part of their own."""
    relation = package.relations(part).get(_attribute(root, "id"))
    if relation is None or relation.external:
        return "", ""
    return _properties(package.content(relation.target)[_IDENTITY_BYTES:])


def _properties(data: bytes) -> tuple[str, str]:
    """Value and label of a control as Microsoft Forms stores it ([MS-OFORMS], MorphDataControl)."""
    if data[:2] != _VERSION:
        return "", ""
    try:
        (mask,) = struct.unpack_from("<Q", data, 4)
        at, lengths = 12, {}
        for bit, size in enumerate(_SIZES):
            if size and mask >> bit & 1:
                at += -at % size
                lengths[bit] = int.from_bytes(data[at : at + size], "little")
                at += size
        if mask >> 32 & 1:
            at += -at % 4 + 4
        at += -at % 4
        if mask >> _EXTENT_BIT & 1:
            at += 8
        said = []
        for bit in (_VALUE_BIT, _CAPTION_BIT):
            length = lengths.get(bit, 0)
            count = min(length & ~_COMPRESSED, _LONGEST_LABEL)
            said.append(data[at : at + count].decode("latin-1" if length & _COMPRESSED else "utf-16-le"))
            at += count + -count % 4
    except (struct.error, UnicodeDecodeError):
        return "", ""
    return said[0], " ".join(said[1].split())


def _attribute(element: Any, name: str) -> str:
    """An attribute by its name, whatever its namespace."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
