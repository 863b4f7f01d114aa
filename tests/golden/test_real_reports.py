"""Real reports, which are no part of the project, held against the facts read from them by hand.

``PRONGSAI_REAL_REPORTS`` names their folder; beside it lie ``register/``, ``golden/`` and the script
``evaluate.py`` that compares a built warehouse with them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

#: Every fact of the reports at hand is read right; a change that loses one must say why.
LEAST_SHARE = 0.99


@pytest.mark.real
@pytest.mark.slow
def test_real_reports_are_read_right(real_reports: Path, tmp_path: Path) -> None:
    register = next((real_reports.parent / "register").glob("*.csv"), None)
    evaluate = real_reports.parent / "evaluate.py"
    if register is None or not evaluate.is_file():
        pytest.skip("no register or no evaluate.py beside the real reports")
    home = tmp_path / "home"
    for arguments in (
        ["register", "import", str(register)],
        ["run", "--inbox", str(real_reports)],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", *arguments, "--home", str(home)],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    database = home / "warehouse" / "prongsai.duckdb"
    held = subprocess.run(
        [sys.executable, str(evaluate), str(database), "--min", str(LEAST_SHARE)],
        capture_output=True,
        text=True,
    )
    assert held.returncode == 0, held.stdout + held.stderr
