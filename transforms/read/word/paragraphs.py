"""One paragraph of Word into what a reader of the page sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.cell_html import text_of
from transforms.read.word.fields import Fields, says_nothing
from transforms.read.word.names import (
    RELATION,
    child,
    is_on,
    name_of,
    number,
    shown_choice,
    value,
    w,
)
from transforms.read.word.numbering import Numbering
from transforms.read.word.package import Relation
from transforms.read.word.styles import Look, Styles, look_of
from transforms.read.word.symbols import seen

#: Elements that only hold others; what stands in them is text like any other.
CONTAINERS = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent", "Choice", "Fallback"}
)
_BOXES = {BOX_TICKED, BOX_EMPTY}
_ADDRESS = ("http:", "https:", "www.")


@dataclass(slots=True)
class Written:
    """A paragraph as it is seen: its text, the same with addresses as ``<a href>``, and the text boxes
    (``w:txbxContent``) that hang on it."""

    plain: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    text_boxes: list[Any] = field(default_factory=list)
    said: bool = False

    def add(self, text: str) -> None:
        """A piece of text."""
        if text:
            self.plain.append(text)
            self.marked.append(text)

    def lines(self) -> Iterator[tuple[str, str]]:
        """(with addresses, plain) of each line between breaks; empty ones too, tabs as they are."""
        yield from zip("".join(self.marked).split("\n"), "".join(self.plain).split("\n"), strict=True)


def cleaned(text: str) -> str:
    """Text with boxes as ☑ and ☐ and single spaces. What looks like markup is none here, it was typed."""
    if "<" in text or "&" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text_of(text)


class Paragraphs:
    """Reads the paragraphs of one part. ``relations`` are those of this part; the counters of
    ``numbering`` go on from part to part."""

    def __init__(
        self, styles: Styles, numbering: Numbering, relations: dict[str, Relation], controls: dict[str, str]
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._relations = relations
        self._controls = controls
        self._fields = Fields()
        self._look = Look()
        self._written = Written()

    def read(self, paragraph: Any) -> Written:
        """What ``w:p`` shows; ``said`` where it is more than its own automatic number."""
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        self._look = self._styles.paragraph_look(style)
        self._written = written = Written()
        printed = self._number(properties, style)
        self._read(paragraph)
        self._fields.end_paragraph()
        written.said = any(text.strip() for text in written.plain)
        if printed:
            written.plain.insert(0, printed)
            written.marked.insert(0, printed)
        return written

    def _number(self, properties: Any, style: str) -> str:
        own = child(properties, "numPr")
        from_style = self._styles.list_of(style)
        if own is None and from_style is None:
            return ""
        list_id, level = from_style or ("", None)
        if own is not None:
            list_id = value(child(own, "numId"), list_id)
            at = child(own, "ilvl")
            level = number(value(at)) if at is not None else level
        if child(properties, "rPr", "del") is not None and not child(properties, "rPr", "ins"):
            return ""  # the whole paragraph was taken out
        if level is None:
            level = self._numbering.level_of_style(list_id, self._styles.ancestry(style))
        printed = self._numbering.next_number(list_id, level)
        return "" if is_on(child(properties, "rPr", "vanish")) else printed

    def _read(self, element: Any) -> None:
        for inner in element:
            name = name_of(inner)
            if name == "r":
                self._run(inner)
            elif name in CONTAINERS:
                self._read(inner)
            elif name == "hyperlink":
                self._linked(inner, self._target(inner))
            elif name == "sdt":
                self._control(inner)
            elif name == "fldSimple":
                if not says_nothing(inner.get(w("instr"), "")):
                    self._read(inner)
            elif name == "AlternateContent":
                self._read(shown_choice(inner))
            elif name in ("oMath", "oMathPara") and not self._fields.hides:
                self._written.add("".join(text.text or "" for text in inner.iter() if name_of(text) == "t"))

    def _run(self, run: Any) -> None:
        properties = child(run, "rPr")
        look = self._look
        if properties is not None:
            own = look_of(properties)
            style = value(child(properties, "rStyle"))
            look = own.over(self._styles.run_look(style)).over(look)
        self._run_content(run, look)

    def _run_content(self, run: Any, look: Look) -> None:
        written, fields = self._written, self._fields
        for inner in run:
            name = name_of(inner)
            if name == "fldChar":
                shown = fields.mark(inner)
                if not look.left_out:
                    written.add(shown)
                continue
            if name == "instrText":
                fields.add_code(inner.text or "")
                continue
            if look.left_out or fields.hides:
                continue
            if name == "t":
                self._text(seen((inner.text or "").replace("\n", " ").replace("\t", " "), look.font))
            elif name in ("tab", "ptab"):
                written.add("\t")
            elif name in ("br", "cr"):
                written.add("\n")
            elif name == "sym":
                code = number_of_hex(inner.get(w("char"), ""))
                written.add(seen(chr(code), inner.get(w("font"))) if code else "")
            elif name == "noBreakHyphen":
                written.add("-")
            elif name in ("drawing", "pict", "object"):
                self._drawn(inner)
            elif name == "AlternateContent":
                choice = shown_choice(inner)
                if choice is not None:
                    self._run_content(choice, look)
            elif name == "ruby":
                self._read(child(inner, "rubyBase"))

    def _text(self, text: str) -> None:
        address = self._fields.address
        self._written.add(text)
        if text and address and address.rstrip("/") not in text:
            self._written.marked[-1:] = [f'<a href="{address}">', text, "</a>"]

    def _linked(self, element: Any, target: str) -> None:
        plain, marked = self._written.plain, self._written.marked
        before, at = len(plain), len(marked)
        self._read(element)
        # Word puts a slash behind the address of a site that was typed without one.
        if target and target.rstrip("/") not in "".join(plain[before:]):
            marked.insert(at, f'<a href="{target}">')
            marked.append("</a>")

    def _target(self, hyperlink: Any) -> str:
        relation = self._relations.get(hyperlink.get(RELATION, ""))
        if relation is None or not relation.target.lower().startswith(_ADDRESS):
            return ""
        return "".join(relation.target.split()).replace('"', "%22")

    def _control(self, control: Any) -> None:
        """A content control: what it holds; of a box, its state where what it shows is no box."""
        properties, content = child(control, "sdtPr"), child(control, "sdtContent")
        state = box_state(properties)
        if content is None or (state is None and is_on(child(properties, "showingPlcHdr"))):
            return
        before = len(self._written.plain)
        marked = len(self._written.marked)
        self._read(content)
        if state is not None and not _BOXES & set(cleaned("".join(self._written.plain[before:]))):
            del self._written.plain[before:], self._written.marked[marked:]
            self._written.add(BOX_TICKED if state else BOX_EMPTY)

    def _drawn(self, element: Any) -> None:
        for inner in element:
            name = name_of(inner)
            if name == "txbxContent":
                self._written.text_boxes.append(inner)
            elif name == "AlternateContent":
                choice = shown_choice(inner)
                if choice is not None:
                    self._drawn(choice)
            elif name == "control":
                self._written.add(self._controls.get(inner.get(RELATION, ""), ""))
            else:
                self._drawn(inner)


def box_state(properties: Any) -> bool | None:
    """Whether the box of a content control is ticked; ``None`` where the control is no box."""
    for inner in properties if properties is not None else ():
        if name_of(inner) == "checkbox":
            for state in inner:
                if name_of(state) == "checked":
                    said = next((text for key, text in state.items() if key.endswith("}val")), "1")
                    return said.lower() not in ("0", "false", "off")
            return False
    return None


def number_of_hex(digits: str) -> int:
    """The code of a character as ``w:sym`` has it, 0 where it is none."""
    try:
        code = int(digits, 16)
    except ValueError:
        return 0
    return code if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else 0
