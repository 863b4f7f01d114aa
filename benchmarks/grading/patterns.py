"""Misses of one make together: so that the listing says what to mend first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from benchmarks.grading.outcomes import Miss, Outcome

#: Kinds whose values are few words, printed as they are.
_WORDS = frozenset(
    (
        "status",
        "status basis",
        "item status",
        "round",
        "level",
        "recurrence",
        "department",
        "state",
        "percent",
    )
)
_DAYS_IN_YEAR = 366
#: How bad one miss is: stated without a warning, missing, stated with a warning, right with a warning.
_FALSE, _MISSING, _FALSE_FLAGGED, _RIGHT_FLAGGED = 10, 3, 2, 1


def weight(outcome: Outcome) -> int:
    """How bad it is: a false fact without a warning counts most."""
    if outcome.is_false_and_unflagged:
        return _FALSE
    if outcome.is_false:
        return _FALSE_FLAGGED
    return _MISSING if outcome.verdict == "missing" else _RIGHT_FLAGGED


def verdict_label(outcome: Outcome) -> str:
    """``wrong, UNFLAGGED`` · ``wrong, flagged`` · ``missing`` · ``right, but flagged``."""
    if outcome.is_false:
        return f"{outcome.verdict}, {'flagged' if outcome.flagged else 'UNFLAGGED'}"
    return "missing" if outcome.verdict == "missing" else "right, but flagged"


def pattern_of(outcome: Outcome) -> str:
    """What is alike in misses of one make: both values where they are words, else how they differ."""
    kind, wanted, got = outcome.kind, outcome.expected, outcome.got
    if outcome.verdict == "right":
        return "flagged by " + ", ".join(outcome.rules)
    if kind in _WORDS:
        return f"{wanted or '—'} → {got or '—'}"
    if outcome.verdict != "wrong" or wanted is None or got is None:
        because = [rule for rule in outcome.rules if rule.startswith("null: ")]
        return ", ".join(because) if outcome.verdict == "missing" else "stated, nothing such is true"
    if kind in ("indicator", "question"):
        return f"{wanted} → {got}"
    if kind in ("deadline", "start", "period"):
        return _dates(wanted, got)
    if kind in ("score", "overall", "recomputed"):
        return _numbers(wanted, got)
    if kind == "year":
        return f"{int(got) - int(wanted):+d} years" if got.isdigit() and wanted.isdigit() else "another year"
    if kind == "title":
        return "a whole row" if len(got) > 3 * len(wanted) + 100 else "another text"
    return "differs"


def _dates(wanted: str, got: str) -> str:
    try:
        one, other = date.fromisoformat(wanted), date.fromisoformat(got)
    except ValueError:
        return "another date"
    if (one.month, one.day) == (other.month, other.day):
        return f"same day, {other.year - one.year:+d} years"
    if one.year == other.year and one.month != other.month:
        return f"month {one.month} → {other.month}"
    return "same month, another day" if (one.year, one.month) == (other.year, other.month) else "another date"


def _numbers(wanted: str, got: str) -> str:
    method = re.search(r"\((\w+)\)", got)
    bare = re.sub(r"[^\d.]", "", got.partition(" ")[0])
    true = wanted.replace(".", "").lstrip("0")
    read = bare.replace(".", "").lstrip("0")
    if true.rstrip("0") == read.rstrip("0"):
        how = "point moved"
    elif len(wanted) == len(bare) and sum(a != b for a, b in zip(wanted, bare, strict=True)) == 1:
        how = "one digit differs"
    else:
        how = "another number"
    return f"{how} ({method[1]})" if method else how


@dataclass(slots=True)
class Pattern:
    """Misses of one make. ``following`` counts facts that are missed only because of these."""

    kind: str
    verdict: str
    what: str
    weight: int = 0
    misses: list[Miss] = field(default_factory=list)
    layouts: Counter[str] = field(default_factory=Counter)
    damage: Counter[str] = field(default_factory=Counter)
    following: int = 0


def patterns_of(misses: Iterable[Miss], layouts: Mapping[str, int]) -> list[Pattern]:
    """All patterns, the worst first. Misses that only follow from a greater one are counted with it."""
    every = list(misses)
    culprits = Culprits((miss for miss in every if miss.outcome.root is None), layouts)
    found: dict[tuple[str, str, str], Pattern] = {}
    following: Counter[tuple[str, str, str]] = Counter()
    weights: Counter[tuple[str, str, str]] = Counter()
    for miss in every:
        outcome = miss.outcome
        if outcome.root is not None:
            following[miss.level, miss.file_name, outcome.root] += 1
            weights[miss.level, miss.file_name, outcome.root] += weight(outcome)
            continue
        key = (outcome.kind, verdict_label(outcome), pattern_of(outcome))
        pattern = found.setdefault(key, Pattern(*key))
        pattern.misses.append(miss)
        pattern.weight += weight(outcome)
        pattern.layouts[culprits.of(miss)] += 1
        pattern.damage.update(sorted({injury_kind(injury) for injury in miss.damage}) or ["none near"])
    for pattern in found.values():
        for origin in {(m.level, m.file_name, root_of(m.outcome)) for m in pattern.misses}:
            pattern.following += following.pop(origin, 0)  # type: ignore[arg-type]
            pattern.weight += weights.pop(origin, 0)  # type: ignore[arg-type]
    return sorted(found.values(), key=lambda p: (-p.weight, p.kind, p.verdict, p.what))


def root_of(outcome: Outcome) -> str | None:
    """The name under which others follow from this miss; ``None`` where none do."""
    if outcome.kind == "state" and outcome.verdict != "right":
        loaded = (outcome.got or "") in ("", "loaded") or (outcome.got or "").startswith("loaded")
        return "document loaded" if loaded else f"document {outcome.got}"
    if outcome.kind in ("measure", "assessment", "score", "item") and outcome.verdict in ("missing", "extra"):
        return f"{outcome.kind} {outcome.verdict}"
    return None


def injury_kind(injury: str) -> str:
    """``kind`` of ``kind line``."""
    kind, _, where = injury.rpartition(" ")
    return kind if kind and (where.isdigit() or where == "-") else injury


def parts_of(layout: str) -> list[str]:
    """The parts of a layout (``cover+score-table+measures-wide``)."""
    return list(dict.fromkeys(layout.split("+")))


class Culprits:
    """Which part of its report's layout a miss is most likely due to: the one in whose reports facts of this
    kind are missed most often."""

    def __init__(self, misses: Iterable[Miss], layouts: Mapping[str, int]) -> None:
        self.reports: Counter[str] = Counter()
        for layout, count in layouts.items():
            self.reports.update(dict.fromkeys(parts_of(layout), count))
        self._misses: Counter[tuple[str, str]] = Counter()
        for miss in misses:
            self._misses.update((part, miss.outcome.kind) for part in parts_of(miss.layout))

    def of(self, miss: Miss) -> str:
        """The part that it is listed under."""
        return max(parts_of(miss.layout), key=lambda part: (self._rate(part, miss.outcome.kind), part))

    def _rate(self, part: str, kind: str) -> float:
        # Two reports more than there are: a part seen once is no culprit yet.
        return self._misses[part, kind] / (self.reports[part] + 2)
