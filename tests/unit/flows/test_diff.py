"""What `prongsai diff` shows, in Thai and English, in narrow and wide terminals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import polars as pl
import pytest
from rich.cells import cell_len

from flows import terminal
from flows.diff import print_changes, print_figures, run_asked_for
from flows.diff_words import Names, figure_with_part, table_in_words, why_missing
from tests.unit.changed_publication import FOUND, QUIET, former, missing, organization
from transforms.errors import WrongUse
from warehouse.changed_organizations import MissingOrganization, NamedOrganization
from warehouse.metadata import load_metadata
from warehouse.publication_changes import PublicationChanges, TableRows

Shown = Callable[[PublicationChanges, str, int], list[str]]


@pytest.fixture(params=[80, 160])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setenv("COLUMNS", str(request.param))
    terminal.console.cache_clear()
    yield request.param
    terminal.console.cache_clear()


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    def lines(found: PublicationChanges, lang: str, limit: int = 10) -> list[str]:
        terminal.console.cache_clear()
        print_changes(found, lang, limit, "Asia/Bangkok")
        return [line.rstrip() for line in capsys.readouterr().out.splitlines()]

    return lines  # type: ignore[return-value]


def line_of(lines: list[str], *texts: str) -> str:
    """The one line that has all of these."""
    (found,) = (line for line in lines if all(text in line for text in texts))
    return found


@pytest.mark.parametrize("lang", ["th", "en"])
def test_everything_fits(width: int, lang: str, shown: Shown) -> None:
    lines = shown(FOUND, lang, 10)
    assert max(map(cell_len, lines)) <= width
    said = "\n".join(lines)
    assert "core." not in said and "overall_score" not in said and "–\n" not in said
    for text in ("อบต.ใหม่1 จ.น่าน", "x-0123456789abcdef", "unreadable", "many-organizations", "-14.38"):
        assert text in said


def test_in_the_language_spoken(width: int, shown: Shown) -> None:
    english = shown(FOUND, "en", 10)
    assert english[:2] == [
        "What run 20261121T180000Z-aaaa changed (published 2026-11-21 02:05)",
        "Held against run 20261120T180000Z-bbbb (2026-11-21 01:05)",
    ]
    assert line_of(english, "Organizations:") == (
        "Organizations: 14 new · 1 changed · 1 missing · 1 under another code"
    )
    assert line_of(english, "1,200") == "Organizations with figures: 1,200 → 1,203"
    assert line_of(english, "Figures:") == "Figures: 140 new · 3 changed · 10 gone"
    assert line_of(english, "same value").endswith(": 13")
    assert (
        line_of(english, "In all:")
        == "In all: 44 (+4) loaded · 1 superseded · 1 (-1) set aside · 0 out of scope"
    )
    assert line_of(english, "measures", "1,040").split() == ["measures", "1,000", "1,040", "+40"]
    thai = shown(FOUND, "th", 10)
    assert line_of(thai, "มาตรการ", "1,040").split() == ["มาตรการ", "1,000", "1,040", "+40"]
    assert line_of(thai, "คะแนนรวมที่พิมพ์").split() == ["คะแนนรวมที่พิมพ์", "การแก้ไข", "0", "1", "0"]
    assert not any(word in "\n".join(thai) for word in ("document", "Organization", "correction"))


def test_rows_of_tables_are_those_that_differ_and_are_known(width: int, shown: Shown) -> None:
    lines = shown(FOUND, "en", 10)
    rows = lines[lines.index("Tables whose number of rows changed") + 3 :]
    assert [row.split()[-1] for row in rows[: rows.index("")]] == ["+40", "-30"]
    assert not any("number of rows" in line for line in shown(replace(FOUND, provinces=("น่าน",)), "en", 10))


def test_numbers_stand_at_the_right(width: int, shown: Shown) -> None:
    lines = shown(FOUND, "en", 10)
    first = lines.index("Organizations with their first figures")
    ends = {cell_len(line[: line.rindex("document")].rstrip()) for line in lines[first + 3 : first + 13]}
    assert len(ends) == 1


def test_organizations_of_one_name_and_province_are_told_apart(width: int, shown: Shown) -> None:
    lines = shown(FOUND, "en", 10)
    assert any(line.startswith("อบต.ทุ่งสมมุติ อ.ปัว จ.น่าน") for line in lines)
    assert any(line.startswith("อบต.ทุ่งสมมุติ อ.เมือง จ.น่าน") for line in lines)
    names = Names.of([organization(1), organization(1)])
    assert names(organization(1)) == "อบต.ทุ่งสมมุติ จ.น่าน"
    assert names(NamedOrganization("2", "อบจ.น่าน", None, "น่าน")) == "อบจ.น่าน"
    assert names(NamedOrganization("x-1", "x-1", None, None)) == "x-1"
    assert "\x1b" not in names(NamedOrganization("x-2", "\x1b[31mแดง", None, None))


def test_a_section_is_cut_at_the_limit_and_says_so(width: int, shown: Shown) -> None:
    lines = shown(FOUND, "en", 5)
    assert sum(line.startswith("อบต.ใหม่") for line in lines) == 5
    assert "5 of 14 rows: use --limit or --json for all of them" in lines
    assert line_of(lines, "Largest changes of overall scores").endswith("(of 25)")


@pytest.mark.parametrize(("lang", "said"), [("th", "ไม่มีสิ่งใดเปลี่ยน"), ("en", "Nothing changed")])
def test_a_run_that_changed_nothing_says_so(width: int, shown: Shown, lang: str, said: str) -> None:
    lines = shown(QUIET, lang, 10)
    assert lines[2] == "" and lines[3].startswith(said) and len(lines) == 4
    # What the day alone decides is still told.
    dated = shown(replace(QUIET, tables=(TableRows("mart.overdue_deadlines", 1, 3),)), lang, 10)
    assert dated[3] == lines[3] and dated[-1].endswith("+2")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_first_publication_lists_no_organizations(width: int, shown: Shown, lang: str) -> None:
    first = replace(QUIET, previous=None, documents=FOUND.documents, new_issues=FOUND.new_issues)
    lines = shown(first, lang, 10)
    assert "1,203" in "".join(lines[2:4])
    assert not any("→ 1,203" in line or "อบต.ใหม่" in line for line in lines)
    assert any("many-organizations" in line for line in lines)


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (
            missing(former(state="quarantined", state_reason="unreadable")),
            "its document is set aside now (unreadable): report.pdf",
        ),
        (
            missing(former(), former(state="out_of_scope", state_reason="other-scheme", file_name="b.pdf")),
            "its document is out of scope now (other-scheme): b.pdf",
        ),
        (
            missing(former(file_name="a.pdf"), former(organization_id="5", label="ทต.อื่น", file_name="b.pdf")),
            "its document is that of ทต.อื่น now: b.pdf",
        ),
        (missing(former(organization_id="5")), "its document is that of 5 now: report.pdf"),
        (
            missing(former(state="superseded")),
            "a newer document, without these figures, replaced its own: report.pdf",
        ),
        (missing(causes=("correction", "document")), "a person's correction"),
        (replace(missing(former()), waiting=1200), "1,200 facts wait for review → prongsai review"),
        (missing(former(), causes=("document", "rule")), "the reading rules changed"),
        (missing(causes=("register",)), "the register changed"),
        (missing(), "the cause is not known"),
        (replace(missing(former()), figures_now=2), "has figures again since then"),
    ],
)
def test_why_an_organization_is_missing(gone: MissingOrganization, said: str) -> None:
    assert why_missing(gone, "en") == said
    assert why_missing(gone, "th") != said


def test_figures_one_a_row(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.console.cache_clear()
    rows = [
        (
            "core.indicator_scores", "1", "อบต.ก", "เมือง", "น่าน", 2566, "9", "score", "90.00", "91.00",
            "document",
        ),
        (
            "mart.completion_by_organization", "2", None, None, None, 2567, "annual", "completed", None, "4",
            "rule",
        ),
        ("core.assessments", "1", "อบต.ก", "เมือง", "น่าน", 2566, None, "level", "A", None, "register"),
    ]  # fmt: skip
    names = (
        "table_name", "organization_id", "organization", "amphoe", "province", "fiscal_year", "part",
        "column_name", "old_value", "new_value", "cause",
    )  # fmt: skip
    frame = pl.DataFrame(rows, schema=names, orient="row")
    print_figures(frame, "en", 2)
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert max(map(cell_len, lines)) <= width
    assert lines[0] == "3 figures changed"
    assert lines[3].split() == ["อบต.ก", "จ.น่าน", "2566", "indicator", "9", "90.00", "91.00", "document"]
    assert lines[4].startswith("2 ") and "(annual)" in lines[4] and lines[4].endswith("rules")
    assert lines[5] == "2 of 3 rows: use --limit or --json for all of them"
    assert figure_with_part("level", None, "th") == "ระดับที่พิมพ์"


def test_a_run_is_named_once() -> None:
    assert (run_asked_for("r1", None), run_asked_for(None, "r2"), run_asked_for("r1", "r1")) == (
        "r1",
        "r2",
        "r1",
    )
    assert run_asked_for(None, None) is None
    with pytest.raises(WrongUse, match="r1 and r2"):
        run_asked_for("r1", "r2")


def test_every_table_that_may_change_has_a_name_in_both_languages() -> None:
    history = {"quality.runs", "quality.checks", "quality.figure_changes", "quality.table_rows"}
    for table in load_metadata().tables:
        if table.schema != "reference" and table.full_name not in history:
            for lang in ("th", "en"):
                said = table_in_words(table.full_name, lang)
                assert said != table.full_name, f"flows/messages.yml lacks table-{table.full_name}"
    assert table_in_words("reference.levels", "en") == "reference.levels"
