"""What digests read of the library: which entries arrived, what their filters and order look at, and their quotes."""

from collections.abc import Sequence
from datetime import datetime

from briefings.filters import Candidate
from briefings.library.ledger import Through
from briefings.library.rows import Held, HeldQuote
from briefings.library.shelf import Shelf
from briefings.library.speech import QuoteFilter

_MOST_CONSIDERED = 1000
_MOST_QUOTES = 20  # of an entry, among which one is chosen


class Look:
    """What is read of a shelf for digests: each thing once, however many of them are made.

    Of what arrived, only what was asked for last is kept.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._asked: tuple[int, int, datetime | None] | None = None
        self._arrived: tuple[list[Held], list[Candidate]] = [], []
        self._quotes: dict[int, tuple[HeldQuote, ...]] = {}

    def arrived(self, through: int, last: Through | None) -> tuple[list[Held], list[Candidate]]:
        """Return the entries that arrived, or were released, after *last*, up to number *through*, newest first.

        With them what a digest's filters and order look at.
        """
        asked = (last.number if last else 0, through, last.at if last else None)
        if asked != self._asked:
            new = self.shelf.arrived(asked[0], through, _MOST_CONSIDERED, asked[2])
            self._asked, self._arrived = asked, (new, candidates(self.shelf, new))
        return self._arrived

    def quotes(self, article: int) -> tuple[HeldQuote, ...]:
        """Return the first quotes of an entry."""
        if article not in self._quotes:
            self._quotes[article] = self.shelf.quotes(QuoteFilter(article=article), _MOST_QUOTES).items
        return self._quotes[article]


def candidates(shelf: Shelf, entries: Sequence[Held]) -> list[Candidate]:
    """Return the entries as what a digest's filters and order look at."""
    numbers = [held.number for held in entries]
    topics, speakers = shelf.topics_of(numbers), shelf.speakers_in(numbers)
    copies, stories = shelf.copies_of(numbers), shelf.stories_of(numbers)
    return [
        Candidate(
            held.number,
            topics=frozenset(topic.key for topic in topics[held.number]),
            speakers=speakers[held.number],
            source=held.article.source,
            text=f"{held.article.title}\n{held.article.text}",
            copies=tuple(copies.get(held.number, ())),
            priority=held.article.priority,
            story=stories[held.number][0] if held.number in stories else None,
        )
        for held in entries
    ]
