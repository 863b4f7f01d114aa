"""Provinces, organization types, departments, headings, status wordings and the issue catalogue: read
from files that people edit, and held to what the program relies on."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

from transforms.reference import (
    Department,
    HeaderWording,
    IssueRule,
    OrganizationType,
    Province,
    StatusWording,
)
from warehouse.reference_rows import ReferenceFile, compact, mapping_of, no_two_alike, rows_of

REGIONS = ("north", "northeast", "central", "east", "west", "south")
ORGANIZATION_TYPES = (
    "pao",
    "city_municipality",
    "town_municipality",
    "subdistrict_municipality",
    "sao",
    "special",
)
DEPARTMENT_KINDS = ("division", "unit", "everyone", "executive")
#: What a column can hold; the words that extraction knows.
ROLES = (
    "ordinal",
    "indicator",
    "issue",
    "measure",
    "steps",
    "responsible",
    "time",
    "result",
    "outcome",
    "expected",
    "recommendation",
    "status",
    "problem",
    "budget",
    "quarter",
    "note",
    "item_code",
    "item_name",
    "item_elements",
    "score",
    "level",
    "weight",
    "organization",
    "amphoe",
    "province",
    "fiscal_year",
)
STATUSES = ("completed", "in_progress", "not_started", "not_reported")
STATUS_USES = ("label", "narrative", "presence")
SEVERITIES = ("error", "warning", "info")
#: The words in braces that the program can fill in.
PLACEHOLDERS = frozenset(
    {
        "candidates",
        "chosen",
        "code",
        "computed",
        "count",
        "detail",
        "due",
        "file_name",
        "figure",
        "first_line",
        "host",
        "indicator",
        "last_line",
        "missing",
        "name",
        "names",
        "other",
        "printed",
        "reason",
        "rule",
        "text",
        "wording",
        "year",
    }
)


def read_provinces(file: ReferenceFile) -> tuple[Province, ...]:
    """The 77 provinces by code."""
    rows = rows_of(file, ("code", "name", "name_en", "region", "aliases"))
    provinces: list[Province] = []
    for row in rows:
        if not re.fullmatch(r"[1-9]\d", row["code"]) or row["code"] in {one.code for one in provinces}:
            raise row.fault(
                f'รหัส "{row["code"]}" ซ้ำหรือไม่ใช่เลขสองหลัก',
                f'the code "{row["code"]}" stands twice or has not two digits',
            )
        provinces.append(
            Province(
                row["code"],
                row.required("name"),
                row.required("name_en"),
                row.one_of("region", REGIONS),
                row.list_of("aliases"),
            )
        )
    no_two_alike((row, one.name, (one.name, *one.aliases)) for row, one in zip(rows, provinces, strict=True))
    if len(provinces) != 77:
        raise file.fault(
            "line 1", f"ต้องมี 77 จังหวัด (พบ {len(provinces)})", f"77 provinces, found {len(provinces)}"
        )
    return tuple(sorted(provinces, key=lambda one: one.code))


def read_organization_types(file: ReferenceFile) -> tuple[OrganizationType, ...]:
    """The six types, each with its printed forms, longest first."""
    rows = rows_of(file, ("code", "name", "name_en", "abbreviation", "prefixes"))
    types = [
        OrganizationType(
            row.one_of("code", ORGANIZATION_TYPES),
            row.required("name"),
            row.required("name_en"),
            row["abbreviation"],
            tuple(sorted(row.list_of("prefixes"), key=len, reverse=True)),
        )
        for row in rows
    ]
    for row, one in zip(rows, types, strict=True):
        if not one.prefixes:
            raise row.fault("คอลัมน์ prefixes ว่าง", "column prefixes is empty")
    if sorted(one.code for one in types) != sorted(ORGANIZATION_TYPES):
        raise file.fault("line 1", "ต้องมีครบหกประเภท ประเภทละหนึ่งบรรทัด", "each of the six types needs one line")
    no_two_alike((row, one.code, one.prefixes) for row, one in zip(rows, types, strict=True))
    return tuple(types)


def read_departments(file: ReferenceFile) -> tuple[Department, ...]:
    """The departments, in the order of the file."""
    rows = rows_of(file, ("name", "kind", "parent", "aliases"))
    departments = [
        Department(
            row.required("name"),
            row.one_of("kind", DEPARTMENT_KINDS),
            row["parent"] or None,
            row.list_of("aliases"),
        )
        for row in rows
    ]
    divisions = {one.name for one in departments if one.kind == "division"}
    for row, one in zip(rows, departments, strict=True):
        if one.parent is not None and (one.kind != "unit" or one.parent not in divisions):
            raise row.fault(
                f'parent "{one.parent}" ต้องเป็นกองหรือสำนักในไฟล์นี้ และใช้กับงานเท่านั้น',
                f'the parent "{one.parent}" must be a division of this file, and only a unit has one',
            )
    no_two_alike(
        (row, one.name, (one.name, *one.aliases)) for row, one in zip(rows, departments, strict=True)
    )
    return tuple(departments)


def read_headers(file: ReferenceFile) -> tuple[HeaderWording, ...]:
    """The headings with their roles, in the order of the file."""
    rows = rows_of(file, ("wording", "role", "match"))
    headers = [
        HeaderWording(
            row.required("wording"), row.one_of("role", ROLES), row.one_of("match", ("exact", "prefix"))
        )
        for row in rows
    ]
    for match in ("exact", "prefix"):
        no_two_alike(
            (row, one.role, (one.wording,))
            for row, one in zip(rows, headers, strict=True)
            if one.match == match
        )
    for row, one in zip(rows, headers, strict=True):
        if one.match == "prefix" and len(compact(one.wording)) < 5:
            raise row.fault(
                f'"{one.wording}" สั้นเกินไปสำหรับ prefix', f'"{one.wording}" is too short for a prefix'
            )
    return tuple(headers)


def read_statuses(file: ReferenceFile) -> tuple[StatusWording, ...]:
    """The wordings of statuses, in the order of the file. A wording may mean one status as a label and
    another in a narrative."""
    rows = rows_of(file, ("wording", "status", "use"))
    statuses = [
        StatusWording(row.required("wording"), row.one_of("status", STATUSES), row.one_of("use", STATUS_USES))
        for row in rows
    ]
    for use in STATUS_USES:
        no_two_alike(
            (row, one.status, (one.wording,))
            for row, one in zip(rows, statuses, strict=True)
            if one.use == use
        )
    return tuple(statuses)


def read_issue_rules(file: ReferenceFile, bundled: Mapping[str, IssueRule] | None) -> dict[str, IssueRule]:
    """The issue catalogue by rule. A file that replaces the ``bundled`` one must have all its rules
    and may use no placeholder that the rule does not have there: the program fills in no other."""
    fields = ("severity", "message_th", "message_en", "action_th", "action_en")
    rules: dict[str, IssueRule] = {}
    for name, entry in mapping_of(file).items():
        place = f"entry {name}"
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(name)):
            raise file.fault(place, "ชื่อต้องเป็น kebab-case", "the name must be in kebab-case")
        if not isinstance(entry, dict) or set(entry) != set(fields):
            wanted = ", ".join(fields)
            raise file.fault(place, f"ต้องมีเฉพาะ {wanted}", f"it must have {wanted} and nothing else")
        for field in fields:
            if not isinstance(entry[field], str) or not entry[field].strip():
                raise file.fault(place, f"{field} ว่าง", f"{field} is empty")
        if entry["severity"] not in SEVERITIES:
            words = ", ".join(SEVERITIES)
            raise file.fault(place, f"severity ต้องเป็นหนึ่งใน {words}", f"severity must be one of {words}")
        for field in fields[1:]:
            illegal = _placeholders(file, place, entry[field]) - PLACEHOLDERS
            if illegal:
                raise file.fault(
                    place,
                    f"{field} มี {{{min(illegal)}}} ที่ไม่รู้จัก",
                    f"{field} has the unknown {{{min(illegal)}}}",
                )
        rule = IssueRule(str(name), *(entry[field] for field in fields))
        if bundled is not None and str(name) in bundled:
            foreign = _placeholders_of(file, rule) - _placeholders_of(file, bundled[str(name)])
            if foreign:
                raise file.fault(
                    place,
                    f"{{{min(foreign)}}} ไม่มีในกฎนี้",
                    f"{{{min(foreign)}}} is not filled in for this rule",
                )
        rules[str(name)] = rule
    missing = sorted(set(bundled or ()) - set(rules))
    if missing:
        raise file.fault(
            f"entry {missing[0]}", "ไม่มีกฎนี้ ซึ่งโปรแกรมใช้", "the rule is missing; the program uses it"
        )
    return rules


def _placeholders_of(file: ReferenceFile, rule: IssueRule) -> set[str]:
    texts = (rule.message_th, rule.message_en, rule.action_th, rule.action_en)
    return {name for text in texts for name in _placeholders(file, f"entry {rule.rule}", text)}


def _placeholders(file: ReferenceFile, place: str, text: str) -> set[str]:
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        raise file.fault(place, f"วงเล็บปีกกาไม่ครบคู่ใน {text!r}", f"unbalanced braces in {text!r}") from error
    if any(specification or conversion for _, _, specification, conversion in parts):
        raise file.fault(place, f"ใช้รูปแบบใน {text!r} ไม่ได้", f"no formatting is allowed in {text!r}")
    return {name for _, name, _, _ in parts if name is not None}
