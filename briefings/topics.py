"""What an article is about: names and noun phrases in the form it uses, the salient ones first.

Salience is a linear model over how often, how early and in which form a phrase occurs (features after Dunietz & Gillick
2014 and Campos et al. 2020); its weights were fitted to which phrases people's summaries of news articles mention.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefings import lexicon
from briefings.entry import Topic
from briefings.phrases import Chunk, Words, common, names, tagged
from briefings.spans import Span
from briefings.words import fold

AT_MOST = 12
PARTICULAR = 3

_WORD = re.compile(r"[^\W_]+(?:['’.&@-][^\W_]+)*")
_DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())
_PEOPLE = frozenset(fold(word) for word in lexicon.PEOPLE)
_WORTH = {"N": 1.0, "C": 1.0, "c": 1.0, "A": 0.8, "&": 0.5, "M": 0.3, "n": 0.3, "W": 0.2}
_SAME = {
    "us": "united state",
    "usa": "united state",
    "uk": "united kingdom",
    "un": "united nation",
    "eu": "european union",
}


class Candidate(NamedTuple):
    """A phrase that may be a topic, with the features that speak for it."""

    key: str
    label: str
    spans: tuple[Span, ...]
    features: tuple[float, ...]
    particular: float
    modifier: bool


@lru_cache(maxsize=1 << 14)
def topic_key(label: str) -> str:
    """Return the key under which labels of different articles are the same topic.

    Case, inflection, possessives, determiners and titles before a name are folded: "the cybersecurity laws" and
    "Cybersecurity law" have one key, and so have "President Xi Jinping" and "Xi Jinping".
    """
    words = _WORD.findall(label)
    while len(words) > 1 and words[0].lower() in _DETERMINERS:
        words.pop(0)
    if any(word.lower() not in lexicon.TITLES for word in words[1:]):
        first = 0
        while words[first].lower() in lexicon.TITLES and first + 1 < len(words):
            first += 1
        if first and words[first][:1].isupper():
            words = words[first:]
    key = " ".join([fold(word) for word in words])
    return _SAME.get(key, key)


def find_topics(text: str, sentences: Sequence[Span], title: str = "") -> tuple[Topic, ...]:
    """Return the topics of *text*, best first, at most AT_MOST; ``spans`` are all the places that mention one.

    The last places are kept for phrases so particular that they tell what joins two articles.
    """
    found = candidates(text, sentences, title)
    ranked = sorted(((_score(one.features), one) for one in found), key=lambda pair: (-pair[0], pair[1].spans[0]))
    chosen: list[tuple[float, Candidate]] = []
    _choose(ranked, chosen, AT_MOST - PARTICULAR)
    particular = sorted(ranked, key=lambda pair: (-pair[1].particular, -pair[0], pair[1].spans[0]))
    _choose([pair for pair in particular if pair[1].particular >= 2.5], chosen, AT_MOST)
    _choose(ranked, chosen, AT_MOST)
    chosen.sort(key=lambda pair: -pair[0])
    return tuple(Topic(one.label, round(1 / (1 + math.exp(-score)), 4), one.spans) for score, one in chosen)


def _choose(ranked: Iterable[tuple[float, Candidate]], chosen: list[tuple[float, Candidate]], count: int) -> None:
    """Add candidates in their order until there are *count*, none that says the same as one chosen before."""
    for pair in ranked:
        if len(chosen) >= count:
            return
        if not any(_says_same(pair[1], other) for _, other in chosen):
            chosen.append(pair)


def _says_same(candidate: Candidate, other: Candidate) -> bool:
    """Tell whether one label's words hold the other's with the same head, or are seldom used without them."""
    mine, theirs = candidate.key.split(), other.key.split()
    less, more = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    if not set(less) <= set(more):
        return False
    if candidate.modifier or other.modifier:
        return False
    if less[-1] == more[-1] or len(theirs) < len(mine):
        return less[-1] == more[-1]
    return len(candidate.spans) < 2 * len(other.spans)


def candidates(text: str, sentences: Sequence[Span], title: str = "") -> list[Candidate]:
    """Return the phrases of *text* that may be topics, with their features."""
    words = tagged(text, sentences)
    found: dict[str, _Group] = {}
    for chunk in names(words):
        _add_name(words, chunk, found)
    _join_short_names(found)
    for chunk in common(words):
        _add_phrase(words, chunk, found)
    _drop_mere_modifiers(found)
    _join_heads(found)
    title_words = {fold(word) for word in _WORD.findall(title or _heading(text, sentences))}
    ends = [sentence.start for sentence in sentences]
    return [
        _candidate(text, words, key, group, title_words, ends) for key, group in found.items() if _eligible(key, group)
    ]


def _heading(text: str, sentences: Sequence[Span]) -> str:
    first = sentences[0].of(text) if sentences else ""
    return "" if first.endswith((".", "!", "”", '"', "'")) else first


class _Group:
    """The mentions of one phrase, as chunks of words."""

    __slots__ = ("chunks", "full", "modifier", "name", "shorts", "tags", "titled")

    def __init__(self, name: bool, tags: str) -> None:
        self.chunks: list[Chunk] = []
        self.shorts: list[Chunk] = []
        self.name = name
        self.tags = tags
        self.titled = False
        self.full = 0
        self.modifier = True


def _add_name(words: Words, chunk: Chunk, found: dict[str, _Group]) -> None:
    first, last = chunk
    tags = words.tags
    while first < last - 1 and tags[first] == "H":
        first += 1
    if (first == last - 1 and tags[first] in "HM") or words.forms[first].lower() in lexicon.TIMES:
        return
    cut = tags.find("O", first, last)
    if cut - first > 1 and fold(words.forms[cut - 1]) not in lexicon.BODIES:
        _add_name(words, Chunk(first, cut), found)
        while tags[cut] not in "CcM":
            cut += 1
        _add_name(words, Chunk(cut, last), found)
        return
    key = _key(words, first, last)
    group = found.get(key)
    if group is None:
        group = found[key] = _Group(True, tags[first:last])
    group.chunks.append(Chunk(first, last))
    group.full += 1
    group.modifier = False
    group.titled |= first > chunk.first


def _join_short_names(found: dict[str, _Group]) -> None:
    """Count "Xi" as a mention of "Xi Jinping" where the full name comes first."""
    longer: dict[str, str] = {}
    for key, group in found.items():
        parts = key.split()
        if 2 <= len(parts) <= 4 and group.tags.strip("CcHM") == "":
            for part in (parts[-1], parts[0]):
                longer.setdefault(part, key)
    for short, key in longer.items():
        group = found.get(short)
        if group is not None and group.chunks[0] > found[key].chunks[0] and key in found:
            found[key].shorts.extend(group.chunks)
            found[key].titled |= group.titled
            del found[short]


def _add_phrase(words: Words, chunk: Chunk, found: dict[str, _Group]) -> None:
    first, last = chunk
    tags = words.tags
    whole = True
    for at in range(first, last - 1):
        if tags[at] == "N":
            _mention(words, Chunk(at, at + 1), found)
    while first < last:
        group = _mention(words, Chunk(first, last), found)
        group.full += whole
        group.modifier = False
        whole = False
        first += 3 if tags[first + 1 : first + 2] == "&" else 1
        while tags[first : first + 1] == "C" and tags[first - 1] in "CM":
            first += 1


def _drop_mere_modifiers(found: dict[str, _Group]) -> None:
    """Keep a noun that only stands before others where it does so in different phrases ("cybersecurity")."""
    modified: dict[str, set[str]] = {}
    for key, group in found.items():
        if group.full and not group.name:
            parts = key.split()
            for part in parts[:-1]:
                modified.setdefault(part, set()).add(parts[-1])
    for key in [key for key, group in found.items() if group.modifier and len(modified.get(key, ())) < 2]:
        del found[key]


def _join_heads(found: dict[str, _Group]) -> None:
    """Count "the law" as a mention of "cybersecurity law" where that phrase brings it into the article."""
    first_use = {group.chunks[0].last: key for key, group in found.items() if len(group.tags) == 1 and not group.name}
    for key, group in found.items():
        if group.full and not group.name and 2 <= len(group.tags) <= 4:
            head = first_use.get(group.chunks[0].last)
            if head and key.endswith(" " + head):
                own = {chunk.last for chunk in group.chunks}
                group.shorts.extend(chunk for chunk in found[head].chunks if chunk.last not in own)


def _mention(words: Words, chunk: Chunk, found: dict[str, _Group]) -> _Group:
    key = _key(words, *chunk)
    group = found.get(key)
    if group is None:
        group = found[key] = _Group(False, words.tags[chunk.first : chunk.last])
    group.chunks.append(chunk)
    return group


def _key(words: Words, first: int, last: int) -> str:
    key = " ".join([fold(form) for form in words.forms[first:last]])
    return _SAME.get(key, key)


def _eligible(key: str, group: _Group) -> bool:
    tags = group.tags
    if group.name and group.full == 0:
        return False
    if tags in ("W", "T", "#"):
        return tags == "W" and len(group.chunks) > 2 and key in _PEOPLE
    return group.full > 0 or len(group.chunks) > 1


def _candidate(
    text: str, words: Words, key: str, group: _Group, title_words: set[str], sentence_starts: Sequence[int]
) -> Candidate:
    from bisect import bisect_right

    spans = sorted({_span(text, words, chunk) for chunk in [*group.chunks, *group.shorts]})
    label = _span(text, words, group.chunks[0]).of(text)
    parts = key.split()
    first = bisect_right(sentence_starts, spans[0].start)
    last = bisect_right(sentence_starts, spans[-1].start)
    total = max(1, len(sentence_starts))
    count = len(spans)
    size = len(parts)
    heads = group.tags[-1]
    features = (
        1.0,
        math.log(count),
        math.log(group.full + 1),
        -math.log(first),
        float(first <= 1),
        float(first <= 3),
        (last - first) / total,
        float(all(part in title_words for part in parts)),
        float(group.name),
        float(group.name and size > 1),
        float(group.titled),
        float(bool(group.shorts)),
        float(size == 1 and not group.name),
        float(size == 2),
        float(size > 2),
        float(heads in "W"),
        float(heads in "W" and size == 1),
        float(heads == "n"),
        float("M" in group.tags),
        float("A" in group.tags),
        float(not group.name and "C" in group.tags),
        float(size == 1 and not group.name and count == 1),
        float(sum(map(len, parts))) / 20,
        float("&" in group.tags),
        float("p" in group.tags),
    )
    return Candidate(key, label, tuple(spans), features, _particular(words, group), group.modifier)


def _particular(words: Words, group: _Group) -> float:
    """Return how particular a phrase is: how many of its words are neither weak nor worn, at most four."""
    if group.modifier:
        return 2.0 + len(words.forms[group.chunks[0].first]) / 8
    if not group.full or group.tags[0] == "#":
        return 0.0
    return sum([_WORTH.get(tag, 0.0) for tag in group.tags[-5:]])


def _span(text: str, words: Words, chunk: Chunk) -> Span:
    start = words.starts[chunk.first]
    form = words.forms[chunk.last - 1]
    end = words.starts[chunk.last - 1] + len(form)
    if form[-2:] in ("'s", "’s"):
        end -= 2
    elif "." in form and text[end : end + 1] == ".":
        end += 1
    return Span(start, end)


WEIGHTS: tuple[float, ...] = (
    -0.64,
    0.84,
    -0.04,
    0.49,
    -0.04,
    -0.17,
    0.17,
    1.33,
    -0.23,
    0.8,
    0.38,
    -0.27,
    -0.77,
    -0.37,
    -0.48,
    0.2,
    0.61,
    0.36,
    -0.1,
    -0.15,
    0.34,
    -0.09,
    0.33,
    -0.43,
    0.92,
)


def _score(features: Iterable[float]) -> float:
    return sum(map(lambda weight, value: weight * value, WEIGHTS, features))
