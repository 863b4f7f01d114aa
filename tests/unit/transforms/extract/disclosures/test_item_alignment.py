"""Rows of a disclosure list against the items of a framework: codes and titles that are damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.extract.disclosures.alignment import PrintedItem, align
from transforms.normalize.thai import matching_key
from transforms.reference import Item

TITLES = (
    "แผนผังสำนักงาน",
    "รายชื่อผู้ดูแลระบบ",
    "สถิติการยืมหนังสือ",
    "แผนการซ่อมบำรุงอาคาร",
    "รายงานผลการซ่อมบำรุงอาคารประจำปี",
    "ช่องทางติดต่อสอบถาม",
)
ITEMS = tuple(Item(f"O{n}", "9.1", 9, title) for n, title in enumerate(TITLES, start=1))


def row(code: str | None, title: str) -> PrintedItem:
    return PrintedItem(code, code is not None, matching_key(title))


def read(*rows: PrintedItem) -> dict[int, tuple[str, str | None]]:
    return {pair.row: (ITEMS[pair.item].code, pair.doubt) for pair in align(rows, ITEMS).pairs}


def test_titles_and_codes_that_agree() -> None:
    rows = [row(f"O{n}", title) for n, title in enumerate(TITLES, start=1)]
    assert read(*rows) == {n: (f"O{n + 1}", None) for n in range(6)}


def test_the_order_settles_a_code_that_was_misread() -> None:
    found = read(row("O1", TITLES[0]), row("O99", TITLES[1]), row("O3", TITLES[2]))
    assert found[1] == ("O2", None)


def test_code_and_title_that_disagree_without_neighbours_are_doubtful() -> None:
    found = read(row("O2", TITLES[5]), row("O2", TITLES[1]), row("O3", TITLES[2]))
    assert found[0] == ("O6", "title-against-code")
    assert found[1] == ("O2", None)


def test_a_title_like_no_other_is_no_item() -> None:
    assert read(row("O1", TITLES[0]), row("O44", "การปล่อยพันธุ์ปลาลงบึง"), row("O2", TITLES[1])).keys() == {0, 2}


def test_an_item_that_stands_there_twice() -> None:
    found = align([row("O1", TITLES[0]), row("O1", TITLES[0]), row("O2", TITLES[1])], ITEMS)
    assert [pair.row for pair in found.pairs] == [0, 2]
    assert found.again == {1: 0}


def test_a_gap_is_filled_in_doubt_only() -> None:
    found = read(row("O1", TITLES[0]), row("O8", "รายซื่อผ้ดแลละบบ"), row("O3", TITLES[2]))
    assert found.get(1) in (("O2", None), ("O2", "by-position"))


@pytest.mark.parametrize("order", [(3, 0, 5), (5, 2, 0)])
def test_rows_in_another_order(order: tuple[int, ...]) -> None:
    rows = [row(f"O{n + 1}", TITLES[n]) for n in order]
    assert read(*rows) == {place: (f"O{n + 1}", None) for place, n in enumerate(order)}


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.sampled_from([f"O{n}" for n in range(1, 9)])), st.sampled_from(TITLES)
        ),
        max_size=10,
    )
)
def test_no_item_twice_and_no_row_lost(rows: list[tuple[str | None, str]]) -> None:
    found = align([row(code, title) for code, title in rows], ITEMS)
    items = [pair.item for pair in found.pairs]
    assert len(set(items)) == len(items)
    assert not {pair.row for pair in found.pairs} & found.again.keys()
    assert all(0 <= pair.title <= 100 for pair in found.pairs)
