"""Spans: half-open character offsets into an article's text. Everything shown is ``text[start:end]``."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple


class Span(NamedTuple):
    """Characters ``start`` (included) to ``end`` (excluded) of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of *text* that this span names."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


def meeting(spans: Sequence[Span]) -> Callable[[Span], bool]:
    """Return what tells whether a span meets one of *spans*, which are in order; for when many are asked for."""
    starts, reached = _bounds(spans)

    def meets(other: Span) -> bool:
        before = bisect_left(starts, other.end)
        return before > 0 and reached[before - 1] > other.start

    return meets


def met(spans: Sequence[Span]) -> Callable[[Span], list[int]]:
    """Return what tells the places of those of *spans*, which are in order, that a span meets."""
    starts, reached = _bounds(spans)

    def which(other: Span) -> list[int]:
        among = range(bisect_right(reached, other.start), bisect_left(starts, other.end))
        return [place for place in among if spans[place].meets(other)]

    return which


def _bounds(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Return where each span starts, and how far it and those before it reach."""
    return list(map(itemgetter(0), spans)), list(accumulate(map(itemgetter(1), spans), max))
