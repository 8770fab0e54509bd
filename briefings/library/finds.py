"""Which entries hold a telling word, as one that writes reads and changes it. It is the only one that writes."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from briefings.library.schema import profiles, telling_words
from briefings.library.written import write

_AT_ONCE = 500  # words in one statement
_MOST = 300_000  # words that are remembered, some 200 bytes each
_FINDS = (
    select(telling_words.c.word, telling_words.c.article, profiles.c.published_at)
    .join(profiles, profiles.c.article == telling_words.c.article)
    .where(telling_words.c.word.in_(bindparam("words", expanding=True)))
    .where(telling_words.c.workspace == bindparam("workspace"))
)
_WORDS_OF = (  # looked up word by word: no index knows the words of an entry
    select(telling_words.c.word)
    .where(telling_words.c.word.in_(bindparam("words", expanding=True)))
    .where(telling_words.c.workspace == bindparam("workspace"), telling_words.c.article == bindparam("number"))
)
_DROP = delete(telling_words).where(
    telling_words.c.word == bindparam("of"),
    telling_words.c.workspace == bindparam("in"),
    telling_words.c.article == bindparam("number"),
)
_ADD = insert(telling_words)

_NOWHERE = array("l")


class Finds:
    """The entries that each telling word finds, by workspace, with their moments of publication (microseconds)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: defaultdict[str, dict[str, array[int]]] = defaultdict(dict)
        self._new: list[dict[str, object]] = []
        self.published: dict[int, int | None] = {}

    def unread(self, words: Iterable[str], workspace: str) -> set[str]:
        """Return those of *words* that are not held."""
        return set(words).difference(self._held[workspace])

    def read(self, words: Iterable[str], workspace: str) -> None:
        """Read those of *words* that are not held."""
        held = self._held[workspace]
        new = sorted(self.unread(words, workspace))
        held.update(dict.fromkeys(new, _NOWHERE))
        for at in range(0, len(new), _AT_ONCE):
            asked = {"words": new[at : at + _AT_ONCE], "workspace": workspace}
            for word, number, published in self._connection.execute(_FINDS, asked):
                self._hold(held, word, number)
                self.published[number] = published

    def sums(self, masses: Mapping[str, float], scope: Iterable[str]) -> dict[int, float]:
        """Return the sum of the *masses* of the words that each entry has."""
        sums: defaultdict[int, float] = defaultdict(float)
        for workspace in set(scope):
            self.read(masses, workspace)
            held = self._held[workspace]
            for word, mass in masses.items():
                for number in held[word]:
                    sums[number] += mass
        return sums

    def add(self, number: int, workspace: str, words: Iterable[str], published: int | None) -> None:
        """Let *words* find the entry *number*."""
        self.read(words, workspace)
        held = self._held[workspace]
        for word in words:
            self._hold(held, word, number)
            self._new.append({"word": word, "article": number, "workspace": workspace})
        self.published[number] = published

    def forget(self, number: int, workspace: str, words: Iterable[str]) -> None:
        """Let none of *words*, which are all that may do so, find the entry, which is written."""
        asked, held = sorted(words), self._held[workspace]
        for at in range(0, len(asked), _AT_ONCE):
            some = {"words": asked[at : at + _AT_ONCE], "workspace": workspace, "number": number}
            for word in self._connection.execute(_WORDS_OF, some).scalars().all():
                if number in held.get(word, _NOWHERE):
                    held[word].remove(number)
                self._connection.execute(_DROP, {"of": word, "in": workspace, "number": number})

    def write(self) -> None:
        """Write what is new."""
        write(self._connection, _ADD, self._new)
        self._new = []
        if sum(map(len, self._held.values())) > _MOST:
            self._held.clear()
            self.published.clear()

    @staticmethod
    def _hold(held: dict[str, "array[int]"], word: str, number: int) -> None:
        found = held[word]
        if found is _NOWHERE:
            held[word] = array("l", (number,))
        else:
            found.append(number)


def hashed(part: int) -> str:
    """Return *part* of an entry's sketch as a word that finds it."""
    return f"#{part}"
