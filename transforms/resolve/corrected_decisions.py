"""Corrections of what was decided about a document as a whole: whose it is, of which years and round."""

from __future__ import annotations

from dataclasses import replace

from transforms.corrections import DocumentCorrections
from transforms.reference import Reference
from transforms.resolve.organization import OrganizationDecision
from transforms.resolve.years import RoundDecision, YearDecision

#: The basis or rule of what a person settled.
RULE = "correction"
#: The state that takes a document out of all comparisons.
WITHDRAWN = "out_of_scope"


def is_withdrawn(corrections: DocumentCorrections) -> bool:
    """Whether a person took the document back: it says nothing any more."""
    one = corrections.of_document("state")
    return one is not None and one.value == WITHDRAWN and corrections.fits(one, one.expect)


def settled_organization(
    decided: OrganizationDecision, corrections: DocumentCorrections, reference: Reference
) -> OrganizationDecision:
    """``decided``, or the organization that a person named. One that is not in the register is as if the
    correction named a record that does not exist."""
    one = corrections.of_document("organization_id")
    if one is None:
        return decided
    named = next((each for each in reference.register if each.organization_id == one.value), None)
    printed = decided.organization.organization_id if decided.organization else None
    if named is None or not corrections.fits(one, printed):
        return decided
    return replace(
        decided,
        organization=named,
        in_register=True,
        basis=RULE,
        reason=None,
        candidates=(),
        variants=(),
        homonyms=(),
    )


def settled_year(column: str, decided: YearDecision, corrections: DocumentCorrections) -> YearDecision:
    """``decided``, or the year (Buddhist era) that a person named."""
    one = corrections.of_document(column)
    if one is None or not corrections.fits(one, decided.year):
        return decided
    if not isinstance(one.value, int):
        return YearDecision(None, "not-stated", RULE, (), None)
    return YearDecision(one.value, None, RULE, (), None)


def settled_round(decided: RoundDecision, corrections: DocumentCorrections) -> RoundDecision:
    """``decided``, or the round that a person named."""
    one = corrections.of_document("reporting_round")
    if one is None or not corrections.fits(one, decided.reporting_round):
        return decided
    return RoundDecision(str(one.value) if one.value is not None else None, None)
