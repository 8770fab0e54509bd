"""What a person types into a search: words, phrases in quotation marks, and words that must not occur."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from briefings.folding import fold
from briefings.spans import Span

_PART = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # as the index cuts words: a combining mark parts none
_MARKS = re.compile(r"[\u0300-\u036f]+")
_SIMPLE = re.compile("[\x00-\x7f‘’“”„«»–—…\u00a0]*")  # as long in small letters, which are also its plain ones
_FEW = 8  # terms up to which looking for one after the other is quicker than word by word
_PREFIX_FROM = 4  # letters from which a word also finds its longer forms: "law" is itself, "hacker" finds "hackers"
_BEGUN_FROM = 2  # letters from which a word may be the beginning of one that is still being typed


@dataclass(frozen=True, slots=True)
class Terms:
    """Each term is a tuple of folded words that must follow one another; most are a single word.

    With ``begun`` the last one stands for every word that begins with it, however short it is.
    """

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...] = ()
    begun: bool = False

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def is_prefix(self, term: tuple[str, ...]) -> bool:
        """Tell whether *term* also stands for words that begin with it."""
        return is_prefix(term) or (self.begun and term == self.wanted[-1])

    def as_begun(self) -> "Terms | None":
        """Return these terms with the last word still being typed; None where that makes no difference."""
        last = self.wanted[-1] if self.wanted else ()
        if len(last) != 1 or len(last[0]) < _BEGUN_FROM or self.is_prefix(last):
            return None
        return replace(self, begun=True)

    def found_in(self, text: str) -> list[Span]:
        """Return where the wanted terms stand in *text*, in order, without overlaps."""
        if not self._may_stand_in(_plain(text)):
            return []
        places = [match.span() for match in _TOKEN.finditer(text)]
        tokens = [_plain(text[start:end]) for start, end in places]
        terms, spans = _by_beginning(self), list[Span]()
        free = 0  # the first word that is in no span yet
        for index in _where(terms, tokens):
            length = max(map(len, _standing(terms, tokens, index)), default=0) if index >= free else 0
            if length:
                free = index + length
                spans.append(Span(places[index][0], places[free - 1][1]))
        return spans

    def count_in(self, text: str) -> int:
        """Return how many different wanted terms stand in *text*."""
        return len(self.standing_in(text))

    def standing_in(self, text: str) -> frozenset[tuple[str, ...]]:
        """Return the wanted terms that stand in *text*."""
        plain = _plain(text)
        if not self._may_stand_in(plain):
            return frozenset()
        terms, found = _by_beginning(self), set[tuple[str, ...]]()
        tokens = _TOKEN.findall(plain) if text.isascii() else [_plain(token) for token in _TOKEN.findall(text)]
        for index in _where(terms, tokens):
            found.update(_standing(terms, tokens, index))
            if len(found) == len(self.wanted):
                break
        return frozenset(found)

    def standing_in_each(self, text: str, spans: Sequence[Span]) -> dict[int, frozenset[tuple[str, ...]]]:
        """Return the wanted terms that stand in each of *spans*, by its place; those with none are left out.

        The spans are in order, do not overlap and part no word.
        """
        if len(self.wanted) > _FEW or not _SIMPLE.fullmatch(text):
            each = ((place, self.standing_in(span.of(text))) for place, span in enumerate(spans))
            return {place: terms for place, terms in each if terms}
        found: dict[int, set[tuple[str, ...]]] = {}
        plain, starts = text.lower(), [start for start, _ in spans]
        for term, pattern in _patterns(self):
            for start, end in _at_words(pattern, plain):
                place = bisect_right(starts, start) - 1
                if place >= 0 and end <= spans[place].end:
                    found.setdefault(place, set()).add(term)
        return {place: frozenset(found[place]) for place in sorted(found)}

    def _may_stand_in(self, plain: str) -> bool:
        """Tell whether a term may stand in a ``_plain`` text; most sentences need not be cut into words for that."""
        return any(map(plain.__contains__, _longest_words(self)))


def parse_terms(text: str) -> Terms:
    """Return the terms in *text*; any input is one, if only an empty one."""
    wanted: list[tuple[str, ...]] = []
    unwanted: list[tuple[str, ...]] = []
    for match in _PART.finditer(unicodedata.normalize("NFC", fold(text))):
        term = tuple(_TOKEN.findall(match[2] if match[2] is not None else match[4]))
        if term:
            (unwanted if match[1] or match[3] else wanted).append(term)
    return Terms(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def is_prefix(term: tuple[str, ...]) -> bool:
    """Tell whether *term* is long enough to stand for words that begin with it."""
    return len(term) == 1 and len(term[0]) >= _PREFIX_FROM


def _plain(text: str) -> str:
    """Return *text* without case and diacritics, which the index does not know either."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))


