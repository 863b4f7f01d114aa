"""What the stage of the checks costs beside the whole run, at 100,000 documents' worth of rows.

    python benchmarks/check_cost.py [--documents 100000] [--count 2000] [--seed 1] [--json]

Held against one bound (exit 1 when it is missed): the checks take at most 15 % of a full run.

What is measured and what is not: ``--count`` small reports are run for real. The facts of that warehouse are
then multiplied by SQL, every copy with documents and organizations of its own, until they are those of
``--documents``; the marts are computed again from them by their models, and that file is checked for real, in
a process of its own as in a run. The full run of so many documents is not made: its seconds are extrapolated,
reading, building and exporting in proportion to the documents, the rest as it was. Copies of organizations
make tables of them (coverage, ranks) larger than any register would: the checks' share is rather too high
than too low.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

import duckdb

from benchmarks.measured_run import MeasuredRun, RunFailed, call, measured_run
from benchmarks.small_reports import make_reports
from flows.checking import CheckProcess
from warehouse.build import configure
from warehouse.metadata import load_metadata
from warehouse.models import ordered_models

MOST_SHARE = 0.15
#: Stages whose seconds grow with the documents.
_GROWING = ("collect", "read", "build", "export")
#: Columns that tell one copy from another, and the tables that are copied.
_IDS = (
    "document_id", "organization_id", "assessment_id", "score_id", "measure_id", "measure_key",
    "disclosure_id", "link_id", "record_id", "superseded_by", "sha256", "issue_id",
)  # fmt: skip
_COPIED = ("core", "quality.issues")
_COUNTED = (
    "documents_arrived", "documents_loaded", "documents_superseded", "documents_quarantined",
    "documents_out_of_scope", "rows_found", "rows_set_aside", "rows_loaded",
)  # fmt: skip
_STAGING = (
    "measures_in_use", "latest_rounds", "indicator_names", "framework_contents", "succession_paths",
    "covered_provinces", "results_in_use", "scores_in_use", "items_in_use", "compared_scores",
    "score_changes", "score_ranks",
)  # fmt: skip


def multiply(database: Path, home: Path, factor: int, as_of: date) -> None:
    """Make the file that of ``factor`` times its documents."""
    with duckdb.connect(str(database)) as connection:
        configure(connection, home)
        # Many times the organizations of any register: the build's own limit is not what is asked here.
        connection.execute("SET memory_limit = '4GB'")
        for table in load_metadata().tables:
            name = f"{table.schema}.{table.name}"
            if table.schema not in _COPIED and name not in _COPIED:
                continue
            ids = [column for column in table.column_names if column in _IDS]
            copied = ", ".join(f"{column} || '~' || copies.n AS {column}" for column in ids)
            connection.execute(
                f"INSERT INTO {name} SELECT facts.* REPLACE ({copied})"
                f" FROM {name} AS facts, range(1, {factor}) AS copies(n)"
            )
        products = ", ".join(f"{name} = {name} * {factor}" for name in _COUNTED)
        connection.execute(f"UPDATE quality.runs SET {products}")
        connection.execute("SET VARIABLE as_of = ?", [as_of])
        connection.execute("CREATE TEMP TABLE coverage_settings (province VARCHAR)")
        connection.execute(
            "CREATE TEMP TABLE wording_clusters AS SELECT measure_id || suffix AS measure_id,"
            " cluster_id || suffix AS cluster_id, cluster_organizations, cluster_measures"
            " FROM mart.copied_text,"
            f" (SELECT CASE WHEN n > 0 THEN '~' || n ELSE '' END AS suffix FROM range({factor}) AS copies(n))"
        )
        for model in ordered_models():
            if model.name in _STAGING:
                connection.execute(f"CREATE TEMP TABLE {model.name} AS\n{model.sql}")
            elif model.name.startswith("mart."):
                columns = ", ".join(f'"{one}"' for one in load_metadata().table(model.name).column_names)
                connection.execute(f"DELETE FROM {model.name}")
                connection.execute(
                    f"INSERT INTO {model.name} ({columns}) SELECT {columns} FROM (\n{model.sql})"
                )
        connection.execute("CHECKPOINT")


def extrapolated(run: MeasuredRun, factor: int) -> float:
    """Seconds of the full run without its checks."""
    fixed = run.seconds - sum(run.stages.values())
    return fixed + sum(
        seconds * (factor if stage in _GROWING else 1)
        for stage, seconds in run.stages.items()
        if stage != "check"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="What the checks cost beside the whole run.")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    factor = max(1, round(asked.documents / asked.count))
    folder = Path(tempfile.mkdtemp(prefix="prongsai-bench-"))
    try:
        make_reports(folder, asked.count, asked.seed)
        home = folder / "home"
        call(["register", "import", str((folder / "register.csv").resolve())], home)
        run = measured_run(home, folder / "inbox")
        database = folder / "many.duckdb"
        shutil.copyfile(home / "warehouse" / "prongsai.duckdb", database)
        multiply(database, home, factor, date.fromisoformat(run.summary["run"]["as_of"]))
        with CheckProcess(folder / "checks") as process:
            started = time.perf_counter()
            outcomes = process.check(database)
            checked = time.perf_counter() - started
    except RunFailed as failure:
        sys.exit(f"{failure}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    others = extrapolated(run, factor)
    share = checked / (checked + others)
    failed = [one.expectation for one in outcomes if not one.success]
    if asked.json:
        told = {"documents": asked.count * factor, "checked": checked, "others": others, "share": share,
                "stages": dict(run.stages), "failed": failed}  # fmt: skip
        print(json.dumps(told))
    else:
        print(
            f"measured: {asked.count} documents, "
            + ", ".join(f"{k} {v:.1f} s" for k, v in run.stages.items())
        )
        print(f"extrapolated: {asked.count * factor} documents without the checks {others:.0f} s")
        print(f"measured: {len(outcomes)} checks of their rows {checked:.1f} s; not held: {failed or 'none'}")
        verdict = "held" if share <= MOST_SHARE else "MISSED"
        print(f"{verdict:<7}checks / full run: {share:.1%} (at most {MOST_SHARE:.0%})")
    sys.exit(0 if share <= MOST_SHARE else 1)


if __name__ == "__main__":
    main()
