"""What an error's frames hold on to is let go before the process ends."""

import weakref

from flows.cli import _let_go


class Connection:
    """Stands for a library's object that complains when it is still there at the end."""


def _fails(held: list["weakref.ref[Connection]"]) -> None:
    connection = Connection()
    held.append(weakref.ref(connection))
    raise ValueError("broken")


def _wraps(held: list["weakref.ref[Connection]"]) -> None:
    try:
        _fails(held)
    except ValueError as error:
        raise RuntimeError("told otherwise") from error


def test_frames_of_an_error_and_its_cause_hold_nothing() -> None:
    held: list[weakref.ref[Connection]] = []
    kept: list[Exception] = []
    try:
        _wraps(held)
    except RuntimeError as error:
        kept.append(error)
    assert held[0]() is not None
    _let_go(kept[0])
    assert held[0]() is None
