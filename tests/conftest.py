"""What tests share: the bundled reference tables, with the register of the samples."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from transforms.reference import Reference

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"


@pytest.fixture(scope="session")
def bundled() -> Reference:
    """The bundled reference files, no register."""
    from warehouse.reference_files import load_reference

    return load_reference(None)


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """The bundled reference files and the register of the samples."""
    from datetime import date

    from warehouse.reference_files import load_reference
    from warehouse.register import import_register

    home = tmp_path_factory.mktemp("home")
    import_register(home, SAMPLES / "register.csv", date(2026, 1, 1))
    return load_reference(home)


@pytest.fixture(scope="session")
def real_reports() -> Path:
    """The folder of real reports, named by ``PRONGSAI_REAL_REPORTS``; skipped where it is not set."""
    named = os.environ.get("PRONGSAI_REAL_REPORTS")
    if not named or not Path(named).is_dir():
        pytest.skip("PRONGSAI_REAL_REPORTS names no folder: real reports are not part of the project")
    return Path(named)
