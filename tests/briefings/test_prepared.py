"""A statement that is prepared once reads what SQLAlchemy reads, and what it cannot read fails alike."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, func, select, text, tuple_, union_all
from sqlalchemy.exc import OperationalError

from briefings.article import Article
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.prepared import Query, fetched
from briefings.library.rows import Verdict
from briefings.library.schema import articles, quotes, topics
from briefings.library.speech import QuoteFilter
from tests.fakes import NOON

TEXT = 'Mayor Anna Kern opened the bridge. "The bridge is a promise that we have kept," Kern said. It cost a fortune.'
NUMBERED = articles.c.number.in_(bindparam("numbers", expanding=True))
STATEMENTS: list[tuple[Query, dict[str, Any]]] = [
    (select(articles).order_by(articles.c.number), {}),
    (select(articles).where(NUMBERED), {"numbers": [1]}),
    (select(articles.c.id, articles.c.limited).where(NUMBERED), {"numbers": (1, 2, 3)}),
    (select(articles.c.id).where(NUMBERED), {"numbers": []}),
    (select(articles.c.id).where(NUMBERED), {"numbers": range(1, 3)}),
    (select(articles.c.id).where(articles.c.number.not_in(bindparam("numbers", expanding=True))), {"numbers": [2]}),
    (
        select(quotes).where(tuple_(quotes.c.article, quotes.c.number).in_(bindparam("places", expanding=True))),
        {"places": [(1, 1), (2, 1)]},
    ),
    (select(topics.c.spans, topics.c.score).order_by(topics.c.key).limit(bindparam("most")), {"most": 2}),
    (select(func.count(), func.max(articles.c.title)).where(articles.c.source == bindparam("source")), {"source": ""}),
    (union_all(select(articles.c.number), select(quotes.c.article)).order_by("number"), {}),
    (select(articles.c.title.contains(bindparam("word"), escape="/"), articles.c.number), {"word": "/%"}),
]


def named(row: Any) -> dict[str, Any]:
    """The row by the names of its columns; what a statement computes without a label has none to go by."""
    return {name: each for name, each in row._asdict().items() if hasattr(articles.c, name) or hasattr(quotes.c, name)}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_database("sqlite:///library.db", tmp_path_factory.mktemp("library"))
    library = Library(engine)
    for name in ("a", "b", "c"):
        library.put(Article(name, TEXT.replace("bridge", f"bridge of {name}"), f"Title {name} 100%"), NOON)
    yield engine
    library.close()


@pytest.mark.parametrize(("statement", "values"), STATEMENTS)
def test_what_is_prepared_reads_the_same_rows(engine: Engine, statement: Query, values: dict[str, Any]) -> None:
    with engine.connect() as connection:
        expected = connection.execute(statement, values).all()
        for _ in range(2):
            found = fetched(connection, statement, {"more": "than it needs", **values})
            assert [tuple(row) for row in found] == [tuple(row) for row in expected]
            assert [named(row) for row in found] == [named(row) for row in expected]


def test_one_statement_takes_as_many_values_as_there_are(engine: Engine) -> None:
    statement = select(articles.c.number).where(NUMBERED).order_by(articles.c.number)
    with engine.connect() as connection:
        for numbers in ([1], [1, 2], [], [3, 2, 1], [2]):
            found = [row.number for row in fetched(connection, statement, {"numbers": numbers})]
            assert found == sorted(numbers)


def test_what_cannot_be_read_fails_as_it_does_for_sqlalchemy(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(OperationalError):
        fetched(connection, select(text("nothing")).select_from(articles), {})


def test_what_a_reader_saw_before_a_correction_is_not_held_true_after_it(engine: Engine) -> None:
    library = Library(engine)
    with library.shelf().at_once() as before:
        assert before.topics_of([1]) != {1: []}
        library.curations.correct(1, 1, "", Verdict.NOT_A_QUOTE, None, "terminal:", NOON)
        assert before.quotes(QuoteFilter(), 5).total == 3
    assert library.shelf().quotes(QuoteFilter(), 5).total == 2


def test_what_is_read_at_once_is_of_one_moment(engine: Engine) -> None:
    library = Library(engine)
    with library.shelf().at_once() as shelf:
        before = shelf.topics_of([1])
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM topics"))
        assert shelf.topics_of([1]) == before != {1: []}
    assert library.shelf().topics_of([1]) == {1: []}
