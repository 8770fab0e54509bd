"""Which entries are in a digest, and why each is or is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.digest import Choice, Shown, Why, choose, in_order, not_said
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


def test_the_kind_of_a_reason_does_not_go_by_its_words() -> None:
    some = [
        Candidate(1, text="more than 2 were new"),
        Candidate(2),
        Candidate(3, copies=(2,)),
        Candidate(4),
        Candidate(5),
    ]
    choices = choose(some, Filters(not_words=("more than 2 were new",)), 2)
    kinds = [Why.FILTERED, Why.NEW, Why.SAME_WORDS, Why.NEW, Why.NO_ROOM]
    assert [each.why for each in choices] == kinds
    assert [each.number for each in choices if each.had_no_room] == [5]


def test_a_choice_says_new_for_what_is_chosen() -> None:
    assert choose(FOUR[:1], Filters(), 1) == (Choice(1, True, "new", Why.NEW),)


def test_new_stories_come_first_then_by_priority_then_what_several_sources_tell_then_the_newest() -> None:
    newest_first = [
        Candidate(1, source="Gazette"),
        Candidate(2, source="Wire", story=7),
        Candidate(3, source="Wire", priority=5),
        Candidate(4, source="Gazette", priority=9, story=8, continues=True),
        Candidate(5, source="Gazette"),
        Candidate(6, source="Gazette", story=7),
    ]
    assert [each.number for each in in_order(newest_first)] == [3, 2, 6, 1, 5, 4]


def test_entries_of_a_story_stand_together_where_its_first_one_is() -> None:
    newest_first = [Candidate(1, story=7), Candidate(2), Candidate(3, story=7, priority=1)]
    assert [each.number for each in in_order(newest_first)] == [3, 1, 2]


@pytest.mark.parametrize(
    ("said", "count", "chosen"),
    [
        ("", 1, (2,)),
        ("", 3, (0, 1, 2)),
        ("c", 1, ()),
        ("c", 2, (0, 1)),
        ("a", 3, (2,)),
        ("abcd", 3, ()),
    ],
)
def test_sentences_are_chosen_in_steps_of_which_nothing_was_said(
    said: str, count: int, chosen: tuple[int, ...]
) -> None:
    assert not_said([[2], [0, 1], [3]], "abcc", set(said), count) == chosen


def test_what_says_nothing_more_is_left_out_with_the_reason() -> None:
    choices = choose([Candidate(1), Candidate(2)], Filters(), 5, 0, lambda each: Shown() if each.number == 2 else None)
    assert [(each.chosen, each.reason) for each in choices] == [
        (False, "it says nothing that was not told before"),
        (True, "new"),
    ]
