"""How long reading may take: so many seconds for a page or a conversion, not for a document of any length.

A reader of a format with parts that take long says when it begins the next one. Whoever limits the time
(:mod:`flows.worker_process`) listens; without a listener nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_listeners: list[Callable[[], None]] = []


def next_part() -> None:
    """The reading of the next page, picture or conversion begins."""
    for listener in _listeners:
        listener()


@contextmanager
def heard_by(listener: Callable[[], None]) -> Iterator[None]:
    """Within, ``listener`` is called at each :func:`next_part`."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
