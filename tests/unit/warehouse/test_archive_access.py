"""Who may look into the archive: originals name persons."""

from __future__ import annotations

from pathlib import Path

from warehouse.archive import Archive


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_archive_is_its_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    archive = Archive(home)
    archive.store(b"one")
    assert mode(archive.folder) == 0o700
    assert mode(home) & 0o500 == 0o500


def test_a_folder_that_was_opened_by_hand_stays_so(tmp_path: Path) -> None:
    Archive(tmp_path).store(b"one")
    (tmp_path / "archive").chmod(0o750)
    later = Archive(tmp_path)
    later.store(b"two")
    assert mode(later.folder) == 0o750
