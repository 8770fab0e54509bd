"""What a person types into a search: words, phrases in quotation marks, and words that must not occur."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefings.folding import fold
from briefings.spans import Span

_PART = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
_TOKEN = re.compile(r"[^\W_]+")
_PREFIX_FROM = 4  # letters from which a word also finds its longer forms: "law" is itself, "hacker" finds "hackers"


@dataclass(frozen=True, slots=True)
class Terms:
    """Each term is a tuple of folded words that must follow one another; most are a single word."""

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def found_in(self, text: str) -> list[Span]:
        """Return where the wanted terms stand in *text*, in order, without overlaps."""
        places = [match.span() for match in _TOKEN.finditer(text)]
        tokens = [text[start:end].casefold() for start, end in places]
        terms, spans = _by_beginning(self.wanted), list[Span]()
        index = 0
        while index < len(tokens):
            length = max(map(len, _standing(terms, tokens, index)), default=0)
            if length:
                spans.append(Span(places[index][0], places[index + length - 1][1]))
            index += length or 1
        return spans

    def count_in(self, text: str) -> int:
        """Return how many different wanted terms stand in *text*."""
        tokens = [token.casefold() for token in _TOKEN.findall(text)]
        terms, found = _by_beginning(self.wanted), set[tuple[str, ...]]()
        for index in range(len(tokens)):
            found.update(_standing(terms, tokens, index))
            if len(found) == len(self.wanted):
                break
        return len(found)


def parse_terms(text: str) -> Terms:
    """Return the terms in *text*; any input is one, if only an empty one."""
    wanted: list[tuple[str, ...]] = []
    unwanted: list[tuple[str, ...]] = []
    for match in _PART.finditer(fold(text)):
        term = tuple(_TOKEN.findall(match[2] if match[2] is not None else match[4]))
        if term:
            (unwanted if match[1] or match[3] else wanted).append(term)
    return Terms(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def is_prefix(term: tuple[str, ...]) -> bool:
    """Tell whether *term* also stands for words that begin with it."""
    return len(term) == 1 and len(term[0]) >= _PREFIX_FROM


@lru_cache(maxsize=20)
def _by_beginning(terms: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    """Return the terms by the first letters that a word needs for one of them to stand there."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        found.setdefault(term[0][:_PREFIX_FROM], []).append(term)
    return found


def _standing(
    terms: Mapping[str, Sequence[tuple[str, ...]]], tokens: Sequence[str], index: int
) -> list[tuple[str, ...]]:
    """Return which of *terms* (by their first letters, so that many cost no more than one) stand at *index*."""
    return [term for term in terms.get(tokens[index][:_PREFIX_FROM], ()) if _stands(term, tokens, index)]


def _stands(term: tuple[str, ...], tokens: Sequence[str], index: int) -> bool:
    if is_prefix(term):
        return tokens[index].startswith(term[0])
    return tuple(tokens[index : index + len(term)]) == term
