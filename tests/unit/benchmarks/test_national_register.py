"""The invented country has the country's numbers: organizations, types, sizes of provinces."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from benchmarks.national.register import (
    COUNTRY,
    LARGEST,
    SMALLEST,
    TYPES,
    national_organizations,
    province_sizes,
    write_national_register,
)
from warehouse.reference_files import load_reference
from warehouse.register import import_register, read_register

REFERENCE = load_reference(None)


def test_it_has_the_countrys_numbers() -> None:
    organizations = national_organizations(REFERENCE.provinces, COUNTRY, 1)
    assert Counter(one.organization_type for one in organizations) == TYPES
    assert len({one.organization_id for one in organizations}) == len(organizations) == 7_849
    sizes = sorted(Counter(one.province for one in organizations).values())
    assert (len(sizes), sizes[0], sizes[1], sizes[-1]) == (77, 1, SMALLEST, LARGEST)
    assert 85 <= sizes[len(sizes) // 2] <= 95


def test_no_name_comes_twice_in_a_province_but_for_an_amphoe_and_names_repeat_in_the_country() -> None:
    organizations = national_organizations(REFERENCE.provinces, COUNTRY, 1)
    names = Counter((one.name, one.province) for one in organizations)
    assert max(names.values()) == 1
    assert len({one.name for one in organizations}) < len(organizations)


def test_the_seed_alone_decides() -> None:
    drawn = [national_organizations(REFERENCE.provinces, 300, seed) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize("organizations", [100, 300, 1_000, 7_848])
def test_sizes_add_up(organizations: int) -> None:
    sizes = province_sizes(76, organizations)
    assert sum(sizes) == organizations
    assert min(sizes) >= 1


def test_too_few_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 77"):
        national_organizations(REFERENCE.provinces, 76, 1)


def test_the_register_can_be_imported(tmp_path: Path) -> None:
    organizations = national_organizations(REFERENCE.provinces, 200, 1)
    path = tmp_path / "register.csv"
    write_national_register(path, organizations, REFERENCE.organization_types)
    imported = import_register(tmp_path / "home", path, date(2026, 1, 1))
    assert (imported.count, imported.warnings) == (200, ())
    kinds = Counter(one.organization_type for one in read_register(imported.path))
    assert kinds == Counter(one.organization_type for one in organizations)
