"""How many numbers are read right, refused or read wrong, in fonts that the reader has never seen.

    python -m benchmarks.digits.measure [--count N] [--lines N] [--fonts DIR ...] [--models DIR] [--page]

For each fold of families a model is trained on all others (some minutes each, kept in ``--models``) and
reads numbers in the fonts that were held out. ``--page`` writes the section of docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.digits.fonts import FAMILIES, FOLDERS, FOLDS, fonts_of
from benchmarks.digits.pictures import Look, random_number, render
from benchmarks.digits.section import write_section
from benchmarks.digits.train import samples_of, save, train
from transforms.read.scan.digit_model import DigitModel, trained_model
from transforms.read.scan.digits import likeliest_number, read_number

KEPT = Path("data/digits")
_TRAINING_SEED, _READING_SEED = 100, 7
#: Handwriting; what is said of print does not hold of it.
_NOT_PRINT = "Purisa"


@dataclass(slots=True)
class Tally:
    """Numbers by outcome; ``confused`` counts (printed, read) glyphs of numbers of the right length, read
    however unsure."""

    right: int = 0
    unread: int = 0
    wrong: int = 0
    seconds: float = 0.0
    mistaken: list[tuple[str, str]] = field(default_factory=list)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return self.right + self.unread + self.wrong

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.unread += other.unread
        self.wrong += other.wrong
        self.seconds += other.seconds
        self.mistaken += other.mistaken
        self.confused += other.confused


def looks(rng: random.Random) -> dict[str, Look]:
    """The named conditions, each with a size drawn anew."""
    points = rng.choice([12, 13, 14, 15, 16, 16, 18])
    tilt = rng.uniform(-0.7, 0.7)
    return {
        "300 dpi, clean": Look(points, 300, blur=0.4, noise=2, tilt=tilt / 2),
        "200 dpi, light noise": Look(points, 200, blur=0.5, noise=7, tilt=tilt, jpeg=80, contrast=0.85),
        "200 dpi, black and white": Look(points, 200, blur=0.5, noise=8, tilt=tilt, bilevel=True),
        "200 dpi, worn": Look(
            points,
            200,
            blur=1.0,
            noise=16,
            tilt=tilt * 2,
            jpeg=45,
            contrast=0.6,
            stroke=rng.choice([0, 1, 2, -1]),
        ),
        "150 dpi, light noise": Look(points, 150, blur=0.5, noise=7, tilt=tilt, jpeg=80, contrast=0.85),
    }


def read_family(files: Sequence[Path], model: DigitModel, count: int, seed: int) -> dict[str, Tally]:
    """``count`` numbers in each condition, printed in one family."""
    rng = random.Random(seed)
    tallies = {name: Tally() for name in looks(rng)}
    for _ in range(count):
        file = rng.choice(files)
        number = random_number(rng)
        for name, look in looks(rng).items():
            picture = render([(number, True)], file, look, rng, tight=True).picture
            tally = tallies[name]
            begun = time.process_time()
            reading = read_number(picture, model=model)
            tally.seconds += time.process_time() - begun
            if reading is None:
                tally.unread += 1
            elif reading.text == number:
                tally.right += 1
            else:
                tally.wrong += 1
                tally.mistaken.append((number, reading.text))
            likeliest = likeliest_number(picture, model=model)
            if likeliest is not None and len(likeliest.text) == len(number):
                tally.confused.update(zip(number, likeliest.text, strict=True))
    return tallies


def fold_models(
    folder: Path, fonts: Mapping[str, list[Path]], lines: int
) -> Iterator[tuple[tuple[str, ...], DigitModel]]:
    """Each fold of families with the model of all others; trained where ``folder`` does not keep it."""
    missing = [index for index in range(len(FOLDS)) if not (folder / f"fold{index}.npz").is_file()]
    samples = []
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        for index, fold in enumerate(FOLDS):
            held = {family: fonts[family] for family in fold if family in fonts}
            samples.append(samples_of(held, lines * len(held) // len(fonts), _TRAINING_SEED + index))
    for index, fold in enumerate(FOLDS):
        file = folder / f"fold{index}.npz"
        if index in missing:
            arrays = train([one for other, one in enumerate(samples) if other != index], 1)
            save(arrays, file, [family for family in fonts if family not in fold])
        yield fold, trained_model(file)


def measure(
    folder: Path, fonts: Mapping[str, list[Path]], lines: int, count: int
) -> dict[str, dict[str, Tally]]:
    """Family → condition → tally."""
    measured: dict[str, dict[str, Tally]] = {}
    for fold, model in fold_models(folder, fonts, lines):
        for family in fold:
            if family in fonts:
                measured[family] = read_family(fonts[family], model, count, _READING_SEED)
                print(f"{family}: read", flush=True)
    return dict(sorted(measured.items()))


def tables(measured: Mapping[str, Mapping[str, Tally]]) -> Iterator[str]:
    """The tables as lines of Markdown."""
    conditions = list(next(iter(measured.values())))
    yield "| print and scan | numbers | right % | refused % | wrong ‰ | ms a number |"
    yield "|---|--:|--:|--:|--:|--:|"
    for condition in conditions:
        whole = Tally()
        for family, found in measured.items():
            if family != _NOT_PRINT:
                whole.add(found[condition])
        yield _row(condition, whole)
    yield ""
    chosen = "200 dpi, light noise"
    yield f"By family, {chosen}:"
    yield ""
    yield "| family | numbers | right % | refused % | wrong ‰ | ms a number |"
    yield "|---|--:|--:|--:|--:|--:|"
    for family, found in measured.items():
        yield _row(f"{family} (handwriting)" if family == _NOT_PRINT else family, found[chosen])
    yield ""
    confused: Counter[tuple[str, str]] = Counter()
    for family, found in measured.items():
        if family != _NOT_PRINT:
            for tally in found.values():
                confused += tally.confused
    yield "Digits taken for another before anything is refused, all conditions, of 1,000 printed:"
    yield ""
    yield "| printed | read right | taken for (‰) |"
    yield "|---|--:|---|"
    for digit in dict.fromkeys(printed for printed, _ in sorted(confused)):
        printed = sum(times for (true, _), times in confused.items() if true == digit)
        others = Counter(
            {read: times for (true, read), times in confused.items() if true == digit and read != digit}
        )
        named = ", ".join(f"`{read}` {1000 * times / printed:.1f}" for read, times in others.most_common(4))
        yield f"| `{digit}` | {1000 * confused[digit, digit] / printed:.1f} | {named or '—'} |"


def _row(name: str, tally: Tally) -> str:
    count = max(1, tally.count)
    return (
        f"| {name} | {tally.count:,} | {100 * tally.right / count:.1f} | {100 * tally.unread / count:.1f} "
        f"| {1000 * tally.wrong / count:.1f} | {1000 * tally.seconds / count:.1f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="How right numbers of scans are read.")
    parser.add_argument("--count", type=int, default=500, help="numbers a family and condition")
    parser.add_argument("--lines", type=int, default=13_000, help="lines that the models are trained on")
    parser.add_argument("--fonts", type=Path, action="append", help="further folder with fonts")
    parser.add_argument("--models", type=Path, default=KEPT, help="where the trained models are kept")
    parser.add_argument("--page", action="store_true", help="write the section of docs/accuracy.md")
    parser.add_argument("--mistakes", action="store_true", help="print each number that was read wrong")
    arguments = parser.parse_args()
    fonts = fonts_of(list(FAMILIES), [*FOLDERS, *(arguments.fonts or [])])
    measured = measure(arguments.models, fonts, arguments.lines, arguments.count)
    lines = list(tables(measured))
    print("\n".join(lines))
    if arguments.mistakes:
        for family, found in measured.items():
            for condition, tally in found.items():
                for printed, read in tally.mistaken:
                    print(f"{family}, {condition}: {printed} read {read}")
    if arguments.page:
        command = f"python -m benchmarks.digits.measure --count {arguments.count} --lines {arguments.lines}"
        print(write_section(lines, command, len(fonts)))


if __name__ == "__main__":
    main()
