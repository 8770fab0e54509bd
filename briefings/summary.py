"""The sentences that stand for an article, safe when they are cut out."""

from collections.abc import Collection, Iterable, Sequence
from heapq import nlargest

from briefings.companions import companions
from briefings.furniture import furniture
from briefings.salience import Facts, facts
from briefings.spans import Span

SHORT, MEDIUM, LONG = 2, 4, 7

_POOL = 96  # groups looked at again at each step: keeps the cost linear
STEPS = 32  # more than a summary asks for
_REPEATS = 0.6  # share of words from which on two sentences say the same


def summary_order(text: str, sentences: Sequence[Span], title: str = "") -> tuple[tuple[int, ...], ...]:
    """Return the steps in which sentences are chosen, best first.

    A step is a group of sentence indexes: a sentence with the companions without which it must not be cut out.
    """
    left_out = furniture(text, sentences)
    return ordered(facts(text, sentences, title, left_out), companions(text, sentences, left_out))


def ordered(known: Sequence[Facts], groups: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """Return the groups, each once, in the order in which they add most to those before them.

    A group's gain is the mean worth of its sentences that are not chosen yet; what repeats a chosen one is out.
    """
    first_gains = [((_gain(group, known, ()), -group[0], -len(group)), group) for group in set(groups) if group]
    pool = {group: gain for gain, group in nlargest(_POOL, first_gains)}
    chosen: set[int] = set()
    told: list[frozenset[str]] = []
    steps: list[tuple[int, ...]] = []
    while pool and len(steps) < STEPS:
        best = max(pool, key=pool.__getitem__)
        del pool[best]
        fresh = [index for index in best if index not in chosen]
        if not fresh or any(_repeats(known[index].words, told) for index in fresh):
            continue
        steps.append(best)
        chosen.update(fresh)
        told.extend([known[index].words for index in fresh])
        for group in pool:
            if not chosen.isdisjoint(group):
                pool[group] = (_gain(group, known, chosen), -group[0], -len(group))
    return tuple(steps)


def _gain(group: tuple[int, ...], known: Sequence[Facts], chosen: Collection[int]) -> float:
    worth = [known[index].worth for index in group if index not in chosen]
    return sum(worth) / len(worth) if worth else -1.0


def _repeats(words: frozenset[str], told: Iterable[frozenset[str]]) -> bool:
    """Tell whether a sentence that was told has nearly the same words."""
    size = len(words)
    for other in told:
        fewer = size if size < len(other) else len(other)
        if len(words & other) >= _REPEATS * (fewer or 1):
            return True
    return False


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
