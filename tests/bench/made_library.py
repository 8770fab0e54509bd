"""A library of made articles: 3 to 6 kB each, with people, quotes, dates and subjects that recur as in the news.

Seeded: the same number gives the same article. A few people, subjects and words are in very many articles, most in few.
"""

import random
from bisect import bisect
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product
from pathlib import Path

from tests.bench.made_cases import ADJECTIVES, CUES, FIRST, HYPHENATED, LAST, NOUNS, PLACES, ROLES, Writer

_ENDINGS = (
    "ani berg bury dale ev field holm ikova ling mann more nez oglu quist rath sen shaw ski stein ton vale wen".split()
)
_STEMS = "Ab Bel Cor Dan El Far Gos Hal Iv Jor Kal Lem Mar Nor Ost Pel Quin Ros Sal Tor Ul Ver Wal Yar Zel".split()
_SECOND = "yard house gate side ward works line master guard post bank field hill way book room land keeper".split()
SURNAMES = [*LAST, *(stem + end for stem, end in product(_STEMS, _ENDINGS))]
SUBJECTS = [f"{adjective} {noun}" for noun, adjective in product(NOUNS, ADJECTIVES)]
SOURCES = [f"The {place} {kind}" for place, kind in product(PLACES, ("Gazette", "Courier", "Herald"))]
LEAST, MOST = 3_000, 6_000  # characters
FIRST_DAY = datetime(2019, 1, 1, tzinfo=UTC)


class Recurring:
    """Chooses among many things as the news does: the n-th about as often as 1/n (Zipf)."""

    def __init__(self, things: Sequence[str], seed: int, first: int = 3) -> None:
        self._things = random.Random(seed).sample(things, len(things))
        self._weights = list(accumulate(1 / (rank + first) for rank in range(len(things))))

    def choose(self, chance: random.Random) -> str:
        return self._things[bisect(self._weights, chance.random() * self._weights[-1])]


PEOPLE = Recurring([f"{first} {last}" for first, last in product(FIRST, SURNAMES)], 1)
ABOUT = Recurring(SUBJECTS, 2)
THINGS = Recurring([*NOUNS, *(noun + end for noun, end in product(NOUNS, _SECOND))], 3, 20)


class Reporter(Writer):
    """Writes the sentences of one article about its own subjects and people."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance, people=[PEOPLE.choose(chance) for _ in range(chance.randint(2, 5))])
        self.roles = {person: chance.choice(ROLES) for person in self.people}
        self.subjects = [ABOUT.choose(chance) for _ in range(3)]

    def thing(self) -> str:
        if self.chance.random() < 0.3:
            return "the " + self.of(self.subjects)
        adjective = self.of(HYPHENATED) if self.chance.random() < 0.08 else self.of(ADJECTIVES)
        noun = THINGS.choose(self.chance)
        if self.chance.random() < 0.2:
            return f"{self.number()} {adjective} {noun}s"
        quality = adjective + " " if self.chance.random() < 0.6 else ""
        place = f" of {self.of(PLACES)}" if self.chance.random() < 0.15 else ""
        return f"{self.chance.choice(('the', 'a', 'every', 'this', 'the first'))} {quality}{noun}{place}"

    def day(self) -> str:
        when = FIRST_DAY + timedelta(days=self.chance.randrange(2500))
        return self.of([f"{when:%B} {when.day}, {when.year}", f"{when.day} {when:%B %Y}", f"{when:%A}"])

    def spoken(self, person: str) -> str:
        """A quote of *person*, in one of the forms of the news."""
        surname, said = person.split()[-1], self.sentence()
        said_on, cue = self.sentence(), self.of(CUES)
        lead = f"{person}, a {self.roles[person]} from {self.of(PLACES)},"
        return self.of(
            [
                f'"{said}," {person} {cue}.',
                f'"{said}," {cue} {surname}. "{said_on}."',
                f'{lead} {cue}: "{said}."',
                f"{surname} {cue} on {self.day()} that {self.clause()}.",
                f'According to {person}, {self.thing()} was "{self.of(ADJECTIVES)} and {self.of(ADJECTIVES)}".',
                f'"{said}," the {self.roles[person]} {cue}.',
            ]
        )

    def paragraph(self) -> str:
        """Two to five sentences."""
        sentences = [self.spoken(self.of(self.people)) if self.chance.random() < 0.6 else self.narration()]
        sentences += [self.narration() for _ in range(self.chance.randint(1, 4))]
        if self.chance.random() < 0.3:
            sentences.append(f"That was on {self.day()}.")
        return " ".join(sentences)


def made_article(number: int, seed: int = 7) -> str:
    """The file of article *number*, with front matter."""
    chance = random.Random(seed * 1_000_003 + number)
    reporter = Reporter(chance)
    length, paragraphs = chance.randint(LEAST, MOST), [reporter.paragraph()]
    while sum(map(len, paragraphs)) < length:
        paragraphs.append(reporter.paragraph())
    published = FIRST_DAY + timedelta(minutes=chance.randrange(2500 * 24 * 60))
    title = f"{reporter.subjects[0]} and {reporter.clause()}".capitalize()
    head = f"title: {title}\nsource: {chance.choice(SOURCES)}\npublished: {published.isoformat()}"
    return f"---\n{head}\n---\n" + "\n\n".join(paragraphs) + "\n"


def write_library(folder: Path, count: int) -> None:
    """Write *count* articles below *folder*, a thousand a folder; those that are there stay."""
    for number in range(count):
        below = folder / f"{number // 1000:03}"
        path = below / f"news-{number}.md"
        if number % 1000 == 0:
            below.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(made_article(number), encoding="utf-8")
