import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_LIBC = ctypes.CDLL(None, use_errno=True)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """An empty file system of 2 MB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    if _LIBC.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"size=2m") != 0:
        pytest.skip(f"mounting a tiny tmpfs is not allowed here: {os.strerror(ctypes.get_errno())}")
    try:
        yield folder
    finally:
        _LIBC.umount2(os.fsencode(folder), 2)
