"""Pages written, or linked from the last publication where they would say the same.

A page carries the digest of what it shows and of the program that wrote it. A page that a reader of the last
publication has open is never written to: files of publications are read-only, and a link is to the same file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.disk import link_file
from warehouse.manifest import DATABASE, known_entries
from warehouse.site.assets import program_digest
from warehouse.site.page_rows import page_digests, page_keys, page_rows, sections_reading
from warehouse.site.templating import environment

if TYPE_CHECKING:
    import duckdb

SITE = "site"
#: As ``content_mark`` writes it: in an element ``meta``, or in a comment of a script.
_MARKED = re.compile(rb'prongsai-content"?(?: content="| )([0-9a-f]{32})-([0-9a-f]{32})')
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


@dataclass(frozen=True, slots=True)
class LastPublication:
    """The publication before: its ``folder``, and which tables differ from its own where the warehouse was
    carried forward from it (``None`` where it was built anew)."""

    folder: Path
    changed_tables: frozenset[str] | None = None


class LastSite:
    """The site of the last publication, whose files may be linked as long as they are what its manifest
    says."""

    def __init__(self, publication: LastPublication | None) -> None:
        self.publication = publication
        self._known = known_entries(publication.folder if publication is not None else None)

    def link(self, name: str, target: Path, rows_digest: str | None = None) -> bool:
        """Link the page of that name to ``target`` where this program wrote it, from rows with that digest
        (``None``: from whatever rows); give whether it did."""
        if self.publication is None or f"{SITE}/{name}" not in self._known:
            return False
        source = self.publication.folder / SITE / name
        try:
            content = source.read_bytes()
        except OSError:
            return False
        marked = _MARKED.search(content[:_HEAD])
        if marked is None or marked[1].decode() != _short(program_digest()):
            return False
        if rows_digest is not None and marked[2].decode() != _short(rows_digest):
            return False
        if hashlib.sha256(content).hexdigest() != self._known[f"{SITE}/{name}"]["sha256"]:
            return False
        link_file(source, target)
        return True

    def differing(self, connection: duckdb.DuckDBPyConnection, kind: str) -> set[str] | None:
        """The pages of a kind that show other rows than in the last publication; ``None`` where only their
        digests tell. Looks at no more than the tables that changed."""
        import duckdb

        if self.publication is None or self.publication.changed_tables is None:
            return None
        sections = sections_reading(kind, self.publication.changed_tables)
        if not sections:
            return set()
        now = page_digests(connection, kind, sections)
        with duckdb.connect(str(self.publication.folder / DATABASE), read_only=True) as published:
            before = page_digests(published, kind, sections)
        return {page for page in now.keys() | before.keys() if now.get(page) != before.get(page)}


def content_mark(rows_digest: str) -> str:
    """What a page carries: which program wrote it, from which rows."""
    return f"{_short(program_digest())}-{_short(rows_digest)}"


def write_pages(
    connection: duckdb.DuckDBPyConnection,
    kind: PageKind,
    site: Path,
    last: LastSite,
    advance: Callable[[int], None] = lambda _: None,
) -> Written:
    """Write the pages of a kind into ``site``; those that would be the same are linked. ``advance`` is told
    how many are done."""
    differing = last.differing(connection, kind.name)
    digests = page_digests(connection, kind.name) if differing is None else {}
    pages = list(digests) if differing is None else page_keys(connection, kind.name)
    for folder in {(site / kind.path(page)).parent for page in pages}:
        folder.mkdir(parents=True, exist_ok=True)
    wanted = []
    for page in pages:
        name = kind.path(page)
        if (differing is None or page not in differing) and last.link(name, site / name, digests.get(page)):
            advance(1)
        else:
            wanted.append(page)
    if not wanted:
        return Written(0, len(pages))
    every = wanted if len(wanted) < len(pages) else None
    if differing is not None:
        digests = page_digests(connection, kind.name, pages=every)
    template = environment().get_template(kind.template)
    for page, rows in page_rows(connection, kind.name, every):
        name = kind.path(page)
        mark = content_mark(digests[page])
        content = template.render(kind.values(rows), page=page, root=root_of(name), mark=mark)
        write_anew(site / name, content)
        advance(1)
    return Written(len(wanted), len(pages) - len(wanted))


def write_anew(path: Path, content: str) -> None:
    """Write a file; it stands there whole or not at all. What stood there is never written through, as it may
    be that of the last publication."""
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_text(content, encoding="utf-8")
    unfinished.replace(path)


def write_page(site: Path, name: str, template: str, values: Mapping[str, Any]) -> None:
    """Write one page that there is once."""
    mark = content_mark(name)
    content = environment().get_template(template).render(values, root=root_of(name), mark=mark)
    write_anew(site / name, content)


def root_of(name: str) -> str:
    """The way from a page to the root of the site."""
    return "../" * name.count("/")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
