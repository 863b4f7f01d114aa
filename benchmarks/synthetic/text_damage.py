"""Injuries within the words and numbers of a line."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.draft import Line
from benchmarks.synthetic.hand import THAI_DIGITS
from benchmarks.synthetic.story import Story

Log = list[tuple[str, Line | None]]
Change = Callable[[Chance, re.Match[str]], str]

_NUMBER = re.compile(r"[0-9๐-๙]+(?:[.,][0-9๐-๙]+)?")
_LONG_NUMBER = re.compile(r"[0-9๐-๙]{2,}")
_POINT = re.compile(r"(?<=[0-9๐-๙]{2})[.,](?=[0-9๐-๙]{2})")
_MARK = re.compile("[่้๊๋์ิ็]")
_AM = re.compile("ำ")
_PAIYAN = re.compile("ฯ")
_WORD = re.compile("[ก-ฮ]{2}(?=[ก-ฮ])")
_LETTER = re.compile("[ถคชผบดตณพ]")
_GAP = re.compile("(?<=[ก-ฮ]) (?=[ก-ฮ])")
_LINK = re.compile(r"(?<=https://)[^\s<\t]+")
_TICK = re.compile(r' checked(?:="")?(?=[ >])|[☑☒☐]|\(/\)|\(✓\)|\( \)|\[x\]|\[ \]')
_QUESTION = re.compile(r"(?<![A-Za-z])[iI](?=\s?[0-9๐-๙]{1,2}(?![0-9๐-๙]))")
_CODE = re.compile(
    r"\b[Oo]\s?(?P<item>[0-9๐-๙]{1,2})|(?P<sub>[0-9๐-๙]{1,2})\.(?=[0-9๐-๙]\b)|(?<=ที่ )[0-9๐-๙]{1,2}(?= )"
)

_TO_THAI = dict(zip("0123456789", THAI_DIGITS, strict=True))
_TO_ARABIC = {thai: digit for digit, thai in _TO_THAI.items()}
_OTHER = dict(zip("๐๑๒๓๔๕๖๗๘๙", "๑๐๗๕๕๓๘๓๖๘", strict=True)) | dict(
    zip("0123456789", "6738965134", strict=True)
)
_LIKE = {"0": "Oo๐", "๐": "0Oo", "1": "lI", "๑": "o", "5": "S", "8": "B", "๗": "ฅ", "๘": "ส", "๕": "ฝ"}
_SWAP = {"ถ": "ก", "ค": "ด", "ช": "ซ", "ผ": "ฝ", "บ": "ป", "ด": "ค", "ต": "ฅ", "ณ": "ฌ", "พ": "ฟ"}


def _flip(digit: str) -> str:
    return _TO_THAI.get(digit) or _TO_ARABIC.get(digit) or digit


def _mixed(chance: Chance, found: re.Match[str]) -> str:
    text = found[0]
    at = chance.whole(0, len(text) - 1)
    return text[:at] + _flip(text[at]) + text[at + 1 :]


def _look_alike(chance: Chance, found: re.Match[str]) -> str:
    text = found[0]
    places = [at for at, sign in enumerate(text) if sign in _LIKE]
    if not places:
        return _mixed(chance, found)
    at = chance.pick(places)
    return text[:at] + chance.pick(_LIKE[text[at]]) + text[at + 1 :]


def _other(chance: Chance, found: re.Match[str]) -> str:
    text = found[0]
    at = chance.pick([at for at, sign in enumerate(text) if sign in _OTHER])
    return text[:at] + _OTHER[text[at]] + text[at + 1 :]


def _shorter(chance: Chance, found: re.Match[str]) -> str:
    at = chance.whole(0, len(found[0]) - 1)
    return found[0][:at] + found[0][at + 1 :]


def _code(chance: Chance, found: re.Match[str]) -> str:
    if found["item"]:
        zero = chance.pick("๐0Oo")
        if chance.maybe(0.3):
            return "๙๙" + found["item"][-1]
        return zero + found["item"]
    if found["sub"]:
        return chance.pick("๘๔๕8") + "."
    return _other(chance, found)


def _tear(chance: Chance, found: re.Match[str]) -> str:
    text = found[0]
    if chance.maybe(0.5):
        return "".join(_TO_THAI.get(sign, sign) for sign in text)
    at = chance.pick([place for place, sign in enumerate(text) if sign in "/."] or [len(text)])
    return f"{text[: at + 1]} {text[at + 1 :]}"


def _tick(chance: Chance, found: re.Match[str]) -> str:
    swapped = {
        "☑": "☐",
        "☒": "☐",
        "☐": "☑",
        "(/)": "( )",
        "(✓)": "( )",
        "( )": "(/)",
        "[x]": "[ ]",
        "[ ]": "[x]",
    }
    return swapped.get(found[0], "")


#: Kind -> what it befalls, and what becomes of that.
_CHANGES: dict[str, tuple[re.Pattern[str], Change]] = {
    "swapped-code": (_CODE, _code),
    "letter-as-digit": (_QUESTION, lambda chance, found: chance.pick(("1", "1", "l", "|"))),
    "torn-link": (_LINK, _tear),
    "other-digit": (_NUMBER, _other),
    "lost-digit": (_LONG_NUMBER, _shorter),
    "mixed-digits": (_LONG_NUMBER, _mixed),
    "look-alike": (_NUMBER, _look_alike),
    "lost-point": (_POINT, lambda chance, found: chance.pick(("", " ", ":", ". ", " ."))),
    "broken-box": (_TICK, _tick),
    "lost-mark": (_MARK, lambda chance, found: ""),
    "broken-am": (_AM, lambda chance, found: chance.pick(("ํา", "ํา", "า", " ำ"))),
    "broken-paiyan": (_PAIYAN, lambda chance, found: chance.pick(("ๆ", "", "๚"))),
    "inner-space": (_WORD, lambda chance, found: f"{found[0]} "),
    "wrong-letter": (_LETTER, lambda chance, found: _SWAP[found[0]]),
    "stray-word": (_GAP, lambda chance, found: f" {chance.pick(('ings', 'the', 'a.', 'Th', 'ii', 'Mu'))} "),
}


def _injury(kind: str) -> Callable[[Story, Chance, float], Log]:
    pattern, change = _CHANGES[kind]

    def injure(story: Story, chance: Chance, rate: float) -> Log:
        log: Log = []
        for line in story.draft.lines:
            for _ in range(chance.times(rate / 100)):
                cells = [at for at, cell in enumerate(line.cells) if pattern.search(cell)]
                if cells:
                    at = chance.pick(cells)
                    line.cells[at] = _once(line.cells[at], pattern, change, chance)
                    log.append((kind, line))
        return log

    return injure


def _once(text: str, pattern: re.Pattern[str], change: Change, chance: Chance) -> str:
    found = chance.pick(list(pattern.finditer(text)))
    return text[: found.start()] + change(chance, found) + text[found.end() :]


KINDS: dict[str, Callable[[Story, Chance, float], Log]] = {kind: _injury(kind) for kind in _CHANGES}
