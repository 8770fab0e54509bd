"""The entries that telling words find: all that could be compared and none that could not, however they came."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Connection

from briefings.library.database import open_database, writer
from briefings.library.finds import WHOLE, Finds
from briefings.library.library import Library
from tests.briefings.test_library_stories import put
from tests.fakes import NOON

DAY = timedelta(days=1) // timedelta(microseconds=1)
WIRE = dict.fromkeys(("ferry", "lighthouse", "mayor"), WHOLE // 3)
WORDS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, WHOLE), min_size=1)
DAYS = st.none() | st.integers(-40_000, 40_000) | st.integers(-20, 20)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = open_database("sqlite:///library.db", tmp_path_factory.mktemp("finds"))
    library = Library(engine)
    with writer(engine).connect() as connection:
        yield connection
    library.close()


def moment(days: int | None) -> int | None:
    return None if days is None else days * DAY


@given(st.lists(st.tuples(WORDS, DAYS), max_size=30), WORDS, DAYS)
@example([({"a": 100}, -40_000)], {"a": 100}, -39_000)  # long before 1900
def test_what_is_found_is_as_alike_as_it_says(
    connection: Connection, entries: list[tuple[dict[str, int], int | None]], asked: dict[str, int], day: int | None
) -> None:
    finds = Finds(connection)
    for number, (shares, when) in enumerate(entries, 1):
        finds.add(number, "", shares, moment(when))
    found = finds.near(asked, moment(day), {""})
    for number, (shares, when) in enumerate(entries, 1):
        alike = sum(share * shares.get(word, 0) for word, share in asked.items()) / WHOLE**2
        near = day is None or when is None or abs(when - day) <= 14
        assert (number in found) == (alike >= (0.05 if near else 0.25))
        assert found.get(number, alike * WHOLE**2) == pytest.approx(alike * WHOLE**2)


@pytest.mark.parametrize(
    ("days", "others", "found"),
    [(14, 0, True), (16, 0, True), (14, 60, True), (16, 60, False), (None, 60, True)],
    ids=["same days", "a copy", "same days, a common word", "a common word", "day not known"],
)
def test_a_word_that_many_have_finds_those_of_the_same_days(
    connection: Connection, days: int | None, others: int, found: bool
) -> None:
    finds = Finds(connection)
    finds.add(1, "", WIRE, moment(days))
    for number in range(others):
        finds.add(10 + number, "", WIRE, moment(1_000 + number))
    assert (1 in finds.near(WIRE, 0, {""})) == found


def test_no_other_workspaces_entries_are_found(connection: Connection) -> None:
    finds = Finds(connection)
    finds.add(1, "discord:1", WIRE, None)
    assert finds.near(WIRE, None, {"", "discord:2"}) == {}
    assert set(finds.near(WIRE, None, {"", "discord:1"})) == {1}


def test_one_that_reads_what_is_stored_finds_the_same(tmp_path: Path) -> None:
    engine = open_database("sqlite:///library.db", tmp_path)
    library = Library(engine)
    for number, text in enumerate(("The ferry Lunda ran aground at Skarholm.", "Lunda, the ferry, left Skarholm.")):
        put(library, f"a{number}", text, days=number)
    with writer(engine).connect() as connection:
        shares = dict.fromkeys(("lunda", "skarholm"), WHOLE)
        assert set(Finds(connection).near(shares, int(NOON.timestamp() * 1e6), {""})) == {1, 2}
    library.close()
