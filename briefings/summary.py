"""The sentences that stand for an article, safe when they are cut out."""

import re
from collections import Counter
from collections.abc import Sequence

from briefings.spans import Span
from briefings.stopwords import STOPWORDS

SHORT, MEDIUM, LONG = 2, 4, 7

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DEPENDENT = re.compile(
    r"[\s\"'“”‘’«»(\[]*(?:he|she|it|they|his|her|its|their|this|these|that|those|but|and|so|however|also|then|such)\b",
    re.IGNORECASE,
)


def summary_order(text: str, sentences: Sequence[Span], title: str = "") -> tuple[tuple[int, ...], ...]:
    """Return the steps in which sentences are chosen, best first: each a sentence with the companions it needs."""
    bags = [[w for w in _WORD.findall(s.of(text).lower()) if w not in STOPWORDS] for s in sentences]
    counts = Counter(w for bag in bags for w in bag)
    groups: dict[int, tuple[int, ...]] = {}
    scores: dict[int, float] = {}
    for index, (span, bag) in enumerate(zip(sentences, bags, strict=True)):
        if len(bag) < 5 or span.of(text)[-1:] not in ".!?\"'”’)":
            continue
        group = (index,)
        if _DEPENDENT.match(span.of(text)):
            if index - 1 not in groups:
                continue
            group = (*groups[index - 1], index)
        groups[index] = group
        centroid = sum(counts[w] for w in set(bag)) / len(bag)
        scores[index] = (centroid / 5 + 4 / (1 + index)) / len(group)
    ranked = sorted(groups, key=lambda i: (-scores[i], i))
    return tuple(groups[i] for i in ranked)


def take(order: Sequence[Sequence[int]], count: int, total: int | None = None) -> tuple[int, ...]:
    """Return at most *count* sentence indexes in the article's order; a step that does not fit is passed over."""
    limit = count if total is None else min(count, total)
    chosen: set[int] = set()
    for group in order:
        if len(chosen | set(group)) <= limit:
            chosen.update(group)
    return tuple(sorted(chosen))
