"""Numbers and dates of a spreadsheet as it shows them: by the format code of their cell.

What is shown is what was printed, signed and sent, so it is what a report says: the date in the era and the
digits of its format, a share in percent. Two things are kept that a format hides: decimals, two at least, as
far as the value goes, since a score has two; and which day it is, where a date is shown in a foreign language
or order or without its century.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

#: Codes that a file names by their number only, with dates as they are written in Thailand.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "d/m/yyyy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "d/m/yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 47: "mm:ss",
    **dict.fromkeys(range(27, 37), "d/m/yyyy"), **dict.fromkeys(range(50, 59), "d/m/yyyy"),
    59: "t0", 60: "t0.00", 61: "t#,##0", 62: "t#,##0.00", 67: "t0%", 68: "t0.00%", 71: "d/m/bbbb",
    72: "d-mmm-bb", 73: "d-mmm", 74: "mmm-bb", 75: "h:mm", 76: "h:mm:ss", 77: "d/m/bbbb h:mm", 81: "d/m/bb",
}  # fmt: skip
_SCORE_DECIMALS = 2
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_LOCALE = re.compile(r"\[\$[^\]-]*-([0-9A-Fa-f]{1,8})\]")
_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|yyyy|yy|bbbb|bb|b2|b1|eeee|ee|e|gg?g?|d{1,4}|m{1,5}|h{1,2}|s{1,2}'
    r"(?:\.0+)?|.",
    re.IGNORECASE | re.DOTALL,
)
_DATE_LETTERS = re.compile(r"[dmyb]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([0?#]*))?")
_THAI, _THAI_CALENDAR, _THAI_NUMERALS = 0x041E, 7, 0x0D
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม",
    "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.",
    "ธ.ค.",
)  # fmt: skip
_DAYS = (
    "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์",
)  # fmt: skip
_SHORT_DAYS = (
    "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.",
)  # fmt: skip
_DAY_MONTH_YEAR = ("d", "mmm", "yyyy")
_ERA = 543
_FIRST_DAY = datetime(1899, 12, 30)


def shown(value: str, code: str) -> str:
    """``value`` (a number, or a date in ISO form) as a cell with the format ``code`` shows it; unchanged
    where it is neither, or the format says nothing."""
    if not value or code in ("", "General", "@"):
        return value
    section = _section(code, value)
    plain = _LITERAL.sub("", section)
    moment = _moment(value) if _DATE_LETTERS.search(plain) or _DATE.fullmatch(value) else None
    if moment is not None:
        return _date(moment, section) if _DATE_LETTERS.search(plain) or "h" in plain.lower() else value
    if _NUMBER.fullmatch(value) is None:
        return value
    return _number(Decimal(value), section)


def _section(code: str, value: str) -> str:
    """The part of the code that is for positive, negative or no numbers."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    if len(sections) > 1 and value.startswith("-"):
        return sections[1] if sections[1].strip() else sections[0]
    return sections[0]


def _moment(value: str) -> datetime | None:
    if match := _DATE.fullmatch(value):
        return datetime.fromisoformat(f"{match[1]} {match[2]}")
    if _NUMBER.fullmatch(value) and 0 < float(value) < 2_958_466:
        return _FIRST_DAY + timedelta(days=float(value))
    return None


