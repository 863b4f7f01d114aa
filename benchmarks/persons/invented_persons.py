"""Invented persons: names put together from lists, numbers, addresses. The same seed, the same persons."""

# ruff: noqa: E501, SIM905
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random
from urllib.parse import quote

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MEN = (
    "นาย|นาย |ดร.|ผศ.ดร.|รศ.|นพ.|นายแพทย์|ว่าที่ ร.ต.|ว่าที่ร้อยตรี |ว่าที่ร้อยเอก |ร.ต.อ.|พ.ต.ท. |พ.ต.อ.|ด.ต.|จ.ส.ต.|ร้อยตำรวจเอก |"
    "พันตำรวจโท |ดาบตำรวจ|จ.ส.อ.|ส.อ. |พ.จ.อ. |จ่าเอก |สิบเอก|พันจ่าเอก |พ.อ.|พลตรี |ม.ล.|ม.ร.ว.|หม่อมหลวง|คุณ|ศาสตราจารย์ |รองศาสตราจารย์ ดร."
).split("|")
WOMEN = (
    "นาง|นาง |นางสาว|นางสาว |น.ส.|น.ส. |ดร.|ผศ.|พญ.|ว่าที่ ร.ต.หญิง |ว่าที่ ร.ต. หญิง |ร.ต.ท.หญิง |เด็กหญิง|ด.ญ.|คุณ|คุณหญิง|ม.ล.|ผู้ช่วยศาสตราจารย์ "
).split("|")
PARTED = (
    "นาง สาว|น. ส.|น. ส. |น .ส.|ว่าที่ ร. ต.|ว่าที่ ร.ต. |นางส าว|ว่าที่ร้อย ตรี |พ. ต. ท. |จ. ส. อ. |ด. ต. |นา ย".split(
        "|"
    )
)
MONKS = "พระครู|พระมหา|พระอธิการ|พระปลัด|พระใบฎีกา|หลวงพ่อ|พระอาจารย์".split("|")
NICKNAMES = "เล็ก|ใหญ่|นก|แดง|หมู|ต้น|แอน|เมย์|บอย|ตุ๊ก|ปุ้ย|กุ้ง|หนึ่ง|โอ๋|นุช".split("|")
ENGLISH = (
    "Somchai|Anong|Prasert|Wanida|Kittipong|Malee|Narong|Siriporn|Thanakorn|Ubon|Chalerm|Duangjai".split("|")
)
ENGLISH_LAST = "Jaidee|Rakthai|Thongsuk|Srisombat|Mankong|Kaewta|Boonmak|Phromma|Wongyai|Saetang".split("|")


@dataclass(frozen=True)
class Private:
    """A piece of text that must not be published."""

    kind: str
    text: str


@lru_cache(maxsize=1)
def _lists() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

    def plain(names: frozenset[str]) -> tuple[str, ...]:
        return tuple(
            sorted(name for name in names if 3 <= len(name) <= 16 and name.isprintable() and " " not in name)
        )

    return plain(thai_male_names()), plain(thai_female_names()), plain(thai_family_names())


class Persons:
    """Draws persons and what belongs to them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._men, self._women, self._families = _lists()

    def first(self) -> str:
        return self.random.choice(self.random.choice((self._men, self._women)))

    def last(self) -> str:
        return self.random.choice(self._families)

    def titled(self) -> tuple[str, str, str]:
        """Title, given name and surname."""
        woman = self.random.random() < 0.5
        title = self.random.choice(WOMEN if woman else MEN)
        return title, self.random.choice(self._women if woman else self._men), self.last()

    def digits(self, count: int) -> str:
        return "".join(self.random.choices("0123456789", k=count))

    def phone(self) -> str:
        """A telephone number in one of its forms; 4 stands for any digit."""
        form = self.random.choice(
            "08x-xxx-xxxx|08xxxxxxxx|09x xxx xxxx|06x.xxx.xxxx|02-xxx-xxxx|02-xxx-xxxx ต่อ xx|0-4xxx-xxxx|0-4xxx-xxxx-5|"
            "0 4xxx xxxx|04x-xxxxxx|04x xxxxxx|(04x) xxxxxx|+66 8x xxx xxxx|+668xxxxxxxx|08x-xxxxxxx|0-2xxx-xxxx ต่อ xxx|"
            "08 xxxx xxxx|08x - xxx - xxxx|O8x-xxx-xxxx|(+66) 8x-xxx-xxxx|0066 8x xxx xxxx|04x-xxxxxx-7|๐๘x-xxxxxxx".split(
                "|"
            )
        )
        number = "".join(self.random.choice("123456789") if letter == "x" else letter for letter in form)
        return number.translate(THAI_DIGITS) if self.random.random() < 0.4 else number

    def citizen(self) -> str:
        twelve = self.random.choice("12345") + self.random.choice("1234567") + self.digits(10)
        total = sum(int(digit) * weight for digit, weight in zip(twelve, range(13, 1, -1), strict=True))
        number = f"{twelve}{(11 - total % 11) % 10}"
        between = self.random.choice(("", "", "-", " ", " - "))
        number = between.join((number[0], number[1:5], number[5:10], number[10:12], number[12]))
        return number.translate(THAI_DIGITS) if self.random.random() < 0.3 else number

    def email(self) -> str:
        user = self.random.choice(ENGLISH).lower() + self.random.choice(("", ".j", "_01", "99"))
        at = self.random.choice(("@", "@", "@", " @ ", "(at)", " (at) ", "[at]", "@ "))
        host = self.random.choice(
            ("gmail.com", "hotmail.com", "example.go.th", "yahoo . com", "outlook.co.th", "gmail .com")
        )
        return user + at + host

    def line_id(self) -> str:
        return self.random.choice(ENGLISH).lower() + self.random.choice(("99", ".j", "_t", "-2525"))

    def account(self) -> str:
        form = self.random.choice(("xxx-x-xxxxx-x", "xxxxxxxxxx", "xxx-xxxxxx-x", "xxx x xxxxx x"))
        number = "".join(self.random.choice("0123456789") if letter == "x" else letter for letter in form)
        return number.translate(THAI_DIGITS) if self.random.random() < 0.3 else number

    def house(self) -> str:
        house = f"{self.random.randint(1, 399)}" + self.random.choice(("", f"/{self.random.randint(1, 99)}"))
        house += self.random.choice(
            (
                "",
                f" หมู่ที่ {self.random.randint(1, 15)}",
                f" หมู่ {self.random.randint(1, 15)}",
                f" ม.{self.random.randint(1, 9)}",
            )
        )
        house += self.random.choice(("", "", " ซอยสุขใจ 3", " ถนนสมมุติ"))
        return house.translate(THAI_DIGITS) if self.random.random() < 0.5 else house

    def english(self) -> str:
        return f"{self.random.choice(ENGLISH)} {self.random.choice(ENGLISH_LAST)}"

    @staticmethod
    def encoded(text: str) -> str:
        return quote(text, safe="")
