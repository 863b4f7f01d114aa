"""A country of invented organizations: who is in the register, who shares a name, who is missing from it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.hand import Hand
from benchmarks.synthetic.places import COMMON, FIRST, PROVINCES, SECOND, THIRD, TYPES
from benchmarks.synthetic.truth import TrueOrganization

COLUMNS = ("จังหวัด", "อำเภอ", "ตำบล", "รหัส อปท.", "ประเภท อปท.", "อปท.")


@dataclass(frozen=True, slots=True)
class Organization:
    """One invented organization. ``code`` is that of the register, ``None`` where it is not there."""

    key: str
    code: str | None
    type: str
    name: str
    amphoe: str
    province: str
    domain: str
    tambons: tuple[str, ...]

    @property
    def long_type(self) -> str:
        """The type spelt out."""
        return TYPES[self.type][1]

    @property
    def full(self) -> str:
        """Type and name spelt out."""
        return self.long_type + self.name

    @property
    def short(self) -> str:
        """Type abbreviated, and name."""
        return TYPES[self.type][2] + self.name

    @property
    def mayor(self) -> str:
        """The title of its head, with its name."""
        if self.type in ("pao", "sao"):
            return f"นายก{self.full}"
        return f"นายกเทศมนตรี{self.long_type.removeprefix('เทศบาล')}{self.name}"

    def called(self, hand: Hand) -> str:
        """Its name, as this hand writes it in running text."""
        if hand.chance.maybe(hand.short_type):
            return self.short if hand.chance.maybe(0.8) else f"{TYPES[self.type][2]} {self.name}"
        return self.full if hand.chance.maybe(0.9) else f"{self.long_type} {self.name}"

    def true(self) -> TrueOrganization:
        """As the truth has it."""
        return TrueOrganization(self.code, self.type, self.name, self.amphoe, self.province)


@dataclass(frozen=True, slots=True)
class Country:
    """All organizations of a seed: those of the register, and some that it does not have."""

    registered: tuple[Organization, ...]
    others: tuple[Organization, ...]
    by_province: dict[str, tuple[Organization, ...]]
    named: Counter[tuple[str, str]]

    def is_alone(self, one: Organization) -> bool:
        """Whether type and name tell it, in the register and beside it."""
        return self.named[one.type, one.name] == 1


def _latin(chance: Chance) -> str:
    syllables = (
        "nong",
        "ban",
        "kok",
        "huai",
        "tha",
        "na",
        "don",
        "wang",
        "thong",
        "bua",
        "fah",
        "dao",
        "kaew",
    )
    return "".join(chance.some(syllables, 3)) + str(chance.whole(1, 99))


@lru_cache(maxsize=4)
def country(seed: int) -> Country:
    """The country of a seed: about a thousand organizations in all its provinces."""
    chance = Chance("country", seed)
    registered: list[Organization] = []
    others: list[Organization] = []
    taken: set[tuple[str, str, str]] = set()

    def found(kind: str, name: str, amphoe: str, province: str, code: str | None) -> None:
        if (kind, name, amphoe) in taken:
            return
        taken.add((kind, name, amphoe))
        tambons = (name,) if chance.maybe(0.7) else (name, chance.pick(SECOND), chance.pick(FIRST) + "กลาง")
        key = f"{seed}/{kind}/{name}/{amphoe}/{province}"
        one = Organization(key, code, kind, name, amphoe, province, _latin(chance), tambons)
        (registered if code else others).append(one)

    for number, (province, amphoes) in PROVINCES.items():
        found("pao", province, amphoes[0], province, f"2{number}0101")
        for at, amphoe in enumerate(amphoes, 1):
            serial = 1
            names: list[str] = []
            for _ in range(chance.whole(6, 12)):
                if chance.maybe(0.25):
                    name = chance.pick(COMMON)
                elif names and chance.maybe(0.08):
                    name = chance.pick(names) + chance.pick(("เหนือ", "ทอง", "ใหม่"))
                else:
                    name = chance.pick(FIRST) + chance.pick(SECOND) + chance.pick(THIRD)
                kinds = {"sao": 64.0, "subdistrict_municipality": 28.0, "town_municipality": 5.0}
                kinds["city_municipality"] = 3.0 if at == 1 else 0.2
                kind = chance.weighted(kinds)
                names.append(name)
                both = kind in ("sao", "subdistrict_municipality") and chance.maybe(0.1)
                for one in ("sao", "subdistrict_municipality") if both else (kind,):
                    serial += 1
                    missing = chance.maybe(0.03)
                    code = None if missing else f"{TYPES[one][0]}{number}{at:02}{serial:02}"
                    found(one, name, amphoe, province, code)
    by_province = {
        province: tuple(one for one in registered if one.province == province)
        for province, _ in PROVINCES.values()
    }
    named = Counter((one.type, one.name) for one in registered + others)
    return Country(tuple(registered), tuple(others), by_province, named)


def register_rows(seed: int) -> Iterator[tuple[str, ...]]:
    """The register as its publisher has it: one row a tambon, under :data:`COLUMNS`."""
    for one in country(seed).registered:
        for tambon in one.tambons:
            yield (one.province, one.amphoe, tambon, one.code or "", one.long_type, one.name)


def register_text(seed: int) -> str:
    """The register as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(register_rows(seed))
    return "\ufeff" + text.getvalue()
