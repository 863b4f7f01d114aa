"""An invented publication that changed something of every kind, and one that changed nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from warehouse.changed_organizations import (
    FormerDocument,
    MissingOrganization,
    NamedOrganization,
    OrganizationChange,
    Succession,
)
from warehouse.publication_changes import (
    ArrivedDocuments,
    CompletionMove,
    FigureCount,
    IssueCount,
    IssueExample,
    PublicationChanges,
    PublishedRun,
    ScoreMove,
    TableRows,
)


def run_of(run_id: str, hour: int, **values: object) -> PublishedRun:
    moment = datetime(2026, 11, 20, hour, 5)
    run = PublishedRun(run_id, moment, moment, date(2026, 11, 20), "0.1.0", 4, 40, 1, 2, 0, 900)
    return replace(run, **values)  # type: ignore[arg-type]


def organization(
    number: int, name: str = "ทุ่งสมมุติ", amphoe: str | None = "เมือง", province: str | None = "น่าน"
) -> NamedOrganization:
    return NamedOrganization(f"655{number:04}", f"อบต.{name}", amphoe, province)


def former(**values: object) -> FormerDocument:
    made = FormerDocument("d-1", "report.pdf", "loaded", None, None, None, None)
    return replace(made, **values)  # type: ignore[arg-type]


def missing(*documents: FormerDocument, causes: tuple[str, ...] = ("document",)) -> MissingOrganization:
    return MissingOrganization(organization(9, "ลับแล"), 16, 0, causes, documents, 0, "i-1")


FOUND = PublicationChanges(
    run=run_of("20261121T180000Z-aaaa", 19, documents_loaded=44, documents_quarantined=1),
    previous=run_of("20261120T180000Z-bbbb", 18),
    provinces=(),
    organizations_before=1200,
    organizations_after=1203,
    added=tuple(
        OrganizationChange(organization(number, f"ใหม่{number}"), 13, 0, 0, ("document",))
        for number in range(1, 15)
    ),
    changed=(OrganizationChange(organization(20), 1, 2, 3, ("correction", "document")),),
    missing=(missing(former(state="quarantined", state_reason="unreadable")),),
    successions=(
        Succession(
            NamedOrganization("x-0123456789abcdef", "x-0123456789abcdef", None, None),
            organization(30, "บ้านแปลง"),
            "document",
        ),
    ),
    figures=(
        FigureCount("core.indicator_scores", "score", "document", 140, 2, 10, 13),
        FigureCount("core.assessments", "overall_score", "correction", 0, 1, 0, 0),
    ),
    score_moves=(
        ScoreMove(organization(20), 2566, Decimal("85.40"), Decimal("71.02"), "correction", "d-2"),
        ScoreMove(organization(21, amphoe="ปัว"), 2566, Decimal("80.00"), Decimal("90.00"), "document", "d-3"),
    ),
    score_moves_total=25,
    completion_moves=(CompletionMove(organization(20), 2567, "6-month", 1, 4, 12, 12, "document", "d-2"),),
    completion_moves_total=1,
    new_issues=(
        IssueCount(
            "error",
            "many-organizations",
            3,
            3,
            0,
            IssueExample(
                "i-2", None, "table.xlsx", 4, "ข้อความภาษาไทยที่ยาวพอสมควร " * 5, "A long message. " * 9
            ),
        ),
    ),
    closed_issues=(
        IssueCount(
            "warning", "row-shifted", 1, 1, 1, IssueExample("i-3", "อบต.ก", None, None, "สั้น", "Short.")
        ),
    ),
    documents=(
        ArrivedDocuments("loaded", None, 3, ("one.pdf", "two.pdf", "three.pdf")),
        ArrivedDocuments("quarantined", "unreadable", 1, ("four.pdf",)),
    ),
    tables=(
        TableRows("core.measures", 1000, 1040),
        TableRows("core.evidence", 70000, 70000),
        TableRows("mart.overdue_deadlines", 50, 20),
        TableRows("quality.runs", 7, 8),
        TableRows("mart.copied_text", None, 3),
    ),
)
QUIET = replace(
    FOUND, added=(), changed=(), missing=(), successions=(), figures=(), score_moves=(), completion_moves=(),
    new_issues=(), closed_issues=(), documents=(), tables=(),
)  # fmt: skip
