"""A file that is no warehouse is refused before a library makes something of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from flows.check_by_hand import check_by_hand
from flows.settings import load_settings
from transforms.errors import ProngsaiError


@pytest.mark.parametrize("content", [b"", b"hello", bytes(20_000)])
def test_a_file_of_another_kind_is_not_opened(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "some.duckdb").write_bytes(content)
    with pytest.raises(ProngsaiError, match="no file of DuckDB"):
        check_by_hand(load_settings(home=tmp_path), tmp_path / "some.duckdb")


def test_a_database_of_another_program_is_not_asked_for_in_the_network(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "some.duckdb") as other:
        other.execute("CREATE TABLE one (value)")
    with pytest.raises(ProngsaiError, match="no file of DuckDB"):
        check_by_hand(load_settings(home=tmp_path), tmp_path / "some.duckdb")
