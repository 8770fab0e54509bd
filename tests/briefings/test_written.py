"""Rows that are written many at a time are stored as SQLAlchemy stores them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Engine, Integer, MetaData, Table, Text, bindparam, insert, select, update

from briefings.library.database import open_database
from briefings.library.packed import Packed
from briefings.library.written import write

_MADE = MetaData()
_ROWS_OF = Table(
    "made_rows",
    _MADE,
    Column("number", Integer, primary_key=True),
    Column("text", Text),
    Column("open", Boolean, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("known", Packed),
)
_ADD = insert(_ROWS_OF)
_RENAME = update(_ROWS_OF).where(_ROWS_OF.c.number == bindparam("of")).values(text=bindparam("to"))
_ROWS: list[dict[str, Any]] = [
    {"known": {"é": [1.5, "\u2028"]}, "number": 1, "text": "A “mark”", "open": True, "spans": [[0, 4], None]},
    {"known": None, "number": 2, "text": None, "open": False, "spans": []},
]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database("sqlite:///library.db", tmp_path)
    _MADE.create_all(engine)
    yield engine
    engine.dispose()


def test_rows_are_read_as_they_were_written_whatever_the_order_of_their_names(made: Engine) -> None:
    with made.begin() as connection:
        write(connection, _ADD, _ROWS)
        found = connection.execute(select(_ROWS_OF).order_by(_ROWS_OF.c.number)).mappings().all()
        assert [dict(row) for row in found] == _ROWS


def test_a_change_is_made_for_each_row_and_none_for_no_rows(made: Engine) -> None:
    with made.begin() as connection:
        connection.execute(_ADD, _ROWS)
        write(connection, _RENAME, [])
        write(connection, _RENAME, [{"of": 2, "to": "two"}, {"to": "one", "of": 1}])
        found = connection.execute(select(_ROWS_OF.c.text).order_by(_ROWS_OF.c.number)).scalars().all()
        assert found == ["one", "two"]
