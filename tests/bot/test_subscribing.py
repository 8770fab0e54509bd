"""Everybody may subscribe to a digest of their own, which comes by direct message and ends with one press."""

import pytest

from bot.answers import Answers
from bot.desk import Asker
from bot.platforms.plain_text import render
from briefings.library.deliveries import Deliveries
from briefings.place import Place
from tests.bot.generated import ask

ANN = Asker("discord", "G1", "C1", "1001")
BEN = Asker("discord", "G1", "C1", "1002")
ANN_DIRECTLY = Asker("discord", "", "D1", "1001")
ON_SLACK = Asker("slack", "T1", "C1", "U1")


def shown(answers: Answers, line: str, asker: Asker = ANN) -> str:
    return render(ask(answers, line, asker))


@pytest.mark.parametrize(
    ("asker", "place"), [(ANN, Place("discord", "", "@1001")), (ON_SLACK, Place("slack", "T1", "@U1"))]
)
def test_it_comes_by_direct_message(answers: Answers, deliveries: Deliveries, asker: Asker, place: Place) -> None:
    made = shown(answers, "subscribe at:07:30 zone:Europe/Berlin", asker)
    assert f"news: set up for direct messages on {asker.platform.capitalize()}, daily at 07:30 Europe/Berlin." in made
    assert "Next: Tue 2026-11-24 07:30" in made
    assert [each.schedule.place for each in deliveries.schedules()] == [place]


def test_a_topic_is_one_of_the_library_and_has_a_digest_of_its_own(answers: Answers) -> None:
    assert "China: set up for direct messages on Discord, daily at 08:00 UTC" in shown(answers, "subscribe china")
    assert "No entry has the topic “Mars”" in shown(answers, "subscribe Mars")
    assert "news: set up" in shown(answers, "subscribe")
    assert "2 digests" in shown(answers, "subscriptions")


def test_subscribing_again_changes_the_digest(answers: Answers) -> None:
    ask(answers, "subscribe topic:China", ANN)
    ask(answers, "subscribe topic:China days:mon-fri", ANN)
    assert "mon-fri at 08:00 UTC" in shown(answers, "subscriptions")
    assert "1 digest" in shown(answers, "subscriptions")


def test_one_press_ends_it_also_in_the_direct_messages(answers: Answers, deliveries: Deliveries) -> None:
    made = ask(answers, "subscribe", ANN)
    assert made.buttons[0].label == "Stop it"
    assert "Ended: news." in shown(answers, made.buttons[0].line, ANN_DIRECTLY)
    assert not deliveries.schedules()
    assert "You have no such personal digest." in shown(answers, "unsubscribe")


def test_nobody_sees_or_ends_anothers(answers: Answers, deliveries: Deliveries) -> None:
    ask(answers, "subscribe", ANN)
    boss = Asker("discord", "G1", "C1", "1003", may_manage=True)
    assert "None; subscribe sets one up" in shown(answers, "subscriptions", BEN)
    assert "no such personal digest" in shown(answers, "unsubscribe news", BEN)
    assert "None set up here" in shown(answers, "digest list", boss)
    assert "No digest is called “news”" in shown(answers, "digest remove news", boss)
    assert len(deliveries.schedules()) == 1


def test_ten_are_the_most(answers: Answers) -> None:
    labels = [topic.label for topic in answers.library.shelf().topics(limit=11).items]
    replies = [shown(answers, f'subscribe topic:"{label}"') for label in labels]
    assert "set up for direct messages" in replies[9]
    assert "10 personal digests are the most; end one with unsubscribe" in replies[10]


def test_at_the_terminal_it_comes_to_the_terminal(answers: Answers) -> None:
    at_terminal = Asker("terminal", may_manage=True)
    assert "news: set up for this terminal, daily at 08:00 UTC" in shown(answers, "subscribe", at_terminal)
    assert "Ended: news." in shown(answers, "unsubscribe", at_terminal)
