import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.inbox import ChangedWhileRead, FoundFile, InboxWarning, demand_inboxes, read_unchanged, walk
from transforms.errors import WrongUse


def _names(inbox: Path, home: Path) -> list[str]:
    return [Path(found.path).name for found in walk([inbox], home) if isinstance(found, FoundFile)]


def test_files_of_all_folders_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/z.txt"):
        (tmp_path / name).write_text("x")
    assert _names(tmp_path, tmp_path / "home") == ["a.txt", "z.txt", "c.txt"]


def test_hidden_and_temporary_files_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden", "~$report.docx", "report.txt.part", "report.txt~", "Thumbs.db", "report.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    assert _names(tmp_path, tmp_path / "home") == ["report.txt"]


def test_the_homes_own_folders_are_no_inbox(tmp_path: Path) -> None:
    for folder in ("archive/ab", "publications/1", "work", "inbox"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "file.txt").write_text(folder)
    assert _names(tmp_path, tmp_path) == ["file.txt"]


def test_a_file_under_two_inboxes_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file.txt").write_text("x")
    found = list(walk([tmp_path, tmp_path / "inner"], tmp_path / "home"))
    assert len(found) == 1


def test_what_is_no_file_is_a_warning(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    found = list(walk([tmp_path], tmp_path / "home"))
    assert [(type(item), item.rule) for item in found if isinstance(item, InboxWarning)] == [
        (InboxWarning, "file-vanished"),
        (InboxWarning, "folder-unreadable"),
        (InboxWarning, "file-unreadable"),
    ]
    assert len(found) == 3


_UNPRIVILEGED = """
import os, sys
from pathlib import Path
from flows.inbox import FoundFile, read_unchanged, walk
if os.getuid() == 0:  # tests may run as root, whom nothing is refused
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for item in walk([Path(sys.argv[1])], Path("/nowhere")):
    if isinstance(item, FoundFile):
        try:
            read_unchanged(item, 100)
            print("read", item.name)
        except OSError as error:
            print("refused", item.name)
    else:
        print(item.rule, Path(item.path).name)
"""


def test_what_may_not_be_opened_is_a_warning_and_the_rest_is_read(tmp_path: Path) -> None:
    for folder in tmp_path.parents:  # pytest's own folders are private; the child is somebody else
        if folder.stat().st_uid == os.getuid() and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    tmp_path.chmod(0o755)
    (tmp_path / "a-folder").mkdir(mode=0o700)
    (tmp_path / "b.txt").write_text("x")
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "c.txt").write_text("x")
    (tmp_path / "c.txt").chmod(0o644)
    if os.getuid() != 0:
        (tmp_path / "a-folder").chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", _UNPRIVILEGED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    (tmp_path / "a-folder").chmod(0o700)
    assert done.stdout.splitlines() == ["folder-unreadable a-folder", "refused b.txt", "read c.txt"], (
        done.stderr
    )


def test_reading_gives_the_content_and_how_the_file_stood(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"content")
    (found,) = walk([tmp_path], tmp_path / "home")
    assert isinstance(found, FoundFile)
    content, as_read = read_unchanged(found, 100)
    assert content == b"content"
    assert as_read == found
    assert found.source_uri == path.resolve().as_uri()


def test_a_file_that_grew_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"x" * 101)
    with pytest.raises(OverflowError):
        read_unchanged(FoundFile(str(path), 1, 0, 0), 100)


def test_a_file_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"x" * 10)
    before = os.fstat

    def someone_appends(descriptor: int) -> os.stat_result:
        status = before(descriptor)
        with path.open("ab") as file:
            file.write(b"more")
        return status

    monkeypatch.setattr(os, "fstat", someone_appends)
    with pytest.raises(ChangedWhileRead):
        read_unchanged(FoundFile(str(path), 10, 0, 0), 100)


def test_names_that_are_not_utf8_have_an_address(tmp_path: Path) -> None:
    os.close(os.open(os.fsencode(tmp_path) + b"/\xa1\xd2.txt", os.O_CREAT | os.O_WRONLY))
    (found,) = walk([tmp_path], tmp_path / "home")
    assert isinstance(found, FoundFile)
    assert found.source_uri.endswith("/%A1%D2.txt")


def test_an_inbox_that_does_not_exist_or_is_a_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="does not exist"):
        demand_inboxes([tmp_path, tmp_path / "nowhere"])
    (tmp_path / "file").write_text("x")
    with pytest.raises(WrongUse, match="is not a folder"):
        demand_inboxes([tmp_path / "file"])


def test_folders_nested_deeper_than_calls_may_be_are_walked(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    deepest = inbox.joinpath(*["d"] * 200)
    deepest.mkdir(parents=True)
    (deepest / "report.txt").write_text("ก", encoding="utf-8")
    most = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 80)
    try:
        found = list(walk([inbox], tmp_path / "home"))
    finally:
        sys.setrecursionlimit(most)
    assert [item.name for item in found if isinstance(item, FoundFile)] == ["report.txt"]


def test_a_link_out_of_the_inbox_is_not_followed(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "inbox", tmp_path / "secret.txt"
    inbox.mkdir()
    outside.write_text("x", encoding="utf-8")
    (inbox / "a.txt").write_text("ก", encoding="utf-8")
    (inbox / "out.txt").symlink_to(outside)
    (inbox / "within.txt").symlink_to(inbox / "a.txt")
    found = list(walk([inbox], tmp_path / "home"))
    assert {item.name for item in found if isinstance(item, FoundFile)} == {"a.txt", "within.txt"}
    (warning,) = [item for item in found if isinstance(item, InboxWarning)]
    assert warning.path.endswith("out.txt")


def test_an_inbox_inside_the_homes_own_folders_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive" / "ab").mkdir(parents=True)
    for name in ("archive", "archive/ab"):
        with pytest.raises(WrongUse):
            list(walk([tmp_path / name], tmp_path))
