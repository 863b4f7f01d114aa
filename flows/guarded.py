"""A function on foreign bytes in a process of its own, which may be ended: what a library does there, it does
not do to the process of the person who asked."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from flows.process_limits import be_silent, end_with_parent, limit_memory
from transforms.document import UnreadableDocument

_SPAWN = multiprocessing.get_context("spawn")
_START_SECONDS = 60.0
#: The first message of the process.
_READY = "ready"

T = TypeVar("T")


def run_guarded(function: Callable[..., T], *arguments: object, seconds: float, megabytes: int) -> T:
    """What ``function(*arguments)`` gives, called in a new process with at most ``seconds`` of time and
    ``megabytes`` of memory more than it began with. ``function`` stands in a module; it, the arguments and
    what it gives can be pickled. What it prints is dropped, unless ``PRONGSAI_DEBUG`` is set.

    Raises :class:`UnreadableDocument`: the one that the function raised, or ``reader-timeout``,
    ``reader-out-of-memory``, ``reader-crashed``."""
    connection, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_serve, args=(theirs, function, arguments, megabytes), daemon=True)
    process.start()
    theirs.close()
    try:
        if not connection.poll(_START_SECONDS) or connection.recv() != _READY:
            raise UnreadableDocument("reader-timeout", f"{_START_SECONDS:g} s")
        if not connection.poll(seconds):
            raise UnreadableDocument("reader-timeout", f"{seconds:g} s")
        answer: tuple[str, str] | T
        is_answer, answer = connection.recv()
    except (EOFError, OSError):
        process.join(5)
        raise UnreadableDocument("reader-crashed", f"exit code {process.exitcode}") from None
    finally:
        process.kill()
        process.join()
        connection.close()
    if is_answer:
        return answer  # type: ignore[return-value]
    raise UnreadableDocument(*answer)  # type: ignore[misc]


def _serve(
    connection: Connection,
    function: Callable[..., Any],
    arguments: tuple[object, ...],
    megabytes: int,
) -> None:
    end_with_parent()
    be_silent()
    limit_memory(megabytes)
    connection.send(_READY)
    answer: tuple[bool, Any]
    try:
        answer = True, function(*arguments)
    except UnreadableDocument as unreadable:
        answer = False, (unreadable.rule, unreadable.detail)
    except MemoryError:
        answer = False, ("reader-out-of-memory", f"{megabytes} MB")
    except Exception as fault:  # its message may quote the document
        answer = False, ("reader-crashed", type(fault).__name__)
    connection.send(answer)
