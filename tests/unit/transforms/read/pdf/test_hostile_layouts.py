"""Pages that no program sets: what draws no table is not made one with millions of cells."""

from __future__ import annotations

from transforms.read.pdf.aligned_tables import aligned_tables
from transforms.read.pdf.text_lines import Line, Piece


def lines(rows: int, columns: int, scattered: bool = False) -> list[Line]:
    found = []
    for row in range(rows):
        places = [(row * step % rows) for step in (37, 53, 91)] if scattered else range(columns)
        pieces = [
            Piece("1", (place * 7.0, row * 7.0, place * 7.0 + 2.5, row * 7.0 + 5.0))
            for place in sorted(set(places))
        ]
        found.append(Line(pieces, row * 7.0 + 4.0, 5.0))
    return found


def test_letters_scattered_over_a_page_are_no_table() -> None:
    assert aligned_tables(lines(800, 3, scattered=True), []) == []


def test_a_grid_of_more_columns_than_a_page_has_is_no_table() -> None:
    assert aligned_tables(lines(10, 200), []) == []
    (table,) = aligned_tables(lines(10, 20), [])
    assert len(table.cells) == 200
