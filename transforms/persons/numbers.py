"""Telephone numbers, e-mail and LINE addresses, citizen and bank account numbers."""

from __future__ import annotations

import re

from transforms.normalize.digits import to_arabic
from transforms.persons.spans import MASK, Span

DIGIT = "[0-9๐-๙]"
_D = DIGIT
_LIKE = "[0-9๐-๙OoIl|]"
_TLD = r"(?:com|net|org|info|go|or|ac|co|in|mi|th|me|mail)"
_AT = (
    r"(?:\s{0,2}@\s{0,2}|\s{0,2}[(\[]\s?(?:at|@)\s?[)\]]\s{0,2}|\s(?:at|AT)\s"
    r"(?=[a-z0-9\-]{2,30}\s?(?:\.|dot|\(dot\))))"
)
_DOT = r"(?:\s{0,2}\.\s{0,2}|\s?[(\[]\s?dot\s?[)\]]\s?|\sdot\s)"
_EXTENSION = (
    rf"(?:\s{{0,3}}(?:ต่{{1,2}}อ(?:ภายใน)?|[Ee]xt\.?|#)\s{{0,2}}[.:]?\s?{_D}{{1,5}}(?!{_D})"
    rf"(?:\s?[,\-–/]\s?{_D}{{1,5}}(?!{_D})){{0,3}})?"
)
_RANGE = rf"(?:\s?(?:[-–/,]|ถึง)\s?{_D}{{1,3}}(?!{_D}|[/.\-–]{_D}|\s?(?:ข้อ|ปี|คน|ครั้ง|บาท)))?"
_PHONE_TOLD = (
    r"โทร\s?ศัพท์(?:มือถือ|เคลื่อนที่)?|โทร\s?สาร|โทร|มือถือ|เบอร์(?:โทร(?:ศัพท์)?|ติดต่อ|มือถือ)?|แฟกซ์|"
    r"(?<![A-Za-z])(?:[Tt]el(?:ephone)?|TEL|[Ff]ax|FAX|[Mm]obile|[Pp]hone)"
    r"|ประจำตัวประชาชน|บัตรประชาชน|บัตรประจำตัว|ประชาชนเลขที่|เลขบัตร"
)
_BANK_TOLD = (
    r"เลข(?:ที่|หมาย)?\s?บัญชี(?:เงินฝาก)?(?:ธนาคาร)?|บัญชี(?:เงินฝาก|ธนาคาร|ออมทรัพย์|กระแสรายวัน)?\s?เลขที่"
    r"|พร้อมเพย์|[Pp]rompt\s?[Pp]ay|PROMPTPAY|บัญชี(?:เงินฝาก)?(?:ออมทรัพย์|ธนาคาร)"
)
#: Nothing is found without one of these.
_MAY_NUMBER = re.compile(rf"{DIGIT}(?:[\s\-–.)]{{0,5}}[0-9๐-๙OoIl|]){{5}}|[Ll][Ii][Nn][Ee]|ไลน์")
_SPACE = r"(?:\s{0,3}[\-–.]\s{0,3}|\s{1,2})?"
_EMAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{{1,64}}"
    rf"(?:\s\.\s[A-Za-z0-9_%+\-]{{1,30}}){{0,2}}{_AT}[A-Za-z0-9\-]{{1,63}}"
    rf"(?:\.[A-Za-z0-9\-]{{1,63}}|{_DOT}{_TLD}(?![A-Za-z])){{1,5}}"
)
_AT_SIGNS = ("@", "(at", "[at", "( at", "[ at", " at ", " AT ")
# A number goes on in the next line only behind a dash.
_BREAK = r"(?:[\-–]\s{0,2}\n\s{0,3}|[ \t\u00a0\-–.)]{0,5})"
_PIECE = re.compile(
    rf"(?P<citizen>(?<![0-9๐-๙A-Za-z/])[1-9๑-๙](?:{_SPACE}{_D}){{12}}(?![0-9๐-๙]|[/\-]{_D}))"
    rf"|(?P<phone>(?<![0-9๐-๙A-Za-z/=.])(?:\(?(?:\+|[0๐]{{2}})\s?[6๖][6๖]\s?\)?[\s\-.]{{0,2}}"
    rf"(?:\(0\)\s?)?{_D}"
    rf"|\(?[0๐Oo])(?:{_BREAK}{_D}){{7,9}}(?![0-9๐-๙]){_RANGE}{_EXTENSION})"
    rf"|(?:{_PHONE_TOLD})(?:เลขที่|หมายเลข)?[\s.:：]{{0,4}}(?P<number>[(]?{_LIKE}"
    rf"(?:{_BREAK}{_LIKE}){{5,13}}(?![0-9๐-๙]){_RANGE}{_EXTENSION})"
    rf"|(?:{_BANK_TOLD})[^0-9๐-๙\n■]{{0,60}}?(?P<account>{_D}(?:[\s\-–.]{{0,3}}{_D}){{8,14}}(?![0-9๐-๙]))"
    rf"|(?P<taxpayer>ประจำตัวผู้เสียภาษี(?:อากร)?)[^0-9๐-๙\n■]{{0,12}}(?P<tax>{_D}"
    rf"(?:[\s\-–]?{_D}){{9,12}}(?![0-9๐-๙]))"
    rf"|(?:(?<![A-Za-z])(?:LINE|Line|line(?=\s?[Ii][Dd]))|ไลน์)\s?(?:(?:ID|Id|id|ไอดี)\s?[.:：=]?\s?"
    rf"|\s?[:：]\s?"
    rf"(?=[A-Za-z0-9._\-]*[a-z0-9._]{{2}}))(?P<line>@?[A-Za-z0-9][A-Za-z0-9._\-]{{2,29}})"
)
_GROUPED = re.compile(rf"{_D}([\s\-–.]+){_D}{{4}}[\s\-–.]+{_D}{{5}}[\s\-–.]+{_D}{{2}}[\s\-–.]+{_D}")
_GROUPS = re.compile(r"[\s\-–.)]+")


