"""Runs over the samples, stage by stage: an unchanged one is carried forward, any change is built anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows import stages
from flows.checking import CheckProcess
from flows.run_request import RunOutcome, RunRequest, run_request
from flows.run_summary import json_summary, markdown_summary, print_summary
from flows.settings import load_settings
from tests.integration.command_line import SAMPLES
from warehouse import publication
from warehouse.carried_exports import WORKBOOK_MARTS
from warehouse.exports import WORKBOOK
from warehouse.manifest import DATABASE, read_manifest, verify
from warehouse.models import names_in
from warehouse.reference_files import load_reference
from warehouse.register import import_register

DAY = date(2026, 1, 15)


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckProcess]:
    with CheckProcess(tmp_path_factory.mktemp("checks")) as started:
        yield started


class Nights:
    """Runs over one home folder and inbox."""

    def __init__(self, folder: Path, process: CheckProcess) -> None:
        self.home = folder / "home"
        self.inbox = Path(shutil.copytree(SAMPLES / "inbox", folder / "inbox"))
        self.process = process

    def request(self, as_of: date = DAY, provinces: tuple[str, ...] = (), **asked: object) -> RunRequest:
        settings = load_settings(home=self.home, inboxes=(self.inbox,), workers=1, provinces=provinces)
        return run_request(settings, as_of, **asked)  # type: ignore[arg-type]

    def run(self, as_of: date = DAY, provinces: tuple[str, ...] = (), **asked: object) -> RunOutcome:
        request = self.request(as_of, provinces, **asked)
        reference = load_reference(self.home)
        collected = stages.collect(request)
        read = stages.read(request, reference)
        built = stages.build(request, reference, collected, read)
        checked = stages.check(request, reference, collected, read, built, self.process)
        record = stages.export(request, reference, collected, checked)
        return stages.publish(request, collected, read, checked, record, {})

    def was_carried(self, as_of: date = DAY, provinces: tuple[str, ...] = (), **asked: object) -> bool:
        outcome = self.run(as_of, provinces, **asked)
        return outcome.checked.built.summary.carried_forward


@pytest.fixture
def nights(tmp_path: Path, process: CheckProcess) -> Nights:
    import_register(tmp_path / "home", SAMPLES / "register.csv", DAY)
    return Nights(tmp_path, process)


def _inodes(outcome: RunOutcome) -> dict[str, int]:
    folder = outcome.publication / "exports"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.stat().st_ino for path in files}


def test_an_unchanged_night_is_carried_and_said_so(
    nights: Nights, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = nights.run(), nights.run()
    third = nights.run()
    assert not first.checked.built.summary.carried_forward
    assert second.checked.built.summary.carried_from == first.request.run_id
    assert json_summary(third)["carried_forward"] is True
    for lang, said in (("en", "Nothing changed since run"), ("th", "ไม่มีสิ่งใดเปลี่ยนตั้งแต่รอบ")):
        print_summary(third, lang)
        assert f"{said} {second.request.run_id}" in capsys.readouterr().out
    assert f"Nothing changed since run {second.request.run_id}" in markdown_summary(third)
    for outcome in (first, second, third):
        assert verify(outcome.publication) == []
        assert all(path.stat().st_mode & 0o777 == 0o444 for path in outcome.publication.rglob("*.*"))
    # On the same day everything exported is the same file, once the issues of the checks were counted.
    assert _inodes(third) == _inodes(second)
    assert _inodes(first).keys() == _inodes(second).keys()
    assert _inodes(first)[WORKBOOK] == _inodes(second)[WORKBOOK]


def test_on_another_day_what_the_day_decides_is_written_anew(nights: Nights) -> None:
    nights.run()
    second, later = nights.run(), nights.run(DAY + timedelta(days=1))
    assert later.checked.built.summary.carried_forward
    anew = {name for name, inode in _inodes(later).items() if _inodes(second)[name] != inode}
    assert anew == {"csv/overdue_deadlines.csv", "parquet/overdue_deadlines.parquet", "datapackage.json"}


def test_any_change_is_built_anew(nights: Nights) -> None:
    nights.run()
    assert nights.was_carried()
    report = next(path for path in sorted(nights.inbox.iterdir()) if path.suffix == ".txt")
    (nights.inbox / "another-name.txt").write_bytes(report.read_bytes())
    assert not nights.was_carried()
    assert nights.was_carried()
    assert not nights.was_carried(provinces=("ขอนแก่น",))
    assert nights.was_carried(provinces=("ขอนแก่น",))
    register = nights.inbox.parent / "register.csv"
    lines = (SAMPLES / "register.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    register.write_text("".join(lines[:-1]), encoding="utf-8")
    import_register(nights.home, register, DAY + timedelta(days=1))
    assert not nights.was_carried()
    assert not nights.was_carried(full=True)
    assert nights.was_carried()


def test_a_publication_that_is_not_whole_or_has_no_digest_is_not_carried(nights: Nights) -> None:
    first = nights.run()
    manifest = first.publication / "manifest.json"
    assert isinstance(read_manifest(first.publication)["inputs_digest"], str)
    manifest.chmod(0o644)
    manifest.write_text(manifest.read_text().replace('"inputs_digest"', '"other"'), encoding="utf-8")
    second = nights.run()
    assert not second.checked.built.summary.carried_forward
    database = second.publication / DATABASE
    database.chmod(0o644)
    with database.open("ab") as file:
        file.write(b"\0")
    assert not nights.was_carried()


def test_an_export_that_was_changed_is_written_anew(nights: Nights) -> None:
    nights.run()
    second = nights.run()
    changed = second.publication / "exports" / "csv" / "score_comparison.csv"
    content = changed.read_bytes()
    changed.chmod(0o644)
    changed.write_bytes(b"changed")
    third = nights.run()
    assert third.checked.built.summary.carried_forward
    assert (third.publication / "exports" / "csv" / "score_comparison.csv").read_bytes() == content


def test_a_carried_night_that_ends_in_the_middle_leaves_the_last_publication(nights: Nights) -> None:
    last = nights.run()
    request, reference = nights.request(), load_reference(nights.home)
    built = stages.build(request, reference, last.collected, stages.read(request, reference))
    assert built.summary.carried_forward
    assert publication.current(nights.home) == last.publication.resolve()
    assert verify(last.publication) == []
    # The next run removes what is left of it and carries forward again.
    assert nights.was_carried()
    assert not built.folder.exists()


def test_the_workbook_shows_no_other_marts_than_its_rule_knows() -> None:
    import warehouse

    folder = Path(warehouse.__file__).parent
    for name in (*(path.name for path in folder.glob("comparison_*.py")), "workbook.py"):
        # Queries stand in strings there: the whole text is looked through.
        text = (folder / name).read_text(encoding="utf-8").replace("'", "").replace('"', " ")
        marts = {found for found in names_in(text) if found.startswith("mart.")}
        assert marts <= WORKBOOK_MARTS, name
