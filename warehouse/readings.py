"""What was read of documents whose reading takes long (pictures, conversions), kept for the next time.

Rules change more often than readers: a new rule needs the facts anew, not the pictures. They stand in the
folder ``readings`` of the home's work folder, by a digest of the readers; they may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import shutil
import time
import zlib
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import transforms
from transforms import document as document_model
from transforms.document import Document
from transforms.read.choose import read_document

#: Seconds of reading from which on it is worth a file.
_SLOW = 0.5
#: What a reading depends on beside the project's own code.
_LIBRARIES = ("opencv-python-headless", "pillow", "pypdfium2", "tesserocr")


class Readings:
    """The kept readings of one home folder."""

    def __init__(self, home: Path) -> None:
        self._all = home / "work" / "readings"
        self._folder = self._all / _readers_digest()

    def read(self, content: bytes, sha256: str) -> Document:
        """The document of ``content``: as it was read before, or read now and kept where that took long.
        Raises :class:`transforms.document.UnreadableDocument` as the readers do."""
        path = self._folder / sha256[:2] / sha256
        kept = _kept(path)
        if kept is not None:
            return kept
        started = time.perf_counter()
        document = read_document(content, sha256)
        if time.perf_counter() - started >= _SLOW:
            _keep(path, document)
        return document

    def forget(self, everything: bool = False) -> None:
        """Remove what other versions of the readers read, or ``everything``."""
        with suppress(OSError):
            for folder in self._all.iterdir():
                if everything or folder != self._folder:
                    shutil.rmtree(folder, ignore_errors=True)


class _Documents(pickle.Unpickler):
    """Makes documents and nothing else, whatever a file says."""

    def find_class(self, module: str, name: str) -> Any:
        if module == document_model.__name__ and name in (
            "Cell",
            "Document",
            "Paragraph",
            "Place",
            "ReaderNote",
            "Row",
            "Table",
        ):
            return getattr(document_model, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _kept(path: Path) -> Document | None:
    try:
        found = _Documents(io.BytesIO(zlib.decompress(path.read_bytes()))).load()
    except FileNotFoundError:
        return None
    except Exception:  # cut off, or not ours: it is read again
        return None
    return found if isinstance(found, Document) else None


def _keep(path: Path, document: Document) -> None:
    """Kept whole or not at all; a full disk is no reason to lose the reading."""
    content = zlib.compress(pickle.dumps(document), 3)
    incoming = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # what persons wrote stands there
        path.parent.mkdir(parents=True, exist_ok=True)
        incoming.write_bytes(content)
        incoming.replace(path)
        return
    with suppress(OSError):
        incoming.unlink()


@cache
def _readers_digest() -> str:
    folder = Path(transforms.__file__).parent
    digest = hashlib.sha256()
    for path in [folder / "document.py", *sorted((folder / "read").rglob("*"))]:
        if path.suffix in (".py", ".npz"):
            digest.update(f"\0{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    digest.update("\0".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    return digest.hexdigest()[:32]
