"""The shipped articles are what was published, and every quote in them is found with its speaker; nothing else is."""

from collections.abc import Iterator
from hashlib import sha256

import pytest

from bot.answers import Answers
from bot.config import shipped_corpus
from bot.replies import Card, Ink
from briefings.folder import read_paths
from briefings.library.rows import HeldQuote
from briefings.library.speech import QuoteFilter
from tests.bot.generated import answers_from, ask

EMBASSY = "A spokesman for the Chinese Embassy in Australia"
LAW = "Article 10 of the law"
# Cite, the quote's first words and last ones, speaker, grade, kind; the articles have these thirteen and no others.
QUOTES = (
    ("A1-q1", "[China] must accelerate", "information technology systems.", "Xi Jinping", "resolved", "full"),
    ("A1-q2", "Although China's Internet", "around the world.", "Xi Jinping", "resolved", "full"),
    ("A1-q3", "attacked on", "a daily basis", "Alastair MacGibbon", "named", "fragment"),
    ("A1-q4", "totally", "groundless", EMBASSY, "resolved", "fragment"),
    ("A1-q5", "false", "cliches.", EMBASSY, "resolved", "fragment"),
    ("A1-q6", "Like other countries", "attacks in the world", EMBASSY, "resolved", "full"),
    ("A1-q7", "Given we were up", "fair fight for us", "Daryl Peter", "named", "full"),
    ("A2-q1", "more fair", "and equitable", "Xi Jinping", "named", "fragment"),
    ("A2-q2", "Internet", "sovereignty", "Xi Jinping", "resolved", "fragment"),
    ("A2-q3", "companies that build", "set by the state's standards.", LAW, "role", "full"),
    ("A2-q4", "They shall take", "usability of Internet data.", LAW, "resolved", "full"),
    ("A2-q5", "We are concerned", "products and services.", "The statement", "role", "full"),
    ("A2-q6", "particularly by breaking", "supply chains.", "The Communist Party's commentary", "role", "fragment"),
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    with answers_from(tmp_path_factory.mktemp("shipped"), shipped_corpus()) as answers:
        answers.page_size = 50
        yield answers


def text_of(card: Card, *inks: Ink) -> str:
    return "".join(piece.text for line in card.lines for piece in line if piece.ink in inks)


@pytest.mark.parametrize(
    ("file", "digest"),
    [
        ("china-domestic-technology.md", "a3a6ae3e518053907eb5b5caca081c1d26edd660e0663558390f533ad3ccc163"),
        ("china-internet-sovereignty.md", "794b04eb03db56d8e688fb5670c9e5fca7b8eec911f8b8005098c28b51272e38"),
    ],
)
def test_each_body_is_the_published_one_a_final_line_break_aside(file: str, digest: str) -> None:
    reading = read_paths([shipped_corpus()])
    (text,) = (article.text for path, article in reading.articles if path.name == file)
    hashes = {sha256(each.encode()).hexdigest() for each in (text, text.removesuffix("\n"), text + "\n")}
    assert digest in hashes


def test_nothing_is_invented_about_the_articles() -> None:
    reading = read_paths([shipped_corpus()])
    assert not reading.faults
    for _, article in reading.articles:
        assert (article.published, article.source, article.author, article.url) == (None, None, None, None)
        assert article.title_by == "us"


def test_the_thirteen_quotes_have_their_speakers_and_there_is_no_other(answers: Answers) -> None:
    found = answers.library.shelf().quotes(QuoteFilter(), 50)
    assert found.total == len(QUOTES) == 13
    for held, (cite, first, last, speaker, grade, kind) in zip(found.items, QUOTES, strict=True):
        words = held.quote.span.of(held.held.article.text)
        assert words.startswith(first) and words.rstrip(",").endswith(last)
        assert described(held) == (cite, speaker, grade, kind)


def described(held: HeldQuote) -> tuple[str, str | None, str, str]:
    return held.cite, held.speaker, held.quote.grade.value, held.quote.kind.value


def test_quotes_answers_with_all_thirteen_in_their_order(answers: Answers) -> None:
    reply = ask(answers, "quotes")
    assert reply.lead == "13 passages, as printed"
    for card, (cite, first, last, speaker, grade, _) in zip(reply.cards, QUOTES, strict=True):
        shown = text_of(card, Ink.WORDS, Ink.MARKED)
        assert first in shown and last in shown
        assert cite in text_of(card, Ink.CITE)
        assert text_of(card, Ink.STRONG) == speaker
        assert grade in text_of(card, Ink.QUIET)


def test_a_fragment_is_shown_inside_its_sentence_and_stands_out(answers: Answers) -> None:
    (card,) = ask(answers, 'quotes text:"daily basis"').cards
    assert text_of(card, Ink.MARKED) == "attacked on a daily basis"
    assert text_of(card, Ink.WORDS).startswith(
        "Alastair MacGibbon, the Australian Prime Minister's cybersecurity adviser"
    )


@pytest.mark.parametrize(
    ("asked", "cites"),
    [
        ("Xi", ["A1-q1", "A1-q2", "A2-q1", "A2-q2"]),
        ('"xi jinping"', ["A1-q1", "A1-q2", "A2-q1", "A2-q2"]),
        ("MacGibbon", ["A1-q3"]),
        ("embassy", ["A1-q4", "A1-q5", "A1-q6"]),
        ("Peter", ["A1-q7"]),
        ('"Article 10"', ["A2-q3", "A2-q4"]),
        ("statement", ["A2-q5"]),
        ("party", ["A2-q6"]),
    ],
)
def test_a_speaker_is_found_by_any_part_of_the_name(answers: Answers, asked: str, cites: list[str]) -> None:
    shown = [text_of(card, Ink.CITE)[:5] for card in ask(answers, f"quotes speaker:{asked}").cards]
    assert [cite for cite in shown if "-q" in cite] == cites


def test_every_word_of_an_article_that_is_shown_is_a_slice_of_it(answers: Answers) -> None:
    texts = [held.article.text for held in answers.library.shelf().newest(9).items]
    for line in ("quotes", "briefing", "briefing A1", "briefing A2", "summary A2", "search law", "open A1-q4"):
        for card in ask(answers, line).cards:
            for part in card.lines:
                for run in "".join(p.text if p.ink in {Ink.WORDS, Ink.MARKED} else "\0" for p in part).split("\0"):
                    assert any(run in text for text in texts), run
