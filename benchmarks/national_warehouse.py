"""A published home folder with a country's worth of reports, for timing what is asked of the whole country.

    python -m benchmarks.national_warehouse --home /tmp/national [--organizations 7849] [--years 9] [--seed 1]
        [--exports] [--checks]

Organizations that do not exist, in provinces that do: five types and sizes of provinces as the country has
them, a report a year for each, two in the last two years, with scores, measures, disclosures, evidence and
issues. What reading them would have given is written into the pipeline's store by SQL; from there on it is
the project's own build and publication. The originals are not made: `explain` has no pages to show.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

from benchmarks.national.facts import RUN_ID, arrivals, fill_store
from benchmarks.national.register import COUNTRY, national_organizations, write_national_register
from flows.checking import CheckProcess, check_rows
from flows.run_request import program_version
from flows.workers import cache_key
from warehouse import publication
from warehouse.build import BuildRequest, build_warehouse
from warehouse.journal import Journal
from warehouse.manifest import DATABASE
from warehouse.reference_files import load_reference
from warehouse.register import import_register
from warehouse.run_history import RunRecord, finish, record_checks
from warehouse.store import Store

AS_OF = date(2026, 11, 21)
YEARS = 9
_Made = TypeVar("_Made")


def make_national(
    home: Path,
    organizations: int = COUNTRY,
    years: int = YEARS,
    seed: int = 1,
    exports: bool = False,
    checks: bool = False,
    told: Callable[[str], None] = lambda line: None,
) -> Path:
    """Make the home folder anew, publish it, and give the path of its published database."""

    def timed(step: str, work: Callable[[], _Made]) -> _Made:
        started = time.perf_counter()
        done = work()
        told(f"  {step:<28}{time.perf_counter() - started:7.1f} s")
        return done

    _demand_own(home)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / _MARK).touch()
    plain = load_reference(None)
    invented = national_organizations(plain.provinces, organizations, seed)
    write_national_register(home / "register.csv", invented, plain.organization_types)
    timed("register", lambda: import_register(home, home / "register.csv", AS_OF))
    reference = load_reference(home)
    timed(
        "what reading would give",
        lambda: fill_store(home, reference.register, reference, cache_key(reference), years, seed),
    )
    timed("journal", lambda: Journal(home).append(list(arrivals(home))))
    journal = tuple(Journal(home).entries())
    started_at = datetime.combine(AS_OF, datetime.min.time(), UTC)
    version = program_version()
    folder = publication.prepare(home, RUN_ID)
    database = folder / DATABASE
    run = RunRecord(RUN_ID, started_at, version, state="published", documents_new=len(journal))
    request = BuildRequest(
        home=home, run_id=RUN_ID, as_of=AS_OF, version=version, reference=reference,
        store=Store(home).path, journal=journal, run=run,
    )  # fmt: skip
    summary = timed("build", lambda: build_warehouse(database, request))
    for model, seconds in sorted(summary.seconds.items(), key=lambda pair: -pair[1])[:6]:
        told(f"    {model:<34}{seconds:7.1f} s")
    if checks:
        with CheckProcess(home / "work") as process:
            outcomes = timed("checks", lambda: process.check(database))
        record_checks(database, RUN_ID, check_rows(outcomes), [])
        failed = [one for one in outcomes if not one.success]
        told(f"    {len(outcomes)} checks, not held: {len(failed)}")
        for one in failed:
            told(f"    {one.suite} {one.expectation} {one.unexpected_count} {one.observed} {one.error or ''}")
    finish(database, replace(summary.run, finished_at=started_at + timedelta(minutes=10)))
    if exports:
        from warehouse.exports import FORMATS, export
        from warehouse.site.site import write_site

        timed("exports", lambda: export(database, folder / "exports", FORMATS, lang="th"))
        timed("site", lambda: write_site(database, folder / "site"))
    timed("publication", lambda: publication.publish(home, RUN_ID, folder))
    return publication.published_database(home)


_MARK = ".invented-country"


def _demand_own(home: Path) -> None:
    """A folder with somebody's work in it is never removed."""
    if home.exists() and any(home.iterdir()) and not (home / _MARK).is_file():
        sys.exit(f"{home} is not empty and was not made by this program: name another folder.")


def main() -> None:
    parser = argparse.ArgumentParser(description="A published home folder with a country's worth of reports.")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--organizations", type=int, default=COUNTRY)
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--exports", action="store_true", help="the workbook, CSV, Parquet and page too")
    parser.add_argument("--checks", action="store_true", help="hold the file against every rule")
    asked = parser.parse_args()
    started = time.perf_counter()
    database = make_national(
        asked.home, asked.organizations, asked.years, asked.seed, asked.exports, asked.checks, print
    )
    size = database.stat().st_size / 1e6
    print(f"{time.perf_counter() - started:.0f} s, {size:.0f} MB: {database}")


if __name__ == "__main__":
    main()
