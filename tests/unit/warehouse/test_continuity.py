from pathlib import Path

import duckdb
import pytest

from transforms.errors import ProngsaiError
from warehouse.continuity import demand_continuity


def test_a_journal_that_lost_documents_stops_the_run(tmp_path: Path) -> None:
    database = tmp_path / "published.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE SCHEMA core")
        connection.execute("CREATE TABLE core.documents AS SELECT 'aa' AS sha256, 'one.txt' AS file_name")
    demand_continuity(database, {"aa", "bb"})
    with pytest.raises(ProngsaiError, match=r"one\.txt") as raised:
        demand_continuity(database, set())
    assert raised.value.exit_code == 1