def _date(moment: datetime, section: str) -> str:
    language, calendar, numerals = _locale(section)
    tokens = _TOKEN.findall(section)
    if language not in (0, _THAI) or not _is_in_order(tokens):
        # Not the letters but the day is what a reader of the sheet takes from it.
        parts = [part for part in _DAY_MONTH_YEAR if any(token.lower()[:1] == part[0] for token in tokens)]
        tokens = _TOKEN.findall(" ".join(parts))
    twelve = any(token.upper() in ("AM/PM", "A/P") for token in tokens)
    buddhist = calendar == _THAI_CALENDAR or any(token.lower().startswith("b2") for token in tokens)
    found = []
    for at, token in enumerate(tokens):
        lower = token.lower()
        if lower[0] == "m" and _is_minutes(tokens, at):
            found.append(f"{moment.minute:0{min(2, len(lower))}}")
        elif lower[0] in "dmyb" and lower not in ("b1", "b2"):
            found.append(_date_part(moment, lower, buddhist=buddhist))
        elif lower in ("h", "hh"):
            found.append(f"{(moment.hour % 12 or 12) if twelve else moment.hour:0{len(lower)}}")
        elif lower[0] == "s" and lower.strip("s.0") == "":
            found.append(f"{moment.second:0{min(2, lower.count('s'))}}")
        elif lower == "am/pm":
            found.append("AM" if moment.hour < 12 else "PM")
        else:
            found.append(_literal(token))
    text = "".join(found).strip()
    return text.translate(_THAI_DIGITS) if numerals == _THAI_NUMERALS else text


def _date_part(moment: datetime, token: str, *, buddhist: bool) -> str:
    letter, length = token[0], len(token)
    if letter == "b" or (letter == "y" and buddhist):
        year = moment.year + _ERA
        return str(year) if length > 2 else f"{year % 100:02}"
    if letter == "y":
        return str(moment.year)
    if length < 3:
        return f"{moment.day if letter == 'd' else moment.month:0{length}}"
    if letter == "d":
        return (_DAYS if length > 3 else _SHORT_DAYS)[moment.weekday()]
    return (_MONTHS if length == 4 else _SHORT_MONTHS)[moment.month - 1]


def _is_in_order(tokens: list[str]) -> bool:
    """Day, month, year, as dates are written in Thai."""
    order = [letter for token in tokens if (letter := token.lower()[0].replace("b", "y")) in "dmy"]
    order = [letter for at, letter in enumerate(order) if letter not in order[:at]]
    return order == [letter for letter in "dmy" if letter in order]


def _is_minutes(tokens: list[str], at: int) -> bool:
    """``m`` behind an hour or before a second."""
    letters = [token.lower()[0] for token in tokens if token.lower()[0] in "dmybhs"]
    place = sum(token.lower()[0] in "dmybhs" for token in tokens[:at])
    before = letters[place - 1] if place else ""
    behind = letters[place + 1] if place + 1 < len(letters) else ""
    return len(tokens[at]) < 3 and (before == "h" or behind == "s")


def _locale(section: str) -> tuple[int, int, int]:
    """Language, calendar and numerals of ``[$-D07041E]``; zeros where the code names none."""
    match = _LOCALE.search(section)
    if match is None:
        return 0, 0, 0
    value = int(match[1], 16)
    return value & 0xFFFF, value >> 16 & 0xFF, value >> 24 & 0xFF


def _literal(token: str) -> str:
    if token[0] == '"':
        return token[1:-1]
    if token[0] == "\\":
        return token[1:]
    if token[0] in "_*":
        return " " if token[0] == "_" else ""
    return "" if token[0] == "[" or token.lower() in ("b1", "b2", "g", "e") else token


def _number(value: Decimal, section: str) -> str:
    bare = _LITERAL.sub(lambda match: "\x00" * len(match[0]), section)
    match = _DIGITS.search(bare)
    if match is None or "/" in bare or "E+" in bare.upper():
        return format(value.normalize(), "f")
    percent = "%" in bare
    amount = value * 100 if percent else value
    exponent = amount.normalize().as_tuple().exponent
    has = max(0, -exponent) if isinstance(exponent, int) else 0
    decimals = max(len(match[1] or ""), min(has, _SCORE_DECIMALS))
    places = Decimal(1).scaleb(-decimals)
    digits = format(abs(amount).quantize(places, ROUND_HALF_UP), "f")
    lead = "".join(_literal(token) for token in _TOKEN.findall(section[: match.start()]) if token != "t")
    behind = "".join(_literal(token) for token in _TOKEN.findall(section[match.end() :]))
    sign = "-" if value < 0 and "(" not in lead and "-" not in lead else ""
    return f"{lead}{sign}{digits}{behind}".strip()
