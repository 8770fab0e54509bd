"""Which entries hold a telling word, as one that writes reads and changes it. It is the only one that writes.

A word holds its entries as whole numbers in an array, by their time: the day of publication, then the word's share of
the entry, then the entry's number. So those within some days are found by bisection, and an entry costs eight bytes.
Shares are kept as their roots: the products of those of two entries add up to their likeness (cosine).
"""

from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select

from briefings.library.schema import profiles, telling_words
from briefings.library.written import write
from briefings.stories import APART

_AT_ONCE = 500  # words in one statement
_MOST = 300_000  # words that are remembered, some 200 bytes each
_FEW = 40  # entries up to which a word finds them all; one that more have finds those of the same days
_NEAR = 0.05  # likeness by the telling words from which an entry is compared
_COPIED = 0.25  # and where its time is too far away for one event
WHOLE = 255  # the root of a share that is all that is telling of an entry
_NUMBER, _SHARE, _DAY = (1 << 32) - 1, 32, 40  # where the parts of a whole number stand
_MICROS = timedelta(days=1) // timedelta(microseconds=1)  # of a day
_EPOCH = date(1970, 1, 1).toordinal()
_LAST = date.max.toordinal()
_FINDS = (
    select(telling_words.c.word, telling_words.c.article, telling_words.c.share, profiles.c.published_at)
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

_NOWHERE = array("Q")


class Finds:
    """The entries that each telling word finds, by workspace."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: defaultdict[str, dict[str, array[int]]] = defaultdict(dict)
        self._new: list[dict[str, object]] = []

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
            for word, number, share, published in self._connection.execute(_FINDS, asked):
                _hold(held, word, _packed(number, share, published))

    def near(self, shares: Mapping[str, int], published: int | None, scope: Iterable[str]) -> dict[int, int]:
        """Return how alike (cosine times WHOLE squared) those entries are that may be of one event, or copies.

        *shares* are the words of an article that is *published* then (microseconds), each with the root of its share.
        """
        least, copied = _NEAR * WHOLE**2, _COPIED * WHOLE**2
        first, last = _window(published)
        return {
            found & _NUMBER: alike
            for found, alike in self._sums(shares, scope, first, last).items()
            if alike >= least and (alike >= copied or found <= _NUMBER or first <= found < last)
        }

    def _sums(self, shares: Mapping[str, int], scope: Iterable[str], first: int, last: int) -> dict[int, int]:
        """Return the sum of what each entry shares, by its day and number; where many share a word, of some days."""
        sums: defaultdict[int, int] = defaultdict(int)
        for workspace in set(scope):
            self.read(shares, workspace)
            held = self._held[workspace]
            for word, share in shares.items():
                for found in _within(held[word], first, last):
                    there = found >> _SHARE & WHOLE
                    sums[found - (there << _SHARE)] += share * (there or share)
        return sums

    def add(self, number: int, workspace: str, shares: Mapping[str, int], published: int | None) -> None:
        """Let the words of *shares* find the entry *number*."""
        self.read(shares, workspace)
        held = self._held[workspace]
        for word, share in shares.items():
            _hold(held, word, _packed(number, share, published))
            self._new.append({"word": word, "article": number, "workspace": workspace, "share": share})

    def forget(self, number: int, workspace: str, words: Iterable[str]) -> None:
        """Let none of *words*, which are all that may do so, find the entry, which is written."""
        asked, held = sorted(words), self._held[workspace]
        for at in range(0, len(asked), _AT_ONCE):
            some = {"words": asked[at : at + _AT_ONCE], "workspace": workspace, "number": number}
            for word in self._connection.execute(_WORDS_OF, some).scalars().all():
                if word in held:
                    held[word] = array("Q", (found for found in held[word] if found & _NUMBER != number))
                self._connection.execute(_DROP, {"of": word, "in": workspace, "number": number})

    def write(self) -> None:
        """Write what is new."""
        write(self._connection, _ADD, self._new)
        self._new = []
        if sum(map(len, self._held.values())) > _MOST:
            self._held.clear()


def hashed(part: int) -> str:
    """Return *part* of an entry's sketch as a word that finds it."""
    return f"#{part}"


def _hold(held: dict[str, "array[int]"], word: str, packed: int) -> None:
    found = held[word]
    if found is _NOWHERE:
        held[word] = array("Q", (packed,))
    else:
        insort(found, packed)


def _packed(number: int, share: int, published: int | None) -> int:
    return (_day(published) << _DAY) + (share << _SHARE) + number


def _day(published: int | None) -> int:
    """Return the day of a moment, the first of the year 1 being 1; 0 if it is not known."""
    return 0 if published is None else published // _MICROS + _EPOCH


def _window(published: int | None) -> tuple[int, int]:
    """Return what stands for the first day that is near this moment, and for the first that is no longer."""
    if published is None:
        return 0, _LAST + 1 << _DAY
    day = _day(published)
    return max(1, day - APART.days) << _DAY, day + APART.days + 1 << _DAY


def _within(found: "array[int]", first: int, last: int) -> Iterable[int]:
    """Return those of *found* within these moments and those whose moment is not known; all, where they are few."""
    if len(found) <= _FEW:
        return found
    unknown = bisect_left(found, 1 << _DAY)
    return found[:unknown] + found[max(unknown, bisect_left(found, first)) : bisect_left(found, last)]
