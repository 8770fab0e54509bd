"""What an article is about: names and noun phrases in the form it uses, the salient ones first.

Salience is a linear model over how often, how early and in which form a phrase occurs (features after Dunietz & Gillick
2014 and Campos et al. 2020); its weights were fitted to which phrases people's summaries of news articles mention.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import mul

from briefings import lexicon
from briefings.candidates import Group, candidates
from briefings.entry import Topic
from briefings.phrases import Chunk, Words, tagged
from briefings.spans import Span
from briefings.words import ALIASES, fold, openings

AT_MOST = 12

_KEPT_FOR_PARTICULAR = 3  # of the places
_PARTICULAR = 2.5  # at least so many particular words
_WORD = re.compile(r"[^\W_]+(?:['’.&@-][^\W_]+)*")
_DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())
_COINED = 1.5  # words more for a phrase in quotation marks of its own
_MARKS = frozenset("\"'“”‘’«»„")
_WORTH = {"N": 1.0, "C": 1.0, "c": 1.0, "A": 0.8, "&": 0.5, "M": 0.3, "n": 0.3, "W": 0.2}
_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
_log = lru_cache(maxsize=1 << 12)(math.log)

Ranked = tuple[float, Group]


@lru_cache(maxsize=1 << 12)
def topic_key(label: str) -> str:
    """Return the key under which labels of different articles are the same topic.

    Case, inflection, possessives, determiners and titles before a name are folded: "the cybersecurity laws" and
    "Cybersecurity law" have one key, and so have "President Xi Jinping" and "Xi Jinping".
    """
    words = _WORD.findall(label)
    while len(words) > 1 and words[0].lower() in _DETERMINERS:
        words.pop(0)
    first = 0
    while first + 1 < len(words) and words[first].lower() in lexicon.TITLES:
        first += 1
    if words and words[first][0].isupper() and words[first].lower() not in lexicon.TITLES:
        words = words[first:]
    key = " ".join(map(fold, words)) or label.strip().lower()
    return ALIASES.get(key, key)


def find_topics(text: str, sentences: Sequence[Span], title: str = "") -> tuple[Topic, ...]:
    """Return the topics of *text*, best first, at most AT_MOST; ``spans`` are all the places that mention one.

    The last places are kept for phrases so particular that they tell what joins two articles.
    """
    words = tagged(text, sentences)
    begins = openings(text, tuple(sentences))
    titled = frozenset(map(fold, _WORD.findall(title or _heading(text, sentences))))
    ranked = [(_worth(group, titled, begins), group) for group in candidates(words, begins)]
    ranked.sort(key=lambda pair: (-pair[0], pair[1].chunks[0]))
    particular = [(worth, pair) for pair in ranked if (worth := _particular(words, pair[1])) >= _PARTICULAR]
    particular.sort(key=lambda worth_pair: -worth_pair[0])
    chosen: list[Ranked] = []
    choose(ranked, chosen, AT_MOST - _KEPT_FOR_PARTICULAR)
    choose([pair for _, pair in particular], chosen, AT_MOST)
    choose(ranked, chosen, AT_MOST)
    chosen.sort(key=lambda pair: -pair[0])
    return tuple(_topic(text, words, score, group) for score, group in chosen)


def choose(ranked: Iterable[Ranked], chosen: list[Ranked], count: int) -> None:
    """Add groups in their order to *chosen* until there are *count*, none that says the same as one before."""
    for pair in ranked:
        if len(chosen) >= count:
            return
        if not any(_says_same(pair[1], other) for _, other in chosen):
            chosen.append(pair)


def _says_same(group: Group, other: Group) -> bool:
    """Tell whether one phrase's words hold the other's with the same head, or are seldom used without them."""
    mine, theirs = group.parts, other.parts
    if mine == theirs:
        return True
    if mine[-1] != theirs[-1] and len(mine) == len(theirs) == 1:
        return False
    less, more = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    if group.modifier or other.modifier or not set(less) <= set(more):
        return False
    if less[-1] == more[-1] or len(theirs) < len(mine):
        return less[-1] == more[-1]
    return group.count < 2 * other.count


def _heading(text: str, sentences: Sequence[Span]) -> str:
    """Return the first line where it is a heading: it has no full stop."""
    first = sentences[0].of(text) if sentences else ""
    return "" if first.endswith((".", "!", "”", '"', "'")) else first


def _topic(text: str, words: Words, score: float, group: Group) -> Topic:
    spans = sorted({_span(text, words, chunk) for chunk in [*group.chunks, *group.shorts]})
    label = _span(text, words, group.chunks[0]).of(text)
    return Topic(label, round(1 / (1 + math.exp(-score)), 4), tuple(spans))


def _span(text: str, words: Words, chunk: Chunk) -> Span:
    """Return the chunk's place without a possessive ending, with the last stop of "U.S."."""
    form = words.forms[chunk[1] - 1]
    end = words.starts[chunk[1] - 1] + len(form)
    if form[-2:] in ("'s", "’s"):
        end -= 2
    elif "." in form[1:-1] and text[end : end + 1] == ".":
        end += 1
    return _new(Span, (words.starts[chunk[0]], end))


