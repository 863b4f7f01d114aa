"""The invented reports and their truth come from nothing that they are meant to judge."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

GENERATOR = Path(__file__).resolve().parents[3] / "benchmarks" / "synthetic"
MODULES = sorted(GENERATOR.rglob("*.py"))
OWN = ("benchmarks.synthetic", "yaml")
UNDER_TEST = ("transforms", "warehouse", "expectations", "flows", "samples", "tests")
READERS = ("import_module", "__import__", "exec", "eval", "run_path", "run_module")


def faults(source: str, standard: frozenset[str]) -> list[str]:
    """What in a module's source reaches out to the code under test or its reference files."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if not node.level else ["relative"]
            if node.module == "benchmarks":
                names = [f"benchmarks.{alias.name}" for alias in node.names]
        for name in names:
            allowed = name.split(".")[0] in standard or any(
                name == own or name.startswith(f"{own}.") for own in OWN
            )
            if not allowed:
                found.append(f"imports {name}")
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value.replace("\\", "/")
            if any(f"{name}/" in words or words.strip("./") == name for name in UNDER_TEST):
                found.append(f"names a path: {node.value!r}")
        if isinstance(node, ast.Name) and node.id in READERS:
            found.append(f"uses {node.id}")
        if isinstance(node, ast.Attribute) and node.attr in (*READERS, "parents", "cwd"):
            found.append(f"uses .{node.attr}")
    return found


@pytest.fixture(scope="module")
def standard() -> frozenset[str]:
    import sys

    return frozenset(sys.stdlib_module_names) | {"__future__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_knows_the_truth_by_itself(module: Path, standard: frozenset[str]) -> None:
    assert faults(module.read_text(encoding="utf-8"), standard) == []


@pytest.mark.parametrize(
    "source",
    [
        "import transforms.report",
        "from transforms.resolve import formula",
        "from warehouse.reference_files import load_reference",
        "from benchmarks import report_templates",
        "from ..small_reports import write",
        "path = root / 'warehouse/reference/items.csv'",
        "path = root / 'warehouse' / 'reference'",
        "import importlib; importlib.import_module('trans' + 'forms')",
        "root = Path(__file__).parents[2]",
        "import polars",
    ],
)
def test_what_breaks_the_rule_is_found(source: str, standard: frozenset[str]) -> None:
    assert faults(source, standard)


def test_there_are_modules_to_hold() -> None:
    assert len(MODULES) > 10
