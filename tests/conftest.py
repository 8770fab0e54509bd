"""What many tests need: the shipped corpus in a library of its own, and what answers from it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.config import shipped_corpus
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.fakes import FakeClock
from tests.postgres import PostgresServer, postgres_server

for name in ("LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"  # answers in the terminal are in English, whatever this machine is set to
os.environ["TZ"] = "UTC"  # and in this zone


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def library(tmp_path: Path, clock: FakeClock) -> Iterator[Library]:
    """The shipped corpus in a database of its own."""
    library = Library(open_database("sqlite:///library.db", tmp_path))
    library.sync([shipped_corpus()], clock.now())
    yield library
    library.close()


@pytest.fixture
def deliveries(library: Library, tmp_path: Path) -> Deliveries:
    return Deliveries(open_database("sqlite:///library.db", tmp_path))


@pytest.fixture
def answers(library: Library, deliveries: Deliveries, clock: FakeClock) -> Answers:
    return Answers(library, deliveries, clock)


@pytest.fixture(scope="session")
def postgres(testrun_uid: str, worker_id: str) -> Iterator[PostgresServer]:
    """A PostgreSQL server, started when the first test asks for it."""
    with postgres_server(testrun_uid[:12], worker_id) as server:
        yield server
