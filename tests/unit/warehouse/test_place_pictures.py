import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from transforms.document import UnreadableDocument
from warehouse.explained_places import PDF, PageBox
from warehouse.place_pictures import Original, picture_of

BLUE = (20, 40, 220)
SQUARE = (100.0, 200.0, 150.0, 230.0)


def page(size: tuple[int, int] = (400, 600), square: tuple[float, ...] = SQUARE) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle(square, fill=BLUE)
    return image


def gray(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    """As pictures are read."""
    return (Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0)),) * 3  # type: ignore[return-value]


def written(image: Image.Image, kind: str, more: tuple[Image.Image, ...] = ()) -> bytes:
    content = io.BytesIO()
    if kind in ("PDF", "TIFF"):
        image.save(content, kind, resolution=72.0, save_all=True, append_images=list(more))
    else:
        image.save(content, kind)
    return content.getvalue()


def shown(content: bytes, media_type: str, *places: PageBox) -> Image.Image:
    return Image.open(io.BytesIO(picture_of([Original(content, media_type, places)])))


def extent(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The box around all pixels of about that colour."""
    parts = (
        band.point(lambda v, want=want: 255 if abs(v - want) < 60 else 0)
        for band, want in zip(picture.convert("RGB").split(), colour, strict=True)
    )
    mask = Image.new("L", picture.size, 255)
    for part in parts:
        mask = Image.composite(part, mask, mask)
    box = mask.getbbox()
    assert box is not None, "no such colour"
    return box


def assert_framed(picture: Image.Image, colour: tuple[int, int, int] = BLUE) -> None:
    """A frame stands closely around what has the colour."""
    top = picture.crop((0, 28, picture.width, picture.height))
    frame, blue = extent(top, (200, 30, 30)), extent(top, colour)
    for outer, inner, sign in zip(frame, blue, (1, 1, -1, -1), strict=True):
        assert 0 <= (inner - outer) * sign <= 9, (frame, blue)


def test_a_place_of_a_pdf_stands_in_a_frame_at_about_150_dots_an_inch() -> None:
    picture = shown(written(page(), "PDF"), PDF, PageBox(1, SQUARE))
    assert_framed(picture)
    assert picture.format == "PNG"
    assert picture.width == round(400 * 150 / 72) or abs(picture.width - 400 * 150 / 72) <= 1
    assert picture.height < 400  # the place and what is around it, not the page


def test_the_place_of_a_turned_page_counts_as_it_is_shown() -> None:
    pdf = pypdfium2.PdfDocument(written(page(), "PDF"))
    pdf[0].set_rotation(90)
    turned = io.BytesIO()
    pdf.save(turned)
    # Turned clockwise: what was 200 to 230 from the top of 600 is 370 to 400 from the left.
    picture = shown(turned.getvalue(), PDF, PageBox(1, (370.0, 100.0, 400.0, 150.0)))
    assert_framed(picture)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_place_of_an_image_counts_in_its_pixels(kind: str) -> None:
    assert_framed(shown(written(page(), kind), f"image/{kind.lower()}", PageBox(1, SQUARE)), gray(BLUE))
    wide = tuple(edge * 8 for edge in SQUARE)
    large = shown(written(page((3200, 4800), wide), kind), f"image/{kind.lower()}", PageBox(1, wide))  # type: ignore[arg-type]
    assert_framed(large, gray(BLUE))
    assert large.width == 1600


def test_a_photograph_is_shown_as_it_lies() -> None:
    lying = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    page().rotate(90, expand=True).save(lying, "JPEG", exif=exif)
    assert_framed(shown(lying.getvalue(), "image/jpeg", PageBox(1, SQUARE)), gray(BLUE))


def test_the_pages_of_a_tiff() -> None:
    other = (30.0, 500.0, 60.0, 560.0)
    content = written(page(), "TIFF", (page(square=other),))
    assert_framed(shown(content, "image/tiff", PageBox(2, other)), gray(BLUE))
    with pytest.raises(UnreadableDocument):
        shown(content, "image/tiff", PageBox(3, other))


def test_places_close_to_each_other_stand_in_one_strip_others_below() -> None:
    content = written(page(), "PDF")
    far, near = (10.0, 550.0, 60.0, 570.0), (200.0, 235.0, 250.0, 260.0)
    heights = [
        shown(content, PDF, *(PageBox(1, box) for box in boxes)).height
        for boxes in ([SQUARE], [far], [SQUARE, near], [far, SQUARE])
    ]
    assert heights[0] < heights[2] < heights[0] + 100
    assert heights[3] == heights[0] + heights[1]


def test_a_strip_has_an_end() -> None:
    boxes = [PageBox(1, (10.0, 100.0 * n, 90.0, 100.0 * n + 50)) for n in range(50)]
    picture = shown(written(page((400, 5000)), "PNG"), "image/png", *boxes)
    pictures = [shown(written(page((400, 5000)), "PNG"), "image/png", box) for box in boxes]
    assert picture.height < sum(one.height for one in pictures)
    # All of the page is there, in several strips.
    assert picture.height > 5000


def test_a_page_that_is_not_there_and_a_page_as_large_as_a_wall() -> None:
    with pytest.raises(UnreadableDocument):
        shown(written(page(), "PDF"), PDF, PageBox(2, SQUARE))
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(14_000, 14_000)
    wall = io.BytesIO()
    pdf.save(wall)
    picture = shown(wall.getvalue(), PDF, PageBox(1, (0.0, 0.0, 14_000.0, 14_000.0)))
    assert max(picture.size) <= 1700
    assert max(shown(wall.getvalue(), PDF, PageBox(1, (-5.0, 20_000.0, 9.0, 30_000.0))).size) <= 1700
