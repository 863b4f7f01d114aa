"""Sections of the page of accuracy live through its rewriting."""

from __future__ import annotations

from pathlib import Path

from benchmarks.digits.section import write_section as write_digits
from benchmarks.formats.held import FormatHeld
from benchmarks.formats.section import label_of
from benchmarks.formats.section import write_section as write_formats
from benchmarks.grading.outcomes import Outcome
from benchmarks.grading.page import write_page
from benchmarks.grading.reading import Graded
from benchmarks.page_sections import put_section, sections_in


def test_a_section_is_replaced_and_the_rest_of_the_page_stays(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text("# Accuracy\n\nkept\n", encoding="utf-8")
    put_section("digits", ["| first |"], page)
    put_section("formats", ["| other |"], page)
    put_section("digits", ["| second |"], page)

    assert page.read_text(encoding="utf-8") == (
        "# Accuracy\n\nkept\n\n<!-- digits: begin -->\n| second |\n<!-- digits: end -->\n\n"
        "<!-- formats: begin -->\n| other |\n<!-- formats: end -->\n"
    )


def test_a_page_without_sections_has_none(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    assert sections_in(page) == {}
    page.write_text("<!-- digits: begin -->\nnever ended\n", encoding="utf-8")
    assert sections_in(page) == {}


def test_the_page_of_the_grading_keeps_every_section(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    write_digits(["| digits |"], "command of digits", 13, page)
    write_formats(held(), "command of formats", lambda _: (0.99, 5.0), lambda *_: True, page)
    before = sections_in(page)
    write_page({"none": Graded()}, 1, "command", tmp_path)
    write_page({"none": Graded()}, 1, "command", tmp_path)

    assert list(before) == ["digits", "formats"]
    assert sections_in(page) == before
    assert page.read_text(encoding="utf-8").count("## Formats") == 1
    assert "`command of digits`" in before["digits"]


def held() -> dict[str, FormatHeld]:
    text, scan = FormatHeld(documents=2), FormatHeld(documents=1)
    text.tally.add([Outcome("year", "right", False, ""), Outcome("year", "wrong", False, "")])
    scan.tally.add([Outcome("year", "right", True, "")])
    return {"docx-controls": text, "scan+arabic": scan}


def test_formats_are_told_with_what_was_wrong_and_unflagged(tmp_path: Path) -> None:
    page = tmp_path / "accuracy.md"
    write_formats(
        held(), "command", lambda f: (0.85 if "scan" in f else 0.99, 5.0), lambda f, _: "scan" in f, page
    )
    text = page.read_text(encoding="utf-8")

    assert (
        "| Word, boxes as content controls (`docx-controls`) | 2 | 2 | 50.00 | 0 | 1 | 0 | 500.0 | 0.0 "
        "| **missed** |"
    ) in text
    assert "| 1 | 1 | 100.00 | 0 | 0 | 0 | 0.0 | 100.0 | held |" in text
    assert text.index("at least 99 % equal") < text.index("at least 85 % equal")


def test_a_format_is_named_in_words_where_its_name_is_not_plain() -> None:
    assert label_of("pdf") == "`pdf`"
    assert label_of("pdf+thai") == "Thai digits only (`pdf+thai`)"
    assert label_of("scan+arabic") == "scanned PDF, Arabic digits only (`scan+arabic`)"
