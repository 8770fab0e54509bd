"""Summaries in languages other than English: the same steps as ``briefings.summary``, with a language's own tables.

A sentence's worth is its place and how many of the article's commonest words it holds (position and centroid, Radev et
al. 2004); nothing is learned, because there is nothing to learn from.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from math import log

from briefings.languages.lexis import Lexis
from briefings.quoting.marks import paragraphs, passages
from briefings.spans import Span
from briefings.summarising.companions import MOST
from briefings.summarising.salience import Facts
from briefings.summary import ordered

_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDS = re.compile(r"[.!?…][\"”’»“«)\]\s]*\Z")
_BULLET = re.compile(r"(?:[-*•·‣◦▪–—]|\(?\d{1,3}[.)]|[A-Za-z]\))\s")
_MARKS = re.compile(r"[\"„“”«»]")
_FEWEST, _FULL, _LONG = 6, 12, 40  # words: no sentence below the first, best from the second to the third


def summary_order(text: str, sentences: Sequence[Span], title: str, lexis: Lexis) -> tuple[tuple[int, ...], ...]:
    """Return the steps in which sentences are chosen, best first, each a group that is safe when cut out."""
    bags = [
        [lexis.stem(word) for word in _WORD.findall(s.of(text)) if word.lower() not in lexis.small] for s in sentences
    ]
    groups = companions(text, sentences, lexis)
    counts = Counter(word for bag in bags for word in bag)
    titled = {lexis.stem(word) for word in _WORD.findall(title)} - lexis.small
    known: list[Facts] = []
    rank = 0
    for bag, span, group in zip(bags, sentences, groups, strict=True):
        known.append(Facts(frozenset(bag), _worth(rank, bag, counts, titled, len(span.of(text).split()))))
        rank += bool(group)
    return tuple(ordered(known, groups))


def _worth(rank: int, bag: Sequence[str], counts: Counter[str], titled: set[str], size: int) -> float:
    own = set(bag)
    centre = sum(log(counts[word]) for word in own) / max(1, len(own))
    about = len(own & titled) / max(1, len(titled))
    misfit = max(0, _FULL - size) / _FULL + max(0, size - _LONG) / _LONG
    return 1 / (1 + rank / 3) + 0.3 * centre + 0.2 * about - 0.4 * misfit


def companions(text: str, sentences: Sequence[Span], lexis: Lexis) -> list[tuple[int, ...]]:
    """Return for each sentence the group, itself included, that is safe when cut out; empty where none is."""
    links, halves, spoken = _over_ends(text, sentences)
    groups: list[tuple[int, ...]] = []
    for index, span in enumerate(sentences):
        group: tuple[int, ...] = (index,)
        if index in halves or is_odd(text, span, lexis, 1 if index in links else _FEWEST):
            group = ()
        elif index in links or index in spoken or lexis.hangs.match(text, span.start, span.end):
            before = groups[index - 1] if index else ()
            group = (*before, index) if 0 < len(before) < MOST else ()
        groups.append(group)
    for index in sorted(links, reverse=True):
        groups[index - 1] = groups[index]
    return groups


def is_odd(text: str, span: Span, lexis: Lexis, fewest: int = _FEWEST) -> bool:
    """Tell whether the sentence is no part of what the article tells, or no whole sentence of *fewest* words."""
    shown = span.of(text)
    if not _ENDS.search(shown[-12:]) or len(shown.split()) < fewest:
        return True
    return _BULLET.match(shown) is not None or lexis.odd.search(shown[:400]) is not None


def _over_ends(text: str, sentences: Sequence[Span]) -> tuple[set[int], set[int], set[int]]:
    """Return the sentences inside a quote that began before, those with half a quote, those of quoted words only."""
    links: set[int] = set()
    halves: set[int] = set()
    spoken: set[int] = set()
    paired: set[int] = set()
    for passage in passages(text, paragraphs(text)):
        start, end = passage.outer
        first, last = _index(sentences, start), _index(sentences, end - 1)
        if not passage.closed or last - first >= MOST:
            halves.update(range(first, last + 1))
            continue
        paired.update(range(start, end) if end - start < 2 else (start, end - 1))
        links.update(range(first + 1, last + 1))
        spoken.update(index for index in range(first, last + 1) if passage.outer.holds(sentences[index]))
        inner = passage.inner
        paired.update(inner.start + mark.start() for mark in _MARKS.finditer(inner.of(text)))
    halves.update(_index(sentences, mark.start()) for mark in _MARKS.finditer(text) if mark.start() not in paired)
    return links, halves, spoken


def _index(sentences: Sequence[Span], at: int) -> int:
    return max(0, bisect_right(sentences, (at, 1 << 62)) - 1)
