"""Faults made in the SQL of the marts, one at a time, by rules that know nothing of what the SQL means.

A mutant is a model with one small change: a condition dropped, a boundary moved, a numerator or denominator
swapped, a join made inner or outer, DISTINCT, a partition or a coalesce left out. One that DuckDB refuses is
none: it would stop the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.models import Model

#: What is replaced (a pattern, within one line of SQL) -> by what.
_OPERATORS: dict[str, tuple[str, str]] = {
    "boundary <=": (r" <= ", " < "),
    "boundary <": (r" < ", " <= "),
    "boundary >=": (r" >= ", " > "),
    "boundary >": (r" > ", " >= "),
    "equality": (r"(?<=WHERE )(\w+(?:\.\w+)?) = ", r"\1 <> "),
    "null-safe": (r" IS NOT DISTINCT FROM ", " = "),
    "null-safe not": (r" IS DISTINCT FROM ", " <> "),
    "inner join": (r"\bLEFT JOIN\b", "JOIN"),
    "outer join": (r"^(\s*)JOIN\b", r"\1LEFT JOIN"),
    "anti join": (r"\bSEMI JOIN\b", "ANTI JOIN"),
    "distinct": (r"\bDISTINCT (?!FROM|ON)", ""),
    "first conjunct": (r"FILTER \((\w+) AND ", "FILTER ("),
    "second conjunct": (r"FILTER \((\w+) AND (?:NOT )?\w+( AND .*?)?\)", r"FILTER (\1\2)"),
    "status": (r"status = 'completed'", "status = 'in_progress'"),
    "status of conjunct": (r" AND status = '\w+'\)", ")"),
    "negation": (r"\bNOT (?=\w+[ )])(?!NULL|EXISTS|IN\b|DISTINCT)", ""),
    "is null": (r" IS NULL\b", " IS NOT NULL"),
    "is not null": (r" IS NOT NULL\b", " IS NULL"),
    "order": (r" DESC\b", " ASC"),
    "order of the first": (r"(ORDER BY [\w.]+)(?=\)|\s*$)", r"\1 DESC"),
    "nulls": (r" NULLS LAST", " NULLS FIRST"),
    "coalesce": (r"coalesce\(([\w.]+), [^()]+\)", r"\1"),
    "lower by one": (r" - 1\b", ""),
    "higher by one": (r" \+ 1\b", ""),
    "constant": (r"(?<= )(85|20|3)\b(?! END)", r"(\1 + 1)"),
    "latest": (r"\barg_max\(", "arg_min("),
    "earliest": (r"\barg_min\(", "arg_max("),
    "max": (r"(?<!arg_)\bmax\(", "min("),
    "min": (r"(?<!arg_)\bmin\(", "max("),
    "any": (r"\bbool_or\(", "bool_and("),
    "denominator all": (r"(ratio\(\w+\.\w+, \w+)\.reported\)", r"\1.measures)"),
    "denominator reported": (r"(ratio\(\w+\.\w+, \w+)\.(?:measures|items)\)", r"\1.reported)"),
    "denominator explicit": (r"(ratio\(\w+\.\w+, \w+)\.reported_\w+\)", r"\1.reported)"),
    "end of the interval": (r"\bwilson_low\(", "wilson_high("),
    "other end": (r"\bwilson_high\(", "wilson_low("),
    "interval of": (r"(wilson_\w+\(\w+)\.completed, (\w+)\.reported", r"\1.in_progress, \2.reported"),
    "interval among": (r"(wilson_\w+\(\w+\.\w+, \w+)\.reported\)", r"\1.completed)"),
    "numerator": (r"ratio\((\w+)\.completed", r"ratio(\1.in_progress"),
    "numerator of coverage": (r"ratio\((\w+)\.reported,", r"ratio(\1.completed,"),
    "union": (r"\bUNION\s*$", "UNION ALL"),
    "union all": (r"\bUNION ALL\b", "UNION"),
    "true": (r"\bTRUE\b", "FALSE"),
    "false": (r"\bFALSE\b", "TRUE"),
    "rank": (r"(?<!_)\brank\(\)", "row_number()"),
    "row_number": (r"\brow_number\(\)", "rank()"),
    "mean": (r"mean_half_up\(([\w.]+), ([\w.]+)\)", r"mean_half_up(\1, \2 - 1)"),
    "sum": (r"\bsum\((\w+)\) OVER", r"max(\1) OVER"),
    "first partition": (r"PARTITION BY ([\w.]+), ", "PARTITION BY "),
    "last partition": (r"(PARTITION BY .*), [\w.]+(?=\)|\s*$)", r"\1"),
    "word": (r"THEN '([\w-]+)'", r"THEN 'same-framework'"),
    "case guard": (r"CASE WHEN (?:\w+\.\w+ IS NOT NULL AND )?\w+\.\w+ IS NOT NULL THEN (.*?) END", r"\1"),
    "both": (r"\bOR\b", "AND"),
    "scope of a window": (r"OVER \(?(?:region|province|amphoe|type)_scope\b", "OVER country_scope"),
}
_DROPPED_LINE = re.compile(r"^\s*(?:AND|OR) .*$")
_ON = re.compile(r"\bON (?!\()(.*)$")
_WHERE = re.compile(r"^(\s*)WHERE (.*)$")
_BRANCH = re.compile(r"^\s*WHEN .* THEN .*$")
_ORDER_TERM = re.compile(r"^\s*[\w.> ]+(?: IS NULL| DESC)?,$")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A model with one change. ``name`` says where and what, and is the same on every machine."""

    model: str
    line: int
    operator: str
    before: str
    after: str
    sql: str

    @property
    def name(self) -> str:
        return f"{self.model} | {self.operator} | {self.before} -> {self.after or 'nothing'}"


def mutants_of(model: Model) -> Iterator[Mutant]:
    """Every mutant of the model's SQL, comments left out."""
    lines = [line for line in model.sql.splitlines() if not line.lstrip().startswith("--")]
    lines = [line.split(" -- ")[0] for line in lines]
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        for operator, changed in _changes(line, before, after):
            if changed == line:
                continue
            sql = "\n".join([*lines[:number], changed, *lines[number + 1 :]])
            yield Mutant(model.name, number, operator, line.strip(), changed.strip(), sql)


def _changes(line: str, before: str, after: str) -> Iterator[tuple[str, str]]:
    for operator, (pattern, replacement) in _OPERATORS.items():
        for match in re.finditer(pattern, line):
            yield operator, line[: match.start()] + match.expand(replacement) + line[match.end() :]
    if _balanced(line):
        if _DROPPED_LINE.match(line):
            yield "condition dropped", ""
        if _BRANCH.match(line):
            yield "branch dropped", ""
        if before.rstrip().endswith(("ORDER BY", "PARTITION BY")) and _ORDER_TERM.match(line):
            yield "order or partition dropped", ""
    # Where it is the only condition, every row would meet every other: that ends in no build.
    if (match := _ON.search(line)) and _balanced(match[1]) and after.lstrip().startswith("AND "):
        yield "join condition dropped", line[: match.start(1)] + "TRUE"
    if (match := _WHERE.match(line)) and _balanced(line):
        yield "filter dropped", f"{match[1]}WHERE TRUE"


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")")
