"""The sentences that stand for an article, safe when they are cut out."""

from collections.abc import Sequence

from briefings.companions import companions
from briefings.salience import Facts, facts, weigh
from briefings.spans import Span

SHORT, MEDIUM, LONG = 2, 4, 7

STEPS = 24  # more than any summary asks for
_REPEATS = 0.6  # share of words from which on two sentences say the same
_NOVELTY = 0.1  # how much a word that is already told takes from a sentence's worth
_COMPANY = 0.0


def summary_order(text: str, sentences: Sequence[Span], title: str = "") -> tuple[tuple[int, ...], ...]:
    """Return the steps in which sentences are chosen, best first.

    A step is a group of sentence indexes: a sentence with the companions without which it must not be cut out.
    Words that were told before lower a sentence's worth (maximal marginal relevance, Carbonell & Goldstein 1998).
    """
    known = facts(text, sentences, title)
    return order([weigh(fact) for fact in known], known, companions(text, sentences))


def order(
    worth: Sequence[float], known: Sequence[Facts], groups: Sequence[tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    """Return the groups, each once, in the order in which they add most to those before them."""
    open_groups = {group for group in groups if group}
    ranked = sorted(open_groups, key=lambda group: -max(worth[index] for index in group))
    pool = ranked[: 3 * STEPS]
    chosen: set[int] = set()
    told: set[str] = set()
    steps: list[tuple[int, ...]] = []
    while pool and len(steps) < STEPS:
        best = max(pool, key=lambda group: (_gain(group, worth, known, chosen, told), -group[0]))
        pool.remove(best)
        fresh = [index for index in best if index not in chosen]
        if not fresh or any(_repeats(known[index], [known[i] for i in chosen]) for index in fresh):
            continue
        steps.append(best)
        chosen.update(fresh)
        for index in fresh:
            told |= known[index].words
    return tuple(steps)


def _gain(
    group: tuple[int, ...], worth: Sequence[float], known: Sequence[Facts], chosen: set[int], told: set[str]
) -> float:
    """Return what the group adds for each sentence that it costs."""
    fresh = [index for index in group if index not in chosen]
    if not fresh:
        return -1.0
    total = 0.0
    for index in fresh:
        words = known[index].words
        total += worth[index] - _NOVELTY * len(words & told) / max(1, len(words))
    return total / len(fresh)


def _repeats(one: Facts, others: Sequence[Facts]) -> bool:
    """Tell whether one of *others* has nearly the same words."""
    for other in others:
        less = min(len(one.words), len(other.words))
        if less and len(one.words & other.words) >= _REPEATS * less:
            return True
    return False


def take(steps: Sequence[Sequence[int]], count: int, total: int | None = None) -> tuple[int, ...]:
    """Return at most *count* sentence indexes in the article's order; a step that does not fit is passed over.

    *total* is how many sentences the article may give at most, where fewer than *count*.
    """
    limit = count if total is None else min(count, total)
    chosen: set[int] = set()
    for group in steps:
        if len(chosen.union(group)) <= limit:
            chosen.update(group)
    return tuple(sorted(chosen))
