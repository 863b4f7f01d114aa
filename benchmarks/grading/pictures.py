"""Pictures of the figures of accuracy, as SVG with Thai and English labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import altair as alt

from benchmarks.grading.bounds import MOST_FALSE_UNFLAGGED_IN_1000
from benchmarks.grading.outcomes import KINDS
from benchmarks.grading.tally import Tally

#: Level -> Thai and English label.
LEVEL_LABELS: Mapping[str, tuple[str, str]] = {
    "none": ("ไม่เสียหาย", "none"),
    "light": ("เล็กน้อย", "light"),
    "heavy": ("มาก", "heavy"),
    "ruined": ("ยับเยิน", "ruined"),
}
_FONT = "Sarabun, 'Noto Sans Thai', Tahoma, sans-serif"
_FLOOR = 0.5


def write_pictures(folder: Path, tallies: Mapping[str, Tally]) -> list[Path]:
    """Write ``accuracy-*.svg`` into ``folder``; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {"accuracy-by-kind": by_kind(tallies), "accuracy-unflagged": unflagged(tallies)}
    paths = []
    for name, chart in made.items():
        path = folder / f"{name}.svg"
        chart.configure(font=_FONT).configure_view(stroke=None).configure_axis(
            labelFontSize=12, titleFontSize=12, labelLimit=320
        ).configure_title(fontSize=15, subtitleFontSize=12, anchor="start").save(str(path))
        text = path.read_text(encoding="utf-8")
        path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def by_kind(tallies: Mapping[str, Tally]) -> Any:
    """F1 of each kind of fact at each level: a table of coloured cells, the worse the redder."""
    rows = [
        {"kind": _kind(kind), "level": _level(level), "f1": f1, "shown": f"{100 * f1:.1f}"}
        for level, tally in tallies.items()
        for kind in tally.kinds()
        if (f1 := tally.figures(kind).f1) is not None
    ]
    rows += [
        {"kind": _ALL, "level": _level(level), "f1": f1, "shown": f"{100 * f1:.1f}"}
        for level, tally in tallies.items()
        if (f1 := tally.figures().f1) is not None
    ]
    kinds = [_ALL, *(_kind(kind) for kind in KINDS)]
    base = alt.Chart(_data(rows)).encode(
        x=alt.X(
            "level:N",
            sort=[_level(level) for level in tallies],
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0),
        ),
        y=alt.Y("kind:N", sort=kinds, title=None),
    )
    cells = base.mark_rect(stroke="white").encode(
        color=alt.Color(
            "f1:Q",
            scale=alt.Scale(
                domain=[_FLOOR, 0.9, 0.98, 1], range=["#b2182b", "#fddbc7", "#d1e5f0", "#2166ac"], clamp=True
            ),
            legend=None,
        )
    )
    texts = base.mark_text(fontSize=12).encode(
        text="shown:N",
        color=alt.condition("datum.f1 > 0.992 || datum.f1 < 0.7", alt.value("white"), alt.value("black")),
    )
    title = alt.Title(
        "ความแม่นยำ (F1, %) ตามชนิดข้อมูลและความเสียหาย",
        subtitle="Accuracy (F1, %) by kind of fact and damage of the text",
    )
    return (cells + texts).properties(width=110 * max(1, len(tallies)), height=alt.Step(23), title=title)


def unflagged(tallies: Mapping[str, Tally]) -> Any:
    """Of 1,000 stated facts, those that are wrong without a warning, by level, against the limit."""
    levels = [_level(level) for level in tallies]
    counts = [tally.figures().false_unflagged_in_1000 or 0.0 for tally in tallies.values()]
    highest = max([MOST_FALSE_UNFLAGGED_IN_1000, *counts]) * 1.15
    rows = [{"level": level, "count": count} for level, count in zip(levels, counts, strict=True)]
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y("level:N", sort=levels, title=None),
        x=alt.X(
            "count:Q",
            title="ใน 1,000 ข้อเท็จจริงที่ระบุ · in 1,000 stated facts",
            scale=alt.Scale(domain=[0, highest]),
        ),
    )
    bars = base.mark_bar(height=18).encode(
        color=alt.condition(
            f"datum.count > {MOST_FALSE_UNFLAGGED_IN_1000}", alt.value("#b2182b"), alt.value("#2166ac")
        )
    )
    texts = base.mark_text(align="left", dx=4, fontSize=12).encode(text=alt.Text("count:Q", format=".1f"))
    limit = (
        alt.Chart(_data([{"limit": MOST_FALSE_UNFLAGGED_IN_1000}]))
        .mark_rule(strokeDash=[5, 4], color="#333")
        .encode(x="limit:Q")
    )
    title = alt.Title(
        f"ผิดโดยไม่มีคำเตือน (เกณฑ์: ไม่เกิน {MOST_FALSE_UNFLAGGED_IN_1000:g})",
        subtitle=f"Wrong and unflagged, by damage (limit: at most {MOST_FALSE_UNFLAGGED_IN_1000:g}, dashed)",
    )
    return (bars + texts + limit).properties(width=460, height=alt.Step(34), title=title)


_ALL = "ทั้งหมด · all facts"


def _kind(kind: str) -> str:
    thai, english = KINDS.get(kind, (kind, kind))
    return f"{thai} · {english}"


def _level(level: str) -> str:
    thai, english = LEVEL_LABELS[level]
    return f"{thai} · {english}"


def _data(rows: Sequence[Mapping[str, object]]) -> Any:
    return alt.Data(values=[dict(row) for row in rows])  # type: ignore[no-untyped-call]
