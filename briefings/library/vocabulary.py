"""How many entries hold each word, as one that writes reads and changes it: each word is read and written once."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, func, select, text

from briefings.library.schema import profiles, word_counts
from briefings.library.written import write
from briefings.profile import Profile
from briefings.stories import Counts, leading

_AT_ONCE = 500  # values in one statement
_MOST = 400_000  # words that are remembered
_TOTAL = select(func.max(profiles.c.article))
_KNOWN = select(word_counts.c.word, word_counts.c.articles).where(
    word_counts.c.word.in_(bindparam("words", expanding=True))
)
_KEEP = text(
    "INSERT INTO word_counts (word, articles) VALUES (:word, :held) "
    "ON CONFLICT (word) DO UPDATE SET articles = excluded.articles"
)
_DROP = delete(word_counts).where(word_counts.c.word == bindparam("gone"))


class Vocabulary:
    """The words that one that writes has met. It counts on being the only one that writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stored: dict[str, int] = {}  # how the changed ones were before
        self._total = int(connection.execute(_TOTAL).scalar() or 0)
        self._counts = Counts(leading(self._total))

    def counts(self, read: Iterable[Profile]) -> Counts:
        """Return how many articles hold each word of these profiles; the number of articles is near enough.

        The counts change when articles are added and taken.
        """
        held = self._counts.words
        self._read(set[str]().union(*(set(each.terms).difference(held) for each in read)))
        return self._counts

    def add(self, number: int, words: Iterable[str]) -> None:
        """Count the article *number* for each of *words*."""
        self._total = max(self._total, number)
        self._counts.set_articles(leading(self._total))
        self._counts.add(self._met(words))

    def take(self, words: Iterable[str]) -> None:
        """Count one article less for each of *words*."""
        self._counts.take(self._met(words))

    def write(self) -> None:
        """Write what has changed."""
        held = self._counts.words
        changed = sorted(word for word, before in self._stored.items() if held[word] != before)
        write(self._connection, _KEEP, [{"word": word, "held": held[word]} for word in changed if held[word] > 0])
        write(self._connection, _DROP, [{"gone": word} for word in changed if held[word] < 1])
        self._stored.clear()
        if len(held) > _MOST:
            self._counts = Counts(self._counts.articles)

    def _met(self, words: Iterable[str]) -> set[str]:
        """Return *words*, each once; how often they are stored is known, as they are about to change."""
        met, held, stored = set(words), self._counts.words, self._stored
        self._read(met.difference(held))
        new = met.difference(stored)
        stored.update(zip(new, map(held.__getitem__, new), strict=True))
        return met

    def _read(self, words: set[str]) -> None:
        """Read the counts of *words*, none of which is held."""
        if not words:
            return
        new, found = sorted(words), dict.fromkeys(words, 0)
        for at in range(0, len(new), _AT_ONCE):
            rows = self._connection.execute(_KNOWN, {"words": new[at : at + _AT_ONCE]})
            found.update((word, count) for word, count in rows.all())
        self._counts.words.update(found)
