"""How long the site of a country takes: all pages, those of one new report, those of a night without any.

    python -m benchmarks.national_warehouse --home /tmp/national
    python -m benchmarks.site_speed --home /tmp/national [--json]

Works on copies of the publication in a folder of its own. Held against bounds (exit 1 when one is missed):
every page in 5 minutes, no page over 150 kB, no more than 2 pages and the province's for one report that
changes one score, none but the single pages for a night without changes, and that in 10 s. Seconds are of the
processor, as other processes may run beside.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

import duckdb

from warehouse.manifest import DATABASE
from warehouse.publication import published_database
from warehouse.site.pages import LastPublication, Written
from warehouse.site.site import write_site

MOST_SECONDS, MOST_SECONDS_UNCHANGED, MOST_BYTES = 300.0, 10.0, 150_000
#: Of an organization, of its province in the years that changed, and the pages that there are once.
MOST_PAGES_OF_A_REPORT = 40


@dataclass(frozen=True, slots=True)
class Measured:
    """One writing of the whole site."""

    name: str
    written: int
    linked: int
    cpu_seconds: float
    clock_seconds: float
    peak_megabytes: float


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    published = published_database(chosen.home)
    with tempfile.TemporaryDirectory(prefix="site-", dir=chosen.home) as folder:
        measured, largest, pages = _measure(published, Path(folder))
    missed = list(_missed(measured, largest))
    if chosen.json:
        print(
            json.dumps({"runs": [asdict(one) for one in measured], "largest_page": largest, "missed": missed})
        )
        return 1 if missed else 0
    print(f"{'':<24}{'written':>9}{'linked':>9}{'CPU s':>9}{'clock s':>9}{'peak MB':>9}")
    for one in measured:
        print(
            f"{one.name:<24}{one.written:>9,}{one.linked:>9,}{one.cpu_seconds:>9.1f}{one.clock_seconds:>9.1f}"
            f"{one.peak_megabytes:>9.0f}"
        )
    print(f"pages of HTML: {pages:,}; the largest: {largest / 1e3:.0f} kB")
    for name in missed:
        print(f"MISSED: {name}")
    return 1 if missed else 0


def _measure(published: Path, folder: Path) -> tuple[list[Measured], int, int]:
    first = folder / "first"
    (first / DATABASE).parent.mkdir(parents=True)
    shutil.copyfile(published, first / DATABASE)
    every = _timed("all pages", first, None)
    _write_manifest(first)
    sizes = [path.stat().st_size for path in (first / "site").rglob("*.html")]
    same = folder / "same"
    shutil.copytree(first / DATABASE.parent, same / DATABASE.parent)
    carried = _timed("a night without changes", same, LastPublication(first, frozenset({"quality.issues"})))
    changed = folder / "changed"
    shutil.copytree(first / DATABASE.parent, changed / DATABASE.parent)
    _one_more_report(changed / DATABASE)
    one_report = _timed("one new report", changed, LastPublication(first))
    return [every, carried, one_report], max(sizes), len(sizes)


def _timed(name: str, folder: Path, last: LastPublication | None) -> Measured:
    clock, processor = time.perf_counter(), time.process_time()
    found: Written = write_site(folder / DATABASE, folder / "site", last)
    return Measured(
        name,
        found.written,
        found.linked,
        time.process_time() - processor,
        time.perf_counter() - clock,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    )


def _write_manifest(folder: Path) -> None:
    files = [
        {
            "path": path.relative_to(folder).as_posix(),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in (folder / "site").rglob("*")
        if path.is_file()
    ]
    (folder / "manifest.json").write_text(json.dumps({"files": files}))


def _one_more_report(database: Path) -> None:
    """As one new result in the middle of the country's latest year: its own score moves by a hundredth, and
    with it somebody's rank."""
    database.chmod(0o644)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "UPDATE mart.score_comparison SET overall = overall + 0.01, rank_country = rank_country - 1 "
            "WHERE (organization_id, fiscal_year) = (SELECT (organization_id, fiscal_year) "
            "FROM mart.score_comparison WHERE overall IS NOT NULL "
            "ORDER BY fiscal_year DESC, rank_country, organization_id LIMIT 1 OFFSET 3000)"
        )


def _missed(measured: list[Measured], largest: int) -> list[str]:
    every, carried, one_report = measured
    checks = {
        f"all pages in {MOST_SECONDS:.0f} s": every.cpu_seconds <= MOST_SECONDS,
        f"a page of at most {MOST_BYTES:,} bytes": largest <= MOST_BYTES,
        f"a night without changes in {MOST_SECONDS_UNCHANGED:.0f} s": carried.cpu_seconds
        <= MOST_SECONDS_UNCHANGED,
        "no page of an organization on a night without changes": carried.linked
        == every.written - carried.written,
        "the pages of one report alone": one_report.written <= MOST_PAGES_OF_A_REPORT,
    }
    return [name for name, held in checks.items() if not held]


if __name__ == "__main__":
    sys.exit(main())
