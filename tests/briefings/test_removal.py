"""A removed article is not shown; a purged one is not there, not even in the pages of the file."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.digest import Choice, Why
from briefings.errors import NotHere
from briefings.library.contents import Composition
from briefings.library.corrections import Outcome, What
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.library.removal import FromFile
from briefings.library.rows import Verdict
from briefings.library.schema import articles, metadata
from tests.bot.delivering import MORNING
from tests.fakes import NOON

SECRET = "The zanzibarine ledger was hidden in a quillfeather box"
TEXT = f"{SECRET}. “We are sorry,” said Councillor Paul Moss.\n"
ADDRESS = "sqlite:///library.db"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A1 is another article, A2 the one that goes."""
    library = Library(open_database(ADDRESS, tmp_path))
    library.put(parse_article(b"The mayor opened the bridge.", "bridge.md"), NOON)
    library.put(parse_article(f"{TEXT}An old sentence.".encode(), "ledger.md"), NOON)
    library.put(parse_article(f"---\nsource: The Zanzibarine Post\n---\n{TEXT}".encode(), "ledger.md"), NOON)
    yield library
    library.close()


def ids(library: Library) -> list[str]:
    return sorted(held.article.id for held in library.shelf().newest(9).items)


def posted(tmp_path: Path) -> Deliveries:
    """A digest that showed A2 in the message "m1"."""
    deliveries = Deliveries(open_database(ADDRESS, tmp_path))
    deliveries.configure([MORNING], NOON)
    (planned,) = deliveries.schedules()
    deliveries.enter_now(planned.number, NOON)
    [(delivery, _)] = deliveries.claim(["fake"], "here", NOON, timedelta(seconds=90))
    choices = [Choice(2, True, "new", Why.NEW), Choice(1, False, "too many", Why.NO_ROOM)]
    deliveries.compose([Composition(delivery.number, choices, 2, NOON)], NOON)
    deliveries.record_messages(delivery.number, {0: "m1"}, NOON)
    return deliveries


@pytest.mark.parametrize("wanted", ["A2", "a2", "ledger"])
def test_a_removed_article_is_not_shown_and_comes_back_when_it_is_imported_again(library: Library, wanted: str) -> None:
    library.removal.remove(library.removal.find(wanted), NOON)
    assert ids(library) == ["bridge"]
    assert not library.removal.find(wanted).shown
    library.put(parse_article(TEXT.encode(), "ledger.md"), NOON)
    assert ids(library) == ["bridge", "ledger"]


@pytest.mark.parametrize("wanted", ["A3", "A99999999999", "nothing", "", "A0"])
def test_what_is_not_there_cannot_be_taken_out(library: Library, wanted: str) -> None:
    with pytest.raises(NotHere):
        library.removal.find(wanted)


def test_an_article_of_a_file_is_taken_out_by_deleting_the_file(library: Library, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "school.md").write_text("The school closed.")
    library.sync([tmp_path / "in"], NOON)
    known = library.removal.find("school")
    with pytest.raises(FromFile, match=r"A3 stands in .*school\.md, which would bring it back; delete the file"):
        library.removal.remove(known, NOON)
    with pytest.raises(FromFile):
        library.removal.purge(known, NOON)
    (tmp_path / "in" / "school.md").unlink()
    library.removal.purge(known, NOON)
    assert ids(library) == ["bridge", "ledger"]


def test_a_purged_article_is_in_no_table_and_its_number_is_not_given_again(library: Library, tmp_path: Path) -> None:
    library.curations.flag(2, 1, "", "discord:1", NOON)
    library.curations.correct(2, 1, "", Verdict.UNATTRIBUTED, None, "discord:1", NOON)
    posted(tmp_path)
    library.removal.purge(library.removal.find("A2"), NOON)
    connection = sqlite3.connect(tmp_path / "library.db")
    for table in metadata.tables.values():
        for column in table.columns:
            if any(key.column is articles.c.number for key in column.foreign_keys):
                query = f'SELECT count(*) FROM {table.name} WHERE "{column.name}" = 2'
                assert connection.execute(query).fetchone() == (0,), table.name
    assert (
        connection.execute("SELECT rowid FROM article_words WHERE article_words MATCH 'zanzibarine'").fetchall() == []
    )
    connection.close()
    assert library.put(parse_article(b"Something else.", "else.md"), NOON) == 3


def test_nothing_of_a_purged_article_is_left_in_the_file(library: Library, tmp_path: Path) -> None:
    library.removal.purge(library.removal.find("A2"), NOON)
    library.close()
    data = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"quillfeather" not in data and b"zanzibarine" not in data
    assert b"opened the bridge" in data


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("open cite:A2-q1", False),
        ("briefing article:a2 page:2", False),
        (f'check text:"{SECRET.upper()}"', False),
        ("summary article:ledger", False),
        ("open cite:A22-q1", True),
        ("open cite:BA2", True),
        ('search text:"the"', True),
        ('check text:"The mayor opened the bridge of the town"', True),
    ],
)
def test_lines_kept_for_buttons_go_if_they_name_it_or_hold_its_words(library: Library, line: str, kept: bool) -> None:
    library.keep_line("key", line, NOON)
    library.removal.purge(library.removal.find("A2"), NOON)
    assert (library.kept_line("key") is not None) == kept


def test_the_digests_that_showed_it_are_to_be_corrected(library: Library, tmp_path: Path) -> None:
    deliveries = posted(tmp_path)
    library.removal.purge(library.removal.find("A2"), NOON)
    library.removal.purge(library.removal.find("A1"), NOON)
    ((delivery, change),) = deliveries.corrections.of_article(2, What.DELETED)
    assert (delivery.messages, change.outcome) == ({0: "m1"}, Outcome.OPEN)
    assert deliveries.corrections.of_article(1, What.DELETED) == []
