"""The text reports that documents are made of: samples, invented ones, real ones where they are at hand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grading.reading import INBOX, REGISTER, write_reports

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
_SUFFIXES = (".txt", ".md", ".text")


@dataclass(frozen=True, slots=True)
class ReportSet:
    """Reports (name -> bytes of the text) and the register that they are read with."""

    name: str
    register: Path
    reports: dict[str, bytes]


def sample_reports() -> ReportSet:
    """The bundled samples, each content once."""
    return ReportSet("samples", SAMPLES / "register.csv", _texts(SAMPLES / "inbox"))


def real_reports() -> ReportSet | None:
    """Those that ``PRONGSAI_REAL_REPORTS`` names, with the register beside them; ``None`` without."""
    named = os.environ.get("PRONGSAI_REAL_REPORTS")
    if not named or not Path(named).is_dir():
        return None
    register = next((Path(named).parent / "register").glob("*.csv"), SAMPLES / "register.csv")
    return ReportSet("real", register, _texts(Path(named)))


def reports_in(folder: Path) -> ReportSet:
    """The text reports in ``folder``, with the register of the samples."""
    return ReportSet(folder.name, SAMPLES / "register.csv", _texts(folder))


def invented_reports(count: int, seed: int, folder: Path) -> ReportSet:
    """Reports of many layouts without damage, written into ``folder``."""
    write_reports(folder, count, "none", seed)
    return ReportSet("invented", folder / REGISTER, _texts(folder / INBOX))


def _texts(folder: Path) -> dict[str, bytes]:
    found: dict[bytes, str] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in _SUFFIXES:
            found.setdefault(path.read_bytes(), path.stem)
    return {name: content for content, name in found.items()}
