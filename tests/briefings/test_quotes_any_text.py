"""Any text at all: no exception, right offsets, time linear in the length."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.entry import Grade
from briefings.quotes import find_quotes
from briefings.quoting.reported import find_reported
from briefings.sentences import sentences
from briefings.spans import Span

PIECES = st.sampled_from(
    [
        *['"', "“", "”", "''", "``", "'", "’", "‘", "«", "»", "„", " ", "\n", "\n\n", ". ", ", ", ": ", " - ", "?"],
        *["Anna Berg", "Mr. Holm", "he", "she", " said", " told ", "the report", "according to ", "that ", "who "],
        *["\0", "\ud800", "\u202e", "שלום", "مرحبا", "😀", "é", "\u0301", "6'2\"", "U.S. The", "A.B.C.", "x"],
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_quote_is_a_slice_in_text_order(text: str) -> None:
    split = tuple(sentences(text))
    quotes = find_quotes(text, split)
    assert [q.span for q in quotes] == sorted(q.span for q in quotes)
    for a, b in pairwise(quotes):
        assert a.span.end <= b.span.start
        assert a.utterance <= b.utterance
    for quote in quotes:
        for span in (quote.span, quote.speaker, quote.mention, quote.cue, quote.evidence):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert quote.span.of(text).strip() == quote.span.of(text)
        assert (quote.speaker is None) == (quote.grade is Grade.UNATTRIBUTED)
    find_reported(text, split, quotes)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    split = tuple(sentences(text))
    find_reported(text, split, find_quotes(text, split))


LONG = {
    "marks": '"',
    "curly marks": "“”",
    "opening marks": ' "a',
    "opening curly marks": " “A",
    "single marks": " ‘a s’ b",
    "guillemets": " «a",
    "one line": 'Anna Berg said, "We will build it." ',
    "he said": '"We will build it," he said. ',
    "fragments": 'and he called it "a gift" and ',
    "names": "Anna Berg ",
    "initials": "A.",
    "hyphens": "A-",
    "titles": "House Speaker ",
    "words": "word ",
    "adverbs": "also ",
    "letters": "a",
    "capitals": "A",
    "open paragraphs": '"Open\n',
    "lines": '"We will build it," Anna Berg said.\n',
}


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        split = [Span(0, len(text))]
        find_reported(text, split, find_quotes(text, split))
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", sorted(LONG))
def test_time_grows_with_the_length_and_no_faster(name: str) -> None:
    piece = LONG[name]

    def in_proportion() -> bool:
        short = _seconds(piece * (20_000 // len(piece)))
        return _seconds(piece * (160_000 // len(piece))) < max(0.2, 8 * short * 3)

    assert any(in_proportion() for _ in range(3))  # a busy machine can spoil one try; no luck makes a square linear
