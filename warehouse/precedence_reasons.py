"""Why one row is in force and another one about the same thing is not: the order of the models in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KINDS_TH = {
    1: "บัญชีผลคะแนนของ ป.ป.ช.",
    2: "รายงานของหน่วยงานที่คะแนนกระทบยอดได้",
    3: "รายงานของหน่วยงานเอง",
    4: "เอกสารอื่น",
}
_KINDS_EN = {
    1: "the commission's result list",
    2: "an own report whose scores reconcile",
    3: "an own report",
    4: "another document",
}


#: A row about another organization than the one whose report it stands in.
_TOLD = "รายงานของหน่วยงานอื่นที่กล่าวถึง", "what another organization's report tells"


def source_rank(document: Mapping[str, Any], reconciles: bool, organization_id: str | None = None) -> int:
    """1 to 4, the stronger first; as ``warehouse/models/staging/document_standing.sql`` has it.
    ``reconciles``: of the document's own results one does. ``organization_id`` is whom the row is about:
    of somebody else an own report is a source like any other."""
    kind = document.get("source_kind")
    if kind == "official_result_list":
        return 1
    if kind == "own_report" and not _is_about_another(document, organization_id):
        return 2 if reconciles else 3
    return 4


def _is_about_another(document: Mapping[str, Any], organization_id: str | None) -> bool:
    return organization_id is not None and organization_id != document.get("organization_id")


def _kind(document: Mapping[str, Any], rank: int) -> tuple[str, str]:
    """A source by what it is, in Thai and English."""
    if rank == 4 and document.get("source_kind") == "own_report":
        return _TOLD
    return _KINDS_TH[rank], _KINDS_EN[rank]


def why_not_in_force(
    row: Mapping[str, Any],
    document: Mapping[str, Any],
    rank: int,
    winner: Mapping[str, Any] | None,
    winners_document: Mapping[str, Any] | None,
    winners_rank: int,
) -> tuple[str, str]:
    """In Thai and English: the first step of the precedence in which the row comes after the winner, the
    row that is in force in its place (``None`` where it is not known)."""
    if document["state"] == "superseded":
        by = document.get("superseded_by") or "-"
        return f"เอกสารถูกแทนด้วย {by} จากแหล่งเดียวกัน", f"its document was replaced by {by} from the same source"
    if document["state"] not in ("loaded", None):
        return f"เอกสารอยู่ในสถานะ {document['state']}", f"its document is {document['state']}"
    if winner is None or winners_document is None:
        by = row.get("superseded_by")
        return (f"มี {by} มาแทน", f"superseded by {by}") if by else ("ไม่ได้ใช้", "not in force")
    if row["certainty"] != winner["certainty"]:
        return "แถวนี้รอตรวจ อีกแถวแน่นอน", "this one waits for review, the other one is sure"
    if row["document_id"] == winner["document_id"]:
        return "อยู่หลังในเอกสารเดียวกัน", "it stands later in the same document"
    if rank != winners_rank:
        (stronger_th, stronger_en), (weaker_th, weaker_en) = (
            _kind(winners_document, winners_rank),
            _kind(document, rank),
        )
        return f"{stronger_th} มาก่อน {weaker_th}", f"{stronger_en} comes before {weaker_en}"
    for column, thai, english in (
        ("document_date", "วันที่ของเอกสาร", "date of the document"),
        ("period_end", "วันสิ้นสุดช่วงที่รายงาน", "end of the period"),
        ("received_at", "เวลาที่ได้รับ", "time of arrival"),
    ):
        one, other = document.get(column), winners_document.get(column)
        if one != other:
            return (
                f"{thai}: {other or 'ไม่ทราบ'} มาก่อน {one or 'ไม่ทราบ'}",
                f"by {english}: {other or 'unknown'} comes before {one or 'unknown'}",
            )
    return "ทุกอย่างเท่ากัน ตัดสินด้วย sha256 ที่มากกว่า", "all else being equal, the higher sha256 decides"
