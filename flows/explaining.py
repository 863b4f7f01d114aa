"""``prongsai explain``: originals are read again, and pictured, in a process that may be ended."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from flows.guarded import run_guarded
from flows.settings import Settings
from transforms.document import UnreadableDocument
from transforms.errors import WrongUse
from warehouse.archive import Archive, ArchiveDamaged
from warehouse.disk import disk_error
from warehouse.explain import explain
from warehouse.explained_places import PageBox, Piece, box_of, pieces_of
from warehouse.explanation import Explanation, Source
from warehouse.place_pictures import MOST_PLACES, PICTURED, Original, picture_of


def explained(
    settings: Settings, organization: str, fiscal_year: int | None, fact: str | None
) -> Explanation:
    """:func:`warehouse.explain.explain`, with the text of originals of every format."""

    def read_again(sha256: str) -> Mapping[str, Piece]:
        content = Archive(settings.home).read(sha256)
        return run_guarded(
            _pieces,
            settings.home,
            content,
            sha256,
            seconds=settings.document_seconds,
            megabytes=settings.document_megabytes,
        )

    return explain(settings.home, organization, fiscal_year, fact, read_again)


def write_picture(settings: Settings, explanation: Explanation, file: Path) -> tuple[int, int]:
    """Write a PNG of the places that the figures come from: how many it shows, and how many there are.
    Raises :class:`WrongUse` where there is none to show, with why."""
    places = _places(explanation)
    if not places:
        raise _no_picture(settings, explanation)
    shown: list[Original] = []
    left = MOST_PLACES
    for source, boxes in places.values():
        try:
            content = Archive(settings.home).read(source.sha256)
        except ArchiveDamaged as damaged:
            raise WrongUse(damaged.message_th, damaged.message_en) from damaged
        shown.append(Original(content, source.media_type or "", tuple(boxes[:left])))
        left -= len(shown[-1].places)
        if left == 0:
            break
    try:
        picture = run_guarded(
            picture_of,
            shown,
            seconds=settings.document_seconds,
            megabytes=settings.document_megabytes,
        )
    except UnreadableDocument as unreadable:
        raise _not_drawn(settings, places, unreadable) from unreadable
    _write_whole(file, picture)
    return MOST_PLACES - left, sum(len(boxes) for _, boxes in places.values())


def _pieces(home: Path, content: bytes, sha256: str) -> dict[str, Piece]:
    from warehouse.readings import Readings

    return pieces_of(Readings(home).read(content, sha256))


def _places(explanation: Explanation) -> dict[str, tuple[Source, list[PageBox]]]:
    """The boxes of the figures by document, each once, those of figures in force first."""
    found: dict[str, tuple[Source, list[PageBox]]] = {}
    for figure in (*explanation.figures, *explanation.considered):
        for trace in figure.traces:
            box = box_of(trace.locator)
            if box is not None and figure.source.media_type in PICTURED:
                _, boxes = found.setdefault(figure.source.sha256, (figure.source, []))
                if box not in boxes:
                    boxes.append(box)
    return found


def _no_picture(settings: Settings, explanation: Explanation) -> WrongUse:
    """Why there is no picture: whatever the figures come from has no pages, or no place is known."""
    sources = {figure.source.document_id: figure.source for figure in explanation.figures}
    archive = Archive(settings.home)
    files = ", ".join(
        f"{source.file_names[0] if source.file_names else source.document_id} ({archive.path(source.sha256)})"
        for source in sources.values()
    )
    return WrongUse(
        "ภาพทำได้จาก PDF และไฟล์ภาพ เมื่อทราบตำแหน่งในหน้าเท่านั้น ตัวเลขนี้มาจาก: "
        f"{files or '-'} เปิดต้นฉบับนั้นดู หรือสั่ง explain โดยไม่ใช้ --picture เพื่อดูตำแหน่งและข้อความ",
        "A picture is made of PDF files and images, where the place on the page is known; this figure comes "
        f"from: {files or '-'}. Open that original; `prongsai explain` without --picture shows the text.",
    )


def _not_drawn(settings: Settings, places: Mapping[str, object], unreadable: UnreadableDocument) -> WrongUse:
    archive = Archive(settings.home)
    paths = ", ".join(str(archive.path(sha256)) for sha256 in places)
    why = f"{unreadable.rule} {unreadable.detail}".strip()
    return WrongUse(
        f"วาดหน้าของต้นฉบับไม่ได้ ({why}) เปิดต้นฉบับด้วยโปรแกรมอื่น: {paths}",
        f"The pages of the original cannot be drawn ({why}). Open it with another program: {paths}",
    )


def _write_whole(file: Path, content: bytes) -> None:
    """Written beside the file and moved into its place: whole or not at all."""
    incoming = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        incoming.write_bytes(content)
        incoming.replace(file)
    except OSError as error:
        with suppress(OSError):
            incoming.unlink()
        raise disk_error(error, f"ขณะเขียน {file}", f"while {file} was written") from error
