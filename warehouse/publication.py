"""Publications: one folder a run, made beside the others, checked, and reached through one link.

``HOME/publications/RUN`` holds ``warehouse/prongsai.duckdb``, ``exports``, ``site`` and
``manifest.json``. ``HOME/current`` is a relative link to the last one; ``HOME/warehouse``,
``HOME/exports`` and ``HOME/site`` are relative links through it. Switching is the replacement of that
one link, so that at every moment, killed or not, readers find the old publication or the new one.
Readers that have the old file open keep it.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from transforms.errors import ProngsaiError, WrongUse
from warehouse.disk import disk_error_of, is_refused_by_disk, sync_file_system, sync_path
from warehouse.manifest import DATABASE, read_manifest, verify, write_manifest

#: What people reach through ``current``, by these names in the home folder.
PARTS = ("warehouse", "exports", "site")
KEPT = 3
_DOING = ("ขณะเผยแพร่", "while publishing")


def current(home: Path) -> Path | None:
    """The folder of the last publication (not the link: it stays the same when the next one is
    published), or ``None`` where nothing was published yet."""
    link = home / "current"
    with suppress(OSError):
        folder = link.resolve(strict=True)
        if link.is_symlink() and folder.is_dir():
            return folder
    return None


def published_database(home: Path) -> Path:
    """The last published warehouse. Raises :class:`WrongUse` where nothing was published yet."""
    folder = current(home)
    if folder is None or not (folder / DATABASE).is_file():
        raise WrongUse(
            f"ยังไม่มีการเผยแพร่ใน {home}: สั่ง `prongsai run` ก่อน หรือระบุโฟลเดอร์ด้วย --home",
            f"Nothing is published in {home} yet: `prongsai run` first, or name the folder with --home.",
        )
    return folder / DATABASE


@contextmanager
def building(home: Path, run_id: str) -> Iterator[Path]:
    """The folder to build a publication in. Whatever goes wrong within, it is removed; what the
    disk refuses (a full disk above all) becomes a :class:`ProngsaiError`."""
    folder = prepare(home, run_id)
    try:
        yield folder
    except Exception as error:
        discard(folder)
        if not isinstance(error, ProngsaiError) and is_refused_by_disk(error):
            raise disk_error_of(error, *_DOING) from error
        raise
    except BaseException:
        discard(folder)
        raise


def prepare(home: Path, run_id: str) -> Path:
    """Remove what killed runs left, and make the empty folder ``publications/.RUN.building`` with
    its parts. Raises :class:`ProngsaiError` when the disk refuses."""
    publications = home / "publications"
    folder = publications / f".{run_id}.building"
    try:
        _demand_free_names(home)
        publications.mkdir(parents=True, exist_ok=True)
        remove_leftovers(home)
        for part in PARTS:
            (folder / part).mkdir(parents=True)
    except OSError as error:
        discard(folder)
        raise disk_error_of(error, *_DOING) from error
    return folder


def publish(
    home: Path, run_id: str, folder: Path, kept: int = KEPT, inputs_digest: str | None = None
) -> Path:
    """Publish the built folder as ``publications/RUN`` and give that path.

    Writes its manifest, makes its files read-only and durable, verifies it, moves it to its name and
    switches ``current``. Older publications than the last ``kept`` are removed. Raises
    :class:`ProngsaiError` when the disk refuses or the folder does not verify: the last publication
    is then as it was and the folder is gone."""
    published = home / "publications" / run_id
    moved = False
    try:
        seal(folder, run_id, inputs_digest, current(home))
        # Every file was just read for its manifest: to read it again would only ask the memory of the system.
        problems = verify(folder, read=False)
        if problems:
            raise _not_whole(problems)
        link_parts(home)
        move_into_place(folder, published)
        moved = True
        switch(home, published)
    except Exception as error:
        discard(folder)
        if moved and current(home) != published.resolve():
            discard(published)
        if not isinstance(error, ProngsaiError) and is_refused_by_disk(error):
            raise disk_error_of(error, *_DOING) from error
        raise
    retire(home, kept)
    return published


def discard(folder: Path) -> None:
    """Remove a folder that was never published. What cannot be removed is left to the next run."""
    shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(home: Path) -> None:
    """Remove what killed runs left in ``publications`` and beside the links: never a publication."""
    for pattern in (".*.building", ".*.retired"):
        for leftover in (home / "publications").glob(pattern):
            discard(leftover)
    for name in ("current", *PARTS):
        (home / f".{name}.new").unlink(missing_ok=True)


def seal(folder: Path, run_id: str, inputs_digest: str | None = None, last: Path | None = None) -> None:
    """Write the manifest, make every file read-only (mode 0444) and all of it durable. Files that are links
    to those of the publication ``last`` are as they were."""
    database = folder / DATABASE
    if database.with_name(f"{database.name}.wal").exists():
        # A builder that did not close its connection: opening and closing writes the log back.
        with duckdb.connect(str(database)) as connection:
            connection.execute("CHECKPOINT")
    write_manifest(folder, run_id, inputs_digest=inputs_digest, last=last)
    for place, folders, files in os.walk(folder):
        for names, mode in ((folders, 0o755), (files, 0o444)):
            for path in (Path(place, name) for name in names):
                if stat.S_IMODE(path.stat().st_mode) != mode:
                    path.chmod(mode)
    sync_file_system(folder)


def link_parts(home: Path) -> None:
    """Make ``HOME/warehouse``, ``HOME/exports`` and ``HOME/site`` relative links through ``current``."""
    _demand_free_names(home)
    for part in PARTS:
        target = Path("current") / part
        link = home / part
        if link.is_symlink() and link.readlink() == target:
            continue
        if link.is_dir() and not link.is_symlink():
            link.rmdir()
        _replace_link(link, target)


def move_into_place(folder: Path, published: Path) -> None:
    """Give the built folder its name. It is not current yet."""
    if published.exists():
        raise ProngsaiError(
            f"มีการเผยแพร่ชื่อ {published.name} อยู่แล้ว: สั่ง `prongsai run` อีกครั้งเพื่อใช้รหัสรอบใหม่",
            f"A publication {published.name} exists already: `prongsai run` again under a new run id.",
        )
    folder.rename(published)
    sync_path(published.parent)


def switch(home: Path, published: Path) -> None:
    """Let ``current`` point to the publication, in one step."""
    _replace_link(home / "current", Path("publications") / published.name)
    sync_path(home)


def retire(home: Path, kept: int = KEPT) -> list[str]:
    """Remove all but the last publications; never the current one. Gives the names of the removed.
    A reader that has a file of theirs open keeps it. What cannot be removed stays for the next run."""
    now = current(home)
    folders = [path for path in (home / "publications").iterdir() if path.is_dir() and path.name[0] != "."]
    folders.sort(key=_created_at, reverse=True)
    folders.sort(key=lambda path: path.resolve() != now)
    removed = []
    for folder in folders[kept:]:
        # Under another name first: a half-removed folder must not look like a publication.
        retired = folder.with_name(f".{folder.name}.retired")
        with suppress(OSError):
            folder.rename(retired)
            removed.append(folder.name)
            discard(retired)
    return removed


def _created_at(folder: Path) -> tuple[str, str]:
    try:
        return str(read_manifest(folder).get("created_at", "")), folder.name
    except (OSError, ValueError):
        return "", folder.name


def _replace_link(link: Path, target: Path) -> None:
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    try:
        new.replace(link)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _demand_free_names(home: Path) -> None:
    """What people put where the links belong is never replaced."""
    for name in ("current", *PARTS):
        path = home / name
        if path.is_symlink() or not path.exists():
            continue
        if name == "current" or not path.is_dir() or any(path.iterdir()):
            raise WrongUse(
                f"{path} ไม่ใช่ลิงก์ของโปรแกรม: ย้ายหรือเปลี่ยนชื่อสิ่งนั้น แล้วสั่ง `prongsai run` อีกครั้ง",
                f"{path} is in the place of a link of the program: move or rename it, "
                "then `prongsai run` again.",
            )


def _not_whole(problems: list[str]) -> ProngsaiError:
    listed = "; ".join(problems[:5])
    return ProngsaiError(
        f"ชุดเผยแพร่ที่สร้างไม่สมบูรณ์ จึงไม่เผยแพร่: {listed} การเผยแพร่ครั้งก่อนยังอยู่เหมือนเดิม: "
        "ตรวจดิสก์ด้วย `prongsai doctor` แล้วสั่ง `prongsai run` อีกครั้ง",
        f"What was built is not whole and was not published: {listed}. The last publication is as it "
        "was: look at the disk with `prongsai doctor`, then `prongsai run` again.",
    )
