"""Pictures of numbers and words in a font, worn as paper and scanners wear them, with what they show."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]
Box = tuple[float, float, float, float]

THAI, ARABIC = "๐๑๒๓๔๕๖๗๘๙", "0123456789"
_TO_THAI = str.maketrans(ARABIC, THAI)
_SUPER = 2

#: Words whose letters resemble digits, and plain ones; none with a point, which would be a decimal point.
_WORDS = """
ค ฅ ด ต ถ ภ ฎ ฏ ๆ ฯ ง จ ฉ เ แ ใ ไ โ ก ร ธ ฐ ล ส อ ฮ ข ช ซ ฑ ท น ม ห ฬ ญ ณ ผ ฝ พ ฟ ย บ ป ว ศ ษ ฤ า ะ ำ
คะแนน ตัวชี้วัด ระดับ ประจำปีงบประมาณ วันที่ ร้อยละ ข้อที่ มาตรการ ดำเนินการแล้ว จังหวัด อำเภอ เดือน ตุลาคม
พฤศจิกายน มกราคม กุมภาพันธ์ มีนาคม เมษายน กันยายน ตัวที่ ครั้งที่ เทศบาลตำบล การปฏิบัติหน้าที่ การใช้งบประมาณ
คุณภาพ การเปิดเผยข้อมูล ผ่านดีเยี่ยม ผลการประเมิน ไตรมาส ภายใน ฉบับ ต่อ จัดทำ เจ้าหน้าที่ ใจ เรา ไกล ก็ดี คือ ดี ตา จาก
งด งาม ฯลฯ ๆๆ ☐ ☑ IIT EIT A B C D E F Integrity & * + # งวดที่ กองคลัง สำนักปลัด ต่างๆ ดูแล ค้น ตรง จะ จง ถูก ภาพ
คด ตด ดต คต
"""
WORDS = tuple(_WORDS.split())
#: Drawn without a font.
TICK_BOXES = "☐☑"


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is printed and scanned. ``blur`` and ``noise`` are deviations in pixels and in grey
    levels, ``stroke`` how much thicker (or thinner, below zero) the ink has run, in half pixels;
    ``stretch`` and ``slant`` (run by rise) make other fonts of a font."""

    points: float
    dpi: int
    blur: float = 0.0
    noise: float = 0.0
    tilt: float = 0.0
    jpeg: int = 0
    stroke: int = 0
    bilevel: bool = False
    contrast: float = 1.0
    stretch: float = 1.0
    slant: float = 0.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a picture: the glyphs of numbers with their boxes (left, top, right, bottom in
    pixels), the numbers with their boxes, and the boxes of words."""

    picture: Picture
    glyphs: tuple[tuple[str, Box], ...]
    numbers: tuple[tuple[str, Box], ...]


@lru_cache(maxsize=512)
def _font(file: Path, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), pixels)


@lru_cache(maxsize=100_000)
def has_glyphs(file: Path, text: str) -> bool:
    """Whether the font draws each character of ``text``, none of them as its box for what it lacks."""
    font = _font(file, 64)
    missing = font.getmask("\U0010fffd")
    glyphs = (font.getmask(char) for char in set(text))
    return all(glyph.size != missing.size or bytes(glyph) != bytes(missing) for glyph in glyphs)


@lru_cache(maxsize=100_000)
def _file_with(file: Path, text: str) -> Path:
    """``file``, or the Latin font beside it where it has no such glyphs: Noto Sans Thai has letters alone.
    :raises ValueError: where neither has them."""
    if has_glyphs(file, text):
        return file
    latin = file.with_name(file.name.replace("LoopedThai", "Sans").replace("Thai", ""))
    if latin == file or not latin.is_file() or not has_glyphs(latin, text):
        raise ValueError(f"{file.name} cannot draw {text}: leave it out of the fonts to train on")
    return latin


def _tick_box(draw: ImageDraw.ImageDraw, x: float, base: float, size: int, ticked: bool) -> float:
    """A box for a tick, which no font of text has; how wide it is."""
    side, line = round(0.55 * size), max(1, size // 20)
    draw.rectangle((x, base - side, x + side, base), outline=0, width=line)
    if ticked:
        points = [(0.2, 0.5), (0.45, 0.2), (0.85, 0.9)]
        draw.line([(x + across * side, base - up * side) for across, up in points], fill=0, width=line)
    return side


@lru_cache(maxsize=100_000)
def _ink_box(file: Path, pixels: int, char: str) -> Box:
    """The ink of a glyph against its origin; what the library calls its box holds the room beside it."""
    canvas = Image.new("L", (pixels * 3, pixels * 3), 0)
    ImageDraw.Draw(canvas).text((pixels, pixels * 2), char, fill=255, font=_font(file, pixels), anchor="ls")
    ink = np.asarray(canvas) > 100
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return 0.0, -1.0, 1.0, 0.0
    left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    return left - pixels, top - 2 * pixels, right - pixels, bottom - 2 * pixels


def random_number(rng: random.Random, *, thai: bool | None = None) -> str:
    """A number as reports print them: scores, years, dates, counts, codes, shares."""
    kind = rng.choices(
        ["score", "year", "date", "count", "percent", "code", "thousands", "range", "bracket"],
        [30, 12, 12, 15, 9, 8, 6, 6, 7],
    )[0]

    def digits(count: int) -> str:
        return "".join(rng.choice(ARABIC) for _ in range(count))

    if kind == "score":
        text = (
            f"{rng.choice(['', '', *'123456789'])}{digits(1)}.{digits(2)}"
            if rng.random() < 0.95
            else "100.00"
        )
    elif kind == "year":
        text = "25" + digits(2)
    elif kind == "date":
        text = f"{rng.randint(1, 31):02d}/{rng.randint(1, 12):02d}/25{digits(2)}"
    elif kind == "count":
        text = digits(rng.choice([1, 1, 1, 2, 2, 3, 4]))
    elif kind == "percent":
        text = digits(2) + rng.choice(["", "." + digits(2)]) + "%"
    elif kind == "code":
        text = f"{digits(1)}.{digits(1)}"
    elif kind == "thousands":
        text = f"{rng.choice('123456789')}{digits(rng.randint(0, 2))},{digits(3)}" + rng.choice(
            ["", ".00", "." + digits(2)]
        )
    elif kind == "range":
        text = f"{digits(2)}-{digits(2)}"
    else:
        text = f"({rng.choice([digits(1), digits(2), digits(2) + '.' + digits(2), '25' + digits(2)])})"
    is_thai = rng.random() < 0.62 if thai is None else thai
    return text.translate(_TO_THAI) if is_thai else text


def random_look(rng: random.Random) -> Look:
    """Any print and any scan, from clean to bad."""
    return Look(
        points=rng.choice([11, 12, 13, 14, 15, 16, 16, 18]),
        dpi=rng.choice([150, 150, 200, 200, 200, 250, 300, 300]),
        blur=rng.choice([0, 0.3, 0.5, 0.7, 0.9, 1.2]),
        noise=rng.choice([0, 4, 8, 14, 22]),
        tilt=rng.uniform(-1.2, 1.2),
        jpeg=rng.choice([0, 0, 40, 60, 80]),
        stroke=rng.choice([0, 0, 0, 0, 1, 1, 2, -1]),
        bilevel=rng.random() < 0.25,
        contrast=rng.uniform(0.5, 1.0),
        stretch=rng.choice([1, 1, rng.uniform(0.85, 1.15)]),
        slant=rng.choice([0, 0, rng.uniform(-0.08, 0.12)]),
    )


def _word(draw: ImageDraw.ImageDraw, x: float, base: float, text: str, file: Path, size: int) -> float:
    if text in TICK_BOXES:
        return _tick_box(draw, x, base, size, text == TICK_BOXES[1])
    font = _font(_file_with(file, text), size)
    draw.text((x, base), text, fill=0, font=font, anchor="ls")
    return font.getlength(text)


def render(
    tokens: list[tuple[str, bool]], file: Path, look: Look, rng: random.Random, *, tight: bool
) -> Shown:
    """``tokens`` (text, whether it is a number) in one line. ``tight`` cuts the picture to its ink and a
    small rim. :raises ValueError: where the font lacks a glyph, which it would draw as a box."""
    size = max(8, round(look.points * look.dpi / 72 * _SUPER))
    font = _font(file, size)
    pad = size
    width = pad * 2 + sum(int(font.getlength(text)) + size for text, _ in tokens)
    canvas = Image.new("L", (width, size * 3), 255)
    draw = ImageDraw.Draw(canvas)
    x, base = float(pad), size * 2
    spacing = rng.choice([0, 0, 0, 0.02, 0.05]) * size
    glyphs: list[tuple[str, Box]] = []
    numbers: list[tuple[str, Box]] = []
    for text, is_number in tokens:
        if is_number:
            first = len(glyphs)
            for char in text:
                own = _file_with(file, char)
                draw.text((x, base), char, fill=0, font=_font(own, size), anchor="ls")
                left, top, right, bottom = _ink_box(own, size, char)
                glyphs.append((char, (x + left, base + top, x + right, base + bottom)))
                x += _font(own, size).getlength(char) + spacing
            boxes = np.array([box for _, box in glyphs[first:]])
            numbers.append((text, (*boxes[:, :2].min(0), *boxes[:, 2:].max(0))))
        else:
            x += _word(draw, x, base, text, file, size)
        x += rng.choice([0.22, 0.3, 0.6]) * size
    picture = np.asarray(canvas, dtype=np.uint8)[:, : int(x) + pad]
    rows = np.flatnonzero((picture < 128).any(axis=1))
    top = max(0, int(rows[0]) - pad // 3) if len(rows) else 0
    picture = picture[top : int(rows[-1]) + pad // 3] if len(rows) else picture
    glyphs = [(char, _lifted(box, top)) for char, box in glyphs]
    numbers = [(text, _lifted(box, top)) for text, box in numbers]
    return _worn(picture, glyphs, numbers, look, rng, tight)


def _worn(
    picture: Picture,
    glyphs: list[tuple[str, Box]],
    numbers: list[tuple[str, Box]],
    look: Look,
    rng: random.Random,
    tight: bool,
) -> Shown:
    random_numbers = np.random.default_rng(rng.getrandbits(32))
    if look.stroke:
        kernel = np.ones((abs(look.stroke) + 1,) * 2, np.uint8)
        picture = np.asarray((cv2.erode if look.stroke > 0 else cv2.dilate)(picture, kernel), np.uint8)
    height, width = picture.shape
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), look.tilt, 1.0), np.float64)
    turn[:, 2] += np.array([rng.uniform(-1, 1), rng.uniform(-1, 1)])
    middle = height / 2
    drawn = np.array([[look.stretch, -look.slant, look.slant * middle], [0, 1, 0], [0, 0, 1]])
    turn = turn @ drawn
    width = int(width * max(1.0, look.stretch))
    picture = np.asarray(cv2.warpAffine(picture, turn, (width, height), borderValue=255), np.uint8)
    half = (width // _SUPER, height // _SUPER)
    small = np.asarray(cv2.resize(picture, half, interpolation=cv2.INTER_AREA), np.float64)
    if look.blur:
        small = np.asarray(cv2.GaussianBlur(small, (0, 0), look.blur), np.float64)
    paper = 255 - rng.uniform(0, 25)
    small = paper - (255 - small) / 255 * paper * look.contrast
    if look.noise:
        small = small + random_numbers.normal(0, look.noise, small.shape)
    final = np.clip(small, 0, 255).astype(np.uint8)
    if look.bilevel:
        level, _ = cv2.threshold(final, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        final = np.where(final > level + rng.uniform(-25, 25), 255, 0).astype(np.uint8)
    if look.jpeg:
        _, coded = cv2.imencode(".jpg", final, [cv2.IMWRITE_JPEG_QUALITY, look.jpeg])
        final = np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.uint8)
    turned = [(char, _turned(box, turn)) for char, box in glyphs]
    lines = [(text, _turned(box, turn)) for text, box in numbers]
    if not tight:
        return Shown(final, tuple(turned), tuple(lines))
    boxes = np.array([box for _, box in lines])
    rim = rng.choice([2, 3, 4, 6])
    left, top = (max(0, int(edge) - rim) for edge in boxes[:, :2].min(0))
    right, bottom = (int(np.ceil(edge)) + rim for edge in boxes[:, 2:].max(0))
    final = np.ascontiguousarray(final[top:bottom, left:right])
    return Shown(
        final,
        tuple((char, (b[0] - left, b[1] - top, b[2] - left, b[3] - top)) for char, b in turned),
        tuple((text, (b[0] - left, b[1] - top, b[2] - left, b[3] - top)) for text, b in lines),
    )


def _lifted(box: Box, by: float) -> Box:
    return box[0], box[1] - by, box[2], box[3] - by


def _turned(box: Box, turn: NDArray[np.float64]) -> Box:
    left, top, right, bottom = box
    middle = np.array([(left + right) / 2, (top + bottom) / 2, 1.0])
    x, y = (turn @ middle) / _SUPER
    half_height = (bottom - top) / 2 / _SUPER
    # Slanted letters are wider by their height; a turn by a degree is not seen.
    half_width = ((right - left) * abs(turn[0, 0]) + (bottom - top) * abs(turn[0, 1])) / 2 / _SUPER
    return float(x - half_width), float(y - half_height), float(x + half_width), float(y + half_height)


def random_line(rng: random.Random, file: Path, look: Look) -> Shown:
    """A tight number, or a line of words with numbers among them."""
    if rng.random() < 0.5:
        return render([(random_number(rng), True)], file, look, rng, tight=True)
    tokens: list[tuple[str, bool]] = []
    for _ in range(rng.randint(3, 7)):
        is_number = rng.random() < 0.4
        tokens.append((random_number(rng) if is_number else rng.choice(WORDS), is_number))
    return render(tokens, file, look, rng, tight=False)
