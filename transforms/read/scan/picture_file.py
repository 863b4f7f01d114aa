"""Pictures in files: how large they claim to be before they are decoded, and their pages as gray pictures.

A small file can hold a picture of gigabytes; what it claims is read from its head alone.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps

from transforms.document import UnreadableDocument

Picture = NDArray[np.uint8]

#: A page of A3 at 600 pixels an inch has 70 million.
MOST_PIXELS = 120_000_000
MOST_PAGES = 200
#: What is larger is made smaller as soon as it is decoded: memory is for one page at a time.
_ENOUGH_PIXELS = 40_000_000
#: Resolutions that a scanner or a telephone says; others are guessed from the size of the paper, A4.
_BELIEVED = (90.0, 1250.0)
_LONG_SIDE, _SHORT_SIDE = 11.69, 8.27
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP")
#: Kinds of pixels of 16 bits or more, whose white is not 255.
_DEEP = frozenset({"I", "I;16", "I;16B", "I;16L", "F"})


@dataclass(frozen=True, slots=True)
class PictureOfPage:
    """One page: height × width, gray, white 255. ``whole`` is false where the file ended before it."""

    gray: Picture
    dpi: float
    whole: bool


def pages_of(content: bytes) -> Iterator[PictureOfPage | None]:
    """The pages of an image, each decoded when it is asked for; ``None`` for one that cannot be. Raises
    :class:`UnreadableDocument`: ``document-damaged``, ``document-too-large``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
                if count > MOST_PAGES:
                    raise UnreadableDocument("document-too-large", f"{count} > {MOST_PAGES} pages")
                for number in range(count):
                    yield _page(image, number)
        except (UnreadableDocument, MemoryError):
            raise
        except Image.DecompressionBombError as bomb:
            raise UnreadableDocument("document-too-large", f"> {MOST_PIXELS} pixels") from bomb
        except Exception as error:  # whatever a library makes of a damaged file
            raise UnreadableDocument("document-damaged", type(error).__name__) from error


def _page(image: Any, number: int) -> PictureOfPage | None:
    try:
        image.seek(number)
    except (EOFError, OSError, ValueError, SyntaxError):
        return None
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise UnreadableDocument("document-too-large", f"{width} x {height} > {MOST_PIXELS} pixels")
    dpi = _dpi(image)
    # A JPEG can be decoded at half or a quarter of its size.
    if width * height > _ENOUGH_PIXELS:
        image.draft("L", (width // 2, height // 2))
    whole = _load(image)
    if whole is None:
        return None
    gray = np.asarray(ImageOps.exif_transpose(_gray(image)), np.uint8)
    reduced = max(gray.shape) / max(width, height)
    return PictureOfPage(gray, max(dpi * reduced, 1.0), whole) if min(gray.shape) >= 20 else None


def _load(image: Any) -> bool | None:
    """Decodes; whether all was there, ``None`` where nothing was."""
    try:
        image.load()
        return True
    except MemoryError:
        raise
    except Exception:  # truncated or damaged: what is there may still be read
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image.load()
            return False
        except MemoryError:
            raise
        except Exception:
            return None
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False


def _gray(image: Any) -> Any:
    """On white paper, 8 bits, one channel; what says how it lies is kept."""
    if image.mode in _DEEP:
        values = np.asarray(image, np.float32)
        top = 65535.0 if float(values.max(initial=0)) > 255 else 255.0
        gray = Image.fromarray(np.clip(values * (255.0 / top), 0, 255).astype(np.uint8))
        gray.info = image.info
        exif = image.getexif()
        return _lying_as(gray, exif)
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        exif = image.getexif()
        colored = image.convert("RGBA")
        paper = Image.new("RGBA", colored.size, (255, 255, 255, 255))
        paper.alpha_composite(colored)
        return _lying_as(paper.convert("L"), exif)
    if image.mode == "CMYK":
        return _lying_as(image.convert("RGB").convert("L"), image.getexif())
    return image.convert("L")


def _lying_as(gray: Any, exif: Any) -> Any:
    gray.getexif().update(exif)
    return gray


def _dpi(image: Any) -> float:
    width, height = image.size
    said = image.info.get("dpi")
    guessed = float(max(max(width, height) / _LONG_SIDE, min(width, height) / _SHORT_SIDE))
    if said is None:
        return guessed
    dpi = float(said[0]) if said[0] else 0.0
    # A page is about as large as A4: 72 or 96 are what programs write that know nothing.
    return dpi if _BELIEVED[0] <= dpi <= _BELIEVED[1] and 0.45 <= guessed / dpi <= 2.2 else guessed
