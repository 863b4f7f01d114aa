"""``python -m benchmarks.synthetic --count 2000 --level light --seed 1 --into DIR``."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.synthetic.damage import LEVELS
from benchmarks.synthetic.generate import write_reports

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many reports")
    parser.add_argument("--level", choices=LEVELS, default="none", help="how damaged they are")
    parser.add_argument("--seed", type=int, default=1, help="another seed is another country")
    parser.add_argument("--into", type=Path, required=True, help="folder to write to")
    chosen = parser.parse_args()
    write_reports(chosen.into, chosen.count, chosen.level, chosen.seed)
    print(f"{chosen.count} reports, their register and their truth are in {chosen.into}")
