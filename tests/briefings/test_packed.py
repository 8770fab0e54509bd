"""What is packed comes out as it went in."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from briefings.library.packed import by_weight, steps, weights

WORDS = st.text(st.characters(exclude_characters="\n"), min_size=1)


@given(st.dictionaries(WORDS, st.floats(1, 9).map(lambda often: round(often, 2))))
def test_words_put_together_by_their_weights_keep_them(terms: dict[str, float]) -> None:
    assert weights(by_weight(terms)) == terms


def test_words_of_one_weight_stand_together() -> None:
    assert by_weight({"ferry": 2.1, "new york": 1.0, "pier": 2.1}) == {"2.1": "ferry\npier", "1.0": "new york"}


@given(st.lists(st.integers(0, 2**32 - 1)).map(sorted))
def test_numbers_are_the_sums_of_their_steps(numbers: list[int]) -> None:
    assert list(accumulate(steps(numbers))) == numbers
