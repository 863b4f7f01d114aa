"""Issues as people read them in a terminal: by rule, with what to do; a line an issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flows.messages import say
from flows.printable import without_escapes

#: The most cells that an organization takes where lines are short of room.
_ORGANIZATION = 26
#: The fewest that are left to a document, in however narrow a terminal.
_DOCUMENT = 16
_INDENT = "  "
_BETWEEN = "  "
_NONE = "–"


@dataclass(frozen=True, slots=True)
class IssueLine:
    """What is one thing to a person: the issues of one rule on one record that say the same, with the
    columns that they are about."""

    severity: str
    organization: str
    document: str
    line: int | None
    message: str
    columns: tuple[str, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class RuleIssues:
    """The issues of one rule and severity: ``count`` of them on ``lines``."""

    rule: str
    count: int
    action: str | None
    lines: tuple[IssueLine, ...]


def issue_lines(issues: Sequence[Mapping[str, Any]], lang: str, width: int, limit: int) -> Iterator[str]:
    """The page: ``issues`` as the query of that name gives them, the first ``limit`` lines of them in a
    terminal of ``width`` cells. Of the rules behind the limit the number and what to do are still told. Only
    messages and actions may be longer than the terminal is wide: they are not broken, so that they can be
    copied and searched."""
    yield say("issues-title", lang, count=len(issues))
    shown = total = 0
    for group in _by_rule(issues):
        yield ""
        yield _heading(group, lang)
        if group.action:
            yield f"{_INDENT}→ {group.action}"
        lines = group.lines[: max(0, limit - shown)]
        shown += len(lines)
        total += len(group.lines)
        if lines:
            yield from _lines(lines, lang, width)
    if shown < total:
        yield ""
        yield say("more-rows", lang, shown=shown, total=total)


def _by_rule(issues: Sequence[Mapping[str, Any]]) -> Iterator[RuleIssues]:
    for (_, rule), found in groupby(issues, key=lambda issue: (issue["severity"], issue["rule"])):
        same: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
        count = 0
        for issue in found:
            count += 1
            of_record = ("document_id", "table_name", "record_id", "line", "message", "state")
            same.setdefault(tuple(issue[name] for name in of_record), []).append(issue)
        action = next(iter(same.values()))[0]["action"]
        yield RuleIssues(rule, count, action, tuple(_line(one, action) for one in same.values()))


def _line(issues: Sequence[Mapping[str, Any]], action: str | None) -> IssueLine:
    first = issues[0]
    message = without_escapes(first["message"] or "")
    if action:  # the checks say in their messages what to do, too
        message = message.removesuffix(action).rstrip()
    return IssueLine(
        first["severity"],
        _on_one_line(first["organization"] or _NONE),
        _on_one_line(first["file_name"] or first["document_id"] or _NONE),
        first["line"],
        _on_one_line(message),
        tuple(dict.fromkeys(issue["column_name"] for issue in issues if issue["column_name"])),
        first["state"] == "closed",
    )


def _heading(group: RuleIssues, lang: str) -> str:
    if len(group.lines) < group.count:
        key = "issues-of-rule-in-rows"
        return say(key, lang, rule=group.rule, count=group.count, rows=len(group.lines))
    return say("issues-of-rule", lang, rule=group.rule, count=group.count)


def _lines(lines: Sequence[IssueLine], lang: str, width: int) -> Iterator[str]:
    """A line an issue; the messages stand at its end where all of them fit there, else each below. One that
    is the same for all of the rule stands once, above them."""
    from rich.cells import cell_len

    several = any(len(one.columns) > 1 for one in lines)
    said = [_said(one, several, lang) for one in lines]
    severities = [say(f"severity-{one.severity}", lang) for one in lines]
    first = max(map(cell_len, severities))
    room = width - cell_len(_INDENT) - first - 2 * len(_BETWEEN)
    second = min(max(cell_len(one.organization) for one in lines), _ORGANIZATION)
    third = min(max(cell_len(_place(one)) for one in lines), max(_DOCUMENT, room - second))
    fits = max(map(cell_len, said)) <= room - second - third - len(_BETWEEN)
    once = len(lines) > 1 and len(set(said)) == 1 and not fits
    if once:
        yield f"{_INDENT}{said[0]}"
    for one, severity, text in zip(lines, severities, said, strict=True):
        cells = (
            _of_width(severity, first),
            _of_width(one.organization, second),
            _of_width(one.document, third, "" if one.line is None else f":{one.line}"),
        )
        begin = _INDENT + _BETWEEN.join(cells)
        if fits:
            yield f"{begin}{_BETWEEN}{text}".rstrip()
        else:
            yield begin.rstrip()
            if not once:
                yield f"{_INDENT}{' ' * first}{_BETWEEN}{text}"


def _said(line: IssueLine, with_columns: bool, lang: str) -> str:
    parts = [line.message]
    if with_columns and line.columns:
        parts.append(f"[{', '.join(_called(column, lang) for column in line.columns)}]")
    if line.closed:
        parts.append(f"({say('issue-closed', lang)})")
    return " ".join(parts)


def _called(column: str, lang: str) -> str:
    from warehouse.explained_facts import COLUMN_WORDS

    thai, english = COLUMN_WORDS.get(column, (column, column))
    return thai if lang == "th" else english


def _place(line: IssueLine) -> str:
    return line.document if line.line is None else f"{line.document}:{line.line}"


def _of_width(text: str, width: int, behind: str = "") -> str:
    """The text and what stands behind it, in so many cells: a longer text is cut and says so."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) + len(behind) > width:
        text = set_cell_size(text, max(0, width - len(behind) - 1)) + "…"
    return set_cell_size(text + behind, width)


def _on_one_line(text: str) -> str:
    return " ".join(without_escapes(text).split())
