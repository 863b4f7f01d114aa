"""Which registered organizations a printed name, amphoe and province can mean, and at what cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from transforms.reference import Organization, Reference

#: A name is taken for another from this likeness on: beside its amphoe or province, and without.
NAME_ACCEPT, NAME_ACCEPT_ANYWHERE = 85.0, 91.0
_PLACE_ACCEPT, _PLACE_MARGIN = 80.0, 8.0
_AMPHOE_ALIKE = 75.0
#: What speaks against a candidate. A name that differs costs as much as it differs; a place that is not
#: the printed one costs more than any name that is accepted.
_NAME_DIFFERS, _NAME_POINTS = 2.0, 5.0
_SPACED_NAME, _MISSPELT_PLACE, OTHER_AMPHOE, _OTHER_PROVINCE = 0.3, 1.5, 4.0, 4.5
#: From here on it is another organization; nearer together than the margin, two are equally likely.
COST_LIMIT, COST_MARGIN = 7.0, 1.0
_ONSET = 3
#: A name of a place that is shorter without its marks is not told by look-alikes.
_SHORTEST_FOLDED = 3
#: Letters that a scanner mistakes for each other, each group by its first; marks are lost altogether.
_LOOK_ALIKES = ("กถภ", "คดตศฅ", "ขชซ", "ผฝยพฟ", "บปษ", "นมฆ", "ลส", "อฮ", "ทหฑ", "รธโไใ", "ฎฏ", "ณญฌ", "วาจ")
_LOOK_ALIKE = {
    **{ord(letter): group[0] for group in _LOOK_ALIKES for letter in group},
    **dict.fromkeys(map(ord, "ัิีึืุู็่้๊๋์ํ"), None),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registered organization with what speaks against it (0: nothing). ``exact``: its name is the
    printed one; ``agreed`` names the places that agree or were mended."""

    organization: Organization
    cost: float
    exact: bool
    agreed: tuple[str, ...]


