"""Results in running text: who, in which year, how many points, which level; several in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from transforms.document import Document, Paragraph, Place
from transforms.extract.results.captions import CaptionReader
from transforms.extract.results.named_organization import OrganizationReader, organization_reader
from transforms.extract.results.stated_result import NamedOrganization, StatedNumber, StatedResult, StatedYear
from transforms.extract.scores.totals import LevelReader, level_reader
from transforms.extract.scores.wordings import LEADERS, NO_SCORE, THRESHOLD
from transforms.normalize.digits import FoundNumber, find_numbers, to_arabic
from transforms.normalize.thai import clean
from transforms.reference import Reference

_YEAR = re.compile(
    r"(?:(?:ประจำ\s?)?ป[ีิึื]\s?(?:งบ\s?ประมาณ\s?)?(?:พ\s?\.?\s?ศ\s?\.?\s?)?|พ\s?\.\s?ศ\s?\.\s?|(?:ITA|และ|,|กับ)\s?)(25[5-9]\d)(?!\d)"
)
#: "ปี งปม. 66", "ปีงบฯ 66", "ปี 66".
_SHORT_YEAR = re.compile(
    r"(?:ป[ีิึื]\s?(?:งบ\s?ประมาณ|งบ\s?ฯ|งบ|ง\.?\s?ป\.?\s?ม\.?)?|ง\.?\s?ป\.?\s?ม\.|ITA)\s?(?:พ\s?\.?\s?ศ\s?\.?\s?)?([67]\d)"
    r"(?!\s?\d|[.,]\d|\s?(?:คน|ครั้ง|ข้อ|ราย|ปี|เรื่อง|คะแนน|%|แห่ง))"
)
#: A year behind its number: "(ปี 2565)", "ในปี 2565".
_YEAR_BEHIND = re.compile(
    r"\s?(?:คะแนน|%)?\s?(?:\(\s?(?:ใน\s?|เมื่อ\s?)?ป[ีิึื]\s?(?:งบ\s?ประมาณ\s?)?(?:พ\s?\.?\s?ศ\s?\.?\s?)?(25[5-9]\d)\s?\)"
    r"|(?:ใน|เมื่อ|ของ)\s?(?:ประจำ\s?)?ป[ีิึื]\s?(?:งบ\s?ประมาณ\s?)?(?:พ\s?\.?\s?ศ\s?\.?\s?)?(25[5-9]\d)(?!\d))"
)
_FROM = re.compile(r"จาก(?:เดิม)?\s?(?:ร้อยละ|คะแนน|ได้|\s)*$")
_EITHER_END = re.compile(r"(?:จาก(?:เดิม)?|เป็น)\s?(?:ร้อยละ|คะแนน|ได้|\s)*$")
#: What a year's result is compared with: "เพิ่มขึ้นจากปี 2566 ที่ได้", "จากเดิมปี 2565 (".
_COMPARED = re.compile(
    r"(?:จาก|กว่า|กับ|เทียบ)(?:เดิม|ใน|ของ|เมื่อ|ผล|คะแนน|การประเมิน|ITA|\s)*ป[ีิึื]\s?(?:งบ\s?ประมาณ\s?)?(?:พ\s?\.?\s?ศ\s?\.?\s?)?25[5-9]\d"
    r"(?P<rest>[^0-9]*)$"
)
_RESULT_OF_IT = re.compile(
    r"\s?(?:(?:ที่|ซึ่ง|โดย|เดิม)\s?(?:ได้|มี|อยู่)[^0-9]{0,30}|ได้\s?(?:รับ\s?)?(?:ผล\s?)?(?:คะแนน|ร้อยละ)?[^0-9]{0,12}|คือ\s?|[=:]\s?|คะแนน\s?)"
)
_BRACKET = re.compile(r"\s?\(\s?(?:ได้\s?|คะแนน\s?|ร้อยละ\s?)*")
#: A number alone in brackets behind a year is a result and no difference from so many points on.
_NO_DIFFERENCE = 40
#: "จากคะแนนเต็ม 100 คะแนน" between a total and its level.
_FULL_MARKS = re.compile(r"\s?(?:จาก)?\s?(?:คะแนน)?\s?เต็ม\s?(?:จำนวน\s?)?100(?:\.0+)?\s?(?:คะแนน)?")
#: "ผล ITA ปี งปม. 66 : 95.89"
_SHORTLY = re.compile(
    r"(?:ผล|คะแนน)[^0-9]{0,30}ITA[^0-9]{0,24}(?:(?:25)?[5-7]\d)?\s?\)?\s?(?:[:=]|คือ|ได้)\s?$"
)
#: Between two years' results: "ปี 65 = 87.12, ปี 66 = 95.89".
_NEXT_YEAR = re.compile(r"[^0-9]{0,14}ป[ีิึื][^0-9]{0,16}(?:25)?[5-7]\d\s?(?:[:=]|คือ|ได้)?\s?")
_SPAN = re.compile(r"\s?[-–]\s?(?:25)?\d\d")
_POINTS_BEFORE = re.compile(r"(?:คะแนน|ร้อยละ|ได้|ที่|เป็น|เท่ากับ|ITA|รวม|[:=])[^0-9]{0,22}$")
_POINTS = re.compile(r"คะแนน|ร้อยละ")
_POINTS_BEHIND = re.compile(r"\s?(?:คะแนน|%|ระดับ|\(?\s?ระดับ)")
_OF_A_PART = re.compile(r"ตัวชี้วัด|IIT|EIT|OIT|แบบวัด|แบบตรวจ|ข้อ\s?\d|ประเด็น|LPA|MOIT")
_OTHERS = re.compile(
    r"เฉลี่ย(?:ราย)?(?:ของ|จังหวัด|ประเทศ|อำเภอ|ภาค|ระดับ|ทั้ง)|ทั่วประเทศ|ภาพรวม(?:จังหวัด|ประเทศ|ระดับ)|ระดับ(?:จังหวัด|ประเทศ)"
)
_CHANGE = re.compile(
    r"(?:เพิ่ม(?:ขึ้น)?|ลด(?:ลง)?|สูง(?:ขึ้น|กว่า)|ต่ำ(?:ลง|กว่า)|ต่างกัน|ผลต่าง|[+\-−±])\s?(?:จาก\S{0,20}\s?)?(?:ร้อยละ|คะแนน|อยู่|เป็นจำนวน|ถึง|[^0-9]{0,8})?\s?$"
)
_CENT = Decimal("0.01")
_LEAD, _BEHIND, _LEVEL_WITHIN, _LONGEST = 60, 20, 60, 6000
#: What kind of number it is may stand before the name, the year and the place of the organization.
_FAR = 140


@dataclass(frozen=True, slots=True)
class _Score:
    start: int
    end: int
    value: StatedNumber
    cued: bool
    level: str | None


def result_sentences(document: Document, ruined: Iterable[int], reference: Reference) -> list[StatedResult]:
    """Every result that running text outside ruined blocks states, in order, with its organization and its
    year as far as they are named. The year of a result is the last one named before it in its paragraph
    since the organization; where none is, the caption's above it."""
    reader = _Sentences(reference)
    captions = CaptionReader(reference)
    skipped = set(ruined)
    found: list[StatedResult] = []
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph):
            continue
        captions.add(block.text, block.place)
        if len(block.text) <= _LONGEST and any(character.isdigit() for character in block.text):
            found.extend(reader.results(block.text, block.place, index, captions))
    return found


