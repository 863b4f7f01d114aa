from decimal import Decimal

import pytest

from transforms.reference import Reference
from transforms.resolve.formula import level_of, possible_in, recompute, rounded, years_of_level

FULL = {no: Decimal("90") for no in range(1, 11)}


def test_total_is_weighted_by_instrument(bundled: Reference) -> None:
    scores = {
        **{no: Decimal("80") for no in range(1, 6)},
        **{no: Decimal("90") for no in range(6, 9)},
        **{no: Decimal("100") for no in (9, 10)},
    }
    result = recompute(scores, bundled.framework(2565))
    assert result.total == Decimal("91")  # 0.30 * 80 + 0.30 * 90 + 0.40 * 100
    assert result.instruments == {"IIT": 80, "EIT": 90, "OIT": 100}


def test_a_missing_indicator_leaves_total_and_its_instrument_unknown(bundled: Reference) -> None:
    result = recompute({no: score for no, score in FULL.items() if no != 7}, bundled.framework(2566))
    assert result.total is None
    assert result.instruments["EIT"] is None
    assert result.instruments["IIT"] == 90


@pytest.mark.parametrize(
    ("year", "iit", "eit", "oit", "level"),
    [
        (2565, "100", "100", "87.50", "AA"),
        (2565, "85", "85", "85", "A"),
        (2565, "84.98", "84.98", "84.98", "B"),
        (2565, "40", "40", "40", "F"),
        (2566, "96", "96", "96", "ผ่านดีเยี่ยม"),
        (2566, "100", "100", "94.99", "ผ่านดี"),  # 97.996, but one instrument under 95
        (2566, "86", "86", "86", "ผ่านดี"),
        (2566, "100", "100", "84", "ผ่าน"),  # 93.6, but one instrument under 85
        (2566, "75", "75", "75", "ต้องปรับปรุง"),
        (2566, "60", "60", "60", "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_level_needs_the_instruments_too(
    bundled: Reference, year: int, iit: str, eit: str, oit: str, level: str
) -> None:
    scores = {
        **{no: Decimal(iit) for no in range(1, 6)},
        **{no: Decimal(eit) for no in range(6, 9)},
        **{no: Decimal(oit) for no in (9, 10)},
    }
    assert level_of(recompute(scores, bundled.framework(year)), year, bundled) == level


def test_without_year_or_total_the_level_is_unknown(bundled: Reference) -> None:
    assert level_of(recompute(FULL, bundled.framework(2566)), None, bundled) is None
    assert level_of(recompute({1: Decimal(90)}, bundled.framework(2566)), 2566, bundled) is None


def test_the_lattice_tells_frameworks_apart(bundled: Reference) -> None:
    assert possible_in(Decimal("97.78"), 9, 2565, bundled) is True
    assert possible_in(Decimal("97.78"), 9, 2566, bundled) is False
    assert possible_in(Decimal("100"), 9, 2566, bundled) is True
    assert possible_in(Decimal("97.78"), 9, 2562, bundled) is None


def test_level_names_tell_their_years(bundled: Reference) -> None:
    assert years_of_level("A", bundled)[1] == 2565  # type: ignore[index]
    assert years_of_level("ผ่านดี", bundled) == (2566, None)


def test_rounding_is_half_up() -> None:
    assert rounded(Decimal("94.995")) == Decimal("95.00")
    assert rounded(Decimal("99.185")) == Decimal("99.19")
