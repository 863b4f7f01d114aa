import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.run_lock import lock_holder, run_lock
from transforms.errors import RunLocked

_HOLD = """
import sys
from pathlib import Path
from flows.run_lock import run_lock
with run_lock(Path(sys.argv[1]), "other-run"):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holder(home: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_another_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    with _holder(tmp_path) as other:
        try:
            with pytest.raises(RunLocked) as refused, run_lock(tmp_path, "mine"):
                pass
            assert refused.value.exit_code == 3
            for said in ("other-run", str(other.pid)):
                assert said in refused.value.message_en
                assert said in refused.value.message_th
            holder = lock_holder(tmp_path)
            assert holder is not None
            assert (holder.pid, holder.run_id) == (other.pid, "other-run")
        finally:
            other.kill()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with _holder(tmp_path) as other:
        other.kill()
        other.wait()
    assert lock_holder(tmp_path) is None
    with run_lock(tmp_path, "mine"):
        held = lock_holder(tmp_path)
    assert held is not None
    assert (held.pid, held.run_id) == (os.getpid(), "mine")


def test_the_same_process_may_ask_again(tmp_path: Path) -> None:
    with run_lock(tmp_path, "command"), run_lock(tmp_path, "flow"):
        held = lock_holder(tmp_path)
    assert held is not None
    assert held.run_id == "command"
    assert lock_holder(tmp_path) is None


def test_no_lock_where_nothing_ever_ran(tmp_path: Path) -> None:
    assert lock_holder(tmp_path / "nowhere") is None
    assert not (tmp_path / "nowhere").exists()
