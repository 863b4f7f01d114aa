"""Pages written, or linked from the last publication where they would say the same.

A page carries the digest of what it shows and of the program that wrote it. A page that a reader of the last
publication has open is never written to: files of publications are read-only, and a link is to the same file.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.manifest import read_manifest
from warehouse.site.assets import program_digest
from warehouse.site.page_rows import page_digests, page_rows
from warehouse.site.templating import environment

if TYPE_CHECKING:
    import duckdb

SITE = "site"
_MARK = "prongsai-content"
_MARKED = re.compile(rf'{_MARK}"?(?: content="| )([0-9a-f]{{32}})'.encode())
_HEAD = 512


@dataclass(frozen=True, slots=True)
class PageKind:
    """Pages of one kind: ``name`` is the folder of their queries, ``path`` gives the place of a page in the
    site by its key, ``values`` makes what the template needs of the rows by section."""

    name: str
    template: str
    path: Callable[[str], str]
    values: Callable[[Mapping[str, list[Any]]], Mapping[str, Any]] = lambda rows: rows


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages were written, and how many linked because nothing on them changed."""

    written: int = 0
    linked: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.written + other.written, self.linked + other.linked)


class LastSite:
    """The site of the last publication, whose files may be linked as long as they are what its manifest
    says."""

    def __init__(self, publication: Path | None) -> None:
        self._folder = publication / SITE if publication is not None else None
        self._known: Mapping[str, str] = {}
        if publication is not None:
            with suppress(OSError, ValueError):
                files: Any = read_manifest(publication)["files"]
                self._known = {file["path"]: file["sha256"] for file in files}

    def link(self, name: str, digest: str, target: Path) -> bool:
        """Link the page of that name to ``target`` where it carries ``digest``; give whether it did."""
        if self._folder is None or f"{SITE}/{name}" not in self._known:
            return False
        source = self._folder / name
        try:
            content = source.read_bytes()
        except OSError:
            return False
        marked = _MARKED.search(content[:_HEAD])
        if marked is None or marked[1].decode() != digest:
            return False
        if hashlib.sha256(content).hexdigest() != self._known[f"{SITE}/{name}"]:
            return False
        try:
            os.link(source, target)
        except OSError:
            # A file system without links, or a file with as many as it can have.
            shutil.copyfile(source, target)
        return True


def content_digest(text: str) -> str:
    """The digest that a page carries: of what it shows, by what wrote it."""
    return hashlib.md5(f"{program_digest()} {text}".encode(), usedforsecurity=False).hexdigest()


def write_pages(
    connection: duckdb.DuckDBPyConnection,
    kind: PageKind,
    site: Path,
    last: LastSite,
    advance: Callable[[int], None] = lambda _: None,
) -> Written:
    """Write the pages of a kind into ``site``; those that would be the same are linked. ``advance`` is told
    how many are done."""
    linked = 0
    wanted: dict[str, str] = {}
    folders: set[Path] = set()
    for page, rows_digest in page_digests(connection, kind.name).items():
        digest = content_digest(rows_digest)
        target = site / kind.path(page)
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        if last.link(kind.path(page), digest, target):
            linked += 1
            advance(1)
        else:
            wanted[page] = digest
    if not wanted:
        return Written(0, linked)
    template = environment().get_template(kind.template)
    every = list(wanted) if linked else None
    for page, rows in page_rows(connection, kind.name, every):
        name = kind.path(page)
        content = template.render(kind.values(rows), page=page, root=root_of(name), digest=wanted[page])
        (site / name).write_text(content, encoding="utf-8")
        advance(1)
    return Written(len(wanted), linked)


def write_page(site: Path, name: str, template: str, values: Mapping[str, Any]) -> None:
    """Write one page that there is once; it stands there whole or not at all."""
    digest = content_digest(name)
    content = environment().get_template(template).render(values, root=root_of(name), digest=digest)
    unfinished = site / f".{name}"
    unfinished.write_text(content, encoding="utf-8")
    unfinished.replace(site / name)


def root_of(name: str) -> str:
    """The way from a page to the root of the site."""
    return "../" * name.count("/")