@dataclass(frozen=True, slots=True)
class _Known:
    """A term as it was typed, as it is compared, and whether a word need only begin with it."""

    term: tuple[str, ...]
    plain: tuple[str, ...]
    begins: bool


@lru_cache(maxsize=20)
def _by_beginning(terms: Terms) -> dict[str, list[_Known]]:
    """Return the terms by the first letters that a word needs for one of them to stand there; short ones under ""."""
    found: dict[str, list[_Known]] = {}
    for term in terms.wanted:
        known = _Known(term, tuple(map(_plain, term)), terms.is_prefix(term))
        short = known.begins and len(known.plain[0]) < _PREFIX_FROM
        found.setdefault("" if short else known.plain[0][:_PREFIX_FROM], []).append(known)
    return found


@lru_cache(maxsize=20)
def _longest_words(terms: Terms) -> tuple[str, ...]:
    """Return the longest word of each of the terms, as it is compared."""
    return tuple({max(map(_plain, term), key=len) for term in terms.wanted})


@lru_cache(maxsize=20)
def _patterns(terms: Terms) -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    """Return each of the terms with what finds it in a ``_SIMPLE`` text in small letters, also within a word.

    No pattern is empty.
    """
    found = []
    for known in chain.from_iterable(_by_beginning(terms).values()):
        words = r"[\W_]+".join(map(re.escape, known.plain)) + ("" if known.begins else r"(?![^\W_])")
        found.append((known.term, re.compile(words)))
    return found


def _at_words(pattern: re.Pattern[str], plain: str) -> Iterator[tuple[int, int]]:
    """Yield where *pattern* stands in a ``_SIMPLE`` text and begins a word, also where it overlaps.

    A pattern that looks back itself is three times as slow: only one that begins with its letters is sought by them.
    """
    match = pattern.search(plain)
    while match is not None:
        start, end = match.span()
        if not (start and plain[start - 1].isalnum()):
            yield start, end
        match = pattern.search(plain, start + 1)


def _where(terms: Mapping[str, Sequence[_Known]], tokens: Sequence[str]) -> Sequence[int]:
    """Return the places of the words that begin as one of *terms* does: elsewhere none of them stands."""
    if "" in terms:
        return range(len(tokens))
    return [index for index, token in enumerate(tokens) if token[:_PREFIX_FROM] in terms]


def _standing(terms: Mapping[str, Sequence[_Known]], tokens: Sequence[str], index: int) -> list[tuple[str, ...]]:
    """Return which of *terms* (by their first letters, so that many cost no more than one) stand at *index*."""
    near = (*terms.get(tokens[index][:_PREFIX_FROM], ()), *terms.get("", ()))
    return [known.term for known in near if _stands(known, tokens, index)]


def _stands(known: _Known, tokens: Sequence[str], index: int) -> bool:
    if known.begins:
        return tokens[index].startswith(known.plain[0])
    return tuple(tokens[index : index + len(known.plain)]) == known.plain
