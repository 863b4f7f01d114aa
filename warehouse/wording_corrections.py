"""Wordings as corrections: entries of ``HOME/corrections/*.yml`` that say what a wording of many reports
means, held to the reference tables that they add to.

A wording that the tables give another meaning than the correction expects (the program's own file has it by
now, say) is left to the tables, and an issue tells it: what nobody needs any more must not hide them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from transforms.corrections import WordingCorrection, WordingKind
from transforms.errors import WrongUse
from transforms.reference import (
    Department,
    HeaderWording,
    OrganizationType,
    Province,
    Reference,
    StatusWording,
)
from warehouse.correction_files import Entry, correction_entries
from warehouse.reference_rows import compact
from warehouse.reference_wordings import ROLES, STATUS_USES, STATUSES

_KEYS = ("id", "wording", "kind", "value", "use", "match", "expect", "reason", "by", "date")
_REQUIRED = ("id", "wording", "kind", "value", "reason", "by", "date")
KINDS: tuple[WordingKind, ...] = get_args(WordingKind)
_MATCHES = ("exact", "prefix")
_LONGEST = 200
_SHORTEST_PREFIX = 5
#: Shorter ones stand inside of every other word.
_SHORTEST = 2


def with_wordings(plain: Reference, home: Path) -> Reference:
    """``plain`` with what the corrections of wordings in ``HOME/corrections`` say; itself where there is
    none. The digest changes with the wordings that hold and what they mean, not with who settled them or
    why. Raises :class:`WrongUse` for the first fault, with file and entry."""
    found: list[WordingCorrection] = []
    known: dict[tuple[str, ...], str] = {}
    for entry in correction_entries(home):
        if not entry.is_wording:
            continue
        one = _wording_correction(entry, plain)
        target = (one.kind, compact(one.wording), one.use or "", one.match or "")
        if target in known:
            raise entry.fault(
                f"ถ้อยคำนี้อยู่ใน {known[target]} แล้ว", f"is there twice: see {known[target]} (the same wording)"
            )
        known[target] = one.correction_id
        found.append(one)
    if not found:
        return plain
    holding = [one for one in found if one.holds]
    if not holding:
        return replace(plain, wording_corrections=tuple(found))
    tables = _Tables(plain)
    for one in holding:
        tables.take(one)
    # Who and why may be told better without a document being read again.
    said = sorted(
        (one.kind, one.wording, one.value, one.use, one.match, one.correction_id) for one in holding
    )
    return replace(
        plain,
        digest=_digest(plain.digest, said),
        provinces=tuple(tables.provinces),
        organization_types=tuple(tables.organization_types),
        departments=tuple(tables.departments),
        headers=tuple(tables.headers),
        statuses=tuple(tables.statuses),
        wording_corrections=tuple(found),
        plain=plain,
    )


def meaning(
    reference: Reference, kind: WordingKind, wording: str, use: str | None = None, match: str | None = None
) -> str | None:
    """What the tables make of the wording as it is written, null for nothing: the role of a heading (of
    the longest beginning where it is not there as a whole), a status, a name, a type's code."""
    key = compact(wording)
    if kind == "header":
        roles = {compact(one.wording): one.role for one in reference.headers if one.match == "exact"}
        prefixes = {compact(one.wording): one.role for one in reference.headers if one.match == "prefix"}
        if match == "exact" and key in roles:
            return roles[key]
        begun = [prefix for prefix in prefixes if key.startswith(prefix)]
        return prefixes[max(begun, key=len)] if begun else None
    if kind == "status":
        said = {compact(one.wording): one.status for one in reference.statuses if one.use == use}
        return said.get(key)
    for name, wordings in _named(reference, kind):
        if key in map(compact, wordings):
            return name
    return None


def _named(reference: Reference, kind: WordingKind) -> Iterable[tuple[str, Sequence[str]]]:
    if kind == "department":
        return ((one.name, (one.name, *one.aliases)) for one in reference.departments)
    if kind == "province":
        return ((one.name, (one.name, *one.aliases)) for one in reference.provinces)
    return ((one.code, one.prefixes) for one in reference.organization_types)


def allowed_values(reference: Reference, kind: WordingKind) -> tuple[str, ...]:
    """What a wording of the kind can mean."""
    if kind == "header":
        return ROLES
    if kind == "status":
        return STATUSES
    return tuple(name for name, _ in _named(reference, kind))


