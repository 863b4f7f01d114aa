"""What the cell of a list, or a clause, names: type, name, amphoe, province."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from transforms.document import Place
from transforms.extract.organizations.words import TypeWords
from transforms.extract.results.stated_result import NamedOrganization
from transforms.normalize.thai import clean, squeeze
from transforms.reference import Reference

_ORDINAL = re.compile(r"^\W*(?:[0-9๐-๙]{1,4}\s?[.)]|[-•–*])?\s*")
_PLACES = re.compile(r"[\s(,/]*(?:อำเภอ|จังหวัด|(?<![ก-๙])[อจ]\.)")
_AMPHOE = re.compile(r"(?:อำเภอ|(?<![ก-๙])อ\.)\s?([ก-ฮเ-ไ][ก-ฮะ-์]{1,29})")
_PROVINCE = re.compile(r"(?:(?<!ส่วน)จังหวัด|(?<![ก-๙])จ\.)\s?([ก-ฮเ-ไ][ก-ฮะ-์]{1,29})")
_NAME = re.compile(r"[ก-ฮเ-ไ][ก-ฮะ-์]{1,39}")
#: "เทศบาล" without saying of which kind.
_MUNICIPALITIES = ("city_municipality", "town_municipality", "subdistrict_municipality")
_SOME_MUNICIPALITY = re.compile(r"เทศบาล\s?(?=[ก-ฮเ-ไ])")
#: Ends a name in running text, where the register does not say where it ends.
_ENDS = re.compile(
    r"อำเภอ|จังหวัด|ได้|มีค|มีผล|และ|ที่|เป็น|ประจำ|ปีงบ|ใน|โดย|ซึ่ง|คะแนน|ระดับ|ผล|อยู่|เท่ากับ|คือ|ของ|กับ|จาก|ผ่าน|รอง|ลดลง|เพิ่ม|ว่า"
)
_BANGKOK, _PATTAYA = "กรุงเทพมหานคร", "เมืองพัทยา"
_LONGEST_NAME = 40


class OrganizationReader:
    """Reads names of organizations. Made once a reference."""

    def __init__(self, reference: Reference) -> None:
        self._codes = {
            squeeze(clean(prefix)): kind.code
            for kind in reference.organization_types
            for prefix in kind.prefixes
            if kind.code != "special"
        }
        longest = sorted(self._codes, key=len, reverse=True)
        self._prefix = re.compile(
            "|".join(r"\s?".join(map(re.escape, prefix)) for prefix in longest) or "(?!)"
        )
        self._words = TypeWords(reference.organization_types)
        self._names: dict[str, set[str]] = {}
        for organization in reference.register:
            self._names.setdefault(organization.organization_type, set()).add(organization.name)

    def types(self, text: str) -> tuple[str, ...] | None:
        """The types that the cell of a column of types names; ``None`` where it names none of a local
        administration, empty where it only says that it is one."""
        key = squeeze(clean(text))
        if key in self._codes:
            return (self._codes[key],)
        if key == "เทศบาล":
            return _MUNICIPALITIES
        damaged = next(self._words.find(f"{clean(text)} ก"), None)
        if damaged is not None and damaged.start == 0 and damaged.end == len(clean(text)):
            return (damaged.code,)
        if re.fullmatch(r"(?:อปท\.?|องค์กรปกครองส่วนท้องถิ่น.*|ท้องถิ่น)", key):
            return ()
        return None

    def whole(
        self, text: str, place: Place, raw: str, amphoe: str | None, province: str | None
    ) -> NamedOrganization | None:
        """What a whole cell names, with the places beside it (``amphoe``, ``province``: those of the other
        columns, which count before what the cell itself says). ``None`` for an empty cell."""
        plain = clean(text.replace("\n", " "))
        plain = plain[_ORDINAL.match(plain).end() :]  # type: ignore[union-attr]
        if not plain:
            return None
        types, start = self._type_at(plain, 0)
        rest = plain[start:].strip()
        cut = _PLACES.search(rest)
        own_amphoe, own_province = _AMPHOE.search(rest), _PROVINCE.search(rest)
        name = squeeze(rest[: cut.start()] if cut and cut.start() > 0 else rest).strip(".,()-–")
        if squeeze(plain) in (_BANGKOK, _PATTAYA):
            types, name = ("special",), squeeze(plain)
        return NamedOrganization(
            name,
            types,
            bool(types),
            amphoe or (own_amphoe[1] if own_amphoe else None),
            province or (own_province[1] if own_province else None),
            place,
            raw,
        )

    def inside(self, text: str, place: Place) -> Iterator[tuple[int, int, NamedOrganization]]:
        """Every organization named in running text (cleaned), with where its name begins and ends; a place
        behind the name goes with it."""
        end = 0
        for match in self._prefix.finditer(text):
            if match.start() < end:
                continue
            key = squeeze(match[0])
            if len(key) <= 4 and not key.endswith(".") and _letter_before(text, match.start()):
                continue
            code = self._codes[key]
            start = match.end() + (1 if text[match.end() : match.end() + 1] == " " else 0)
            found = self._name_at(text, start, self._names.get(code, set()))
            if not found:
                continue
            end = start + len(found)
            behind = text[end : end + 90]
            amphoe, province = _AMPHOE.match(behind.lstrip(" (")), _PROVINCE.search(behind[:70])
            placed = re.match(r"(?:[\s(]*(?:อำเภอ|อ\.|จังหวัด|จ\.)\s?[ก-ฮเ-ไ][ก-ฮะ-์]{1,29}\)?){1,2}", behind)
            whole_end = end + (placed.end() if placed else 0)
            named = NamedOrganization(
                squeeze(found),
                (code,),
                True,
                amphoe[1] if amphoe else None,
                province[1] if province and placed and province.start() < placed.end() else None,
                place,
                text[match.start() : whole_end],
            )
            end = whole_end
            yield match.start(), whole_end, named

    def begins(self, text: str) -> bool:
        """Whether a cell begins with the word for a type of local administration and a name."""
        plain = clean(text[:120])
        plain = plain[_ORDINAL.match(plain).end() :]  # type: ignore[union-attr]
        types, start = self._type_at(plain, 0)
        return bool(types) and _NAME.match(plain[start:].lstrip()) is not None

    def _type_at(self, text: str, start: int) -> tuple[tuple[str, ...], int]:
        match = self._prefix.match(text, start)
        if match is not None:
            return (self._codes[squeeze(match[0])],), match.end()
        damaged = next(self._words.find(text[start : start + 60]), None) if text else None
        if damaged is not None and damaged.start == 0 and damaged.end > 0:
            return (damaged.code,), start + damaged.end
        some = _SOME_MUNICIPALITY.match(text, start)
        return (_MUNICIPALITIES, some.end()) if some else ((), start)

    def _name_at(self, text: str, start: int, names: set[str]) -> str:
        """The longest registered name that begins here and ends where a word can end, else the run of
        letters up to a word that ends it."""
        run = _NAME.match(text, start)
        if run is None:
            return ""
        window = text[start : start + _LONGEST_NAME]
        for length in range(len(window), 1, -1):
            if window[:length] in names and not (
                length < len(window) and _continues(window[length:]) and length < len(run[0])
            ):
                return window[:length]
        stop = _ENDS.search(run[0], 2)
        return run[0][: stop.start()] if stop else run[0]


def _continues(rest: str) -> bool:
    """Whether letters follow that are not the begin of another word."""
    return re.match(r"[ก-ฮะ-์]", rest) is not None and _ENDS.match(rest) is None


def _letter_before(text: str, position: int) -> bool:
    return position > 0 and re.match(r"[ก-๙]", text[position - 1]) is not None


def with_types(
    named: NamedOrganization, types: tuple[str, ...] | None, *, listed_as_local: bool
) -> NamedOrganization | None:
    """``named`` with what a column of types says (``None``: nothing of a local administration). ``None``
    where name and column speak of different types. A bare name counts as one of a local administration
    where the column of types or the heading says so."""
    if types and named.types:
        both = tuple(code for code in named.types if code in types)
        return _replaced(named, both) if both else None
    if types:
        return _replaced(named, types)
    if not named.types and (listed_as_local or types == ()):
        return _replaced(named, ())
    return named


def _replaced(named: NamedOrganization, types: tuple[str, ...]) -> NamedOrganization:
    return replace(named, types=types, is_local=True)


def places_in(text: str, provinces: Collection[str] = ()) -> Mapping[str, str]:
    """``amphoe`` and ``province`` as far as a caption names one of them. One of ``provinces`` whose name a
    space breaks is put together again."""
    plain = clean(text)
    found = {}
    for kind, pattern in (("amphoe", _AMPHOE), ("province", _PROVINCE)):
        names = {
            _unbroken(match, plain, provinces) if kind == "province" else match[1]
            for match in pattern.finditer(plain)
        }
        if len(names) == 1:
            found[kind] = names.pop()
    return found


def _unbroken(match: re.Match[str], text: str, provinces: Collection[str]) -> str:
    name = match[1]
    if name in provinces:
        return name
    rest = re.match(r"\s([ก-ฮะ-์]{1,20})(?:\s([ก-ฮะ-์]{1,20}))?", text[match.end(1) :])
    if rest is not None:
        for joined in (f"{name}{rest[1]}", f"{name}{rest[1]}{rest[2] or ''}"):
            if joined in provinces:
                return joined
    return name


@lru_cache(maxsize=4)
def organization_reader(reference: Reference) -> OrganizationReader:
    """The reader for ``reference``, made once."""
    return OrganizationReader(reference)
