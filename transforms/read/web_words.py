"""The words of a web page, put together from its elements: runs of white space are one space, breaks are
lines, controls show what is in them."""

from __future__ import annotations

import html
import re

from transforms.read.cell_html import link_to, text_of
from transforms.read.web_look import ListNumbers, PageLook, box_of, chosen_in, picture_of, symbols
from transforms.read.web_tree import Frame

#: Elements that begin and end a line.
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main",
    "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
#: What names the text behind it: extraction knows names of fields by their bold type.
_BOLD = frozenset(("b", "strong", "dt"))
_LINKED = 0.85
_SPACE = re.compile(r"[ \t\r\n\x0c]+")
_KEPT = frozenset(("pre", "textarea", "listing"))
_NOTHING_BOLD = re.compile(r"<b>(\s*)</b>")
_EDGES = re.compile(r" ?\n ?")
_NUMBERED = re.compile(r"\s*(?:\(?[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,2})*\s*[.)]|[ก-ฮ][.)])")
_BOXES = {"☑": '<input type="checkbox" checked>', "☐": '<input type="checkbox">'}


class Words:
    """Collects what is written until it is taken. ``frame`` is the element in which that begins."""

    def __init__(self, look: PageLook) -> None:
        self.frame: Frame | None = None
        self._look = look
        self._raw: list[str] = []
        self._text: list[str] = []
        self._marked = False
        self._number = ""
        self._bold = 0
        self._of_links = 0

    def text(self, frame: Frame, text: str) -> None:
        """Adds text as it stands in the source."""
        if ("\n" in text or "\t" in text or "  " in text or "\r" in text) and frame.tag not in _KEPT:
            text = _SPACE.sub(" ", text)
        if frame.font:
            text = symbols(text, frame.font, bullet=frame.bullet)
        self.add(frame, text)

    def add(self, frame: Frame, text: str) -> None:
        """Adds text as it is shown."""
        if text.strip():
            if self.frame is None:
                self.frame = frame
            if self._number and not _NUMBERED.match(text):
                self._text.append(self._number)
                self._raw.append(self._number)
            self._number = ""
        self._text.append(text)
        self._raw.append(text)
        if frame.linked:
            self._of_links += len(text)

    @property
    def is_link(self) -> bool:
        """Whether what was collected is links and next to nothing else."""
        return self._of_links > 0 and self._of_links >= _LINKED * sum(map(len, self._text))

    def enter(self, frame: Frame) -> bool:
        """An element begins that is no block, or a list or an item of one; whether to read what it holds."""
        tag, node = frame.tag, frame.node
        if tag == "a":
            address = self._look.address(node)
            if address:
                frame.link = self._marked = True
                self._raw.append(link_to(address))
        elif tag in _BOLD:
            self._raw.append("<b>")
            self._bold += 1
            frame.bold = True
        elif tag == "ol":
            frame.numbers = ListNumbers(node)
        elif tag == "li":
            numbers = frame.parent.numbers if frame.parent is not None else None
            self._number = numbers.next(node) if numbers is not None else ""
        elif tag == "input":
            self._control(frame, box_of(node))
            return False
        elif tag == "select":
            self._control(frame, chosen_in(node))
            return False
        elif tag == "img":
            self._control(frame, picture_of(node))
            return False
        return True

    def leave(self, frame: Frame) -> None:
        """An element ends."""
        if frame.link:
            self._raw.append("</a>")
        elif frame.bold:
            self._raw.append("</b>")
            self._bold -= 1
        elif frame.tag == "li":
            self._number = ""

    def break_line(self) -> None:
        """What follows stands on a line of its own."""
        self._text.append("\n")
        self._raw.append("\n")

    def take(self) -> tuple[str, str]:
        """What was collected, as it stands in the source (links and boxes with their markup) and as it is
        shown, lines apart; collecting begins anew."""
        if len(self._text) == 1 and self._raw == self._text and "<" not in (text := self._text[0]):
            self.frame = None  # most cells hold one text and nothing else
            self._text.clear()
            self._raw.clear()
            return text, text_of(text if "&" not in text else html.escape(text, quote=False))
        self._of_links = 0
        text = "".join(self._text)
        raw = _NOTHING_BOLD.sub("", "".join(self._raw) + "</b>" * self._bold)
        self._text.clear()
        self._raw[:] = ["<b>"] * self._bold
        self.frame, marked, self._marked = None, self._marked, False
        if not text or text.isspace():
            return "", ""
        shown = text_of(html.escape(text, quote=False) if "<" in text or "&" in text else text)
        marked = marked or shown != text or "<b>" in raw
        raw = _EDGES.sub("\n", raw.replace("\xa0", " ")).strip(" \n") if marked else text
        return raw, shown

    def _control(self, frame: Frame, shown: str | None) -> None:
        if shown:
            self.add(frame, shown)
            if shown in _BOXES:
                self._raw[-1] = _BOXES[shown]
                self._marked = True


class CellWords:
    """Reads all that one cell holds: every block in it is a line, tables in it are too, row by row."""

    def __init__(self, look: PageLook) -> None:
        self.words = Words(look)

    def enter(self, frame: Frame) -> bool:
        """A block begins a line; a cell of a table in the cell does not."""
        tag = frame.tag
        if tag in ("td", "th"):
            self.words.add(frame, " ")
        elif tag in BLOCKS or tag == "br":
            self.words.break_line()
        return self.words.enter(frame)

    def leave(self, frame: Frame) -> None:
        """A block ends its line."""
        if frame.tag in BLOCKS and frame.tag not in ("td", "th"):
            self.words.break_line()
        self.words.leave(frame)

    def text(self, frame: Frame, text: str) -> None:
        """Text of the cell."""
        self.words.text(frame, text)
