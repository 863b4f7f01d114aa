"""What two documents disagree about is named in the message."""

from __future__ import annotations

from pathlib import Path

from tests.integration.store_by_hand import Reports

WHO = "6400101"


def test_the_message_names_the_figure(tmp_path: Path) -> None:
    reports = Reports(tmp_path)
    for name, kind, total, level, score in (
        ("own", "own_report", "80.00", "C", "71.50"),
        ("list", "official_result_list", "92.00", "A", "73.25"),
    ):
        document = reports.document(name, WHO, source_kind=kind)
        reports.result(document, WHO, 2566, overall_score=total, level=level)
        reports.score(document, WHO, 2566, 5, score)
    rows = reports.build("r1").rows(
        "SELECT message_th, message_en FROM quality.issues "
        "WHERE rule = 'documents-disagree' ORDER BY message_en"
    )
    assert [english.split(":")[0] for _, english in rows] == [
        "level",
        "overall score",
        "score of indicator 5",
    ]
    assert [thai.split(":")[0] for thai, _ in rows] == ["ระดับ", "คะแนนรวม", "คะแนนตัวชี้วัดที่ 5"]
    assert "73.25 ≠ 71.50 (own.txt)" in rows[2][1]
