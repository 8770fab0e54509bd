"""Ledgers and libraries: in memory, in SQLite, and in a PostgreSQL server of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.contracts.ledgers import AnyLedger
from tests.fakes import NOON
from tests.libraries import AnyLibrary, news
from tests.memory_ledger import MemoryDeliveries
from tests.memory_library import MemoryLibrary
from tests.postgres import PostgresServer


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Where things are stored: in a new SQLite file, in a new database of a server; None in memory."""
    if request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.database() as found:
            yield found
    else:
        yield "sqlite:///library.db" if request.param == "sqlite" else None


@pytest.fixture
def ledger(address: str | None, tmp_path: Path) -> Iterator[AnyLedger]:
    """A ledger without a schedule, beside two articles that digests can hold."""
    if address is None:
        yield MemoryDeliveries()
        return
    engine = open_database(address, tmp_path)
    library = Library(engine)
    for name in ("bridge", "school"):
        library.put(parse_article(b"The mayor opened the bridge on Main Street.", f"{name}.md"), NOON)
    yield Deliveries(engine)
    library.close()


@pytest.fixture
def empty(address: str | None, tmp_path: Path) -> Iterator[AnyLibrary]:
    """A library without an article."""
    if address is None:
        yield MemoryLibrary()
        return
    library = Library(open_database(address, tmp_path))
    yield library
    library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return news(tmp_path)
