"""An article whose words change keeps what it said before, and its old cites still open."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.audience import place_of
from briefings.library.database import open_database
from briefings.library.library import Library
from tests.fakes import NOON

FIRST = (
    "The bridge opened. “It is a promise kept,” said Mayor Anna Kern. "
    "“We paid far too much,” said Councillor Paul Moss.\n"
)
SECOND = "The bridge opened on Friday. “It is a promise kept,” said Mayor Anna Kern.\n"
LATER = NOON + timedelta(days=2)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(open_database("sqlite:///library.db", tmp_path))
    library.put(parse_article(FIRST.encode(), "bridge.md"), NOON)
    yield library
    library.close()


def put(library: Library, text: str) -> None:
    library.put(parse_article(text.encode(), "bridge.md"), LATER)


def kept(tmp_path: Path) -> list[str]:
    connection = sqlite3.connect(tmp_path / "library.db")
    found = [row[0] for row in connection.execute("SELECT text FROM versions ORDER BY number")]
    connection.close()
    return found


def test_a_changed_article_says_when_and_keeps_its_old_text(library: Library, tmp_path: Path) -> None:
    put(library, SECOND)
    assert library.shelf().find("A1").corrected == LATER
    assert kept(tmp_path) == [FIRST]


@pytest.mark.parametrize("text", [FIRST, FIRST + "\n\n", "---\nsource: The Gazette\n---\n" + FIRST])
def test_the_same_words_are_no_correction(library: Library, tmp_path: Path, text: str) -> None:
    put(library, text)
    assert library.shelf().find("A1").corrected is None
    assert kept(tmp_path) == []


def test_a_quote_that_is_gone_is_found_as_it_was(library: Library) -> None:
    put(library, SECOND)
    shelf = library.shelf()
    former = shelf.former(shelf.find("A1"), "q", 2)
    assert former is not None
    assert (former.words.strip("“”,"), former.gone, former.still_printed) == ("We paid far too much", LATER, False)
    assert shelf.quote(1, 2) is None and shelf.quote(1, 1) is not None


def test_a_quote_that_only_the_analysis_lost_is_still_printed(library: Library, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "library.db")
    with connection:
        connection.execute("UPDATE articles SET analysis = 0, last_quote = 3")
        connection.execute(
            "INSERT INTO quotes SELECT article, 3, 0, 10, spans, grade, kind, utterance, speaker, "
            "speaker_key, 'x', NULL FROM quotes WHERE number = 1"
        )
    connection.close()
    put(library, FIRST)
    shelf = library.shelf()
    former = shelf.former(shelf.find("A1"), "q", 3)
    assert former is not None and former.still_printed and former.words == "The bridge"
    assert shelf.find("A1").corrected is None


def test_a_cite_that_never_was_is_nothing(library: Library) -> None:
    put(library, SECOND)
    shelf = library.shelf()
    assert shelf.former(shelf.find("A1"), "q", 9) is None


def test_a_version_that_was_harmed_is_not_shown(library: Library, tmp_path: Path) -> None:
    put(library, SECOND)
    connection = sqlite3.connect(tmp_path / "library.db")
    with connection:
        connection.execute("UPDATE versions SET text = 'x' || text")
    connection.close()
    shelf = library.shelf()
    assert shelf.former(shelf.find("A1"), "q", 2) is None


def test_every_version_is_kept_and_the_last_one_that_had_it_is_shown(library: Library, tmp_path: Path) -> None:
    put(library, SECOND)
    put(library, "Nothing is left here.\n")
    shelf = library.shelf()
    held = shelf.find("A1")
    former = [shelf.former(held, "q", number) for number in (1, 2)]
    assert [each.words.strip("“”,") for each in former if each] == ["It is a promise kept", "We paid far too much"]
    assert kept(tmp_path) == [FIRST, SECOND]


SEEN = "discord:1"
LIMITED = f"audience: {SEEN}"
EMBARGOED = f"embargo_until: {(LATER + timedelta(days=9)).isoformat()}"
WITHDRAWN = "withdrawn: 2026-11-20"
TIP = FIRST.replace("Councillor Paul Moss", "Clerk Vera Lund, who asked not to be named")


def stored(library: Library, *steps: tuple[str, str | None]) -> None:
    """Another article after each of *steps*: a line of its front matter and its text, None where it is taken out."""
    for facts, text in steps:
        if text is None:
            library.removal.remove(library.removal.find("ferry"), LATER)
        else:
            library.put(parse_article(f"---\n{facts}\n---\n{text}".encode(), "ferry.md"), LATER, came_by="import")


@pytest.mark.parametrize(
    "steps",
    [
        [(LIMITED, TIP), ("", SECOND)],
        [(LIMITED, TIP), (LIMITED, SECOND), ("", SECOND)],
        [("audience: discord:1/8", TIP), (LIMITED, SECOND)],
        [("audience: slack:T1", TIP), (LIMITED, SECOND)],
        [(EMBARGOED, TIP), (EMBARGOED, SECOND), ("", SECOND)],
        [(EMBARGOED, TIP), ("", SECOND)],
        [(WITHDRAWN, TIP), ("", SECOND)],
        [("", TIP), (WITHDRAWN, SECOND), ("", SECOND)],
        [("", TIP), (WITHDRAWN, TIP), (WITHDRAWN, SECOND), ("", SECOND)],
        [("", FIRST + TIP), ("", TIP), (WITHDRAWN, TIP), ("", SECOND)],
        [("", TIP), ("", None), ("", SECOND)],
    ],
)
def test_what_was_hidden_from_its_readers_is_no_version_of_an_article(
    library: Library, steps: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    stored(library, *steps)
    shelf = library.shelf(place_of(SEEN), LATER)
    held = shelf.find("A2")
    assert [shelf.former(held, kind, number) for kind in "sq" for number in (1, 2, 3)] == [None] * 6
    assert not any("Vera Lund" in text for text in kept(tmp_path))


@pytest.mark.parametrize(
    "steps",
    [
        [("", FIRST), (LIMITED, SECOND)],
        [(LIMITED, FIRST), (LIMITED, SECOND)],
        [(LIMITED, FIRST), ("audience: discord:1/8", SECOND), ("audience: discord:1/8\nsource: The Gazette", SECOND)],
        [("", FIRST), ("", SECOND), (WITHDRAWN, SECOND), ("", SECOND)],
        [("", FIRST), ("", SECOND), ("", None), ("source: The Gazette", SECOND)],
    ],
)
def test_what_its_readers_could_read_stays_a_version(
    library: Library, steps: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    stored(library, *steps)
    shelf = library.shelf(place_of("discord:1/8"), LATER)
    former = shelf.former(shelf.find("A2"), "q", 2)
    assert former is not None and former.words.strip("“”,") == "We paid far too much"
