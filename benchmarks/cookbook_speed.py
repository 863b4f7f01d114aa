"""How long every question of docs/cookbook.md takes, asked of a whole country.

    python -m benchmarks.cookbook_speed [--home /tmp/national] [--rounds 5] [--threads 2] [--only 18] [--json]

Without ``--home`` the country is made first (benchmarks.national_warehouse), in a folder that is thrown away.
Held against one bound (exit 1 when it is missed): 100 ms a question, the median of five on a read-only
connection with two threads that has been asked once before, until the last row of the answer is in hand.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

import duckdb

from benchmarks.national_warehouse import make_national
from warehouse import publication

COOKBOOK = Path(__file__).resolve().parents[1] / "docs" / "cookbook.md"
MOST_MILLISECONDS = 100.0
_HEADING = re.compile(r"^### (\d+)\. .* / (.+)$", re.M)
_SQL = re.compile(r"^```sql\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its number, what it asks, rows of the answer, milliseconds (the median, the slowest,
    the first one of all, which finds nothing in memory)."""

    number: int
    question: str
    rows: int
    median: float
    slowest: float
    first: float


def questions(text: str) -> Mapping[int, tuple[str, str]]:
    """Number -> the question in English and its SQL, as they stand in the cookbook."""
    parts = _HEADING.split(text)
    found = {}
    for number, question, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        (sql,) = _SQL.findall(body)
        found[int(number)] = (question, sql)
    return found


def ask(connection: duckdb.DuckDBPyConnection, number: int, question: str, sql: str, rounds: int) -> Asked:
    """Ask once, then so many times with the clock on."""
    milliseconds = []
    rows = 0
    for _ in range(rounds + 1):
        started = time.perf_counter()
        rows = connection.sql(sql).pl().height
        milliseconds.append(1000 * (time.perf_counter() - started))
    first, *warm = milliseconds
    return Asked(number, question, rows, statistics.median(warm), max(warm), first)


def whole_process(home: Path, sql: str, rounds: int) -> float:
    """The median seconds of ``prongsai query`` from its start to its end."""
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        program = [sys.executable, "-m", "flows.cli", "query", sql, "--home", str(home), "--format", "csv"]
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


@contextmanager
def _country(home: Path | None) -> Iterator[Path]:
    if home is not None:
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="prongsai-country-") as folder:
        make_national(Path(folder) / "home", told=lambda line: print(line, file=sys.stderr))
        yield Path(folder) / "home"


def main() -> int:
    """Measure, print, and hold against the bound."""
    parser = argparse.ArgumentParser(description="The cookbook's questions, asked of a whole country.")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", type=int, nargs="*")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with _country(given.home) as home:
        database = publication.published_database(home)
        told = questions(COOKBOOK.read_text(encoding="utf-8"))
        chosen = {number: told[number] for number in given.only or told}
        with duckdb.connect(database, read_only=True, config={"threads": given.threads}) as connection:
            asked = [ask(connection, number, *question, given.rounds) for number, question in chosen.items()]
        command = whole_process(home, next(iter(chosen.values()))[1], given.rounds)
    late = [one.number for one in asked if one.median > MOST_MILLISECONDS]
    if given.json:
        answers = [asdict(one) for one in asked]
        print(json.dumps({"questions": answers, "query_seconds": command, "late": late}, ensure_ascii=False))
    else:
        print(f"{database}, {database.stat().st_size / 1e6:.0f} MB, {given.threads} threads")
        print(f"{'':>4}{'rows':>9}{'median':>9}{'slowest':>9}{'first':>9}  ms")
        for one in asked:
            mark = "" if one.median <= MOST_MILLISECONDS else "  MISSED"
            figures = f"{one.rows:>9,}{one.median:>9.1f}{one.slowest:>9.1f}{one.first:>9.1f}"
            print(f"{one.number:>4}{figures}  {one.question}{mark}")
        print(f"`prongsai query` of question {next(iter(chosen))}, the whole process: {command:.2f} s")
        print(f"bound: {MOST_MILLISECONDS:.0f} ms a question: {f'MISSED by {late}' if late else 'held'}")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
