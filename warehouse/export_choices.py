"""What people ask to export, held against the warehouse: unknown words are answered with near ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from transforms.errors import WrongUse
from warehouse.province_names import english_names, in_thai
from warehouse.selection import Selection, has_table, literal, mart_tables, unique


def chosen(
    connection: duckdb.DuckDBPyConnection,
    provinces: Sequence[str] = (),
    amphoes: Sequence[str] = (),
    types: Sequence[str] = (),
    fiscal_years: Sequence[int] = (),
) -> Selection:
    """The selection. A province may be named in English, a type by its code, its Thai name or its
    abbreviation. Raises :class:`WrongUse` for what the warehouse does not have, and for an amphoe of no
    chosen province."""
    provinces, amphoes = unique(provinces), unique(amphoes)
    if provinces:
        names = english_names(connection)
        provinces = in_thai(provinces, names)
        there = _places(connection, "province", "TRUE")
        english = [name for name, thai in names.items() if thai in there]
        _demand("จังหวัด", "province", provinces, [*there, *english])
    if amphoes:
        within = f"province IN ({', '.join(map(literal, provinces))})" if provinces else "TRUE"
        _demand("อำเภอ", "amphoe", amphoes, _places(connection, "amphoe", within))
    codes = []
    if types:
        words = _type_words(connection)
        known = list(words)
        for asked in unique(types):
            code = words.get(_folded(asked))
            if code is None:
                raise _unknown("ประเภท อปท.", "type of organization", asked, known)
            codes.append(code)
    if fiscal_years:
        years = [str(year) for year in _years(connection)]
        _demand("ปีงบประมาณ", "fiscal year", [str(year) for year in fiscal_years], years)
    return Selection(provinces, tuple(dict.fromkeys(fiscal_years)), amphoes, unique(codes))


def _places(connection: duckdb.DuckDBPyConnection, column: str, where: str) -> list[str]:
    found = connection.execute(
        f"SELECT DISTINCT {column} FROM core.organizations WHERE {column} IS NOT NULL AND {where} ORDER BY 1"
    ).fetchall()
    return [name for (name,) in found]


def _type_words(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """What a type is called, folded -> its code."""
    words = {
        _folded(code): code
        for (code,) in connection.execute(
            "SELECT DISTINCT organization_type FROM core.organizations WHERE organization_type IS NOT NULL"
        ).fetchall()
    }
    if has_table(connection, "reference.organization_types"):
        found = connection.execute(
            "SELECT organization_type, name, name_en, abbreviation FROM reference.organization_types"
        ).fetchall()
        for code, *names in found:
            words |= {_folded(name): code for name in (code, *names) if name}
    return words


def _folded(word: str) -> str:
    return word.strip().casefold().rstrip(".")


def _years(connection: duckdb.DuckDBPyConnection) -> list[int]:
    tables = [name for name, columns in mart_tables(connection).items() if "fiscal_year" in columns]
    if not tables:
        return []
    union = " UNION ".join(f"SELECT fiscal_year FROM mart.{name}" for name in tables)
    found = connection.execute(f"SELECT fiscal_year FROM ({union}) WHERE fiscal_year IS NOT NULL ORDER BY 1")
    return [year for (year,) in found.fetchall()]


def _demand(what_th: str, what_en: str, asked: Sequence[str], known: Sequence[str]) -> None:
    there = set(known)
    for word in asked:
        if word not in there:
            raise _unknown(what_th, what_en, word, known)


def _unknown(what_th: str, what_en: str, asked: str, known: Sequence[str]) -> WrongUse:
    from difflib import get_close_matches

    near = get_close_matches(asked, known, n=5, cutoff=0.4) or list(known[:10])
    listed = ", ".join(near) or "-"
    return WrongUse(
        f"ไม่มี{what_th} {asked} ในคลังข้อมูลหรือในที่ที่เลือก: ที่มีเช่น {listed}",
        f"There is no {what_en} {asked} in the warehouse, or where you chose: there is, e.g., {listed}.",
    )