class OrganizationIndex:
    """The register by name and place. Made once a reference."""

    def __init__(self, reference: Reference) -> None:
        self.by_name: dict[tuple[str, str], list[Organization]] = {}
        self.by_type: dict[str, list[Organization]] = {}
        self.by_place: dict[tuple[str, str], list[Organization]] = {}
        self.by_amphoe: dict[tuple[str, str], list[Organization]] = {}
        self.amphoes: dict[str, set[str]] = {}
        for organization in reference.register:
            code = organization.organization_type
            self.by_name.setdefault((code, organization.name), []).append(organization)
            self.by_type.setdefault(code, []).append(organization)
            self.by_place.setdefault((code, organization.province), []).append(organization)
            self.by_amphoe.setdefault((code, organization.amphoe), []).append(organization)
            self.amphoes.setdefault(organization.province, set()).add(organization.amphoe)
        self._onsets = {organization.name[:_ONSET] for organization in reference.register}
        self.all_amphoes = set().union(*self.amphoes.values()) if self.amphoes else set()
        self.provinces = {
            alias: province.name
            for province in reference.provinces
            for alias in (province.name, *province.aliases)
        }

    def province(self, printed: str | None) -> str | None:
        """The province that a printed name means, if one is clearly the nearest."""
        if not printed:
            return None
        if printed in self.provinces:
            return self.provinces[printed]
        for name in self.provinces:
            if len(name) >= 4 and printed.startswith(name):
                return self.provinces[name]
        alike = {name for alias, name in self.provinces.items() if _folded(alias) == _folded(printed)}
        if len(alike) == 1 and len(_folded(printed)) >= _SHORTEST_FOLDED:
            return alike.pop()
        best = process.extract(printed, list(self.provinces), scorer=fuzz.ratio, limit=3)
        if not best or best[0][1] < _PLACE_ACCEPT:
            return None
        chosen = self.provinces[best[0][0]]
        others = [score for name, score, _ in best[1:] if self.provinces[name] != chosen]
        return chosen if not others or best[0][1] - others[0] >= _PLACE_MARGIN else None

    def amphoe(self, printed: str | None, province: str | None) -> str | None:
        """The amphoe that a printed name means, in ``province`` where that is known; as printed where
        none is clearly the nearest."""
        if not printed:
            return None
        known = self.amphoes.get(province, set()) if province else self.all_amphoes
        if printed == "เมือง" and province:
            return f"เมือง{province}" if f"เมือง{province}" in known else printed
        if printed in known or not known:
            return printed
        longer = [name for name in known if len(name) >= 3 and printed.startswith(name)]
        if longer:
            return max(longer, key=len)
        torn = [name for name in known if name.startswith(printed)]
        if len(torn) == 1:
            return torn[0]
        best = process.extract(printed, sorted(known), scorer=fuzz.ratio, limit=2)
        if (
            best
            and best[0][1] >= _AMPHOE_ALIKE
            and (len(best) == 1 or best[0][1] - best[1][1] >= _PLACE_MARGIN)
        ):
            return best[0][0]
        return printed

    def is_amphoe(self, printed: str | None, province: str | None) -> bool:
        """Whether ``printed`` is letter by letter an amphoe of ``province``."""
        return printed is not None and province is not None and printed in self.amphoes.get(province, ())

    def namesakes(self, name: str, amphoe: str | None, province: str | None) -> tuple[Organization, ...]:
        """Organizations of any type with this name in the printed amphoe: one of a type that a report does
        not name was most likely upgraded to it."""
        meant = self.amphoe(amphoe, province)
        return tuple(
            organization
            for code in self.by_type
            for organization in self.by_name.get((code, name), ())
            if organization.amphoe == meant and organization.province == province
        )

    def like_a_name(self, printed: str) -> bool:
        """Whether ``printed`` begins as some registered name does."""
        return printed[:_ONSET] in self._onsets

    def candidates(
        self,
        organization_type: str,
        names: Collection[str],
        readings: Collection[str],
        amphoe: str | None,
        province: str | None,
    ) -> list[Candidate]:
        """Every registered organization that the printed ``names`` can mean, the likeliest first.
        ``readings`` are other ends that the name can have; ``amphoe`` is as printed, ``province``
        canonical."""
        meant = self.amphoe(amphoe, province)
        found: dict[str, Candidate] = {}
        for name in names:
            for organization in self.by_name.get((organization_type, name), ()):
                self._add(found, organization, 0.0, True, amphoe, meant, province)
        if not any(candidate.cost <= _MISSPELT_PLACE for candidate in found.values()):
            for organization, cost in self._alike(organization_type, names, readings, meant, province):
                self._add(found, organization, cost, cost == 0, amphoe, meant, province)
        return sorted(
            (candidate for candidate in found.values() if candidate.cost <= COST_LIMIT),
            key=lambda candidate: (candidate.cost, candidate.organization.organization_id),
        )

    def _alike(
        self,
        organization_type: str,
        names: Collection[str],
        readings: Collection[str],
        amphoe: str | None,
        province: str | None,
    ) -> Iterable[tuple[Organization, float]]:
        """Organizations of the printed province or amphoe (else of all) whose names are like a printed
        one, with what the difference costs."""
        accept = NAME_ACCEPT
        if province is not None:
            pool = self.by_place.get((organization_type, province), [])
            if amphoe is not None and amphoe not in self.amphoes.get(province, ()):
                pool = [*pool, *self.by_amphoe.get((organization_type, amphoe), ())]
        elif amphoe is not None and (organization_type, amphoe) in self.by_amphoe:
            pool = self.by_amphoe[organization_type, amphoe]
        else:
            pool, accept = self.by_type.get(organization_type, []), NAME_ACCEPT_ANYWHERE
        printed = sorted({*names, *readings})
        folded = [_folded(reading) for reading in printed]
        likeness: dict[str, float] = {}
        for organization in pool:
            if organization.name not in likeness:
                likeness[organization.name] = _likeness(organization.name, printed, folded)
            ratio = likeness[organization.name]
            if ratio >= accept:
                cost = _SPACED_NAME if ratio == 100.0 else _NAME_DIFFERS + (100 - ratio) / _NAME_POINTS
                yield organization, cost

    def _add(
        self,
        found: dict[str, Candidate],
        organization: Organization,
        cost: float,
        exact: bool,
        printed: str | None,
        amphoe: str | None,
        province: str | None,
    ) -> None:
        agreed: list[str] = []
        if amphoe is not None:
            if amphoe == organization.amphoe:
                mended = printed not in (organization.amphoe, "เมือง") and not str(printed).startswith(
                    organization.amphoe
                )
                agreed.append("mended-amphoe" if mended else "amphoe")
            elif printed and fuzz.ratio(printed, organization.amphoe) >= _AMPHOE_ALIKE:
                agreed.append("mended-amphoe")
                cost += _MISSPELT_PLACE
            else:
                cost += OTHER_AMPHOE
                agreed.append("mended-amphoe")
        if province is not None:
            if province == organization.province:
                agreed.append("province")
            else:
                cost += _OTHER_PROVINCE
                agreed.append("mended-province")
        known = found.get(organization.organization_id)
        if known is None or cost < known.cost:
            found[organization.organization_id] = Candidate(organization, cost, exact, tuple(agreed))


def _likeness(name: str, printed: Sequence[str], folded: Sequence[str]) -> float:
    """How like ``name`` is to the nearest printed one: letter by letter, and with letters that a scanner
    mistakes for each other taken as one, in equal parts."""
    fold = _folded(name)
    return max(
        (
            (fuzz.ratio(name, reading) + fuzz.ratio(fold, other)) / 2
            for reading, other in zip(printed, folded, strict=True)
        ),
        default=0.0,
    )


@lru_cache(maxsize=16384)
def _folded(name: str) -> str:
    return name.translate(_LOOK_ALIKE)


@lru_cache(maxsize=4)
def organization_index(reference: Reference) -> OrganizationIndex:
    """The index over ``reference``, made once."""
    return OrganizationIndex(reference)
