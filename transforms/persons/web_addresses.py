"""What web addresses and percent-encoded names of files spell.

An address is no text: digits and names of offices stand in it by right. So a telephone number counts only
as the value of a parameter that is named so, a citizen number by its check digit, a name by its title or by
its parameter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from transforms.persons.name_words import STARTS_NO_NAME, WORD
from transforms.persons.numbers import has_check_digit
from transforms.persons.spans import MASK, Span
from transforms.persons.titled_names import titled_names

_ADDRESS = re.compile(
    r"(?:https?\s?://|www\.)\S+|(?<![A-Za-z0-9.@\-])(?<!@\s)(?<!@\s\s)(?<!\(at\)\s\s)"
    r"(?<!\[at\]\s\s)(?<!\(at\))(?<!\[at\])(?<!\(at\)\s)(?<!\[at\]\s)"
    r"(?<!\sat\s)[A-Za-z0-9\-]{1,63}"
    r"(?:\.[A-Za-z0-9\-]{1,63}){0,6}\.(?:com|org|net|th)\b(?![.\-]?[A-Za-z0-9]*\s?@)(?:[/?]\S*)?"
)
_TOKEN = re.compile(
    r"(?P<thai>%(?:25)*[Ee]0%(?:25)*[Bb][89](?:%(?:25)*[89ABab][0-9A-Fa-f]))|(?P<ascii>%"
    r"(?:25)*[2-7][0-9A-Fa-f])|(?P<old>%[A-Fa-f][0-9A-Fa-f])|[\s\S]"
)
_RUN = re.compile(r"[^\s<>\"'|]*%[0-9A-Fa-f]{2}[^\s<>\"'|]*")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5}")
_CITIZEN = re.compile(
    r"(?<![0-9๐-๙])([1-8๑-๘])([\-–_ .]?)([0-9๐-๙]{4})\2([0-9๐-๙]{5})\2([0-9๐-๙]{2})\2([0-9๐-๙])(?![0-9๐-๙])"
)
_PARAMETER = re.compile(r"(?<=[?&;#])(?P<key>[A-Za-z_\-]{1,20})=(?P<value>[^&#;]{1,200})")
_NUMBERED = re.compile(
    r"(?:^|_|-)(?:tel|phone|mobile|telephone|fax|cid|idcard|id_card|citizen|citizenid|pid|nid|line"
    r"|lineid|line_id|account)",
    re.IGNORECASE,
)
_MAILED = re.compile(r"e?_?-?mail|mailto", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:full|first|last|sur|user|f|l|contact|author|owner|person|staff)?_?-?name|owner|author"
    r"|person|contact",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"{WORD}(?:[\s+_]{{1,3}}{WORD}){{0,2}}|[A-Z][a-z]+(?:[\s+_][A-Z][a-z]+){{1,2}}"
    rf"|[a-z]{{3,}}\s[a-z]{{3,}}"
)

#: What stands for a space there.
_BETWEEN_WORDS = re.compile(r"(?<=[ก-๎.])[_\-](?=[ก-๎])")

_Finder = Callable[[str], list[Span]]


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses stand in ``text``."""
    if "." in text or "://" in text:
        for match in _ADDRESS.finditer(text):
            yield match.span()


def encoded_runs(text: str, start: int, end: int, found: _Finder, is_address: bool) -> list[Span]:
    """What is personal in ``text[start:end]`` once it is decoded, at the places where it is encoded."""
    if is_address:
        return _in_run(text, start, end, _in_address)
    spans: list[Span] = []
    for run in _RUN.finditer(text, start, end):
        spans += _in_run(text, *run.span(), lambda decoded: [*found(decoded), *_citizens(decoded)])
    return spans


def _in_run(text: str, start: int, end: int, found: _Finder) -> list[Span]:
    run = text[start:end]
    places = list(_places(run))
    decoded = "".join(character for character, _, _ in places)
    # Underlines and plus signs stand for spaces in addresses and names of files.
    decoded = decoded.replace("+", " ") if "?" in run else decoded
    spelled = _BETWEEN_WORDS.sub(" ", decoded)
    return [
        (places[first][1] + start, places[last - 1][2] + start, MASK)
        for first, last, _ in found(spelled)
        if last > first
    ]


def _places(run: str) -> Iterator[tuple[str, int, int]]:
    """Each character that ``run`` spells, with where it is spelled."""
    for match in _TOKEN.finditer(run):
        spelled = match[0].replace("25", "") if match[0].count("%25") and len(match[0]) > 3 else match[0]
        character = match[0]
        if match["thai"]:
            character = bytes.fromhex(spelled.replace("%", "")).decode("utf-8", "replace")
        elif match["ascii"]:
            character = chr(int(spelled[-2:], 16))
        elif match["old"]:
            character = bytes.fromhex(match[0][1:]).decode("cp874", "replace")
        yield (character if len(character) == 1 else "\ufffd"), match.start(), match.end()


def _citizens(decoded: str) -> list[Span]:
    return [
        (match.start(), match.end(), MASK)
        for match in _CITIZEN.finditer(decoded)
        if has_check_digit("".join(match.group(1, 3, 4, 5, 6)))
    ]


def _in_address(decoded: str) -> list[Span]:
    spans = _citizens(decoded)
    spans += [(match.start(), match.end(), MASK) for match in _EMAIL.finditer(decoded)]
    spans += [(first, last, MASK) for first, last, _ in titled_names(decoded)]
    for match in _PARAMETER.finditer(decoded):
        value = match["value"]
        if value.startswith(MASK):
            continue
        if (
            (_NUMBERED.search(match["key"]) and len(re.findall("[0-9๐-๙]", value)) >= 6)
            or (_MAILED.fullmatch(match["key"]) and "@" in value)
            or (_NAMED.fullmatch(match["key"]) and _NAME.fullmatch(value) and not STARTS_NO_NAME.match(value))
        ):
            spans.append((match.start("value"), match.end("value"), MASK))
    return spans