def _wording_correction(entry: Entry, plain: Reference) -> WordingCorrection:
    entry.demand_keys(_KEYS, _REQUIRED)
    given = entry.entry
    kind = _one_of(entry, "kind", KINDS)
    wording = " ".join(str(given["wording"]).split())
    letters = sum(map(str.isalpha, wording))
    if letters < _SHORTEST or len(compact(wording)) > _LONGEST:
        raise entry.fault("wording สั้นหรือยาวเกินไป", f"wording must have {_SHORTEST} to {_LONGEST} letters")
    use = _one_of(entry, "use", STATUS_USES, "label") if kind == "status" else None
    match = _one_of(entry, "match", _MATCHES, "exact") if kind == "header" else None
    for key, fits in (("use", kind == "status"), ("match", kind == "header")):
        if key in given and not fits:
            raise entry.fault(f"{key} ใช้กับ {kind} ไม่ได้", f"{key} does not go with kind {kind}")
    if match == "prefix" and len(compact(wording)) < _SHORTEST_PREFIX:
        raise entry.fault("wording สั้นเกินไปสำหรับ prefix", "the wording is too short for match: prefix")
    if "expect" not in given:
        raise entry.fault(
            "ไม่มี expect (ถ้าตารางอ้างอิงไม่รู้จักให้ใส่ null)",
            "lacks expect (write null where the reference tables do not know the wording)",
        )
    value = _one_of(entry, "value", allowed_values(plain, kind))
    expect = None if given["expect"] in (None, "") else str(given["expect"]).strip()
    printed = meaning(plain, kind, wording, use, match)
    if printed is not None and printed == expect and compact(wording) == compact(printed):
        raise entry.fault(
            f"{wording} เป็นชื่อมาตรฐาน จึงให้หมายถึงสิ่งอื่นไม่ได้",
            f"{wording} is a canonical name and can mean nothing else",
        )
    return WordingCorrection(
        entry.identity(),
        kind,
        wording,
        value,
        use,
        match,
        expect,
        printed,
        str(given["reason"]),
        str(given["by"]),
        entry.date(),
        entry.path.name,
    )


def _one_of(entry: Entry, key: str, allowed: Sequence[Any], default: str | None = None) -> Any:
    value = str(entry.entry.get(key) or default or "").strip()
    if value not in allowed:
        words = ", ".join(allowed[:30])
        raise entry.fault(f"{key} ต้องเป็นหนึ่งใน {words}", f"{key} must be one of {words}, and not {value}")
    return value


@dataclass(slots=True)
class _Tables:
    """The tables of wordings on their way to those of a reference."""

    headers: list[HeaderWording]
    statuses: list[StatusWording]
    departments: list[Department]
    provinces: list[Province]
    organization_types: list[OrganizationType]

    def __init__(self, plain: Reference) -> None:
        self.headers, self.statuses = list(plain.headers), list(plain.statuses)
        self.departments, self.provinces = list(plain.departments), list(plain.provinces)
        self.organization_types = list(plain.organization_types)

    def take(self, one: WordingCorrection) -> None:
        """Let the wording mean what the correction says, and nothing else any more."""
        key = compact(one.wording)
        if one.kind == "header":
            match = one.match or "exact"
            self.headers = [h for h in self.headers if (compact(h.wording), h.match) != (key, match)]
            self.headers.append(HeaderWording(one.wording, one.value, match))
        elif one.kind == "status":
            use = one.use or "label"
            self.statuses = [s for s in self.statuses if (compact(s.wording), s.use) != (key, use)]
            self.statuses.append(StatusWording(one.wording, one.value, use))
        elif one.kind == "department":
            self.departments = [
                replace(each, aliases=_aliases(each.aliases, one, each.name)) for each in self.departments
            ]
        elif one.kind == "province":
            self.provinces = [
                replace(each, aliases=_aliases(each.aliases, one, each.name)) for each in self.provinces
            ]
        else:
            self.organization_types = [
                replace(
                    each,
                    prefixes=tuple(sorted(_aliases(each.prefixes, one, each.code), key=len, reverse=True)),
                )
                for each in self.organization_types
            ]


def _aliases(aliases: Sequence[str], one: WordingCorrection, name: str) -> tuple[str, ...]:
    kept = tuple(alias for alias in aliases if compact(alias) != compact(one.wording))
    return (*kept, one.wording) if name == one.value else kept


def _digest(plain: str, said: Sequence[tuple[object, ...]]) -> str:
    import hashlib

    return hashlib.sha256(f"{plain}\0wordings\0{said!r}".encode()).hexdigest()


def refused(correction: WordingCorrection) -> Mapping[str, str]:
    """What fills the message of a correction that does not hold."""
    return {
        "name": correction.correction_id,
        "wording": correction.wording,
        "printed": correction.printed or "–",
        "chosen": correction.expect or "–",
    }


__all__ = ["KINDS", "WrongUse", "allowed_values", "meaning", "refused", "with_wordings"]
