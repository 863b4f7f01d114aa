"""Which year is explained, and what an organization has where the one asked for has nothing."""

from __future__ import annotations

import duckdb

from transforms.errors import WrongUse
from warehouse.explained_facts import INDICATOR, YEAR_COLUMNS, YEAR_CONFLICT, Wanted, wanted_by
from warehouse.organization_lookup import NamedOrganization

_MOST_LISTED = 40


def year_to_explain(
    connection: duckdb.DuckDBPyConnection,
    organization: NamedOrganization,
    wanted: list[Wanted] | None,
    asked: int | None,
    fact: str | None,
) -> int | None:
    """The year asked for, else the latest that has the fact; ``None`` where only facts of unknown years
    are. Raises :class:`WrongUse` with what there is where the fact or the year is not."""
    if wanted is None:
        raise _unknown_fact(connection, organization, asked, fact)
    known, some = _years(connection, organization, wanted)
    if asked in known or (asked is None and some):
        return asked if asked is not None else (known[-1] if known else None)
    anything, at_all = _years(connection, organization, [Wanted(INDICATOR), *(wanted_by(None) or ())])
    if not known and anything:
        raise _unknown_fact(connection, organization, asked if asked in anything else anything[-1], fact)
    elsewhere_th, elsewhere_en = _under_another_year(connection, organization, wanted, asked, fact)
    what_th, what_en = (f"ข้อมูล {fact}", f"no fact {fact}") if fact else ("ข้อมูล", "no facts")
    of_year_th, of_year_en = (f" ปีงบประมาณ {asked}", f" for fiscal year {asked}") if asked else ("", "")
    if known:
        listed = ", ".join(map(str, known))
        there_th, there_en = f": ปีที่มีข้อมูล {listed}", f": years with facts are {listed}."
    elif at_all or some:
        there_th = ": มีแต่ข้อมูลที่ไม่ทราบปี ดูด้วยคำสั่งเดียวกันโดยไม่ระบุปีและตัวเลข"
        there_en = (
            ": all facts of it are of an unknown year; the same command without a year and fact shows them."
        )
    else:
        what_th, what_en, of_year_th, of_year_en = "ข้อมูล", "no facts", "", ""
        there_th, there_en = "ใดในคลังข้อมูล ไม่ว่าปีใด:", " in the warehouse, of any year."
    whose = f"{organization.full_name} ({organization.organization_id})"
    raise WrongUse(
        f"{whose} ไม่มี{what_th}{of_year_th}{there_th} ดูเอกสารที่กันไว้ตรวจด้วย prongsai issues{elsewhere_th}",
        f"{whose} has {what_en}{of_year_en}{there_en} "
        f"See what was set aside with prongsai issues.{elsewhere_en}",
    )


def _under_another_year(
    connection: duckdb.DuckDBPyConnection,
    organization: NamedOrganization,
    wanted: list[Wanted],
    asked: int | None,
    fact: str | None,
) -> tuple[str, str]:
    """In Thai and English: which documents state the year that was asked for and another one too, so that
    what was asked for stands under the other; empty where none does."""
    said_th, said_en = [], []
    for column in dict.fromkeys(column for one in wanted for column in YEAR_COLUMNS[one.kind.table]):
        found = connection.execute(
            f"""
            SELECT DISTINCT documents.file_name, documents.{column}, issues.message_th, issues.message_en
            FROM quality.issues AS issues
            JOIN core.documents AS documents ON documents.document_id = issues.record_id
            WHERE issues.state = 'open' AND issues.rule = ? AND issues.table_name = 'core.documents'
                AND issues.column_name = ? AND contains(issues.message_en, ?::VARCHAR)
                AND documents.{column} IS DISTINCT FROM ?
                AND documents.organization_id IN (SELECT unnest(?))
            ORDER BY ALL
            """,
            [YEAR_CONFLICT, column, asked, asked, list(organization.codes)],
        ).fetchall()
        for file_name, year, thai, english in found:
            there = " ".join(str(part) for part in (organization.organization_id, year, fact) if part)
            year_th, year_en = (f"ปี {year}", f"{year}") if year else ("ปีที่ไม่ทราบ", "an unknown year")
            said_th.append(
                f"\n⚠ {file_name}: {thai} ตัวเลขเดียวกันจึงอยู่ที่{year_th}: ดูด้วย prongsai explain {there}"
            )
            said_en.append(
                f"\n⚠ {file_name}: {english} So the same figures stand under {year_en}: "
                f"prongsai explain {there}"
            )
    return "".join(said_th), "".join(said_en)


