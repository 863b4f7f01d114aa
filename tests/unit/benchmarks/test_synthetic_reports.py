"""Invented reports: the same every time, and true of the file as it was written."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.synthetic.generate import report, reports, write_reports
from benchmarks.synthetic.organizations import register_text
from benchmarks.synthetic.results import level_of, total_of
from benchmarks.synthetic.truth import read_truth


def text_of(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp874")


LEVELS = ("none", "light", "heavy", "ruined")


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_arguments_give_the_same(level: str) -> None:
    first = list(reports(15, level, 7))
    assert first == [report(number, level, 7) for number in range(15)]


def test_the_level_changes_the_injuries_and_not_the_story() -> None:
    for (_, none), (_, light) in zip(reports(60, "none", 3), reports(60, "light", 3), strict=True):
        assert (none.organization, none.layout, len(none.measures)) == (
            light.organization,
            light.layout,
            len(light.measures),
        )
        assert not none.damage


def test_what_is_written_is_what_is_told(tmp_path: Path) -> None:
    write_reports(tmp_path, 12, "heavy", 5)
    told = list(read_truth(tmp_path / "truth.jsonl"))
    assert told == [truth for _, truth in reports(12, "heavy", 5)]
    for content, truth in reports(12, "heavy", 5):
        assert (tmp_path / "inbox" / truth.file_name).read_bytes() == content


def test_lines_hold_their_measures_where_nothing_is_damaged() -> None:
    for content, truth in reports(150, "none", 11):
        lines = text_of(content).split("\n")
        for measure in truth.measures:
            assert measure.line and measure.title in "\n".join(lines[measure.line - 1 : measure.line + 4])
            assert (measure.status == "not_reported") == (measure.status_basis is None)


def test_scores_stand_in_the_text_and_make_the_total() -> None:
    digits = str.maketrans("๐๑๒๓๔๕๖๗๘๙,", "0123456789.")
    checked = 0
    for content, truth in reports(150, "none", 13):
        text = text_of(content).translate(digits)
        for one in truth.assessments:
            scores = {int(no): Decimal(score) for no, score in one.indicator_scores.items()}
            assert all(str(score).rstrip("0").rstrip(".") in text for score in scores.values())
            if one.recomputed:
                exact = total_of(scores)
                assert abs(exact - Decimal(one.recomputed)) < Decimal("0.000001")
                assert one.level_recomputed == level_of(
                    one.fiscal_year, exact.quantize(Decimal("0.01"), "ROUND_HALF_UP"), scores
                )
                checked += 1
    assert checked > 50


@pytest.mark.parametrize(
    ("year", "scores", "total", "level"),
    [
        (2565, [95] * 10, "95.00", "AA"),
        (2565, [84] * 10, "84.99", "B"),
        (2564, [49] * 10, "49.99", "F"),
        (2566, [96] * 10, "96.00", "ผ่านดีเยี่ยม"),
        (2566, [99] * 5 + [94] * 3 + [100] * 2, "97.90", "ผ่านดี"),
        (2566, [99] * 5 + [84] * 3 + [90] * 2, "90.90", "ผ่าน"),
        (2567, [70] * 10, "70.00", "ต้องปรับปรุง"),
        (2568, [69] * 10, "69.99", "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_levels(year: int, scores: list[int], total: str, level: str) -> None:
    numbered = {no: Decimal(score) for no, score in enumerate(scores, 1)}
    assert level_of(year, Decimal(total), numbered) == level


def test_the_register_has_homonyms_and_lacks_some() -> None:
    rows = list(csv.DictReader(io.StringIO(register_text(1).removeprefix("\ufeff"))))
    codes = {row["รหัส อปท."]: row for row in rows}
    names = [(row["ประเภท อปท."], row["อปท."]) for row in codes.values()]
    assert len(rows) > len(codes) > 500
    assert len(set(names)) < len(names)
    assert len({(row["ประเภท อปท."], row["อปท."], row["อำเภอ"]) for row in codes.values()}) == len(codes)
    assert any(
        truth.organization and not truth.organization.organization_id for _, truth in reports(300, "none", 1)
    )


def test_damage_grows_with_its_level() -> None:
    counts = [sum(len(truth.damage) for _, truth in reports(40, level, 2)) for level in LEVELS]
    assert counts == sorted(counts) and counts[0] == 0 and counts[1] > 0


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no level"):
        next(reports(1, "total", 1))


def test_one_result_an_organization_and_year() -> None:
    for _, truth in reports(400, "none", 4):
        keys = [(one.organization_id, one.fiscal_year) for one in truth.assessments if one.organization_id]
        assert len(keys) == len(set(keys))


def test_a_page_that_is_gone_takes_its_facts_with_it() -> None:
    lost = 0
    for number in range(300):
        whole, (_, ruined) = report(number, "none", 6)[1], report(number, "ruined", 6)
        gone = any(one.startswith(("lost-page", "page-in-khmer")) for one in ruined.damage)
        if not gone:
            assert len(ruined.measures) == len(whole.measures)
            assert len(ruined.disclosures) == len(whole.disclosures)
        lost += len(whole.measures) - len(ruined.measures)
    assert lost > 0


def test_every_kind_of_injury_happens() -> None:
    from benchmarks.synthetic.damage import rates

    done = {one.split()[0] for _, truth in reports(400, "ruined", 8) for one in truth.damage}
    assert done == set(rates())


def test_silent_injuries_are_much_rarer_than_those_that_show() -> None:
    from benchmarks.synthetic.damage import rates

    for level in LEVELS[1:]:
        counted = {True: 0, False: 0}
        for _, truth in reports(150, level, 9):
            for one in truth.damage:
                counted[bool(rates()[one.split()[0]].get("silent"))] += 1
        assert counted[True] * 10 < counted[False]
