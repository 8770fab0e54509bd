"""What is said of an article whose words were changed."""

import pytest

from bot.answers import Answers
from bot.platforms import plain_text
from bot.platforms.terminal import ASKER
from briefings.article import parse_article
from tests.fakes import FakeClock

FIRST = "The bridge opened. “We paid far too much,” said Councillor Paul Moss. It was cold.\n"
SECOND = "The bridge opened on Friday. Nobody spoke.\n"


@pytest.fixture
def corrected(answers: Answers, clock: FakeClock) -> Answers:
    """A3 was corrected two days after it came."""
    answers.library.put(parse_article(FIRST.encode(), "bridge.md"), clock.now())
    clock.go_on(days=2)
    answers.library.put(parse_article(SECOND.encode(), "bridge.md"), clock.now())
    return answers


def ask(answers: Answers, line: str) -> str:
    return plain_text.render(answers.answer_here(line, ASKER))


def test_an_entry_says_that_it_was_corrected_and_when(corrected: Answers) -> None:
    assert "added 2026-11-23 · corrected 2026-11-25" in ask(corrected, "briefing A3")
    assert "corrected" not in ask(corrected, "briefing A1")


@pytest.mark.parametrize(("cite", "words"), [("A3-q1", "We paid far too much"), ("A3-s3", "It was cold.")])
def test_a_cite_of_words_that_are_gone_opens_what_they_were(corrected: Answers, cite: str, words: str) -> None:
    said = ask(corrected, f"open {cite}")
    assert "no longer there" in said and words in said
    assert "The article was corrected on 2026-11-25 and no longer has these words." in said


def test_a_cite_that_never_was_is_told_as_before(corrected: Answers) -> None:
    assert "Nothing here has the cite" in ask(corrected, "open A3-q77")
