"""What must hold of the reading of any bytes at all, and how reports are torn to try it."""

from __future__ import annotations

import hashlib
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from transforms.facts import Extraction
from transforms.reference import Reference
from transforms.report import extract_report

#: CPU seconds that 100 kB (or less) may take.
SECONDS_IN_100_KB = 2.0
_TABLES = ("assessments", "indicator_scores", "measures", "disclosures", "evidence_links")
_IDS = ("assessment_id", "score_id", "measure_id", "disclosure_id", "link_id")


class Broken(Exception):
    """Something that must hold of any reading does not."""


class TooLong(Broken):
    """Reading took longer than it may."""


class _Stopped(BaseException):
    """Not an ``Exception``, so that nothing that is read swallows it."""


def seconds_allowed(content: bytes) -> float:
    """CPU seconds that the reading of ``content`` may take."""
    return SECONDS_IN_100_KB * max(1.0, len(content) / 100_000)


def checked_reading(content: bytes, reference: Reference, slack: float = 1.0) -> Extraction:
    """Read ``content`` and hold the result against all that must be so. Raises what the reading raises,
    :class:`TooLong` (after ``slack`` times the seconds that are allowed), or :class:`Broken`."""
    allowed = slack * seconds_allowed(content)
    started = time.process_time()
    try:
        with _stopped_after(2 * allowed):
            found = extract_report(content, hashlib.sha256(content).hexdigest(), "any.txt", reference)
    except _Stopped:
        raise TooLong(f"stopped after {2 * allowed:.1f} s of CPU, {len(content)} bytes") from None
    used = time.process_time() - started
    if used > allowed:
        raise TooLong(f"{used:.1f} s of CPU for {len(content)} bytes (at most {allowed:.1f})")
    hold(found, reference)
    return found


def hold(found: Extraction, reference: Reference) -> None:
    """Raise :class:`Broken` where a reading is not loaded or set aside with a reason, or rows contradict."""
    row = found.document
    rows = sum(len(getattr(found, table)) for table in _TABLES)
    if row.state == "loaded":
        _demand(bool(rows or found.issues), "loaded without a row and without an issue")
        _demand(bool(row.organization_id) or row.organization_basis == "many" or rows == 0, "rows of nobody")
    else:
        _demand(row.state in ("quarantined", "out_of_scope"), f"state {row.state}")
        _demand(bool(row.state_reason), "set aside without a reason")
        _demand(bool(found.issues), "set aside without an issue")
        _demand(rows == 0, "set aside, with rows")
    for table, identity in zip(_TABLES, _IDS, strict=True):
        ids = [getattr(one, identity) for one in getattr(found, table)]
        _demand(len(set(ids)) == len(ids), f"{table}: one id twice")
    _demand(len({issue.issue_id for issue in found.issues}) == len(found.issues), "issues: one id twice")
    _demand(all(issue.rule in reference.issue_rules for issue in found.issues), "an issue without a rule")
    measures = {measure.measure_id for measure in found.measures}
    owners = [one.measure_id for one in found.measure_deadlines]
    owners += [one.measure_id for one in found.measure_departments]
    _demand(measures.issuperset(owners), "a row of a measure that is not there")
    for score in found.indicator_scores:
        _demand(1 <= score.indicator_no <= 10, f"indicator {score.indicator_no}")
        _demand(abs(score.score) < 1000, f"score {score.score} does not fit its column")
        within = 0 <= score.score <= 100
        _demand(within or score.certainty == "needs_review", f"score {score.score}, stated as sure")
    for assessment in found.assessments:
        for value in (assessment.overall_score, assessment.overall_recomputed):
            _demand(value is None or abs(value) < 1000, f"total {value} does not fit its column")
    last = row.line_count or 0
    for measure in found.measures:
        _demand(1 <= measure.source_line <= last, f"line {measure.source_line} of {last}")
        percent = measure.percent_complete
        _demand(percent is None or abs(percent) < 1000, f"percent {percent} does not fit its column")


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Broken(otherwise)


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: object) -> None:
        raise _Stopped

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


