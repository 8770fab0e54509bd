"""How much a sentence tells of its article: a linear model over what stands in it and where it stands.

Features after Kupiec, Pedersen & Chen (1995: position, length, capitals) and Radev et al. (2004: centroid); the weights
were fitted by ridge regression to the ROUGE of single sentences against summaries written by people, and the features
are those that helped on articles the weights were not fitted to (``make bench-summaries``).
"""

import math
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from operator import mul
from typing import NamedTuple

from briefings.spans import Span
from briefings.words import Kept, content, openings, tokens

_LONG = 30  # words from which on a sentence says too much at once
_log = lru_cache(maxsize=1 << 12)(math.log)
_is_capital = Kept(lambda form: form[0].isupper()).__getitem__
_QUOTES = "\"'“‘«„"
_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes


class Facts(NamedTuple):
    """The content words of a sentence, and its worth: about the ROUGE (0 to 1) that it has as the whole summary."""

    words: frozenset[str]
    worth: float


def facts(text: str, sentences: Sequence[Span], furniture: Set[int]) -> list[Facts]:
    """Return the content words and the worth of each sentence; *furniture* does not count in its place."""
    rows = features(text, sentences, furniture)
    return [_new(Facts, (words, sum(map(mul, WEIGHTS, row)))) for words, row in rows]


def features(
    text: str, sentences: Sequence[Span], furniture: Set[int]
) -> list[tuple[frozenset[str], tuple[float, ...]]]:
    """Return the content words and the features of each sentence; *sentences* are all of *text*, in order."""
    forms, _ = tokens(text)
    bounds = list(pairwise([*openings(text, tuple(sentences)), len(forms)]))
    contents = list(map(content, forms))
    sets = [frozenset(filter(None, contents[first:last])) for first, last in bounds]
    capitals = bytes(map(_is_capital, forms))
    named = [min(capitals.count(1, first + 1, last), 8) / 4 for first, last in bounds]
    rows = zip(_places(sentences, furniture), named, _contents(contents, sets), _shapes(text, sentences), strict=True)
    return [(own, (*place, names, *held, *shape)) for own, (place, names, held, shape) in zip(sets, rows, strict=True)]


def _places(sentences: Sequence[Span], furniture: Set[int]) -> list[tuple[float, float, float, float]]:
    """Return where each sentence stands among those that are no furniture: near the beginning, how far, at the end."""
    told = max(1, len(sentences) - len(furniture))
    ranks = accumulate([index not in furniture for index in range(len(sentences))], initial=0)
    found = [(1.0, 1 / (1 + rank / 4), rank / told, float(rank * 10 >= told * 9)) for rank in ranks][:-1]
    return [*found[:-1], (*found[-1][:3], 1.0)] if found else []


def _contents(contents: Sequence[str], sets: Sequence[frozenset[str]]) -> list[tuple[float, float, float, float]]:
    """Return how much of the article's vocabulary each sentence holds, and how much of what several of them share."""
    counts = Counter(filter(None, contents))
    weights = {word: _log(count) for word, count in counts.items()}
    shared = frozenset([word for word, held in Counter(chain.from_iterable(sets)).items() if held > 1])
    most = _log(1 + max(counts.values(), default=1))
    found = []
    for own in sets:
        centre = sum(map(weights.__getitem__, own))
        often = own & shared
        found.append((centre / 20, centre / (len(own) or 1) / most, len(often) / 10, len("".join(often)) / 60))
    return found


def _shapes(text: str, sentences: Sequence[Span]) -> list[tuple[float, float, float, float, float]]:
    """Return what each sentence looks like: its length, whether it opens with a quote, its commas."""
    return [
        (*_lengths(text.count(" ", *span)), float(text[span[0]] in _QUOTES), min(text.count(",", *span), 6) / 4)
        for span in sentences
    ]


@lru_cache(maxsize=1 << 10)
def _lengths(spaces: int) -> tuple[float, float, float]:
    """Return what the length of a sentence with so many spaces counts."""
    size = spaces + 1
    return (math.log(1 + size), min(size, 60) / 30, max(0, size - _LONG) / 30)


WEIGHTS: tuple[float, ...] = (
    -0.1123,   0.1969,   0.0405,   -0.0054,  -0.0016,  -0.0117,  0.0446,
    0.0133,    0.0152,   0.0426,   0.0174,   -0.2,     -0.0077,  -0.0097,
)  # fmt: skip
"""Fitted (``tests.bench.learn_summaries``), but the second and the twelfth: interviews and encyclopedic news ask for
earlier and shorter sentences than the articles that the others were fitted to."""
