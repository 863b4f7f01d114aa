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
from transforms.read.word.reader import MEDIA_TYPE as DOCX
from warehouse.explained_places import PDF, PageBox

if TYPE_CHECKING:
    from PIL.Image import Image

#: Left, top, right, bottom.
Edges = tuple[float, float, float, float]
#: What a picture can be made of.
PICTURED = frozenset({PDF, DOCX, "image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp"})
#: So many places are shown at most.
MOST_PLACES = 12
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
    """A PNG: the strips of the pages on which the places stand, below each other, each place in a frame. The
    caller names no more than :data:`MOST_PLACES`. Raises :class:`UnreadableDocument` for a page that is not
    there."""
    from PIL import Image

    strips = [strip for original in originals for strip in _strips(original)]
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
            for number, boxes in _by_page(original.places):
                if number > len(pages):
                    raise _no_page(number)
                yield from _of_page(pages[number - 1], number, boxes)
        return
    from PIL import Image

    from transforms.read.scan.picture_file import pages_of
    from transforms.read.word.pictures import page_pictures

    wanted = dict(_by_page(original.places))
    pictures = (page_pictures if original.media_type == DOCX else pages_of)(original.content)
    for number, picture in enumerate(pictures, start=1):
        boxes = wanted.pop(number, [])
        if boxes:
            if picture is None:
                raise _no_page(number)
            yield from _of_image(Image.fromarray(picture.gray).convert("RGB"), number, boxes)
        if not wanted:
            return
    raise _no_page(min(wanted))


def _by_page(places: Sequence[PageBox]) -> list[tuple[int, list[Edges]]]:
    pages: dict[int, list[Edges]] = {}
    for place in places:
        pages.setdefault(place.page, []).append(place.edges)
    return list(pages.items())


def _of_page(page: Any, number: int, boxes: Sequence[Edges]) -> Iterator[Image]:
    """The strips of a page of a PDF, which alone are drawn: a page may be as large as a wall."""
    width, height = page.get_size()
    scale = min(_PIXELS_PER_INCH / _POINTS_PER_INCH, _WIDEST / width)
    margin = _MARGIN_INCHES * _POINTS_PER_INCH
    for top, bottom, inside in _reaches(boxes, height, margin, _TALLEST / scale):
        strip = page.render(scale=scale, crop=(0, height - bottom, 0, top)).to_pil().convert("RGB")
        yield _framed(strip, number, inside, top, scale)


def _of_image(image: Image, number: int, boxes: Sequence[Edges]) -> Iterator[Image]:
    scale = min(1.0, _WIDEST / image.width)
    margin = _MARGIN_INCHES * _PIXELS_PER_INCH / scale
    for top, bottom, inside in _reaches(boxes, image.height, margin, _TALLEST / scale):
        strip = image.crop((0, int(top), image.width, int(bottom)))
        if scale < 1:
            strip = strip.resize((_WIDEST, max(1, round(strip.height * scale))))
        yield _framed(strip, number, inside, int(top), scale)


def _reaches(
    boxes: Sequence[Edges], height: float, margin: float, most: float
) -> Iterator[tuple[float, float, list[Edges]]]:
    """From where to where a page of that height is shown, with the boxes inside: those that stand close to
    each other together, ``most`` at once."""
    groups: list[list[Edges]] = []
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        last = groups[-1] if groups else []
        lowest = max((bottom for _, _, _, bottom in last), default=0.0)
        if last and box[1] - lowest <= 2 * margin and box[3] - last[0][1] <= most - 2 * margin:
            last.append(box)
        else:
            groups.append([box])
    for group in groups:
        above = max(0.0, min(group[0][1] - margin, height - margin))
        lowest = max(above, *(bottom for _, _, _, bottom in group))
        yield above, min(height, lowest + margin, above + most), group


def _framed(strip: Image, number: int, boxes: Sequence[Edges], top: float, scale: float) -> Image:
    """The strip under its page number; ``top`` is where it begins on the page."""
    from PIL import Image, ImageDraw, ImageFont

    framed = Image.new("RGB", (strip.width, strip.height + _CAPTION_HEIGHT), "white")
    framed.paste(strip, (0, _CAPTION_HEIGHT))
    draw = ImageDraw.Draw(framed)
    for left, upper, right, lower in boxes:
        above, below = ((edge - top) * scale + _CAPTION_HEIGHT for edge in (upper, lower))
        if left <= right and above <= below:
            draw.rectangle(
                (left * scale - 3, above - 3, right * scale + 3, below + 3), outline=_FRAME, width=3
            )
    draw.text((8, 6), f"page {number}", fill=_CAPTION, font=ImageFont.load_default())
    return framed


def _no_page(number: int) -> UnreadableDocument:
    return UnreadableDocument("document-damaged", f"page {number}")
