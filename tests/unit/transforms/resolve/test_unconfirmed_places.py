"""An unconfirmed number is told once at each record and column that rests on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tests.unit.transforms.resolve.test_unconfirmed_numbers import (
    NAME,
    REGISTER,
    SCORES,
    TITLE,
    TOTAL,
    marked,
    scanned,
    score_table,
)
from transforms.reference import Reference
from transforms.report import extract_report


def test_each_place_has_one_issue_that_names_all_its_numbers(bundled: Reference) -> None:
    wrong = ["88.10", *SCORES[1:]]
    document = scanned(TITLE, NAME, f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน", score_table(marked(wrong, 0, 8)))
    reference = replace(bundled, register=REGISTER)
    found = extract_report(b"x", document.sha256, "scan.png", reference, lambda content, sha256: document)

    told = [issue for issue in found.issues if issue.rule == "number-unconfirmed"]
    assert set(Counter((one.record_id, one.column_name) for one in told).values()) == {1}
    by_number = {score.indicator_no: score for score in found.indicator_scores}
    scores = {one.record_id: one.message_en for one in told if one.column_name == "score"}
    assert set(scores) == {by_number[1].score_id, by_number[9].score_id}
    assert wrong[0] in scores[by_number[1].score_id] and wrong[8] in scores[by_number[9].score_id]
    (computed,) = (one.message_en for one in told if one.column_name == "overall_recomputed")
    assert wrong[0] in computed and wrong[8] in computed