class _Sentences:
    def __init__(self, reference: Reference) -> None:
        self._organizations: OrganizationReader = organization_reader(reference)
        self._levels: LevelReader = level_reader(reference)

    def results(self, text: str, place: Place, block: int, captions: CaptionReader) -> Iterator[StatedResult]:
        plain = LEADERS.sub(" ", to_arabic(clean(text.replace("\n", " "))))
        scores = list(self._scores(plain, place))
        if not scores:
            return
        named = list(self._organizations.inside(plain, place))
        behind = {score.start: match for score in scores if (match := _year_behind(plain, score)) is not None}
        taken = {match.start(match.lastindex or 0) for match in behind.values()}
        years = sorted(
            (match.start(), int(match[1]) + (0 if len(match[1]) == 4 else 2500), match[0])
            for pattern in (_YEAR, _SHORT_YEAR)
            for match in pattern.finditer(plain)
            if not _SPAN.match(plain, match.end()) and match.start(1) not in taken
        )
        caption = captions.caption()
        for at, score in enumerate(scores):
            before = [entry for entry in named if entry[0] < score.start]
            organization: NamedOrganization | None = before[-1][2] if before else None
            since = before[-1][0] if before else 0
            previous = scores[at - 1].end if at else 0
            year = _year_of(years, since, previous, score.start, place)
            if score.start in behind:
                said = behind[score.start]
                year = StatedYear(int(said[said.lastindex or 0]), "sentence-year", place, said[0].strip())
            if year is None and organization is not None:
                year = _leading_year(years, named, place) or caption.year
            if organization is None and year is not None and year.rule != "sentence-year":
                year = None
            if not score.cued and score.level is None:
                continue
            if organization is not None and organization.province is None and caption.province:
                organization = _in_province(organization, caption.province)
            raw = plain[max(0, since) : score.end + _LEVEL_WITHIN][:400]
            yield StatedResult(
                organization, year, score.value, score.level, place if score.level else None,
                raw if score.level else None, (), place, block,
            )  # fmt: skip

    def _scores(self, plain: str, place: Place) -> Iterator[_Score]:
        """Numbers that are a whole result: with decimals (or 100), and words of scoring beside them; no
        target, mean of others, change, rank, or part of a result."""
        numbers = find_numbers(plain)
        compared: str | None = None
        cued = False
        for at, number in enumerate(numbers):
            if not 0 <= number.value <= 100 or (number.decimals < 1 and number.value != 100):
                continue
            if number.decimals > 3:
                continue
            # Numbers that count something ("ตัวชี้วัดที่ ๑") end no clause.
            before = max((n.end for n in numbers[:at] if n.decimals), default=0)
            clause = plain[max(0, number.start - _LEAD, before) : number.start]
            behind = plain[number.end : number.end + _BEHIND]
            was_compared, compared = (
                compared,
                _compared(clause, number.value, plain[number.end :][:_LEVEL_WITHIN]),
            )
            if was_compared is not None and number.value < _NO_DIFFERENCE:
                continue  # how far both results lie apart
            if compared is not None:
                clause = compared
            elif _CHANGE.search(plain[max(0, number.start - 40) : number.start]):
                continue
            lead = plain[max(0, number.start - _FAR, before) : number.start] if compared is None else clause
            if NO_SCORE.search(lead) or THRESHOLD.search(behind) or _OF_A_PART.search(clause):
                continue
            if _OTHERS.search(clause):
                continue
            after = self._after(plain, numbers, at)
            level = self._levels.after(after) or self._bare_level(after)
            cued = (
                compared is not None
                or (_POINTS.search(clause) is not None and _POINTS_BEFORE.search(clause) is not None)
                or _POINTS_BEHIND.match(behind) is not None
                or _SHORTLY.search(clause) is not None
                or (cued and _NEXT_YEAR.fullmatch(clause) is not None)
            )
            value = number.value.quantize(number.value if number.decimals > 2 else _CENT)
            yield _Score(
                number.start,
                number.end,
                StatedNumber(value, place, plain[max(0, number.start - _LEAD) : number.end + _LEVEL_WITHIN]),
                cued,
                level,
            )

    def _after(self, plain: str, numbers: Sequence[FoundNumber], at: int) -> str:
        """What stands behind a number up to the next one; full marks in between are left out."""
        start = numbers[at].end
        full = _FULL_MARKS.search(plain, start, start + _LEVEL_WITHIN)
        starts = [number.start for number in numbers[at + 1 :]]
        end = next(iter(starts), len(plain))
        if full is None or not full.start() < end < full.end():
            return plain[start : min(end, start + _LEVEL_WITHIN)]
        end = next((begin for begin in starts if begin >= full.end()), len(plain))
        return (plain[start : full.start()] + plain[full.end() : end])[:_LEVEL_WITHIN]

    def _bare_level(self, after: str) -> str | None:
        """A level right behind the number: ``91.45 ผ่านดี``, ``82.33 (C)``."""
        match = re.match(r"\s?(?:คะแนน|%)?\s?[\s(,:/–-]{0,3}(\S{1,22}?)(?=[\s),.;]|$)", after)
        return self._levels.whole(match[1]) if match else None


