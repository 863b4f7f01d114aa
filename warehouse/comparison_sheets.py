"""What the comparison workbook holds: a sheet that explains, then one sheet a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import duckdb

from warehouse.comparison_documents import document_sheet
from warehouse.metadata import load_metadata
from warehouse.selection import Selection, has_table, mart_tables, rows_of
from warehouse.workbook import Sheet

if TYPE_CHECKING:
    import polars as pl

#: A register of the whole country has thousands of organizations without a report; the CSV has all.
MOST_COVERAGE_ROWS = 10_000
#: The gravest; the warehouse has all.
MOST_ISSUE_ROWS = 10_000
_INDICATORS = range(1, 11)
_PLACE = "province, amphoe, full_name, fiscal_year"

#: Column -> (Thai, English) where the sheet wants a shorter heading than the dictionary has.
_HEADINGS = {
    "organization_id": ("รหัส อปท.", "Code"),
    "full_name": ("อปท.", "Organization"),
    "fiscal_year": ("ปีงบประมาณ", "Fiscal year"),
    "overall": ("คะแนนรวม", "Score"),
    "score_basis": ("ที่มาของคะแนน", "Basis of the score"),
    "level": ("ระดับ", "Level"),
    "reconciliation": ("ตรงกับที่คำนวณ", "Agrees with the recomputed"),
    "rank_province": ("อันดับในจังหวัด", "Rank in province"),
    "ranked_of_province": ("จาก (จังหวัด)", "of (province)"),
    "rank_amphoe": ("อันดับในอำเภอ", "Rank in amphoe"),
    "ranked_of_amphoe": ("จาก (อำเภอ)", "of (amphoe)"),
    "rank_type": ("อันดับในประเภท", "Rank in type"),
    "ranked_of_type": ("จาก (ประเภท)", "of (type)"),
    "rank_region": ("อันดับในภาค", "Rank in region"),
    "ranked_of_region": ("จาก (ภาค)", "of (region)"),
    "completion_rate_low": ("ช่วงความเชื่อมั่น 95 % ต่ำสุด", "95 % interval, low"),
    "completion_rate_high": ("ช่วงความเชื่อมั่น 95 % สูงสุด", "95 % interval, high"),
    "rank_country": ("อันดับทั้งประเทศ", "Rank in country"),
    "ranked_of_country": ("จาก (ประเทศ)", "of (country)"),
    "gap_province": ("ต่างจากค่าเฉลี่ยจังหวัด", "Gap to province's mean"),
    "change": ("เปลี่ยนจากปีก่อน", "Change to last year"),
    "comparable_reason": ("เทียบปีก่อนได้หรือไม่", "Comparable to last year"),
    "waiting_for_review": ("รอตรวจ (แถว)", "Wait for review (rows)"),
    "state": ("สถานะ", "State"),
    "issues": ("จำนวน", "Number"),
    "rule": ("กฎ", "Rule"),
    "message": ("ตัวอย่าง", "Example"),
    "documents": ("จำนวนเอกสาร", "Documents"),
}
_BESIDE = ("overall", "score_basis", "level", "reconciliation")
_AFTER = ("gap_province", "change", "comparable_reason", "waiting_for_review")
#: The nearest first.
_AMONG = ("province", "amphoe", "type", "region", "country")
_COMPLETION = (
    "measures", "completed", "in_progress", "not_started", "not_reported", "reported", "completion_rate",
    "completion_rate_low", "completion_rate_high", "completion_rate_all", "coverage", "waiting_for_review",
    "is_latest_round",
)  # fmt: skip
_COVERAGE = "state, documents_received, has_plan, has_6_month, has_annual, has_result, last_received_at"

#: Column -> code -> (Thai, English): codes of the warehouse as people say them.
WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "reporting_round": {
        "plan": ("แผน", "plan"),
        "6-month": ("6 เดือน", "6 months"),
        "annual": ("ประจำปี", "annual"),
    },
    "score_basis": {"printed": ("ตามที่พิมพ์", "printed"), "recomputed": ("คำนวณ", "recomputed")},
    "reconciliation": {
        "match": ("ตรงกัน", "match"),
        "mismatch": ("ไม่ตรงกัน", "mismatch"),
        "incomplete": ("ข้อมูลไม่ครบ", "incomplete"),
    },
    "comparable_reason": {
        "same-framework": ("เทียบได้", "yes"),
        "no-score": ("ไม่มีคะแนนปีนี้", "no score this year"),
        "no-result-last-year": ("ไม่มีผลปีก่อน", "no result last year"),
        "framework-changed": ("กรอบการประเมินเปลี่ยน", "the framework changed"),
        "framework-unknown": ("ไม่ทราบกรอบการประเมิน", "framework unknown"),
        "totals-disagree": ("คะแนนที่พิมพ์กับที่คำนวณต่างกัน", "totals disagree"),
        "several-predecessors": ("มีรหัสเดิมหลายรหัส", "several predecessors"),
        "merged": ("รวมจากหลายแห่ง", "merged"),
        "split": ("แยกออกมา", "divided"),
        "type-changed": ("เปลี่ยนประเภท", "of another type last year"),
    },
    "state": {
        "received": ("ได้รับแล้ว", "received"),
        "not_received": ("ยังไม่ได้รับ", "not received"),
    },
    "severity": {
        "error": ("ผิดพลาด", "error"),
        "warning": ("เตือน", "warning"),
        "info": ("แจ้งให้ทราบ", "information"),
    },
}
_BOOLEANS = {True: ("ใช่", "yes"), False: ("ไม่", "no")}


def comparison_sheets(connection: duckdb.DuckDBPyConnection, selection: Selection, lang: str) -> list[Sheet]:
    """The sheets of the workbook with figures, from an open warehouse. Tables that the
    warehouse lacks, or that the selection cannot limit, have no sheet."""
    marts = mart_tables(connection)
    colours = level_colours(connection)
    sheets: list[Sheet] = []

    def add(names: tuple[str, str], table: str, sql: str, below: Mapping[str, float] | None = None) -> None:
        if table not in marts or not selection.applies_to(marts[table]):
            return
        frame = rows_of(connection, sql.format(where=selection.where(marts[table])))
        sheets.append(
            Sheet(
                names[lang != "th"],
                _in_words(frame, lang),
                _headings(connection, table, frame.columns, lang),
                percent=_rates(table),
                colours={"level": colours, "state": {WORDS["state"]["not_received"][lang != "th"]: "amber"}},
                below=below or {},
                frozen=3,
            )
        )

    add(
        ("เปรียบเทียบคะแนน", "Scores"),
        "score_comparison",
        f"SELECT {_PLACE}, {_scores(marts)}, organization_id FROM ({_with_waiting(marts)}) WHERE {{where}} "
        "ORDER BY province COLLATE th, fiscal_year DESC, rank_province NULLS LAST, full_name COLLATE th",
    )
    wide = ", ".join(f"max(score) FILTER (indicator_no = {no}) AS i{no}" for no in _INDICATORS)
    add(
        ("ตัวชี้วัด", "Indicators"),
        "indicator_comparison",
        f"SELECT {_PLACE}, {wide}, organization_id FROM mart.indicator_comparison WHERE {{where}} "
        f"GROUP BY {_PLACE}, organization_id "
        "ORDER BY province COLLATE th, fiscal_year DESC, amphoe COLLATE th, full_name COLLATE th",
        below={f"i{no}": 85 for no in _INDICATORS},
    )
    add(
        ("การดำเนินมาตรการ", "Completion"),
        "completion_by_organization",
        f"SELECT {_PLACE}, reporting_round, {_present(marts, 'completion_by_organization', _COMPLETION)}, "
        "organization_id "
        "FROM mart.completion_by_organization WHERE {where} "
        "ORDER BY province COLLATE th, fiscal_year DESC, amphoe COLLATE th, full_name COLLATE th, "
        "reporting_round",
    )
    add(
        ("การได้รับรายงาน", "Coverage"),
        "reporting_coverage",
        f"SELECT * FROM (SELECT {_PLACE}, {_COVERAGE}, organization_id FROM mart.reporting_coverage "
        # Those that were received first: where rows are cut, it is others.
        f"WHERE {{where}} ORDER BY state DESC, fiscal_year DESC, province LIMIT {MOST_COVERAGE_ROWS}) "
        "ORDER BY province COLLATE th, fiscal_year DESC, state DESC, amphoe COLLATE th, full_name COLLATE th",
    )
    sheets.append(document_sheet(connection, selection, lang))
    issues = _issues(connection, selection, lang)
    if issues is not None:
        sheets.append(issues)
    return sheets


def _scores(marts: Mapping[str, Sequence[str]]) -> str:
    """The columns of the sheet of scores: each rank with its "of how many"."""
    ranks = [column for among in _AMONG for column in (f"rank_{among}", f"ranked_of_{among}")]
    return _present(marts, "score_comparison", (*_BESIDE, *ranks, *_AFTER))


def _with_waiting(marts: Mapping[str, Sequence[str]]) -> str:
    """The comparison of scores, where what waits for review counts scores of indicators too."""
    waiting = "waiting_for_review"
    if any(waiting not in marts.get(table, ()) for table in ("score_comparison", "indicator_comparison")):
        return "SELECT * FROM mart.score_comparison"
    return (
        f"SELECT compared.* REPLACE (CAST(compared.{waiting} + coalesce(of_indicators.waiting, 0) AS BIGINT) "
        f"AS {waiting}) FROM mart.score_comparison AS compared LEFT JOIN (SELECT organization_id, "
        f"fiscal_year, sum({waiting}) AS waiting FROM mart.indicator_comparison GROUP BY ALL) AS "
        "of_indicators USING (organization_id, fiscal_year)"
    )


def _present(marts: Mapping[str, Sequence[str]], table: str, columns: Sequence[str]) -> str:
    """Those of the columns that the warehouse has: one that an earlier version published has fewer."""
    return ", ".join(column for column in columns if column in marts.get(table, columns))


def _rates(table: str) -> tuple[str, ...]:
    """The columns of a mart that are ratios 0-1."""
    columns = load_metadata().table(f"mart.{table}").columns
    return tuple(c.name for c in columns if c.type.startswith("DECIMAL") and c.maximum == 1)


def _issues(connection: duckdb.DuckDBPyConnection, selection: Selection, lang: str) -> Sheet | None:
    if not has_table(connection, "quality.issues"):
        return None
    where = selection.where(("province", "amphoe", "organization_type"), "organizations")
    message = "message_th" if lang == "th" else "message_en"
    gravity = "CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END"
    frame = rows_of(
        connection,
        f"""
        SELECT * FROM (SELECT * FROM (
        SELECT coalesce(organizations.province, '-') AS province,
               coalesce(organizations.amphoe, '-') AS amphoe,
               coalesce(organizations.full_name, '-') AS full_name, issues.severity, issues.rule,
               count(*) AS issues, count(DISTINCT issues.document_id) AS documents,
               min(issues.{message}) AS message,
               organizations.organization_id
        FROM quality.issues AS issues
        LEFT JOIN core.documents AS documents USING (document_id)
        LEFT JOIN core.organizations AS organizations
          ON organizations.organization_id = coalesce(issues.organization_id, documents.organization_id)
        WHERE issues.state = 'open' AND {where}
        GROUP BY ALL)
        ORDER BY {gravity}, issues DESC, rule, organization_id LIMIT {MOST_ISSUE_ROWS})
        ORDER BY province COLLATE th, amphoe COLLATE th, full_name COLLATE th, {gravity}, issues DESC, rule,
                 organization_id
        """,
    )
    words = WORDS["severity"]
    return Sheet(
        "ข้อสังเกต" if lang == "th" else "Issues",
        _in_words(frame, lang),
        _headings(connection, "", frame.columns, lang)
        | {name: words[lang != "th"] for name, words in _ISSUE_HEADINGS.items()},
        colours={"severity": {words["error"][lang != "th"]: "red", words["warning"][lang != "th"]: "amber"}},
        frozen=3,
    )


_ISSUE_HEADINGS = {
    "province": ("จังหวัด", "Province"),
    "amphoe": ("อำเภอ", "Amphoe"),
    "severity": ("ความรุนแรง", "Severity"),
}


def _headings(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], lang: str
) -> dict[str, str]:
    """What stands above each column: the dictionary's comment, or a shorter one."""
    place = int(lang != "th")
    headings: dict[str, str] = {}
    if has_table(connection, "reference.dictionary"):
        headings = dict(
            connection.execute(
                f"SELECT column_name, {'th' if lang == 'th' else 'en'} FROM reference.dictionary "
                "WHERE schema_name = 'mart' AND table_name = ?",
                [table],
            ).fetchall()
        )
    headings |= {name: words[place] for name, words in _HEADINGS.items()}
    names = _indicator_names(connection)
    headings |= {f"i{no}": f"{no} {names.get(no, '')}".strip() for no in _INDICATORS}
    return {name: headings[name] for name in columns if name in headings}


