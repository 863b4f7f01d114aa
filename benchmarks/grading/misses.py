"""The listing that engineers work from: what is missed, the worst first, with the line that holds it.

A folder a level: ``README.md`` (patterns, then examples by layout and kind), ``misses.jsonl`` (each miss, all
of it), and the reports themselves (``inbox``, ``truth.jsonl``, ``register.csv``).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.grading.outcomes import KINDS, Miss
from benchmarks.grading.patterns import Culprits, Pattern, injury_kind, patterns_of, verdict_label, weight
from benchmarks.grading.reading import Graded

LISTING, ALL = "README.md", "misses.jsonl"
_PATTERNS, _EXAMPLES, _LONGEST = 60, 8, 420


def write_misses(folder: Path, level: str, graded: Graded, command: str) -> None:
    """Write the listing of one level into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ALL).open("w", encoding="utf-8") as file:
        for miss in sorted(graded.misses, key=_order):
            file.write(json.dumps(_row(miss), ensure_ascii=False) + "\n")
    text = "\n".join(_listing(level, graded, command)) + "\n"
    (folder / LISTING).write_text(text, encoding="utf-8")


def _order(miss: Miss) -> tuple[object, ...]:
    return (
        miss.layout,
        _kind_order(miss.outcome.kind),
        -weight(miss.outcome),
        miss.file_name,
        miss.outcome.line or 0,
    )


def _kind_order(kind: str) -> int:
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def _row(miss: Miss) -> dict[str, object]:
    outcome = asdict(miss.outcome)
    return {
        "file_name": miss.file_name,
        "layout": miss.layout,
        "level": miss.level,
        "kind": outcome.pop("kind"),
        "what": verdict_label(miss.outcome),
        **outcome,
        "damage": miss.damage,
        "is_silent": miss.is_silent,
        "source": miss.source,
    }


def _listing(level: str, graded: Graded, command: str) -> Iterator[str]:
    misses = graded.misses
    own = [miss for miss in misses if miss.outcome.root is None]
    patterns = patterns_of(misses, graded.layouts)
    culprits = Culprits(own, graded.layouts)
    follow = len(misses) - len(own)
    yield f"# Misses at level `{level}`: {len(own)} of their own, {follow} that follow from them"
    yield ""
    yield f"`{command}` · all of them: `{ALL}` (jq/grep it) · the reports: `inbox/` · one report, each fact:"
    yield "`python benchmarks/accuracy.py --in <this folder> --only FILE`"
    yield ""
    yield "Weight: 10 a false fact without a warning, 3 a missing one, 2 a false one with a warning, 1 a"
    yield "right one with a warning; facts that only follow (`with it`) count with the miss they follow from."
    yield ""
    false = sum(miss.outcome.is_false_and_unflagged for miss in misses)
    yield f"{graded.silent} of {false} false facts without a warning stand beside a SILENT injury, one that"
    yield "left text which looks right and says something else. Look at the others first."
    if graded.crashes:
        yield f"\n## CRASHES: {len(graded.crashes)}\n"
        yield from (f"- {crash}" for crash in graded.crashes[:50])
    yield "\n## What to mend first\n"
    yield "| # | weight | misses | with it | kind | what | pattern | layouts | damage near | e.g. |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for number, pattern in enumerate(patterns[:_PATTERNS], 1):
        yield _pattern_line(number, pattern, culprits)
    if len(patterns) > _PATTERNS:
        yield f"\n… and {len(patterns) - _PATTERNS} rarer ones."
    yield "\n## By part of the layout and kind: false without a warning / missing / false, flagged\n"
    yield "Misses of their own. A miss stands at the part in whose reports its kind is missed most often.\n"
    yield from _matrix(own, culprits)
    yield "\n## By damage near the line (the same three)\n"
    yield from _by_damage(own)
    yield "\n## Flagged although right, by rule\n"
    rules = Counter(
        (m.outcome.kind, rule) for m in misses if m.outcome.verdict == "right" for rule in m.outcome.rules
    )
    yield "| count | kind | rule |\n|---|---|---|"
    yield from (f"| {count} | {kind} | {rule} |" for (kind, rule), count in rules.most_common(30))
    yield from _examples(own, culprits)


