"""Whose report it is, decided by the evidence of the whole document against the register."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from transforms.extract.organizations import OrganizationMention
from transforms.facts import stable_id
from transforms.reference import Organization, Reference

#: Mentions in running text count, but never more than this: a copied template can name its source
#: five times and its new owner once.
_TEXT_CAP = 3.0
_NAME_ACCEPT, _NAME_MARGIN = 85, 5
_PLACE_ACCEPT, _PLACE_MARGIN = 80, 8
_AMPHOE_ACCEPT = 60


@dataclass(frozen=True, slots=True)
class ForeignOrganization:
    """An organization that is named, but is not whose report it is."""

    organization_type: str
    name: str
    mention: OrganizationMention


@dataclass(frozen=True, slots=True)
class OrganizationDecision:
    """``organization`` is null where nothing was found (``reason`` ``organization-unknown``) or two
    were equally likely (``organization-ambiguous``). ``basis`` names what decided, joined by ``+``:
    the role of the strongest mention and ``name``, ``amphoe``, ``province`` as far as they agree,
    ``mended-amphoe``, ``mended-province``, ``similar-name``, ``only-one-of-its-name``,
    ``not-in-register``."""

    organization: Organization | None
    in_register: bool
    basis: str
    reason: str | None
    mention: OrganizationMention | None
    candidates: tuple[Organization, ...] = ()
    foreign: tuple[ForeignOrganization, ...] = ()
    variants: tuple[OrganizationMention, ...] = ()
    printed_amphoe: str | None = None
    printed_province: str | None = None


@dataclass(slots=True)
class _Group:
    organization_type: str
    name: str
    mentions: list[OrganizationMention]
    weight: float = 0.0


class _Index:
    def __init__(self, reference: Reference) -> None:
        self.by_name: dict[tuple[str, str], list[Organization]] = {}
        self.by_type: dict[str, list[Organization]] = {}
        for organization in reference.register:
            self.by_name.setdefault((organization.organization_type, organization.name), []).append(
                organization
            )
            self.by_type.setdefault(organization.organization_type, []).append(organization)
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
        best = process.extract(printed, list(self.provinces), scorer=fuzz.ratio, limit=3)
        if not best or best[0][1] < _PLACE_ACCEPT:
            return None
        chosen = self.provinces[best[0][0]]
        others = [score for name, score, _ in best[1:] if self.provinces[name] != chosen]
        return chosen if not others or best[0][1] - others[0] >= _PLACE_MARGIN else None


@lru_cache(maxsize=4)
def _index(reference: Reference) -> _Index:
    return _Index(reference)


def decide_organization(
    mentions: Sequence[OrganizationMention], reference: Reference
) -> OrganizationDecision:
    """Whose report it is. ``mentions`` are those of the whole document, in order."""
    index = _index(reference)
    groups = _groups(mentions)
    if not groups:
        return OrganizationDecision(None, False, "", "organization-unknown", None)
    ranked: list[tuple[float, Organization, bool, tuple[str, ...], _Group]] = []
    for group in groups:
        ranked.extend((*_scored(group, option, index), group) for option in _options(group, index))
    best_group = max(groups, key=lambda group: group.weight)
    ranked.sort(key=lambda entry: (-entry[0], entry[1].organization_id))
    strongest = ranked[0][4] if ranked else None
    if strongest is None or (strongest is not best_group and strongest.weight < 0.5 * best_group.weight):
        return _provisional(best_group, groups, index)
    score, organization, exact, agreed, group = ranked[0]
    rivals = tuple(
        entry[1]
        for entry in ranked[1:]
        if entry[0] >= score - 0.5 and entry[1].organization_id != organization.organization_id
    )
    if rivals:
        return OrganizationDecision(
            None, True, "", "organization-ambiguous", group.mentions[0], (organization, *rivals)
        )
    mention = max(group.mentions, key=lambda found: found.weight)
    basis = [mention.role, "name" if exact else "similar-name", *agreed]
    if agreed == () and len(index.by_name.get((organization.organization_type, organization.name), ())) == 1:
        basis.append("only-one-of-its-name")
    foreign, variants = _others(groups, group, organization)
    amphoe, province = _printed_places(group)
    return OrganizationDecision(
        organization, True, "+".join(basis), None, mention, (), foreign, variants, amphoe, province
    )


def decided_by_places(
    ambiguous: OrganizationDecision,
    places: Collection[str],
    mentions: Sequence[OrganizationMention],
    reference: Reference,
) -> OrganizationDecision:
    """Of organizations that are equally likely by name, the one whose amphoe, or whose province, is
    named anywhere in the document, if it is one only; else ``ambiguous`` as it is."""
    for kind in ("amphoe", "province"):
        named = [
            organization
            for organization in ambiguous.candidates
            if any(place.startswith(getattr(organization, kind)) for place in places)
        ]
        if len(named) != 1:
            continue
        (chosen,) = named
        others = tuple(o for o in ambiguous.candidates if o is not chosen)
        groups = _groups(mentions)
        own = next(
            g for g in groups if (g.organization_type, g.name) == (chosen.organization_type, chosen.name)
        )
        foreign, variants = _others(groups, own, chosen)
        mention = max(own.mentions, key=lambda found: found.weight)
        basis = f"{mention.role}+name+{kind}-elsewhere"
        return OrganizationDecision(chosen, True, basis, None, mention, others, foreign, variants)
    return ambiguous


def lines_of_others(mentions: Sequence[OrganizationMention], organization: Organization) -> frozenset[int]:
    """Lines on which another registered organization is named, and this one (or a misprint of it) not."""
    own = {m.place.line for m in mentions if not m.registered or m.name == organization.name}
    return frozenset(m.place.line for m in mentions if m.place.line not in own)


def _groups(mentions: Sequence[OrganizationMention]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for mention in mentions:
        key = (mention.organization_type, mention.name)
        groups.setdefault(key, _Group(*key, [])).mentions.append(mention)
    for group in groups.values():
        strong = sorted((m.weight for m in group.mentions if m.weight > 1), reverse=True)
        weak = sum(m.weight for m in group.mentions if m.weight <= 1)
        group.weight = sum(strong[:3]) + min(weak, _TEXT_CAP)
    return list(groups.values())


def _options(group: _Group, index: _Index) -> list[tuple[Organization, bool]]:
    """Registered organizations that the group's name can mean, with whether the name is exact."""
    exact = index.by_name.get((group.organization_type, group.name))
    if exact:
        return [(organization, True) for organization in exact]
    if group.weight < 3:
        return []
    _, printed = _printed_places(group)
    province = index.province(printed)
    pool = [
        organization
        for organization in index.by_type.get(group.organization_type, ())
        if province is None or organization.province == province
    ]
    names = sorted({organization.name for organization in pool})
    best = process.extract(group.name, names, scorer=fuzz.ratio, limit=2)
    if not best or best[0][1] < _NAME_ACCEPT or (len(best) > 1 and best[0][1] - best[1][1] < _NAME_MARGIN):
        return []
    return [(organization, False) for organization in pool if organization.name == best[0][0]]


