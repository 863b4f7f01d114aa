"""``prongsai check`` on a file that is named: what holds, what does not, what cannot be checked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.integration.checked_warehouse import make_good_warehouse
from tests.integration.command_line import prongsai


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.duckdb"
    make_good_warehouse(path)
    return path


def test_a_named_file_that_holds(good: Path, tmp_path: Path) -> None:
    before = good.stat().st_mtime_ns
    done = prongsai("check", good, "--home", tmp_path / "home", "--lang", "en", cwd=tmp_path)
    assert "checks held" in done.stdout
    assert {"field", "document", "warehouse", "over time"} <= {
        line.strip().rsplit("  ")[0].strip() for line in done.stdout.splitlines()
    }
    assert good.stat().st_mtime_ns == before
    assert list(tmp_path.iterdir()) == []  # no home folder is made for a look


def test_what_fails_is_told_with_what_to_do_in_both_languages(good: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.duckdb"
    shutil.copy(good, faulty)
    with duckdb.connect(str(faulty)) as planting:
        planting.execute("UPDATE core.measures SET status_basis = NULL WHERE measure_id = 'm-1'")
        planting.execute("ALTER TABLE core.disclosures DROP note")
    asked = ("check", faulty, "--home", tmp_path / "home")
    english = prongsai(*asked, "--lang", "en", cwd=tmp_path, expect=1).stdout
    assert "status-without-basis" in english
    assert "document/core.measures" in english
    assert "Mend the status rule" in english
    assert "could not be made" in english
    assert "ให้แก้กฎการอ่านสถานะ" in prongsai(*asked, "--lang", "th", cwd=tmp_path, expect=1).stdout
    found = json.loads(prongsai(*asked, "--json", cwd=tmp_path, expect=1).stdout)
    (one,) = (rule for rule in found if rule["expectation"] == "status-without-basis")
    assert (one["level"], one["severity"], one["version"], one["success"]) == ("document", "error", 1, False)
    assert [row["record_id"] for row in one["examples"]] == ["m-1"]
    assert all(
        rule["text_th"] and rule["text_en"] and rule["action_th"] and rule["action_en"] for rule in found
    )


def test_a_file_that_is_not_there_or_no_warehouse(tmp_path: Path) -> None:
    assert "none.duckdb" in prongsai("check", "none.duckdb", cwd=tmp_path, expect=2).stderr
    (tmp_path / "rubbish.duckdb").write_bytes(b"not a database" * 100)
    assert "prongsai run" in prongsai("check", "rubbish.duckdb", cwd=tmp_path, expect=1).stderr
