"""Names of elements and attributes of WordprocessingML, and the little that is asked of every element."""

from __future__ import annotations

from typing import Any

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = frozenset({"0", "false", "off", "none"})
_names: dict[str, str] = {}


def w(name: str) -> str:
    """The full name of ``w:name``."""
    return _MAIN + name


VAL = w("val")


def name_of(element: Any) -> str:
    """The name of an element without its namespace."""
    tag: str = element.tag
    name = _names.get(tag)
    if name is None:
        name = tag.rpartition("}")[2]
        if len(_names) < 2_000:  # names of a hostile file are not kept without end
            _names[tag] = name
    return name


def child(element: Any, *names: str) -> Any:
    """The element at the end of a way of ``w:`` names below ``element``; ``None`` where one is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(_MAIN + name)
    return element


def value(element: Any, default: str = "") -> str:
    """``w:val`` of an element that may be ``None``."""
    return default if element is None else element.get(VAL, default)


def number(text: str | None, default: int = 0) -> int:
    """A whole number as an attribute has it, within ±100 million; ``default`` where it is none."""
    try:
        return max(-100_000_000, min(100_000_000, int(text or "")))
    except ValueError:
        return default


def is_on(element: Any) -> bool | None:
    """What a switch such as ``w:strike`` says; ``None`` where it is not there."""
    return None if element is None else element.get(VAL, "1").lower() not in _OFF


def shown_choice(alternatives: Any) -> Any:
    """Of ``mc:AlternateContent`` the one content to read: what newer programs show, else the fallback."""
    fallback = None
    for element in alternatives:
        if name_of(element) == "Choice":
            return element
        fallback = element
    return fallback
