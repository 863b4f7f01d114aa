"""A picture of the places of a figure: cut out of the pages of PDF files and images, the place in a frame.

Foreign bytes are decoded here: to be called in a process that may be ended. All places count from the upper
left corner of the page as it is shown.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from transforms.document import UnreadableDocument
from warehouse.explained_places import PDF, PageBox

if TYPE_CHECKING:
    from PIL.Image import Image

#: What a picture can be made of.
PICTURED = frozenset({PDF, "image/png", "image/jpeg", "image/tiff"})
#: So many places are shown at most.
MOST_PLACES = 8
_POINTS_PER_INCH = 72
_PIXELS_PER_INCH = 150
#: What is shown above and below a place, and how wide a picture gets.
_MARGIN_INCHES = 0.6
_WIDEST = 1600
_TALLEST = 1600
_FRAME = (200, 30, 30)
_CAPTION = (70, 70, 70)
_CAPTION_HEIGHT = 28


@dataclass(frozen=True, slots=True)
class Original:
    """A document and the places of it that are shown."""

    content: bytes
    media_type: str
    places: tuple[PageBox, ...]


def picture_of(originals: Sequence[Original]) -> bytes:
    """A PNG: the strips of the pages on which the places stand, below each other, each place in a frame.
    Raises :class:`UnreadableDocument` for a page that is not there."""
    from PIL import Image

    strips = [strip for original in originals for strip in _strips(original)][:MOST_PLACES]
    width = max(strip.width for strip in strips)
    whole = Image.new("RGB", (width, sum(strip.height for strip in strips)), "white")
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    written = io.BytesIO()
    whole.save(written, "PNG")
    return written.getvalue()


def _strips(original: Original) -> Iterator[Image]:
    if original.media_type == PDF:
        import pypdfium2

        with pypdfium2.PdfDocument(original.content) as pages:
            pages.init_forms()
            for place in original.places:
                if place.page > len(pages):
                    raise _no_page(place)
                yield _of_page(pages[place.page - 1], place)
        return
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(original.content)) as image:
        for place in original.places:
            try:
                image.seek(place.page - 1)
            except EOFError:
                raise _no_page(place) from None
            yield _of_image(ImageOps.exif_transpose(image).convert("RGB"), place)


def _of_page(page: Any, place: PageBox) -> Image:
    """The strip of a page of a PDF, which alone is drawn: a page may be as large as a wall."""
    width, height = page.get_size()
    scale = min(_PIXELS_PER_INCH / _POINTS_PER_INCH, _WIDEST / width)
    top, bottom = _reach(place, height, _MARGIN_INCHES * _POINTS_PER_INCH, _TALLEST / scale)
    strip = page.render(scale=scale, crop=(0, height - bottom, 0, top)).to_pil().convert("RGB")
    return _framed(strip, place, top, scale)


def _of_image(image: Image, place: PageBox) -> Image:
    scale = min(1.0, _WIDEST / image.width)
    top, bottom = _reach(place, image.height, _MARGIN_INCHES * _PIXELS_PER_INCH / scale, _TALLEST / scale)
    strip = image.crop((0, int(top), image.width, int(bottom)))
    if scale < 1:
        strip = strip.resize((_WIDEST, max(1, round(strip.height * scale))))
    return _framed(strip, place, int(top), scale)


def _reach(place: PageBox, height: float, margin: float, most: float) -> tuple[float, float]:
    """From where to where a page of that height is shown."""
    _, top, _, bottom = place.edges
    above = max(0.0, min(top - margin, height - margin))
    return above, min(height, max(bottom, above) + margin, above + most)


def _framed(strip: Image, place: PageBox, top: float, scale: float) -> Image:
    from PIL import Image, ImageDraw, ImageFont

    left, upper, right, lower = place.edges
    framed = Image.new("RGB", (strip.width, strip.height + _CAPTION_HEIGHT), "white")
    framed.paste(strip, (0, _CAPTION_HEIGHT))
    draw = ImageDraw.Draw(framed)
    box = [left * scale - 3, (upper - top) * scale - 3, right * scale + 3, (lower - top) * scale + 3]
    box = [box[0], box[1] + _CAPTION_HEIGHT, box[2], box[3] + _CAPTION_HEIGHT]
    if box[0] <= box[2] and box[1] <= box[3]:
        draw.rectangle(box, outline=_FRAME, width=3)
    draw.text((8, 6), f"page {place.page}", fill=_CAPTION, font=ImageFont.load_default())
    return framed


def _no_page(place: PageBox) -> UnreadableDocument:
    return UnreadableDocument("document-damaged", f"page {place.page}")
