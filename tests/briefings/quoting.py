"""Reads quotes of a text as plain strings, for the tables of the quote tests."""

from typing import NamedTuple

from briefings.quotes import find_quotes
from briefings.sentences import sentences


class Said(NamedTuple):
    """A quote in plain words; ``speaker`` is empty where nobody is named."""

    words: str
    speaker: str
    grade: str


def said(text: str) -> list[Said]:
    """Return words, speaker and grade of every quote of *text*."""
    found = find_quotes(text, tuple(sentences(text)))
    return [Said(q.span.of(text), q.speaker.of(text) if q.speaker else "", q.grade.value) for q in found]


def words(text: str) -> list[str]:
    """Return the words of every quote of *text*."""
    return [quote.words for quote in said(text)]
