"""Tools timed side by side: the same files, one core, each tool a process that is warm before it is timed."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from rapidfuzz.distance import LCSseq

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.cell_html import text_of

_SCRIPT = Path(__file__).with_name("timed_tools.py")
_BOXES = (BOX_TICKED, BOX_EMPTY)


@dataclass(frozen=True, slots=True)
class TimedFile:
    """One file, how many units (pages, documents) it counts for, and the boxes printed in it, in order."""

    path: Path
    units: int
    boxes: str


@dataclass(frozen=True, slots=True)
class Timed:
    """What one tool did with some files. ``speed``: units a second of one core, the median of the passes;
    ``boxes``: the share of the printed boxes that it found, in their order and with what is in them
    (``None`` where none are printed); ``fault``: why it gave nothing."""

    tool: str
    speed: float | None
    boxes: float | None
    fault: str = ""


class Tool:
    """A tool's process, bound to one core; to be used with ``with``."""

    def __init__(self, name: str, python: Path, core: int) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [str(python), str(_SCRIPT), name, str(core)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"},
        )

    def __enter__(self) -> Tool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    def timed(self, files: Sequence[TimedFile], times: int) -> Timed:
        """Read all ``files`` once to get warm, then ``times`` times."""
        started = self._answer()
        if "fault" in started:
            return Timed(self.name, None, None, str(started["fault"]))
        found = wanted = 0
        passes = []
        for number in range(times + 1):
            seconds = 0.0
            for file in files:
                answer = self._ask(file.path)
                if "fault" in answer:
                    return Timed(self.name, None, None, str(answer["fault"]))
                seconds += float(str(answer["seconds"]))
                if number == 0:
                    wanted += len(file.boxes)
                    found += LCSseq.similarity(file.boxes, boxes_in(str(answer["text"])))
            if number:
                passes.append(sum(file.units for file in files) / seconds)
        return Timed(self.name, statistics.median(passes), found / wanted if wanted else None)

    def _ask(self, path: Path) -> dict[str, object]:
        assert self._process.stdin is not None
        try:
            print(path, file=self._process.stdin, flush=True)
        except BrokenPipeError:
            return {"fault": "the process ended"}
        return self._answer()

    def _answer(self) -> dict[str, object]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            return {"fault": f"the process ended with code {self._process.wait()}"}
        answer: dict[str, object] = json.loads(line)
        return answer


def boxes_in(text: str) -> str:
    """The boxes in a text, one letter each, whatever way they are written in."""
    clean = "\n".join(text_of(line) for line in text.splitlines())
    return "".join(letter for letter in clean if letter in _BOXES)


def own_python() -> Path:
    """The interpreter that runs this."""
    return Path(sys.executable)
