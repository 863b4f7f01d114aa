"""The sheets of the comparison workbook: colours of levels, and what waits for review."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from small_warehouse import SmallWarehouse

from warehouse.comparison_sheets import comparison_sheets, level_colours
from warehouse.query import connect_file
from warehouse.selection import Selection

PLACE = {"organization_id": "1", "name": "ดอนสมมติ", "full_name": "อบต.ดอนสมมติ", "province": "เลย"}


@pytest.fixture
def small(tmp_path: Path) -> SmallWarehouse:
    return SmallWarehouse(tmp_path / "prongsai.duckdb").create()


def test_good_levels_are_green_and_passing_ones_amber(small: SmallWarehouse) -> None:
    small.add(
        "reference.levels",
        {"scheme": "pass", "level": "ผ่านดีเยี่ยม", "lower": 95, "each_instrument_at_least": 95},
        {
            "scheme": "pass",
            "level": "ผ่านดี",
            "lower": 85,
            "each_instrument_at_least": 85,
            "some_instrument_below": 95,
        },
        {"scheme": "pass", "level": "ผ่าน", "lower": 85, "some_instrument_below": 85},
        {"scheme": "pass", "level": "ต้องปรับปรุง", "lower": 70},
        {"scheme": "letters", "level": "A", "lower": 85},
        {"scheme": "letters", "level": "B", "lower": 75},
        {"scheme": "letters", "level": "C", "lower": 65},
    )
    with connect_file(small.path) as connection:
        assert level_colours(connection) == {
            "ผ่านดีเยี่ยม": "green",
            "ผ่านดี": "green",
            "ผ่าน": "amber",
            "ต้องปรับปรุง": "red",
            "A": "green",
            "B": "amber",
            "C": "red",
        }


def test_what_waits_are_results_and_scores_of_indicators(small: SmallWarehouse) -> None:
    year = {"fiscal_year": 2566}
    small.add(
        "mart.score_comparison",
        PLACE | year | {"overall": Decimal("90.00"), "waiting_for_review": 1},
        PLACE | {"fiscal_year": 2565, "overall": Decimal("90.00"), "waiting_for_review": 2},
    )
    small.add(
        "mart.indicator_comparison",
        *(PLACE | year | {"indicator_no": no, "waiting_for_review": 1} for no in range(1, 11)),
    )
    with connect_file(small.path) as connection:
        scores = comparison_sheets(connection, Selection(("เลย",)), "th")[0].frame
    assert dict(scores.select("fiscal_year", "waiting_for_review").iter_rows()) == {2566: 11, 2565: 2}
