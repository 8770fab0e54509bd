"""A small library's speakers, topics and articles, by which questions are read."""

from collections.abc import Sequence
from datetime import date

from bot.calls import write_line
from bot.questions.asking import read_question

TODAY = date(2026, 11, 23)  # a Monday
SPEAKERS = ("Xi Jinping", "Alastair MacGibbon", "Article 10 of the law", "Ann Smith", "Bob Smith", "The report")
TOPICS = ("Internet sovereignty", "cybersecurity law", "China", "law schools")
HELD = {"the government"}
ARTICLES = {"s1": "S1", "a1": "A1", "a2": "A2", "sovereignty": "A2", "internet sovereignty": "A2", "the bridge": "A3"}


class Books:
    """A small library's speakers, topics and articles."""

    def speakers(self, words: str) -> Sequence[str]:
        wanted = set(words.lower().replace("the ", "").split())
        return [name for name in SPEAKERS if wanted and wanted <= set(name.lower().split())]

    def topics(self, words: str) -> Sequence[str]:
        wanted = set(words.lower().removeprefix("the ").split())
        return sorted((each for each in TOPICS if wanted <= set(each.lower().split())), key=len)

    def holds(self, words: str) -> bool:
        return words.lower() in HELD

    def article(self, words: str) -> str | None:
        return ARTICLES.get(words.lower())


def lines(question: str) -> list[str]:
    return [write_line(each.command, each.arguments) for each in read_question(question, Books(), TODAY)]
