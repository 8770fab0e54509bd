"""Many articles stored together are the same library as one after the other, whoever writes in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from briefings.article import Article, parse_article
from briefings.library.arrival import prepare
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.schema import metadata
from briefings.library.storing import storing
from tests.bench.made_articles import made_article
from tests.briefings.test_duplicates import CORRECTED, WIRE
from tests.briefings.test_stories import BRIDGE, FERRY, OTHER_FERRY
from tests.fakes import NOON
from tests.postgres import PostgresServer

ROES = (
    '"We have built a bridge for all of us," said Mayor Jane Roe. She smiled.',
    '"The bridge will stand for a hundred years," Mayor Roe said.',
    '"We lost because we did not train enough," Coach Roe said.',
    '"There is no money left for the bridge," said John Roe.',
    '"It was paid for by the whole town," Roe said.',
)


def made() -> list[Article]:
    """Articles of which some tell one event, some are copies, some have the same speakers and some have limits."""
    told = [*FERRY, *BRIDGE, OTHER_FERRY[0], WIRE, CORRECTED, *ROES, *(made_article(at, 5, 1500) for at in range(10))]
    found = [parse_article(f"{text}\n".encode(), f"a{at}.md") for at, text in enumerate(told)]
    limited = replace(found[-1], id="limited", audience=("discord:1",))
    secret = replace(found[-2], id="secret", embargo=NOON)
    return [*found, limited, secret, replace(found[0], id="again")]


def changed(found: list[Article]) -> list[Article]:
    """The articles again, every third with other words, every fifth with another one's."""
    others = [*found[1:], found[0]]
    return [
        replace(each, text=other.text) if at % 5 == 0 else replace(each, text=each.text + "It rained.\n")
        if at % 3 == 0 else each
        for at, (each, other) in enumerate(zip(found, others, strict=True))
    ]  # fmt: skip


@pytest.fixture(params=["sqlite", "postgres"])
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two new databases."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/one.db", f"sqlite:///{tmp_path}/other.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as one, server.database() as other:
        yield one, other


@contextmanager
def opened(address: str) -> Iterator[Library]:
    library = Library(open_database(address, Path()))
    yield library
    library.close()


def everything(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all tables."""
    with library._engine.connect() as connection:
        return {
            name: sorted(tuple(map(repr, row)) for row in connection.execute(select(table)))
            for name, table in metadata.tables.items()
            if name != "changes"
        }


def sizes(library: Library) -> dict[str, int]:
    """How many rows each table has."""
    return {name: len(found) for name, found in everything(library).items()}


def one_by_one(library: Library, found: list[Article]) -> None:
    for article in found:
        library.put(article, NOON, came_by="import")


def test_an_import_stores_what_articles_one_by_one_store(addresses: tuple[str, str]) -> None:
    with opened(addresses[0]) as one, opened(addresses[1]) as other:
        for found in (made(), changed(made()), changed(made())[::-1]):
            one_by_one(one, found)
            other.take_in(((article.id, article) for article in found), NOON)
            rows, expected = everything(other), everything(one)
            assert rows.keys() == expected.keys()
            for name in rows:
                assert rows[name] == expected[name], name


def test_who_writes_between_two_batches_is_seen_by_the_next(addresses: tuple[str, str]) -> None:
    found = made()
    with opened(addresses[0]) as one, opened(addresses[1]) as other:
        one_by_one(one, found)
        with opened(addresses[1]) as somebody, storing(other._engine) as writing:
            for at in range(0, len(found), 4):
                with writing.batch() as batch:
                    batch.store([(each, prepare(each)) for each in found[at : at + 2]], NOON, "", "import")
                one_by_one(somebody, found[at + 2 : at + 4])
        assert everything(other) == everything(one)


def test_a_batch_that_fails_leaves_nothing_and_the_next_one_is_right(addresses: tuple[str, str]) -> None:
    found = made()
    with opened(addresses[0]) as one, opened(addresses[1]) as other, storing(other._engine) as writing:
        one_by_one(one, found)
        for at in range(0, len(found), 4):
            batch_of = [(each, prepare(each)) for each in found[at : at + 4]]
            with pytest.raises(ZeroDivisionError), writing.batch() as batch:
                batch.store([(each, prepare(each)) for each in found[at : at + 3]], NOON, "", "import")
                batch.write()
                raise ZeroDivisionError
            with writing.batch() as batch:
                batch.store(batch_of, NOON, "", "import")
        if one._engine.dialect.name == "sqlite":  # elsewhere numbers that were given are not taken back
            assert everything(other) == everything(one)
        assert sizes(other) == sizes(one)
