"""The recognizer of text, Tesseract, on one line of a page at a time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.read import programs

Picture = NDArray[np.uint8]

THAI, LATIN = "tha", "eng"


@dataclass(slots=True)
class Symbol:
    """What was read in one place, a letter or a mark; ``left`` and ``right`` are pixels of the line;
    ``confidence`` is 0 to 100, that of the cluster of letters it is part of; ``spaced``: a space was seen
    before it, which in Thai is often wrong."""

    text: str
    confidence: float
    left: int
    right: int
    spaced: bool = False

    @property
    def middle(self) -> float:
        """Of its place."""
        return (self.left + self.right) / 2


@cache
def _tesseract(language: str) -> Any:
    """One recognizer for the life of the process. Raises :class:`transforms.document.UnreadableDocument`
    where the model is not installed."""
    model = Path(programs.demand(programs.TESSERACT))
    if not model.with_name(f"{language}.traineddata").exists():
        return None
    # One worker a core already.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    from tesserocr import OEM, PSM, PyTessBaseAPI

    # A line as it is framed (see line_frame.py), or ink alone.
    mode = PSM.RAW_LINE if language == THAI else PSM.SINGLE_LINE
    return PyTessBaseAPI(path=str(model.parent), lang=language, oem=OEM.LSTM_ONLY, psm=mode)


def symbols_of(line: Picture, language: str) -> list[Symbol]:
    """What stands in the picture of one line (dark on light), from left to right; nothing where
    ``language`` is not installed (Thai must be)."""
    from tesserocr import RIL

    api = _tesseract(language)
    if api is None:
        return []
    line = np.ascontiguousarray(line)
    height, width = line.shape
    api.SetImageBytes(line.tobytes(), width, height, 1, width)
    api.SetSourceResolution(200)
    if not api.Recognize():
        return []
    found = api.GetIterator()
    symbols: list[Symbol] = []
    if found is None or found.Empty(RIL.SYMBOL):
        return symbols
    while True:
        text = found.GetUTF8Text(RIL.SYMBOL)
        box = found.BoundingBox(RIL.SYMBOL)
        if text and box:
            spaced = found.IsAtBeginningOf(RIL.WORD) and found.BlanksBeforeWord() > 0
            symbols.append(Symbol(text, float(found.Confidence(RIL.WORD)), box[0], box[2], spaced))
        if not found.Next(RIL.SYMBOL):
            return symbols
