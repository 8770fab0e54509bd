"""Profiles: what an article holds that can tell whether another one is about the same event."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise
from operator import itemgetter
from typing import cast

from briefings.article import Article
from briefings.languages.detection import detect, primary
from briefings.lexicon import DEMONYMS, TIMES, TITLES
from briefings.words import Kept, content

_WORD = re.compile(r"[a-z]++(?=[ \n])|[^\W_]++(?:['’.,&][^\W_]++)*+")  # the first is only the quick way to most words
_CAPITALISED = r"[^\W_]*+(?:['’&][^\W_]++)*+"
# It begins with the character class, so that the search skips to capitals.
_RUN = re.compile(rf"[A-ZÀ-Þ](?<![^\W_].){_CAPITALISED}(?: (?:of |the )*[A-ZÀ-Þ]{_CAPITALISED})*")
_BETWEEN = " \"'“”‘’(["  # marks between the end of a sentence and the next one
_SEVERAL_DIGITS = re.compile(r"\d[\d.,]*\d")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_ENDS = frozenset(".!?\n")
_LEAD = 300  # characters at the beginning that count twice: news is told there
_FIGURE = 2  # a number counts so often
_RARE = 0.02  # share of all articles up to which a name singles out an event
_GENERAL = DEMONYMS | TITLES | TIMES  # words of names that many events share
_EVERYWHERE = 0.2  # share of all articles from which a word tells nothing
_SAMPLE = 1_000  # characters by which the language is told
_LONGEST = 6_000  # characters that are read: what happened is told before that


@dataclass(frozen=True, slots=True)
class Profile:
    """An article as stories see it.

    ``terms`` are its folded words, each with its weight in this article (1 and more), those of one weight together;
    ``anchors`` the rare names and the numbers, words of one name with the same label; ``years`` those that it names;
    ``published`` UTC, if known.
    """

    terms: Mapping[str, float]
    anchors: Mapping[str, str]
    years: frozenset[str]
    published: datetime | None = None


NOTHING = Profile({}, {}, frozenset())
"""The profile of an article of which nothing is known that could tell its event."""


@cache
def everyday() -> Mapping[str, float]:
    """Return the share of all articles that hold a word, for words in at least 5 of 1,000.

    Counted over some 750 US news articles (the tuning halves of PolNeAR and NEWTS), folded by ``words.content``.
    """
    raw = files("briefings").joinpath("tables", "everyday.json").read_text(encoding="utf-8")
    return {word: count / 1000 for word, count in cast("dict[str, int]", json.loads(raw)).items()}


def _read(word: str) -> str:
    """Return the folded form of a word that can tell events apart, nothing for one that stands in every article."""
    folded = content(word)
    telling = (len(folded) > 1 or folded.isdigit()) and everyday().get(folded, 0.0) < _EVERYWHERE
    return folded if telling else ""


_telling = Kept(_read, 1 << 16).__getitem__


def profile(text: str, published: datetime | None = None) -> Profile:
    """Return the profile of the article *text*. Costs time in proportion to its length, up to a limit."""
    text = text[:_LONGEST]
    counts = Counter(map(_telling, _WORD.findall(text)))
    capitals, runs, names = _names(text)
    small = {word for word, count in Counter(capitals).items() if counts[word] > count}
    figures = [word for word in counts if word[:1].isdigit()]
    for more in (list(map(_telling, _WORD.findall(text[:_LEAD]))), names, *[figures] * (_FIGURE - 1)):
        counts.update(more)
    counts.pop("", None)
    terms = {word: _weight(count) for word, count in sorted(counts.items(), key=itemgetter(1))}
    anchors = _joined(runs, set(names) - small)
    anchors.update((word, word) for word in figures if _SEVERAL_DIGITS.match(word) and not _YEAR.fullmatch(word))
    return Profile(terms, anchors, frozenset(filter(_YEAR.fullmatch, figures)), published)


@cache
def _weight(count: int) -> float:
    """Return the weight of a word that an article has so often: short, because it is stored."""
    return round(1 + math.log(count), 2)


def profile_of(article: Article) -> Profile:
    """Return the profile of *article*; one in another language than English, whose words we cannot weigh, has none."""
    language = primary(article.language or detect(article.text[:_SAMPLE]) or "en")
    return profile(article.text, article.published) if language == "en" else NOTHING


def _names(text: str) -> tuple[list[str], list[list[str]], list[str]]:
    """Return the words with a capital, the runs of such words, and those whose capital does not open a sentence."""
    capitals: list[str] = []
    names: list[str] = []
    runs = []
    for match in _RUN.finditer(text):
        start = match.start()
        before = text[max(0, start - 4) : start].rstrip(_BETWEEN)
        run = [_telling(word) for word in match[0].split()]
        capitals += run
        names += run if before and before[-1] not in _ENDS else run[1:]
        runs.append(run)
    return capitals, runs, names


def _joined(runs: Iterable[Sequence[str]], names: Set[str]) -> dict[str, str]:
    """Return the rare words of *names*; those that stand in one run somewhere get the same label."""
    shares = everyday()
    rare = {word for word in names if word and shares.get(word, 0.0) < _RARE and word not in _GENERAL}
    above: dict[str, str] = {}  # a forest of disjoint sets (Tarjan 1975): each word under another of its name
    for run in runs:
        for before, word in pairwise([word for word in run if word in rare]):
            one, other = _top(above, before), _top(above, word)
            if one != other:
                above[other] = one
    return {word: _top(above, word) for word in rare}


def _top(above: dict[str, str], word: str) -> str:
    while word in above:
        over = above[word]
        if over in above:
            above[word] = above[over]
        word = over
    return word
