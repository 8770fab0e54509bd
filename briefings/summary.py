"""The sentences that stand for an article, safe when they are cut out."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from heapq import heappop, heappush, nsmallest
from operator import ge, itemgetter

from briefings.companions import companions
from briefings.furniture import furniture
from briefings.salience import Facts, facts
from briefings.spans import Span

SHORT, MEDIUM, LONG = 2, 4, 7

_POOL = 96  # groups looked at again at each step: keeps the cost linear
STEPS = 32  # more than a summary asks for
_REPEATS = 0.5  # share of words from which on two sentences say the same
_second = itemgetter(1)

Gain = tuple[float, int, int]


def summary_order(text: str, sentences: Sequence[Span]) -> tuple[tuple[int, ...], ...]:
    """Return the steps in which sentences are chosen, best first.

    A step is a group of sentence indexes: a sentence with the companions without which it must not be cut out.
    """
    left_out = furniture(text, sentences)
    return ordered(facts(text, sentences, left_out), companions(text, sentences, left_out))


def ordered(known: Sequence[Facts], groups: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """Return the groups, each once, in the order in which they add most to those before them.

    A group's gain is the mean worth of its sentences that are not chosen yet; what repeats a chosen one is out.
    """
    gains = dict(nsmallest(_POOL, ((group, _gain(group, known, ())) for group in set(groups) if group), key=_second))
    queue = sorted((gain, group) for group, gain in gains.items())
    together: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)  # by each of their sentences
    for group in gains:
        for index in group if len(group) > 1 else ():
            together[index].append(group)
    chosen: set[int] = set()
    told = _Told()
    steps: list[tuple[int, ...]] = []
    while queue and len(steps) < STEPS:
        gain, best = heappop(queue)
        fresh = [index for index in best if index not in chosen]
        if gain != gains[best] or not fresh or any(told.repeats(known[index].words) for index in fresh):
            continue
        steps.append(best)
        chosen.update(fresh)
        for index in fresh:
            told.add(known[index].words)
        for group in {group for index in fresh for group in together[index]}:
            gains[group] = _gain(group, known, chosen)
            heappush(queue, (gains[group], group))
    return tuple(steps)


def _gain(group: tuple[int, ...], known: Sequence[Facts], chosen: Collection[int]) -> Gain:
    """Return what sorts the best group first: the most worth, then the earlier, then the smaller one."""
    worth = [known[index].worth for index in group if index not in chosen]
    return (-sum(worth) / len(worth) if worth else 1.0, group[0], len(group))


class _Told:
    """The words of the sentences that were chosen."""

    def __init__(self) -> None:
        self._sets: list[frozenset[str]] = []
        self._least: list[float] = []  # shared words from which on a set is repeated
        self._all: set[str] = set()
        self._fewest = 1 << 30

    def add(self, words: frozenset[str]) -> None:
        self._sets.append(words)
        self._least.append(_REPEATS * (len(words) or 1))
        self._all |= words
        self._fewest = min(self._fewest, len(words))

    def repeats(self, words: frozenset[str]) -> bool:
        """Tell whether a sentence that was told has nearly the same words."""
        size = len(words)
        known = words & self._all
        if len(known) < _REPEATS * max(1, min(size, self._fewest)):
            return False
        shared = list(map(len, map(known.intersection, self._sets)))
        return max(shared) >= _REPEATS * (size or 1) or any(map(ge, shared, self._least))


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
