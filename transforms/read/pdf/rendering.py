"""The picture of a page, as it is shown."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from transforms.read.pdf.page_frame import PageFrame

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_POINTS_PER_INCH = 72
#: What letters of a report need; of a very large page fewer, and below the least one nothing is read.
DPI, _LEAST_DPI = 200.0, 60.0
_MOST_PIXELS = 24_000_000
_WHITE = 0xFFFFFFFF


def rendered(page: Any, frame: PageFrame) -> tuple[NDArray[np.uint8], float] | None:
    """The picture (height × width, gray) of ``page`` and its pixels an inch; ``None`` where the page is too
    large to be read."""
    import numpy as np

    area = frame.width * frame.height / _POINTS_PER_INCH**2
    dpi = min(DPI, (_MOST_PIXELS / max(area, 1e-6)) ** 0.5)
    if dpi < _LEAST_DPI:
        return None
    width = max(1, round(frame.width * dpi / _POINTS_PER_INCH))
    height = max(1, round(frame.height * dpi / _POINTS_PER_INCH))
    picture = np.full((height, width), 255, np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        width, height, pdfium.FPDFBitmap_Gray, picture.ctypes.data_as(ctypes.c_void_p), width
    )
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return picture, dpi
