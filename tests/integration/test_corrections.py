"""From a doubted figure to a settled one, and back, as a data steward does it: with the command alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.integration.command_line import SAMPLES, prongsai

REPORT = "14_lanpha_2567_plan_total_wrong.txt"
TOTAL = (
    "SELECT CAST(overall_score AS VARCHAR) AS overall_score, reconciliation, assessments.certainty "
    f"FROM core.assessments JOIN core.documents USING (document_id) WHERE file_name = '{REPORT}'"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrected")
    inbox = folder / "inbox"
    inbox.mkdir()
    for name in (REPORT, "06_tankhufa_2565_scores.txt"):
        (inbox / name).write_bytes((SAMPLES / "inbox" / name).read_bytes())
    prongsai("register", "import", SAMPLES / "register.csv", "--home", folder, cwd=folder)
    prongsai("run", "--home", folder, cwd=folder)
    return folder


def asked(home: Path, sql: str) -> list[dict[str, Any]]:
    answer = prongsai("query", sql, "--format", "json", "--home", home, cwd=home)
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def test_from_issue_to_figure_and_back(home: Path) -> None:
    issues = json.loads(prongsai("issues", "--json", "--home", home, cwd=home).stdout)
    mismatch = next(
        one for one in issues if one["rule"] == "total-mismatch" and one["column_name"] == "overall_score"
    )

    written = prongsai("issues", "--fix", mismatch["issue_id"], "--home", home, cwd=home).stdout.strip()
    draft = home / "corrections" / f"{mismatch['issue_id']}.yml.draft"
    assert written.endswith(draft.name)
    (entry,) = yaml.safe_load(draft.read_text("utf-8"))
    assert (entry["record"], entry["expect"], entry["value"]) == (mismatch["record_id"], "95.14", None)
    again = prongsai("issues", "--fix", mismatch["issue_id"], "--home", home, cwd=home, expect=2)
    assert "is there already" in again.stderr

    entry |= {"value": 93.94, "reason": "ตามประกาศผล", "by": "สำนักงานจังหวัด"}
    settled = draft.with_name("lanpha.yml")
    settled.write_text(yaml.safe_dump([entry], allow_unicode=True), "utf-8")
    draft.unlink()
    prongsai("replay", "--home", home, cwd=home)
    assert asked(home, TOTAL) == [{"overall_score": "93.94", "reconciliation": "match", "certainty": "sure"}]
    (told,) = asked(home, "SELECT state, printed, value, decided_by FROM quality.corrections")
    assert told == {"state": "applied", "printed": "95.14", "value": "93.94", "decided_by": "สำนักงานจังหวัด"}
    changes = asked(
        home,
        "SELECT old_value, new_value, cause FROM quality.figure_changes WHERE column_name = 'overall_score'",
    )
    assert changes == [{"old_value": "95.14", "new_value": "93.94", "cause": "correction"}]
    said = prongsai("explain", "2550191", "2566", "overall", "--home", home, cwd=home).stdout
    assert "correction: 95.14 → 93.94" in said and "ตามประกาศผล" in said

    settled.unlink()
    prongsai("replay", "--home", home, cwd=home)
    (back,) = asked(home, TOTAL)
    assert (back["overall_score"], back["reconciliation"]) == ("95.14", "mismatch")
    assert not asked(home, "SELECT * FROM quality.corrections")


def test_a_faulty_file_stops_the_run_and_one_without_its_document_is_told(home: Path) -> None:
    before = (home / "current").resolve()
    file = home / "corrections" / "faulty.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("- id: x\n", "utf-8")
    failed = prongsai("run", "--home", home, cwd=home, expect=2)
    assert "faulty.yml" in failed.stderr and (home / "current").resolve() == before
    file.write_text(
        yaml.safe_dump(
            [
                {
                    "id": "of-nothing",
                    "document": "0" * 64,
                    "column": "state",
                    "value": "out_of_scope",
                    "expect": "loaded",
                    "reason": "sent by mistake",
                    "by": "the office",
                    "date": "2026-11-20",
                }
            ]
        ),
        "utf-8",
    )
    assert "of-nothing" in prongsai("run", "--home", home, cwd=home).stdout
    file.unlink()


def test_an_issue_that_does_not_exist_is_wrong_use(home: Path) -> None:
    failed = prongsai("issues", "--fix", "i-nothing", "--home", home, cwd=home, expect=2)
    assert "i-nothing" in failed.stderr
