"""The learned tables: how much each feature of a candidate speaker, or of a quoted passage, speaks for it.

Features come in groups: a function that makes them and what it is to make them of. The same groups come again and
again, so the weight of a group is kept; features are strings only where a group is new, and where weights are learned.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast

Group = tuple[Callable[..., tuple[str, ...]], *tuple[str | int | bool, ...]]
"""The function that makes the features of a group, and its arguments."""

_MOST_GROUPS = 1 << 16  # that are kept of a table


def features(groups: Sequence[Group]) -> list[str]:
    """Return the features of *groups*."""
    return [feature for make, *parts in groups for feature in make(*parts)]


class Table(dict[Group, float]):
    """The weight of each group that was met, by the weights of its features."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, group: Group) -> float:
        if len(self) >= _MOST_GROUPS:
            self.clear()
        total = self[group] = sum([self._weights.get(feature, 0.0) for feature in features([group])])
        return total


_REPLACED: ContextVar[Mapping[str, Table]] = ContextVar("weights", default=MappingProxyType({}))


def load(name: str) -> Table:
    """Return the table ``tables/<name>.json`` (made by ``tests/bench/learn_quotes.py``)."""
    replacement = _REPLACED.get().get(name)
    return _shipped(name) if replacement is None else replacement


@contextmanager
def replaced(tables: Mapping[str, Mapping[str, float]]) -> Iterator[None]:
    """Use *tables* instead of the shipped ones inside the block; for learning and measuring."""
    token = _REPLACED.set({name: Table(weights) for name, weights in tables.items()})
    try:
        yield
    finally:
        _REPLACED.reset(token)


@cache
def _shipped(name: str) -> Table:
    raw = files("briefings").joinpath("tables", f"{name}.json").read_text(encoding="utf-8")
    return Table(cast("dict[str, float]", json.loads(raw)))


def choose(table: Table, rivals: Sequence[Sequence[Group]]) -> tuple[int, float]:
    """Return the best of *rivals* (each by its groups of features) and its probability; -1 where none of them is best.

    The probability is a softmax over the rivals and "none of these", whose score is 0.
    """
    if not rivals:
        return -1, 1.0
    scores = [sum([table[group] for group in groups]) for groups in rivals]
    best = max(scores)
    top = max(best, 0.0)
    total = sum([math.exp(s - top) for s in scores]) + math.exp(-top)
    if best <= 0.0:
        return -1, math.exp(-top) / total
    return scores.index(best), math.exp(best - top) / total


def chance(table: Table, groups: Sequence[Group]) -> float:
    """Return the probability of the thing described by *groups*."""
    score = max(-50.0, min(50.0, sum([table[group] for group in groups])))
    return 1.0 / (1.0 + math.exp(-score))
