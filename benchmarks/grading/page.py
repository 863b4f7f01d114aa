"""Writes docs/accuracy.md: what is promised, what was measured, and what is missed in clean text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.grading.bounds import bounds_of
from benchmarks.grading.misses import miss_lines
from benchmarks.grading.outcomes import KINDS, LEVELS
from benchmarks.grading.patterns import patterns_of, weight
from benchmarks.grading.pictures import LEVEL_LABELS, write_pictures
from benchmarks.grading.reading import Graded
from benchmarks.grading.report import cells
from benchmarks.page_sections import sections_in

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE, PICTURES = "accuracy.md", "pictures"
_MOST_LISTED, _PATTERNS, _LONGEST = 250, 10, 120
_HEADS = ("true", "right", "wrong", "missing", "extra", "precision", "recall", "F1", "wrong‰", "flagged%")

_WHAT = """of organizations that do not exist, in the layouts,
wordings and digits of such reports. Their generator (`benchmarks/synthetic`) knows what is true of
each; `benchmarks/accuracy.py` reads them and compares fact by fact. Nothing of the code that reads
is used to say what is true.

What it tells of real reports: `light` is what a good scan of such a report gives, `heavy` the worst
quarter of scans, `ruined` has whole pages destroyed (rates: `benchmarks/synthetic/damage.yml`). The
wordings are invented, so a figure here is no promise about a real report. The price of safety is doubt:
in `heavy` and `ruined` text many right facts wait for review too (column flagged%). A null or
`needs_review` figure is never counted in a mart as if it were known. These figures are of text files;
how documents of other formats compare with theirs is measured apart (section “Formats”)."""
_METHOD = """\
- *right*: stated and true. *wrong*: another value is true. *missing*: true, but null or absent.
  *extra*: stated, and nothing such is true: a row that the report does not hold, with all it states.
- precision = right / (right + wrong + extra); recall = right / (right + wrong + missing);
  F1 is their harmonic mean. Over all kinds each fact counts the same.
- *flagged*: the row is `needs_review`, or an issue stands at exactly this record and column (for
  departments `responsible`, for recurrences `due_on` of the measure). A null with a reason is
  missing.
- *wrong‰*: wrong or extra **without** a flag, of 1,000 stated facts. *flagged%*: flagged although
  right, of the right ones.
- Measures are paired in their order, by title or line; departments, due dates, recurrences and
  links are compared one by one. Titles count as right when they hold the wording that was written
  (in damaged text: nearly so, 85 of 100) and are no longer than 600 letters.
- A report that is set aside although it is one states nothing: all of its facts are missing.
- A measure or an assessment that is missing misses each of its facts; the same holds for extra ones."""


def write_page(graded: Mapping[str, Graded], count: int, command: str, docs: Path = DOCS) -> Path:
    """Write the page and its pictures below ``docs``; return the page's path."""
    write_pictures(docs / PICTURES, {level: one.tally for level, one in graded.items()})
    page = docs / PAGE
    kept = [line for section in sections_in(page).values() for line in ("", section)]
    lines = [*_page(graded, count, command), *kept]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return page


def _page(graded: Mapping[str, Graded], count: int, command: str) -> Iterator[str]:
    tallies = {level: one.tally for level, one in graded.items()}
    yield "# Accuracy of reading · ความแม่นยำในการอ่าน"
    yield ""
    yield f"Written by `make accuracy`; the figures are those of `{command}`."
    yield ""
    yield f"{count:,} invented reports a level of damage, {_WHAT}"
    yield ""
    yield "## Promises"
    yield ""
    yield "| damage | promise | measured | limit | |"
    yield "|---|---|---|---|---|"
    for bound in bounds_of(tallies):
        side = "≥" if bound.is_least else "≤"
        mark = "held" if bound.is_held else "**missed**"
        yield (
            f"| {_level(bound.level)} | {bound.what} | {bound.measured:.{bound.digits}f} "
            f"| {side} {bound.limit:g} | {mark} |"
        )
    crashes = sum(len(one.crashes) for one in graded.values())
    mark = "**missed**" if crashes else "held"
    yield f"| all | reports on which reading broke down or hung | {crashes} | ≤ 0 | {mark} |"
    yield ""
    yield f"![Wrong and unflagged, by damage]({PICTURES}/accuracy-unflagged.svg)"
    yield ""
    yield f"![F1 by kind of fact and damage]({PICTURES}/accuracy-by-kind.svg)"
    yield ""
    yield "## What is counted"
    yield ""
    yield _METHOD
    for level in (level for level in LEVELS if level in graded):
        yield from _level_section(level, graded[level])
    if "none" in graded:
        yield from _clean_misses(graded["none"])


def _level_section(level: str, one: Graded) -> Iterator[str]:
    yield ""
    yield f"## Damage: {_level(level)}"
    yield ""
    yield "| kind | " + " | ".join(_HEADS) + " |"
    yield "|---|" + "--:|" * len(_HEADS)
    for kind in one.tally.kinds():
        thai, english = KINDS.get(kind, (kind, kind))
        yield f"| {english} · {thai} | " + " | ".join(cells(one.tally.figures(kind))) + " |"
    yield "| **all** | " + " | ".join(f"**{cell}**" for cell in cells(one.tally.figures())) + " |"
    if one.silent:
        false = one.tally.figures().false_unflagged
        yield ""
        yield f"{one.silent} of these {false} wrong and unflagged facts stand beside an injury that leaves"
        yield "no trace: text that looks right and says something else (one digit for another, a lost tick)."
    patterns = patterns_of(one.misses, one.layouts)
    if level == "none" or not patterns:
        return
    yield ""
    yield "What weighs most here:"
    yield ""
    for pattern in patterns[:_PATTERNS]:
        follow = f", and {pattern.following} facts that follow" if pattern.following else ""
        yield f"- {len(pattern.misses)} × {pattern.kind}, {pattern.verdict}: {pattern.what}{follow}"


def _clean_misses(one: Graded) -> Iterator[str]:
    own = [miss for miss in one.misses if miss.outcome.root is None and miss.outcome.verdict != "right"]
    yield ""
    yield f"## Every miss in clean text: {len(own)}"
    yield ""
    if not own:
        yield "None."
    elif len(own) > _MOST_LISTED:
        counts = Counter(miss.outcome.kind for miss in own)
        listed = ", ".join(f"{kind} {number}" for kind, number in counts.most_common())
        yield f"The {_MOST_LISTED} worst of them (by kind: {listed}); `--misses DIR` writes all."
        yield ""
    for miss in sorted(own, key=lambda miss: (-weight(miss.outcome), miss.file_name))[:_MOST_LISTED]:
        yield from miss_lines(miss, _LONGEST)


def _level(level: str) -> str:
    thai, english = LEVEL_LABELS[level]
    return f"{english} · {thai}"
