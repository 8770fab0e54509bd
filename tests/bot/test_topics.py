"""Topics over the library: what is new and what rises is said with the days that were counted."""

from datetime import timedelta

from bot.answers import Answers
from bot.platforms.plain_text import render
from bot.replies import plain
from briefings.article import Article
from tests.bot.generated import ask
from tests.fakes import NOON, FakeClock


def put(answers: Answers, topic: str, *ages: int) -> None:
    for days in ages:
        published = NOON - timedelta(days)
        article = Article(f"{topic}-{days}", "It was so.", topic, published=published, topics=(topic,))
        answers.library.put(article, NOON)


def test_new_and_rising_topics_are_named_with_the_days_that_were_counted(answers: Answers, clock: FakeClock) -> None:
    put(answers, "ferry", 1, 2)
    put(answers, "bridge", 3, 2, 9)
    put(answers, "tram", 1, 8, 9, 15, 16, 22, 23)
    notes = [plain(note) for note in ask(answers, "topics").notes]
    assert notes == [
        "New · ferry (2)",
        "Rising · bridge (2)",
        "Counted in the 7 days 2026-11-17 to 2026-11-23, against 4 times 7 days before.",
    ]
    clock.go_on(days=30)
    assert [plain(note)[:29] for note in ask(answers, "topics").notes] == ["No topic is new or rises: cou"]


def test_without_earlier_dates_nothing_is_called_new(answers: Answers) -> None:
    assert ask(answers, "topics").notes == ()
    put(answers, "ferry", 1, 2)
    assert ask(answers, "topics").notes == ()


def test_given_topics_come_first_and_entries_that_share_topics_are_named(answers: Answers) -> None:
    text = "The ferry of Westbury sank. The mayor of Westbury wept."
    for name in ("one", "two"):
        answers.library.put(Article(name, text, name, topics=("Disasters", "harbours")), NOON)
    reply = ask(answers, "topics article:one")
    assert [plain(card.lines[0]).split(" · ")[0] for card in reply.cards][:2] == ["Disasters", "harbours"]
    assert "Shared with A4: Disasters · harbours" in render(reply)
