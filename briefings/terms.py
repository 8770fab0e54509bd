"""What a person types into a search: words, phrases in quotation marks, and words that must not occur."""

import re
from dataclasses import dataclass

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
        tokens = [(match[0].casefold(), match.span()) for match in _TOKEN.finditer(text)]
        spans: list[Span] = []
        index = 0
        while index < len(tokens):
            length = max((len(term) for term in self.wanted if _stands(term, tokens, index)), default=0)
            if length:
                spans.append(Span(tokens[index][1][0], tokens[index + length - 1][1][1]))
            index += length or 1
        return spans

    def count_in(self, text: str) -> int:
        """Return how many different wanted terms stand in *text*."""
        tokens = [(match[0].casefold(), match.span()) for match in _TOKEN.finditer(text)]
        return sum(any(_stands(term, tokens, index) for index in range(len(tokens))) for term in self.wanted)


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


def _stands(term: tuple[str, ...], tokens: list[tuple[str, tuple[int, int]]], index: int) -> bool:
    if index + len(term) > len(tokens):
        return False
    if is_prefix(term):
        return tokens[index][0].startswith(term[0])
    return all(tokens[index + place][0] == word for place, word in enumerate(term))
