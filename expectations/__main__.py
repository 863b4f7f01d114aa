"""``python -m expectations DATABASE --result OUT.json``: hold a built file against every rule.

Exit code 0 all held, 1 some failed, 2 the checks themselves broke (then ``OUT.json`` says which, or,
where nothing could be checked, is not written and the reason stands on standard error).

``python -m expectations --stdin`` gets ready first and says so with the line ``{"ready": true}`` on
standard output; whoever starts it early does not wait for Great Expectations later. Then every line
``{"database": …, "result": …}`` on standard input is one check, answered by one line
``{"result": …, "exit_code": …, "error": …}``; ``error`` is ``{"th": …, "en": …}`` or null. The end of the
input ends it, with the exit code of the last check.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import TextIO

from expectations.outcome import ALL_HELD, CHECKS_BROKE, exit_code, write_outcomes
from transforms.errors import ProngsaiError, WrongUse


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for and give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m expectations", description=__doc__.splitlines()[0])
    parser.add_argument("database", type=Path, nargs="?")
    parser.add_argument("--result", type=Path)
    parser.add_argument("--stdin", action="store_true", help="check what the lines on standard input name")
    asked = parser.parse_args(arguments)
    if asked.stdin == (asked.database is not None) or (asked.database is None) != (asked.result is None):
        parser.error("give DATABASE and --result, or --stdin alone")
    answers = sys.stdout
    with redirect_stdout(sys.stderr):  # what a library prints must not come between the answers
        if asked.stdin:
            return _serve(sys.stdin, answers)
        try:
            return _check(asked.database, asked.result)
        except ProngsaiError as fault:
            print(fault.message_th, fault.message_en, sep="\n", file=sys.stderr)
            return CHECKS_BROKE


def _check(database: Path, result: Path) -> int:
    """Check one file and write its result. Raises ProngsaiError when nothing can be checked."""
    result.unlink(missing_ok=True)  # an older result must not be taken for this one
    if not database.is_file():
        raise WrongUse(
            f"ไม่มีไฟล์ฐานข้อมูล {database} ให้ระบุไฟล์ที่สร้างโดย prongsai run",
            f"There is no database file {database}. Name a file that prongsai run has built.",
        )
    from expectations.suites import check

    begun = time.monotonic()
    outcomes = check(database)
    write_outcomes(result, database, outcomes, time.monotonic() - begun)
    return exit_code(outcomes)


def _serve(requests: TextIO, answers: TextIO) -> int:
    """Answer each line of the input; a request that cannot be met is answered too."""
    import expectations.suites  # noqa: F401  what takes its time, before anyone waits for it

    print(json.dumps({"ready": True}), file=answers, flush=True)
    code = ALL_HELD
    while line := requests.readline():
        error: dict[str, str] | None = None
        result: str | None = None
        try:
            request = json.loads(line)
            result = str(request["result"])
            code = _check(Path(request["database"]), Path(result))
        except ProngsaiError as fault:
            code, error = CHECKS_BROKE, {"th": fault.message_th, "en": fault.message_en}
        except (ValueError, KeyError, TypeError, OSError) as fault:
            reason = f"{type(fault).__name__}: {fault}"
            code = CHECKS_BROKE
            error = {
                "th": f"ตรวจตามคำขอนี้ไม่ได้ ({reason}) ให้ดูบันทึกของการรันแล้วสั่งใหม่",
                "en": f"This check could not be made ({reason}). See the run's log and ask again.",
            }
        print(
            json.dumps({"result": result, "exit_code": code, "error": error}, ensure_ascii=False),
            file=answers,
            flush=True,
        )
    return code


if __name__ == "__main__":
    ended = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Great Expectations keeps references to DuckDB's objects until the interpreter is gone; DuckDB's
    # bindings then print a page of "leaked instance". Everything is written and closed by now.
    os._exit(ended)
