"""How much a sentence tells of its article: a linear model over what stands in it and where it stands.

Features after Kupiec, Pedersen & Chen (1995: position, length, cue words, capitals) and Radev et al. (2004: centroid);
the weights were fitted by ridge regression to the ROUGE of single sentences against summaries written by people.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefings.spans import Span
from briefings.stopwords import STOPWORDS
from briefings.words import fold

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CUE = re.compile(
    r"(?i)\b(?:said|says|told|announced|according|reported|claims?|claimed|warned|revealed|confirmed|found|shows?|showed|study|report|survey"
    r"|research|police|court|government|officials?)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|we|We|my|My|our|me|us|you|You|your)\b")


class Facts(NamedTuple):
    """The content words of a sentence and its features."""

    words: frozenset[str]
    features: tuple[float, ...]


def facts(text: str, sentences: Sequence[Span], title: str = "") -> list[Facts]:
    """Return the content words and features of each sentence."""
    forms = [_WORD.findall(text[start:end]) for start, end in sentences]
    bags = [[fold(form) for form in row if form.lower() not in STOPWORDS] for row in forms]
    counts = Counter(word for bag in bags for word in bag)
    spread = Counter(word for bag in bags for word in set(bag))
    lead = set(bags[0]) if bags else set()
    start = {word for bag in bags[:3] for word in bag}
    titled = {fold(form) for form in _WORD.findall(title) if form.lower() not in STOPWORDS}
    total = len(sentences)
    top = math.log(1 + max(counts.values(), default=1))
    return [
        Facts(frozenset(bag), _features(text[span.start : span.end], index, total, row, bag, counts, spread, lead, start, titled, top))
        for index, (span, row, bag) in enumerate(zip(sentences, forms, bags, strict=True))
    ]


def _features(shown, index, total, row, bag, counts, spread, lead, start, titled, top):  # type: ignore[no-untyped-def]
    size = len(row)
    own = set(bag)
    many = max(1, len(own))
    centroid = sum([math.log(counts[word]) for word in own])
    shared = sum([1 for word in own if spread[word] > 1])
    capitals = sum([1 for form in row[1:] if form[0].isupper()])
    numbers = sum([1 for form in row if form[0].isdigit()])
    long = sum([len(word) for word in own])
    return (
        1.0,
        1 / (1 + index),
        1 / (1 + index / 4),
        math.log(1 + index) / 4,
        float(index == 0),
        float(index == 1),
        float(index == 2),
        index / max(1, total),
        float(index * 10 >= total * 9),
        math.log(1 + size),
        min(size, 60) / 30,
        float(size < 10),
        float(size > 40),
        min(many, 40) / 20,
        centroid / 20,
        centroid / many / top,
        shared / many,
        shared / 10,
        len(own & lead) / many if index else 0.0,
        len(own & lead) / max(1, len(lead)) if index else 0.0,
        len(own & start) / many if index > 2 else 0.0,
        len(own & titled) / max(1, len(titled)),
        capitals / max(1, size),
        min(capitals, 8) / 4,
        min(numbers, 4) / 2,
        float(numbers > 0),
        float('"' in shown or "“" in shown or " '" in shown or "‘" in shown),
        float(shown[0] in "\"'“‘"),
        float("?" in shown),
        float("!" in shown),
        min(len(_FIRST_PERSON.findall(shown)), 4) / 2,
        float(bool(_CUE.search(shown))),
        float(":" in shown),
        float("(" in shown),
        float(";" in shown or " - " in shown or "--" in shown),
        shown.count(",") / 4,
        long / many / 8,
    )


WEIGHTS: tuple[float, ...] = (0.0, 0.05, 0.05, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.03, 0.05)


def weigh(fact: Facts) -> float:
    """Return the worth of a sentence alone: about the ROUGE (0 to 1) that it would have as the whole summary."""
    return sum([weight * value for weight, value in zip(WEIGHTS, fact.features, strict=False)])
