"""Pages of a PDF as a scanner gives them: tilted, shadowed, noisy, compressed; always the same by seed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

DPI = 200
_POINTS = 72


def scanned_pages(pdf: bytes, seed: int, pages: Sequence[int] | None = None, dpi: int = DPI) -> list[Any]:
    """The pages (all, or those numbered from 0) as grey pictures of :mod:`PIL` after a scanner's damage."""
    document = pypdfium2.PdfDocument(pdf)
    numbers = range(len(document)) if pages is None else [page for page in pages if page < len(document)]
    made = []
    for number in numbers:
        rendered = document[number].render(scale=dpi / _POINTS, grayscale=True)
        picture = np.asarray(rendered.to_numpy()).reshape(rendered.height, rendered.width)
        made.append(_scanned(picture, np.random.default_rng([seed, number])))
    document.close()
    return made


def as_pdf(pages: Sequence[Any], dpi: int = DPI) -> bytes:
    """A PDF of pictures without any text."""
    return _saved(pages, "PDF", resolution=float(dpi), quality=70)


def as_tiff(pages: Sequence[Any], dpi: int = DPI) -> bytes:
    """All pages in one TIFF."""
    return _saved(pages, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi))


def as_png(page: Any, dpi: int = DPI) -> bytes:
    """One page."""
    file = io.BytesIO()
    page.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()


def as_jpeg(page: Any, dpi: int = DPI) -> bytes:
    """One page."""
    file = io.BytesIO()
    page.save(file, "JPEG", quality=70, dpi=(dpi, dpi))
    return file.getvalue()


def _saved(pages: Sequence[Any], kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    pages[0].save(file, kind, save_all=True, append_images=list(pages[1:]), **how)
    return file.getvalue()


def _scanned(picture: Any, random: np.random.Generator) -> Any:
    height, width = picture.shape
    tilt = cv2.getRotationMatrix2D((width / 2, height / 2), random.uniform(-1.0, 1.0), 1.0)
    worn = cv2.warpAffine(picture, tilt, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    worn = cv2.GaussianBlur(worn, (0, 0), random.uniform(0.4, 0.8)).astype(np.float32)
    # Paper is never white, and darker along one edge, where the book was not pressed down.
    edge = np.linspace(0.0, 1.0, width, dtype=np.float32)
    edge = edge if random.random() < 0.5 else edge[::-1]
    depth, reach = random.uniform(0.03, 0.15), random.uniform(0.1, 0.4)
    worn *= 1.0 - depth * np.clip(1.0 - edge / reach, 0.0, 1.0)[np.newaxis, :]
    worn = worn * 0.94 + 8 + random.normal(0.0, random.uniform(3.0, 7.0), (height, width)).astype(np.float32)
    file = io.BytesIO()
    Image.fromarray(np.clip(worn, 0, 255).astype(np.uint8)).save(
        file, "JPEG", quality=int(random.integers(60, 85))
    )
    file.seek(0)
    return Image.open(file).convert("L")
