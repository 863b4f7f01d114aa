"""Cells of a list's indicators that hold no score: each has a reason, and the row's doubts have its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction, IssueRow, UnknownRow, stable_id

Read = Callable[[str | bytes], Extraction]

HEADING = (
    "ลำดับ,หน่วยงาน,จังหวัด,อำเภอ,การปฏิบัติหน้าที่,การใช้งบประมาณ,การใช้อำนาจ,การใช้ทรัพย์สินของราชการ,"
    "การแก้ไขปัญหาการทุจริต,คุณภาพการดำเนินงาน,ประสิทธิภาพการสื่อสาร,การปรับปรุงการทำงาน,การเปิดเผยข้อมูล,"
    "การป้องกันการทุจริต,คะแนนรวม,ระดับ\n"
)
SCORES = ("92.10", "91.20", "90.30", "89.40", "88.50", "92.60", "91.70", "90.80", "90.00", "87.50")
WHOLE, LOST, LOST_LINE = "2999106", "6999101", 4


def result_list(*cells: str, total: str = "90.15") -> str:
    whole = ",".join(("1", "อบจ.ขอนแก่น", "ขอนแก่น", "เมืองขอนแก่น", *SCORES, "89.88", "ผ่านดี"))
    lost = ",".join(("2", "อบต.บ้านสมมุติ", "ขอนแก่น", "เมืองขอนแก่น", *cells, total, "ผ่านดี"))
    return f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566 สำนักงาน ป.ป.ช.\n{HEADING}{whole}\n{lost}\n"


def with_cell(text: str, indicator: int = 7) -> str:
    return result_list(*SCORES[: indicator - 1], text, *SCORES[indicator:])


def score_id(found: Extraction, indicator: int = 7) -> str:
    return stable_id("s", found.document.document_id, LOST, 2566, indicator)


def unknown(found: Extraction, record: str) -> UnknownRow:
    (one,) = [row for row in found.unknowns if row.record_id == record and row.column_name in ("score",)]
    return one


def issues(found: Extraction, record: str) -> list[IssueRow]:
    return [row for row in found.issues if row.record_id == record]


@pytest.mark.parametrize(
    ("printed", "reason", "rule", "candidate"),
    [
        ("191.00", "score-out-of-range", "score-out-of-range", None),
        ("๑๙๑.๐๐", "score-out-of-range", "score-out-of-range", None),
        ("191", "score-out-of-range", "score-out-of-range", None),
        ("-5.00", "score-out-of-range", "score-out-of-range", None),
        ("-5", "score-out-of-range", "score-out-of-range", None),
        ("9X.70", "digits-damaged", "score-digits-damaged", "91.70"),
        ("9170", "digits-damaged", "score-digits-damaged", "91.70"),
        ("#REF!", "digits-damaged", "score-digits-damaged", None),
        ("", "not-stated", None, None),
        ("-", "not-stated", None, None),
    ],
)
def test_a_cell_without_a_score_has_a_reason(
    printed: str, reason: str, rule: str | None, candidate: str | None, read: Read
) -> None:
    found = read(with_cell(printed))
    record = score_id(found)
    assert record not in {row.score_id for row in found.indicator_scores}
    assert unknown(found, record).reason == reason
    candidates = unknown(found, record).candidates
    assert candidates is None if candidate is None else candidate in (candidates or "").split(" | ")
    told = issues(found, record)
    assert [row.rule for row in told] == ([rule] if rule else [])
    assert all(row.source_line == LOST_LINE and row.raw_text == printed for row in told)
    assert all(row.column_name == "score" and row.organization_id == LOST for row in told)


@pytest.mark.parametrize("printed", ["191.00", "9X.70", ""])
def test_what_is_missing_is_told_with_the_line_of_its_row(printed: str, read: Read) -> None:
    found = read(with_cell(printed))
    (issue,) = [row for row in found.issues if row.rule == "indicators-incomplete"]
    assert (issue.source_line, issue.organization_id) == (LOST_LINE, LOST)
    assert "7" in issue.message_en


def test_a_row_that_states_no_indicators_says_so_once(read: Read) -> None:
    found = read(result_list(*[""] * 10))
    assert not [row for row in found.unknowns if row.table_name == "core.indicator_scores"]
    reasons = {row.reason for row in found.unknowns if row.column_name == "overall_recomputed"}
    assert reasons == {"indicators-not-stated"}


def test_whole_rows_raise_nothing(read: Read) -> None:
    found = read(result_list(*SCORES))
    assert not [row for row in found.unknowns if row.table_name == "core.indicator_scores"]
    assert len(found.indicator_scores) == 20


@pytest.mark.parametrize(
    ("printed", "reason", "candidates"),
    [
        ("๑๐๓.๒๐", "score-out-of-range", "103.20"),
        ("103.20", "score-out-of-range", "103.20"),
        ("-5.00", "score-out-of-range", "-5.00"),
        ("#REF!", "digits-damaged", None),
    ],
)
def test_a_total_has_no_candidate_that_nobody_printed(
    printed: str, reason: str, candidates: str | None, read: Read
) -> None:
    found = read(result_list(*SCORES, total=printed))
    record = stable_id("a", found.document.document_id, LOST, 2566)
    (one,) = [row for row in found.unknowns if (row.record_id, row.column_name) == (record, "overall_score")]
    assert (one.reason, one.candidates) == (reason, candidates)
