"""Which organization of the warehouse a person means: by its code, or by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from transforms.errors import WrongUse

_SPACE = re.compile(r"[\s\u200b\ufeff\xa0]+")
_AMPHOE = re.compile(r"\s(?:อำเภอ|อ\.)\s*(\S+)")
_PROVINCE = re.compile(r"\s(?:จังหวัด|จ\.)\s*(\S+)")
_MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """An organization as people know it. ``codes`` are all its codes over the years, its own first."""

    organization_id: str
    full_name: str
    amphoe: str | None
    province: str | None
    codes: tuple[str, ...]

    @property
    def place(self) -> str:
        """``อ.เมือง จ.ขอนแก่น``, as far as it is known."""
        parts = (f"อ.{self.amphoe}" if self.amphoe else "", f"จ.{self.province}" if self.province else "")
        return " ".join(part for part in parts if part)


def find_organization(connection: duckdb.DuckDBPyConnection, asked: str) -> NamedOrganization:
    """The organization with this code, or the only one with this name (with or without the type before
    it; amphoe and province may follow as อ.… จ.…). Raises :class:`WrongUse` where there is none, or
    where there are several: they are then listed with their codes."""
    asked = asked.strip()
    if not asked:
        raise WrongUse(
            "ไม่ได้ระบุ อปท.: ใส่รหัสหรือชื่อ เช่น prongsai explain 6400101",
            "No organization: give a code or a name, e.g. prongsai explain 6400101.",
        )
    by_code = _matching(connection, "lower(organization_id) = lower(?)", [asked])
    if by_code:
        return by_code[0]
    code = _succeeding_code(connection, asked)
    if code is not None:
        return _matching(connection, "organization_id = ?", [code])[0]
    found = _by_name(connection, asked)
    if len(found) == 1:
        return found[0]
    raise _several(connection, asked, found) if found else _nothing(connection, asked)


def _matching(
    connection: duckdb.DuckDBPyConnection, condition: str, values: list[str]
) -> list[NamedOrganization]:
    rows = connection.execute(
        "SELECT organization_id, full_name, amphoe, province FROM core.organizations "
        f"WHERE {condition} ORDER BY province, amphoe, full_name, organization_id",
        values,
    ).fetchall()
    return [
        NamedOrganization(code, full_name, amphoe, province, _codes(connection, code))
        for code, full_name, amphoe, province in rows
    ]


def _codes(connection: duckdb.DuckDBPyConnection, organization_id: str) -> tuple[str, ...]:
    """All codes that successions join to this one."""
    found = connection.execute(
        """
        WITH RECURSIVE joined AS (
            SELECT ?::VARCHAR AS id
            UNION
            SELECT CASE WHEN old_id = joined.id THEN new_id ELSE old_id END
            FROM reference.organization_successions, joined
            WHERE joined.id IN (old_id, new_id)
        )
        SELECT id FROM joined ORDER BY id
        """,
        [organization_id],
    ).fetchall()
    return (organization_id, *(code for (code,) in found if code != organization_id))


def _succeeding_code(connection: duckdb.DuckDBPyConnection, asked: str) -> str | None:
    """A code of a succession that is in force no more, as the code that the warehouse has."""
    known = connection.execute(
        "SELECT count(*) FROM reference.organization_successions WHERE ? IN (old_id, new_id)", [asked]
    ).fetchall()
    if not known[0][0]:
        return None
    for code in _codes(connection, asked):
        if connection.execute(
            "SELECT 1 FROM core.organizations WHERE organization_id = ?", [code]
        ).fetchall():
            return code
    return None


def _by_name(connection: duckdb.DuckDBPyConnection, asked: str) -> list[NamedOrganization]:
    amphoe, province = _AMPHOE.search(asked), _PROVINCE.search(asked)
    name = _squeezed(_PROVINCE.sub("", _AMPHOE.sub("", asked)))
    types = connection.execute(
        "SELECT organization_type, name, abbreviation FROM reference.organization_types"
    ).fetchall()
    forms = [
        (form, code)
        for code, *words in types
        for word in words
        for form in dict.fromkeys((_squeezed(word or ""), _squeezed(word or "").rstrip(".")))
        if form
    ]
    # Longest first: อบต. must not leave its full stop before the name.
    prefixes = sorted(forms, key=lambda pair: -len(pair[0]))
    wanted_types: set[str] = set()
    bare = name
    for prefix, code in prefixes:
        if name.startswith(prefix) and len(name) > len(prefix):
            bare = name.removeprefix(prefix)
            wanted_types = {code for other, code in prefixes if other == prefix}
            break
    squeezed_name = "regexp_replace(name, '\\s', '', 'g')"
    condition = (
        f"(regexp_replace(full_name, '\\s', '', 'g') = ? OR {squeezed_name} = ? "
        f"OR ({squeezed_name} = ? AND organization_type IN (SELECT unnest(?::VARCHAR[]))))"
    )
    values: list[object] = [name, name, bare, sorted(wanted_types)]
    for column, found in (("amphoe", amphoe), ("province", province)):
        if found:
            condition += f" AND {column} = ?"
            values.append(found[1])
    return _matching(connection, condition, values)  # type: ignore[arg-type]


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def _several(connection: duckdb.DuckDBPyConnection, asked: str, found: list[NamedOrganization]) -> WrongUse:
    """The homonyms by code: those with facts first, marked, with their years."""
    years = {one.organization_id: _years_with_facts(connection, one) for one in found}
    ordered = sorted(found, key=lambda one: years[one.organization_id] is None)
    lines_th, lines_en = [], []
    for one in ordered[:_MOST_LISTED]:
        of_facts = years[one.organization_id]
        called = f"{one.organization_id}  {one.full_name}  {one.place}"
        lines_th.append(f"  {called}" if of_facts is None else f"● {called}  (มีข้อมูลปี {of_facts})")
        lines_en.append(f"  {called}" if of_facts is None else f"● {called}  (facts of {of_facts})")
    if len(found) > _MOST_LISTED:
        for lines in (lines_th, lines_en):
            lines.append(f"  … (+{len(found) - _MOST_LISTED})")
    with_facts = sum(of_facts is not None for of_facts in years.values())
    listed_th, listed_en = "\n".join(lines_th), "\n".join(lines_en)
    return WrongUse(
        f"มี อปท. ชื่อ {asked} {len(found)} แห่ง มีข้อมูล {with_facts} แห่ง (●): ระบุด้วยรหัสจากรายการนี้\n{listed_th}",
        f"{len(found)} organizations are called {asked}, {with_facts} of them with facts (●): "
        f"name it by its code from this list.\n{listed_en}",
    )


def _years_with_facts(connection: duckdb.DuckDBPyConnection, one: NamedOrganization) -> str | None:
    """``2565, 2566``: the fiscal years of its facts, ``-`` for an unknown one; ``None`` where it has none."""
    tables = ("assessments", "indicator_scores", "measures", "disclosures")
    union = " UNION ".join(f"SELECT organization_id, fiscal_year FROM core.{table}" for table in tables)
    ((years,),) = connection.execute(
        f"SELECT string_agg(coalesce(fiscal_year::VARCHAR, '-'), ', ' ORDER BY fiscal_year) FROM "
        f"(SELECT DISTINCT fiscal_year FROM ({union}) WHERE organization_id IN (SELECT unnest(?)))",
        [list(one.codes)],
    ).fetchall()
    return None if years is None else str(years)


def _nothing(connection: duckdb.DuckDBPyConnection, asked: str) -> WrongUse:
    from rapidfuzz import fuzz, process

    names = {
        row[0]: f"{row[1]} ({row[0]})"
        for row in connection.execute("SELECT organization_id, full_name FROM core.organizations").fetchall()
    }
    near = process.extract(asked, names, scorer=fuzz.ratio, limit=5, score_cutoff=50)
    listed = ", ".join(label for label, _, _ in near)
    meant_th = f" หมายถึง {listed} หรือไม่" if listed else ""
    meant_en = f" Did you mean {listed}?" if listed else ""
    return WrongUse(
        f"ไม่พบ อปท. {asked} ในคลังข้อมูล{meant_th}: ตรวจชื่อหรือรหัส หรือนำเข้าทะเบียนด้วย prongsai register import",
        f"The warehouse has no organization {asked}.{meant_en} Check the name or code, "
        "or import the register with prongsai register import.",
    )
