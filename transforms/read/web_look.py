"""What is seen of the elements of a web page: which are hidden, what controls show, numbers of lists.

The tree is asked once for all elements of a kind, by CSS selectors; while it is walked nothing but the
identity of an element is looked up.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.cell_html import text_of
from transforms.read.web_menus import AROUND
from transforms.read.word.numbering import in_form
from transforms.read.word.symbols import is_symbol_font, seen

if TYPE_CHECKING:
    from transforms.read.web_tree import Frame

#: What shows no text, whatever it holds; and what the writer took back.
UNSEEN_TAGS = frozenset((
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed",
    "canvas", "audio", "video", "map", "datalist", "title", "colgroup", "frameset", "del", "s",
    "strike",
))  # fmt: skip
_UNSEEN = (
    '[hidden],[style*="display:none" i],[style*="display: none" i],[style*="visibility:hidden" i],'
    '[style*="visibility: hidden" i],[style*="mso-hide:all" i],[style*="line-through" i]'
)
_FONTS = '[style*="font" i],font[face]'
_BULLETS = '[style*="mso-list:ignore" i]'
_FONT = re.compile(r"(?:^|;|\s)font(-family)?\s*:\s*([^;]*)", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r"[\"']?(wingdings(?: [23])?|webdings|symbol)[\"']?\s*(?:,|$)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?(none|thai|[a-z]+-(?:alpha|latin|roman)|decimal)")
_FORMS = {
    "1": "decimal", "decimal": "decimal", "thai": "thaiNumbers", "a": "lowerLetter", "A": "upperLetter",
    "i": "lowerRoman", "I": "upperRoman", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "none": "none",
}  # fmt: skip
_UNSHOWN_INPUTS = frozenset((
    "hidden", "submit", "button", "image", "reset", "password", "file", "color", "range",
))  # fmt: skip
_WEB = re.compile(r"(?:https?|ftp):", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000


class PageLook:
    """What one parsed page shows of its elements. The identities of elements: ``spanning`` of cells that may
    span others, ``around`` of what stands around the content, ``unseen`` of what is hidden. ``has_symbols``:
    some text is in a symbol font."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.unseen = {node.mem_id for node in tree.css(_UNSEEN)}
        self._bullets = {node.mem_id for node in tree.css(_BULLETS)}
        self.around = {node.mem_id for node in tree.css(AROUND)}
        self.spanning = {node.mem_id for node in tree.css("[colspan],[rowspan]")}
        self._fonts = {node.mem_id: font for node in tree.css(_FONTS) if (font := _font(node)) is not None}
        if not any(self._fonts.values()):
            self._fonts = {}
        self.has_symbols = bool(self._fonts)
        base = tree.css_first("base[href]")
        self._base = (base.attributes.get("href") or "").strip() if base is not None else ""

    def is_seen(self, node: LexborNode, tag: str) -> bool:
        """Whether the element and what it holds are shown."""
        return tag not in UNSEEN_TAGS and (not self.unseen or node.mem_id not in self.unseen)

    def dress(self, frame: Frame) -> None:
        """Tells the element its symbol font, and whether a word processor wrote in it what it prints before
        an item of a list; else it has those of the element around it."""
        frame.font = self._fonts.get(frame.node.mem_id, frame.font)
        frame.bullet = frame.bullet or frame.node.mem_id in self._bullets

    def address(self, node: LexborNode) -> str:
        """Where a link leads: an address of the web, or a relative one where the page names no base; ``""``
        for scripts, mail and what stands in the link itself."""
        address = (node.attributes.get("href") or "").strip()[: _LONGEST_ADDRESS + 1]
        if self._base and not _SCHEME.match(address):
            try:
                address = urljoin(self._base, address)
            except ValueError:
                return ""
        if len(address) > _LONGEST_ADDRESS or (_SCHEME.match(address) and not _WEB.match(address)):
            return ""
        return address


def symbols(text: str, font: str, *, bullet: bool) -> str:
    """What letters in a symbol font look like; a round bullet before an item is none of its text."""
    shown = seen(text, font) if is_symbol_font(font) else text
    return shown.replace("•", "") if bullet else shown


def box_of(node: LexborNode) -> str | None:
    """What an ``input`` shows: its box, its value; ``None`` where nothing is shown."""
    attributes = node.attributes
    kind = (attributes.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        ticked = "checked" in attributes and (attributes["checked"] or "").lower() not in ("false", "0", "no")
        return BOX_TICKED if ticked else BOX_EMPTY
    return None if kind in _UNSHOWN_INPUTS else attributes.get("value")


def picture_of(node: LexborNode) -> str:
    """A picture of a box by the words that stand for it; any other picture says nothing."""
    said = text_of(html.escape((node.attributes.get("alt") or "")[:40], quote=False))
    return said if said in (BOX_TICKED, BOX_EMPTY) else ""


def chosen_in(node: LexborNode) -> str:
    """What is chosen in a ``select``. The first option of a list in which nobody chose is no answer."""
    options = [option for option in node.css("option") if "selected" in option.attributes]
    return " ".join(option.text().strip() for option in options)


class ListNumbers:
    """The numbers that a browser prints before the items of one ``ol``."""

    def __init__(self, node: LexborNode) -> None:
        attributes = node.attributes
        style = _LIST_STYLE.search((attributes.get("style") or "").lower())
        self._form = _FORMS.get(style[1] if style else (attributes.get("type") or "1"), "decimal")
        self._next = _whole(attributes.get("start"), 1)
        self._step = 1
        if "reversed" in attributes:
            self._step = -1
            if "start" not in attributes:
                self._next = sum(1 for child in node.iter() if child.tag == "li")

    def next(self, node: LexborNode) -> str:
        """``1.`` of the next item, or nothing where the list shows no numbers."""
        number = _whole(node.attributes.get("value"), self._next)
        self._next = number + self._step
        printed = in_form(number, self._form)
        return f"{printed}. " if printed else ""


def _font(node: LexborNode) -> str | None:
    """The symbol font of an element; ``""`` for any other; ``None`` where it says nothing of fonts."""
    attributes = node.attributes
    style = _FONT.search(attributes.get("style") or "")
    family = style[2] if style else attributes.get("face")
    if family is None:
        return None
    # "font: 12pt Wingdings" names the size first.
    first = family.split(",")[0] if style is None or style[1] else family.split(",")[0].split()[-1:]
    found = _SYMBOL_FONT.match((first if isinstance(first, str) else " ".join(first)).strip())
    return found[1].lower() if found else ""


def _whole(value: str | None, otherwise: int) -> int:
    try:
        return int((value or "").strip()[:9])
    except ValueError:
        return otherwise