def _particular(words: Words, group: Group) -> float:
    """Return how particular a phrase is: how many of its words are neither weak nor worn."""
    if group.modifier:
        return 2.0 + len(words.forms[group.chunks[0][0]]) / 8
    if not group.full or group.tags[0] == "#":
        return 0.0
    worth = sum([_WORTH.get(tag, 0.0) for tag in group.tags[-5:]])
    return worth + _COINED if len(group.parts) > 1 and _is_coined(words.forms, group.chunks[0]) else worth


def _is_coined(forms: Sequence[str], chunk: Chunk) -> bool:
    """Tell whether the phrase, and nothing else, stands in quotation marks: "Internet sovereignty"."""
    first, last = chunk
    return first > 0 and last < len(forms) and forms[first - 1] in _MARKS and forms[last] in _MARKS


def _worth(group: Group, titled: frozenset[str], begins: Sequence[int]) -> float:
    """Return what speaks for the phrase; *begins* are the places of the sentences' first words."""
    places = [chunk[0] for chunk in group.chunks]
    places += [chunk[0] for chunk in group.shorts]
    first = max(1, bisect_right(begins, min(places)))
    last = bisect_right(begins, max(places)) if len(places) > 1 else first
    parts = group.parts
    count = len(places)
    features = (
        _log(count),
        _log(group.full + 1),
        -_log(first),
        first <= 1,
        first <= 3,
        (last - first) / max(1, len(begins)),
        titled.issuperset(parts),
        group.titled,
        bool(group.shorts),
        count == 1 and not group.name and len(parts) == 1,
        len("".join(parts)) / 20,
    )
    return sum(map(mul, WEIGHTS, features), _worth_of_form(group.tags, group.name, len(parts)))


@lru_cache(maxsize=1 << 12)
def _worth_of_form(tags: str, name: bool, size: int) -> float:
    """Return what the classes of its words say for a phrase of *size* words."""
    head = tags[-1]
    features = (
        1.0,
        name,
        name and size > 1,
        size == 1 and not name,
        size == 2,
        size > 2,
        head == "W",
        head == "W" and size == 1,
        head == "n",
        "M" in tags,
        "A" in tags,
        not name and "C" in tags,
        "&" in tags,
        "p" in tags,
    )
    return sum(map(mul, WEIGHTS_OF_FORM, features), 0.0)


WEIGHTS = (0.83, -0.03, 0.47, -0.02, -0.13, 0.18, 1.33, 0.38, -0.27, -0.16, 0.35)
WEIGHTS_OF_FORM = (-0.69, -0.25, 0.79, -0.77, -0.37, -0.49, 0.18, 0.61, 0.3, -0.11, -0.17, 0.33, -0.43, -3.83)
"""One for each feature; phrases of several words and names are then raised a little, as the better labels."""
