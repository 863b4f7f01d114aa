"""Provinces by their Thai and English names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from small_warehouse import SmallWarehouse

from transforms.errors import WrongUse
from warehouse.export_choices import chosen
from warehouse.province_names import english_names, in_thai
from warehouse.query import connect_file

NAMES = {"Samut Prakan": "สมุทรปราการ", "Trang": "ตรัง"}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Trang", "ตรัง"),
        ("TRANG", "ตรัง"),
        (" trang ", "ตรัง"),
        ("SamutPrakan", "สมุทรปราการ"),
        ("samut  prakan", "สมุทรปราการ"),
        ("ตรัง", "ตรัง"),
        ("Tran", "Tran"),
    ],
)
def test_english_names_mean_their_thai_ones(asked: str, meant: str) -> None:
    assert in_thai([asked], NAMES) == (meant,)


def test_a_province_named_twice_is_one() -> None:
    assert in_thai(["ตรัง", "Trang"], NAMES) == ("ตรัง",)


def test_an_export_takes_both_and_tells_near_ones(tmp_path: Path) -> None:
    small = SmallWarehouse(tmp_path / "prongsai.duckdb").create()
    small.add("core.organizations", {"organization_id": "1", "province": "ตรัง"})
    small.add(
        "reference.provinces", *({"province": thai, "name_en": english} for english, thai in NAMES.items())
    )
    with connect_file(small.path) as connection:
        assert english_names(connection) == NAMES
        assert chosen(connection, ["trang"]).provinces == ("ตรัง",)
        with pytest.raises(WrongUse, match="Trang") as error:
            chosen(connection, ["Tran"])
        assert "Samut" not in error.value.message_en
        with pytest.raises(WrongUse):
            chosen(connection, ["Samut Prakan"])
