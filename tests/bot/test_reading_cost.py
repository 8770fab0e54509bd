"""What an answer reads: as many statements and rows from a large library as from a small one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.answers import Answers
from bot.desk import Asker
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.bench.made_library import write_library
from tests.bench.made_questions import FINDING, READING, Questions
from tests.fakes import NOON, FakeClock

ASKER = Asker("terminal", may_manage=True)
SMALL, LARGE = 30, 120
STATEMENTS = 15
ROWS = 60  # twelve topics of each of five entries
COMPARED = 400  # names and labels out of the tallies, where nothing is called what was asked for


@contextmanager
def statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Give what is asked of the database meanwhile, with its parameters."""
    asked: list[tuple[str, Any]] = []

    def note(_1: Any, _2: Any, statement: str, parameters: Any, _3: Any, _4: Any) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def rows(engine: Engine, asked: list[tuple[str, Any]]) -> Iterator[tuple[str, int]]:
    """Each statement that reads with the number of its rows; all of them are fetched."""
    with engine.connect() as connection:
        for statement, parameters in asked:
            if statement.lstrip().startswith(("SELECT", "WITH")):
                counted = connection.exec_driver_sql(f"SELECT count(*) FROM ({statement})", parameters)
                yield statement, counted.scalar_one()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, tuple[Engine, Answers]]]:
    found = {}
    for count in (SMALL, LARGE):
        base = tmp_path_factory.mktemp("library")
        engine, news = open_database("sqlite:///library.db", base), base / "news"
        write_library(news, count)
        library = Library(engine)
        library.sync([news], NOON)
        found[count] = engine, Answers(library, Deliveries(engine), FakeClock())
    yield found
    for engine, _ in found.values():
        engine.dispose()


@pytest.mark.parametrize("command", [*READING, *FINDING])
def test_no_answer_fetches_more_than_it_shows_and_a_page(
    opened: dict[int, tuple[Engine, Answers]], command: str
) -> None:
    _read_little(opened, Questions(SMALL).lines(command, 12))


@pytest.mark.parametrize("narrowed", ["text:the", "text:zebra", "since:2020-01-01", "until:2024-01-01", "page:2"])
def test_what_is_reported_of_a_speaker_costs_no_more_than_is_shown(
    opened: dict[int, tuple[Engine, Answers]], narrowed: str
) -> None:
    _read_little(opened, [f"{line} {narrowed}" for line in Questions(SMALL).lines("quotes speaker", 12)])


def test_what_is_reported_on_a_topic_costs_no_more_than_is_shown(opened: dict[int, tuple[Engine, Answers]]) -> None:
    questions = Questions(SMALL)
    who, what = (questions.lines(f"quotes {each}", 12) for each in ("speaker", "topic"))
    _read_little(opened, [f"{one} {other.removeprefix('quotes ')}" for one, other in zip(who, what, strict=True)])


def _read_little(opened: dict[int, tuple[Engine, Answers]], lines: list[str]) -> None:
    for line in lines:
        for engine, answers in opened.values():
            with statements(engine) as asked:
                answers.answer_here(line, ASKER)
            assert len(asked) <= STATEMENTS, (line, asked)
            for statement, count in rows(engine, asked):
                assert count <= (COMPARED if "_counts" in statement else ROWS), (line, statement)
