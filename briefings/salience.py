"""How much a sentence tells of its article: a linear model over what stands in it and where it stands.

Features after Kupiec, Pedersen & Chen (1995: position, length, cue words, capitals) and Radev et al. (2004: centroid);
the weights were fitted by ridge regression to the ROUGE of single sentences against summaries written by people.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import chain
from operator import mul
from typing import NamedTuple

from briefings.spans import Span
from briefings.words import content, tokens

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DIGITS = frozenset("0123456789")
_CUES = frozenset(
    """said says told announced according According report reported claim claims claimed warned revealed confirmed
    found show shows showed study survey research police Police court Court government Government official officials
    Officials""".split()
)


_log = lru_cache(maxsize=1 << 12)(math.log)


class Facts(NamedTuple):
    """The content words of a sentence, and its worth: about the ROUGE (0 to 1) that it has as the whole summary."""

    words: frozenset[str]
    worth: float


class _Article(NamedTuple):
    """What is known of the whole article: how often, in how many sentences a word stands (logarithms)."""

    counts: dict[str, float]
    shared: dict[str, float]
    title: frozenset[str]
    most: float
    told: int


def facts(text: str, sentences: Sequence[Span], title: str, furniture: Set[int]) -> list[Facts]:
    """Return the content words and the worth of each sentence; *furniture* does not count in its place."""
    rows = features(text, sentences, title, furniture)
    return [Facts(words, sum(map(mul, WEIGHTS, row))) for words, row in rows]


def features(
    text: str, sentences: Sequence[Span], title: str, furniture: Set[int]
) -> list[tuple[frozenset[str], tuple[float, ...]]]:
    """Return the content words and the features of each sentence."""
    forms = _rows(text, sentences)
    bags = [list(filter(None, map(content, row))) for row in forms]
    sets = [frozenset(bag) for bag in bags]
    article = _article(bags, sets, title, max(1, len(sentences) - len(furniture)))
    found = []
    rank = 0
    for index, (span, row, own) in enumerate(zip(sentences, forms, sets, strict=True)):
        place = _place(rank, article.told, index + 1 == len(sentences))
        found.append((own, (*place, *_content(len(row), own, article), *_form(text[span.start : span.end], row))))
        rank += index not in furniture
    return found


def _rows(text: str, sentences: Sequence[Span]) -> list[list[str]]:
    """Return the words of each sentence as printed."""
    forms, starts = tokens(text)
    places = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in sentences]
    return [[form for form in forms[first:last] if form[0].isalnum()] for first, last in places]


def _article(bags: Sequence[Sequence[str]], sets: Sequence[Set[str]], title: str, told: int) -> _Article:
    counts = Counter(chain.from_iterable(bags))
    spread = Counter(chain.from_iterable(sets))
    return _Article(
        {word: _log(count) for word, count in counts.items() if count > 1},
        {word: _log(count) * len(word) for word, count in spread.items() if count > 1},
        frozenset(filter(None, map(content, _WORD.findall(title)))),
        _log(1 + max(counts.values(), default=1)),
        told,
    )


def _place(rank: int, told: int, last: bool) -> tuple[float, ...]:
    """Return what tells where the sentence stands among those that tell something."""
    return (
        1.0,
        float(rank == 0),
        float(rank == 1),
        float(rank == 2),
        float(rank < 4),
        float(rank < 6),
        1 / (1 + rank),
        1 / (1 + rank / 4),
        _log(1 + rank) / 4,
        rank / told,
        float(last or rank * 10 >= told * 9),
    )


def _content(size: int, own: frozenset[str], article: _Article) -> tuple[float, ...]:
    """Return what tells how much of the article's vocabulary the sentence of *size* words holds."""
    many = max(1, len(own))
    centre = sum(map(article.counts.__getitem__, own & article.counts.keys()))
    shared = own & article.shared.keys()
    return (
        _log(1 + size),
        min(size, 60) / 30,
        min(many, 40) / 20,
        centre / 20,
        centre / many / article.most,
        len(shared) / many,
        len(shared) / 10,
        len("".join(shared)) / 60,
        sum(map(article.shared.__getitem__, shared)) / 140,
        len("".join(own)) / many / 8,
        len(own & article.title) / max(1, len(article.title)),
        max(0, size - 25) / 30,
        max(0, size - 35) / 30,
    )


def _form(shown: str, row: Sequence[str]) -> tuple[float, ...]:
    """Return what the sentence looks like: names, numbers, marks, cue words."""
    initials = [form[0] for form in row]
    return (
        min(sum(map(str.isupper, initials[1:])), 8) / 4,
        float(not _DIGITS.isdisjoint(initials)),
        float(shown[0] in "\"'“‘«„"),
        float("?" in shown),
        float("!" in shown),
        float(not _CUES.isdisjoint(row)),
        min(shown.count(","), 6) / 4,
    )


WEIGHTS: tuple[float, ...] = (
    -0.0646,
    -0.0093,
    -0.0053,
    -0.0061,
    -0.0,
    0.0008,
    0.0179,
    0.1498,
    -0.0425,
    0.0436,
    -0.0049,
    0.0372,
    0.0235,
    -0.0023,
    -0.0198,
    0.0821,
    -0.0237,
    0.0223,
    0.0159,
    0.0008,
    0.0029,
    0.03,
    -0.1,
    -0.15,
    -0.0018,
    0.0007,
    -0.0079,
    -0.0134,
    -0.0041,
    -0.0017,
    -0.0105,
)
"""Fitted, then moved by hand towards early and short sentences, which interviews and encyclopedic news ask for."""