def _years(
    connection: duckdb.DuckDBPyConnection, organization: NamedOrganization, wanted: list[Wanted]
) -> tuple[list[int], bool]:
    """The years with the facts, and whether there are any, of unknown years too."""
    years: set[int | None] = set()
    for one in wanted:
        rows = connection.execute(
            f"SELECT DISTINCT fiscal_year FROM {one.kind.table} "
            f"WHERE organization_id IN (SELECT unnest(?)) AND {one.condition}",
            [list(organization.codes), *one.values],
        ).fetchall()
        years.update(year for (year,) in rows)
    return sorted(year for year in years if year is not None), bool(years)


def _unknown_fact(
    connection: duckdb.DuckDBPyConnection,
    organization: NamedOrganization,
    year: int | None,
    fact: str | None,
) -> WrongUse:
    usual = "overall, level, indicator:9, O8, i16, completion, measure:KEY"
    listed = "\n".join(f"  {line}" for line in _facts_there(connection, organization, year))
    there_th = f"\nที่มีของ {organization.full_name}:\n{listed}" if listed else ""
    there_en = f"\n{organization.full_name} has:\n{listed}" if listed else ""
    return WrongUse(
        f"ไม่มีหรือไม่รู้จักตัวเลข {fact!r}: ใช้ {usual} หรือไม่ระบุเพื่อดูทั้งหมด{there_th}",
        f"Unknown fact {fact!r}, or the organization has none: use {usual}, or none to see all.{there_en}",
    )


def _facts_there(
    connection: duckdb.DuckDBPyConnection, organization: NamedOrganization, year: int | None
) -> list[str]:
    """``2566: overall level indicator:1 …``, one line a year, and the measures with their wording."""
    found = connection.execute(
        """
        WITH facts AS (
            SELECT fiscal_year, organization_id, 1 AS place, unnest(['overall', 'level']) AS fact
            FROM core.assessments
            UNION
            SELECT fiscal_year, organization_id, 10 + indicator_no, 'indicator:' || indicator_no
            FROM core.indicator_scores
            UNION
            SELECT fiscal_year, organization_id, 30, 'completion' FROM mart.completion_by_organization
            UNION
            SELECT fiscal_year, organization_id, 100 + TRY_CAST(substr(item_code, 2) AS INTEGER), item_code
            FROM core.disclosures
            UNION
            SELECT fiscal_year, organization_id, 300, question_code FROM core.measures
            WHERE question_code IS NOT NULL
        )
        SELECT coalesce(fiscal_year::VARCHAR, '-') || ': ' || string_agg(fact, ' ' ORDER BY place, fact)
        FROM (
            SELECT fiscal_year, fact, min(place) AS place FROM facts
            WHERE organization_id IN (SELECT unnest(?)) AND coalesce(fiscal_year = ?, TRUE)
            GROUP BY ALL
        )
        GROUP BY fiscal_year ORDER BY fiscal_year DESC
        """,
        [list(organization.codes), year],
    ).fetchall()
    measures = connection.execute(
        "SELECT coalesce(fiscal_year::VARCHAR, '-') || ': measure:' || measure_key || '  ' "
        "|| left(replace(coalesce(any_value(title), ''), chr(10), ' '), 60) FROM core.measures "
        "WHERE organization_id IN (SELECT unnest(?)) AND coalesce(fiscal_year = ?, TRUE) "
        "GROUP BY fiscal_year, measure_key ORDER BY fiscal_year DESC, min(ordinal), measure_key",
        [list(organization.codes), year],
    ).fetchall()
    lines = [line for (line,) in (*found, *measures[:_MOST_LISTED])]
    return [*lines, f"… (+{len(measures) - _MOST_LISTED})"] if len(measures) > _MOST_LISTED else lines
