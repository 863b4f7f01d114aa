"""What is true of one report compared with what was read from it: one outcome a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.grading.flags import Flags
from benchmarks.grading.measures import MeasureComparison, verdict_of
from benchmarks.grading.outcomes import Outcome
from benchmarks.grading.values import letters, most_alike, same_score, url_key
from benchmarks.synthetic.truth import TrueAssessment, TrueReport
from transforms.facts import AssessmentRow, DocumentRow, Extraction, IndicatorScoreRow

#: Stands for the reporting organization: that its rows are of a wrong one is counted once.
_OWN = "its own"


def compare(truth: TrueReport, found: Extraction, lines: Sequence[str]) -> list[Outcome]:
    """All outcomes of one report, whose text has these ``lines``."""
    return list(_Comparison(truth, found, lines).outcomes())


class _Comparison:
    def __init__(self, truth: TrueReport, found: Extraction, lines: Sequence[str]) -> None:
        self.truth = truth
        self.found = found
        self.lines = lines
        self.flags = Flags(found)
        self.damaged = bool(truth.damage) or truth.level != "none"
        self.document: DocumentRow = found.document
        #: Why everything is missing, where the document was set aside.
        self.aside: str | None = None
        self._letters = [letters(line) for line in lines]

    def outcomes(self) -> Iterator[Outcome]:
        if self._is_of_nobody() and self.document.state == "quarantined":
            yield Outcome("state", "right", False, "document", "quarantined", "quarantined")
            return
        yield self._state()
        if self.document.state != "loaded":
            self.aside = f"document {self.document.state}: {self.document.state_reason}"
        unwanted = "document loaded" if self.truth.state != "loaded" else None
        for outcome in self._facts():
            placed = replace(outcome, line=self._line_of(outcome)) if outcome.line is None else outcome
            yield placed if unwanted is None or outcome.root else replace(placed, root=unwanted)

    def _line_of(self, outcome: Outcome) -> int | None:
        """Where people should look for a fact whose line nobody told: where it was read, or where a line
        holds what was written."""
        if outcome.verdict == "right":
            return None
        for record, column, line in self.flags.read_at:
            if record == self.document.document_id and column == outcome.subject:
                return line
        if outcome.kind not in ("score", "overall", "level", "link") or outcome.expected is None:
            return None
        wanted = letters(outcome.expected)
        if outcome.kind == "link":
            wanted = wanted.partition("://")[2]
        return next((at for at, text in enumerate(self._letters, 1) if wanted in text), None)

    def _is_of_nobody(self) -> bool:
        """Whether the text, as it was left, no longer says whose report it is: it may be set aside then."""
        owners = {assessment.organization_id for assessment in self.truth.assessments}
        return self.truth.organization is None and self.truth.state == "loaded" and len(owners) <= 1

    def _facts(self) -> Iterator[Outcome]:
        yield from self._document()
        yield from self._assessments()
        measures = MeasureComparison(
            self.flags, self.lines, damaged=self.damaged, year=self.truth.measures_fiscal_year
        )
        for outcome in measures.outcomes(self.truth.measures, self.found):
            yield replace(outcome, root=self.aside) if self.aside else outcome
        yield from self._disclosures()
        yield from self._links()

    def _state(self) -> Outcome:
        wanted, got = self.truth.state, self.document.state
        reason = self.document.state_reason
        rules = (reason,) if reason else ()
        if wanted == got:
            return Outcome("state", "right", False, "document", wanted, got, None, rules)
        if got == "quarantined":  # somebody is asked to look: nothing false is stated
            return Outcome("state", "missing", True, "document", wanted, f"{got}: {reason}", None, rules)
        return Outcome("state", "wrong", False, "document", wanted, f"{got}: {reason}", None, rules)

    def _document(self) -> Iterator[Outcome]:
        truth, row = self.truth, self.document
        yield from self._organization()
        for kind, column in (
            ("year", "measures_fiscal_year"),
            ("year", "scores_fiscal_year"),
            ("round", "reporting_round"),
            ("period", "period_start"),
            ("period", "period_end"),
        ):
            wanted, got = _text(getattr(truth, column)), _text(getattr(row, column))
            yield from self._single(
                kind, column, column, wanted, got, wanted == got, row.document_id, row.certainty
            )

    def _organization(self) -> Iterator[Outcome]:
        want, row = self.truth.organization, self.document
        got = row.organization_id
        if want is None:
            if self.truth.state == "loaded" or got is not None:
                yield from self._single(
                    "organization", "organization_id", "organization_id", None, got, False, row.document_id
                )
            return
        name = f"{want.organization_type} {want.name} อ.{want.amphoe} จ.{want.province}"
        wanted = f"{want.organization_id or 'x-…'} {name}"
        same = got is not None and (
            got.startswith("x-") if want.organization_id is None else got == want.organization_id
        )
        yield from self._single(
            "organization",
            "organization_id",
            "organization_id",
            wanted,
            got and f"{got} ({row.organization_basis})",
            same,
            row.document_id,
            row.certainty,
        )
        if want.organization_id is not None or (got is not None and not same):
            return
        own = next((o for o in self.found.organizations if o.organization_id == got), None)
        for column in ("organization_type", "name", "amphoe", "province"):
            true, stated = getattr(want, column) or None, getattr(own, column, None) or None
            yield from self._single(
                "organization", column, column, true, stated, letters(true) == letters(stated), got
            )

    def _owner(self, organization_id: str | None, own: str | None) -> str:
        return _OWN if organization_id == own else organization_id or "x-…"

    def _assessments(self) -> Iterator[Outcome]:
        own = self.truth.organization.organization_id if self.truth.organization else "?"
        got_own = self.document.organization_id
        wanted = {(self._owner(a.organization_id, own), a.fiscal_year): a for a in self.truth.assessments}
        got = {(self._owner(a.organization_id, got_own), a.fiscal_year): a for a in self.found.assessments}
        pairs: list[tuple[TrueAssessment | None, AssessmentRow | None]] = [
            (wanted.pop(key), got.pop(key)) for key in list(wanted) if key in got
        ]
        for owner, year in list(wanted):  # of the same organization, by another year
            candidates = [key for key in got if key[0] == owner]
            if candidates:
                want = wanted.pop((owner, year))
                best = max(candidates, key=lambda key: self._agreement(want, got[key]))
                pairs.append((want, got.pop(best)))
        pairs += [(want, None) for want in wanted.values()]
        pairs += [(None, row) for row in got.values()]
        for one, other in pairs:
            yield from self._assessment(one, other)
        yield from self._stray_scores()

    def _agreement(self, want: TrueAssessment, row: AssessmentRow) -> int:
        scores = {score.indicator_no: score.score for score in self._scores_of(row)}
        return sum(same_score(s, scores.get(int(no))) for no, s in want.indicator_scores.items()) + 3 * (
            want.overall_score is not None and same_score(want.overall_score, row.overall_score)
        )

    def _scores_of(self, row: AssessmentRow) -> list[IndicatorScoreRow]:
        of = (row.organization_id, row.fiscal_year)
        return [s for s in self.found.indicator_scores if (s.organization_id, s.fiscal_year) == of]

    def _stray_scores(self) -> Iterator[Outcome]:
        """Scores of an organization and year that has no assessment."""
        known = {(a.organization_id, a.fiscal_year) for a in self.found.assessments}
        for score in self.found.indicator_scores:
            if (score.organization_id, score.fiscal_year) not in known:
                yield from self._score(f"{score.fiscal_year}", score.indicator_no, None, score, None)

    def _assessment(self, want: TrueAssessment | None, row: AssessmentRow | None) -> Iterator[Outcome]:
        year = want.fiscal_year if want else row.fiscal_year if row else None
        where = f"assessment {year}"
        record = row.assessment_id if row else None
        certainty = row.certainty if row else "sure"
        line = row.source_line if row else None
        root = "assessment missing" if row is None else "assessment extra" if want is None else None
        verdict = verdict_of("there" if want else None, "there" if row else None, True)
        assert verdict is not None
        flagged, rules = self.flags.of(record, None, certainty)
        exists = Outcome("assessment", verdict, flagged, where, None, None, line, rules)
        yield replace(exists, root=self.aside) if self.aside else exists
        scores = {score.indicator_no: score for score in self._scores_of(row)} if row else {}
        true_scores = want.indicator_scores if want else {}
        lacking = "score missing" if any(int(no) not in scores for no in true_scores) else None
        true_year = str(want.fiscal_year) if want else None
        got_year = _text(row.fiscal_year) if row else None
        yield from self._single(
            "year",
            "fiscal_year",
            where,
            true_year,
            got_year,
            true_year == got_year,
            record,
            certainty,
            line,
            root,
        )
        for kind, column, true, is_score in (
            ("overall", "overall_score", want.overall_score if want else None, True),
            ("level", "level", want.level if want else None, False),
            ("recomputed", "overall_recomputed", want.recomputed if want else None, True),
            ("recomputed", "level_recomputed", want.level_recomputed if want else None, False),
        ):
            stated = getattr(row, column) if row else None
            if is_score:
                same = true is not None and same_score(true, stated)
            else:
                same = letters(true) == letters(stated)
            subject = f"{where} {column}"
            # What is computed from scores lacks what they lack.
            because = root or (lacking if kind == "recomputed" else None)
            yield from self._single(
                kind, column, subject, true, _text(stated), same, record, certainty, line, because
            )
        for no in sorted({int(no) for no in true_scores} | set(scores)):
            yield from self._score(where, no, true_scores.get(str(no)), scores.get(no), root)

    def _score(
        self, where: str, no: int, true: str | None, row: IndicatorScoreRow | None, root: str | None
    ) -> Iterator[Outcome]:
        subject = f"{where} indicator {no}"
        if row is None:
            yield from self._single("score", "score", subject, true, None, False, None, root=root)
            return
        got = f"{row.score}" if row.method == "printed" else f"{row.score} ({row.method})"
        same = true is not None and same_score(true, row.score)
        yield from self._single(
            "score", "score", subject, true, got, same, row.score_id, row.certainty, row.source_line, root
        )

    def _disclosures(self) -> Iterator[Outcome]:
        wanted = {item.item_code: item for item in self.truth.disclosures}
        got = {row.item_code: row for row in self.found.disclosures}
        for code in sorted(wanted.keys() | got.keys(), key=_item_order):
            want, row = wanted.get(code), got.get(code)
            record, certainty, line = (
                (row.disclosure_id, row.certainty, row.source_line) if row else (None, "sure", None)
            )
            root = "item missing" if row is None else "item extra" if want is None else None
            stated = f"{row.item_code} {(row.item_name or '')[:40]}" if row else None
            yield from self._single(
                "item", "item_code", code, code if want else None, stated, True, record, certainty, line
            )
            true, status = want.status if want else None, row.status if row else None
            yield from self._single(
                "item status", "status", code, true, status, true == status, record, certainty, line, root
            )

    def _links(self) -> Iterator[Outcome]:
        got = {url_key(row.url): row for row in self.found.evidence_links}
        lacking = sorted({url_key(url) for url in self.truth.links} - got.keys())
        pairs: list[tuple[str | None, str | None]] = [
            (key, key) for key in sorted({url_key(url) for url in self.truth.links} & got.keys())
        ]
        for key in sorted(got.keys() - {found for _, found in pairs}):
            torn = most_alike(key, lacking)  # a torn address is one wrong fact
            if torn is not None:
                lacking.remove(torn)
            pairs.append((torn, key))
        pairs += [(key, None) for key in lacking]
        for true, found in pairs:
            row = got[found] if found else None
            record, certainty, line = (
                (row.link_id, row.certainty, row.source_line) if row else (None, "sure", None)
            )
            yield from self._single(
                "link", "url", "link", true, found, true == found, record, certainty, line
            )

    def _single(
        self,
        kind: str,
        column: str,
        subject: str,
        wanted: str | None,
        got: str | None,
        same: bool,
        record_id: str | None,
        certainty: str = "sure",
        line: int | None = None,
        root: str | None = None,
    ) -> Iterator[Outcome]:
        verdict = verdict_of(wanted, got, same)
        if verdict is None:
            return
        flagged, rules = self.flags.of(record_id, column, certainty, is_null=verdict == "missing")
        yield Outcome(kind, verdict, flagged, subject, wanted, got, line, rules, self.aside or root)


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _item_order(code: str) -> tuple[int, str]:
    digits = "".join(filter(str.isdigit, code))
    return int(digits or 0), code
