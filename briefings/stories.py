"""Stories: which entries tell the same event.

Two entries are as alike as the rare words that they share (tf-idf, cosine); groups are joined by average link, the
closest first (Sokal and Michener 1958), as long as the average stays above a limit. A false join is worse than a
missed one: years and days that contradict count against a pair, and one name in common is no event.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TypeVar

from briefings.profile import Profile, everyday

ALIKE = 0.16  # average likeness from which groups are one story
_EXACT = 6  # leading bits of a number of articles that count
_BEFORE = 500  # articles that the shares of everyday words count as, beside those that are known
_ALONE = 0.1  # how much of a word counts towards an article's length that no other article has
_OTHER_YEARS = 0.1  # what it takes from the likeness when two articles name years and none in common
APART = timedelta(days=14)  # between publications, from which a pair is not of one event
_ANCHORS = 2  # names or numbers that a pair must share to be evidence of one event
_EVIDENCE = 0.5  # share of the pairs between two groups that must be such evidence
_FAINT = 0.04  # likeness below which a pair counts as not alike at all
_LIGHT = 8.0  # weight from which a word is compared; lighter ones only add to the length
_COMMON = 60  # articles up to which a word finds others; more common ones only add to the likeness


@dataclass(slots=True)
class Counts:
    """How many of the known articles hold each word."""

    articles: int = 0
    words: dict[str, int] = field(default_factory=dict)
    _rarities: dict[str, tuple[float, bool]] = field(default_factory=dict)

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> "Counts":
        """Count the words of *profiles*."""
        counts = cls()
        for each in profiles:
            counts.articles += 1
            for word in each.terms:
                counts.words[word] = counts.words.get(word, 0) + 1
        return counts

    def add(self, words: Iterable[str]) -> None:
        """Let one article more hold each of *words*, which were counted before."""
        held, forget = self.words, self._rarities.pop
        for word in words:
            count = held[word] = held[word] + 1
            if count in _STEPS:
                forget(word, None)

    def take(self, words: Iterable[str]) -> None:
        """Let one article less hold each of *words*; fewer than none are none."""
        for word in words:
            self.words[word] = max(0, self.words[word] - 1)
            self._rarities.pop(word, None)

    def set_articles(self, articles: int) -> None:
        """Let there be so many articles."""
        if articles != self.articles:
            self.articles = articles
            self._rarities.clear()

    def vector(self, profile: Profile) -> dict[str, float]:
        """Return the weights of the words of *profile* that other articles hold too; their length is at most 1."""
        length, vector, rarities = 0.0, {}, self._rarities
        for word, often in profile.terms.items():
            rarity, alone = rarities.get(word) or self._rarity(word)
            weight = often * rarity
            if alone:
                length += _ALONE * weight * weight
            else:
                length += weight * weight
                if weight > _LIGHT:
                    vector[word] = weight
        scale = 1 / math.sqrt(length) if length else 0.0
        return {word: weight * scale for word, weight in vector.items()}

    def weights(self, profile: Profile) -> dict[str, float]:
        """Return the weight of each word of *profile*, 0 for one that every article holds."""
        known, rarity = self._rarities.get, self._rarity
        return {word: often * (known(word) or rarity(word))[0] for word, often in profile.terms.items()}

    def _rarity(self, word: str) -> tuple[float, bool]:
        """Return how rare the word is, and whether no more than one article holds it."""
        found = self._rarities[word] = _rarity(self.words.get(word, 1), everyday().get(word, 0.0), self.articles)
        return found


@lru_cache(maxsize=1 << 14)
def _rarity(count: int, usual: float, articles: int) -> tuple[float, bool]:
    """Return the square of the idf of a word that *count* of *articles* hold, and of all that are the share *usual*.

    And whether no more than one article holds it.
    """
    count = max(1, leading(count))
    return min(0.0, math.log((count + _BEFORE * usual) / (articles + _BEFORE))) ** 2, count < 2


def leading(number: int) -> int:
    """Return *number* by its leading bits: no rarity that could be told changes with the rest."""
    spare = max(0, number.bit_length() - _EXACT)
    return number >> spare << spare


_STEPS = frozenset(bits << spare for bits in range(1 << _EXACT) for spare in range(32))
"""The numbers that are their leading bits: where a count comes to one, the rarity of its word changes."""


Pair = tuple[int, int]
N = TypeVar("N", int, float)


@dataclass(slots=True)
class Links:
    """How alike pairs are (lower index first), and which of them share enough to be evidence of one event."""

    likeness: dict[Pair, float] = field(default_factory=dict)
    anchored: set[Pair] = field(default_factory=set)


def group(profiles: Sequence[Profile], counts: Counts) -> list[list[int]]:
    """Return the stories as lists of indexes into *profiles*, in the order of their first members."""
    return join(len(profiles), link(profiles, counts))


def link(profiles: Sequence[Profile], counts: Counts) -> Links:
    """Return how alike those pairs of *profiles* are that share a rare word."""
    places: dict[str, dict[int, float]] = {}
    links = Links()
    for index, own in enumerate(profiles):
        sums: dict[int, float] = {}
        for word, weight in counts.vector(own).items():
            holders = places.setdefault(word, {})
            if len(holders) <= _COMMON:
                for other, there in holders.items():
                    sums[other] = sums.get(other, 0.0) + weight * there
                holders[index] = weight
        for other, shared in sums.items():
            if shared >= _FAINT:
                alike = max(0.0, shared - _contradiction(profiles[other], own))
                links.likeness[other, index] = alike
                if alike >= ALIKE and shared_anchors(profiles[other], own) >= _ANCHORS:
                    links.anchored.add((other, index))
    return links


def likeness(own: Profile, others: Sequence[Profile], counts: Counts) -> list[float]:
    """Return how alike *own* is to each of *others*; those that are too far apart in time are not looked at."""
    vector = counts.vector(own)
    return [_likeness(vector, own, other, counts) for other in others]


def _likeness(vector: Mapping[str, float], own: Profile, other: Profile, counts: Counts) -> float:
    against = _contradiction(own, other)
    if against >= 1.0:
        return 0.0
    there = counts.vector(other)
    return max(0.0, sum(vector[word] * there[word] for word in vector.keys() & there.keys()) - against)


def _contradiction(one: Profile, other: Profile) -> float:
    """Return what speaks against the pair: all of it where the articles are too far apart in time."""
    if one.published and other.published and abs(one.published - other.published) > APART:
        return 1.0
    return _OTHER_YEARS if one.years and other.years and one.years.isdisjoint(other.years) else 0.0


def shared_anchors(one: Profile, other: Profile) -> int:
    """Return how many names and numbers both hold; a name of several words counts once."""
    shared = one.anchors.keys() & other.anchors.keys()
    return min(len({side.anchors[word] for word in shared}) for side in (one, other))


def join(count: int, links: Links, limit: float = ALIKE) -> list[list[int]]:
    """Join *count* entries by average link, the closest groups first; each group is in order."""
    groups: dict[int, list[int]] = {index: [index] for index in range(count)}
    sums: dict[int, dict[int, float]] = {index: {} for index in groups}  # of the likeness of the pairs across
    evidence: dict[int, dict[int, int]] = {index: {} for index in groups}  # how many of these pairs are anchored
    for (one, other), alike in links.likeness.items():
        sums[one][other] = sums[other][one] = alike
        evidence[one][other] = evidence[other][one] = int((one, other) in links.anchored)
    heap = [(-alike, one, other) for (one, other), alike in links.likeness.items() if alike >= limit]
    heapq.heapify(heap)
    newest = count
    while heap:
        _, one, other = heapq.heappop(heap)
        if one not in groups or other not in groups:
            continue  # one of them has been joined since
        if evidence[one][other] < _EVIDENCE * len(groups[one]) * len(groups[other]):
            continue
        groups[newest] = groups.pop(one) + groups.pop(other)
        sums[newest] = _merged(sums, one, other, newest)
        evidence[newest] = _merged(evidence, one, other, newest)
        for near, total in sums[newest].items():
            average = total / (len(groups[newest]) * len(groups[near]))
            if average >= limit:
                heapq.heappush(heap, (-average, near, newest))
        newest += 1
    return sorted(sorted(members) for members in groups.values())


def _merged(table: dict[int, dict[int, N]], one: int, other: int, newest: int) -> dict[int, N]:
    """Return what *newest* has with every other group, having taken the place of *one* and *other* in *table*."""
    merged = table.pop(one)
    for near, value in table.pop(other).items():
        merged[near] = merged.get(near, 0) + value
    for gone in (one, other):
        merged.pop(gone, None)
    for near, value in merged.items():
        row = table[near]
        row.pop(one, None)
        row.pop(other, None)
        row[newest] = value
    return merged


def keep(groups: Sequence[Sequence[int]], stories: Sequence[int | None]) -> list[int | None]:
    """Return the story of each of *groups*: one that its members had in *stories*, None where it must be a new one.

    The largest part of an earlier story keeps its number, the older story where two have become one.
    """
    parts = Counter((stories[member], place) for place, members in enumerate(groups) for member in members)
    kept: list[int | None] = [None] * len(groups)
    taken = set[int]()
    by_size = sorted((-size, story, place) for (story, place), size in parts.items() if story is not None)
    for _, story, place in by_size:
        if kept[place] is None and story not in taken:
            kept[place] = story
            taken.add(story)
    return kept
