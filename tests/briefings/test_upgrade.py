"""A start brings the database to this version: step by step, with a copy before, and whoever else starts meanwhile."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, func, select, text

from briefings.article import parse_article
from briefings.errors import StoreError
from briefings.library import upgrade
from briefings.library.database import open_database, writer
from briefings.library.library import Library
from briefings.library.schema import articles
from briefings.library.source_names import named
from tests.fakes import NOON
from tests.postgres import PostgresServer

ADDRESS = "sqlite:///news.db"
BRIDGE = parse_article(b"The mayor opened the bridge on Main Street.", "bridge.md")
START = (
    "import sys; from pathlib import Path; from briefings.library.database import open_database;"
    "sys.stdin.readline(); open_database(sys.argv[1], Path(sys.argv[2])).dispose()"
)


def first_version(path: Path) -> None:
    """Make a database as the first version of this program made it, with a line in it."""
    made(path, "0001", "INSERT INTO lines VALUES ('key', 'quotes Xi', 1)")


def made(path: Path, version: str, *statements: str) -> None:
    """Make a database as it was after a migration, and run statements in it."""
    config = Config()
    config.set_main_option("script_location", str(resources.files("briefings.library") / "migrations"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        for each in statements:
            connection.execute(text(each))
    engine.dispose()


def version_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_an_older_database_is_brought_up_to_date_and_keeps_what_is_in_it(tmp_path: Path) -> None:
    first_version(tmp_path / "news.db")
    library = Library(open_database(ADDRESS, tmp_path))
    assert library.kept_line("key") == "quotes Xi"
    library.close()
    assert version_of(tmp_path / "news.db") == upgrade.HEAD


@pytest.mark.parametrize(
    ("chosen", "reason", "kind"),
    [
        (1, "new", "new"),
        (1, "goes on with what was told before", "continues"),
        (0, "more than 10 were new", "no room"),
        (0, "the same words as A7", "same words"),
        (0, "it says nothing that was not told before", "said"),
        (0, "it holds “more than 2 were new”", "filtered"),
        (0, "none of the digest's words", "filtered"),
    ],
)
def test_an_older_database_learns_the_kinds_of_its_reasons(tmp_path: Path, chosen: int, reason: str, kind: str) -> None:
    said = reason.replace("'", "''")
    columns = "(delivery, article, chosen, reason, position)"
    made(tmp_path / "news.db", "0019", f"INSERT INTO considered {columns} VALUES (1, 1, {chosen}, '{said}', 0)")
    engine = open_database(ADDRESS, tmp_path)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT why FROM considered")).scalars().all() == [kind]
    engine.dispose()


def test_words_that_very_many_entries_have_go_from_an_older_database(tmp_path: Path) -> None:
    counts = "INSERT INTO word_counts (word, articles) VALUES ('bridge', 300), ('mayor', 301)"
    words = "INSERT INTO telling_words (word, workspace, article) VALUES ('bridge', '', 1), ('mayor', '', 1)"
    made(tmp_path / "news.db", "0021", counts, words)
    engine = open_database(ADDRESS, tmp_path)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT word, share FROM telling_words")).all() == [("bridge", 0)]
    engine.dispose()


def test_the_sources_of_an_older_database_are_found_as_people_type_them(tmp_path: Path) -> None:
    values = "'{}', 'T', 'given', {}, '[]', 1, 'Text.', '', 0, 1, '[]', '[]', 0, 0"
    columns = "id, title, title_by, source, given_topics, share, text, sha256, added_at, analysis, sentences, summary"
    rows = (values.format(at, source) for at, source in enumerate(("'Die Übersicht'", "'Die Übersicht'", "NULL")))
    insert = f"INSERT INTO articles ({columns}, last_quote, last_sentence) VALUES "
    made(tmp_path / "news.db", "0023", insert + ", ".join(f"({each})" for each in rows))
    engine = open_database(ADDRESS, tmp_path)
    with engine.connect() as connection:
        assert [*connection.execute(named("ubersicht")).scalars()] == ["Die Übersicht"]
    engine.dispose()


def reported_again(address: str, base: Path) -> None:
    """Take from reported speech what it is found by, and see that an upgrade gives it back."""
    engine = open_database(address, base)
    Library(engine).put(parse_article(b"It rained. Jane Roe said that the Dams leak.\n", "dam.md"), NOON)
    known = text("SELECT folded, topics FROM reported")
    with engine.begin() as connection:
        ((words, about),) = connection.execute(known).all()
        for column in ("folded", "topics"):
            connection.execute(text(f"ALTER TABLE reported DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0024'"))
    engine.dispose()
    engine = open_database(address, base)
    with engine.connect() as connection:
        assert connection.execute(known).all() == [(words, about)]
    engine.dispose()
    assert words == "jane roe said that the dams leak." and "\njane roe\n" in about


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_reported_speech_in_an_older_database_is_found_by_its_words_and_topics(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        reported_again(ADDRESS, tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as address:
        reported_again(address, tmp_path)


def test_an_older_database_is_copied_before_and_a_new_one_is_not(tmp_path: Path) -> None:
    open_database("sqlite:///new.db", tmp_path).dispose()
    first_version(tmp_path / "news.db")
    open_database(ADDRESS, tmp_path).dispose()
    copies = [path for path in tmp_path.iterdir() if ".before-" in path.name]
    assert [path.name for path in copies] == [f"news.db.before-{upgrade.HEAD}"]
    assert version_of(copies[0]) == "0001"


def test_without_room_for_the_copy_nothing_is_changed(tmp_path: Path) -> None:
    first_version(tmp_path / "news.db")
    (tmp_path / f"news.db.before-{upgrade.HEAD}").mkdir()  # as good as no room
    with pytest.raises(StoreError, match="cannot be copied before it is brought up to date"):
        open_database(ADDRESS, tmp_path)
    assert version_of(tmp_path / "news.db") == "0001"
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_step_that_fails_leaves_the_database_at_the_step_before(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        connection.execute("CREATE TABLE changes (x)")  # in the way of a later step
    with pytest.raises(StoreError, match="cannot be used"):
        open_database(ADDRESS, tmp_path)
    assert "0001" <= version_of(tmp_path / "news.db") < upgrade.HEAD
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        connection.execute("DROP TABLE changes")
    open_database(ADDRESS, tmp_path).dispose()
    assert version_of(tmp_path / "news.db") == upgrade.HEAD


@pytest.mark.parametrize("kind", ["new sqlite", "old sqlite", "postgres"])
def test_processes_that_start_at_once_do_not_collide(tmp_path: Path, kind: str, request: pytest.FixtureRequest) -> None:
    if kind == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.database(ready=False) as address:
            start_three(address, tmp_path)
            open_database(address, tmp_path).dispose()
        return
    if kind == "old sqlite":
        first_version(tmp_path / "news.db")
    start_three(ADDRESS, tmp_path)
    assert version_of(tmp_path / "news.db") == upgrade.HEAD


def start_three(address: str, base: Path) -> None:
    """Open the database in three processes, all of them ready before the first goes on."""
    started = [
        subprocess.Popen([sys.executable, "-c", START, address, str(base)], stdin=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.wait() for process in started] == [0, 0, 0]


def test_a_full_disk_is_told_and_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    engine = open_database(ADDRESS, tmp_path)
    library = Library(engine)
    library.put(BRIDGE, NOON)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    event.listen(engine, "begin", lambda c: c.exec_driver_sql(f"PRAGMA max_page_count = {pages}"), insert=True)
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.md").write_text(f"The town council met for the {number}. time. " * 20, encoding="utf-8")
    with pytest.raises(StoreError, match=r"is full.*make room on the disk; nothing that was stored is lost"):
        library.sync([folder], NOON)
    assert library.shelf().find("bridge").article == BRIDGE
    library.close()
    again = Library(open_database(ADDRESS, tmp_path))
    assert again.sync([folder], NOON).added == 120
    again.close()


def test_a_damaged_page_is_told_and_what_is_whole_is_still_read(tmp_path: Path) -> None:
    library = Library(open_database(ADDRESS, tmp_path))
    for number in range(50):
        library.put(parse_article(f"The {number}. town council met. ".encode() * 100, f"{number}.md"), NOON)
    library.close()
    data = bytearray((tmp_path / "news.db").read_bytes())
    data[len(data) // 2 :] = b"\xee" * (len(data) - len(data) // 2)
    (tmp_path / "news.db").write_bytes(data)
    library = Library(open_database(ADDRESS, tmp_path))
    with pytest.raises(StoreError, match="move the file away or restore a backup"):
        for number in range(50):
            library.shelf().find(str(number))
        library.shelf().topics()
    library.close()


def test_postgresql_counts_and_parts_its_writers(postgres: PostgresServer, tmp_path: Path) -> None:
    with postgres.database() as address:
        engine = open_database(address, tmp_path)
        library = Library(engine)
        with engine.connect() as reader:
            assert reader.execute(select(func.count()).select_from(articles)).scalar_one() == 0
            before = library.state()
            library.put(BRIDGE, NOON)
            assert library.state() != before
            assert reader.execute(select(func.count()).select_from(articles)).scalar_one() == 0  # one state
        with pytest.raises(ZeroDivisionError), writer(engine).begin():
            before = library.state()
            raise ZeroDivisionError
        assert library.state() == before  # what was taken back is no change
        library.close()


def test_a_server_that_is_away_is_told_without_the_password(tmp_path: Path) -> None:
    for address in (
        "postgresql+psycopg://ann:hunter2secret@127.0.0.1:1/news",
        "postgresql+psycopg://127.0.0.1:1/news?password=hunter2secret",
    ):
        with pytest.raises(
            StoreError, match=r"cannot be used.*check the address, the server and the user's rights"
        ) as told:
            open_database(address, tmp_path)
        assert "hunter2secret" not in str(told.value) and "\n" not in str(told.value)
        assert told.value.__cause__ is None or "hunter2secret" not in repr(told.value.__cause__)
