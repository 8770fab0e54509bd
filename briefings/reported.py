"""Reported speech: sentences that say what somebody said, without quotation marks."""

from collections.abc import Sequence

from briefings.entry import Quote, Reported
from briefings.spans import Span


def find_reported(text: str, sentences: Sequence[Span], quotes: Sequence[Quote]) -> tuple[Reported, ...]:
    """Return the sentences of *text* that report speech outside *quotes*, in order."""
    return ()
