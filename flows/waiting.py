"""Documents that wait for a program of the system, and the command that installs it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from transforms.read.programs import MISSING, PROGRAMS
from warehouse.query import connect_file

#: The command as it stands in the message of the issue: names of packages have no capitals.
_COMMAND = re.compile(r"sudo apt install(?: [a-z0-9][a-z0-9.+-]*)+")


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many documents wait for a program; ``reads`` are the formats that it is for."""

    program: str
    reads: str
    install_command: str
    documents: int


def waiting_documents(database: Path) -> list[Waiting]:
    """What waits in a published warehouse, by program; nothing where no document does."""
    with connect_file(database) as connection:
        found = connection.execute(
            "SELECT issues.message_en, count(DISTINCT issues.document_id) FROM quality.issues AS issues "
            "JOIN core.documents AS documents USING (document_id) WHERE issues.rule = ? "
            "AND issues.state = 'open' AND documents.state = 'quarantined' GROUP BY 1",
            [MISSING],
        ).fetchall()
    counts: Counter[str] = Counter()
    for message, documents in found:
        command = _COMMAND.search(message)
        counts[command[0] if command else ""] += documents
    known = {program.install_command: program for program in PROGRAMS}
    return [
        Waiting(known[command].name, known[command].reads, command, documents)
        if command in known
        else Waiting("", "", command, documents)
        for command, documents in sorted(counts.items())
    ]
