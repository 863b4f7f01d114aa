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
#: Below this a score is a weak point.
WEAK = 85


def chart_specifications() -> dict[str, dict[str, Any]]:
    """Name of a chart -> its Vega-Lite specification, without data."""
    charts = {
        "scores_over_years": scores_over_years(),
        "indicators": indicators(),
        "means_over_years": means_over_years(),
        "levels_by_year": levels_by_year(),
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
    """Rows: ``year`` (fiscal, Buddhist era), ``value`` (0-100), ``who`` (wording). An organization's total
    beside the means that it is compared with; a year without a score is a gap."""
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
    return alt.layer(
        base.mark_line(strokeWidth=2).encode(
            strokeDash=alt.StrokeDash(
                "who:N",
                title=None,
                legend=legend,
                scale=alt.Scale(
                    domain=["w:own_score", "w:mean_province", "w:mean_type"], range=[[1, 0], [6, 3], [2, 3]]
                ),
            )
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


def _config() -> dict[str, Any]:
    font = "Sarabun, 'TH Sarabun New', 'Noto Sans Thai', 'Leelawadee UI', Thonburi, Loma, sans-serif"
    return {
        "font": font,
        "background": "#ffffff",
        "axis": {"labelFontSize": 13, "titleFontSize": 13, "labelColor": "#1c2430", "titleColor": "#1c2430"},
        "legend": {"labelFontSize": 13, "titleFontSize": 13, "orient": "bottom"},
        "view": {"stroke": None},
    }
