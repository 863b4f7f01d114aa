"""The journal as it may be published: persons masked in the names of files and in where they came from."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import transforms.persons
from transforms.persons import mask
from warehouse.journal import JournalEntry


def masked_journal(entries: Iterable[JournalEntry]) -> Iterator[JournalEntry]:
    """``entries`` with persons masked. Sources that are told apart only by a person stay apart: the second
    one of the same masked wording ends in ``#2``, by the order of arrival, which never changes."""
    masked: dict[str, str] = {}
    taken: dict[str, int] = {}
    for entry in entries:
        source = entry.source_uri
        if source not in masked:
            masked[source] = _told_apart(source, _masked_source(source), taken)
        yield replace(entry, file_name=mask(entry.file_name), source_uri=masked[source])


@functools.cache
def masking_digest() -> str:
    """A digest of the code that masks: the same of the same journal, as long as it is the same."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(Path(transforms.persons.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _masked_source(source: str) -> str:
    # Most name nobody; that is seen faster once the percent signs are gone.
    spelled = unquote(source)
    return source if "\ufffd" not in spelled and mask(spelled) == spelled else mask(source)


def _told_apart(source: str, masked: str, taken: dict[str, int]) -> str:
    if masked == source:
        return source
    taken[masked] = taken.get(masked, 0) + 1
    return masked if taken[masked] == 1 else f"{masked}#{taken[masked]}"
