"""The sentences that stand for an article, safe when they are cut out."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from heapq import heappop, heappush

from briefings.spans import Span
from briefings.summarising.companions import companions
from briefings.summarising.furniture import furniture
from briefings.summarising.salience import Facts, facts

SHORT, MEDIUM, LONG = 2, 4, 7

_POOL = 96  # groups looked at again at each step: keeps the cost linear
STEPS = 32  # more than a summary asks for
_REPEATS = 0.5  # share of words from which on two sentences say the same
_ADDS = 0.2  # share of its words below which a sentence says more than the short one that it takes up
_SUBJECT = 3  # words; a sentence that shares fewer with a short one has but the subject in common
_FIELD = 24  # bits for a number of words: no article has so many

Gain = tuple[float, int, int]


def summary_order(text: str, sentences: Sequence[Span]) -> tuple[tuple[int, ...], ...]:
    """Return the steps in which sentences are chosen, best first.

    A step is a group of sentence indexes: a sentence with the companions without which it must not be cut out.
    """
    return tuple(steps(text, sentences))


def steps(text: str, sentences: Sequence[Span]) -> Iterator[tuple[int, ...]]:
    """Yield the steps of ``summary_order``, each found when it is asked for."""
    left_out = furniture(text, sentences)
    return ordered(facts(text, sentences, left_out), companions(text, sentences, left_out))


def ordered(known: Sequence[Facts], groups: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Yield the groups, each once, in the order in which they add most to those before them.

    A group's gain is the mean worth of its sentences that are not chosen yet; what repeats a chosen one is out.
    """
    worth = [each.worth for each in known]
    chosen: set[int] = set()
    queue = sorted([(_gain(group, worth, chosen), group) for group in set(groups) if group])[:_POOL]
    gains = {group: gain for gain, group in queue}
    together: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)  # by each of their sentences
    for group in gains:
        for index in group if len(group) > 1 else ():
            together[index].append(group)
    told = _Told()
    left = STEPS
    while queue and left:
        gain, best = heappop(queue)
        fresh = [index for index in best if index not in chosen]
        if gain != gains[best] or not fresh or any(told.repeats(known[index].words) for index in fresh):
            continue
        yield best
        left -= 1
        chosen.update(fresh)
        for index in fresh:
            told.add(known[index].words)
        for group in {group for index in fresh for group in together[index]}:
            gains[group] = _gain(group, worth, chosen)
            heappush(queue, (gains[group], group))


def _gain(group: tuple[int, ...], worth: Sequence[float], chosen: Set[int]) -> Gain:
    """Return what sorts the best group first: the most worth, then the earlier, then the smaller one."""
    fresh = [worth[index] for index in group if index not in chosen]
    return (-sum(fresh) / len(fresh) if fresh else 1.0, group[0], len(group))


class _Told:
    """The words of the sentences that were chosen, compared with another sentence's all at once.

    Each word has a number with a field of bits for every chosen sentence, 1 where it holds the word: the sum over a
    sentence's words has in each field how many it shares with that one.
    """

    def __init__(self) -> None:
        self._holders: dict[str, int] = {}
        self._count = 0
        self._ones = 0  # 1 in each field
        self._room = 0  # in each field what must be added to the least number of a repeat so that the top bit is set

    def add(self, words: frozenset[str]) -> None:
        one = 1 << self._count * _FIELD
        self._count += 1
        self._ones += one
        self._room += one * _room(max(_SUBJECT, _REPEATS * len(words)))
        for word in words:
            self._holders[word] = self._holders.get(word, 0) + one

    def repeats(self, words: frozenset[str]) -> bool:
        """Tell whether a sentence that was told has nearly the same words: half of these, or these have half of its.

        Half of a short one's are few, so that these may say much more: then they repeat nothing.
        """
        shared = sum(filter(None, map(self._holders.get, words)))
        half, some = (shared + self._ones * _room(share * len(words)) for share in (_REPEATS, _ADDS))
        return bool((half | (some & shared + self._room)) & self._ones << _FIELD - 1)


def _room(least: float) -> int:
    """Return what sets the top bit of a field when *least* words are added, rounded up."""
    return (1 << _FIELD - 1) - max(1, math.ceil(least))


def needed(order: Iterable[tuple[int, ...]], count: int) -> Iterator[tuple[int, ...]]:
    """Yield the steps of *order* up to the one with which ``take`` has *count* sentences."""
    chosen: set[int] = set()
    for group in order:
        yield group
        if len(chosen.union(group)) <= count:
            chosen.update(group)
        if len(chosen) == count:
            return


def take(order: Sequence[Sequence[int]], count: int, total: int | None = None) -> tuple[int, ...]:
    """Return at most *count* sentence indexes in the article's order; a step that does not fit is passed over.

    *total* is how many sentences the article may give at most, where fewer than *count*.
    """
    limit = count if total is None else min(count, total)
    chosen: set[int] = set()
    for group in order:
        if len(chosen.union(group)) <= limit:
            chosen.update(group)
    return tuple(sorted(chosen))
