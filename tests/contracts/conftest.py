"""Ledgers and libraries: in memory, in SQLite, and in a PostgreSQL server of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.contracts.ledgers import AnyLedger
from tests.contracts.libraries import BRIDGE, SCHOOL, AnyLibrary, write
from tests.fakes import NOON
from tests.memory_ledger import MemoryDeliveries
from tests.memory_library import MemoryLibrary
from tests.postgres import PostgresServer


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyLedger]:
    """A ledger without a schedule, beside two articles that digests can hold."""
    if request.param == "memory":
        yield MemoryDeliveries()
    elif request.param == "sqlite":
        yield from _stored("sqlite:///library.db", tmp_path)
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.database() as address:
            yield from _stored(address, tmp_path)


def _stored(address: str, base: Path) -> Iterator[Deliveries]:
    engine = open_database(address, base)
    library = Library(engine)
    for name in ("bridge", "school"):
        library.put(parse_article(b"The mayor opened the bridge on Main Street.", f"{name}.md"), NOON)
    yield Deliveries(engine)
    library.close()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyLibrary]:
    """A library without an article."""
    if request.param == "memory":
        yield MemoryLibrary()
    elif request.param == "sqlite":
        library = Library(open_database("sqlite:///library.db", tmp_path))
        yield library
        library.close()
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.database() as address:
            library = Library(open_database(address, tmp_path))
            yield library
            library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    write(folder / "bridge.md", BRIDGE)
    write(folder / "school.md", SCHOOL)
    return folder
