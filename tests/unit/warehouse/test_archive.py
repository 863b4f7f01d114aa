import os
import subprocess
import sys
from pathlib import Path

import pytest

from transforms.errors import ProngsaiError
from warehouse.archive import Archive, ArchiveDamaged
from warehouse.disk import sha256_of

CONTENT = "องค์การบริหารส่วนตำบลตัวอย่าง\n".encode()


def files_of(archive: Archive) -> list[Path]:
    return sorted(path for path in archive.folder.rglob("*") if path.is_file())


def test_the_same_bytes_are_kept_once_and_read_back(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.store(CONTENT)
    written = archive.path(first).stat()
    assert archive.store(CONTENT) == first == sha256_of(CONTENT)
    assert archive.path(first).stat().st_mtime_ns == written.st_mtime_ns
    assert archive.path(first).stat().st_ino == written.st_ino
    assert archive.read(first) == CONTENT
    assert files_of(archive) == [tmp_path / "archive" / first[:2] / first]


def test_an_original_cannot_be_written_to(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert archive.path(archive.store(CONTENT)).stat().st_mode & 0o222 == 0


def test_empty_content_is_an_original_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert archive.read(archive.store(b"")) == b""


@pytest.mark.parametrize("damage", [b"", CONTENT[:-1], CONTENT[:-1] + b"X"])
def test_damage_is_noticed_when_read_and_mended_when_stored_again(tmp_path: Path, damage: bytes) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.store(CONTENT)
    archive.path(sha256).unlink()
    archive.path(sha256).write_bytes(damage)
    with pytest.raises(ArchiveDamaged) as caught:
        archive.read(sha256)
    assert "inbox" in caught.value.message_en and "inbox" in caught.value.message_th
    assert Archive(tmp_path).store(CONTENT) == sha256
    assert archive.read(sha256) == CONTENT


def test_a_missing_original_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="missing"):
        Archive(tmp_path).read("0" * 64)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ABCDEF" * 10 + "0000", "0" * 63, "0" * 64 + "\n"])
def test_only_a_sha256_names_an_original(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a sha256"):
        Archive(tmp_path).path(name)


def test_what_a_killed_process_had_begun_is_removed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(b"another")
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True)
    dead = archive.folder / ".incoming" / f"{sha256_of(CONTENT)}.{int(ended.stdout)}"
    living = archive.folder / ".incoming" / f"{sha256_of(CONTENT)}.{os.getppid()}"
    dead.write_bytes(CONTENT[:5])
    living.write_bytes(CONTENT[:5])
    Archive(tmp_path).store(CONTENT)
    assert not dead.exists()
    assert living.exists()


def test_sync_is_possible_before_and_after_storing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.sync()
    archive.store(CONTENT)
    archive.sync()


def test_a_full_disk_is_a_clear_error_and_leaves_nothing_half_written(tiny_disk: Path) -> None:
    archive = Archive(tiny_disk)
    small = archive.store(CONTENT)
    with pytest.raises(ProngsaiError) as caught:
        archive.store(b"x" * 4_000_000)
    assert caught.value.exit_code == 1
    assert "free some space" in caught.value.message_en
    assert files_of(archive) == [archive.path(small)]
    assert archive.read(small) == CONTENT