def _indicator_names(connection: duckdb.DuckDBPyConnection) -> dict[int, str]:
    if not has_table(connection, "reference.indicators"):
        return {}
    found = connection.execute(
        "SELECT indicator_no, arg_max(name, fiscal_year) FROM reference.indicators GROUP BY indicator_no"
    ).fetchall()
    return dict(found)


def level_colours(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Level -> colour: green from ผ่านดี or A on, amber for ผ่าน or B, red below. The rules tell them
    apart: the lowest total, and for ผ่าน that no instrument has a least score."""
    if not has_table(connection, "reference.levels"):
        return {}
    found = connection.execute(
        "SELECT level, lower, each_instrument_at_least, some_instrument_below FROM reference.levels"
    ).fetchall()
    colours = {}
    for level, lower, each_at_least, some_below in found:
        good = lower >= 85 and (each_at_least is not None or some_below is None)
        fair = lower >= 75 or some_below is not None
        colours[level] = "green" if good else "amber" if fair else "red"
    return colours


def _in_words(frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    import polars as pl

    place = int(lang != "th")
    columns = []
    for name, kind in frame.schema.items():
        if name in WORDS:
            words = {code: pair[place] for code, pair in WORDS[name].items()}
            columns.append(pl.col(name).replace(words))
        elif kind == pl.Boolean:
            yes, no = _BOOLEANS[True][place], _BOOLEANS[False][place]
            said = pl.when(pl.col(name)).then(pl.lit(yes)).when(~pl.col(name)).then(pl.lit(no))
            columns.append(said.alias(name))
    return frame.with_columns(columns)
