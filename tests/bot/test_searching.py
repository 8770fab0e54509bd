"""Search answers with sentences, says where the words stand, and completes what is being typed."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Answers
from bot.calls import write_line
from bot.commands.command import Kind, Parameter
from bot.completions import complete
from bot.config import shipped_corpus
from bot.desk import Asker
from bot.platforms.plain_text import render
from bot.replies import Ink
from briefings.article import parse_article
from briefings.library.library import Library
from tests.bot.generated import MANAGER, answers_from, ask
from tests.fakes import NOON

BRIDGE = (
    "---\nid: bridge\ntitle: A bridge for the town\nsource: Harbour Gazette\nauthor: Ida Brandt\n"
    "published: 2026-11-02\n---\n"
    "The bridge opened on Monday. Mayor Anna Kern cut the ribbon in the rain. "
    '"The bridge is a promise that we have kept," Kern said.\n\nFerries stop in June.\n'
)


@pytest.fixture
def answers(answers: Answers) -> Answers:
    answers.library.put(parse_article(BRIDGE.encode(), "bridge.md"), NOON)
    return answers


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("search bridge", ["A *bridge* for the town", "found in the title · 2 sentences · a quote of Anna Kern A3-q1"]),
        ("search ribbon", ["A3-s2", "found in 1 sentence"]),
        ("search Kern", ["the speaker Anna Kern", '[Anna Kern: quotes speaker:"Anna Kern"]']),
        ("search gazette", ["found in the source, Harbour Gazette", "A3-s"]),
        ("search Ida ribbon", ["the author, Ida Brandt", "in the rain"]),
        ("search fer", ["No entry holds “fer” as a word; these hold words that begin with it.", "*Ferries*"]),
        ("search bridge since:2026-11-01", ["Search: bridge since 2026-11-01 - 1 entry", "Entries without a"]),
        ("search bridge until:2026-11-02", ["1 entry"]),
        ("search bridge since:2026-11-03", ["Nothing here holds “bridge” since 2026-11-03.", "[At any time: search"]),
        ('search text:"bridge until:2026-11-02"', ["Search: bridge until 2026-11-02 - 1 entry"]),
        ("search bridge since:soon", ["'soon' is no day; write it as 2026-11-21."]),
        ("search -bridge", ["There is no word to search for"]),
        ("articles since:2026-11-01", ["Articles since 2026-11-01 - 1 of 3 entries", "Entries without a"]),
        ("articles until:2026-11-01", ["None here: ", "Entries without a publication date are left out"]),
    ],
)
def test_an_answer_tells_where_it_matched(answers: Answers, line: str, parts: list[str]) -> None:
    text = render(ask(answers, line))
    assert [part for part in parts if part not in text] == []


def test_entries_with_the_words_in_one_sentence_come_first(answers: Answers) -> None:
    apart = "The toll was low. " * 3 + "A bridge is a bridge, and a bridge stays a bridge."
    together = "The town was quiet. " * 30 + "The toll of the bridge is two euros."
    for name, text in (("apart", apart), ("together", together)):
        answers.library.put(parse_article(text.encode(), f"{name}.md"), NOON)
    cards = ask(answers, "search toll bridge").cards
    assert [card.lines[0][0].text for card in cards] == ["A5", "A4"]


def test_what_is_shown_is_the_articles_own_words_and_a_cite_for_each_sentence(answers: Answers) -> None:
    for card in ask(answers, "search bridge law").cards:
        *sentences, where = card.lines[1:]
        assert sentences and all(any(piece.ink is Ink.CITE for piece in line) for line in sentences)
        assert where[0].text == "found in "


def values(library: Library, answers: Answers, typed: str) -> list[str]:
    shelf = library.shelf()
    found = complete(Parameter("text", "x", Kind.SEARCH), typed, shelf, answers.deliveries, Asker("terminal"), 5)
    return [each.value for each in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("alas", "Alastair MacGibbon"),
        ("world int", "World Internet Conference"),
        ("a bridge for", "A bridge for the town"),
        ("hackers alas", "hackers Alastair MacGibbon"),
    ],
)
def test_search_text_is_completed_over_names_topics_and_titles(
    library: Library, answers: Answers, typed: str, first: str
) -> None:
    assert values(library, answers, typed)[0] == first


def test_nothing_is_completed_from_what_is_nowhere(library: Library, answers: Answers) -> None:
    assert values(library, answers, "zebra zebra") == []


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Answers from the shipped articles, for questions that change nothing."""
    with answers_from(tmp_path_factory.mktemp("shipped"), shipped_corpus()) as answers:
        yield answers


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.sampled_from(["", "\0", "\ud800", '*"', "^(", "NEAR(a b)", "😀", "שלום"]))
def test_any_text_is_answered_and_completed(shared: Answers, typed: str, special: str) -> None:
    reply = shared.answer_here(write_line("search", {"text": typed + special + "law"}), MANAGER)
    assert "Something went wrong" not in render(reply)
    values(shared.library, shared, typed + special)


def test_a_name_that_is_a_topic_too_is_offered_once(shared: Answers) -> None:
    labels = [button.label for button in ask(shared, "search zzzz").buttons]
    assert "Xi Jinping" in labels and len(labels) == len(set(labels))
