"""Frameworks by fiscal year and levels by scheme: read, and held to the arithmetic that uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from transforms.reference import Framework, Indicator, Instrument, Item, Level, Question
from warehouse.reference_rows import ReferenceFile, ReferenceRow, compact, mapping_of, no_two_alike, rows_of

_CONFIDENCE = ("H", "M", "L")
_INDICATORS = range(1, 11)
_RANGE = re.compile(r"([A-Za-z])([1-9]\d?)\s*-\s*([A-Za-z])([1-9]\d?)")


def read_frameworks(
    file: ReferenceFile, items: ReferenceFile, questions: ReferenceFile
) -> dict[int, Framework]:
    """Fiscal year -> its framework, from ``frameworks.yml``, ``items.csv`` and ``questions.csv``.

    Raises :class:`WrongUse`: weights that do not sum to 1, an indicator in no or two instruments,
    items or questions that are not contiguous from 1, titles that are missing or too many, a year
    twice.
    """
    loaded = mapping_of(file)
    instruments = _instruments(file, _list(file, loaded, "instruments"))
    indicators, question_ranges = _indicators(file, _list(file, loaded, "indicators"), instruments)
    titles = _titles(items)
    texts = _question_texts(questions, set(question_ranges))
    frameworks: dict[int, Framework] = {}
    for entry in _list(file, loaded, "frameworks"):
        years = entry.get("years")
        if not isinstance(years, list) or not years or not all(isinstance(year, int) for year in years):
            raise file.fault("entry frameworks", "years ต้องเป็นรายการปี", "years must be a list of years")
        _confidence(file, f"entry frameworks {years}", entry.get("confidence"))
        for year in years:
            place = f"entry frameworks {year}"
            if not 2550 <= year <= 2650:
                raise file.fault(place, f"{year} ไม่ใช่ปี พ.ศ.", f"{year} is not a year of the Buddhist era")
            if year in frameworks:
                raise file.fault(place, "ปีนี้มีสองรายการ", "the year stands there twice")
            sub_indicators, codes = _sub_indicators(file, place, entry.get("sub_indicators") or {})
            frameworks[year] = Framework(
                year,
                instruments,
                indicators,
                sub_indicators,
                _items(items, year, codes, titles),
                tuple(Question(code, no, _text_of(texts, code, year)) for code, no in question_ranges.items())
                if entry.get("questions")
                else (),
            )
    if not frameworks:
        raise file.fault("entry frameworks", "ไม่มีปีงบประมาณ", "there is no fiscal year")
    unused = sorted({year for year, _ in titles} - set(frameworks))
    if unused:
        raise items.fault(
            "line 1",
            f"มีข้อของปี {unused[0]} ซึ่งไม่มีใน {file.path.name}",
            f"it holds items of {unused[0]}, a year that {file.path.name} does not have",
        )
    return frameworks


def _list(file: ReferenceFile, loaded: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    entries = loaded.get(name)
    if not isinstance(entries, list) or not entries or not all(isinstance(one, dict) for one in entries):
        raise file.fault(f"entry {name}", "ต้องเป็นรายการและไม่ว่าง", "it must be a list that is not empty")
    return entries


def _field(file: ReferenceFile, place: str, entry: Mapping[str, Any], name: str, kind: type) -> Any:
    value = entry.get(name)
    if not isinstance(value, kind) or isinstance(value, bool) or value in ("", []):
        raise file.fault(place, f"{name} ขาดหรือผิดชนิด", f"{name} is missing or of the wrong kind")
    return value


def _confidence(file: ReferenceFile, place: str, value: object) -> None:
    if value not in _CONFIDENCE:
        raise file.fault(place, "confidence ต้องเป็น H, M หรือ L", "confidence must be H, M or L")


def _instruments(file: ReferenceFile, entries: Sequence[dict[str, Any]]) -> tuple[Instrument, ...]:
    found: list[Instrument] = []
    for entry in entries:
        code = _field(file, "entry instruments", entry, "code", str)
        place = f"entry instruments {code}"
        try:
            weight = Decimal(str(entry.get("weight")))
        except InvalidOperation:
            weight = Decimal(0)
        if not 0 < weight <= 1:
            raise file.fault(place, "weight ต้องอยู่ระหว่าง 0 ถึง 1", "weight must be between 0 and 1")
        numbers = tuple(_field(file, place, entry, "indicators", list))
        found.append(Instrument(code, _field(file, place, entry, "name", str), weight, numbers))
    if len({one.code for one in found}) != len(found):
        raise file.fault("entry instruments", "รหัสซ้ำ", "a code stands there twice")
    total = sum(one.weight for one in found)
    if total != 1:
        raise file.fault(
            "entry instruments", f"น้ำหนักรวม {total} ไม่ใช่ 1", f"the weights sum to {total}, not 1"
        )
    numbers_of_all = sorted(number for one in found for number in one.indicators)
    if numbers_of_all != list(_INDICATORS):
        raise file.fault(
            "entry instruments",
            f"ตัวชี้วัด 1-10 ต้องอยู่ในเครื่องมือละหนึ่งครั้ง (พบ {numbers_of_all})",
            f"indicators 1-10 must each belong to one instrument (found {numbers_of_all})",
        )
    return tuple(found)


def _indicators(
    file: ReferenceFile, entries: Sequence[dict[str, Any]], instruments: Sequence[Instrument]
) -> tuple[dict[int, Indicator], dict[str, int]]:
    """The indicators by number, and question code -> indicator, in order."""
    instrument_of = {number: one.code for one in instruments for number in one.indicators}
    indicators: dict[int, Indicator] = {}
    owners: dict[str, int] = {}
    questions: dict[str, int] = {}
    for entry in entries:
        number = _field(file, "entry indicators", entry, "number", int)
        place = f"entry indicators {number}"
        if number in indicators or number not in instrument_of:
            raise file.fault(place, "เลขซ้ำหรือไม่ใช่ 1-10", "the number stands twice or is not 1-10")
        name = _field(file, place, entry, "name", str)
        aliases = tuple(entry.get("aliases") or ())
        for wording in (name, *aliases):
            if owners.setdefault(compact(str(wording)), number) != number:
                raise file.fault(
                    place,
                    f'"{wording}" เป็นของตัวชี้วัดที่ {owners[compact(str(wording))]} แล้ว',
                    f'"{wording}" already means indicator {owners[compact(str(wording))]}',
                )
        indicators[number] = Indicator(number, instrument_of[number], name, aliases)
        if entry.get("questions"):
            for code in _codes(file, place, str(entry["questions"])):
                if questions.setdefault(code, number) != number:
                    raise file.fault(place, f"ข้อ {code} ซ้ำ", f"question {code} belongs to two indicators")
    if sorted(indicators) != list(_INDICATORS):
        raise file.fault("entry indicators", "ต้องมีครบ 1-10", "all of 1-10 must be there")
    for letter in "ie":
        _contiguous(file, "entry indicators", letter, [code for code in questions if code[0] == letter])
    return indicators, questions


def _sub_indicators(
    file: ReferenceFile, place: str, entries: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, str]]:
    """Sub-indicator -> name, and item code -> sub-indicator, in order."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for number, entry in entries.items():
        if not re.fullmatch(r"(?:9|10)\.[1-9]", str(number)) or not isinstance(entry, dict):
            raise file.fault(place, f"{number} ไม่ใช่ตัวชี้วัดย่อย", f"{number} is not a sub-indicator")
        names[str(number)] = _field(file, place, entry, "name", str)
        for code in _codes(file, place, str(entry.get("items"))):
            if codes.setdefault(code, str(number)) != str(number):
                raise file.fault(place, f"ข้อ {code} ซ้ำ", f"item {code} belongs to two sub-indicators")
    _contiguous(file, place, "O", list(codes))
    return names, codes


