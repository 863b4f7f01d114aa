"""What was published stays accounted for: a journal that lost documents stops the run."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from transforms.errors import ProngsaiError


def demand_continuity(database: Path, journaled: Set[str]) -> None:
    """Raise :class:`ProngsaiError` when documents of the published ``database`` are not among the
    ``journaled`` (sha256): a journal or archive that was lost must not empty the publication."""
    import duckdb

    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            found = connection.execute("SELECT sha256, file_name FROM core.documents").fetchall()
    except duckdb.Error:
        return  # a damaged publication: the build says so
    lost = [name for sha256, name in found if sha256 not in journaled]
    if not lost:
        return
    named = ", ".join(sorted(lost)[:3]) + (" …" if len(lost) > 3 else "")
    raise ProngsaiError(
        f"บันทึกรับเอกสาร (archive/journal.jsonl) ไม่มีเอกสาร {len(lost)} ฉบับที่เผยแพร่ไปแล้ว ({named}) จึงไม่เผยแพร่: "
        "กู้คืน archive/ จากสำเนาสำรอง หรือวางเอกสารเหล่านั้นในโฟลเดอร์รับเข้าอีกครั้ง แล้วสั่ง `prongsai run`",
        f"The journal (archive/journal.jsonl) lacks {len(lost)} documents that are published ({named}), so "
        "nothing was published. Restore archive/ from a backup, or put them into the inbox again, then "
        "`prongsai run`.",
    )
