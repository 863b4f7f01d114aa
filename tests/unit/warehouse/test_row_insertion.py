from __future__ import annotations

from datetime import date, datetime

import duckdb

from warehouse.row_insertion import create_temp_table, insert_rows

COLUMNS = {"name": "VARCHAR", "n": "BIGINT", "day": "DATE", "at": "TIMESTAMP", "words": "VARCHAR[]"}
MOMENT = datetime(2024, 2, 29, 1, 2, 3, 456789)


def test_every_value_comes_back_as_it_was_and_none_is_made_up() -> None:
    rows = [
        {"name": "ก'\"\n\\", "n": 2**40, "day": date(2024, 2, 29), "at": MOMENT, "words": ["a", "ข"]},
        {"name": None, "n": None, "day": None, "at": None, "words": None},
        {"name": ""},
    ]
    with duckdb.connect() as connection:
        create_temp_table(connection, "made", COLUMNS, rows)
        found = connection.execute("FROM made").fetchall()
        assert found == [
            ("ก'\"\n\\", 2**40, date(2024, 2, 29), MOMENT, ["a", "ข"]),
            (None, None, None, None, None),
            ("", None, None, None, None),
        ]


def test_columns_are_taken_by_name() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE made (n BIGINT, other VARCHAR, name VARCHAR)")
        insert_rows(connection, "made", {"name": "VARCHAR", "n": "BIGINT"}, [{"n": 1, "name": "one"}])
        insert_rows(connection, "made", {"name": "VARCHAR", "n": "BIGINT"}, [])
        assert connection.execute("FROM made").fetchall() == [(1, None, "one")]
