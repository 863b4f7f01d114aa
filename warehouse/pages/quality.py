"""The page on quality: what came last night, what was set aside and why, what the checks found.

One file that stands alone: no script, no font, no address of the network. Thai first. Everything on it is
read from the built warehouse by the queries in ``quality/*.sql``; the page is written anew in every run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.errors import ProngsaiError
from warehouse.disk import disk_error_of, is_refused_by_disk

if TYPE_CHECKING:
    import duckdb
    import jinja2

PAGE = "quality.html"
_HERE = Path(__file__).parent
_BANGKOK = timezone(timedelta(hours=7))
_BUDDHIST = 543
_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_DOING = ("ขณะเขียนหน้าคุณภาพข้อมูล", "while the page on quality was written")

#: What the page calls the words of the tables.
STATES = {
    "loaded": "นำเข้าแล้ว",
    "quarantined": "กันไว้ตรวจ",
    "out_of_scope": "ไม่ใช่รายงาน ITA ของ อปท.",
    "superseded": "มีฉบับใหม่แทน",
}
RUN_STATES = {
    "published": "เผยแพร่แล้ว",
    "stopped": "หยุดเพราะการตรวจสอบ",
    "failed": "ล้มเหลว",
    "running": "กำลังทำงาน",
}
SEVERITIES = {"critical": "ร้ายแรง", "error": "ผิดพลาด", "warning": "เตือน", "info": "แจ้งให้ทราบ"}
FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word (DOCX)",
    "application/msword": "Word (DOC)",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel (XLSX)",
    "application/vnd.ms-excel": "Excel (XLS)",
    "application/vnd.oasis.opendocument.text": "OpenDocument (ODT)",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument (ODS)",
    "application/rtf": "RTF",
    "application/zip": "ZIP",
    "text/plain": "ข้อความ",
    "text/markdown": "Markdown",
    "text/html": "หน้าเว็บ (HTML)",
    "text/csv": "CSV",
    "image/png": "ภาพ (PNG)",
    "image/jpeg": "ภาพ (JPEG)",
    "image/tiff": "ภาพ (TIFF)",
}
LEVELS = {
    "field": "ค่าในแต่ละช่อง",
    "document": "ความสอดคล้องในเอกสาร",
    "warehouse": "ความถูกต้องของทั้งคลัง",
    "time": "เทียบกับรอบก่อน ๆ",
}


def write_quality_page(database: Path, site: Path) -> Path:
    """Write ``quality.html`` of a built warehouse into the folder ``site``; give its path. The file is there
    whole or not at all. Raises :class:`ProngsaiError` when the disk refuses."""
    import duckdb

    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            content = quality_page(connection)
        site.mkdir(parents=True, exist_ok=True)
        unfinished = site / f".{PAGE}"
        unfinished.write_text(content, encoding="utf-8")
        return unfinished.replace(site / PAGE)
    except Exception as error:
        if not isinstance(error, ProngsaiError) and is_refused_by_disk(error):
            raise disk_error_of(error, *_DOING) from error
        raise


def quality_page(connection: duckdb.DuckDBPyConnection) -> str:
    """The page as HTML, of the warehouse behind ``connection``; it is that of the latest run in it."""
    found = {path.stem: list(_rows(connection, path)) for path in sorted((_HERE / "quality").glob("*.sql"))}
    return _template().render(
        found,
        run=found["runs"][0] if found["runs"] else None,
        states=STATES,
        run_states=RUN_STATES,
        severities=SEVERITIES,
        levels=LEVELS,
        formats_in_words=FORMATS,
    )


def _rows(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[Mapping[str, Any]]:
    found = connection.execute(path.read_text(encoding="utf-8"))
    names = [column[0] for column in found.description or ()]
    for row in found.fetchall():
        yield dict(zip(names, row, strict=True))


@cache
def _template() -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"count": _count, "moment": thai_moment, "day": thai_day, "size": _size}
    return environment.get_template("quality.html.j2")


def thai_day(value: date | None) -> str:
    """A day as it is written in Thai, year of the Buddhist era; an en dash for none."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year + _BUDDHIST}" if value else "–"


def thai_moment(value: datetime | None) -> str:
    """A moment (UTC where it has no zone) in Bangkok's time, as it is written in Thai."""
    if value is None:
        return "–"
    there = value.replace(tzinfo=value.tzinfo or UTC).astimezone(_BANGKOK)
    return f"{thai_day(there.date())} {there:%H:%M} น."


def _count(value: int | None) -> str:
    return "ไม่ทราบ" if value is None else f"{value:,}"


def _size(value: float | None) -> str:
    """Bytes in the unit that suits them."""
    if value is None:
        return "ไม่ทราบ"
    return f"{value / 1e6:,.1f} MB" if value >= 1e6 else f"{value / 1e3:,.0f} kB"
