"""The reference tables of a home folder, loaded and validated into ``transforms.reference``.

Bundled files stand in ``warehouse/reference``; a file of the same name in ``HOME/reference`` replaces
the bundled one as a whole. The register is the one in force among those that were imported.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from transforms.reference import Organization, Reference
from warehouse.reference_frameworks import read_frameworks, read_levels
from warehouse.reference_rows import BUNDLED, file_in_force
from warehouse.reference_wordings import (
    read_departments,
    read_headers,
    read_issue_rules,
    read_organization_types,
    read_provinces,
    read_statuses,
)
from warehouse.register import current_register, read_register
from warehouse.wording_corrections import with_wordings

#: Every file that ``HOME/reference`` can replace. The successions of organizations are read where the
#: warehouse is built; they are no part of what a report is read with.
FILES = (
    "departments.csv",
    "frameworks.yml",
    "headers.csv",
    "issue_rules.yml",
    "items.csv",
    "levels.csv",
    "organization_types.csv",
    "provinces.csv",
    "questions.csv",
    "statuses.csv",
)
_READ_ELSEWHERE = ("organization_successions.csv",)


def load_reference(home: Path | None) -> Reference:
    """All reference tables in force for ``home`` (``None``: the bundled ones, without a register).

    ``digest`` is the sha256 over the files' contents, the register's included, and over the wordings that
    people settled in ``HOME/corrections``. Raises
    :class:`WrongUse` naming file and line (or entry) for the first fault found.
    """
    files = {name: file_in_force(home, name) for name in FILES}
    register_path = current_register(home) if home is not None else None
    provinces = read_provinces(files["provinces.csv"])
    frameworks = read_frameworks(files["frameworks.yml"], files["items.csv"], files["questions.csv"])
    issues = files["issue_rules.yml"]
    bundled_issues = read_issue_rules(file_in_force(None, "issue_rules.yml"), None)
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(f"{name}\x00{len(files[name].content)}\x00".encode())
        digest.update(files[name].content)
    register: tuple[Organization, ...] = ()
    if register_path is not None:
        register = read_register(register_path)
        digest.update(b"register\x00" + register_path.read_bytes())
    plain = Reference(
        digest=digest.hexdigest(),
        frameworks=frameworks,
        levels=read_levels(files["levels.csv"], sorted(frameworks)),
        provinces=provinces,
        organization_types=read_organization_types(files["organization_types.csv"]),
        departments=read_departments(files["departments.csv"]),
        headers=read_headers(files["headers.csv"]),
        statuses=read_statuses(files["statuses.csv"]),
        issue_rules=read_issue_rules(issues, bundled_issues) if issues.replaces_bundled else bundled_issues,
        register=register,
    )
    return with_wordings(plain, home) if home is not None else plain


def unused_overrides(home: Path) -> list[Path]:
    """Files in ``HOME/reference`` that replace nothing, by name: a misspelt name would else be
    overlooked in silence. Registers, read-me files and hidden files are not meant."""
    folder = home / "reference"
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and path.name not in FILES
        and path.name not in _READ_ELSEWHERE
        and not path.name.startswith((".", "README"))
    )


__all__ = ["BUNDLED", "FILES", "load_reference", "unused_overrides"]