def numbers(text: str) -> list[Span]:
    """The numbers and electronic addresses of persons."""
    spans: list[Span] = []
    if any(sign in text for sign in _AT_SIGNS):
        spans += [(*match.span(), MASK) for match in _EMAIL.finditer(text)]
    if not _MAY_NUMBER.search(text):
        return spans
    position = 0
    while match := _PIECE.search(text, position):
        group = match.lastgroup or ""
        if group == "taxpayer":
            group = "tax"
        if not _is_personal(group, match[group]):
            position = match.start() + 1
            continue
        spans.append((match.start(group), match.end(group), MASK))
        position = match.end()
    return spans


def _is_personal(group: str, printed: str) -> bool:
    if group == "citizen":
        return is_citizen_number(printed)
    if group == "phone":
        return _is_telephone(printed)
    if group == "number":
        return len(re.findall(_D, printed)) >= 6
    if group == "tax":
        return not printed.startswith(("0", "๐"))  # those of organizations begin with nought
    return True


def has_check_digit(digits: str) -> bool:
    """Whether 13 digits are a citizen's: the first is no nought or nine, the last is the check digit."""
    values = [int(digit) for digit in to_arabic(digits)]
    total = sum(digit * weight for digit, weight in zip(values, range(13, 1, -1), strict=False))
    return 1 <= values[0] <= 8 and (11 - total % 11) % 10 == values[12]


def is_citizen_number(printed: str) -> bool:
    """Whether the 13 digits carry their check digit, or are grouped as on a citizen's card."""
    digits = re.sub(r"\D", "", to_arabic(printed))
    if _GROUPED.fullmatch(printed):
        return digits[0] != "0"
    # Years and figures in a row stand apart too: by spaces alone only once, or at every digit.
    gaps = len(_GROUPS.findall(printed))
    return has_check_digit(digits) and (gaps <= 1 or gaps == 12 or "-" in printed or "–" in printed)


def _is_telephone(printed: str) -> bool:
    """Whether the digits are as many as a Thai number has (9, mobile 10; one less behind +66), in a
    few groups."""
    number = re.split(r"\s?(?:,|/|ถึง|ต่อ|[Ee]xt|#)", printed, maxsplit=1)[0]
    digits = len(re.findall(_D, number)) + (1 if number[:1] in "Oo" or number[:2] in ("(O", "(o") else 0)
    abroad = "+" in number or to_arabic(number[:4]).startswith("0066")
    groups = len(_GROUPS.findall(number))
    return (10 <= digits <= 14 if abroad else 9 <= digits <= 13) and groups <= 5
