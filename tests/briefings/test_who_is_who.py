"""Speakers of several articles are one person while nothing contradicts it, and parted when something does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.platforms.plain_text import render
from briefings.article import parse_article
from briefings.audience import EVERYBODY, place_of
from briefings.library.database import open_database
from briefings.library.library import Library
from briefings.library.speech import QuoteFilter
from tests.bot.generated import ask
from tests.fakes import NOON

FULL = '"We have built a bridge for all of us," said Mayor Jane Roe. She smiled.'
SHORT = '"The bridge will stand for a hundred years," Mayor Roe said.'
SURNAME = '"It was paid for by the whole town," Roe said.'
COACH = '"We lost because we did not train enough," Coach Roe said.'
OTHER = '"There is no money left for the bridge," said John Roe.'


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library without an article."""
    library = Library(open_database("sqlite:///library.db", tmp_path))
    yield library
    library.close()


def put(library: Library, name: str, text: str, workspace: str = "") -> int:
    return library.put(parse_article(f"{text}\n".encode(), f"{name}.md"), NOON, workspace)


def counts(library: Library, words: str = "", workspace: str = "") -> dict[str, int]:
    return {
        each.label: each.count
        for each in library.shelf(place_of(workspace) if workspace else EVERYBODY).speakers(words)
    }


def test_a_short_name_joins_the_only_person_that_it_can_mean(empty: Library) -> None:
    for name, text in (("a", SHORT), ("b", FULL), ("c", SURNAME)):
        put(empty, name, text)
    assert counts(empty) == {"Jane Roe": 3}
    assert counts(empty, "jane") == counts(empty, "roe jane") == {"Jane Roe": 3}


def test_an_office_that_contradicts_keeps_a_short_name_apart(empty: Library) -> None:
    put(empty, "a", FULL)
    put(empty, "b", COACH)
    assert counts(empty) == {"Jane Roe": 1, "Roe": 1}


def test_a_second_bearer_of_the_name_parts_the_short_ones_again(empty: Library) -> None:
    put(empty, "a", FULL)
    put(empty, "b", SURNAME)
    assert counts(empty) == {"Jane Roe": 2}
    put(empty, "c", OTHER)
    assert counts(empty) == {"Jane Roe": 1, "John Roe": 1, "Roe": 1}


def test_they_are_joined_again_when_the_second_bearer_is_gone_or_changed(empty: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("a", FULL), ("b", SURNAME), ("c", OTHER)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    empty.sync([folder], NOON)
    assert len(counts(empty)) == 3
    (folder / "c.md").rename(tmp_path / "c.md")
    empty.sync([folder], NOON)
    assert counts(empty) == {"Jane Roe": 2}
    (tmp_path / "c.md").rename(folder / "c.md")
    empty.sync([folder], NOON)
    assert len(counts(empty)) == 3
    (folder / "c.md").write_text("The bridge is closed.", encoding="utf-8")
    empty.sync([folder], NOON)
    assert counts(empty) == {"Jane Roe": 2}


def test_the_order_of_arrival_does_not_matter(empty: Library) -> None:
    for name, text in (("c", OTHER), ("b", SURNAME), ("d", COACH), ("a", FULL), ("e", SHORT)):
        put(empty, name, text)
    assert counts(empty) == {"Jane Roe": 2, "John Roe": 2, "Roe": 1}  # the coach is not the mayor


def test_what_one_workspace_has_is_joined_there_and_changes_nobody_elsewhere(empty: Library) -> None:
    put(empty, "a", FULL)
    put(empty, "b", SURNAME)
    put(empty, "own", OTHER, "slack:T1")
    put(empty, "own2", SHORT, "slack:T1")
    assert counts(empty) == {"Jane Roe": 2}
    assert counts(empty, workspace="slack:T2") == {"Jane Roe": 2}
    assert counts(empty, workspace="slack:T1") == {"Jane Roe": 3, "John Roe": 1}


def test_a_fuller_name_of_another_workspace_is_told_to_nobody(empty: Library) -> None:
    put(empty, "a", SURNAME)
    put(empty, "own", FULL, "slack:T1")
    assert counts(empty) == {"Roe": 1}
    found = empty.shelf().quotes(QuoteFilter(), 5).items
    assert [each.fuller for each in found] == [None]


@pytest.mark.parametrize("asked", ["Löffler", "loffler", "Loff", "jürgen LÖF", "jurgen"])
def test_a_name_is_found_with_and_without_its_accents(empty: Library, asked: str) -> None:
    put(empty, "a", '"There is no money left for the bridge," said Jürgen Löffler.')
    assert counts(empty, asked) == {"Jürgen Löffler": 1}


def test_the_shown_speaker_is_a_slice_of_its_own_article_and_the_fuller_name_is_ours(empty: Library) -> None:
    put(empty, "a", FULL)
    put(empty, "b", SURNAME)
    first, second = empty.shelf().quotes(QuoteFilter(), 5).items
    assert (first.speaker, first.fuller) == ("Jane Roe", None)
    assert (second.speaker, second.fuller) == ("Roe", "Jane Roe")
    assert first.person == second.person


def test_an_answer_says_that_names_were_joined_and_heads_the_quotes_with_forms_roles_and_entries(
    answers: Answers,
) -> None:
    put(answers.library, "a", FULL)
    put(answers.library, "b", SHORT)
    text = render(ask(answers, "quotes Jane Roe"))
    assert "Jane Roe - 2 passages, as printed" in text
    assert "also printed as " in text and "described as Mayor" in text and "quoted in A3 A4" in text
    assert '— Roe · joined with "Jane Roe" of other entries · said' in text
    assert '[Same speaker: quotes speaker:"Jane Roe"]' in render(ask(answers, "A4-q1"))


def test_a_corrected_speaker_is_the_person_that_the_name_means(answers: Answers) -> None:
    put(answers.library, "a", FULL)
    put(answers.library, "b", SURNAME + ' "The rest is for our children," he added.')
    ask(answers, "curate set cite:A4-q2 speaker:Roe")
    assert counts(answers.library)["Jane Roe"] == 3


def test_they_are_joined_again_when_the_second_bearer_is_removed_or_purged(empty: Library) -> None:
    for name, text in (("a", FULL), ("b", SURNAME), ("c", OTHER), ("d", OTHER.replace("John", "Joan"))):
        put(empty, name, text)
    assert len(counts(empty)) == 4
    empty.removal.remove(empty.removal.find("c"), NOON)
    assert len(counts(empty)) == 3
    empty.removal.purge(empty.removal.find("d"), NOON)
    assert counts(empty) == {"Jane Roe": 2}


def test_an_office_that_speaks_stays_itself_when_its_article_changes(empty: Library) -> None:
    said = '"The bridge is closed until the end of June," a spokesman for the town said.'
    put(empty, "a", said)
    put(empty, "a", f"{said} He gave no reason.")
    assert counts(empty) == {"a spokesman for the town": 1}
