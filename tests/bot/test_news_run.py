"""Thirty days of made-up news: nothing is posted twice and no entry is lost, by a count of the test's own."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.delivery import Postman
from bot.replies import Reply, plain
from briefings.article import parse_article
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import State
from briefings.library.library import Library
from tests.bot.delivering import EIGHT, MORNING
from tests.fakes import NOON, FakeClock, FakePoster

DAYS = 30
_PLACES = (
    "Ambleford Brackwater Corrindale Dunmere Eastholme Farrowby Glenhaven Hartsmouth Ironbridge Kestrelford".split()
)
_THINGS = "harbour bridge school library market hospital railway theatre reservoir airport".split()
_DEEDS = "closed inspected rebuilt praised flooded sold painted measured guarded visited".split()
_PEOPLE = ("Ada Moss", "Ben Crane", "Cleo Hart", "Dora Finch", "Edwin Vale", "Flora West")
_SOURCES = ("The Gazette", "Wire One", "Wire Two", "The Courier")


@dataclass
class News:
    """Makes articles of sentences that nobody else says, and remembers them all."""

    chance: random.Random
    sentences: list[str] = field(default_factory=list)
    events: list[list[str]] = field(default_factory=list)
    made: int = 0

    def event(self) -> str:
        """A new event of five sentences."""
        self.events.append([self._told(len(self.events)) for _ in range(4)] + [self._quoted()])
        return self._article(self.events[-1])

    def follow_up(self) -> str:
        """Something more of an event: two sentences of its first article again, and three new ones."""
        number = self.chance.randrange(max(0, len(self.events) - 5), len(self.events))
        return self._article([*self.events[number][:2], self._told(number), self._told(number), self._quoted()])

    def copy(self) -> str:
        """An event as another source has it, word for word."""
        return self._article(self.events[-1])

    def _told(self, event: int) -> str:
        place, thing = _PLACES[event % 10], _THINGS[(event // 10 + event) % 10]
        deed, number = self.chance.choice(_DEEDS), len(self.sentences) + 1000
        self.sentences.append(f"The {thing} in {place} was {deed} by {number} workers of team {event} on that morning.")
        return self.sentences[-1]

    def _quoted(self) -> str:
        number = len(self.sentences) + 1000
        words = f"We have counted {number} stones here and shall go on until all of them are where they belong."
        self.sentences.append(words)
        return f'"{words[:-1]}," {self.chance.choice(_PEOPLE)} said.'

    def _article(self, sentences: list[str]) -> str:
        self.made += 1
        return f"---\nsource: {self.chance.choice(_SOURCES)}\n---\n" + " ".join(sentences) + "\n"


def words_of(reply: Reply) -> str:
    return "\n".join(plain(line) for card in reply.cards for line in card.lines)


async def test_over_thirty_days_no_sentence_is_posted_twice_and_no_entry_is_lost(
    postman: Postman, poster: FakePoster, clock: FakeClock, deliveries: Deliveries, library: Library
) -> None:
    deliveries.configure([replace(MORNING, at_most=50)], NOON)
    clock.moment = EIGHT
    await postman.deliver_due()
    news, arrived = News(random.Random(30)), dict[str, str]()
    for day in range(DAYS):
        for make in [news.event] * 4 + [news.copy] * 2 + [news.follow_up] * 3:
            text = make()
            arrived[f"n{news.made}"] = text
            library.put(parse_article(text.encode(), f"n{news.made}.md"), clock.now() + timedelta(hours=2))
        corrected = f"n{news.made - news.chance.randrange(20)}" if day else "n1"
        text = arrived[corrected].replace("that morning", "that evening")
        library.put(parse_article(text.encode(), f"{corrected}.md"), clock.now() + timedelta(hours=3))
        clock.moment = EIGHT + timedelta(days=day + 1)
        await postman.deliver_due()
    posted = [words_of(reply) for _, reply, _, _ in poster.posted]
    assert len(posted) == DAYS + 1

    everything = "\n".join(posted)
    corrected_too = {sentence.replace("that morning", "that evening") for sentence in news.sentences}
    said = {sentence: everything.count(sentence[:-1]) for sentence in {*news.sentences, *corrected_too}}
    assert not [sentence for sentence, times in said.items() if times > 1]
    assert sum(said.values()) > 8 * DAYS

    (planned,) = deliveries.schedules()
    assert all(each.state is State.POSTED for each in deliveries.last(planned.number, DAYS + 1))
    heads = Counter(number for text in posted for number in set(re.findall(r"(?<=A)\d+(?![\d-])", text)))
    shelf = library.shelf()
    for name in arrived:
        held = shelf.find(name)
        (account,) = deliveries.accounts(planned.number, held.number, 5)
        assert heads[str(held.number)] == account.choice.chosen, (name, account)
        assert account.choice.chosen or account.choice.reason.startswith(("the same words as A", "it says nothing"))


async def test_a_story_that_goes_on_stands_below_what_is_new_with_only_its_new_sentences(
    postman: Postman, poster: FakePoster, clock: FakeClock, library: Library
) -> None:
    news = News(random.Random(1))
    for name in ("first", "second"):
        library.put(parse_article(news.event().encode(), f"{name}.md"), clock.now())
    clock.moment = EIGHT
    await postman.deliver_due()
    more = "Brackwater will open the bridge again in the spring of next year, the council of Ambleford said."
    again = " ".join([news.events[0][0], news.events[0][1], news.events[0][2], more])
    library.put(parse_article(again.encode(), "again.md"), clock.now())
    library.put(parse_article(news.event().encode(), "third.md"), clock.now())
    clock.go_on(days=1)
    await postman.deliver_due()
    first, second = (reply for _, reply, _, _ in poster.posted)
    assert first.lead == "4 new"
    assert second.lead == "1 new, 1 continuing"
    new, going_on = (words_of(replace(second, cards=(card,))) for card in second.cards)
    assert new.startswith("1. The school in Corrindale") and going_on.startswith("Continuing\n2. ")
    assert news.events[0][0] not in going_on and going_on.endswith(f"{more} A5")
