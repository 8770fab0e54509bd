"""PostgreSQL answers as soon as many articles are in, not when it has counted them by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from briefings.article import parse_article
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.storing import storing
from tests.fakes import NOON
from tests.postgres import PostgresServer

COUNTED = text("SELECT reltuples FROM pg_class WHERE oid = 'articles'::regclass")
PLAN = text("EXPLAIN SELECT number FROM articles WHERE words @@ briefing_phrase('harbourmaster', false, '')")
FULL = " ".join(f"word{number}" for number in range(500))


@pytest.fixture
def engine(postgres: PostgresServer, tmp_path: Path) -> Iterator[Engine]:
    """A new database in PostgreSQL."""
    with postgres.database() as address:
        engine = open_database(address, tmp_path)
        yield engine
        engine.dispose()


def put(engine: Engine, first: int, last: int) -> None:
    """Store articles with many words in one transaction."""
    made = (f"The mayor opened bridge {number} on Main Street.\n\n{FULL}" for number in range(first, last))
    found = [parse_article(each.encode(), f"b{first + at}.md") for at, each in enumerate(made)]
    with storing(engine) as store:
        store.store([(each, None) for each in found], NOON, "", "folder")


def counted(engine: Engine) -> int:
    """How many articles PostgreSQL believes that there are; its own daemon looks once a minute."""
    with engine.connect() as connection:
        return int(connection.execute(COUNTED).scalar_one())


def test_postgresql_has_counted_the_articles_when_many_came_in(engine: Engine) -> None:
    assert counted(engine) == 0
    put(engine, 0, 1)
    assert counted(engine) == 0  # a few are not worth it
    put(engine, 1, 300)
    assert counted(engine) == 300
    put(engine, 300, 310)
    assert counted(engine) == 300


def test_storing_does_not_wait_for_who_tidies_a_table_up(engine: Engine) -> None:
    with engine.connect() as other, other.begin():
        other.execute(text("LOCK TABLE quotes IN SHARE UPDATE EXCLUSIVE MODE"))  # as VACUUM has it
        put(engine, 0, 300)
    assert counted(engine) == 300


def test_postgresql_looks_in_its_index_for_a_word_when_many_came_in(engine: Engine) -> None:
    """Else it reads every article, because too much waits to be put into the index."""
    for at in range(0, 900, 300):
        put(engine, at, at + 300)
    Library(engine).put(parse_article(b"The harbourmaster waved.", "rare.md"), NOON)
    with engine.connect() as connection:
        plan = "\n".join(connection.execute(PLAN).scalars())
    assert "ix_articles_words" in plan, plan
