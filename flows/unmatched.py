"""``prongsai unmatched``: the wordings that matched nothing in the reference tables, the most frequent first,
with what they are nearest to; and settling one by a correction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.errors import WrongUse
from transforms.facts import stable_id
from transforms.reference import Reference
from warehouse.query import query

if TYPE_CHECKING:
    import polars as pl

KINDS = ("header", "status", "department", "organization", "organization_type", "province")
#: What a correction of wordings can settle; an organization is settled in its document, or by the register.
SETTLED_HERE = ("header", "status", "department", "organization_type", "province")
_NEAR_ENOUGH = 70
_QUERY = Path(__file__).with_name("queries") / "unmatched.sql"


def unmatched(home: Path, reference: Reference, kinds: Sequence[str] = ()) -> pl.DataFrame:
    """One row a wording: kind, wording, documents, organizations, places (each a count), examples
    (``file:line``, at most three), nearest (the known wording that is most like it) and means (what that one
    means); both null where none is near. Raises :class:`WrongUse` for an unknown kind."""
    import polars as pl

    for kind in kinds:
        if kind not in KINDS:
            raise WrongUse(
                f"ไม่มีชนิด {kind}: ใช้ {', '.join(KINDS)}", f"There is no kind {kind}: use {', '.join(KINDS)}."
            )
    found = query(home, _QUERY.read_text(encoding="utf-8"), {"kinds": list(kinds)})
    known = {kind: dict(known_wordings(reference, kind)) for kind in set(found["kind"].to_list())}
    near = [_nearest(row["wording"], known[row["kind"]]) for row in found.iter_rows(named=True)]
    return found.with_columns(
        pl.Series("nearest", [one for one, _ in near], dtype=pl.String),
        pl.Series("means", [what for _, what in near], dtype=pl.String),
    )


def known_wordings(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    """The wordings of a kind that the reference tables have, with what they mean."""
    if kind == "header":
        yield from ((one.wording, one.role) for one in reference.headers)
    elif kind == "status":
        yield from ((one.wording, one.status) for one in reference.statuses)
    elif kind == "department":
        yield from ((alias, one.name) for one in reference.departments for alias in (one.name, *one.aliases))
    elif kind == "province":
        yield from ((alias, one.name) for one in reference.provinces for alias in (one.name, *one.aliases))
    elif kind == "organization_type":
        yield from ((prefix, one.code) for one in reference.organization_types for prefix in one.prefixes)
    else:
        yield from ((one.name, f"{one.organization_id} {one.province}") for one in reference.register)


def _nearest(wording: str, known: dict[str, str]) -> tuple[str | None, str | None]:
    from rapidfuzz import fuzz, process

    best = process.extractOne(wording, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return (best[0], known[best[0]]) if best is not None else (None, None)


def csv_ready(found: pl.DataFrame) -> pl.DataFrame:
    """The rows with their examples as one text, for files without lists."""
    import polars as pl

    return found.with_columns(pl.col("examples").list.join(" | "))


def wording_entry(
    reference: Reference,
    kind: str,
    wording: str,
    value: str,
    use: str | None,
    match: str | None,
    by: str,
    reason: str,
    today: date,
) -> dict[str, Any]:
    """The entry of ``corrections/`` that lets ``wording`` mean ``value``, with what the reference tables make
    of it now as ``expect``. Raises :class:`WrongUse` for a kind that is settled elsewhere."""
    from warehouse.wording_corrections import meaning

    if kind not in SETTLED_HERE:
        raise WrongUse(
            f"ถ้อยคำชนิด {kind} กำหนดที่นี่ไม่ได้: ใช้ {', '.join(SETTLED_HERE)} "
            "(หน่วยงานของเอกสารกำหนดด้วย prongsai review)",
            f"A wording of kind {kind} is not settled here: use {', '.join(SETTLED_HERE)} "
            "(whose a document is, is settled by `prongsai review`).",
        )
    use = (use or "label") if kind == "status" else use
    match = (match or "exact") if kind == "header" else match
    entry: dict[str, Any] = {
        "id": stable_id("wording", kind, "".join(wording.split()), use, match),
        "wording": wording,
        "kind": kind,
        "value": value,
        "expect": meaning(reference.plain or reference, kind, wording, use, match),  # type: ignore[arg-type]
        "reason": reason,
        "by": by,
        "date": today,
    }
    return entry | {key: given for key, given in (("use", use), ("match", match)) if given is not None}
