"""The same report in another hand: all digits Thai, all digits Arabic, its boxes ticked."""

from __future__ import annotations

import re

import numpy as np

from transforms.read.decode import decode_text

_THAI, _ARABIC = "๐๑๒๓๔๕๖๗๘๙", "0123456789"
#: Not in addresses, entities and tags.
_KEPT = re.compile(r"(https?://\S+|www\.\S+|&#?\w+;|<[^<>]*>)")
_BOX = re.compile(r"<input\b[^>]*type=[\"']?checkbox[\"']?[^>]*>|[☐☑]", re.IGNORECASE)
_TICKED = re.compile(r"\bchecked\b|☑", re.IGNORECASE)


def thai_digits(report: bytes) -> bytes:
    """Every digit outside of addresses a Thai one."""
    return _translated(report, str.maketrans(_ARABIC, _THAI))


def arabic_digits(report: bytes) -> bytes:
    """Every digit outside of addresses an Arabic one."""
    return _translated(report, str.maketrans(_THAI, _ARABIC))


def ticked(report: bytes, seed: int = 1) -> bytes:
    """One box ticked in each cell or line of several boxes of which none is, as people fill in a form."""
    random = np.random.default_rng(seed)

    def tick(piece: str) -> str:
        boxes = list(_BOX.finditer(piece))
        if len(boxes) < 2 or any(_TICKED.search(box[0]) for box in boxes):
            return piece
        box = boxes[int(random.integers(len(boxes)))]
        return piece[: box.start()] + "☑" + piece[box.end() :]

    text = decode_text(report).text
    return "".join(tick(piece) for piece in re.split(r"([\t\n])", text)).encode()


def _translated(report: bytes, digits: dict[int, int]) -> bytes:
    pieces = _KEPT.split(decode_text(report).text)
    return "".join(piece if at % 2 else piece.translate(digits) for at, piece in enumerate(pieces)).encode()
