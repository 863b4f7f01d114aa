"""The command ``prongsai``: its commands stand in ``cli_runs``, ``cli_steward`` and ``cli_warehouse``, what
they share in ``cli_base``; here is how the process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from flows import cli_runs, cli_steward, cli_warehouse
from flows.cli_base import app, spoken_language
from flows.messages import say
from flows.printable import without_escapes
from transforms.errors import ProngsaiError

__all__ = ["app", "cli_runs", "cli_steward", "cli_warehouse", "main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process: 0 done, 1 failed, 2 wrong use, 3 another run holds the
    lock. Errors are one message in the chosen language; a traceback only with ``PRONGSAI_DEBUG=1``."""
    # No process of ours takes code from the folder that a person happens to stand in.
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="prongsai")
    except ProngsaiError as error:
        _fail(error, error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write(say("interrupted", spoken_language[0]) + "\n")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the answer (head, less) has enough. What is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        _fail(_unexpected(error), 1, error)
    sys.exit(0)


def _unexpected(error: Exception) -> ProngsaiError:
    with suppress(ImportError):
        from warehouse.disk import disk_error_of, is_refused_by_disk

        if is_refused_by_disk(error):
            return disk_error_of(error, "ระหว่างทำงาน", "at work")
    said = f"{type(error).__name__}: {str(error).partition(chr(10))[0][:300]}"
    return ProngsaiError(say("unexpected", "th", error=said), say("unexpected", "en", error=said))


def _fail(error: ProngsaiError, code: int, cause: Exception | None = None) -> NoReturn:
    if os.environ.get("PRONGSAI_DEBUG") == "1":
        import traceback

        traceback.print_exception(cause or error)
    message = error.message_th if spoken_language[0] == "th" else error.message_en
    sys.stderr.write(without_escapes(message) + "\n")
    _let_go(cause or error)
    sys.exit(code)


def _let_go(error: BaseException) -> None:
    """Clear what the frames of an error hold on to. Prefect keeps the error to the end, and DuckDB's library
    writes pages about connections that are still there then."""
    import traceback

    seen: BaseException | None = error
    while seen is not None:
        traceback.clear_frames(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__


if __name__ == "__main__":
    main()
