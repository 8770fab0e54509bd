"""Libraries that hold what not everybody may see, for the leak tests: five articles of invented words, and who asks.

Every invented word is one that stands nowhere else, so that whatever shows one has shown the hidden article.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.answers import Answers
from bot.config import shipped_corpus
from bot.desk import Asker
from briefings.article import parse_article
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.fakes import NOON, FakeClock

LATER = NOON + timedelta(hours=1)
FACTS = {  # an article's word: whose it is, and what its front matter says
    "zaffre": ("discord:1", ""),
    "quillon": ("slack:T1", ""),
    "vespine": ("", "audience: discord:1/8"),
    "ombrel": ("", f"embargo_until: {LATER.isoformat()}"),
    "krasis": ("", "withdrawn: 2026-11-20, the source asked for it"),
}
HOLDERS = ("title", "source", "author", "topic", "url", "text", "quote", "told", "id")
TEXT = """\
Minister Ada {Word}speaker spoke of China and the {word}text on Monday. "The {word}quote of China is ours to keep," \
{Word}speaker said. Xi Jinping said that China needs the {word}told. Xi added, "Although China's Internet technology \
and network security guarantees have made big achievements, there is still a huge gap compared with advanced levels \
around the world." The {word}text will stay in the cybersecurity plans of China for as long as anybody can tell.
"""
FRONT = """\
id: {word}id
title: The {word}title of China
source: {word}source
author: {word}author
url: https://example.org/{word}url
topics: [{word}topic, China, cybersecurity]
published: 2026-11-22
"""

GUILD = Asker("discord", "1", "7", "u1", may_manage=True)
BOARD = Asker("discord", "1", "8", "u1", may_manage=True)
TEAM = Asker("slack", "T1", "C1", "U1", may_manage=True)
TERMINAL = Asker("terminal", channel="here", user="you", may_manage=True)
WITHDRAWN = "krasis"
OTHERS = {
    "another server": Asker("discord", "2", "9", "u2", may_manage=True),
    "another channel": GUILD,
    "the channel": BOARD,
    "another platform": Asker("slack", "1", "8", "U2", may_manage=True),
    "the team": TEAM,
    "a direct message to the team": Asker("slack", "T1", "D1", "U1", may_manage=True, direct=True),
    "a direct message": Asker("discord", "", "10", "u1", direct=True),
    "the terminal": TERMINAL,
}
SEEN = {
    "another channel": ("zaffre",),
    "the channel": ("zaffre", "vespine"),
    "the team": ("quillon",),
}


def words_of(word: str) -> set[str]:
    """Every invented word of the article, in lower case."""
    return {f"{word}{holder}" for holder in (*HOLDERS, "speaker")}


@dataclass
class World:
    """A library with what answers from it, at one time, and the numbers of its articles by their words."""

    answers: Answers
    clock: FakeClock
    numbers: dict[str, int]

    @property
    def library(self) -> Library:
        return self.answers.library


@contextmanager
def world(folder: Path, words: Iterable[str]) -> Iterator[World]:
    """The shipped corpus and the articles of *words*, in this order."""
    folder.mkdir()
    engine = open_database("sqlite:///library.db", folder)
    library, clock = Library(engine), FakeClock()
    library.sync([shipped_corpus()], clock.now())
    numbers = {word: put(library, word) for word in words}
    try:
        yield World(Answers(library, Deliveries(engine), clock), clock, numbers)
    finally:
        library.close()


def put(library: Library, word: str, more: str = "") -> int:
    workspace, limit = FACTS[word]
    limit += more
    body = (FRONT + limit + "\n").format(word=word)
    text = f"---\n{body}---\n{TEXT.format(word=word, Word=word.capitalize())}"
    return library.put(parse_article(text.encode(), f"{word}id.md"), NOON, workspace)
