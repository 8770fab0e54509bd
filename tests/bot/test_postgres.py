"""The bot on PostgreSQL answers as it does on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.config import shipped_corpus
from briefings.article import parse_article
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.bot.generated import ask
from tests.fakes import FakeClock
from tests.postgres import PostgresServer

LINES = (
    "briefing",
    "briefing A1",
    "summary A1 length:long",
    "quotes",
    "quotes Xi",
    "quotes Xi text:gap",
    "quotes topic:cybersecurity",
    'quotes text:"huge gap" since:2026-01-01',
    "quotes Obama",
    'quotes text:"\0"',
    "copy A1-q2",
    'check text:"there is still a huge gap compared with advanced levels around the world"',
    'check text:"there is a huge gap compared to advanced levels" speaker:Obama',
    'check text:"nobody ever wrote this down"',
    "topics",
    "topics cybersecurity",
    "topics article:A2",
    "search sovereignty",
    'search "information system" -Australia',
    "search nothing-like-this",
    'search "',
    "articles",
    "articles source:nowhere",
    "open A1-q2",
    "open A2-s3",
    "open A9",
    "flag A1-q2",
    'curate set A1-q2 speaker:"Alastair MacGibbon"',
    "quotes MacGibbon",
    "quotes Xi",
    "curate list",
    "curate undo A1-q2",
    "digest add name:morning at:08:00 channel:here",
    "digest list",
    "digest status",
    "digest preview",
    "digest remove morning",
    "help quotes",
)


def answers_at(address: str, base: Path) -> Iterator[Answers]:
    clock, engine = FakeClock(), open_database(address, base)
    library = Library(engine)
    library.sync([shipped_corpus()], clock.now())
    library.put(parse_article(b"The mayor opened the bridge on Main Street.", "bridge.md"), clock.now())
    yield Answers(library, Deliveries(engine), clock)
    library.close()


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Answers]:
    yield from answers_at("sqlite:///library.db", tmp_path)


@pytest.fixture
def on_postgres(postgres: PostgresServer, tmp_path: Path) -> Iterator[Answers]:
    with postgres.database() as address:
        yield from answers_at(address, tmp_path)


def test_every_answer_is_the_same(on_sqlite: Answers, on_postgres: Answers) -> None:
    for line in LINES:
        assert ask(on_postgres, line) == ask(on_sqlite, line), line
