"""The charts of the comparison workbook: levels, scores, completion and indicators of the latest year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from warehouse.selection import Selection, has_table, mart_tables, rows_of
from warehouse.workbook_charts import Chart, ChartSheet

#: So many organizations can be named under one another.
MOST_BARS = 40
_ENDS = 20
_MARTS = ("score_comparison", "indicator_comparison", "completion_by_organization")
#: Mean of scores with two decimals, rounded half up.
_MEAN = "(2 * CAST(sum({0}) * 100 AS BIGINT) + count({0})) // (2 * count({0})) / 100"


def comparison_charts(
    connection: duckdb.DuckDBPyConnection, selection: Selection, level_colours: Mapping[str, str], lang: str
) -> ChartSheet | None:
    """The sheet of charts, from an open warehouse; ``None`` where there is nothing to draw."""
    marts = mart_tables(connection)
    if not all(name in marts for name in _MARTS):
        return None
    where = {name: selection.where(marts[name]) for name in _MARTS}
    drawing = _Drawing(connection, where, level_colours, int(lang != "th"))
    charts = [*drawing.levels(), *drawing.scores(), *drawing.completion(), *drawing.indicators()]
    # What has hundreds of numbers beside it stands last.
    charts.sort(key=lambda chart: not chart.labelled)
    if not charts:
        return None
    return ChartSheet(
        ("แผนภูมิ", "Charts")[drawing.place],
        ("แผนภูมิเปรียบเทียบ (ตัวเลขของแต่ละรูปอยู่ทางขวา)", "Charts (the numbers of each stand right of it)")[
            drawing.place
        ],
        charts,
    )


@dataclass(frozen=True)
class _Drawing:
    connection: duckdb.DuckDBPyConnection
    where: Mapping[str, str]
    level_colours: Mapping[str, str]
    place: int

    def levels(self) -> list[Chart]:
        """How many organizations have each level."""
        year = self._latest("score_comparison", "level IS NOT NULL")
        if year is None:
            return []
        unknown, level, count = self._say(
            ("ไม่ทราบระดับ", "level not known"), ("ระดับ", "Level"), ("จำนวน อปท.", "Organizations")
        )
        order = "1"
        if has_table(self.connection, "reference.levels"):
            order = (
                "(SELECT min(-1000 * lower - coalesce(each_instrument_at_least, 0)) FROM reference.levels "
                f"WHERE level = counted.level AND {year} BETWEEN from_year AND coalesce(to_year, 9999))"
            )
        frame = rows_of(
            self.connection,
            f"""
            SELECT coalesce(level, '{unknown}') AS "{level}", organizations AS "{count}" FROM (
              SELECT level, count(*) AS organizations FROM mart.score_comparison
              WHERE {self.where["score_comparison"]} AND fiscal_year = {year} GROUP BY level) AS counted
            ORDER BY level IS NULL, {order} NULLS LAST, level
            """,
        )
        total = frame.to_series(1).sum()
        title, note = self._say(
            (f"การกระจายตามระดับ ปีงบประมาณ {year}", f"Organizations by level, fiscal year {year}"),
            (
                f"{total:,} แห่งที่มีผลการประเมินในคลังข้อมูลนี้",
                f"{total:,} organizations with a result in this warehouse",
            ),
        )
        return [Chart(title, note, "columns", frame, point_colours=self.level_colours, number_format="0")]

    def scores(self) -> list[Chart]:
        """The scores of a province's organizations, or of the provinces."""
        year = self._latest("score_comparison", "overall IS NOT NULL")
        if year is None:
            return []
        rows = (
            f"FROM mart.score_comparison WHERE {self.where['score_comparison']} AND fiscal_year = {year} "
            "AND overall IS NOT NULL"
        )
        name, score = self._say(("อปท.", "Organization"), ("คะแนนรวม", "Score"))
        if self._is_of_many_provinces(rows):
            return self._provinces(rows, year)
        frame = rows_of(
            self.connection,
            f'SELECT {_LABEL} AS "{name}", overall AS "{score}" {rows} '
            "ORDER BY overall DESC, full_name COLLATE th, organization_id",
        )
        title, note = self._say(
            (f"คะแนนรวมของ อปท. ปีงบประมาณ {year}", f"Scores of organizations, fiscal year {year}"),
            (f"{frame.height:,} แห่งที่ทราบคะแนน", f"{frame.height:,} organizations with a known score"),
        )
        if frame.height <= MOST_BARS:
            return [Chart(title, note, "bars", frame, most=100)]
        highest, lowest, ends = self._say(
            (f"คะแนนสูงสุด {_ENDS} แห่ง", f"The {_ENDS} highest scores"),
            (f"คะแนนต่ำสุด {_ENDS} แห่ง", f"The {_ENDS} lowest scores"),
            (f"จาก {frame.height:,} แห่ง ปีงบประมาณ {year}", f"of {frame.height:,}, fiscal year {year}"),
        )
        return [
            Chart(title, note, "columns", frame, most=100, labelled=False),
            Chart(highest, ends, "bars", frame.head(_ENDS), most=100),
            Chart(lowest, ends, "bars", frame.tail(_ENDS), most=100),
        ]

    def _provinces(self, rows: str, year: int) -> list[Chart]:
        name, mean = self._say(("จังหวัด (จำนวน อปท.)", "Province (organizations)"), ("เฉลี่ย", "Mean"))
        frame = rows_of(
            self.connection,
            f"SELECT coalesce(province, '-') || ' (' || count(overall) || ')' AS \"{name}\", "
            f'{_MEAN.format("overall")} AS "{mean}" {rows} GROUP BY province ORDER BY 2 DESC, 1',
        )
        title, note = self._say(
            (f"คะแนนเฉลี่ยของจังหวัด ปีงบประมาณ {year}", f"Mean score by province, fiscal year {year}"),
            ("ในวงเล็บคือจำนวน อปท. ที่ทราบคะแนน", "In brackets: organizations with a known score"),
        )
        return [Chart(title, note, "bars", frame, most=100)]

    def completion(self) -> list[Chart]:
        """Measures by status, of organizations or of provinces."""
        year = self._latest("completion_by_organization", "measures > 0")
        if year is None:
            return []
        rows = (
            "FROM mart.completion_by_organization "
            f"WHERE {self.where['completion_by_organization']} AND fiscal_year = {year} AND is_latest_round "
            "AND measures > 0"
        )
        by_province = self._is_of_many_provinces(rows)
        label = "coalesce(province, '-')" if by_province else _LABEL
        name, done, doing, undone, unknown = self._say(
            ("จังหวัด", "Province") if by_province else ("อปท.", "Organization"),
            ("แล้วเสร็จ", "Completed"),
            ("อยู่ระหว่างดำเนินการ", "In progress"),
            ("ยังไม่ดำเนินการ", "Not started"),
            ("ไม่ได้รายงานผล", "Status not reported"),
        )
        counted = (
            f'SELECT label AS "{name}", sum(completed)::BIGINT AS "{done}", '
            f'sum(in_progress)::BIGINT AS "{doing}", sum(not_started)::BIGINT AS "{undone}", '
            f'sum(not_reported)::BIGINT AS "{unknown}" '
            f"FROM (SELECT {label} AS label, * {rows}) GROUP BY label "
            "ORDER BY sum(measures) - sum(completed) DESC, label"
        )
        frame = rows_of(self.connection, counted)
        shown = frame.head(MOST_BARS)
        title, every, most = self._say(
            (
                f"มาตรการตามสถานะ ปีงบประมาณ {year} (รอบล่าสุดของแต่ละแห่ง)",
                f"Measures by status, fiscal year {year} (each organization's latest round)",
            ),
            (f"{frame.height:,} แห่งที่มีมาตรการ", f"{frame.height:,} with measures"),
            (
                f"{shown.height} จาก {frame.height:,} แห่ง ที่มีมาตรการยังไม่แล้วเสร็จมากที่สุด",
                f"{shown.height} of {frame.height:,}: those with the most measures not known to be completed",
            ),
        )
        note = every if shown.height == frame.height else most
        colours = ("green", "pale", "red", "grey")
        return [Chart(title, note, "bars", shown, stacked=True, series_colours=colours, number_format="0")]

    def indicators(self) -> list[Chart]:
        """The mean of each indicator."""
        year = self._latest("indicator_comparison", "score IS NOT NULL")
        if year is None:
            return []
        name, mean = self._say(("ตัวชี้วัด (จำนวน อปท.)", "Indicator (organizations)"), ("เฉลี่ย", "Mean"))
        frame = rows_of(
            self.connection,
            f"SELECT indicator_no || coalesce(' ' || any_value(indicator_name), '') || ' (' || count(score) "
            f'|| \')\' AS "{name}", {_MEAN.format("score")} AS "{mean}" FROM mart.indicator_comparison '
            f"WHERE {self.where['indicator_comparison']} AND fiscal_year = {year} AND score IS NOT NULL "
            "GROUP BY indicator_no ORDER BY indicator_no",
        )
        title, note = self._say(
            (f"คะแนนเฉลี่ยรายตัวชี้วัด ปีงบประมาณ {year}", f"Mean of each indicator, fiscal year {year}"),
            ("ในวงเล็บคือจำนวน อปท. ที่ทราบคะแนน", "In brackets: organizations with a known score"),
        )
        return [Chart(title, note, "bars", frame, most=100)]

    def _latest(self, mart: str, condition: str) -> int | None:
        found = self.connection.execute(
            f"SELECT max(fiscal_year) FROM mart.{mart} WHERE {self.where[mart]} AND {condition}"
        ).fetchall()
        year: int | None = found[0][0]
        return year

    def _is_of_many_provinces(self, rows: str) -> bool:
        ((provinces,),) = self.connection.execute(f"SELECT count(DISTINCT province) {rows}").fetchall()
        return bool(provinces > 1)

    def _say(self, *pairs: tuple[str, str]) -> tuple[str, ...]:
        return tuple(pair[self.place] for pair in pairs)


#: Two organizations of one name are told apart by their amphoe.
_LABEL = (
    "full_name || CASE WHEN count(*) OVER (PARTITION BY full_name) > 1 "
    "THEN ' อ.' || coalesce(amphoe, organization_id) ELSE '' END"
)
