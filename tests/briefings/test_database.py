"""Opening the database: made when there is none, refused with a sentence when it cannot be used."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from briefings.errors import StoreError
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.schema import metadata
from briefings.library.upgrade import HEAD
from tests.fakes import NOON

ADDRESS = "sqlite:///news.db"


def refused(address: str, base: Path) -> str:
    with pytest.raises(StoreError) as caught:
        open_database(address, base)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_new_database_has_every_table_column_and_index(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    found = inspect(engine)
    with engine.connect() as connection:  # the inspector leaves out indexes of expressions
        indexes = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'index'")).scalars())
    for table in metadata.tables.values():
        assert {column["name"] for column in found.get_columns(table.name)} == {each.name for each in table.columns}
        assert {each.name for each in table.indexes} <= indexes
    engine.dispose()


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    open_database("sqlite:///data/here/news.db", tmp_path).dispose()
    assert (tmp_path / "data/here/news.db").is_file()


def test_what_is_in_it_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    first = Library(open_database(ADDRESS, tmp_path))
    first.keep_line("key", "quotes Xi", NOON)
    first.close()
    assert Library(open_database(ADDRESS, tmp_path)).kept_line("key") == "quotes Xi"


def test_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    open_database(ADDRESS, tmp_path).dispose()
    with sqlite3.connect(tmp_path / "news.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = (tmp_path / "news.db").read_bytes()
    assert "made by a newer version of this program; update the program" in refused(ADDRESS, tmp_path)
    assert (tmp_path / "news.db").read_bytes() == before


@pytest.mark.parametrize("data", [b"no database at all " * 500, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "news.db").write_bytes(data)
    assert "cannot be used" in refused(ADDRESS, tmp_path)
    assert (tmp_path / "news.db").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["news.db"]


def test_a_damaged_table_list_is_refused_with_what_to_do(tmp_path: Path) -> None:
    open_database(ADDRESS, tmp_path).dispose()
    data = bytearray((tmp_path / "news.db").read_bytes())
    data[100:200] = b"\xff" * 100  # the first page's header
    (tmp_path / "news.db").write_bytes(data)
    assert "move the file away or restore a backup" in refused(ADDRESS, tmp_path)
    assert (tmp_path / "news.db").read_bytes() == data


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder.db").mkdir()
    assert "cannot be made" in refused("sqlite:///file/news.db", tmp_path)
    assert "check that the file and its folder can be written" in refused("sqlite:///folder.db", tmp_path)


@pytest.mark.parametrize(
    "address", ["news.db", "", "postgresql://ann:secret@host/news", "sqlite+other:///news.db", "mysql://x"]
)
def test_another_kind_of_address_is_refused_with_how_to_write_it(tmp_path: Path, address: str) -> None:
    sentence = refused(address, tmp_path)
    assert "like sqlite:///briefings.db" in sentence
    assert "secret" not in sentence


def test_the_newest_migration_is_the_one_that_is_looked_for() -> None:
    versions = Path(__file__).parents[2] / "briefings/library/migrations/versions"
    assert sorted(path.name for path in versions.glob("0*.py"))[-1].startswith(f"{HEAD}_")
