"""The run from inbox to publication: as people start it, and stage by stage with faults planted."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows import stages
from flows.checking import CheckProcess, ChecksUnavailable, StoppedByChecks
from flows.failed_runs import failed_runs, record_failed_run
from flows.run_lock import run_lock
from flows.run_request import Built, Checked, RunOutcome, RunRequest, run_request
from flows.settings import load_settings
from flows.stages import record_of_failure
from flows.workers import ReadSummary
from tests.integration.command_line import SAMPLES, prongsai
from transforms.errors import ProngsaiError, WrongUse
from transforms.reference import Reference
from warehouse import publication
from warehouse.reference_files import load_reference
from warehouse.register import import_register

AS_OF = date(2026, 1, 15)


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckProcess]:
    """The process of the checks, for all tests: its start is what costs."""
    with CheckProcess(tmp_path_factory.mktemp("checks")) as started:
        yield started


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    import_register(home, SAMPLES / "register.csv", AS_OF)
    return home


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLES / "inbox", tmp_path / "inbox"))


class Run:
    """A run by its stages, which tests may look into or disturb in between."""

    def __init__(self, home: Path, inbox: Path, process: CheckProcess, **asked: object) -> None:
        settings = load_settings(home=home, inboxes=(inbox,), workers=2)
        self.request: RunRequest = run_request(settings, AS_OF, **asked)  # type: ignore[arg-type]
        self.reference: Reference = load_reference(home)
        self.process = process

    def until_read(self) -> ReadSummary:
        self.collected = stages.collect(self.request)
        self.read = stages.read(self.request, self.reference)
        return self.read

    def until_built(self) -> Built:
        self.until_read()
        self.built = stages.build(self.request, self.reference, self.collected, self.read)
        return self.built

    def checked(self) -> Checked:
        return stages.check(self.request, self.reference, self.collected, self.read, self.built, self.process)

    def published(self, checked: Checked) -> RunOutcome:
        record = stages.export(self.request, self.reference, self.collected, checked)
        return stages.publish(self.request, self.collected, self.read, checked, record, {})

    def all(self) -> RunOutcome:
        self.until_built()
        return self.published(self.checked())


def _ask(home: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "warehouse" / "prongsai.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


# ── as people start it


def test_two_runs_by_the_command(tmp_path: Path) -> None:
    inbox = SAMPLES / "inbox"
    prongsai("register", "import", SAMPLES / "register.csv", "--home", "home", cwd=tmp_path)
    first = prongsai("run", "--inbox", inbox, "--home", "home", cwd=tmp_path)
    assert first.stderr == ""
    assert "\x1b" not in first.stdout
    for said in ("22 files", "21 new documents", "1 duplicates", "not-an-ita-report", "other-scheme"):
        assert said in first.stdout
    results = ("warehouse/prongsai.duckdb", "exports/prongsai-comparison.xlsx", "site/index.html")
    for name in (f"home/{result}" for result in results):
        assert name in first.stdout
        assert (tmp_path / name).is_file()
    database = (tmp_path / "home" / "warehouse" / "prongsai.duckdb").resolve()
    assert database.stat().st_mode & 0o777 == 0o444
    # Nothing in the person's own home folder, above all no ~/.prefect.
    assert not list((tmp_path / "user").glob("*/*")) if (tmp_path / "user").exists() else True

    second = json.loads(prongsai("run", "--inbox", inbox, "--home", "home", "--json", cwd=tmp_path).stdout)
    assert second["read"]["documents"] == 0
    assert second["collected"]["unchanged"] == 22
    assert second["run"]["documents_unchanged"] == 21
    assert second["run"]["state"] == "published"
    home = tmp_path / "home"
    assert _ask(home, "SELECT count(*) FROM quality.runs WHERE state = 'published'") == [(2,)]
    assert _ask(home, "SELECT count(*) FROM quality.figure_changes") == [(0,)]
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(home.resolve()) not in listed


def test_a_second_run_at_the_same_time_is_refused_before_anything_starts(home: Path, inbox: Path) -> None:
    with run_lock(home, "the-first"):
        done = prongsai("run", "--inbox", inbox, "--home", home, cwd=home.parent, expect=3)
    assert "the-first" in done.stderr
    assert str(os.getpid()) in done.stderr
    assert not (home / "archive").exists()


def test_a_run_that_fails_leaves_the_last_publication_and_is_remembered(
    home: Path, inbox: Path, process: CheckProcess
) -> None:
    before = Run(home, inbox, process).all()
    journal = home / "archive" / "journal.jsonl"
    content = journal.read_bytes()
    journal.write_bytes(b"damaged\n" + content)
    done = prongsai("run", "--inbox", inbox, "--home", home, cwd=home.parent, expect=1)
    assert "damaged at line 1" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert publication.current(home) == before.publication.resolve()
    journal.write_bytes(content)
    status = prongsai("status", "--home", home, cwd=home.parent).stdout
    assert "failed" in status
    Run(home, inbox, process).all()
    states = _ask(home, "SELECT state, error IS NOT NULL FROM quality.runs ORDER BY started_at")
    assert states == [("published", False), ("failed", True), ("published", False)]
    assert failed_runs(home) == ()


# ── what comes in


def test_the_second_run_reads_nothing_and_publishes_all_the_same(
    home: Path, inbox: Path, process: CheckProcess
) -> None:
    first = Run(home, inbox, process).all()
    second = Run(home, inbox, process).all()
    assert (first.read.documents, second.read.documents) == (21, 0)
    assert second.publication != first.publication
    assert second.record.documents_unchanged == 21


def test_one_new_report_is_read_alone(home: Path, inbox: Path, process: CheckProcess) -> None:
    late = inbox / "05_tankhufa_2566_annual.txt"
    content = late.read_bytes()
    late.unlink()
    Run(home, inbox, process).all()
    late.write_bytes(content)
    outcome = Run(home, inbox, process).all()
    assert (outcome.collected.new, outcome.read.documents) == (1, 1)


def test_full_reads_the_archive_again_and_changes_no_figure(
    home: Path, inbox: Path, process: CheckProcess
) -> None:
    Run(home, inbox, process).all()
    shutil.rmtree(inbox)
    inbox.mkdir()
    outcome = Run(home, inbox, process, full=True).all()
    assert outcome.read.documents == 21
    assert _ask(home, "SELECT count(*) FROM quality.figure_changes") == [(0,)]


def test_without_its_work_folder_a_home_is_built_again_from_archive_and_journal(
    home: Path, inbox: Path, process: CheckProcess
) -> None:
    Run(home, inbox, process).all()
    facts = "SELECT * EXCLUDE (received_at) FROM core.documents ORDER BY document_id"
    before = _ask(home, facts)
    shutil.rmtree(home / "work")
    outcome = Run(home, inbox, process).all()
    assert (outcome.collected.new, outcome.read.documents) == (0, 21)
    assert _ask(home, facts) == before


def test_an_empty_inbox_publishes(home: Path, tmp_path: Path, process: CheckProcess) -> None:
    (tmp_path / "empty").mkdir()
    outcome = Run(home, tmp_path / "empty", process).all()
    assert outcome.collected.files == 0
    assert outcome.database.is_file()


def test_bad_files_are_set_aside_with_their_reason_and_the_rest_is_published(
    home: Path, inbox: Path, process: CheckProcess
) -> None:
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "rubbish.bin").write_bytes(bytes(range(256)) * 40)
    (inbox / "dangling.txt").symlink_to(inbox / "nowhere")
    outcome = Run(home, inbox, process).all()
    assert outcome.record.documents_loaded == 19
    reasons = {group.reason for group in outcome.set_aside if group.state == "quarantined"}
    assert "empty-file" in reasons
    assert outcome.record.documents_quarantined == 2
    ((record, state),) = _ask(
        home, "SELECT record_id, state FROM quality.issues WHERE rule = 'file-vanished'"
    )
    assert str(record).endswith("dangling.txt")
    assert state == "open"
    (inbox / "dangling.txt").unlink()
    Run(home, inbox, process).all()
    assert _ask(home, "SELECT state FROM quality.issues WHERE rule = 'file-vanished'") == [("closed",)]


def test_a_replay_reads_again_what_was_set_aside(home: Path, inbox: Path, process: CheckProcess) -> None:
    (inbox / "empty.txt").write_bytes(b"")
    Run(home, inbox, process).all()
    (inbox / "new.txt").write_bytes(b"new")
    outcome = Run(home, inbox, process, replay=True).all()
    assert outcome.read.documents == 1
    assert outcome.collected.files == 0


# ── checks


def _plant(database: Path, sql: str) -> None:
    with duckdb.connect(str(database)) as connection:
        assert connection.execute(sql).fetchall() != [(0,)]


def test_documents_whose_rows_break_a_critical_rule_are_set_aside_and_the_rest_is_published(
    home: Path, inbox: Path, process: CheckProcess
) -> None:
    run = Run(home, inbox, process)
    run.until_read()
    # What a broken reader would leave: a score of which nobody knows whence it is.
    store = home / "work" / "store.duckdb"
    ((victim,),) = (
        duckdb.connect(str(store))
        .execute("SELECT min(document_id) FROM extracted.indicator_scores WHERE certainty = 'sure'")
        .fetchall()
    )
    _plant(
        store,
        "DELETE FROM extracted.evidence WHERE table_name = 'core.indicator_scores' "
        f"AND document_id = '{victim}'",
    )
    run.built = stages.build(run.request, run.reference, run.collected, run.read)
    checked = run.checked()
    assert checked.set_aside == {victim: "score-without-evidence"}
    outcome = run.published(checked)
    assert (outcome.record.documents_loaded, outcome.record.documents_quarantined) == (18, 1)
    assert _ask(home, f"SELECT state, state_reason FROM core.documents WHERE document_id = '{victim}'") == [
        ("quarantined", "score-without-evidence")
    ]
    assert _ask(
        home,
        "SELECT count(*) > 0 FROM quality.issues "
        f"WHERE rule = 'score-without-evidence' AND document_id = '{victim}'",
    ) == [(True,)]
    assert _ask(home, f"SELECT count(*) FROM core.indicator_scores WHERE document_id = '{victim}'") == [(0,)]

    accepting = Run(home, inbox, process, accept="score-without-evidence", reason="evidence is on paper")
    accepted = accepting.all()
    assert accepted.checked.accepted == ("score-without-evidence",)
    assert accepted.record.documents_loaded == 19
    assert _ask(home, "SELECT accepted_rule, accepted_reason FROM quality.runs ORDER BY started_at") == [
        (None, None),
        ("score-without-evidence", "evidence is on paper"),
    ]


def test_a_critical_failure_about_the_whole_stops_the_publication(
    home: Path, inbox: Path, process: CheckProcess
) -> None:
    before = Run(home, inbox, process).all()
    run = Run(home, inbox, process)
    built = run.until_built()
    _plant(built.database, "DELETE FROM reference.provinces")
    with pytest.raises(StoppedByChecks, match="provinces-present") as stopped:
        run.checked()
    assert "--accept provinces-present" in stopped.value.message_en
    assert record_of_failure(run.request, run.collected, stopped.value).state == "stopped"
    publication.discard(built.folder)
    assert publication.current(home) == before.publication.resolve()


def test_a_check_that_breaks_stops_the_publication(home: Path, inbox: Path, process: CheckProcess) -> None:
    run = Run(home, inbox, process)
    built = run.until_built()
    _plant(built.database, "ALTER TABLE mart.score_comparison RENAME COLUMN rank_country TO place")
    with pytest.raises(StoppedByChecks, match="rank_country"):
        run.checked()


def test_the_process_of_the_checks_starts_again_after_its_end(
    home: Path, inbox: Path, tmp_path: Path
) -> None:
    with CheckProcess(tmp_path / "work") as process:
        run = Run(home, inbox, process)
        built = run.until_built()
        assert process._process is not None
        process._process.kill()
        with suppress(ChecksUnavailable):  # asked before its end was noticed: the flow tries once more
            process.check(built.database)
        assert all(outcome.success for outcome in process.check(built.database))


# ── the record of what failed


def test_failed_runs_are_remembered_in_order_and_broken_lines_passed_over(home: Path) -> None:
    requests = [run_request(load_settings(home=home), AS_OF) for _ in range(2)]
    for number, request in enumerate(requests):
        fault = ProngsaiError("เต็ม", f"full {number}")
        record_failed_run(home, record_of_failure(request, stages.Collected(), fault))
    with (home / "work" / "failed_runs.jsonl").open("a") as file:
        file.write('{"run_id": "torn')
    remembered = failed_runs(home)
    assert [record.error for record in remembered] == ["full 0", "full 1"]
    assert [record.started_at for record in remembered] == [request.started_at for request in requests]
    assert {record.as_of for record in remembered} == {AS_OF}


def test_an_acceptance_without_a_reason_is_wrong_use(home: Path) -> None:
    with pytest.raises(WrongUse):
        run_request(load_settings(home=home), AS_OF, accept="some-rule")
    with pytest.raises(WrongUse):
        run_request(load_settings(home=home), AS_OF, accept="some-rule", reason="  ")
