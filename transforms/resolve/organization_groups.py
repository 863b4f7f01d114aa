"""Mentions of organizations put together: those that name one, with what they say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from transforms.extract.organizations.mentions import OrganizationMention

#: Mentions in running text count, but never more than this, and further ones in a telling role a part
#: only: a copied template can name its source five times and its new owner once.
_TEXT_CAP, _FURTHER, _FURTHER_CAP = 2.0, 0.25, 2.0
#: A name like this to another of its type in one document is a misprint of it.
_MISPRINT = 75.0


@dataclass(slots=True)
class MentionGroup:
    """All mentions of one type and name, and of what are its misprints."""

    organization_type: str
    name: str
    mentions: list[OrganizationMention]

    @property
    def weight(self) -> float:
        """What all mentions together say: the strongest of each role whole, further ones in part."""
        best: dict[str, float] = {}
        weak = further = 0.0
        for mention in self.mentions:
            if mention.weight <= 1:
                weak += mention.weight
            elif mention.role in best:
                further += _FURTHER * min(mention.weight, best[mention.role])
                best[mention.role] = max(mention.weight, best[mention.role])
            else:
                best[mention.role] = mention.weight
        return sum(best.values()) + min(further, _FURTHER_CAP) + min(weak, _TEXT_CAP)

    @property
    def registered(self) -> bool:
        """Whether the register has its type and name."""
        return any(mention.registered for mention in self.mentions)

    @property
    def strongest(self) -> OrganizationMention:
        """The mention that says most."""
        return max(self.mentions, key=lambda mention: mention.weight)

    def named(self, name: str) -> bool:
        """Whether any mention has exactly this name."""
        return any(mention.name == name for mention in self.mentions)


def grouped(mentions: Sequence[OrganizationMention]) -> list[MentionGroup]:
    """One group a type and name, in the order of the document."""
    groups: dict[tuple[str, str], MentionGroup] = {}
    for mention in mentions:
        key = (mention.organization_type, mention.name)
        groups.setdefault(key, MentionGroup(*key, [])).mentions.append(mention)
    return list(groups.values())


def merged(groups: Sequence[MentionGroup]) -> list[MentionGroup]:
    """``groups`` with names that the register lacks added to the heaviest of their type that they are
    like: misprints of one name."""
    ordered = sorted(groups, key=lambda group: (not group.registered, -group.weight))
    merged: list[MentionGroup] = []
    for group in ordered:
        into = None if group.registered else _misprinted(group, merged)
        if into is None:
            merged.append(MentionGroup(group.organization_type, group.name, list(group.mentions)))
        else:
            into.mentions.extend(group.mentions)
    return merged


def _misprinted(group: MentionGroup, known: Sequence[MentionGroup]) -> MentionGroup | None:
    alike = [
        (fuzz.ratio(group.name, other.name), other.weight, number, other)
        for number, other in enumerate(known)
        if other.organization_type == group.organization_type
    ]
    best = max(alike, default=None, key=lambda entry: entry[:3])
    if best is None or best[0] < _MISPRINT:
        return next((other for other in known if _read_as(group, other) or _read_as(other, group)), None)
    return best[3]


def _read_as(group: MentionGroup, other: MentionGroup) -> bool:
    """Whether a mention of ``group`` can be read as the name of ``other``."""
    return group.organization_type == other.organization_type and any(
        other.name in mention.readings for mention in group.mentions if not mention.registered
    )


def printed_places(group: MentionGroup) -> tuple[str | None, str | None]:
    """Amphoe and province as printed beside the strongest mentions that have them."""
    amphoe = province = None
    for mention in sorted(group.mentions, key=lambda found: -found.weight):
        if mention.amphoe and mention.province:
            return mention.amphoe, mention.province
        amphoe = amphoe or mention.amphoe
        province = province or mention.province
    return amphoe, province
