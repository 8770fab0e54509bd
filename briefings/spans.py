"""Spans: half-open character offsets into an article's text. Everything shown is ``text[start:end]``."""

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
