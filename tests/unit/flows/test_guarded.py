import os
import time
from collections.abc import Callable

import pytest

from flows.guarded import run_guarded
from transforms.document import UnreadableDocument


def test_gives_what_the_function_gives_in_another_process() -> None:
    assert run_guarded(divmod, 17, 5, seconds=10, megabytes=256) == (3, 2)
    assert run_guarded(os.getpid, seconds=10, megabytes=256) != os.getpid()


@pytest.mark.parametrize(
    ("function", "argument", "rule", "detail"),
    [
        (time.sleep, 60, "reader-timeout", "1 s"),
        (bytearray, 1 << 30, "reader-out-of-memory", "256 MB"),
        (os._exit, 3, "reader-crashed", "exit code 3"),
        (int, "a word of the document", "reader-crashed", "ValueError"),
    ],
)
def test_whatever_it_does_to_its_process_is_an_error_here(
    function: Callable[..., object], argument: object, rule: str, detail: str
) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableDocument) as unreadable:
        run_guarded(function, argument, seconds=1, megabytes=256)
    assert (unreadable.value.rule, unreadable.value.detail) == (rule, detail)
    assert time.monotonic() - began < 30


def test_an_unreadable_document_keeps_its_rule() -> None:
    from transforms.read.choose import read_document

    with pytest.raises(UnreadableDocument) as unreadable:
        run_guarded(read_document, b"\x7fELF\0\0\0\0\xff\xff" * 50, "0" * 64, seconds=20, megabytes=512)
    assert unreadable.value.rule not in ("reader-crashed", "reader-timeout", "")
