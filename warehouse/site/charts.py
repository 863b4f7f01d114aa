"""The charts of the site: one Altair chart a kind, without its data. A page gives rows, the browser draws.

Wordings are ``w:KEY`` of ``words.yml`` and are put in place in the browser, in the language of the page.
Colours keep a contrast of 3:1 to the paper and to each other where they touch.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

#: The name under which a chart expects the rows of its page.
ROWS = "rows"
#: Of means and levels, from low to high.
_LOW_TO_HIGH = ("#b3261e", "#e8a33d", "#f3e3a2", "#7fbf9a", "#1f7a4d")
#: Of the classes of a heat map, low to high, as in the style sheet: dark ink can be read on the middle three.
CLASSES = ("#b3261e", "#f0b678", "#f3e3a2", "#a9d8bd", "#1f7a4d")
#: Labels of an axis that counts things.
_WHOLE = "datum.value % 1 ? '' : format(datum.value, ',')"
#: Names of rows are cut at so many pixels.
_LABELS = 170
#: An axis of scores over years spans so many points at least.
_LEAST_SPAN = 5
#: Below this a score is a weak point.
WEAK = 85


def chart_specifications() -> dict[str, dict[str, Any]]:
    """Name of a chart -> its Vega-Lite specification, without data."""
    charts = {
        "scores_over_years": scores_over_years(),
        "indicators": indicators(),
        "means_over_years": means_over_years(),
        "levels_by_year": levels_by_year(),
        "score_distribution": score_distribution(),
        "indicator_heat_map": indicator_heat_map(),
    }
    fit = {"type": "fit-x", "contains": "padding"}
    return {
        name: {**chart.configure(**_config()).to_dict(), "autosize": fit} for name, chart in charts.items()
    }


def charts_script() -> str:
    """The specifications as a classic script."""
    text = json.dumps(chart_specifications(), ensure_ascii=False, separators=(",", ":"))
    return f"window.PRONGSAI_CHARTS = {text};\n"


def scores_over_years() -> altair.LayerChart | altair.FacetChart:
    """Rows: ``year`` (fiscal, Buddhist era), ``value`` (0-100), ``who`` (wording), ``segment``: a line joins
    only years of the same one. An organization's total beside the means that it is compared with; a year
    without a score is a gap. The axis is never so short that a small difference looks large."""
    import altair as alt

    legend = alt.Legend(orient="bottom", columns=1, labelLimit=0, symbolType="stroke", symbolSize=400)
    base = alt.Chart(alt.NamedData(ROWS), width="container", height=240).encode(
        x=alt.X("year:O", title="w:fiscal_year", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title="w:score", scale=alt.Scale(zero=False, nice=True)),
        color=alt.Color(
            "who:N",
            title=None,
            scale=alt.Scale(
                domain=["w:own_score", "w:mean_province", "w:mean_type"],
                range=["#1d4f91", "#b3541e", "#55606e"],
            ),
            legend=legend,
        ),
        tooltip=[
            alt.Tooltip("who:N", title=" "),
            alt.Tooltip("year:O", title="w:fiscal_year"),
            alt.Tooltip("value:Q", title="w:score", format=".2f"),
        ],
    )
    half = _LEAST_SPAN / 2
    span = (
        alt.Chart(alt.NamedData(ROWS))
        .transform_aggregate(least="min(value)", most="max(value)")
        .transform_calculate(
            least=f"max(0, min(datum.least, (datum.least + datum.most) / 2 - {half}, {100 - _LEAST_SPAN}))",
        )
        .transform_calculate(most=f"min(100, max(datum.most, datum.least + {_LEAST_SPAN}))")
        .mark_rule(opacity=0)
        .encode(y="least:Q", y2="most:Q", tooltip=alt.value(None))
    )
    return alt.layer(
        span,
        base.mark_line(strokeWidth=2).encode(
            strokeDash=alt.StrokeDash(
                "who:N",
                title=None,
                legend=legend,
                scale=alt.Scale(
                    domain=["w:own_score", "w:mean_province", "w:mean_type"], range=[[1, 0], [6, 3], [2, 3]]
                ),
            ),
            detail="segment:N",
        ),
        base.mark_point(filled=True, size=60),
    )


def indicators() -> altair.LayerChart | altair.FacetChart:
    """Rows: ``number``, ``name``, ``value`` (0-100). The ten indicators of one year beside the line of 85."""
    import altair as alt

    base = alt.Chart(alt.NamedData(ROWS), width="container", height=alt.Step(22)).encode(
        y=alt.Y("name:N", title=None, sort=alt.SortField("number"), axis=alt.Axis(labelLimit=260)),
        x=alt.X("value:Q", title="w:score", scale=alt.Scale(domain=[0, 100])),
    )
    bars = base.mark_bar().encode(
        color=alt.condition(alt.datum.value < WEAK, alt.value("#b3541e"), alt.value("#1d4f91")),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("value:Q", title="w:score", format=".2f")],
    )
    rule = alt.Chart(alt.NamedData(ROWS)).mark_rule(strokeDash=[4, 3]).encode(x=alt.datum(WEAK))
    return alt.layer(bars, rule)


def means_over_years() -> altair.LayerChart | altair.FacetChart:
    """Rows: ``year``, ``mean`` (0-100), ``low``, ``high`` (the middle half), ``organizations``."""
    import altair as alt

    base = alt.Chart(alt.NamedData(ROWS), width="container", height=240).encode(
        x=alt.X("year:O", title="w:fiscal_year", axis=alt.Axis(labelAngle=0)),
        tooltip=[
            alt.Tooltip("year:O", title="w:fiscal_year"),
            alt.Tooltip("mean:Q", title="w:mean", format=".2f"),
            alt.Tooltip("low:Q", title="w:quarter_below", format=".2f"),
            alt.Tooltip("high:Q", title="w:quarter_above", format=".2f"),
            alt.Tooltip("organizations:Q", title="w:organizations", format=","),
        ],
    )
    band = base.mark_rule(strokeWidth=8, opacity=0.35, color="#1d4f91").encode(
        y=alt.Y("low:Q", title="w:score", scale=alt.Scale(zero=False, nice=True)), y2="high:Q"
    )
    line = base.mark_line(color="#1d4f91", point=alt.OverlayMarkDef(size=60)).encode(y="mean:Q")
    return alt.layer(band, line)


def levels_by_year() -> altair.LayerChart | altair.FacetChart:
    """Rows: ``year``, ``level`` (wording), ``order`` (best first), ``colour``, ``label`` (empty where it has
    no room), ``organizations``. Levels of different schemes never share a colour scale with a legend."""
    import altair as alt

    base = alt.Chart(alt.NamedData(ROWS), width="container", height=alt.Step(28)).encode(
        y=alt.Y("year:O", title="w:fiscal_year"),
        x=alt.X("organizations:Q", title="w:organizations", stack="zero", axis=alt.Axis(tickMinStep=1)),
        order=alt.Order("order:Q"),
        tooltip=[
            alt.Tooltip("year:O", title="w:fiscal_year"),
            alt.Tooltip("level:N", title="w:level"),
            alt.Tooltip("organizations:Q", title="w:organizations", format=","),
        ],
    )
    bars = base.mark_bar(stroke="#ffffff").encode(color=alt.Color("colour:N", scale=None))
    names = base.mark_text(fontSize=12, color="#1c2430").encode(
        x=alt.X("organizations:Q", stack="zero", bandPosition=0.5), text="label:N"
    )
    return alt.layer(bars, names)


def score_distribution() -> altair.LayerChart | altair.FacetChart:
    """Rows of classes: ``low``, ``high`` (points), ``label``, ``organizations``; rows of lines: ``line``
    (points), ``what`` (wording)."""
    import altair as alt

    points = alt.X("low:Q", bin="binned", title="w:score", scale=alt.Scale(zero=False, nice=False))
    classes = (
        alt.Chart(alt.NamedData(ROWS), width="container", height=240)
        .transform_filter("isValid(datum.low)")
        .mark_bar(stroke="#ffffff")
        .encode(
            x=points,
            x2="high:Q",
            y=alt.Y(
                "organizations:Q",
                title="w:organizations",
                axis=alt.Axis(labelExpr=_WHOLE),
            ),
            color=alt.condition(alt.datum.low < WEAK, alt.value("#b3541e"), alt.value("#1d4f91")),
            tooltip=[
                alt.Tooltip("label:N", title="w:score"),
                alt.Tooltip("organizations:Q", title="w:organizations", format=","),
            ],
        )
    )
    named = ["w:mean", "w:middle", "w:line_of_85"]
    lines = (
        alt.Chart(alt.NamedData(ROWS))
        .transform_filter("isValid(datum.line)")
        .mark_rule(strokeWidth=3)
        .encode(
            x="line:Q",
            color=alt.Color(
                "what:N",
                title=None,
                scale=alt.Scale(domain=named, range=["#1c2430", "#7a3e9d", "#55606e"]),
                legend=alt.Legend(orient="bottom", labelLimit=0, symbolType="stroke", symbolSize=400),
            ),
            strokeDash=alt.StrokeDash(
                "what:N", title=None, scale=alt.Scale(domain=named, range=[[1, 0], [6, 3], [2, 3]])
            ),
            tooltip=[alt.Tooltip("what:N", title=" "), alt.Tooltip("line:Q", title="w:score", format=".2f")],
        )
    )
    return alt.layer(classes, lines)


def indicator_heat_map() -> altair.LayerChart | altair.FacetChart:
    """Rows: ``order`` (a number for each row of cells), ``row`` (its label), ``indicator`` (number),
    ``name``, ``value`` (0-100, or null), ``figure`` (its text), ``organizations`` (of how many it is the
    mean), ``href`` (empty where nothing is to be opened). Classes of colour with 85 as a border."""
    import altair as alt

    base = alt.Chart(alt.NamedData(ROWS), width="container", height=alt.Step(24)).encode(
        y=alt.Y("order:O", axis=None), href="href:N"
    )
    cells = base.encode(
        x=alt.X(
            "indicator:O",
            title="w:indicator",
            axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
        ),
        tooltip=[
            alt.Tooltip("row:N", title=" "),
            alt.Tooltip("name:N", title="w:indicator"),
            alt.Tooltip("value:Q", title="w:score", format=".2f"),
            alt.Tooltip("organizations:Q", title="w:organizations", format=","),
        ],
    )
    known = alt.expr.isValid(alt.datum.value)
    colour = alt.Color(
        "value:Q",
        legend=None,
        scale=alt.Scale(type="threshold", domain=[70, WEAK, 90, 95], range=list(CLASSES)),
    )
    rectangles = cells.mark_rect(stroke="#ffffff").encode(
        color=alt.condition(known, colour, alt.value("#eef0f3"))
    )
    on_dark = (alt.datum.value >= 95) | (known & (alt.datum.value < 70))
    figures = cells.mark_text(fontSize=12).encode(
        text=alt.Text("figure:N"), color=alt.condition(on_dark, alt.value("#ffffff"), alt.value("#1c2430"))
    )
    # An axis cannot be pressed, marks can.
    labels = base.mark_text(align="right", baseline="middle", fontSize=13, limit=_LABELS).encode(
        x=alt.value(-6), text="row:N", color=alt.value("#1c2430"), tooltip="row:N"
    )
    first = alt.datum.indicator == 1
    return alt.layer(rectangles, figures, labels.transform_filter(first))


def _config() -> dict[str, Any]:
    font = "Sarabun, 'TH Sarabun New', 'Noto Sans Thai', 'Leelawadee UI', Thonburi, Loma, sans-serif"
    return {
        "font": font,
        "background": "#ffffff",
        "axis": {"labelFontSize": 13, "titleFontSize": 13, "labelColor": "#1c2430", "titleColor": "#1c2430"},
        "legend": {"labelFontSize": 13, "titleFontSize": 13, "orient": "bottom"},
        "view": {"stroke": None},
    }
