"""Comparisons: what two articles both say, what only one says, and where they differ, as places in their texts.

Sentences match when they share most of their telling words (rare words count more), and of those too that are neither
names nor offices; numbers, days and names are compared inside matching sentences only, where they speak of the same
thing.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from briefings.checking.wording import Wording
from briefings.lexicon import TIMES
from briefings.profile import everyday
from briefings.quoting.saying import BODY_NOUNS, PERSON_NOUNS, TITLES
from briefings.spans import Span
from briefings.words import content

_MATCH = 0.48  # share of two sentences' weight that they have in common, from which they say the same
_FEWEST = 3  # telling words that they must share
_PLAIN = 2  # of them that are no names and no offices: the same people do many things
_PLAIN_SHARE = 0.5  # of the plain words of the sentence that has fewer: more than these they must share
_MOST_HOLDERS = 60  # sentences: a word that more of them have tells none of them from the others
_MOST_STARTS = 20  # places at which a run of words is looked at
_RUN = 4  # words from which a common run is a phrase
_TELLING = 3  # of them that must be telling
_RAREST = 0.0005  # share of all articles that a word is taken to have at least
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december""".split()
)
_SOURCES = frozenset({"source", "sources"})  # as often of a river or a fault as a person


class Matter(StrEnum):
    """What two matching sentences can differ in."""

    NUMBERS = "numbers"
    DAYS = "days"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences, by their indexes, that say the same."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands only on each side of a match: spans in the texts; of numbers one side may have no other."""

    matter: Matter
    match: Match
    one: tuple[Span, ...]
    other: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that stands in both articles: its span in each."""

    one: Span
    other: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything found, in the order of the first article; ``only_one`` and ``only_other`` are sentence indexes."""

    matches: tuple[Match, ...]
    differences: tuple[Difference, ...]
    phrases: tuple[Phrase, ...]
    only_one: tuple[int, ...]
    only_other: tuple[int, ...]


class Side:
    """One of the two articles: its text and its sentences, read once."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = tuple(sentences)
        self.words = [Wording(text, [span]) for span in self.sentences]
        self.telling = [_contents(each.forms) for each in self.words]
        self.plain = [
            _contents(form for at, form in enumerate(each.forms) if each.word(at).islower()) - _OFFICES
            for each in self.words
        ]

    def marked(self, index: int, matter: Matter) -> dict[str, Span]:
        """Return the numbers, days or names of a sentence by the form in which they are compared."""
        words = self.words[index]
        found: dict[str, Span] = {}
        for at, form in enumerate(words.forms):
            written = words.word(at)
            if _matter(written, form, first=at == 0) is matter:
                found.setdefault(content(form) or form, words.span(at, at + 1))
        return found


def _contents(forms: Iterable[str]) -> set[str]:
    return {word for form in forms if (word := content(form))}


_OFFICES = _contents((PERSON_NOUNS | BODY_NOUNS | TITLES) - _SOURCES)


def compare(one: Side, other: Side) -> Comparison:
    """Compare two articles. Costs time in proportion to their lengths."""
    matches = _matches(one, other)
    mine, theirs = {match.one for match in matches}, {match.other for match in matches}
    return Comparison(
        matches=tuple(matches),
        differences=tuple(_differences(one, other, matches)),
        phrases=tuple(_phrases(one, other)),
        only_one=tuple(index for index in range(len(one.sentences)) if index not in mine),
        only_other=tuple(index for index in range(len(other.sentences)) if index not in theirs),
    )


def _matches(one: Side, other: Side) -> list[Match]:
    """Return the pairs of sentences that say the same, the most alike first taken, each sentence once."""
    holders: dict[str, list[int]] = {}
    for index, words in enumerate(other.telling):
        for word in words:
            holders.setdefault(word, []).append(index)
    alike: list[tuple[float, int, int]] = []
    for index, words in enumerate(one.telling):
        near = {place for word in words if len(held := holders.get(word, ())) <= _MOST_HOLDERS for place in held}
        near = {place for place in near if _same_done(one, index, other, place)}
        alike += [(-score, index, place) for place in near if (score := _alike(words, other.telling[place])) >= _MATCH]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, place in sorted(alike):
        if index not in found and place not in taken:
            found[index] = place
            taken.add(place)
    return [Match(index, found[index]) for index in sorted(found)]


def _same_done(one: Side, index: int, other: Side, place: int) -> bool:
    """Tell whether two sentences share enough beside names and offices."""
    mine, theirs = one.plain[index], other.plain[place]
    shared = len((mine | theirs) & one.telling[index] & other.telling[place])
    return shared >= _PLAIN and shared > _PLAIN_SHARE * min(len(mine), len(theirs))


def _alike(one: set[str], other: set[str]) -> float:
    shared = one & other
    if len(shared) < _FEWEST:
        return 0.0
    return 2 * _weight(shared) / (_weight(one) + _weight(other))


def _weight(words: Iterable[str]) -> float:
    return sum(map(_rarity, words))


@lru_cache(maxsize=1 << 14)
def _rarity(word: str) -> float:
    return -math.log(min(0.99, max(_RAREST, everyday().get(word, 0.0))))


def _differences(one: Side, other: Side, matches: Sequence[Match]) -> list[Difference]:
    found = []
    for match in matches:
        for matter in Matter:
            mine, theirs = one.marked(match.one, matter), other.marked(match.other, matter)
            only_mine = tuple(span for form, span in mine.items() if form not in other.telling[match.other])
            only_theirs = tuple(span for form, span in theirs.items() if form not in one.telling[match.one])
            figures = matter is Matter.NUMBERS and mine and theirs  # "up from 340" tells a number beside the other's
            if (only_mine and only_theirs) or (figures and (only_mine or only_theirs)):
                found.append(Difference(matter, match, only_mine, only_theirs))
    return found


def _matter(written: str, form: str, first: bool) -> Matter | None:
    if any(map(str.isdigit, form)):
        return Matter.NUMBERS
    if form in _DAYS:
        return Matter.DAYS
    return Matter.NAMES if written[:1].isupper() and not first and content(form) and form not in TIMES else None


def _phrases(one: Side, other: Side) -> list[Phrase]:
    """Return the longest runs of words that stand in a sentence of each, each run once, in the first one's order."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for index, words in enumerate(other.words):
        for at in range(len(words) - _RUN + 1):
            places.setdefault(tuple(words.forms[at : at + _RUN]), []).append((index, at))
    found: list[Phrase] = []
    seen: set[tuple[str, ...]] = set()
    for words in one.words:
        at = 0
        while at <= len(words) - _RUN:
            starts = places.get(tuple(words.forms[at : at + _RUN]), ())[:_MOST_STARTS]
            common = [(_common(words, at, other.words[index], start), -index, -start) for index, start in starts]
            length, index, start = max(common, default=(0, 0, 0))  # of equally long ones the first
            run = tuple(words.forms[at : at + length])
            if sum(bool(content(form)) for form in run) >= _TELLING and run not in seen:
                seen.add(run)
                found.append(Phrase(words.span(at, at + length), other.words[-index].span(-start, length - start)))
            at += length or 1
    return found


def _common(one: Wording, at: int, other: Wording, start: int) -> int:
    """Return how many words are the same from these places on."""
    length = 0
    most = min(len(one) - at, len(other) - start)
    while length < most and one.forms[at + length] == other.forms[start + length]:
        length += 1
    return length