def _codes(file: ReferenceFile, place: str, text: str) -> Iterator[str]:
    """``i1-i6`` -> i1, i2 … i6."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or match[1] != match[3] or int(match[2]) > int(match[4]):
        raise file.fault(place, f'"{text}" ไม่ใช่ช่วง เช่น O1-O9', f'"{text}" is not a range such as O1-O9')
    for number in range(int(match[2]), int(match[4]) + 1):
        yield f"{match[1]}{number}"


def _contiguous(file: ReferenceFile, place: str, letter: str, codes: Sequence[str]) -> None:
    expected = [f"{letter}{number}" for number in range(1, len(codes) + 1)]
    if list(codes) != expected:
        gap = next((want for want in expected if want not in codes), codes[0])
        raise file.fault(place, f"ข้อไม่ต่อเนื่องที่ {gap}", f"the codes are not contiguous at {gap}")


def _titles(file: ReferenceFile) -> dict[tuple[int, str], str]:
    titles: dict[tuple[int, str], str] = {}
    for row in rows_of(file, ("fiscal_year", "code", "name", "confidence")):
        year = row.year("fiscal_year")
        row.one_of("confidence", _CONFIDENCE)
        if year is None:
            raise row.fault("คอลัมน์ fiscal_year ว่าง", "column fiscal_year is empty")
        if (year, row["code"]) in titles:
            raise row.fault(
                f"ข้อ {row['code']} ของปี {year} ซ้ำ", f"item {row['code']} of {year} stands there twice"
            )
        titles[year, row["code"]] = row.required("name")
    return titles


def _items(
    file: ReferenceFile, year: int, codes: Mapping[str, str], titles: Mapping[tuple[int, str], str]
) -> tuple[Item, ...]:
    for code in codes:
        if (year, code) not in titles:
            raise file.fault("line 1", f"ไม่มีข้อ {code} ของปี {year}", f"item {code} of {year} is missing")
    for listed_year, code in titles:
        if listed_year == year and code not in codes:
            raise file.fault(
                "line 1",
                f"ข้อ {code} ของปี {year} ไม่อยู่ในตัวชี้วัดย่อยใด",
                f"item {code} of {year} is in no sub-indicator of frameworks.yml",
            )
    return tuple(
        Item(code, sub_indicator, int(sub_indicator.split(".")[0]), titles[year, code])
        for code, sub_indicator in codes.items()
    )


def _question_texts(file: ReferenceFile, codes: set[str]) -> dict[str, list[tuple[int, int, str]]]:
    texts: dict[str, list[tuple[int, int, str]]] = {}
    for row in rows_of(file, ("from_year", "to_year", "code", "text", "confidence")):
        row.one_of("confidence", _CONFIDENCE)
        code, first, last = row["code"], row.year("from_year") or 0, row.year("to_year") or 9999
        if code not in codes:
            raise row.fault(f"ไม่มีข้อคำถาม {code}", f"there is no question {code} in frameworks.yml")
        if any(first <= end and last >= start for start, end, _ in texts.get(code, [])):
            raise row.fault(f"ข้อ {code} มีสองข้อความในปีเดียวกัน", f"question {code} has two wordings in one year")
        texts.setdefault(code, []).append((first, last, row.required("text")))
    return texts


def _text_of(texts: Mapping[str, Sequence[tuple[int, int, str]]], code: str, year: int) -> str:
    return next((text for first, last, text in texts.get(code, ()) if first <= year <= last), "")


def read_levels(file: ReferenceFile, years: Sequence[int]) -> tuple[Level, ...]:
    """The levels of all schemes, in their printed order (best first).

    Raises :class:`WrongUse` where a year of ``years`` has no or two schemes, or a total (with the
    lowest of its instruments) has no or two levels.
    """
    rows = rows_of(
        file,
        (
            "scheme",
            "from_year",
            "to_year",
            "level",
            "lower",
            "upper",
            "each_instrument_at_least",
            "some_instrument_below",
            "aliases",
            "confidence",
        ),
    )
    levels = [_level(row) for row in rows]
    no_two_alike(
        (row, level.level, (level.level, *level.aliases)) for row, level in zip(rows, levels, strict=True)
    )
    for year in years:
        schemes = {one.scheme for one in levels if _holds_in(one, year)}
        if len(schemes) != 1:
            raise file.fault(
                "line 1",
                f"ปี {year} ต้องมีเกณฑ์หนึ่งชุด (พบ {len(schemes)})",
                f"year {year} must have one scheme of levels (found {len(schemes)})",
            )
        _cover(file, year, [one for one in levels if _holds_in(one, year)])
    return tuple(levels)


def _level(row: ReferenceRow) -> Level:
    row.one_of("confidence", _CONFIDENCE)
    lower, from_year = row.score("lower"), row.year("from_year")
    if lower is None or from_year is None:
        raise row.fault("คอลัมน์ lower หรือ from_year ว่าง", "column lower or from_year is empty")
    return Level(
        row.required("scheme"),
        from_year,
        row.year("to_year"),
        row.required("level"),
        lower,
        row.score("upper"),
        row.score("each_instrument_at_least"),
        row.score("some_instrument_below"),
        row.list_of("aliases"),
    )


def _holds_in(level: Level, year: int) -> bool:
    return level.from_year <= year and (level.to_year is None or year <= level.to_year)


def _cover(file: ReferenceFile, year: int, levels: Sequence[Level]) -> None:
    """Every total with every lowest instrument score at or below it has exactly one level. Probed at
    all bounds and just below them, where alone anything can change."""
    bounds = {Decimal(0), Decimal(100)}
    for one in levels:
        for bound in (one.lower, one.upper, one.each_instrument_at_least, one.some_instrument_below):
            if bound is not None:
                bounds |= {bound, max(Decimal(0), bound - Decimal("0.01"))}
    for total in sorted(bounds):
        for lowest in sorted(bound for bound in bounds if bound <= total):
            fitting = [one.level for one in levels if _fits(one, total, lowest)]
            if len(fitting) != 1:
                found = " + ".join(fitting)
                raise file.fault(
                    f"year {year}",
                    f"คะแนนรวม {total} (เครื่องมือต่ำสุด {lowest}) ตรงกับ {found or 'ไม่มีระดับใด'}",
                    f"a total of {total} (lowest instrument {lowest}) has "
                    + (f"two levels: {found}" if fitting else "no level"),
                )


def _fits(level: Level, total: Decimal, lowest: Decimal) -> bool:
    return (
        level.lower <= total
        and (level.upper is None or total < level.upper)
        and (level.each_instrument_at_least is None or lowest >= level.each_instrument_at_least)
        and (level.some_instrument_below is None or lowest < level.some_instrument_below)
    )
