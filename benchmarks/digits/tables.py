"""The tables of the section “Digits from scans”, in Markdown."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping

from benchmarks.digits.beside import LOST, REFUSED, THAI, Beside, DigitTally
from benchmarks.digits.damage import DAMAGE
from benchmarks.digits.outcomes import Measured, Tally

#: Handwriting; what is said of print does not hold of it.
_NOT_PRINT = "Purisa"
#: The scan upon which damage is laid, and of which families are told.
USUAL = "200 dpi, light noise"
_NAMED = 3
_WIDTH = 105


def tables(measured: Mapping[str, Measured]) -> Iterator[str]:
    """The tables as lines of Markdown."""
    printed = {family: found for family, found in measured.items() if family != _NOT_PRINT}
    heads = "| numbers | right % | refused % | wrong ‰ | ms a number |"
    conditions = list(next(iter(measured.values())).tallies)
    seen = [name for name in conditions if name not in DAMAGE]
    for title, names in (
        ("print and scan, as trained on", seen),
        (f"damage that no training showed, {USUAL}", list(DAMAGE)),
    ):
        yield f"| {title} {heads}"
        yield "|---|--:|--:|--:|--:|--:|"
        whole = Tally()
        for name in names:
            one = Tally()
            for found in printed.values():
                one.add(found.tallies[name])
            whole.add(one)
            yield _row(name, one)
        yield _row("**all**", whole)
        yield ""
    yield f"By family, {USUAL}:"
    yield ""
    yield f"| family {heads}"
    yield "|---|--:|--:|--:|--:|--:|"
    for family, found in measured.items():
        name = f"{family} (like handwriting, not counted above)" if family == _NOT_PRINT else family
        yield _row(name, found.tallies[USUAL])
    yield ""
    confused: Counter[tuple[str, str]] = Counter()
    for found in printed.values():
        for tally in found.tallies.values():
            confused += tally.confused
    yield "Digits taken for another before anything is refused, all conditions, of 1,000 printed:"
    yield ""
    yield "| printed | read right | taken for (‰) |"
    yield "|---|--:|---|"
    for digit in dict.fromkeys(printed for printed, _ in sorted(confused) if printed.isdigit()):
        times = Counter({read: number for (true, read), number in confused.items() if true == digit})
        whole_count = times.total()
        right = times.pop(digit, 0)
        yield f"| `{digit}` | {1000 * right / whole_count:.1f} | {_named(times, whole_count, 1000)} |"
    yield from _beside_tables(printed)


def _beside_tables(printed: Mapping[str, Measured]) -> Iterator[str]:
    whole = Beside()
    for found in printed.values():
        for one in found.beside.values():
            whole.merge(one)
    if not whole.reader.numbers:
        return
    reader, other = whole.reader, whole.tesseract
    yield ""
    told = (
        f"Beside Tesseract's Thai model alone: {reader.numbers:,} of these numbers in Thai digits, all "
        f"conditions. It reads {100 * other.right / other.numbers:.1f} % of them right as a whole, "
        f"the reader of digits {100 * reader.right / reader.numbers:.1f} %. Both read {whole.both:,} alike; "
        f"of these {whole.both_wrong:,} are wrong. A number that only one of them reads waits for review "
        "(`number-unconfirmed`) until a second printing or the arithmetic of the scores bears it out."
    )
    yield from textwrap.wrap(told, _WIDTH)
    yield ""
    yield (
        "| printed | times | right % | refused % | another or lost ‰ "
        "| Tesseract: right % | Tesseract: another or lost % |"
    )
    yield "|---|--:|--:|--:|---|--:|---|"
    for digit in THAI:
        yield _beside_row(digit, reader, other)


def _beside_row(digit: str, reader: DigitTally, other: DigitTally) -> str:
    value = str(THAI.index(digit))
    mine, its = Counter(reader.of(digit)), Counter(other.of(digit))
    count = max(1, mine.total())
    right, refused, its_right = mine.pop(value, 0), mine.pop(REFUSED, 0), its.pop(value, 0)
    return (
        f"| `{digit}` | {count:,} | {100 * right / count:.1f} | {100 * refused / count:.1f} "
        f"| {_named(mine, count, 1000)} | {100 * its_right / count:.1f} | {_named(its, count, 100)} |"
    )


def _named(others: Counter[str], count: int, of: int) -> str:
    """What was read instead, the most frequent first, and how often of ``of``."""
    if not others:
        return "—"
    named = [
        f"{'lost' if read == LOST else f'`{read}`'} {of * times / count:.1f}"
        for read, times in others.most_common(_NAMED)
    ]
    rest = others.total() - sum(times for _, times in others.most_common(_NAMED))
    return ", ".join([*named, *([f"others {of * rest / count:.1f}"] if rest else [])])


def _row(name: str, tally: Tally) -> str:
    count = max(1, tally.count)
    return (
        f"| {name} | {tally.count:,} | {100 * tally.right / count:.1f} | {100 * tally.unread / count:.1f} "
        f"| {1000 * tally.wrong / count:.2f} | {1000 * tally.seconds / count:.1f} |"
    )
