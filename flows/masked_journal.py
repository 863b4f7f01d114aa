"""The journal as it may be published: persons masked in the names of files and in where they came from."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

import transforms.persons
from transforms.persons import MASK, mask
from warehouse.journal import JournalEntry


def masked_journal(entries: Iterable[JournalEntry]) -> Iterator[JournalEntry]:
    """``entries`` with persons masked. Sources that are told apart only by a person stay apart: the second
    one of the same masked wording ends in ``#2``, by the order of arrival, which never changes."""
    masked: dict[str, str] = {}
    taken: dict[str, int] = {}
    for entry in entries:
        source = _masked_source(entry.source_uri, masked, taken)
        yield replace(entry, file_name=mask(entry.file_name), source_uri=source)


def masked_path(path: str) -> str:
    """A path with persons masked in the name of each folder and of the file, as each stands for itself."""
    return "/".join(mask(part) for part in path.split("/"))


@functools.cache
def masking_digest() -> str:
    """A digest of the code that masks: the same of the same journal, as long as it is the same."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(Path(transforms.persons.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _masked_source(source: str, masked: dict[str, str], taken: dict[str, int]) -> str:
    """``source`` masked; a file of a package stands in its package, as that one is told apart."""
    if source not in masked:
        package, inside, member = source.rpartition("!/")
        if inside:
            own = f"{_masked_source(package, masked, taken)}!/{_masked_parts(member)}"
        elif source.startswith("file:"):
            own = _masked_parts(source)
        else:
            own = _masked_address(source)
        masked[source] = _told_apart(source, own, taken)
    return masked[source]


def _masked_parts(path: str) -> str:
    """Each part of a percent-encoded path by itself, so that a number is seen for what the name of a file
    says."""
    return "/".join(map(_masked_part, path.split("/")))


@functools.lru_cache(1000)  # folders come again
def _masked_part(part: str) -> str:
    spelled = unquote(part)
    cleared = mask(spelled)
    return part if cleared == spelled else MASK.join(map(quote, cleared.split(MASK)))


def _masked_address(source: str) -> str:
    # Most name nobody; that is seen faster once the percent signs are gone.
    spelled = unquote(source)
    return source if "\ufffd" not in spelled and mask(spelled) == spelled else mask(source)


def _told_apart(source: str, masked: str, taken: dict[str, int]) -> str:
    if masked == source:
        return source
    taken[masked] = taken.get(masked, 0) + 1
    return masked if taken[masked] == 1 else f"{masked}#{taken[masked]}"
