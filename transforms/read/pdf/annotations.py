"""What lies on a page besides its contents: fields of a form as they are filled in, typed notes, links.

Scripts of a form are never run: the library is built without what runs them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.pdf.glyphs import Glyph
from transforms.read.pdf.page_frame import Box, PageFrame
from transforms.read.pdf.thai_marks import is_mark, mended_character

MOST_ANNOTATIONS = 5_000
_LONGEST_VALUE, _LONGEST_ADDRESS = 20_000, 2_000
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_BOXES = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_TEXTS = frozenset(
    {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
)
_PASSWORD = 1 << 13
#: A letter of a field is taken to be so large at most and at least, and so wide in parts of its size.
_LARGEST, _SMALLEST, _WIDTH = 12.0, 5.0, 0.5
_BASELINE = 0.22


@contextmanager
def form_of(document: Any) -> Iterator[Any]:
    """The form of a document (``FPDF_FORMHANDLE``), open within; ``None`` where it has none."""
    if pdfium.FPDF_GetFormType(document) == pdfium.FORMTYPE_NONE:
        yield None
        return
    information = pdfium.FPDF_FORMFILLINFO(version=2)
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, information)
    try:
        yield form or None
    finally:
        if form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(form)


def annotation_glyphs(page: Any, frame: PageFrame, form: Any) -> list[Glyph]:
    """The values of the fields on ``page`` and the notes that are typed on it, as if they were printed:
    ☑ and ☐ for boxes, letters for text."""
    glyphs: list[Glyph] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if not pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN:
                glyphs += _glyphs_of(annotation, frame, form)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return glyphs


def links_on(document: Any, page: Any, frame: PageFrame) -> list[tuple[Box, str]]:
    """Where on the page a link to a web address is, and the address."""
    found: list[tuple[Box, str]] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while len(found) < MOST_ANNOTATIONS and pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        rect = pdfium.FS_RECTF()
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rect):
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if 0 < length <= _LONGEST_ADDRESS:
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
            address = buffer.value.decode("utf-8", "replace").strip()
            if address.lower().startswith(("http://", "https://")):
                found.append((frame.box(rect.left, rect.bottom, rect.right, rect.top), address))
    return found


def _glyphs_of(annotation: Any, frame: PageFrame, form: Any) -> list[Glyph]:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return []
    box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _written(
            _value(lambda *to: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", *to)), box
        )
    if kind != pdfium.FPDF_ANNOT_WIDGET or form is None:
        return []
    field = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if field in _BOXES:
        shown = _value(lambda *to: pdfium.FPDFAnnot_GetStringValue(annotation, b"AS", *to))
        ticked = shown not in ("", "Off") or pdfium.FPDFAnnot_IsChecked(form, annotation)
        return _written(BOX_TICKED if ticked else BOX_EMPTY, box)
    if field not in _TEXTS or pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
        return []
    return _written(_value(lambda *to: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, *to)), box)


def _value(read: Callable[..., int]) -> str:
    """A string that the library writes in UTF-16 to where it is told; empty where it is too long."""
    length = read(None, 0)
    if not 2 < length <= _LONGEST_VALUE:
        return ""
    buffer = ctypes.create_string_buffer(length)
    read(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")


def _written(text: str, box: Box) -> list[Glyph]:
    """The text in the box, line by line."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        return []
    left, top, right, bottom = box
    height = (bottom - top) / len(lines)
    longest = max(sum(not is_mark(char) for char in line) for line in lines)
    size = max(_SMALLEST, min(_LARGEST, height, (right - left) / (longest * _WIDTH)))
    glyphs: list[Glyph] = []
    for number, line in enumerate(lines):
        x, baseline = left, top + (number + 1) * height - _BASELINE * size - (height - size) / 2
        for original in line:
            char = mended_character(original)
            width = 0.0 if is_mark(char) else _WIDTH * size
            place = (x, baseline - 0.7 * size, x + width, baseline)
            if char:
                glyphs.append(Glyph(char, x, baseline, place, size, 0, is_mark(char)))
            x += width
    return glyphs
