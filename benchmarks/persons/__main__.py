"""``python -m benchmarks.persons``: recall by kind, the share of other words masked, examples of both."""

from __future__ import annotations

import argparse
import time

from benchmarks.persons.invented_texts import texts
from benchmarks.persons.measurement import measured
from transforms.persons import mask


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=6000, help="texts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=5, help="printed of each sort")
    asked = parser.parse_args()
    made = list(texts(asked.seed, asked.count))
    started = time.process_time()
    result = measured(made, mask)
    seconds = time.process_time() - started
    for kind, told in sorted(result.told.items()):
        print(f"{kind:32} {result.found[kind]:6} of {told:6}  {result.found[kind] / told:7.2%}")
    print(f"{'all':32} {result.found.total():6} of {result.told.total():6}  {result.recall:7.2%}")
    print(f"other words masked: {result.lost} of {result.words}  {result.share_lost:.3%}")
    print(f"{asked.count} texts, {seconds / asked.count * 1e6:.0f} microseconds each")
    shown: dict[str, int] = {}
    for kind, whole, masked in result.misses:
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= asked.examples:
            print(f"MISSED {kind}: {whole!r}\n    -> {masked!r}")
    for words, masked in result.losses[: asked.examples]:
        print(f"LOST {words!r}: {masked!r}")


if __name__ == "__main__":
    main()