def _scored(
    group: _Group, option: tuple[Organization, bool], index: _Index
) -> tuple[float, Organization, bool, tuple[str, ...]]:
    organization, exact = option
    amphoe, printed = _printed_places(group)
    province = index.province(printed)
    score = group.weight * (1.0 if exact else 0.8)
    agreed: list[str] = []
    if province is not None:
        if province == organization.province:
            score += 4
            agreed.append("province")
        else:
            score -= 6
    if amphoe is not None:
        similarity = fuzz.ratio(amphoe, organization.amphoe)
        if amphoe == organization.amphoe:
            score += 4
            agreed.insert(0, "amphoe")
            if province is not None and province != organization.province:
                score += 3
                agreed.append("mended-province")
        elif similarity >= _AMPHOE_ACCEPT:
            score += 2 * similarity / 100
            agreed.insert(0, "mended-amphoe")
        elif province == organization.province:
            agreed.insert(0, "mended-amphoe")
            score -= 1
        else:
            score -= 2
    return score, organization, exact, tuple(agreed)


def _printed_places(group: _Group) -> tuple[str | None, str | None]:
    """Amphoe and province as printed beside the strongest mentions that have them."""
    amphoe = province = None
    for mention in sorted(group.mentions, key=lambda found: -found.weight):
        if mention.amphoe and mention.province:
            return mention.amphoe, mention.province
        amphoe = amphoe or mention.amphoe
        province = province or mention.province
    return amphoe, province


def _provisional(group: _Group, groups: Sequence[_Group], index: _Index) -> OrganizationDecision:
    if group.weight < 3:
        return OrganizationDecision(None, False, "", "organization-unknown", group.mentions[0])
    amphoe, printed = _printed_places(group)
    province = index.province(printed)
    identity = stable_id("x", group.organization_type, group.name, amphoe or "", province or "")
    organization = Organization(identity, group.organization_type, group.name, amphoe or "", province or "")
    mention = max(group.mentions, key=lambda found: found.weight)
    foreign, variants = _others(groups, group, organization)
    return OrganizationDecision(
        organization,
        False,
        f"{mention.role}+not-in-register",
        None,
        mention,
        (),
        foreign,
        variants,
        amphoe,
        printed,
    )


def _others(
    groups: Sequence[_Group], chosen: _Group, organization: Organization
) -> tuple[tuple[ForeignOrganization, ...], tuple[OrganizationMention, ...]]:
    """Other organizations named, once each, apart from misprints of the chosen one's name."""
    foreign: list[ForeignOrganization] = []
    variants: list[OrganizationMention] = []
    for group in groups:
        if group is chosen or (
            group.organization_type == organization.organization_type and group.name == organization.name
        ):
            continue
        same_type = group.organization_type == organization.organization_type
        if (
            same_type
            and not group.mentions[0].registered
            and (fuzz.ratio(group.name, organization.name) >= 60 or group.name.startswith(organization.name))
        ):
            variants.append(group.mentions[0])
        else:
            foreign.append(ForeignOrganization(group.organization_type, group.name, group.mentions[0]))
    return tuple(foreign), tuple(variants)
