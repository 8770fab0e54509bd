"""The library keeps what files say: each article analysed once, under a number that is never given twice."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefings.errors import NotHere
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.terms import parse_terms
from tests.fakes import NOON
from tests.libraries import counts, news, said, titles


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library without an article."""
    library = Library(open_database("sqlite:///library.db", tmp_path))
    yield library
    library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return news(tmp_path)


def change(tmp_path: Path, statement: str) -> None:
    """Change the database behind the library's back."""
    connection = sqlite3.connect(tmp_path / "library.db")
    with connection:
        connection.execute(statement)
    connection.close()


def test_an_unchanged_folder_is_not_analysed_again(empty: Library, folder: Path, tmp_path: Path) -> None:
    empty.sync([folder], NOON)
    change(tmp_path, "DELETE FROM quotes")  # another analysis would find them again
    version = empty.version
    assert counts(empty.sync([folder], NOON)) == (0, 0, 0)
    assert empty.version == version
    assert said(empty) == {}


def test_a_file_that_was_only_touched_is_not_analysed_again(empty: Library, folder: Path, tmp_path: Path) -> None:
    empty.sync([folder], NOON)
    change(tmp_path, "DELETE FROM quotes")
    (folder / "bridge.md").touch()
    assert counts(empty.sync([folder], NOON)) == (0, 0, 0)
    assert said(empty) == {}


@pytest.mark.parametrize(
    "column", ["text = replace(text, 'promise', 'premise')", "text = text || ' '", "sha256 = lower(hex(id))"]
)
def test_quotes_from_a_stored_text_that_was_changed_disappear(
    empty: Library, folder: Path, tmp_path: Path, column: str
) -> None:
    empty.sync([folder], NOON)
    change(tmp_path, f"UPDATE articles SET {column} WHERE number = 1")
    shelf = empty.shelf()
    assert set(said(empty)) == {"A2-q1"}
    assert titles(empty) == ["school"]
    assert shelf.numbered([1, 2]) == [shelf.find("A2")]
    assert not shelf.search(parse_terms("bridge"), 5)[0]
    with pytest.raises(NotHere):
        shelf.find("A1")


def test_a_changed_text_is_mended_from_its_file_when_that_is_read_again(
    empty: Library, folder: Path, tmp_path: Path
) -> None:
    empty.sync([folder], NOON)
    change(tmp_path, "UPDATE articles SET text = text || ' ' WHERE number = 1")
    (folder / "bridge.md").touch()
    assert counts(empty.sync([folder], NOON)) == (0, 1, 0)
    assert set(said(empty)) == {"A1-q1", "A2-q1"}
