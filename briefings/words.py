"""Words of a text with their offsets, and the form in which different texts' words are compared."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from briefings.spans import Span
from briefings.stopwords import STOPWORDS

Made = TypeVar("Made")
# The first of the alternatives in brackets is only the quick way to most words; so is the look ahead past spaces.
_TOKEN = re.compile(r"((?=[\S\n])(?:[A-Za-z]++(?=[ ,\n])|[A-Z]\.(?= [A-Z])|[^\W_]++(?:['’.&@-][^\W_]++)*+|[^\w\s]|\n))")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_KEEP_S = ("ss", "us", "is", "'s", "’s")


@lru_cache(maxsize=2)
def tokens(text: str) -> tuple[list[str], list[int]]:
    """Return the words, marks and line ends of *text* and where each starts; kept while one article is analysed."""
    pieces = _TOKEN.split(text)  # what lies between, a word, what lies between, ...
    return pieces[1::2], list(accumulate(map(len, pieces)))[:-1:2]


@lru_cache(maxsize=2)
def openings(text: str, sentences: tuple[Span, ...]) -> list[int]:
    """Return the places of the sentences' first words among the tokens of *text*; kept as these are."""
    starts = tokens(text)[1]
    return [bisect_left(starts, start) for start, _ in sentences]


def first_words(text: str, sentences: Sequence[Span]) -> list[str]:
    """Return the first word or mark of each of *sentences*, which are all of *text*."""
    forms, starts = tokens(text)
    places = zip(openings(text, tuple(sentences)), sentences, strict=True)
    # A sentence may begin inside a word where a space was lost ("the end.The next").
    return [
        forms[at] if at < len(starts) and starts[at] == start else text[start:end].split(None, 1)[0]
        for at, (start, end) in places
    ]


class Kept(dict[str, Made]):
    """What *make* gives for each word, kept for the words met; lighter than lru_cache, which reorders at every look."""

    def __init__(self, make: Callable[[str], Made], most: int = 1 << 15) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, word: str) -> Made:
        if len(self) >= self._most:
            self.clear()
        made = self[word] = self._make(word)
        return made


def _fold(word: str) -> str:
    """Return the form under which *word* equals its plural, possessive and other case: "Laws", "law's" -> "law"."""
    lower = _POSSESSIVE.sub("", word.lower().replace(".", ""))
    if len(lower) > 3 and lower[-1] == "s" and not lower.endswith(_KEEP_S):
        if lower.endswith("ies") and len(lower) > 4:
            return lower[:-3] + "y"
        if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
            return lower[:-2]
        return lower[:-1]
    return lower


fold = Kept(_fold).__getitem__


def _content(word: str) -> str:
    """Return the folded form of *word*, nothing for a stop word or a mark."""
    return fold(word) if word[0].isalnum() and word.lower() not in STOPWORDS else ""


content = Kept(_content).__getitem__


ALIASES = {
    "us": "united state", "usa": "united state", "uk": "united kingdom", "un": "united nation", "eu": "european union",
}  # fmt: skip
"""Keys of short forms that every newspaper uses, and of the names they stand for."""
