"""A sheet of charts that the spreadsheet draws itself: each beside the numbers that it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import polars as pl

CHART_COLOURS = {
    "green": "#548235",
    "amber": "#BF9000",
    "red": "#C00000",
    "blue": "#1F4E78",
    "grey": "#A6A6A6",
    "pale": "#9DC3E6",
}
#: Charts stand left, their numbers right of them.
_NUMBERS_AT = 15
_WIDTH = 940
_ROW = 20
#: A bar with a label that can be read.
_BAR = 19
_LOWEST, _HIGHEST = 330, 1_700


@dataclass(frozen=True)
class Chart:
    """One chart. The first column of ``frame`` names what is shown, each further one is a series of
    numbers. ``bars`` lie, ``columns`` stand; ``series_colours`` in the order of the series, or
    ``point_colours`` by the name of what is shown; ``note`` stands under the title."""

    title: str
    note: str
    kind: Literal["bars", "columns"]
    frame: pl.DataFrame
    stacked: bool = False
    series_colours: Sequence[str] = ("blue",)
    point_colours: Mapping[str, str] = field(default_factory=dict)
    number_format: str = "0.00"
    most: float | None = None
    labelled: bool = True


@dataclass(frozen=True)
class ChartSheet:
    """A sheet of charts, one under the other."""

    name: str
    title: str
    charts: Sequence[Chart]


def write_charts(workbook: Any, worksheet: Any, sheet: ChartSheet, formats: Any) -> None:
    """Write the charts and their numbers; ``formats`` are those of the workbook. Rows go down only."""
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_column(_NUMBERS_AT, _NUMBERS_AT, 42)
    worksheet.set_column(_NUMBERS_AT + 1, _NUMBERS_AT + 6, 13)
    worksheet.write_string(0, 0, sheet.title, formats.title)
    row = last = 2
    for chart in sheet.charts:
        height = _height(chart)
        _write_chart(workbook, worksheet, sheet.name, chart, formats, row, height)
        last = row + height // _ROW + 2
        row += max(height // _ROW + 1, chart.frame.height + 1) + 3
    # On paper the charts alone, as wide as the page.
    worksheet.print_area(0, 0, last, _NUMBERS_AT - 1)


def _height(chart: Chart) -> int:
    if chart.kind == "columns":
        return _LOWEST
    return max(_LOWEST, min(110 + _BAR * chart.frame.height, _HIGHEST))


def _write_chart(
    workbook: Any, worksheet: Any, sheet: str, chart: Chart, formats: Any, row: int, height: int
) -> None:
    worksheet.write_string(row, 0, chart.title, formats.section)
    worksheet.write_string(row + 1, 0, chart.note)
    top = row + 2
    for place, name in enumerate(chart.frame.columns):
        worksheet.write_string(top, _NUMBERS_AT + place, name, formats.heading)
    number = workbook.add_format({"num_format": chart.number_format})
    for line, values in enumerate(chart.frame.iter_rows(), start=top + 1):
        worksheet.write_string(line, _NUMBERS_AT, str(values[0]))
        for place, value in enumerate(values[1:], start=_NUMBERS_AT + 1):
            if value is not None:
                plain = float(value) if isinstance(value, Decimal) else value
                worksheet.write_number(line, place, plain, number)
    drawn = _drawn(workbook, sheet, chart, top)
    drawn.set_size({"width": _WIDTH, "height": height})
    worksheet.insert_chart(top, 0, drawn, {"description": f"{chart.title}. {chart.note}"})


def _drawn(workbook: Any, sheet: str, chart: Chart, top: int) -> Any:
    kind = {"type": "bar" if chart.kind == "bars" else "column"}
    drawn = workbook.add_chart({**kind, "subtype": "stacked"} if chart.stacked else kind)
    first, last = top + 1, top + chart.frame.height
    for place in range(1, chart.frame.width):
        column = _NUMBERS_AT + place
        colour = CHART_COLOURS[chart.series_colours[(place - 1) % len(chart.series_colours)]]
        series: dict[str, Any] = {
            "name": [sheet, top, column],
            "categories": [sheet, first, _NUMBERS_AT, last, _NUMBERS_AT],
            "values": [sheet, first, column, last, column],
            "fill": {"color": colour},
            "gap": 40,
        }
        if chart.point_colours:
            series["points"] = [
                {"fill": {"color": CHART_COLOURS[chart.point_colours.get(name, "grey")]}}
                for name in chart.frame.to_series(0).to_list()
            ]
        if chart.labelled and not chart.stacked:
            series["data_labels"] = {"value": True, "num_format": chart.number_format}
        drawn.add_series(series)
    drawn.set_title({"none": True})
    drawn.set_legend({"position": "bottom"} if chart.frame.width > 2 else {"none": True})
    values: dict[str, Any] = {
        "num_format": chart.number_format,
        "min": 0,
        "major_gridlines": {"visible": True},
    }
    if chart.most is not None:
        values["max"] = chart.most
    names: dict[str, Any] = {"interval_unit": 1} if chart.labelled else {"label_position": "none"}
    if chart.kind == "bars":
        # The first of the numbers stands at the top.
        drawn.set_y_axis({"reverse": True, **names})
        drawn.set_x_axis({**values, "label_position": "high"})
    else:
        drawn.set_x_axis(names)
        drawn.set_y_axis(values)
    return drawn
