"""What a run looks like, as far as reading asks: its font, whether it is struck out or hidden; and the
list that a paragraph's style puts it into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from transforms.read.word.names import child, is_on, number, value, w

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Look:
    """``None`` is not said here. ``struck``: the writer took it back; ``hidden``: not shown."""

    font: str | None = None
    struck: bool | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """This, and where it says nothing, ``below``."""
        return Look(
            self.font if self.font is not None else below.font,
            self.struck if self.struck is not None else below.struck,
            self.hidden if self.hidden is not None else below.hidden,
        )

    @property
    def left_out(self) -> bool:
        """Whether a reader of the page does not take it as said."""
        return bool(self.struck or self.hidden)


PLAIN = Look()


def look_of(properties: Any) -> Look:
    """What ``w:rPr`` (or ``None``) says."""
    if properties is None or len(properties) == 0:
        return PLAIN
    fonts = child(properties, "rFonts")
    font = None
    if fonts is not None:
        font = fonts.get(w("ascii")) or fonts.get(w("hAnsi"))
    single, double = is_on(child(properties, "strike")), is_on(child(properties, "dstrike"))
    struck = single if double is None else bool(single or double)
    return Look(font, struck, is_on(child(properties, "vanish")))


@dataclass(frozen=True, slots=True)
class _Style:
    look: Look
    based_on: str
    list_id: str | None
    level: str | None


class Styles:
    """The styles of one document, from ``word/styles.xml`` (``None``: it has none)."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, _Style] = {}
        self._defaults = PLAIN
        self._paragraph = ""
        self._looks: dict[str, Look] = {}
        if root is None:
            return
        self._defaults = look_of(child(root, "docDefaults", "rPrDefault", "rPr"))
        for style in root.findall(w("style")):
            identity = style.get(w("styleId"), "")
            in_list = child(style, "pPr", "numPr")
            list_id, level = child(in_list, "numId"), child(in_list, "ilvl")
            self._styles[identity] = _Style(
                look_of(child(style, "rPr")),
                value(child(style, "basedOn")),
                None if list_id is None else value(list_id),
                None if level is None else value(level),
            )
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                self._paragraph = identity

    def paragraph_look(self, identity: str) -> Look:
        """The look of a paragraph of this style (``""``: of the default one)."""
        return self._look(identity or self._paragraph).over(self._defaults)

    def run_look(self, identity: str) -> Look:
        """What a style of characters says by itself."""
        return self._look(identity) if identity else PLAIN

    def list_of(self, identity: str) -> tuple[str, int | None] | None:
        """List and level (``None``: by the list's own link to the style) that a paragraph's style gives."""
        level: str | None = None
        for style in self._chain(identity or self._paragraph):
            level = level if level is not None else style.level
            if style.list_id is not None:
                return style.list_id, number(level) if level is not None else None
        return None

    def ancestry(self, identity: str) -> list[str]:
        """A style and those it is based on."""
        found: list[str] = []
        while identity in self._styles and identity not in found and len(found) < _DEEPEST:
            found.append(identity)
            identity = self._styles[identity].based_on
        return found

    def _look(self, identity: str) -> Look:
        if identity not in self._looks:
            look = PLAIN
            for style in self._chain(identity):
                look = look.over(style.look)
            self._looks[identity] = look
        return self._looks[identity]

    def _chain(self, identity: str) -> list[_Style]:
        return [self._styles[name] for name in self.ancestry(identity)]
