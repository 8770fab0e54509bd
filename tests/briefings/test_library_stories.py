"""Stories in the library: found on arrival, kept through changes, and never a way to learn of others' articles."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefings.article import Article, Withdrawal
from briefings.audience import EVERYBODY, place_of
from briefings.errors import NotHere
from briefings.folder import read_file
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.shelf import Shelf
from tests.briefings.test_duplicates import CORRECTED, WIRE
from tests.briefings.test_stories import BRIDGE, FERRY, OTHER_FERRY
from tests.fakes import NOON

CORPUS = Path(__file__).parents[2] / "corpus"
OURS, THEIRS = "discord:1", "discord:2"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(open_database("sqlite:///library.db", tmp_path))
    yield library
    library.close()


def put(library: Library, name: str, text: str, workspace: str = "", days: int = 0) -> int:
    article = Article(id=name, text=text, title=text[:40], published=NOON + timedelta(days=days))
    return library.put(article, NOON, workspace)


HIDING: dict[str, dict[str, Any]] = {
    "limited": {"audience": (OURS,)},
    "under embargo": {"embargo": NOON + timedelta(hours=1)},
    "withdrawn": {"withdrawn": Withdrawal()},
}


def put_hidden(library: Library, name: str, text: str, how: str, at: datetime = NOON) -> int:
    article = Article(id=name, text=text, title=text[:40], published=NOON)
    return library.put(replace(article, **HIDING[how] if how else {}), at)


def shelf_of(library: Library, workspace: str) -> Shelf:
    return library.shelf(place_of(workspace) if workspace else EVERYBODY)


def told(library: Library, workspace: str = "") -> dict[str, tuple[str, ...]]:
    """Return the stories of several entries that a workspace sees: cite and ids, the first first."""
    shelf = shelf_of(library, workspace)
    found = [
        shelf.story(f"S{number}") for number, _, _ in shelf.stories([each.number for each in shelf.titles(limit=1_000)])
    ]
    return {story.cite: tuple(held.article.id for held in story.entries) for story in found}


def test_entries_join_their_story_when_they_arrive(library: Library) -> None:
    for at, text in enumerate((FERRY[0], BRIDGE[0], FERRY[1], OTHER_FERRY[0], BRIDGE[1], FERRY[2])):
        put(library, f"a{at}", text, days=at)
    assert told(library) == {"S1": ("a0", "a2", "a5"), "S2": ("a1", "a4")}


def test_the_shipped_articles_are_two_stories(library: Library) -> None:
    for path in sorted(CORPUS.glob("*.md")):
        library.put(read_file(path), NOON)
    assert told(library) == {}
    assert len(library.shelf().newest_stories(5).items) == 2


def test_a_story_keeps_its_cite_when_an_entry_changes_and_after_a_restart(library: Library, tmp_path: Path) -> None:
    for at, text in enumerate(FERRY):
        put(library, f"a{at}", text)
    put(library, "a0", FERRY[0] + " The owner blamed the fog.")
    assert told(library) == {"S1": ("a0", "a1", "a2")}
    again = Library(open_database("sqlite:///library.db", tmp_path))
    assert told(again) == {"S1": ("a0", "a1", "a2")}
    again.close()


def test_an_entry_whose_text_is_another_event_now_leaves_its_story(library: Library) -> None:
    for at, text in enumerate(FERRY):
        put(library, f"a{at}", text)
    put(library, "a0", BRIDGE[0])
    put(library, "b", BRIDGE[1])
    stories = told(library)
    assert stories.pop("S1") == ("a1", "a2")
    assert list(stories.values()) == [("a0", "b")]


def test_a_story_that_another_took_in_is_found_under_its_old_cite(library: Library) -> None:
    put(library, "first", FERRY[0])
    put(library, "second", BRIDGE[0])
    put(library, "second", FERRY[1])
    assert told(library) == {"S1": ("first", "second")}
    assert library.shelf().story("s2").cite == "S1"


def test_a_workspace_sees_its_own_entries_in_a_shared_story_and_nobody_else_does(library: Library) -> None:
    put(library, "first", FERRY[0])
    put(library, "own", FERRY[1], OURS)
    put(library, "third", FERRY[2])
    assert told(library, OURS) == {"S1": ("first", "own", "third")}
    assert told(library, THEIRS) == told(library) == {"S1": ("first", "third")}


def test_articles_of_two_workspaces_are_never_in_one_story_for_either(library: Library) -> None:
    put(library, "ours", FERRY[0], OURS)
    put(library, "theirs", FERRY[1], THEIRS)
    assert told(library, OURS) == told(library, THEIRS) == {}
    with pytest.raises(NotHere):
        shelf_of(library, THEIRS).story("S1")


def test_a_workspaces_own_article_moves_no_shared_one(library: Library) -> None:
    put(library, "ferry", FERRY[0])
    put(library, "bridge", BRIDGE[0])
    put(library, "both", FERRY[0] + " " + BRIDGE[0], OURS)
    assert told(library) == {}


@pytest.mark.parametrize("how", HIDING)
def test_an_article_that_is_hidden_moves_none_that_is_not(library: Library, how: str) -> None:
    put(library, "ferry", FERRY[0])
    put(library, "bridge", BRIDGE[0])
    put_hidden(library, "both", FERRY[0] + " " + BRIDGE[0], how)
    put(library, "ferry again", FERRY[1])
    put(library, "bridge again", BRIDGE[1])
    assert set(told(library).values()) == {("ferry", "ferry again"), ("bridge", "bridge again")}


@pytest.mark.parametrize("how", HIDING)
def test_what_comes_after_hidden_articles_is_grouped_as_if_they_were_not_there(library: Library, how: str) -> None:
    for at in range(8):
        put_hidden(library, f"hidden {at}", FERRY[0] + " " + BRIDGE[0], how)
    numbers = [put(library, name, text) for name, text in (("ferry", FERRY[0]), ("bridge", BRIDGE[0]))]
    numbers.append(put(library, "ferry again", FERRY[0]))
    assert told(library).popitem()[1] == ("ferry", "ferry again")
    assert library.shelf().copies_of(numbers) == {9: (11,), 11: (9,)}


@pytest.mark.parametrize("how", HIDING)
def test_an_article_that_is_hidden_no_longer_joins_what_tells_its_event(library: Library, how: str) -> None:
    put_hidden(library, "first", FERRY[0], how)
    put(library, "second", FERRY[1])
    assert told(library) == {}
    put_hidden(library, "first", FERRY[0], "")
    assert set(told(library).values()) == {("first", "second")}


def test_what_comes_after_the_end_of_an_embargo_joins_what_was_under_it(library: Library) -> None:
    put_hidden(library, "first", FERRY[0], "under embargo")
    put_hidden(library, "second", FERRY[1], "", NOON + timedelta(hours=1))
    shelf = library.shelf(EVERYBODY, NOON + timedelta(hours=1))
    assert shelf.stories_of([1, 2]) == {1: (1, 2), 2: (1, 2)}


def test_the_same_words_again_are_copies(library: Library) -> None:
    numbers = [put(library, name, text) for name, text in (("wire", WIRE), ("bridge", BRIDGE[0]), ("new", CORRECTED))]
    assert library.shelf().copies_of(numbers) == {1: (3,), 3: (1,)}
    assert told(library) == {"S1": ("wire", "new")}


def test_a_copy_is_found_however_long_after_it_comes(library: Library) -> None:
    numbers = [put(library, "wire", WIRE), put(library, "again", CORRECTED, days=4_000)]
    assert library.shelf().copies_of(numbers) == {1: (2,), 2: (1,)}


def test_copies_of_an_article_that_has_changed_stay_copies_of_one_another(library: Library) -> None:
    numbers = [put(library, name, WIRE) for name in ("first", "second", "third")]
    put(library, "first", BRIDGE[0])
    assert library.shelf().copies_of(numbers) == {2: (3,), 3: (2,)}
    put(library, "first", CORRECTED)
    assert library.shelf().copies_of(numbers)[1] == (2, 3)


def test_a_copy_that_one_may_not_see_is_not_told(library: Library) -> None:
    put(library, "wire", WIRE)
    put(library, "own", WIRE, OURS)
    assert shelf_of(library, OURS).copies_of([1]) == {1: (2,)}
    assert shelf_of(library, THEIRS).copies_of([1]) == {}


@pytest.mark.parametrize("wanted", ["", "S", "S0", "S99", "S1234567890", "A1", "S1; --", "Š1"])
def test_what_is_no_story_is_not_here(library: Library, wanted: str) -> None:
    put(library, "ferry", FERRY[0])
    with pytest.raises(NotHere):
        library.shelf().story(wanted)


def test_the_newest_entry_stands_for_its_story(library: Library) -> None:
    for at, text in enumerate((FERRY[0], BRIDGE[0], FERRY[1])):
        put(library, f"a{at}", text, days=at)
    found = library.shelf().newest_stories(1)
    assert (found.total, [held.article.id for held in found.items]) == (2, ["a2"])
    assert [held.article.id for held in library.shelf().newest_stories(1, 1).items] == ["a1"]
