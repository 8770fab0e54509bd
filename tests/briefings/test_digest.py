"""Which entries are in a digest, and why each is or is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.digest import Choice, choose
from briefings.filters import Candidate, Filters

NO_TOPIC, TOO_MANY = "none of the digest's topics", "more than 2 were new"
FOUR = [Candidate(1, frozenset({"law"})), Candidate(2, frozenset()), Candidate(3, frozenset({"law", "china"}))]
FOUR.append(Candidate(4, frozenset({"law"})))

candidates = st.lists(st.frozensets(st.sampled_from("abc"))).map(
    lambda topics: [Candidate(number, each) for number, each in enumerate(topics)]
)


@pytest.mark.parametrize(
    ("topics", "reasons"),
    [
        (set(), ["new", "new", TOO_MANY, TOO_MANY]),
        ({"law"}, ["new", NO_TOPIC, "new", TOO_MANY]),
        ({"china"}, [NO_TOPIC, NO_TOPIC, "new", NO_TOPIC]),
        ({"china", "law"}, ["new", NO_TOPIC, "new", TOO_MANY]),
        ({"trade"}, [NO_TOPIC] * 4),
    ],
)
def test_the_best_that_have_a_topic_are_chosen_and_every_other_has_its_reason(
    topics: set[str], reasons: list[str]
) -> None:
    assert [choice.reason for choice in choose(FOUR, Filters(topics=tuple(topics)), 2)] == reasons


@pytest.mark.parametrize(
    ("told", "reasons"),
    [(0, ["new", "new", "the same words as A5"]), (3, ["new", "the same words as A2", "the same words as A5"])],
)
def test_the_same_words_are_chosen_once(told: int, reasons: list[str]) -> None:
    some = [Candidate(5, copies=(4,)), Candidate(6, copies=(2,)), Candidate(4, copies=(5,))]
    assert [choice.reason for choice in choose(some, Filters(), 9, told)] == reasons


def test_a_copy_of_what_is_not_chosen_is_chosen() -> None:
    some = [Candidate(2, copies=(1,)), Candidate(1, frozenset({"law"}), copies=(2,))]
    assert [choice.chosen for choice in choose(some, Filters(topics=("law",)), 9)] == [False, True]


@given(candidates, st.frozensets(st.sampled_from("abc")), st.integers(0, 20))
def test_every_candidate_is_accounted_for_in_order_and_no_more_than_wanted_are_chosen(
    some: list[Candidate], topics: frozenset[str], at_most: int
) -> None:
    choices = choose(some, Filters(topics=tuple(topics)), at_most)
    assert [choice.number for choice in choices] == [candidate.number for candidate in some]
    fitting = [candidate for candidate in some if not topics or topics & candidate.topics]
    assert [choice.number for choice in choices if choice.chosen] == [each.number for each in fitting[:at_most]]


def test_nothing_gives_nothing() -> None:
    assert choose([], Filters(), 10) == ()


def test_a_choice_says_new_for_what_is_chosen() -> None:
    assert choose(FOUR[:1], Filters(), 1) == (Choice(1, True, "new"),)
