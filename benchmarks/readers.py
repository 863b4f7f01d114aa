"""Analysts read the published file in a loop while runs publish: no query and no run may fail.

    python benchmarks/readers.py [--count 200] [--runs 3] [--json]

Two processes read HOME/warehouse/prongsai.duckdb read-only: one opens it anew for every query and must come
to see the last publication, the other keeps the connection that it opened first, even when its publication
was removed, and must always get the same answer. Between the runs a new report comes in. Exit 1 on any
failure. (In one process DuckDB would give the second connection the first one's file, hence two.)
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

from benchmarks.measured_run import RunFailed, call, measured_run
from benchmarks.small_reports import make_reports

_PAUSE = 0.02
# Facts against marts against history: all of one publication, or nothing fits.
_QUERY = """
SELECT (SELECT max(run_id) FROM quality.runs), (SELECT count(*) FROM core.documents),
       (SELECT sum(measures) FROM mart.completion_by_organization),
       (SELECT round(avg(overall_score), 6) FROM core.assessments WHERE is_current),
       (SELECT count(*) FROM core.evidence AS e JOIN core.documents AS d USING (document_id))
"""


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """What one reader saw: queries, failures (their messages), run ids of the publications in order."""

    keeps_connection: bool
    queries: int
    failures: tuple[str, ...]
    publications: tuple[str, ...]


def read_until_told(database: Path, keep: bool) -> ReaderResult:
    """Query in a loop until standard input ends. Prints a line after the first answer."""
    import selectors

    import duckdb

    queries = 0
    failures: list[str] = []
    seen: list[str] = []
    answers: dict[str, tuple[object, ...]] = {}
    kept = duckdb.connect(str(database), read_only=True) if keep else None
    told = selectors.DefaultSelector()
    told.register(sys.stdin, selectors.EVENT_READ)
    while True:
        try:
            if kept is not None:
                (row,) = kept.execute(_QUERY).fetchall()
            else:
                with duckdb.connect(str(database), read_only=True) as connection:
                    (row,) = connection.execute(_QUERY).fetchall()
            if answers.setdefault(row[0], row) != row:
                failures.append(f"{row[0]} answered {answers[row[0]]}, then {row}")
            if not seen or seen[-1] != row[0]:
                seen.append(row[0])
        except (duckdb.Error, OSError) as error:
            failures.append(f"{type(error).__name__}: {error}"[:300])
        queries += 1
        if queries == 1:
            print("reading", flush=True)
        if told.select(_PAUSE):
            break
    return ReaderResult(keep, queries, tuple(failures), tuple(seen))


class Reader:
    """A reader in a process of its own."""

    def __init__(self, database: Path, keep: bool) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--reader", str(database), *(["--keep-connection"] if keep else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "reading\n":
            raise RunFailed("a reader did not start")

    def result(self) -> ReaderResult:
        """Tell it to end; what it saw."""
        out, _ = self._process.communicate()
        if self._process.returncode != 0:
            raise RunFailed(f"a reader ended with exit code {self._process.returncode}")
        found = json.loads(out)
        return ReaderResult(
            found["keeps_connection"],
            found["queries"],
            tuple(found["failures"]),
            tuple(found["publications"]),
        )


def publish_under_readers(
    folder: Path, count: int, runs: int, seed: int
) -> tuple[list[str], list[ReaderResult]]:
    """The run ids published, and what the readers saw. Raises :class:`RunFailed` when a run failed."""
    make_reports(folder / "all", count + runs, seed)
    reports = sorted((folder / "all" / "inbox").iterdir())
    home, inbox = folder / "home", folder / "inbox"
    inbox.mkdir()
    for report in reports[:count]:
        shutil.copyfile(report, inbox / report.name)
    call(["register", "import", str((folder / "all" / "register.csv").resolve())], home)
    published = [str(measured_run(home, inbox).summary["run"]["run_id"])]
    database = (home / "warehouse" / "prongsai.duckdb").absolute()
    readers = [Reader(database, keep) for keep in (False, True)]
    try:
        for report in reports[count:]:
            shutil.copyfile(report, inbox / report.name)
            published.append(str(measured_run(home, inbox).summary["run"]["run_id"]))
            print(f"published {published[-1]}", file=sys.stderr, flush=True)
        time.sleep(1)  # the readers go on a moment after the last switch
    finally:
        results = [reader.result() for reader in readers]
    return published, results


def faults(published: list[str], results: list[ReaderResult]) -> list[str]:
    """What must not be: failed queries, a reader that missed the last publication or left the first."""
    found = [failure for result in results for failure in result.failures]
    for result in results:
        wanted = published[:1] if result.keeps_connection else published
        if list(result.publications) != wanted:
            found.append(f"saw {', '.join(result.publications)}, not {', '.join(wanted)}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Read the published file in a loop while runs publish.")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reader", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--keep-connection", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.reader is not None:
        print(json.dumps(asdict(read_until_told(arguments.reader, arguments.keep_connection))))
        return
    folder = Path(tempfile.mkdtemp(prefix="prongsai-readers-"))
    try:
        published, results = publish_under_readers(folder, arguments.count, arguments.runs, arguments.seed)
    except RunFailed as failure:
        sys.exit(f"a run failed: {failure}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found = faults(published, results)
    if arguments.json:
        print(json.dumps({"published": published, "readers": [asdict(r) for r in results], "faults": found}))
    else:
        for result in results:
            kind = "kept its connection" if result.keeps_connection else "opened anew each time"
            print(
                f"reader that {kind}: {result.queries} queries, {len(result.failures)} failed, "
                f"{len(result.publications)} of {len(published)} publications seen"
            )
        print("\n".join(found) or f"{len(published)} publications, no query failed")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
