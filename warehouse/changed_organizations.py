"""Organizations that a publication added, changed, lost, or has under another code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Why an organization has no figures any more, as far as the file knows; see ``MissingOrganization.reason``.
MissingReason = Literal[
    "returned",
    "correction",
    "set-aside",
    "out-of-scope",
    "superseded",
    "of-another",
    "waits-for-review",
    "rule",
    "register",
    "unknown",
]
_STATES: dict[str, MissingReason] = {
    "quarantined": "set-aside",
    "out_of_scope": "out-of-scope",
}


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """An organization as people call it: ``label`` is the abbreviation of its type and its name, or its id
    where the file no longer knows it."""

    organization_id: str
    label: str
    amphoe: str | None
    province: str | None


@dataclass(frozen=True, slots=True)
class OrganizationChange:
    """How many figures of an organization came, changed and went, and why; ``predecessors`` are the codes
    that it had before."""

    organization: NamedOrganization
    appeared: int
    changed: int
    gone: int
    causes: tuple[str, ...]
    predecessors: tuple[str, ...] = ()

    @property
    def figures(self) -> int:
        """All of them together."""
        return self.appeared + self.changed + self.gone


@dataclass(frozen=True, slots=True)
class FormerDocument:
    """A document that gave figures that are gone, as it stands now; ``organization_id`` is whose report it
    is now (of a superseded one: whose is the newer document of the same address), ``label`` what that one is
    called."""

    document_id: str
    file_name: str
    state: str
    state_reason: str | None
    superseded_by: str | None
    organization_id: str | None
    label: str | None


@dataclass(frozen=True, slots=True)
class MissingOrganization:
    """An organization that had ``figures`` before the run and none after it. ``documents`` and ``waiting``
    (facts that wait for review) are as they are in the file at hand; ``figures_now`` is over 0 where a later
    run brought some back; ``issue_id`` is the issue that tells of it."""

    organization: NamedOrganization
    figures: int
    figures_now: int
    causes: tuple[str, ...]
    documents: tuple[FormerDocument, ...]
    waiting: int
    issue_id: str | None

    @property
    def reason(self) -> MissingReason:
        """The first that holds: it has figures again; a person's correction; its document is set aside, out
        of scope, another's now (or replaced by another's), superseded; its facts wait for review; the rules
        or the register."""
        if self.figures_now:
            return "returned"
        if "correction" in self.causes:
            return "correction"
        for document in self.documents:
            if document.state in _STATES:
                return _STATES[document.state]
        if self.document_of_another is not None:
            return "of-another"
        if any(document.state == "superseded" for document in self.documents):
            return "superseded"
        if self.waiting:
            return "waits-for-review"
        if "rule" in self.causes:
            return "rule"
        return "register" if "register" in self.causes else "unknown"

    @property
    def document_of_another(self) -> FormerDocument | None:
        """The first of its documents that is another organization's report now."""
        own = (None, self.organization.organization_id)
        return next((one for one in self.documents if one.organization_id not in own), None)


@dataclass(frozen=True, slots=True)
class Succession:
    """An organization that stands under another code since the run. ``basis`` is ``succession`` (the table
    of successions says so) or ``document`` (a provisional code whose documents are the other's now)."""

    old: NamedOrganization
    new: NamedOrganization
    basis: str