PIECES = (
    "\t", "\t\t\t", "\n", "\n\n", "<p>", "</p>", "<table>", "</td>", "<ul><li>", "<br/>", "<", "&#", "&nbsp;",
    '<input type="checkbox" checked>', '<input type="checkbox">', "☑", "☐", "|", "---", "๒๕๖๖", "2567", "๖๖",
    "๙๗.๗๘", "100", "99999999999999999999", "-1", "0.0.0", "O26", "i1๖", "e๗", "ข้อ ๑๖", "อบต.", "เทศบาลตำบล",
    "องค์การบริหารส่วนตำบล", "อำเภอ", "จังหวัด", "ตัวชี้วัดที่ ๙", "คะแนนรวม", "ระดับ", "มาตรการ", "ผู้รับผิดชอบ",
    "ระยะเวลา", "ผลการดำเนินการ", "ไตรมาสละ ๑ ครั้ง", "๓๐ ก.พ. ๒๕๖๖", "ภายในเดือนมกราคม", "๑ ต.ค ๖๕๓๑ มี.ค ๖๖",
    "ร้อยละ ๑๐๐๐", "https://", "www.", "กกกกกกกกกกกกกกกก", "ำำำำ", "\u0e4d\u0e32", "ៗ", "\u200b", "\ufeff",
    "\x00", "\r", "ITA", "O1", "O43", "ปีงบประมาณ พ.ศ.", "ดำเนินการแล้วเสร็จ", "(", "((((((((", "/" * 40,
    "." * 60, " " * 80,
)  # fmt: skip
_DIGITS = "0123456789๐๑๒๓๔๕๖๗๘๙"


def torn(text: str, random: Random) -> str:
    """``text`` with one to six injuries: cut, doubled, shuffled, cells torn, digits swapped, tags unclosed,
    lines made very long, pieces of other reports set in."""
    for _ in range(random.randint(1, 6)):
        text = random.choice(_INJURIES)(text, random)
        if len(text) > 200_000:
            text = text[:200_000]
    return text


def _cut(text: str, random: Random) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + random.choice((1, 5, 80, 2000)) :]


def _cut_end(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _doubled(text: str, random: Random) -> str:
    start = random.randrange(len(text) + 1)
    piece = text[start : start + random.choice((3, 40, 400, 4000))]
    return text[:start] + piece * random.choice((2, 3, 30)) + text[start:]


def _set_in(text: str, random: Random) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + random.choice(PIECES) * random.choice((1, 1, 1, 2, 50)) + text[start:]


def _digits(text: str, random: Random) -> str:
    share = random.choice((0.02, 0.3, 1.0))
    return "".join(
        random.choice(_DIGITS) if one in _DIGITS and random.random() < share else one for one in text
    )


def _lines_shuffled(text: str, random: Random) -> str:
    lines = text.split("\n")
    start = random.randrange(len(lines))
    part = lines[start : start + random.choice((2, 10, 60))]
    random.shuffle(part)
    return "\n".join(lines[:start] + part + lines[start + len(part) :])


def _cells_torn(text: str, random: Random) -> str:
    share = random.choice((0.05, 0.5, 1.0))
    to = random.choice(("", "\n", " ", "\t\t"))
    return "".join(to if one == "\t" and random.random() < share else one for one in text)


def _tags_open(text: str, random: Random) -> str:
    share = random.choice((0.1, 1.0))
    return "".join("" if one in "<>" and random.random() < share else one for one in text)


def _one_line(text: str, random: Random) -> str:
    return text.replace("\n", random.choice((" ", "\t", "", "<br/>")), random.choice((5, 100, -1)))


def _letter(text: str, random: Random) -> str:
    start = random.randrange(len(text) + 1)
    letter = random.choice((random.randrange(0xE00, 0xE60), random.randrange(1, 0xD7FF)))
    return text[:start] + chr(letter) + text[start + 1 :]


_INJURIES = (
    _cut, _cut_end, _doubled, _set_in, _set_in, _digits, _lines_shuffled, _cells_torn, _tags_open, _one_line,
    _letter,
)  # fmt: skip
