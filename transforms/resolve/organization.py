"""Whose report it is, decided by the evidence of the whole document against the register."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from transforms.extract.organizations.mentions import OrganizationMention
from transforms.facts import stable_id
from transforms.reference import Organization, Reference
from transforms.resolve.organization_candidates import (
    COST_MARGIN,
    OTHER_AMPHOE,
    Candidate,
    OrganizationIndex,
    organization_index,
)
from transforms.resolve.organization_groups import MentionGroup, grouped, merged, printed_places

#: As like as this to the own name, an unregistered one is a misprint of it and no other organization.
_VARIANT = 60.0
#: Less says nothing about whose report it is; of two that say nearly as much, neither is chosen.
_LEAST_WEIGHT, _RIVAL = 3.0, 0.9
_BANGKOK, _BANGKOK_ID = "กรุงเทพมหานคร", "x-bangkok"


@dataclass(frozen=True, slots=True)
class ForeignOrganization:
    """An organization that is named, but is not whose report it is."""

    organization_type: str
    name: str
    mention: OrganizationMention


@dataclass(frozen=True, slots=True)
class Homonym:
    """Another registered organization of the same type and name, whose place the report names too."""

    organization: Organization
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
    homonyms: tuple[Homonym, ...] = ()


def decide_organization(
    mentions: Sequence[OrganizationMention], reference: Reference
) -> OrganizationDecision:
    """Whose report it is. ``mentions`` are those of the whole document, in order."""
    index = organization_index(reference)
    groups = merged(grouped(mentions))
    if not groups:
        return OrganizationDecision(None, False, "", "organization-unknown", None)
    groups.sort(key=lambda group: -group.weight)
    chosen = groups[0]
    if chosen.weight < _LEAST_WEIGHT:
        mention = chosen.mentions[0]
        return OrganizationDecision(None, False, "", "organization-unknown", mention)
    rivals = [group for group in groups[1:] if group.weight >= _RIVAL * chosen.weight]
    meant = [_candidates(group, index) for group in (chosen, *rivals)]
    if rivals and (both := _likeliest(meant)):
        return OrganizationDecision(None, True, "", "organization-ambiguous", chosen.strongest, both)
    if rivals and not meant[0] and meant[1]:
        chosen, meant = rivals[0], meant[1:]
    candidates = meant[0]
    if not candidates:
        return _provisional(chosen, groups, index)
    best = candidates[0]
    near = tuple(other.organization for other in candidates[1:] if other.cost - best.cost < COST_MARGIN)
    amphoe, province = printed_places(chosen)
    if near and best.cost >= OTHER_AMPHOE and index.is_amphoe(amphoe, index.province(province)):
        return _provisional(chosen, groups, index)  # none of its namesakes stands there
    if near:
        return OrganizationDecision(
            None,
            True,
            "",
            "organization-ambiguous",
            chosen.strongest,
            (best.organization, *near),
            printed_amphoe=amphoe,
        )
    organization = best.organization
    if best.cost >= OTHER_AMPHOE and index.namesakes(chosen.name, amphoe, index.province(province)):
        return _provisional(chosen, groups, index)
    basis = [chosen.strongest.role, "name" if best.exact else "similar-name", *best.agreed]
    if not best.agreed:
        key = (organization.organization_type, organization.name)
        basis += ["only-one-of-its-name"] if len(index.by_name[key]) == 1 else []
    foreign, variants = _others(groups, chosen, organization, index)
    return OrganizationDecision(
        organization,
        True,
        "+".join(basis),
        None,
        chosen.strongest,
        (),
        foreign,
        variants,
        amphoe,
        province,
        _homonyms(chosen, organization, index),
    )


def _homonyms(
    group: MentionGroup, organization: Organization, index: OrganizationIndex
) -> tuple[Homonym, ...]:
    """Who else of this type and name is named with a place of its own, once each."""
    found: dict[str, Homonym] = {}
    for mention in group.mentions:
        province = index.province(mention.province)
        amphoe = index.amphoe(mention.amphoe, province)
        for other in index.by_name.get((mention.organization_type, mention.name), ()):
            named = other.amphoe == amphoe and province in (None, other.province)
            if named and amphoe != organization.amphoe:
                found.setdefault(other.organization_id, Homonym(other, mention))
    return tuple(found.values())


def decided_by_places(
    ambiguous: OrganizationDecision,
    places: Collection[str],
    mentions: Sequence[OrganizationMention],
    reference: Reference,
) -> OrganizationDecision:
    """Of organizations that are equally likely by name, the one whose amphoe, or whose province, is
    named anywhere in the document, if it is one only; else ``ambiguous`` as it is."""
    for kind in ("amphoe", "province") if ambiguous.printed_amphoe is None else ():
        named = [
            organization
            for organization in ambiguous.candidates
            if any(place.startswith(getattr(organization, kind)) for place in places)
        ]
        if len(named) != 1:
            continue
        (chosen,) = named
        others = tuple(o for o in ambiguous.candidates if o is not chosen)
        groups = merged(grouped(mentions))
        own = next(
            (
                g
                for g in groups
                if g.organization_type == chosen.organization_type and ambiguous.mention in g.mentions
            ),
            groups[0],
        )
        foreign, variants = _others(groups, own, chosen, organization_index(reference))
        basis = (
            f"{own.strongest.role}+{'name' if own.named(chosen.name) else 'similar-name'}+{kind}-elsewhere"
        )
        return OrganizationDecision(chosen, True, basis, None, own.strongest, others, foreign, variants)
    return ambiguous


def lines_of_others(mentions: Sequence[OrganizationMention], organization: Organization) -> frozenset[int]:
    """Lines on which another registered organization is named, and this one (or a misprint of it) not."""
    own = {m.place.line for m in mentions if not m.registered or m.name == organization.name}
    return frozenset(m.place.line for m in mentions if m.place.line not in own)


def _candidates(group: MentionGroup, index: OrganizationIndex) -> list[Candidate]:
    amphoe, printed = printed_places(group)
    names = {mention.name for mention in group.mentions}
    readings = {
        reading
        for mention in group.mentions
        if mention.weight > 1 or not mention.registered
        for reading in mention.readings
    }
    return index.candidates(group.organization_type, names, readings, amphoe, index.province(printed))


def _likeliest(meant: Sequence[Sequence[Candidate]]) -> tuple[Organization, ...]:
    """One organization for each of several equally heavy names; none where all but one mean nothing."""
    found = {
        candidates[0].organization.organization_id: candidates[0].organization
        for candidates in meant
        if candidates
    }
    return tuple(found.values()) if len(found) > 1 else ()


def _provisional(
    group: MentionGroup, groups: Sequence[MentionGroup], index: OrganizationIndex
) -> OrganizationDecision:
    """An organization that the register lacks: its id is of its type, name, amphoe and province."""
    printed_amphoe, printed = printed_places(group)
    province = index.province(printed)
    amphoe = index.amphoe(printed_amphoe, province)
    name = _whole_name(group)
    identity = (
        _BANGKOK_ID
        if name == _BANGKOK
        else stable_id("x", group.organization_type, name, amphoe or "", province or "")
    )
    organization = Organization(identity, group.organization_type, name, amphoe or "", province or "")
    foreign, variants = _others(groups, group, organization, index)
    return OrganizationDecision(
        organization,
        False,
        f"{group.strongest.role}+not-in-register",
        None,
        group.strongest,
        index.namesakes(name, amphoe, province),
        foreign,
        variants,
        printed_amphoe,
        printed,
    )


def _is_named(group: MentionGroup, index: OrganizationIndex) -> bool:
    """Whether what stands behind the word for a type, and is in no register, is a name at all: it stands
    where names stand, has a place beside it or begins as names do."""
    return any(m.weight > 1 or m.amphoe or m.province for m in group.mentions) or index.like_a_name(
        group.name
    )


def _whole_name(group: MentionGroup) -> str:
    """The longest printed name that the strongest mention can be read as: a scanner sets spaces inside."""
    strongest = group.strongest
    readings = {strongest.name, *strongest.readings}
    return max((m.name for m in group.mentions if m.name in readings), key=len, default=strongest.name)


def _others(
    groups: Sequence[MentionGroup], chosen: MentionGroup, organization: Organization, index: OrganizationIndex
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
            and (
                fuzz.ratio(group.name, organization.name) >= _VARIANT
                or group.name.startswith(organization.name)
            )
        ):
            variants.append(group.mentions[0])
        elif group.registered or _is_named(group, index):
            foreign.append(ForeignOrganization(group.organization_type, group.name, group.mentions[0]))
    return tuple(foreign), tuple(variants)
