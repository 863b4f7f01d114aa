"""What a run is asked to do, and what it did: the types that pass from stage to stage."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.errors import WrongUse

if TYPE_CHECKING:
    from expectations.outcome import CheckOutcome
    from expectations.rules import OffendingRow
    from flows.inbox import InboxWarning
    from flows.settings import Settings
    from flows.workers import ReadSummary
    from warehouse.build import BuildSummary
    from warehouse.run_history import RunRecord


def program_version() -> str:
    """The version of Prongsai that runs."""
    try:
        return version("prongsai")
    except PackageNotFoundError:
        return "0+source"


def new_run_id(now: datetime) -> str:
    """``20261121T180000Z-3f2a``: when it began (UTC), and four digits that tell two runs of one second
    apart. Sorts by time."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One run. ``as_of`` is the day that deadlines are held against; ``full`` hashes the inboxes and
    reads the archive again; ``replay`` reads again what was set aside and takes nothing in;
    ``accepted_rule`` is let pass once, for ``accepted_reason``."""

    run_id: str
    started_at: datetime
    settings: Settings
    as_of: date
    full: bool = False
    replay: bool = False
    accepted_rule: str | None = None
    accepted_reason: str | None = None

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.settings.home


def run_request(
    settings: Settings,
    as_of: date | None = None,
    *,
    full: bool = False,
    replay: bool = False,
    accept: str | None = None,
    reason: str | None = None,
    run_id: str | None = None,
) -> RunRequest:
    """A request that begins now. Raises :class:`WrongUse` for an acceptance without its reason."""
    if bool(accept) != bool(reason and reason.strip()):
        raise WrongUse(
            "--accept ต้องมาพร้อม --reason เสมอ: บอกกฎที่ยอมให้ผ่านและเหตุผล เพราะจะบันทึกไว้ในประวัติ",
            "--accept and --reason belong together: name the rule and why it may pass; both go on record.",
        )
    now = datetime.now(UTC)
    return RunRequest(
        run_id or new_run_id(now), now, settings, as_of or settings.today, full, replay, accept, reason
    )


@dataclass(frozen=True, slots=True)
class Collected:
    """What came in. ``new`` documents were never seen before; ``changed`` of them are new content at an
    address that was known; ``duplicates`` are files whose content came under another name before;
    ``unchanged`` files are as they were; ``unpacked`` are files that packages held, counted beside
    ``files`` and among the others as documents. ``notes`` (Thai, English) are for people."""

    files: int = 0
    new: int = 0
    changed: int = 0
    duplicates: int = 0
    unchanged: int = 0
    unpacked: int = 0
    warnings: tuple[InboxWarning, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A built, not yet published folder and what the build counted."""

    folder: Path
    database: Path
    summary: BuildSummary


@dataclass(frozen=True, slots=True)
class Checked:
    """The checks' outcomes, what they set aside (document_id -> rule) and what was accepted.
    ``offending`` are the rows of every rule that failed, those of documents set aside included."""

    built: Built
    outcomes: tuple[CheckOutcome, ...]
    set_aside: Mapping[str, str]
    offending: tuple[OffendingRow, ...]
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAsideGroup:
    """Documents of this publication that gave no facts, by state and reason. ``examples`` are names."""

    state: str
    reason: str
    documents: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What a run did, for the person or log that started it. ``seconds`` by stage."""

    request: RunRequest
    collected: Collected
    read: ReadSummary
    checked: Checked
    record: RunRecord
    publication: Path
    set_aside: tuple[SetAsideGroup, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """The published warehouse, by the name that stays."""
        return self.request.home / "warehouse" / "prongsai.duckdb"

    @property
    def workbook(self) -> Path:
        """The comparison workbook, by the name that stays."""
        from warehouse.exports import WORKBOOK

        return self.request.home / "exports" / WORKBOOK

    @property
    def front_page(self) -> Path:
        """The front page of the site, by the name that stays."""
        return self.request.home / "site" / "index.html"

    @property
    def quality_page(self) -> Path:
        """The page on quality, by the name that stays."""
        from warehouse.site.quality_page import QUALITY

        return self.request.home / "site" / QUALITY
