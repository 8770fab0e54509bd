"""The learned tables: how much each feature of a candidate speaker, or of a quoted passage, speaks for it."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast

_REPLACED: ContextVar[Mapping[str, Mapping[str, float]]] = ContextVar("weights", default=MappingProxyType({}))


def load(name: str) -> Mapping[str, float]:
    """Return the weights of the table ``tables/<name>.json`` (made by ``tests/bench/learn_quotes.py``)."""
    return _REPLACED.get().get(name) or _shipped(name)


@contextmanager
def replaced(tables: Mapping[str, Mapping[str, float]]) -> Iterator[None]:
    """Use *tables* instead of the shipped ones inside the block; for learning and measuring."""
    token = _REPLACED.set(tables)
    try:
        yield
    finally:
        _REPLACED.reset(token)


@cache
def _shipped(name: str) -> Mapping[str, float]:
    raw = files("briefings").joinpath("tables", f"{name}.json").read_text(encoding="utf-8")
    return cast("dict[str, float]", json.loads(raw))


def choose(weights: Mapping[str, float], rivals: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return the best of *rivals* (each a list of features) and its probability; -1 where none of them is best.

    The probability is a softmax over the rivals and "none of these", whose score is 0.
    """
    if not rivals:
        return -1, 1.0
    get = weights.get
    scores = [sum([get(f, 0.0) for f in features]) for features in rivals]
    best = max(scores)
    top = max(best, 0.0)
    total = sum([math.exp(s - top) for s in scores]) + math.exp(-top)
    if best <= 0.0:
        return -1, math.exp(-top) / total
    return scores.index(best), math.exp(best - top) / total


def chance(weights: Mapping[str, float], features: Sequence[str]) -> float:
    """Return the probability of the thing described by *features*."""
    get = weights.get
    score = max(-50.0, min(50.0, sum([get(f, 0.0) for f in features])))
    return 1.0 / (1.0 + math.exp(-score))
