"""Duplicates: the same article again is known by its words, and a similar one is not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.duplicates import is_copy, resemblance, sketch

WIRE = (
    "The ferry Aurora ran aground off Kestrel Point on Friday, the coast guard said. All 214 passengers were brought "
    "ashore by fishing boats before dark, and nobody was hurt. The owner blamed a steering fault; inspectors from the "
    "harbour office will go aboard on Monday. The Aurora has crossed the strait twice a day since 1998."
)
CORRECTED = WIRE.replace("214 passengers", "212 passengers") + " (Corrects the number of passengers.)"
SIMILAR = (
    "The ferry Meridian ran aground off Gull Rock on Monday, the coast guard said. All 96 passengers stayed aboard "
    "until the tide came in, and two were hurt. The owner spoke of fog; inspectors from the harbour office have been "
    "told. The Meridian has crossed the bay once a day since 2004."
)


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        (WIRE, True),
        (WIRE.upper(), True),
        (WIRE.replace(". ", ".\n\n").replace(", ", " - "), True),
        (CORRECTED, True),
        ("TORVIK (Example Wire) - " + WIRE, True),
        (WIRE.rpartition(". The Aurora")[0], True),
        (SIMILAR, False),
        (WIRE.partition(".")[0], False),
        ("", False),
    ],
)
def test_the_same_words_again_are_a_copy(other: str, copy: bool) -> None:
    assert is_copy(sketch(WIRE), sketch(other)) is copy


def test_a_few_words_are_a_copy_only_word_for_word() -> None:
    assert is_copy(sketch("More follows soon."), sketch("more follows soon"))
    assert not is_copy(sketch("More follows soon."), sketch("More follows later."))


def test_texts_without_words_are_copies_of_nothing() -> None:
    assert not is_copy(sketch(""), sketch("..."))


@given(st.text(), st.text())
def test_resemblance_is_the_same_both_ways_and_a_share(one: str, other: str) -> None:
    alike = resemblance(sketch(one), sketch(other))
    assert alike == resemblance(sketch(other), sketch(one))
    assert 0 <= alike <= 1
    assert resemblance(sketch(one), sketch(one)) in (0, 1)
