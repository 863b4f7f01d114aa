"""A store filled by hand, row by row, and the warehouse built from it: no report is read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars

from transforms.facts import (
    AssessmentRow,
    DisclosureRow,
    DocumentRow,
    IndicatorScoreRow,
    IssueRow,
    MeasureDeadlineRow,
    MeasureDepartmentRow,
    MeasureRow,
    document_id_of,
)
from transforms.reference import (
    Framework,
    Indicator,
    Instrument,
    Item,
    Organization,
    OrganizationType,
    Province,
    Question,
    Reference,
)
from warehouse.build import BuildRequest, BuildSummary, build_warehouse
from warehouse.journal import JournalEntry
from warehouse.metadata import polars_schema
from warehouse.run_history import RunRecord
from warehouse.store import Store

FIRST_NIGHT = datetime(2024, 1, 1, 18, 0, tzinfo=UTC)

#: Four of one amphoe and its neighbour, and a namesake in another province.
REGISTER = (
    Organization("6400101", "sao", "หนองใหญ่", "เมือง", "ขอนแก่น"),
    Organization("6400102", "sao", "หนองเล็ก", "เมือง", "ขอนแก่น"),
    Organization("5400103", "subdistrict_municipality", "บ้านกลาง", "เมือง", "ขอนแก่น"),
    Organization("6400201", "sao", "หนองบัว", "ชุมแพ", "ขอนแก่น"),
    Organization("6700101", "sao", "หนองบัว", "เมือง", "ราชบุรี"),
)


def framework(year: int, items_of_10: int = 2) -> Framework:
    """A small framework: two questions an indicator, two items of indicator 9 and some of 10."""
    items = [Item("O1", "9.1", 9, ""), Item("O2", "9.1", 9, "")]
    items += [Item(f"O{3 + n}", "10.1", 10, "") for n in range(items_of_10)]
    return Framework(
        fiscal_year=year,
        instruments=(
            Instrument("IIT", "ภายใน", Decimal("0.3"), (1, 2, 3, 4, 5)),
            Instrument("EIT", "ภายนอก", Decimal("0.3"), (6, 7, 8)),
            Instrument("OIT", "เปิดเผย", Decimal("0.4"), (9, 10)),
        ),
        indicators={
            n: Indicator(n, "IIT" if n < 6 else "EIT" if n < 9 else "OIT", f"ตัวชี้วัดที่ {n}", ())
            for n in range(1, 11)
        },
        sub_indicators={"9.1": "ข้อมูลพื้นฐาน", "10.1": "การป้องกันการทุจริต"},
        items=tuple(items),
        questions=tuple(Question(f"q{n}", n, "") for n in range(1, 9)),
    )


REFERENCE = Reference(
    digest="by-hand",
    frameworks={2564: framework(2564), 2565: framework(2565), 2566: framework(2566, items_of_10=3)},
    levels=(),
    provinces=(
        Province("40", "ขอนแก่น", "Khon Kaen", "ตะวันออกเฉียงเหนือ", ()),
        Province("70", "ราชบุรี", "Ratchaburi", "ตะวันตก", ()),
    ),
    organization_types=(
        OrganizationType("sao", "องค์การบริหารส่วนตำบล", "SAO", "อบต.", ("อบต.",)),
        OrganizationType(
            "subdistrict_municipality", "เทศบาลตำบล", "Subdistrict municipality", "ทต.", ("ทต.",)
        ),
    ),
    departments=(),
    headers=(),
    statuses=(),
    issue_rules={},
    register=REGISTER,
)


@dataclass
class Reports:
    """Reports of one home folder, written down as what extraction would give."""

    home: Path
    rows: dict[str, list[Any]] = field(default_factory=dict)
    journal: list[JournalEntry] = field(default_factory=list)

    def document(
        self, content: str, organization_id: str | None = None, *, source: str | None = None, **values: Any
    ) -> str:
        """A document that arrived, an hour after the one before it, and was read. Gives its id."""
        document_id = self.arrival(content, source)
        document = DocumentRow(
            document_id=document_id,
            sha256=_sha256(content),
            media_type="text/plain",
            reader="scanner-text",
            encoding="utf-8",
            byte_count=len(content),
            line_count=1,
            state="loaded",
            state_reason=None,
            source_kind="own_report",
            organization_id=organization_id,
            organization_basis=None,
            measures_fiscal_year=None,
            scores_fiscal_year=None,
            reporting_round=None,
            period_start=None,
            period_end=None,
            document_date=None,
            certainty="sure",
            rules_version="1",
        )
        self._add("documents", replace(document, **values))
        return document_id

    def arrival(self, content: str, source: str | None = None) -> str:
        """Only the arrival, an hour after the one before it: nothing was read."""
        name = source or f"{content}.txt"
        self.journal.append(
            JournalEntry(
                FIRST_NIGHT + timedelta(hours=len(self.journal)),
                f"inbox/{name}",
                name,
                _sha256(content),
                "r1",
            )
        )
        return document_id_of(_sha256(content))

    def result(self, document_id: str, organization_id: str, year: int | None, **values: Any) -> str:
        """A result that the document states; scores are given as text. Gives its id."""
        assessment = AssessmentRow(
            assessment_id=f"a-{document_id}-{organization_id}-{year}",
            document_id=document_id,
            organization_id=organization_id,
            fiscal_year=year,
            overall_score=None,
            level=None,
            iit_score=None,
            eit_score=None,
            oit_score=None,
            overall_recomputed=None,
            level_recomputed=None,
            reconciliation="incomplete",
            source_line=7,
            certainty="sure",
        )
        for name in ("overall_score", "overall_recomputed"):
            if values.get(name) is not None:
                values[name] = Decimal(values[name])
        self._add("assessments", replace(assessment, **values))
        return assessment.assessment_id

    def score(self, document_id: str, organization_id: str, year: int, indicator_no: int, score: str) -> str:
        """An indicator's printed score. Gives its id."""
        row = IndicatorScoreRow(
            score_id=f"s-{document_id}-{organization_id}-{year}-{indicator_no}",
            document_id=document_id,
            organization_id=organization_id,
            fiscal_year=year,
            indicator_no=indicator_no,
            score=Decimal(score),
            method="printed",
            source_line=8,
            certainty="sure",
        )
        self._add("indicator_scores", row)
        return row.score_id

    def measure(
        self,
        document_id: str,
        key: str,
        status: str = "not_reported",
        basis: str | None = None,
        due: Sequence[date] = (),
        departments: Sequence[str] = (),
        **values: Any,
    ) -> str:
        """A measure of the document's organization, year and round. Gives its id."""
        document = next(row for row in self.rows["documents"] if row.document_id == document_id)
        ordinal = 1 + sum(row.document_id == document_id for row in self.rows.get("measures", []))
        measure = MeasureRow(
            measure_id=f"m-{document_id}-{ordinal}",
            measure_key=key,
            document_id=document_id,
            organization_id=document.organization_id,
            fiscal_year=document.measures_fiscal_year,
            reporting_round=document.reporting_round,
            ordinal=ordinal,
            indicator_no=None,
            question_code=None,
            title=f"มาตรการ {key}",
            issue=None,
            steps=None,
            responsible=None,
            result=None,
            outcome=None,
            recommendation=None,
            status=status,
            status_basis=basis,
            percent_complete=None,
            starts_on=None,
            due_on=due[-1] if due else None,
            source_line=10 + ordinal,
            certainty="sure",
        )
        self._add("measures", replace(measure, **values))
        for number, day in enumerate(due, start=1):
            self._add(
                "measure_deadlines",
                MeasureDeadlineRow(
                    measure.measure_id, document_id, number, f"ภายใน {day}", None, day, "once", "sure"
                ),
            )
        for department in departments:
            self._add(
                "measure_departments",
                MeasureDepartmentRow(measure.measure_id, document_id, department, "sure"),
            )
        return measure.measure_id

    def item(self, document_id: str, organization_id: str, year: int, code: str, status: str) -> None:
        """A disclosure item, its status by a box."""
        basis = None if status == "not_reported" else "checkbox"
        self._add(
            "disclosures",
            DisclosureRow(
                f"x-{document_id}-{code}",
                document_id,
                organization_id,
                year,
                code,
                None,
                status,
                basis,
                None,
                None,
                9,
                "sure",
            ),
        )

    def issue(self, document_id: str, issue_id: str) -> None:
        """An issue that reading found."""
        self._add(
            "issues",
            IssueRow(
                issue_id,
                document_id,
                None,
                "documents",
                document_id,
                None,
                "warning",
                "foreign-organization",
                "ชื่อ อปท. อื่น",
                "another organization",
                3,
                None,
            ),
        )

    def drop_issues(self) -> None:
        """A better reader finds none of them any more."""
        self.rows["issues"] = []

    def build(
        self,
        run_id: str,
        previous: Path | None = None,
        *,
        reference: Reference = REFERENCE,
        as_of: date = date(2024, 5, 1),
        quarantined: Mapping[str, str] | None = None,
        coverage_provinces: tuple[str, ...] = (),
    ) -> Built:
        """Save the rows into a fresh store and build from it, as the run ``r1``, ``r2`` …"""
        Store(self.home).path.unlink(missing_ok=True)
        frames = {
            name: polars.DataFrame([asdict(row) for row in rows], schema=polars_schema(name))
            for name, rows in self.rows.items()
        }
        results = polars.DataFrame(
            [
                {
                    "sha256": row.sha256,
                    "document_id": row.document_id,
                    "cache_key": "1",
                    "cpu_seconds": 0.0,
                    "extracted_at": FIRST_NIGHT,
                }
                for row in self.rows.get("documents", [])
            ],
            schema={
                "sha256": polars.String(),
                "document_id": polars.String(),
                "cache_key": polars.String(),
                "cpu_seconds": polars.Float64(),
                "extracted_at": polars.Datetime("us", "UTC"),
            },
        )
        with Store(self.home) as store:
            store.save(frames, results)
            path = store.path
        target = self.home / f"{run_id}.duckdb"
        started = FIRST_NIGHT + timedelta(days=int(run_id[1:]))
        request = BuildRequest(
            home=self.home,
            run_id=run_id,
            as_of=as_of,
            version="0.1.0",
            reference=reference,
            store=path,
            journal=self.journal,
            run=RunRecord(run_id, started, "0.1.0", state="published"),
            previous=previous,
            quarantined=quarantined or {},
            coverage_provinces=coverage_provinces,
        )
        return Built(target, build_warehouse(target, request))

    def _add(self, table: str, row: Any) -> None:
        self.rows.setdefault(table, []).append(row)


@dataclass(frozen=True)
class Built:
    """A built file."""

    path: Path
    summary: BuildSummary

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """The rows of a query on the file, read-only."""
        with duckdb.connect(self.path, read_only=True) as connection:
            return connection.execute(sql, list(parameters)).fetchall()


def _sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
