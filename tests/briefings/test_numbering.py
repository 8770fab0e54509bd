"""A quote keeps the number that its cite carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.library.numbering import Numbered, numbers
from briefings.spans import Span

FIRST, SECOND, THIRD = (Span(10, 20), "we will win"), (Span(40, 50), "we will not"), (Span(70, 80), "no comment")
OLD = [Numbered(1, *FIRST), Numbered(2, *SECOND)]


@pytest.mark.parametrize(
    ("claim", "found", "same_text", "expected"),
    [
        ("nothing changed", [FIRST, SECOND], True, {FIRST[0]: 1, SECOND[0]: 2}),
        ("a new one gets the next number", [FIRST, THIRD, SECOND], True, {FIRST[0]: 1, SECOND[0]: 2, THIRD[0]: 8}),
        ("ends that moved are the same quote", [(Span(10, 19), "we will wi")], True, {Span(10, 19): 1}),
        ("in a changed text the words count", [(Span(45, 55), "we will win")], False, {Span(45, 55): 1}),
        ("in a changed text the place does not", [(Span(10, 20), "other words")], False, {Span(10, 20): 8}),
        (
            "the same words twice keep their order",
            [(Span(5, 9), "we will win"), (Span(60, 64), "we will win")],
            False,
            {Span(5, 9): 1, Span(60, 64): 8},
        ),
        ("a number is never given twice", [THIRD], True, {THIRD[0]: 8}),
    ],
)
def test_numbers_are_kept(
    claim: str, found: list[tuple[Span, str]], same_text: bool, expected: dict[Span, int]
) -> None:
    assert numbers(found, OLD, last=7, same_text=same_text) == expected, claim


spans = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 9)).map(lambda at: Span(at[0], at[0] + at[1])),
    unique=True,
    max_size=8,
)


@given(spans, spans, st.booleans())
def test_every_quote_gets_one_number_of_its_own(before: list[Span], after: list[Span], same_text: bool) -> None:
    old = [Numbered(number, span, str(span.end % 3)) for number, span in enumerate(before, 1)]
    given_numbers = numbers([(span, str(span.end % 3)) for span in after], old, len(old), same_text)
    assert set(given_numbers) == set(after)
    assert len(set(given_numbers.values())) == len(after)
