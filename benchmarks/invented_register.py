"""A register the size of the country's, of organizations that do not exist, in provinces that do."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from random import Random

from transforms.reference import Organization, Reference

SAMPLE_REGISTER = Path(__file__).resolve().parents[1] / "samples" / "register.csv"
AMPHOES = 13
#: Of each amphoe; the first one of a province has a town besides: 7,980 organizations in 76 provinces.
SUBDISTRICT_MUNICIPALITIES, SAOS = 3, 5

_PLACES = [
    "หนอง",
    "ห้วย",
    "โคก",
    "ดอน",
    "วัง",
    "ท่า",
    "บึง",
    "คลอง",
    "ทุ่ง",
    "เขา",
    "โนน",
    "ปาก",
    "สระ",
    "นา",
    "ควน",
    "เกาะ",
    "บาง",
    "ป่า",
    "ลำ",
    "ภู",
]
_MIDDLES = [
    "ฟ้า",
    "ดาว",
    "เพชร",
    "ทราย",
    "หมอก",
    "แก้ว",
    "ทอง",
    "เงิน",
    "จันทร์",
    "ธาร",
    "เมฆ",
    "มุก",
    "แสง",
    "ตะวัน",
    "สายลม",
    "รุ้ง",
]
_ENDS = [
    "คราม",
    "งาม",
    "ใส",
    "สวรรค์",
    "ล้อม",
    "เรือง",
    "หอม",
    "ทิพย์",
    "ลอย",
    "ขาว",
    "สุข",
    "พราว",
    "นิล",
    "ชื่น",
    "เย็น",
]
_DIGITS = {"subdistrict_municipality": "5", "sao": "6", "town_municipality": "4"}


def invented_names() -> list[str]:
    """Names of places that do not exist, each once."""
    return ["".join(parts) for parts in product(_PLACES, _MIDDLES, _ENDS)]


def invented_organizations(reference: Reference, seed: int) -> list[Organization]:
    """Organizations of every province but Bangkok. Within a province no name comes twice; between
    provinces names repeat, as they do in the country."""
    random = Random(seed)
    names = invented_names()
    organizations: list[Organization] = []
    for province in reference.provinces:
        if province.code == "10":
            continue
        drawn = iter(random.sample(names, AMPHOES * (SUBDISTRICT_MUNICIPALITIES + SAOS + 2)))
        for number in range(1, AMPHOES + 1):
            amphoe = f"เมือง{province.name}" if number == 1 else next(drawn)
            kinds = ["subdistrict_municipality"] * SUBDISTRICT_MUNICIPALITIES + ["sao"] * SAOS
            if number == 1:
                kinds.append("town_municipality")
            for serial, kind in enumerate(kinds, 1):
                code = f"{_DIGITS[kind]}{province.code}{number:02}{serial:02}"
                organizations.append(Organization(code, kind, next(drawn), amphoe, province.name))
    return organizations


def write_register(path: Path, organizations: Iterable[Organization], reference: Reference) -> None:
    """The register as its publisher has it: the columns of the samples' register, and its rows first."""
    types = {kind.code: kind.name for kind in reference.organization_types}
    with SAMPLE_REGISTER.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    rows += [
        [o.province, o.amphoe, o.name, o.organization_id, types[o.organization_type], o.name]
        for o in organizations
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)
