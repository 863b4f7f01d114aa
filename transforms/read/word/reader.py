"""Word documents (docx, docm, dotx) into the document model.

The parts of the package are walked as they are: what Word shows is text (automatic numbers, boxes of every
kind, results of fields, text boxes once), what it does not show is none (deleted, struck out, hidden,
comments, codes of fields). Page headers stand before the body, footnotes and page footers behind it, each
wording once and without page numbers, so that nothing stands between the pages of a table. Of a document
that is but pictures of pages, these are read as a scan is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from transforms.document import Document, Paragraph, ReaderNote, Table, UnreadableDocument
from transforms.read.word.controls import control_boxes
from transforms.read.word.names import RELATION, name_of, w
from transforms.read.word.numbering import Numbering
from transforms.read.word.package import Package, Relation
from transforms.read.word.paragraphs import Paragraphs
from transforms.read.word.story import Counter, Story
from transforms.read.word.styles import Styles

if TYPE_CHECKING:
    from transforms.read.scan.image import ReadPictures

READER = "word"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE_COUNT = re.compile(r"(?:[\s\-–—|/().0-9๐-๙]|หน้า(?:ที่)?|page|จาก|of)*", re.IGNORECASE)
_MACROS = "vbaProject.bin"
#: Letters of a document that says the rest by pictures: a title, a letter that goes with it.
_LITTLE = 1_000


def read_docx(content: bytes, sha256: str) -> Document:
    """The document of a DOCX. Raises :class:`UnreadableDocument`: ``document-damaged``, ``document-locked``,
    ``document-too-large``, ``document-unsafe``, ``empty-file``; ``program-missing`` for pictures of pages."""
    try:
        return _Reading(Package(content), sha256).document(len(content))
    except RecursionError as error:
        raise UnreadableDocument("document-too-large", "nested too deep") from error


class _Reading:
    """One document while it is read."""

    def __init__(self, package: Package, sha256: str) -> None:
        self._package = package
        self._sha256 = sha256
        self._main = package.main_part()
        self._relations = package.relations(self._main)
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"))
        self._counter = Counter()
        self._embedded = 0

    def document(self, size: int) -> Document:
        """The blocks of all parts, with notes about what was left alone."""
        root = self._package.tree(self._main)
        body = root.find(w("body")) if root is not None else None
        if body is None:
            raise UnreadableDocument("document-damaged", "no body")
        blocks: list[Paragraph | Table] = [
            *self._running("headerReference", body),
            *self._blocks(body, self._main, f"{self._main}/body"),
            *self._notes_of_pages(),
            *self._running("footerReference", body),
        ]
        pictured = self._pictured(body, blocks)
        if pictured is not None:
            blocks += pictured.blocks
        if not blocks:
            pictures = sum(relation.kind == "image" for relation in self._relations.values())
            raise UnreadableDocument("empty-file", f"{size} bytes, {pictures} pictures, no text")
        return Document(
            self._sha256,
            MEDIA_TYPE,
            READER,
            "utf-8",
            pictured.last_line if pictured else self._counter.last,
            tuple(blocks),
            notes=(*self._notes(), *(pictured.notes if pictured else ())),
            unconfirmed=pictured.unconfirmed if pictured else {},
        )

    def _pictured(self, body: Any, blocks: Sequence[Paragraph | Table]) -> ReadPictures | None:
        """What stands on pictures of pages, where the document says little but by them."""
        if not any(relation.kind == "image" for relation in self._relations.values()):
            return None
        if sum(len(paragraph.text) for block in blocks for paragraph in _as_paragraphs(block)) > _LITTLE:
            return None
        from transforms.read.word.pictures import pictures_of_pages

        faults: list[UnreadableDocument] = []
        pictures = pictures_of_pages(self._package, self._relations, body, faults)
        first = list(islice(pictures, 1))
        if not first:
            return None
        from transforms.read.scan.image import read_pictures

        read = read_pictures(chain(first, pictures), self._counter.last)
        if not (blocks or read.blocks) and faults:
            raise faults[0]
        return read

    def _part(self, kind: str) -> Any:
        """The root of the part that the main one refers to as ``kind``; ``None`` where there is none."""
        target = self._target(kind)
        return self._package.tree(target) if target else None

    def _target(self, kind: str) -> str:
        return next(
            (
                relation.target
                for relation in self._relations.values()
                if relation.kind == kind and not relation.external
            ),
            "",
        )

    def _blocks(self, element: Any, part: str, path: str) -> list[Paragraph | Table]:
        relations = self._relations if part == self._main else self._package.relations(part)
        boxes = control_boxes(self._package, relations)
        story = Story(Paragraphs(self._styles, self._numbering, relations, boxes), self._counter)
        story.read(element, path)
        self._embedded += story.embedded
        return story.blocks

    def _running(self, kind: str, body: Any) -> list[Paragraph | Table]:
        """What stands at the head or foot of pages, in the order of sections: as paragraphs, each once."""
        found: list[Paragraph | Table] = []
        parts: list[str] = []
        for reference in body.iter(w(kind)):
            relation = self._relations.get(reference.get(RELATION, ""))
            if relation is not None and not relation.external and relation.target not in parts:
                parts.append(relation.target)
        said: set[str] = set()
        for part in parts:
            root = self._package.tree(part)
            if root is None:
                continue
            for block in self._blocks(root, part, part):
                for paragraph in _as_paragraphs(block):
                    if paragraph.text not in said and not _PAGE_COUNT.fullmatch(paragraph.text):
                        said.add(paragraph.text)
                        found.append(paragraph)
        return found

    def _notes_of_pages(self) -> list[Paragraph | Table]:
        """Footnotes and endnotes, in their order."""
        found: list[Paragraph | Table] = []
        for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
            part = self._target(kind)
            root = self._package.tree(part) if part else None
            for at, note in enumerate(root if root is not None else (), start=1):
                if name_of(note) == name and note.get(w("type"), "normal") == "normal":
                    found.extend(self._blocks(note, part, f"{part}/{name}[{at}]"))
        return found

    def _notes(self) -> tuple[ReaderNote, ...]:
        notes: list[ReaderNote] = []
        if any(name.endswith(_MACROS) for name in self._package.names):
            notes.append(ReaderNote("macros-not-run", _MACROS))
        outside = sorted(
            {relation.kind for relation in self._all_relations() if relation.external} - {"hyperlink"}
        )
        if outside:
            notes.append(ReaderNote("external-links-not-followed", ", ".join(outside)[:120]))
        if self._embedded:
            notes.append(ReaderNote("page-unreadable", f"altChunk × {self._embedded}"))
        return tuple(notes)

    def _all_relations(self) -> list[Relation]:
        found: list[Relation] = []
        for name in sorted(self._package.names):
            folder, _, file = name.rpartition("/")
            if file.endswith(".rels") and folder.endswith("_rels"):
                part = f"{folder[: -len('_rels')]}{file[: -len('.rels')]}"
                found.extend(self._package.relations(part).values())
        return found


def _as_paragraphs(block: Paragraph | Table) -> list[Paragraph]:
    if isinstance(block, Paragraph):
        return [block]
    return [
        Paragraph(
            " ".join(cell.raw for cell in row.cells if cell.text),
            " ".join(" ".join(cell.text for cell in row.cells if cell.text).split()),
            row.place,
        )
        for row in block.rows
    ]