def _compared(clause: str, value: Decimal, behind: str) -> str | None:
    """The end of ``clause`` that says of which year a result is that another one is compared with;
    ``None`` where what follows is no such result: a difference, or a result of nobody's year."""
    start = _FROM.search(clause)
    if start is not None and _YEAR_BEHIND.match(behind):
        return clause[start.start() :]
    found = _COMPARED.search(clause)
    if found is None:
        return None
    rest = found["rest"]
    if _RESULT_OF_IT.fullmatch(rest) or (_BRACKET.fullmatch(rest) and value >= _NO_DIFFERENCE):
        return clause[found.start() :]
    return None


def _year_behind(plain: str, score: _Score) -> re.Match[str] | None:
    """The year behind a score that is said to be of it: in brackets, or of either end of a change
    (``จาก 87.00 ในปี 2565 เป็น 91.45 ในปี 2566``)."""
    match = _YEAR_BEHIND.match(plain, score.end)
    if match is None or (match[1] is None and not _EITHER_END.search(plain[: score.start][-40:])):
        return None
    return match


def _year_of(
    years: list[tuple[int, int, str]], since: int, previous: int, start: int, place: Place
) -> StatedYear | None:
    """The year named last before a score: since the score before it, else since the organization."""
    for begin in (max(since, previous), since):
        near = [entry for entry in years if begin <= entry[0] < start]
        if near and (begin == max(since, previous) or len({year for _, year, _ in near}) == 1):
            return StatedYear(near[-1][1], "sentence-year", place, near[-1][2])
    return None


def _leading_year(
    years: list[tuple[int, int, str]],
    named: list[tuple[int, int, NamedOrganization]],
    place: Place,
) -> StatedYear | None:
    """The one year that the paragraph names before its first organization."""
    first = named[0][0] if named else 0
    leading = {year: raw for start, year, raw in years if start < first}
    if len(leading) == 1 and len({year for _, year, _ in years}) == 1:
        ((year, raw),) = leading.items()
        return StatedYear(year, "sentence-year", place, raw)
    return None


def _in_province(named: NamedOrganization, province: str) -> NamedOrganization:
    return NamedOrganization(
        named.name, named.types, named.is_local, named.amphoe, province, named.place, named.raw
    )