def _pattern_line(number: int, pattern: Pattern, culprits: Culprits) -> str:
    layouts = ", ".join(
        f"{part} {count} in {culprits.reports[part]}" for part, count in pattern.layouts.most_common(4)
    )
    damage = ", ".join(f"{kind} {count}" for kind, count in pattern.damage.most_common(3))
    first = pattern.misses[0]
    cells = [
        str(number),
        str(pattern.weight),
        str(len(pattern.misses)),
        str(pattern.following),
        pattern.kind,
        pattern.verdict,
        pattern.what,
        layouts,
        damage,
        f"`{first.file_name}:{first.outcome.line or '?'}`",
    ]
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _matrix(own: Sequence[Miss], culprits: Culprits) -> Iterator[str]:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for miss in own:
        place = _column(miss)
        if place is not None:
            counts[culprits.of(miss), miss.outcome.kind][place] += 1
    kinds = sorted({kind for _, kind in counts}, key=_kind_order)
    totals = Counter(dict.fromkeys(culprits.reports, 0))
    for (layout, _), numbers in counts.items():
        totals[layout] += sum(numbers)
    yield "| layout | reports | " + " | ".join(kinds) + " |"
    yield "|---|---|" + "---|" * len(kinds)
    for layout, _ in totals.most_common():
        cells = [
            "/".join(map(str, counts[layout, kind])) if (layout, kind) in counts else "" for kind in kinds
        ]
        yield f"| {layout} | {culprits.reports[layout]} | " + " | ".join(cells) + " |"


def _by_damage(own: Sequence[Miss]) -> Iterator[str]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for miss in own:
        place = _column(miss)
        for kind in {injury_kind(injury) for injury in miss.damage} or {"none near"}:
            if place is not None:
                counts[kind][place] += 1
    yield "| damage | false, no warning | missing | false, flagged |\n|---|---|---|---|"
    for kind, numbers in sorted(counts.items(), key=lambda item: -sum(item[1])):
        yield f"| {kind} | " + " | ".join(map(str, numbers)) + " |"


def _column(miss: Miss) -> int | None:
    if miss.outcome.is_false_and_unflagged:
        return 0
    if miss.outcome.verdict == "missing":
        return 1
    return 2 if miss.outcome.is_false else None


def _examples(own: Sequence[Miss], culprits: Culprits) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Miss]] = defaultdict(list)
    for miss in own:
        if miss.outcome.verdict != "right":
            groups[culprits.of(miss), miss.outcome.kind].append(miss)
    layout = None
    for (of, kind), misses in sorted(groups.items(), key=lambda item: (item[0][0], _kind_order(item[0][1]))):
        if of != layout:
            layout = of
            yield f"\n## {layout}"
        worst = sorted(misses, key=lambda miss: (-weight(miss.outcome), miss.file_name))
        yield f"\n### {layout} · {kind}: {len(misses)} misses\n"
        for miss in worst[:_EXAMPLES]:
            yield from miss_lines(miss)
        if len(worst) > _EXAMPLES:
            yield f"- … {len(worst) - _EXAMPLES} more in `{ALL}`"


def miss_lines(miss: Miss, longest: int = _LONGEST) -> Iterator[str]:
    """One miss for people: place, what was true and what was read, then ``longest`` letters of the line."""
    outcome = miss.outcome
    said = f"expected `{_short(outcome.expected)}`, got `{_short(outcome.got)}`"
    notes = [f"rules: {', '.join(outcome.rules)}"] if outcome.rules else []
    notes += (
        [f"damage{' (SILENT)' if miss.is_silent else ''}: {', '.join(miss.damage[:6])}"]
        if miss.damage
        else []
    )
    notes += [f"because: {outcome.root}"] if outcome.root else []
    tail = "".join(f" · {note}" for note in notes)
    yield (
        f"- `{miss.file_name}:{outcome.line or '?'}` **{verdict_label(outcome)}** {outcome.kind} "
        f"({outcome.subject}): {said}{tail}"
    )
    if miss.source.strip():
        yield f"  > `{_short(miss.source.replace(chr(9), ' │ '), longest)}`"


def _short(text: str | None, longest: int = 160) -> str:
    if text is None:
        return "—"
    plain = text.replace("\n", " ⏎ ").replace("`", "'")
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _cell(text: str) -> str:
    return text.replace("|", "¦").replace("\n", " ")
