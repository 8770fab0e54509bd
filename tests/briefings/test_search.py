"""The full-text search: what it reads, how it loosens, and how much it looks at."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.article import parse_article
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.search import MOST, Fit
from briefings.library.speech import QuoteFilter
from briefings.terms import parse_terms
from tests.fakes import NOON

ARTICLES = {
    "bridge": (
        "title: A bridge for the town\nsource: The Harbour Gazette\nauthor: Ida Brandt\npublished: 2026-11-01",
        "The bridge is open. Mayor Anna Kern cut the ribbon.",
    ),
    "ferry": ("title: The last ferry\npublished: 2026-11-10", "The ferry sails once more past the bridge."),
    "café": ("title: A new café", "The café beside the harbour sells bread."),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(open_database("sqlite:///library.db", tmp_path_factory.mktemp("search")))
    for name, (front, text) in ARTICLES.items():
        library.put(parse_article(f"---\nid: {name}\n{front}\n---\n{text}\n".encode(), "x.md"), NOON)
    yield library
    library.close()


@pytest.mark.parametrize(
    ("typed", "ids", "fit"),
    [
        ("bridge", ["bridge", "ferry"], Fit.EVERY),
        ("bridge ferry", ["ferry"], Fit.EVERY),
        ("bridge -ferry", ["bridge"], Fit.EVERY),
        ('"the ribbon"', ["bridge"], Fit.EVERY),
        ('"ribbon the"', [], Fit.EVERY),
        ("gazette", ["bridge"], Fit.EVERY),
        ("brandt ribbon", ["bridge"], Fit.EVERY),
        ("cafe", ["café"], Fit.EVERY),
        ("CAFÉ", ["café"], Fit.EVERY),
        ("harbour", ["café", "bridge"], Fit.EVERY),
        ("fer", ["ferry"], Fit.BEGUN),
        ("bridge fe", ["ferry"], Fit.BEGUN),
        ("fer zebra", [], Fit.EVERY),
        ("ribbon zebra", ["bridge"], Fit.SOME),
        ("ribbon bread", ["bridge", "café"], Fit.SOME),
        ("zebra", [], Fit.EVERY),
    ],
)
def test_texts_titles_sources_and_authors_are_searched(library: Library, typed: str, ids: list[str], fit: Fit) -> None:
    held, found = library.shelf().search(parse_terms(typed), 5)
    assert sorted(each.article.id for each in held) == sorted(ids)
    assert found.total == len(ids) and not found.capped and found.fit is fit


def test_a_word_in_the_title_counts_more(library: Library) -> None:
    assert [each.article.id for each in library.shelf().search(parse_terms("ferry bridge"), 5)[0]] == ["ferry"]
    assert library.shelf().search(parse_terms("bridge"), 5)[0][0].article.id == "bridge"


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        (None, None, ["bridge", "ferry"]),
        (datetime(2026, 11, 2, tzinfo=UTC), None, ["ferry"]),
        (None, datetime(2026, 11, 2, tzinfo=UTC), ["bridge"]),
        (datetime(2026, 11, 11, tzinfo=UTC), None, []),
    ],
)
def test_days_limit_the_search(
    library: Library, since: datetime | None, until: datetime | None, ids: list[str]
) -> None:
    held, found = library.shelf().search(parse_terms("bridge"), 5, 0, since, until)
    assert [each.article.id for each in held] == ids and found.total == len(ids)


def test_a_page_beyond_the_last_one_is_empty_and_knows_the_total(library: Library) -> None:
    held, found = library.shelf().search(parse_terms("bridge"), 1, 7)
    assert (held, found.total) == ([], 2)
    assert [each.article.id for each in library.shelf().search(parse_terms("bridge"), 1, 1)[0]] == ["ferry"]


def test_what_changes_in_an_article_changes_in_the_index(tmp_path: Path) -> None:
    library = Library(open_database("sqlite:///library.db", tmp_path))
    for source in ("The Old Post", "The New Post"):
        library.put(parse_article(f"---\nsource: {source}\n---\nThe ferry sails.\n".encode(), "a.md"), NOON)
    assert not library.shelf().search(parse_terms("old"), 5)[0]
    assert library.shelf().search(parse_terms("new ferry"), 5)[0]
    library.close()


def copied(library: Library, path: Path, times: int) -> None:
    """Put *times* copies of the article in *library* and of its quotes beside it, without analysing each."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, left_out in (("articles", ["number", "id"]), ("quotes", ["article"])):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in left_out]
            listed = ", ".join(f'"{each}"' for each in names)
            own, made = ("id", "'copy' || i") if table == "articles" else ("article", "1 + i")
            connection.execute(
                f"INSERT INTO {table} ({own}, {listed}) WITH RECURSIVE n(i) AS "
                f"(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) SELECT {made}, {listed} FROM {table}, n"
            )


