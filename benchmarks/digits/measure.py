"""How many numbers are read right, refused or read wrong, in fonts and damage never seen in training.

    python -m benchmarks.digits.measure [--count N] [--beside N] [--lines N] [--fonts DIR ...]
                                        [--models DIR] [--page] [--mistakes]

For each fold of families a model is trained on all others (some minutes each, kept in ``--models``) and
reads numbers in the fonts that were held out, in print and damage as it was trained on and in damage that it
was not. ``--beside`` numbers of each family and condition are read by Tesseract alone too. ``--shipped``
measures the model of the package instead, which knows all families. ``--page`` writes the section of
docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.digits.beside import Beside
from benchmarks.digits.damage import DAMAGE, Picture
from benchmarks.digits.fonts import FAMILIES, FOLDERS, FOLDS, fonts_of
from benchmarks.digits.outcomes import Measured, Tally
from benchmarks.digits.pictures import Look, random_number, render
from benchmarks.digits.section import write_section
from benchmarks.digits.tables import USUAL, tables
from benchmarks.digits.train import samples_of, save, train
from transforms.read.scan.digit_model import MODEL_FILE, trained_model
from transforms.read.scan.digits import likeliest_number, read_number

KEPT = Path("data/digits")
_TRAINING_SEED, _READING_SEED = 100, 7


def looks(rng: random.Random) -> dict[str, Look]:
    """The named conditions that the training covers, each with a size drawn anew."""
    points = rng.choice([12, 13, 14, 15, 16, 16, 18])
    tilt = rng.uniform(-0.7, 0.7)
    return {
        "300 dpi, clean": Look(points, 300, blur=0.4, noise=2, tilt=tilt / 2),
        USUAL: Look(points, 200, blur=0.5, noise=7, tilt=tilt, jpeg=80, contrast=0.85),
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


def pictures_of(number: str, file: Path, rng: random.Random) -> Iterator[tuple[str, Picture]]:
    """Condition → the number printed so: those that the training covers, then the damage that it does not,
    each upon the usual scan."""
    usual: Look | None = None
    for name, look in looks(rng).items():
        usual = look if name == USUAL else usual
        yield name, render([(number, True)], file, look, rng, tight=True).picture
    assert usual is not None
    for name, damage in DAMAGE.items():
        yield name, damage(render([(number, True)], file, usual, rng, tight=True).picture, rng)


def read_family(files: Sequence[Path], model_file: Path, count: int, seed: int, beside: int = 0) -> Measured:
    """``count`` numbers in each condition, printed in one family; of the Thai ones the first ``beside`` are
    read by Tesseract too."""
    model = trained_model(model_file)
    rng = random.Random(seed)
    measured = Measured()
    told = 0
    for _ in range(count):
        file = rng.choice(files)
        number = random_number(rng)
        compared = told < beside and any(char > "๏" for char in number)
        told += compared
        for name, picture in pictures_of(number, file, rng):
            tally = measured.tallies.setdefault(name, Tally())
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
            likeliest = reading or likeliest_number(picture, model=model)
            if likeliest is not None and len(likeliest.text) == len(number):
                tally.confused.update(zip(number, likeliest.text, strict=True))
            if compared:
                both = measured.beside.setdefault(name, Beside())
                both.add(number, reading.text if reading is not None else None, picture)
    return measured


def fold_models(
    folder: Path, fonts: Mapping[str, list[Path]], lines: int
) -> Iterator[tuple[tuple[str, ...], Path]]:
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
        yield fold, file


def measure(
    models: Sequence[tuple[Sequence[str], Path]],
    fonts: Mapping[str, list[Path]],
    count: int,
    beside: int = 0,
    workers: int = 1,
) -> dict[str, Measured]:
    """Each family read by its model."""
    with ProcessPoolExecutor(workers) as pool:
        running = {
            family: pool.submit(read_family, fonts[family], model, count, _READING_SEED, beside)
            for families, model in models
            for family in families
            if family in fonts
        }
        return {family: running[family].result() for family in sorted(running)}


def mistakes(measured: Mapping[str, Measured]) -> Iterator[str]:
    """Each number that was read wrong and sure."""
    for family, found in measured.items():
        for condition, tally in found.tallies.items():
            for printed, read in tally.mistaken:
                yield f"{family}, {condition}: {printed} read {read}"


def main() -> None:
    parser = argparse.ArgumentParser(description="How right numbers of scans are read.")
    parser.add_argument("--count", type=int, default=500, help="numbers a family and condition")
    parser.add_argument("--beside", type=int, default=40, help="of them, Thai, read by Tesseract alone too")
    parser.add_argument("--lines", type=int, default=13_000, help="lines that the models are trained on")
    parser.add_argument("--fonts", type=Path, action="append", help="further folder with fonts")
    parser.add_argument("--models", type=Path, default=KEPT, help="where the trained models are kept")
    parser.add_argument(
        "--shipped", type=Path, nargs="?", const=MODEL_FILE, help="measure this model instead"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--page", action="store_true", help="write the section of docs/accuracy.md")
    parser.add_argument("--mistakes", action="store_true", help="print each number that was read wrong")
    arguments = parser.parse_args()
    if arguments.page and arguments.shipped:
        parser.error("--page tells of fonts that were held out: leave out --shipped")
    fonts = fonts_of(list(FAMILIES), [*FOLDERS, *(arguments.fonts or [])])
    if arguments.shipped:
        models = [(tuple(fonts), arguments.shipped)]
    else:
        models = list(fold_models(arguments.models, fonts, arguments.lines))
    measured = measure(models, fonts, arguments.count, arguments.beside, arguments.workers)
    lines = list(tables(measured))
    print("\n".join(lines))
    if arguments.mistakes:
        print("\n".join(mistakes(measured)))
    if arguments.page:
        command = (
            f"python -m benchmarks.digits.measure --count {arguments.count} --beside {arguments.beside} "
            f"--lines {arguments.lines} --page"
        )
        print(write_section(lines, command, len(fonts)))


if __name__ == "__main__":
    main()
