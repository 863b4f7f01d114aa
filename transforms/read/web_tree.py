"""The tree of a web page, walked in reading order, with the place of each element in it."""

from __future__ import annotations

from typing import Protocol

from selectolax.lexbor import LexborNode

from transforms.document import UnreadableDocument
from transforms.read.web_look import ListNumbers, PageLook

#: Deeper no page nests its elements: browsers themselves stop at 512.
_DEEPEST = 1_000


class Frame:
    """One element with those above it. ``path`` names each by its tag and its number among those of the
    same tag beside it, from 1."""

    __slots__ = (
        "_counts",
        "_path",
        "bold",
        "bullet",
        "font",
        "link",
        "linked",
        "node",
        "number",
        "numbers",
        "parent",
        "tag",
    )

    def __init__(self, parent: Frame | None, node: LexborNode, tag: str, number: int) -> None:
        self.parent = parent
        self.node = node
        self.tag = tag
        self.number = number
        self.font: str = parent.font if parent is not None else ""
        self.bullet: bool = parent.bullet if parent is not None else False
        self.link = self.bold = False
        self.linked: bool = tag == "a" or (parent is not None and parent.linked)
        self.numbers: ListNumbers | None = None
        self._counts: dict[str, int] = {}
        self._path = "html/body" if parent is None else ""

    def child(self, node: LexborNode, tag: str) -> Frame:
        """The next element below this one."""
        number = self._counts.get(tag, 0) + 1
        self._counts[tag] = number
        return Frame(self, node, tag, number)

    def again(self) -> Frame:
        """The same element with nothing below it counted yet."""
        return Frame(self.parent, self.node, self.tag, self.number)

    @property
    def path(self) -> str:
        """``html/body/table[2]/tbody[1]/tr[3]/td[1]``."""
        if not self._path and self.parent is not None:
            self._path = f"{self.parent.path}/{self.tag}[{self.number}]"
        return self._path


class Reader(Protocol):
    """What is told of the elements that are shown."""

    def enter(self, frame: Frame) -> bool:
        """An element begins; whether it is to be walked."""

    def leave(self, frame: Frame) -> None:
        """An element that was walked ends."""

    def text(self, frame: Frame, text: str) -> None:
        """Text right below ``frame``."""


def walk(top: Frame, look: PageLook, reader: Reader) -> None:
    """Tells ``reader`` of all that is shown below ``top``. Without recursion. Raises
    :class:`UnreadableDocument` where elements are nested deeper than any page is."""
    stack = [top]
    seen, has_symbols = look.is_seen, look.has_symbols
    node: LexborNode | None = top.node.first_child
    while True:
        if node is None:
            frame = stack.pop()
            if not stack:
                return
            reader.leave(frame)
            node = frame.node.next
            continue
        tag = node.tag or "-"
        if tag == "-text":
            reader.text(stack[-1], node.text_content or "")
        elif tag[0] not in "-!":
            frame = stack[-1].child(node, tag)
            if seen(node, tag):
                if has_symbols:
                    look.dress(frame)
                if reader.enter(frame):
                    if len(stack) > _DEEPEST:
                        raise UnreadableDocument("document-unsafe", f"elements nested deeper than {_DEEPEST}")
                    stack.append(frame)
                    node = node.first_child
                    continue
        node = node.next
