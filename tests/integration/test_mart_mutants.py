"""Whatever is broken in the SQL of a mart, a rule objects before anything is published.

Every sixth mutant is tried; with ``PRONGSAI_MUTANTS=all`` each of them (about 90 s of CPU).
"""

from __future__ import annotations

import os

import duckdb
import pytest

from expectations.column_rules import all_rules
from expectations.rules import Rule
from tests.integration.mutants import Mutant, mutants_of
from tests.integration.rebuilt_marts import RebuiltMarts
from tests.integration.unchanging_mutants import why_unchanging
from tests.integration.varied_warehouse import varied_warehouse

_EVERY = 1 if os.environ.get("PRONGSAI_MUTANTS") == "all" else 6


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> RebuiltMarts:
    home = tmp_path_factory.mktemp("varied")
    return RebuiltMarts(varied_warehouse(home).path, home)


@pytest.fixture(scope="module")
def rules(marts: RebuiltMarts) -> list[Rule]:
    """Those that look at tables as a whole, the ones that count again first."""
    found = [rule for rule in all_rules(marts.connection).values() if rule.level == "warehouse"]
    return sorted(found, key=lambda rule: ("differ" not in rule.id, "references" in rule.id, rule.id))


def test_the_varied_warehouse_breaks_no_rule(marts: RebuiltMarts) -> None:
    of_marts = [rule for rule in all_rules(marts.connection).values() if rule.level != "time"]
    assert marts.broken_as_built(of_marts) == set()


def test_what_is_broken_in_a_mart_is_caught(marts: RebuiltMarts, rules: list[Rule]) -> None:
    tried = [mutant for model in marts.models for mutant in mutants_of(model)]
    assert len(tried) > 700
    caught = 0
    missed: list[str] = []
    unexplained: list[str] = []
    for mutant in tried[::_EVERY]:
        found = _catches(marts, mutant, rules)
        if found == "":
            missed.append(mutant.name)
        elif found is None and why_unchanging(mutant) is None:
            unexplained.append(mutant.name)
        elif found:
            caught += 1
    assert missed == []
    assert unexplained == []
    assert caught > 0.7 * len(tried[::_EVERY])


def _catches(marts: RebuiltMarts, mutant: Mutant, rules: list[Rule]) -> str | None:
    try:
        return marts.catches(mutant.model, mutant.sql, rules)
    except duckdb.Error:
        return "refused"  # by DuckDB: the build would stop
