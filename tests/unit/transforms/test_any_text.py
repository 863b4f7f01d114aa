"""Any bytes at all are read to an end: loaded, or set aside with a reason, and never with a crash.

``benchmarks/fuzz_reading.py`` tries the same for as long as one likes.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_checks import PIECES, Broken, checked_reading, hold, torn
from transforms.reference import Reference

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "inbox").iterdir())
TEXTS = [path.read_text(encoding="utf-8") for path in SAMPLES if b"\xe0\xb8" in path.read_bytes()]
HEAD = "รายงานผลการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. ๒๕๖๖\nองค์การบริหารส่วนตำบลตาลขุนฟ้า\n"
MARKS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"%PDF-", b"PK\x03\x04")
ENCODINGS = ("utf-8", "cp874", "utf-16")
TABLE = "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\nจัดอบรม\t"


def some(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


pieces = st.one_of(
    st.sampled_from(PIECES),
    st.text(alphabet=st.characters(min_codepoint=0xE01, max_codepoint=0xE5B), max_size=12),
    st.integers(-5, 3000).map(str),
    st.text(max_size=6),
)
thai_texts = st.lists(pieces, max_size=60).map("".join)


@some(250)
@given(
    content=st.binary(max_size=600),
    mark=st.sampled_from(MARKS),
)
def test_any_bytes(content: bytes, mark: bytes, reference: Reference) -> None:
    checked_reading(mark + content, reference)


@some(400)
@given(text=thai_texts, head=st.sampled_from(("", HEAD)), encoding=st.sampled_from(ENCODINGS))
def test_any_thai_text(text: str, head: str, encoding: str, reference: Reference) -> None:
    checked_reading((head + text).encode(encoding, "replace"), reference)


@some(350)
@given(sample=st.sampled_from(range(len(TEXTS))), seed=st.integers(0, 2**32))
def test_torn_reports(sample: int, seed: int, reference: Reference) -> None:
    text = torn(TEXTS[sample], Random(seed))
    checked_reading(text.encode("utf-8", "surrogatepass"), reference)


@pytest.mark.parametrize(
    "line",
    ["ก" * 100_000, "\t" * 100_000, "<" * 100_000, "๑" * 100_000, "(" * 100_000, "1." * 50_000,
     "อบต. " * 20_000,
     "คะแนน 95.12 " * 8_000, "☑ ☐ " * 25_000, "www.a.go.th " * 8_000, "ร้อยละ " * 14_000,
     "ตัวชี้วัดที่ ๑ " * 7_000,
     "๑ ต.ค. ๖๕ - " * 8_000, "กองคลัง/" * 12_000, "ข้อ ๑๖ i16 " * 8_000, " " * 100_000,
     "ภายในเดือน" * 10_000],
    ids=lambda line: line[:12].strip() or "blank",
)  # fmt: skip
@pytest.mark.parametrize("before", ["", TABLE], ids=["text", "cell"])
def test_one_very_long_line(before: str, line: str, reference: Reference) -> None:
    checked_reading((HEAD + before + line).encode(), reference)


@pytest.mark.parametrize(
    "text",
    ["องค์การบริหารส่วนตำO", "**องค์การบริหารส่วนตำO1O1O1", "เทศบาลตำบ1"],
)
def test_what_once_broke_the_reading(text: str, reference: Reference) -> None:
    found = checked_reading((HEAD.partition("\n")[0] + "\n" + text).encode(), reference)
    assert found.document.state_reason != "not-an-ita-report"


def test_a_reading_that_contradicts_itself_is_told(reference: Reference) -> None:
    """The tests above can fail: each promise, broken by hand."""
    from dataclasses import replace

    found = checked_reading(TEXTS[0].encode(), reference)
    assert found.measures and found.indicator_scores
    hold(found, reference)
    score = found.indicator_scores[0]
    aside = replace(found.document, state="quarantined", state_reason=None)
    for broken in (
        replace(found, document=aside),
        replace(found, document=replace(aside, state_reason="x")),
        replace(found, measures=found.measures * 2),
        replace(found, indicator_scores=(replace(score, score=score.score + 200, certainty="sure"),)),
        replace(found, measures=(replace(found.measures[0], source_line=0),)),
        replace(found, measures=()) if found.measure_departments else replace(found, document=aside),
    ):
        with pytest.raises(Broken):
            hold(broken, reference)
