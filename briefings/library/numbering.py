"""The numbers of an article's quotes: what a cite names keeps its number through every new analysis."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.spans import Span


@dataclass(frozen=True, slots=True)
class Numbered:
    """A quote that has a number: where it stood and its folded words."""

    number: int
    span: Span
    folded: str


def numbers(found: Sequence[tuple[Span, str]], old: Sequence[Numbered], last: int, same_text: bool) -> dict[Span, int]:
    """Give each quote (span, folded words) the number it had, else the next that no quote of the article ever had.

    *last* is the highest number ever given. In an unchanged text a quote is the one that stood there, even if its ends
    have moved; in a changed text it is the one with the same words, the first with the first.
    """
    given: dict[Span, int] = {}
    left = list(old)
    for same in (_same_place, _same_words, _overlap) if same_text else (_same_words,):
        for span, folded in found:
            match = next((each for each in left if span not in given and same(each, span, folded)), None)
            if match is not None:
                given[span] = match.number
                left.remove(match)
    for span, _ in found:
        if span not in given:
            last += 1
            given[span] = last
    return given


def _same_place(old: Numbered, span: Span, folded: str) -> bool:
    return old.span == span


def _same_words(old: Numbered, span: Span, folded: str) -> bool:
    return old.folded == folded


def _overlap(old: Numbered, span: Span, folded: str) -> bool:
    return old.span.meets(span)
