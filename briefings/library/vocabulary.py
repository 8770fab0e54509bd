"""How many entries hold each word, as one transaction reads and changes it: each word is read and written once."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager

from sqlalchemy import Connection, bindparam, delete, func, select, text

from briefings.library.schema import profiles, word_counts
from briefings.profile import Profile
from briefings.stories import Counts

_AT_ONCE = 500  # values in one statement
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
    """The words of the entries that a transaction meets. It counts on being the only one that writes."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._held: dict[str, int] = {}
        self._stored: dict[str, int] = {}  # how the changed ones were before
        self._total = int(connection.execute(_TOTAL).scalar() or 0)

    def counts(self, read: Iterable[Profile]) -> Counts:
        """Return how many articles hold each word of these profiles; the number of articles is near enough."""
        self._read({word for each in read for word in each.terms})
        return Counts(self._total, self._held)

    def add(self, number: int, words: Iterable[str]) -> None:
        """Count the article *number* for each of *words*."""
        self._total = max(self._total, number)
        self._change(set(words), 1)

    def take(self, words: Iterable[str]) -> None:
        """Count one article less for each of *words*."""
        self._change(set(words), -1)

    def write(self) -> None:
        """Write what has changed."""
        changed = sorted(word for word, before in self._stored.items() if self._held[word] != before)
        kept = [{"word": word, "held": self._held[word]} for word in changed if self._held[word] > 0]
        gone = [{"gone": word} for word in changed if self._held[word] < 1]
        for statement, values in ((_KEEP, kept), (_DROP, gone)):
            if values:
                self.connection.execute(statement, values)

    def _change(self, words: set[str], by: int) -> None:
        self._read(words)
        for word in words:
            held = self._held[word]
            self._stored.setdefault(word, held)
            self._held[word] = max(0, held + by)

    def _read(self, words: set[str]) -> None:
        new = sorted(words.difference(self._held))
        self._held.update(dict.fromkeys(new, 0))
        for at in range(0, len(new), _AT_ONCE):
            found = self.connection.execute(_KNOWN, {"words": new[at : at + _AT_ONCE]})
            self._held.update((word, held) for word, held in found.all())


@contextmanager
def vocabulary(connection: Connection) -> Generator[Vocabulary]:
    """Give the words of the library to a transaction that writes, and write what it has changed of them at the end."""
    words = Vocabulary(connection)
    yield words
    words.write()
