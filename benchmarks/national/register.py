"""A register with the country's number of organizations, types and sizes of provinces; none is real."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.invented_register import invented_names
from transforms.reference import Organization, OrganizationType, Province

#: What the country has of each type; one of a type of its own stands in the capital.
TYPES = {
    "pao": 76,
    "city_municipality": 30,
    "town_municipality": 195,
    "subdistrict_municipality": 2_247,
    "sao": 5_300,
    "special": 1,
}
COUNTRY = sum(TYPES.values())
SMALLEST, MEDIAN, LARGEST = 19, 89.5, 334
CAPITAL = "10"
_DIGITS = {
    "special": "1",
    "pao": "2",
    "city_municipality": "3",
    "town_municipality": "4",
    "subdistrict_municipality": "5",
    "sao": "6",
}
_OF_ONE_AMPHOE = 9
_COLUMNS = ("จังหวัด", "อำเภอ", "ตำบล", "รหัส อปท.", "ประเภท อปท.", "อปท.")


def province_sizes(provinces: int, organizations: int) -> list[int]:
    """So many sizes from the smallest to the largest, few of them large, which add up to ``organizations``.

    The two ends are the country's where it is a country that is asked for; of fewer organizations all
    provinces are smaller in proportion."""
    smallest, median, largest = (
        max(1.0, size * organizations / COUNTRY) for size in (SMALLEST, MEDIAN, LARGEST)
    )

    def sizes(bend: float) -> list[int]:
        shares = [2 * n / (provinces - 1) for n in range(provinces)]
        return [
            round(
                smallest + (median - smallest) * share
                if share <= 1
                else median + (largest - median) * (share - 1) ** bend
            )
            for share in shares
        ]

    low, high = 0.05, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(sizes(middle)) > organizations else (low, middle)
    found = sizes(high)
    # What rounding left goes to the provinces in the middle, one each.
    for n in range(organizations - sum(found)):
        found[provinces // 4 + n % (provinces // 2)] += 1
    return found


def national_organizations(
    provinces: Sequence[Province], organizations: int, seed: int
) -> list[Organization]:
    """So many organizations, by code: one provincial administration a province, the rest drawn by type.
    Within a province no name comes twice; between provinces names repeat, as they do in the country."""
    random = Random(seed)
    outside = [province for province in provinces if province.code != CAPITAL]
    rest = {kind: round(count * organizations / COUNTRY) for kind, count in TYPES.items()}
    others = organizations - 1 - len(outside)
    if others < 0:
        raise ValueError(f"at least {len(outside) + 1} organizations: one a province")
    kinds = [
        kind for kind in ("city_municipality", "town_municipality", "subdistrict_municipality")
        for _ in range(rest[kind])
    ][:others]  # fmt: skip
    kinds += ["sao"] * (others - len(kinds))
    random.shuffle(kinds)
    sizes = province_sizes(len(outside), organizations - 1)
    random.shuffle(sizes)
    names = invented_names()
    found = [
        Organization(f"{_DIGITS['special']}{one.code}0101", "special", one.name, one.name, one.name)
        for one in provinces
        if one.code == CAPITAL
    ]
    drawn_kinds = iter(kinds)
    for province, size in zip(outside, sizes, strict=True):
        amphoes = -(-size // _OF_ONE_AMPHOE)
        drawn = random.sample(names, size + amphoes)
        places = [f"เมือง{province.name}", *drawn[: amphoes - 1]]
        found.append(
            Organization(
                f"{_DIGITS['pao']}{province.code}0101", "pao", province.name, places[0], province.name
            )
        )
        for number, name in enumerate(drawn[amphoes : amphoes + size - 1]):
            amphoe, serial = number % amphoes, number // amphoes
            kind = next(drawn_kinds)
            code = f"{_DIGITS[kind]}{province.code}{amphoe + 1:02}{serial + 2:02}"
            found.append(Organization(code, kind, name, places[amphoe], province.name))
    return sorted(found, key=lambda organization: organization.organization_id)


def write_national_register(
    path: Path, organizations: Sequence[Organization], types: Sequence[OrganizationType]
) -> None:
    """The register as its publisher has it."""
    names = {kind.code: kind.name for kind in types}
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for one in organizations:
            # What has a type of its own is called by its name.
            kind = one.name if one.organization_type == "special" else names[one.organization_type]
            writer.writerow([one.province, one.amphoe, one.name, one.organization_id, kind, one.name])
