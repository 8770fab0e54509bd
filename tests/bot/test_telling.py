"""Stories, copies and comparisons as they are answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.config import shipped_corpus
from bot.platforms.plain_text import render
from tests.bot.generated import MANAGER, answers_from, ask
from tests.briefings.test_duplicates import CORRECTED, WIRE
from tests.briefings.test_stories import BRIDGE, FERRY


def shown(answers: Answers, line: str) -> str:
    return render(ask(answers, line, MANAGER))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Answers from the shipped articles."""
    with answers_from(tmp_path_factory.mktemp("shipped"), shipped_corpus()) as answers:
        yield answers


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Answers about a ferry (A1, A3, A4, and A5 again), and a bridge (A2)."""
    corpus = tmp_path_factory.mktemp("told") / "news"
    corpus.mkdir()
    for at, text in enumerate((FERRY[0], BRIDGE[0], FERRY[1], WIRE, CORRECTED)):
        write(corpus / f"n{at}.md", f"2026-11-{10 + at}", text)
    with answers_from(tmp_path_factory.mktemp("base"), corpus) as answers:
        yield answers


def write(path: Path, day: str, text: str) -> None:
    path.write_text(f"---\npublished: {day}\nlicence: all\n---\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("briefing", ["A5 The ferry", "S1 · 3 other entries on this event, the same words in A4", "A2 Engineers"]),
        ("briefing S1", ["S1 One event, as it was told - 4 entries", "published 2026-11-10", "compare a:A1 b:A5"]),
        ("open s1", ["S1 One event"]),
        ("S1", ["S1 One event"]),
        ("briefing A4", ["Also in A5", "Story S1: 3 other entries on this event", "[Story: briefing article:S1]"]),
        ("summary A5", ["Also in A4"]),
        ("search Aurora", ["also in A"]),
        ("articles", ["A5 ", "also in A4"]),
        ("compare A4 A5", ["They are the same words again", "numbers differ: 214 A4-s2 · 212 A5-s2"]),
        ("compare A4 n4", ["They are the same words again"]),
        ("compare a:A1 b:A2", ["no sentence that says the same"]),
        ("digest preview", ["A5"]),
    ],
)
def test_one_event_is_told_together_and_the_same_words_once(told: Answers, line: str, parts: list[str]) -> None:
    text = shown(told, line)
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize("line", ["articles", "digest preview", "briefing"])
def test_a_copy_is_not_shown_as_another_thing(told: Answers, line: str) -> None:
    assert "A4 The ferry" not in shown(told, line).replace("2. ", "")


def test_the_entries_of_a_story_stand_in_the_order_of_their_time(told: Answers) -> None:
    text = shown(told, "briefing S1")
    assert sorted(("A1 ", "A3 ", "A4 ", "A5 "), key=text.index) == ["A1 ", "A3 ", "A4 ", "A5 "]


@pytest.mark.parametrize("line", ["briefing S9", "open S9"])
def test_a_story_that_is_not_there_is_told_with_those_that_are(told: Answers, line: str) -> None:
    text = shown(told, line)
    assert "No story has the cite “S9”." in text and "[S1: briefing article:S1]" in text


def test_without_stories_that_is_said(shipped: Answers) -> None:
    assert "No two entries here tell the same event." in shown(shipped, "briefing S9")


def test_an_article_is_not_compared_with_itself(shipped: Answers) -> None:
    assert "Both are A1; name two articles, as in compare A1 A2." in shown(shipped, "compare A1 A1")


@pytest.mark.parametrize("line", ["compare A1 A2", "compare A1 b:sovereignty", 'compare "China\'s leadership" A2'])
def test_the_shipped_articles_share_one_phrase_under_two_speakers(shipped: Answers, line: str) -> None:
    text = shown(shipped, line)
    assert "Both print, under two speakers: indigenous and controllable substitution plans" in text
    assert "A1-q1 Xi Jinping" in text and "A2-q5 The statement" in text
    assert "Only in A1" in text and "Only in A2" in text


def test_sentences_that_the_licence_keeps_back_are_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "news"
    corpus.mkdir()
    same = "The ferry Aurora sailed from Port Ellis on Tuesday for the first time in eleven weeks."
    write(corpus / "a.md", "2026-11-10", f"{same} The mayor was on board.")
    write(corpus / "b.md", "2026-11-11", f"{same} Nobody waved.")
    with answers_from(tmp_path, corpus) as answers:
        assert "Only in A2 — Nobody waved." in shown(answers, "compare A1 A2")
    (corpus / "b.md").write_text(f"{same} Nobody waved.\n", encoding="utf-8")
    (tmp_path / "again").mkdir()
    with answers_from(tmp_path / "again", corpus) as answers:
        text = shown(answers, "compare A1 A2")
    assert "Only in A2 — 1 sentence not shown: the licence allows a part of this article only" in text
    assert "Nobody waved." not in text


def test_a_story_of_one_entry_says_so(shipped: Answers) -> None:
    assert "One event, as it was told - 1 entry; no other tells this event" in shown(shipped, "briefing S1")


def test_a_story_of_one_day_names_it_once(tmp_path: Path) -> None:
    corpus = tmp_path / "news"
    corpus.mkdir()
    for at, text in enumerate(FERRY[:2]):
        write(corpus / f"n{at}.md", "2026-11-10", text)
    with answers_from(tmp_path, corpus) as answers:
        assert "2 entries, the earliest first, published 2026-11-10; found by" in shown(answers, "briefing S1")


def test_an_article_without_room_for_more_quotes_counts_none(tmp_path: Path) -> None:
    corpus = tmp_path / "news"
    corpus.mkdir()
    (corpus / "a.md").write_text('The bridge is open. "It is a promise," Mayor Anna Kern said.\n', encoding="utf-8")
    with answers_from(tmp_path, corpus) as answers:
        assert "1 of 2 sentences, as printed" in shown(answers, "briefing A1")
