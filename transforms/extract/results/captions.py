"""What stands above a list and holds for its rows: year, province, the district or type of a group."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from transforms.document import Paragraph, Place
from transforms.extract.results.named_organization import OrganizationReader, organization_reader, places_in
from transforms.extract.results.stated_result import StatedYear
from transforms.extract.years.statements import year_is_of
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean, matching_key
from transforms.reference import Reference

_YEAR = re.compile(
    r"(?:(?:ประจำ\s?)?ป[ีิึื]\s?(?:งบ\s?ประมาณ\s?)?(?:พ\s?\.?\s?ศ\s?\.?\s?)?|ประจำ\s?พ\s?\.?\s?ศ\s?\.?\s?|ITA\s?(?:ปี\s?)?)(25[5-9]\d)(?!\d)"
)
_BARE_YEAR = re.compile(r"[^0-9]{0,25}?(25[5-9]\d)")
_SPAN = re.compile(r"\s?[-–]\s?(?:25)?\d\d")
_MONTH_BEFORE = re.compile(
    r"(?:\d|ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค|คม|ยน|พันธ์)\.?\s*$"
)
#: Without the marks, of which a scanner loses some.
_MARKS = re.compile("[ัิ-ฺ็-๎]")
_LOCAL_OF_AMPHOE = re.compile(
    r"(?:องคกรปกครองสวนทองถน|อปท\.?)\s?(?:ใน|ของ)?\s?(?:เขต|พนท|สงกด)?\s?(?:อำเภอ|อ\.)"
)
_GROUP_LINE = re.compile(r"\W*(?:[0-9๐-๙]{1,3}\s?[.)]\s?)?(?:อำเภอ|อ\.)")
#: So many paragraphs back a caption is looked for; a longer paragraph is text and no caption.
_REACH, _LONGEST, _GROUP = 5, 260, 60


@dataclass(frozen=True, slots=True)
class Caption:
    """What holds for the rows below. ``year`` is null where none or more than one is named nearest to them.
    ``group_amphoe`` and ``group_types`` come from a line that says nothing else, ``title_amphoe`` from the
    title of a list of an amphoe's local administrations."""

    year: StatedYear | None
    province: str | None
    group_amphoe: str | None
    group_types: tuple[str, ...]
    title_amphoe: str | None = None


class CaptionReader:
    """Follows the paragraphs of one document down to each list."""

    def __init__(self, reference: Reference) -> None:
        self._organizations: OrganizationReader = organization_reader(reference)
        self._provinces = frozenset(province.name for province in reference.provinces)
        self._near: deque[tuple[str, Place]] = deque(maxlen=_REACH)
        self._year: StatedYear | None = None
        self._province: str | None = None
        self._amphoe: str | None = None
        self._types: tuple[str, ...] = ()
        self._title_amphoe: str | None = None
        self._kept: Caption | None = None

    def add(self, text: str, place: Place) -> None:
        """One more paragraph, or the row of a group."""
        self._kept = None
        if len(text) > _LONGEST:
            return
        self._near.append((text, place))
        years = years_in(text)
        if len(years) == 1:
            self._year = StatedYear(years.pop(), "caption-year", place, text[:300])
        elif years:
            self._year = None
        places = places_in(text, self._provinces)
        if "province" in places:
            if places["province"] != self._province:
                self._amphoe = None
            self._province = places["province"]
        if "amphoe" in places and _LOCAL_OF_AMPHOE.search(_MARKS.sub("", clean(text))):
            self._title_amphoe = places["amphoe"]
        elif len(text) <= _GROUP:
            if "amphoe" in places and _GROUP_LINE.match(clean(text)):
                self._amphoe = places["amphoe"]
            types = self._organizations.types(text)
            if types:
                self._types = types

    def table_ended(self) -> None:
        """A list was read: what was said of its groups holds on, the paragraphs above it are used up."""
        self._near.clear()

    def titles(self) -> tuple[Paragraph, ...]:
        """The paragraphs right above."""
        return tuple(Paragraph(text, text, place) for text, place in self._near)

    def caption(self) -> Caption:
        """What holds for the next row."""
        if self._kept is None:
            self._kept = Caption(self._year, self._province, self._amphoe, self._types, self._title_amphoe)
        return self._kept


def years_in(text: str) -> set[int]:
    """The fiscal years of results that a caption names; those of measures, and of dates, are none."""
    plain = to_arabic(clean(text))
    found = set()
    for match in _YEAR.finditer(plain):
        if _SPAN.match(plain, match.end()):
            return {int(match[1]), int(match[1]) + 1}  # several years: none of them holds
        if year_is_of(plain[: match.start()], plain[match.end() : match.end() + 60])[0] != "measures":
            found.add(int(match[1]))
    if (
        not found
        and (bare := _BARE_YEAR.fullmatch(plain))
        and not _MONTH_BEFORE.search(plain[: bare.start(1)])
    ):
        found.add(int(bare[1]))
    return found


def is_commissions(text: str) -> bool:
    """Whether a title names the commission as whose list it is."""
    key = matching_key(text)
    if re.match(r"(?:ที่มา|แหล่งข้อมูล|อ้างอิง|หมายเหตุ)", key):
        return False
    return re.search(r"ปปช|ป้องกันและปราบปรามการทุจริตแห่งชาติ|NACC", key, re.IGNORECASE) is not None
