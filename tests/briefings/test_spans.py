"""Spans that meet are found without looking at all of them."""

from hypothesis import given
from hypothesis import strategies as st

from briefings.spans import Span, meeting, met

SPANS = st.lists(st.builds(lambda start, size: Span(start, start + size), st.integers(0, 40), st.integers(1, 15)))


@given(SPANS.map(sorted), st.integers(0, 50), st.integers(1, 20))
def test_the_spans_that_one_meets_are_those_that_share_a_character(spans: list[Span], start: int, size: int) -> None:
    other = Span(start, start + size)
    expected = [place for place, span in enumerate(spans) if span.meets(other)]
    assert met(spans)(other) == expected
    assert meeting(spans)(other) == bool(expected)
