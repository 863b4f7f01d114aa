import sys
from pathlib import Path

import pytest

from transforms.document import UnreadableDocument
from transforms.read import programs
from transforms.read.programs import Program, ProgramFailed, demand, run

HERE = Program("here", "DOC", ("here",), (sys.executable,))


def test_a_program_is_where_its_file_is() -> None:
    assert HERE.found() == sys.executable
    assert Program("sh", "-", ("sh",), ("/nowhere/sh", "sh")).found() in ("/bin/sh", "/usr/bin/sh")
    assert Program("none", "-", ("none",), ("/nowhere", "no-such-program-anywhere")).found() is None


def test_a_program_that_is_switched_off_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PROGRAMS", (HERE,))
    assert programs.missing() == ""
    monkeypatch.setenv(programs.WITHOUT, "other, here")
    assert programs.missing() == "here"
    with pytest.raises(UnreadableDocument) as unreadable:
        demand(HERE)
    assert (unreadable.value.rule, unreadable.value.detail) == ("program-missing", "sudo apt install here")
    monkeypatch.setenv(programs.WITHOUT, "heres")
    assert demand(HERE) == sys.executable


def test_a_program_is_ended_at_its_limits(tmp_path: Path) -> None:
    def python(code: str, **limits: float) -> str:
        command = (sys.executable, "-c", code)
        return run(command, folder=tmp_path, **({"seconds": 20, "megabytes": 256} | limits))  # type: ignore[arg-type]

    assert python("import os; print(os.getcwd())").strip() == str(tmp_path)
    with pytest.raises(ProgramFailed, match="1 s"):
        python("import time; time.sleep(60)", seconds=1)
    with pytest.raises(ProgramFailed, match="exit code"):
        python("bytearray(1 << 30)")
    with pytest.raises(ProgramFailed, match="exit code"):
        python("open('large', 'wb').write(bytes(3 << 20))", output_megabytes=1)
