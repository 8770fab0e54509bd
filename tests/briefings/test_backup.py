"""A backup is one moment of the library; restoring one keeps what was there."""

import sqlite3
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.errors import StoreError
from briefings.library.backup import back_up, holders, restore
from briefings.library.database import open_database
from briefings.library.library import Library
from tests.fakes import NOON

ADDRESS = "sqlite:///library.db"


def put(library: Library, name: str) -> None:
    library.put(parse_article(f"The {name} opened on Friday.".encode(), f"{name}.md"), NOON)


def ids(library: Library) -> list[str]:
    return sorted(held.article.id for held in library.shelf().newest(9).items)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_holds_what_was_there_and_what_is_written_meanwhile_stays_out(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    library = Library(engine)
    put(library, "bridge")
    reading = engine.connect()
    assert reading.exec_driver_sql("SELECT count(*) FROM articles").scalar() == 1
    back_up(engine, tmp_path / "copy.db", NOON)
    put(library, "school")
    assert ids(Library(open_database("sqlite:///copy.db", tmp_path))) == ["bridge"]
    assert reading.exec_driver_sql("SELECT count(*) FROM articles").scalar() == 1
    reading.close()
    library.close()


def test_a_running_bot_answers_from_the_restored_library_at_once(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    running = Library(engine)
    put(running, "bridge")
    back_up(engine, tmp_path / "copy.db", NOON)
    put(running, "school")
    state = running.state()
    kept = restore(tmp_path / "copy.db", tmp_path / "library.db", NOON)
    assert running.state() != state
    assert ids(running) == ["bridge"]
    put(running, "ferry")
    assert ids(running) == ["bridge", "ferry"]
    running.close()
    assert kept is not None and ids(Library(open_database(f"sqlite:///{kept}", tmp_path))) == ["bridge", "school"]


def test_a_damaged_library_is_set_aside_for_the_backup(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    library = Library(engine)
    put(library, "bridge")
    back_up(engine, tmp_path / "copy.db", NOON)
    library.close()
    (tmp_path / "library.db").write_bytes(b"no database" * 1000)
    kept = restore(tmp_path / "copy.db", tmp_path / "library.db", NOON)
    assert kept is not None and kept.read_bytes().startswith(b"no database")
    assert ids(Library(open_database(ADDRESS, tmp_path))) == ["bridge"]


def test_restoring_where_nothing_was_makes_the_library(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    put(Library(engine), "bridge")
    back_up(engine, tmp_path / "copy.db", NOON)
    assert restore(tmp_path / "copy.db", tmp_path / "new.db", NOON) is None
    assert ids(Library(open_database("sqlite:///new.db", tmp_path))) == ["bridge"]


@pytest.mark.parametrize(
    "data", [b"", b"no database at all" * 500, b"SQLite format 3\0" + b"\xff" * 8000], ids=["empty", "text", "noise"]
)
def test_what_is_no_backup_changes_nothing(tmp_path: Path, data: bytes) -> None:
    library = Library(open_database(ADDRESS, tmp_path))
    put(library, "bridge")
    (tmp_path / "copy.db").write_bytes(data)
    before = names(tmp_path)
    if data:
        with pytest.raises(StoreError):
            restore(tmp_path / "copy.db", tmp_path / "library.db", NOON)
        assert ids(library) == ["bridge"] and names(tmp_path) == before
    library.close()


def test_a_backup_of_a_newer_version_and_a_missing_one_change_nothing(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    library = Library(engine)
    back_up(engine, tmp_path / "copy.db", NOON)
    put(library, "bridge")
    connection = sqlite3.connect(tmp_path / "copy.db")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        restore(tmp_path / "copy.db", tmp_path / "library.db", NOON)
    with pytest.raises(StoreError, match="there is no file"):
        restore(tmp_path / "nothing.db", tmp_path / "library.db", NOON)
    assert ids(library) == ["bridge"]
    library.close()


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(StoreError, match="is there already; name another one"):
        back_up(engine, tmp_path / "copy.db", NOON)
    assert (tmp_path / "copy.db").read_text() == "precious"
    with pytest.raises(StoreError, match="cannot be"):
        back_up(engine, tmp_path / "nowhere" / "copy.db", NOON)
    engine.dispose()


def test_the_backups_that_hold_an_article_are_named(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    library = Library(engine)
    (tmp_path / "far").mkdir()
    back_up(engine, tmp_path / "far" / "before.db", NOON)
    put(library, "bridge")
    for target in (tmp_path / "far" / "after.db", tmp_path / "library.db.old", tmp_path / "far" / "gone.db"):
        back_up(engine, target, NOON)
    (tmp_path / "far" / "gone.db").unlink()
    (tmp_path / "library.db.broken").write_bytes(b"x" * 5000)
    library.removal.purge(library.removal.find("A1"), NOON)
    holding, unread = holders(engine, 1, "bridge")
    assert holding == [tmp_path / "far" / "after.db", tmp_path / "library.db.old"]
    assert unread == [tmp_path / "library.db.broken"]
    library.close()


@pytest.mark.parametrize("name", ["news[1].db", "news*.db"])
def test_copies_beside_a_database_are_found_by_its_name_and_not_by_a_pattern(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "of [2026]"
    folder.mkdir()
    engine = open_database(f"sqlite:///{folder / name}", folder)
    library = Library(engine)
    put(library, "bridge")
    (folder / "news1.db").write_bytes(b"x" * 5000)
    back_up(engine, folder / f"{name}.moved", NOON)
    (folder / f"{name}.moved").rename(folder / f"{name}.old")
    assert holders(engine, 1, "bridge") == ([folder / f"{name}.old"], [])
    library.close()


def test_a_restored_library_still_knows_of_the_backups_that_were_made_since(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    library = Library(engine)
    put(library, "bridge")
    back_up(engine, tmp_path / "first.bak", NOON)
    back_up(engine, tmp_path / "second.bak", NOON)
    kept = restore(tmp_path / "first.bak", tmp_path / "library.db", NOON)
    holding, _ = holders(engine, 1, "bridge")
    assert set(holding) == {tmp_path / "first.bak", tmp_path / "second.bak", kept}
    library.close()
