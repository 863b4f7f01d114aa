"""Which survey question or disclosure item a measure names, by its code, its number or its words."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from transforms.extract.measures.candidate import TITLE_ROLES, MeasureCandidate
from transforms.normalize.codes import question_codes
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import matching_key
from transforms.reference import Framework, Indicator

_SHORTEST_QUESTION, _ALIKE = 15, 80
_ASKED = re.compile(r"ข้?อ(?:คำถาม)?\s?(?:ที่)?\s?$")
_STROKE_CODE = re.compile(r"(?<![\w.,/๐-๙])[1lI|!]([0-9๐-๙]{1,2})(?![0-9๐-๙.,/%)])(?=\s)")


def find_question(candidate: MeasureCandidate, framework: Framework) -> None:
    """A question code printed with its letter (or a letter's damaged form) in a title cell."""
    known = {question.code: question.indicator_no for question in framework.questions}
    known.update({item.code: item.indicator_no for item in framework.items})
    for role in TITLE_ROLES:
        for code in question_codes(candidate.row.text(role)[:300]):
            if code.kind != "bare" and (code.code in known or not _lists(framework, code.code[0])):
                candidate.question_code, candidate.question_printed = code.code, code.printed
                candidate.question_indicator = known.get(code.code)
                return


def _lists(framework: Framework, letter: str) -> bool:
    """Whether the codes of that letter are known for the year."""
    return any(q.code[0] == letter for q in framework.questions) or (letter == "O" and bool(framework.items))


def find_bare_question(candidate: MeasureCandidate, framework: Framework) -> None:
    """``ข้อ ๑๖`` without a letter: the instrument of the row's indicator gives the letter, and the
    question must be of that indicator, or the row must hold the question's words."""
    indicator = framework.indicators.get(candidate.indicator_no or 0)
    if indicator is None:
        _question_by_its_words(candidate, framework)
        return
    if indicator.instrument == "OIT":
        _bare_item(candidate, framework, indicator.no)
        return
    letter = {"IIT": "i", "EIT": "e"}.get(indicator.instrument)
    for role in TITLE_ROLES:
        text = candidate.row.text(role)
        for code in question_codes(text[:300]):
            if code.kind != "bare":
                continue
            digits = re.sub(r"\D", "", code.code)
            if letter and not _lists(framework, letter):
                candidate.question_code, candidate.question_printed = f"{letter}{digits}", code.printed
                candidate.question_assumed = True
                return
            question = next((q for q in framework.questions if q.code == f"{letter}{digits}"), None)
            if question is None:
                continue
            alike = (
                bool(question.text)
                and fuzz.partial_ratio(matching_key(question.text), matching_key(text[code.end :])) >= 70
            )
            own = question.indicator_no == indicator.no
            if not own and not alike and _with_stroke(digits, framework, indicator) is not None:
                continue  # "ข้อ 1๕" of an indicator that has i5 and not i15
            if own or alike or len(digits) == 2:
                candidate.question_code, candidate.question_printed = question.code, code.printed
                candidate.question_indicator = question.indicator_no
                return
    _look_alike_question(candidate, framework, indicator)


def _look_alike_question(candidate: MeasureCandidate, framework: Framework, indicator: Indicator) -> None:
    """``121``, ``1๒๑`` or ``l21`` for i21: a stroke for the letter, where only one question of the row's
    indicator can be meant."""
    for role in TITLE_ROLES:
        text = candidate.row.text(role)[:300]
        for match in _STROKE_CODE.finditer(text):
            asked = _ASKED.search(text[: match.start()]) is not None
            code = _with_stroke(f"1{to_arabic(match[1])}", framework, indicator, asked)
            if code is not None:
                candidate.question_code, candidate.question_printed = code, match[0]
                candidate.question_indicator, candidate.question_assumed = indicator.no, True
                return


def _with_stroke(digits: str, framework: Framework, indicator: Indicator, asked: bool = False) -> str | None:
    """The question of the indicator that ``digits`` are if the first is a stroke for the letter i; in a
    year whose questions are not known, any that is ``asked`` for by a word before it."""
    if indicator.instrument != "IIT" or digits[:1] != "1" or not digits[1:]:
        return None
    code = f"i{int(digits[1:])}"
    own = any(q.code == code and q.indicator_no == indicator.no for q in framework.questions)
    return code if own or (asked and not _lists(framework, "i") and int(digits[1:]) <= 30) else None


def _bare_item(candidate: MeasureCandidate, framework: Framework, indicator_no: int) -> None:
    """``ข้อ ๓๗`` in a row of the public-disclosure check: an item, if it is one of the row's indicator."""
    items = {item.code: item.indicator_no for item in framework.items}
    for role in TITLE_ROLES:
        for code in question_codes(candidate.row.text(role)[:300]):
            item = f"O{re.sub(r'[^0-9]', '', code.code)}"
            if code.kind == "bare" and items.get(item) == indicator_no:
                candidate.question_code, candidate.question_printed = item, code.printed
                candidate.question_indicator = indicator_no
                return


def _question_by_its_words(candidate: MeasureCandidate, framework: Framework) -> None:
    """``ข้อ ๑๖`` in a row that names no indicator: the question of that number whose words stand behind
    it, if it is one only; it gives the indicator too."""
    for role in TITLE_ROLES:
        text = candidate.row.text(role)
        for code in question_codes(text[:300]):
            digits = re.sub(r"\D", "", code.code)
            words = matching_key(text[code.end :])[:200]
            alike = [
                question
                for question in framework.questions
                if question.code[1:] == digits
                and len(words) >= _SHORTEST_QUESTION
                and fuzz.partial_ratio(matching_key(question.text), words) >= _ALIKE
            ]
            if code.kind == "bare" and len(alike) == 1:
                candidate.question_code, candidate.question_printed = alike[0].code, code.printed
                candidate.question_indicator = candidate.indicator_no = alike[0].indicator_no
                candidate.indicator_basis = "question"
                return