def test_only_the_newest_of_very_many_matches_are_ranked_and_that_is_said(tmp_path: Path) -> None:
    library = Library(open_database("sqlite:///library.db", tmp_path))
    library.put(parse_article(b"The common ferry sails.", "a.md"), NOON)
    copied(library, tmp_path / "library.db", MOST + 5)
    held, found = library.shelf().search(parse_terms("common"), 5)
    assert (len(held), found.total, found.capped) == (5, MOST, True)
    assert 1 not in library.shelf().search(parse_terms("common"), MOST)[1].numbers
    library.close()


def test_quotes_with_words_of_very_many_articles_are_those_of_the_newest_and_that_is_said(tmp_path: Path) -> None:
    library = Library(open_database("sqlite:///library.db", tmp_path))
    library.put(parse_article("“The common ferry sails,” said Ann Berg. “It is late.”".encode(), "a.md"), NOON)
    few = library.shelf().quotes(QuoteFilter(text="the common ferr"), 5)
    assert (len(few.items), few.total, few.capped) == (1, 1, False)
    copied(library, tmp_path / "library.db", MOST + 5)
    many = library.shelf().quotes(QuoteFilter(text="the common ferr"), 5)
    assert (len(many.items), many.total, many.capped) == (5, MOST, True)
    assert many.items[0].held.number == 7, "the oldest of the newest"
    beyond = library.shelf().quotes(QuoteFilter(text="the common ferr"), 5, 10 * MOST)
    assert (beyond.items, beyond.total, beyond.capped) == ((), MOST, True)
    library.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Straße bleibt", 1),
        ("STRASSE", 0),  # what the index holds is "straße"
        ("die straße", 0),
        ("der", 1),
        ("„neue straße“ bleibt", 1),
        ("bleibt «die neue»", 1),
        ("neu", 1),
        ("eue", 0),
        ("don't", 1),
        ("don’t go", 1),
        ('""', 1),
        ("—", 1),
    ],
)
def test_quotes_are_found_by_their_words_in_any_typography(tmp_path: Path, typed: str, found: int) -> None:
    library = Library(open_database("sqlite:///library.db", tmp_path))
    text = "“Der Rat — die neue Straße bleibt. Don’t go,” said Ann Berg."
    library.put(parse_article(text.encode(), "a.md"), NOON)
    assert library.shelf().quotes(QuoteFilter(text=typed), 5).total == found
    library.close()


SPECIAL = st.sampled_from(
    ['"', "''", "*", "^", ":", "(", ")", "{", "}", "+", "-", " NEAR ", "NEAR(a, 2)", " AND ", " OR ", " NOT ", "title:",
     "\0", "\ud800", "\udfff", "😀", "👩‍👧", "שלום", "مرحبا", "\u202e", "e\u0301", "ß", "İ", "Ａ", "“", "«", "--", ";",
     "%", "_", "\\", "bridge", "fe"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(SPECIAL, st.text(max_size=8)), max_size=12).map("".join))
def test_any_text_can_be_searched_for(library: Library, typed: str) -> None:
    terms = parse_terms(typed)
    if terms:
        held, found = library.shelf().search(terms, 2)
        assert len(held) <= 2 and found.total <= len(ARTICLES)
        assert all(each.number in found.numbers for each in held)
