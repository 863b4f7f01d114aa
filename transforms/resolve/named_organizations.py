"""Names in lists against the register: one look-up a row, by type, name, province and amphoe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from transforms.extract.results.stated_result import NamedOrganization
from transforms.normalize.thai import matching_key
from transforms.reference import Organization, Reference

_PLACE_ACCEPT, _PLACE_MARGIN, _AMPHOE_ACCEPT = 80, 8, 60
_NAME_ACCEPT, _NAME_MARGIN, _SHORTEST_SIMILAR = 88, 8, 5
_MARKS = re.compile("[ัิ-ฺ็-๎]")
UNKNOWN, AMBIGUOUS, NOT_LOCAL = "list-organization-unknown", "list-organization-ambiguous", "not-local"
#: The capital is no entry of the register, and has an id of its own in the warehouse.
BANGKOK = Organization("x-bangkok", "special", "กรุงเทพมหานคร", "", "กรุงเทพมหานคร")


@dataclass(frozen=True, slots=True)
class FoundOrganization:
    """``organization``, or null with the ``reason`` and who else it could be. ``basis`` names what decided,
    joined by ``+``: ``name``, ``province``, ``amphoe``, ``mended-amphoe``, ``only-one-of-its-name``,
    ``similar-name``."""

    organization: Organization | None
    basis: str = ""
    reason: str | None = None
    candidates: tuple[Organization, ...] = ()


class RegisteredNames:
    """The register by name. Made once a reference."""

    def __init__(self, reference: Reference) -> None:
        self._by_name: dict[str, list[Organization]] = {}
        self._by_place: dict[tuple[str, str], dict[str, list[Organization]]] = {}
        for organization in reference.register:
            key = matching_key(organization.name)
            self._by_name.setdefault(key, []).append(organization)
            place = (organization.organization_type, organization.province)
            self._by_place.setdefault(place, {}).setdefault(key, []).append(organization)
        self._provinces = {
            matching_key(alias): province.name
            for province in reference.provinces
            for alias in (province.name, *province.aliases)
        }
        self._types = tuple(kind.code for kind in reference.organization_types)

    def province(self, printed: str | None) -> str | None:
        """The province that a printed name means, if one is clearly the nearest."""
        key = matching_key(printed or "").removeprefix("จังหวัด")
        if not key:
            return None
        if key not in self._provinces:
            best = process.extract(key, list(self._provinces), scorer=fuzz.ratio, limit=3)
            near = [(self._provinces[name], score) for name, score, _ in best if score >= _PLACE_ACCEPT]
            others = [score for name, score in near if name != near[0][0]]
            if not near or (others and near[0][1] - others[0] < _PLACE_MARGIN):
                return None
            return near[0][0]
        return self._provinces[key]

    def find(self, named: NamedOrganization, *, similar: bool = False) -> FoundOrganization:
        """The organization that is named, if the register leaves no doubt. ``similar`` takes one of a
        similar name too, where province and type are known and no other comes near."""
        if not named.is_local:
            return FoundOrganization(None, reason=NOT_LOCAL)
        if named.name == BANGKOK.name and "special" in named.types:
            return FoundOrganization(BANGKOK, "name")
        province = self.province(named.province)
        if named.province and province is None:
            return FoundOrganization(None, reason=UNKNOWN)
        key = matching_key(named.name)
        options = [
            organization
            for organization in self._by_name.get(key, ())
            if not named.types or organization.organization_type in named.types
        ]
        basis = ["name"]
        if province is not None:
            options = [organization for organization in options if organization.province == province]
            basis.append("province")
        elif len(options) == 1:
            basis.append("only-one-of-its-name")
        if not options and similar and province is not None and len(key) >= _SHORTEST_SIMILAR:
            options, basis = self._similar(key, named, province), ["similar-name", "province"]
        if not options:
            return FoundOrganization(None, reason=UNKNOWN)
        if named.amphoe:
            options, how = _in_amphoe(options, named.amphoe)
            if not options:
                return FoundOrganization(None, reason=UNKNOWN)
            basis.append(how)
        if len(options) > 1 and named.near_amphoe:
            near, how = _in_amphoe(options, named.near_amphoe)
            if how == "amphoe":
                options, basis = near, [*basis, "amphoe-of-title"]
        if len(options) > 1:
            return FoundOrganization(None, reason=AMBIGUOUS, candidates=tuple(options))
        return FoundOrganization(options[0], "+".join(basis))

    def _similar(self, key: str, named: NamedOrganization, province: str) -> list[Organization]:
        """Those of the province, and of the amphoe where one is printed, whose name alone is like ``key``."""
        names: dict[str, list[Organization]] = {}
        for code in named.types or self._types:
            for name, found in self._by_place.get((code, province), {}).items():
                near = _in_amphoe(found, named.amphoe)[0] if named.amphoe else found
                names.setdefault(name, []).extend(near)
        options = [name for name, found in names.items() if found]
        letters = _MARKS.sub("", key)
        alike = [name for name in options if _MARKS.sub("", name) == letters]
        if len(alike) == 1:  # but for marks, of which a scanner loses some
            return names[alike[0]]
        best = process.extract(key, options, scorer=fuzz.ratio, limit=2)
        if (
            not best
            or best[0][1] < _NAME_ACCEPT
            or (len(best) > 1 and best[0][1] - best[1][1] < _NAME_MARGIN)
        ):
            return []
        return names[best[0][0]]


def _in_amphoe(options: list[Organization], printed: str) -> tuple[list[Organization], str]:
    """The options in the amphoe that is printed, and whether it had to be mended. ``เมือง`` is short for
    the capital's amphoe of every province."""
    key = matching_key(printed).removeprefix("อำเภอ")
    exact = [
        organization
        for organization in options
        if matching_key(organization.amphoe) == (f"เมือง{organization.province}" if key == "เมือง" else key)
    ]
    if exact:
        return exact, "amphoe"
    near = [o for o in options if fuzz.ratio(matching_key(o.amphoe), key) >= _AMPHOE_ACCEPT]
    return (near, "mended-amphoe") if len(near) == 1 else ([], "")


@lru_cache(maxsize=4)
def registered_names(reference: Reference) -> RegisteredNames:
    """The names of ``reference``, made once."""
    return RegisteredNames(reference)
