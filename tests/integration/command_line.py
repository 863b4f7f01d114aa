"""The command as people start it: its own process, nothing of the user's home folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"

#: What a machine may have set and a test must not depend on.
_UNSET = ("PREFECT_API_URL", "PREFECT_HOME", "LC_ALL", "LC_MESSAGES", "COLUMNS", "PRONGSAI_HOME")


def environment(user_home: Path, **more: str) -> dict[str, str]:
    """A person's environment, in English, with a home folder of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return {**kept, "HOME": str(user_home), "PYTHONPATH": str(ROOT), "PRONGSAI_LANG": "en", **more}


def command(*arguments: str | Path) -> list[str]:
    """The command line of ``prongsai`` with these arguments."""
    return [sys.executable, "-m", "flows.cli", *map(str, arguments)]


def prongsai(
    *arguments: str | Path, cwd: Path, expect: int | None = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in the folder ``cwd``; demand the exit code (``None``: any)."""
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environment(cwd / "user", **more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert expect is None or done.returncode == expect, (done.returncode, done.stdout, done.stderr)
    return done
