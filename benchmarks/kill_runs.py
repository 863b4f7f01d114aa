"""Kill runs at random moments; what a normal run then publishes must equal that of an undisturbed one.

    python benchmarks/kill_runs.py [--count 600] [--kills 20] [--seed 1] [--json]

Each round starts `prongsai run`, kills its whole process group with SIGKILL after a random time, and waits
until none of its processes is left. At the end every row of every core and mart table and every issue is
compared, without the columns that tell of runs and of the time of arrival. Exit 1 on any difference, on a
process left behind, on a run that fails.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

from benchmarks.measured_run import RunFailed, call, descendants, measured_run, start
from benchmarks.small_reports import make_reports

_LEFT_BEHIND_SECONDS = 20.0
#: Columns that tell of runs and of the clock: they differ between any two runs.
_OF_THE_RUN = re.compile(r"run_id|(^|_)(received|created|extracted|started|finished)_at$")


@dataclass(frozen=True, slots=True)
class Kill:
    """One killed run. ``ended_by_itself`` when it was faster than its killer."""

    after_seconds: float
    ended_by_itself: bool
    left_behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that only one of two warehouses has, by table."""

    table: str
    only_undisturbed: int
    only_killed: int
    example: str


def kill_run(home: Path, inbox: Path, moment: Callable[[], bool], *flags: str) -> Kill:
    """Start a run and kill its process group as soon as ``moment`` is true. Raises :class:`RunFailed`
    where the run fails before."""
    began = time.monotonic()
    process = start(["run", "--inbox", str(inbox.resolve()), "--json", *flags], home)
    family: set[int] = set()
    while process.poll() is None and not moment():
        family |= descendants(process.pid)
        time.sleep(0.01)
    after = time.monotonic() - began
    family |= descendants(process.pid)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    _, err = process.communicate()
    if process.returncode not in (0, -signal.SIGKILL):
        raise RunFailed(f"a run that followed a killed one: exit {process.returncode}\n{err[-4000:]}")
    deadline = time.monotonic() + _LEFT_BEHIND_SECONDS
    while (left := _alive(family)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return Kill(after, process.returncode == 0, tuple(left))


def differences(undisturbed: Path, killed: Path) -> list[Difference]:
    """What two published files do not have in common. A table that only one has is a difference too."""
    import duckdb

    found = []
    with duckdb.connect() as connection:
        for name, path in (("a", undisturbed), ("b", killed)):
            connection.execute(f"ATTACH '{path.resolve()}' AS {name} (READ_ONLY)")
        columns: dict[str, dict[str, list[str]]] = {"a": {}, "b": {}}
        for database, schema, table, column in connection.execute(
            "SELECT database_name, schema_name, table_name, column_name FROM duckdb_columns() "
            "WHERE database_name IN ('a', 'b') AND (schema_name IN ('core', 'mart') "
            "OR (schema_name = 'quality' AND table_name = 'issues')) ORDER BY ALL"
        ).fetchall():
            if not _OF_THE_RUN.search(column):
                columns[database].setdefault(f"{schema}.{table}", []).append(f'"{column}"')
        if columns["a"] != columns["b"]:
            raise RunFailed("the two warehouses do not have the same tables and columns")
        for table, names in columns["a"].items():
            only = {}
            for this, other in (("a", "b"), ("b", "a")):
                listed = ", ".join(names)
                only[this] = connection.execute(
                    f"SELECT {listed} FROM {this}.{table} EXCEPT ALL SELECT {listed} FROM {other}.{table}"
                ).fetchall()
            if only["a"] or only["b"]:
                example = dict(zip(names, (only["a"] or only["b"])[0], strict=True))
                found.append(Difference(table, len(only["a"]), len(only["b"]), str(example)[:600]))
    return found


def soak(folder: Path, count: int, kills: int, seed: int) -> tuple[list[Kill], list[Difference]]:
    """The killed runs and what was different at the end. Raises :class:`RunFailed`."""
    make_reports(folder, count, seed)
    inbox, register = folder / "inbox", str((folder / "register.csv").resolve())
    undisturbed, killed = folder / "undisturbed", folder / "killed"
    for home in (undisturbed, killed):
        call(["register", "import", register], home)
    seconds = measured_run(undisturbed, inbox).seconds
    _tell(f"undisturbed: {seconds:.1f} s")
    random = Random(seed)
    done: list[Kill] = []
    for number in range(1, kills + 1):
        until = time.monotonic() + random.uniform(0.2, seconds)
        # Once a run was faster than its killer there is nothing new: from then on all is read again.
        flags = ["--full"] if any(kill.ended_by_itself for kill in done) else []
        done.append(kill_run(killed, inbox, partial(_is_past, until), *flags))
        outcome = "had ended" if done[-1].ended_by_itself else "killed"
        _tell(f"{number}/{kills}: {outcome} after {done[-1].after_seconds:.1f} s")
    measured_run(killed, inbox)
    database = Path("warehouse") / "prongsai.duckdb"
    return done, differences(undisturbed / database, killed / database)


def _is_past(moment: float) -> bool:
    return time.monotonic() >= moment


def _alive(pids: set[int]) -> list[str]:
    alive = []
    for pid in pids:
        with suppress(OSError, IndexError):
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state != "Z":
                alive.append(Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")[:120])
    return alive


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill runs at random moments; compare what comes out.")
    parser.add_argument("--count", "--reports", type=int, default=600)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="work in this folder, which must be new, and leave it")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="prongsai-kills-"))
    folder.mkdir(parents=True, exist_ok=arguments.keep is None)
    try:
        kills, found = soak(folder, arguments.count, arguments.kills, arguments.seed)
    except RunFailed as failure:
        sys.exit(str(failure))
    finally:
        if arguments.keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    left = [kill for kill in kills if kill.left_behind]
    if arguments.json:
        print(json.dumps({"kills": [asdict(k) for k in kills], "differences": [asdict(d) for d in found]}))
    else:
        killed = sum(not kill.ended_by_itself for kill in kills)
        print(f"{killed} runs killed, {len(left)} left processes behind")
        for kill in left:
            print(f"  after {kill.after_seconds:.1f} s: {'; '.join(kill.left_behind)}")
        for one in found:
            print(
                f"  {one.table}: {one.only_undisturbed} rows undisturbed only, {one.only_killed} killed only"
            )
            print(f"    {one.example}")
        print("DIFFERENT" if found else "the same facts, marts and issues")
    sys.exit(1 if found or left else 0)


if __name__ == "__main__":
    main()
