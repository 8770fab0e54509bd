"""How much a sentence tells of its article: a linear model over what stands in it and where it stands.

Features after Kupiec, Pedersen & Chen (1995: position, length, capitals) and Radev et al. (2004: centroid); the weights
were fitted by ridge regression to the ROUGE of single sentences against summaries written by people, and the features
are those that helped on articles the weights were not fitted to (``make bench-summaries``).
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import accumulate, chain
from operator import itemgetter, mul
from typing import NamedTuple

from briefings.spans import Span
from briefings.words import content, tokens

_LONG = 30  # words from which on a sentence says too much at once
_log = lru_cache(maxsize=1 << 12)(math.log)
_initial = itemgetter(0)


class Facts(NamedTuple):
    """The content words of a sentence, and its worth: about the ROUGE (0 to 1) that it has as the whole summary."""

    words: frozenset[str]
    worth: float


def facts(text: str, sentences: Sequence[Span], furniture: Set[int]) -> list[Facts]:
    """Return the content words and the worth of each sentence; *furniture* does not count in its place."""
    rows = features(text, sentences, furniture)
    return [Facts(words, sum(map(mul, WEIGHTS, row))) for words, row in rows]


def features(
    text: str, sentences: Sequence[Span], furniture: Set[int]
) -> list[tuple[frozenset[str], tuple[float, ...]]]:
    """Return the content words and the features of each sentence."""
    forms, starts = tokens(text)
    bounds = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in sentences]
    capitals = list(accumulate(map(str.isupper, map(_initial, forms)), initial=0))
    contents = list(map(content, forms))
    bags = [list(filter(None, contents[first:last])) for first, last in bounds]
    sets = [frozenset(bag) for bag in bags]
    counts = Counter(chain.from_iterable(bags))
    weights = {word: _log(count) for word, count in counts.items() if count > 1}
    held = Counter(chain.from_iterable(sets))
    shared = frozenset([word for word in weights if held[word] > 1])
    most = _log(1 + max(counts.values(), default=1))
    told = max(1, len(sentences) - len(furniture))
    found: list[tuple[frozenset[str], tuple[float, ...]]] = []
    rank = 0
    for index, (span, (first, last), own) in enumerate(zip(sentences, bounds, sets, strict=True)):
        near = 1 / (1 + rank / 4)
        is_end = float(index + 1 == len(sentences) or rank * 10 >= told * 9)
        named = capitals[last] - capitals[min(first + 1, last)]
        row = (1.0, near, rank / told, is_end, min(named, 8) / 4)
        found.append((own, (*row, *_content(own, weights, shared, most), *_form(text, span))))
        rank += index not in furniture
    return found


def _content(
    own: frozenset[str], weights: dict[str, float], shared: Set[str], most: float
) -> tuple[float, float, float, float]:
    """Return how much of the article's vocabulary the sentence holds; *shared* words stand in several sentences."""
    centre = sum(filter(None, map(weights.get, own)))
    often = own & shared
    return (centre / 20, centre / max(1, len(own)) / most, len(often) / 10, len("".join(often)) / 60)


def _form(text: str, span: Span) -> tuple[float, float, float, float, float]:
    """Return what the sentence looks like: its length, whether it opens with a quote, its commas."""
    start, end = span
    size = text.count(" ", start, end) + 1
    return (
        _log(1 + size),
        min(size, 60) / 30,
        max(0, size - _LONG) / 30,
        float(text[start] in "\"'“‘«„"),
        min(text.count(",", start, end), 6) / 4,
    )


WEIGHTS: tuple[float, ...] = (
    -0.1123,   0.1969,   0.0405,   -0.0054,  -0.0016,  -0.0117,  0.0446,
    0.0133,    0.0152,   0.0426,   0.0174,   -0.2,     -0.0077,  -0.0097,
)  # fmt: skip
"""Fitted (``tests.bench.learn_summaries``), but the second and the twelfth: interviews and encyclopedic news ask for
earlier and shorter sentences than the articles that the others were fitted to."""
