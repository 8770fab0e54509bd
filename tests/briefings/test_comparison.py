"""Comparisons: sentences that say the same, details that differ in them, phrases word for word, and what is alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.comparison import Comparison, Side, compare
from briefings.sentences import sentences

FIRST = (
    "The ferry Aurora ran aground off Kestrel Point on Friday. All 214 passengers were brought ashore by boats. "
    "The owner blamed a steering fault."
)
SECOND = (
    "All 212 passengers were brought ashore by boats. Nobody was hurt. "
    "The ferry Aurora ran aground off Gull Point on Saturday."
)


def compared(one: str, other: str) -> Comparison:
    return compare(*(Side(text, sentences(text)) for text in (one, other)))


def test_sentences_that_say_the_same_are_matched_and_the_others_stand_alone() -> None:
    found = compared(FIRST, SECOND)
    assert [(match.one, match.other) for match in found.matches] == [(0, 2), (1, 0)]
    assert (found.only_one, found.only_other) == ((2,), (1,))


def test_numbers_days_and_names_that_differ_are_told_with_both_sides() -> None:
    told = [
        (each.matter.value, [span.of(FIRST) for span in each.one], [span.of(SECOND) for span in each.other])
        for each in compared(FIRST, SECOND).differences
    ]
    assert told == [
        ("days", ["Friday"], ["Saturday"]),
        ("names", ["Kestrel"], ["Gull"]),
        ("numbers", ["214"], ["212"]),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "President Xi Jinping released a statement.",
            "President Xi Jinping opened the Internet conference in Wuzhen.",
        ),
        (
            "“We had no choice,” said Ana Ortiz, the society's general secretary.",
            "Ana Ortiz, the society's general secretary, said she would resign in May.",
        ),
        (
            "Opposition leader Karl Brandt said that his party would wait for the hearing.",
            "Opposition leader Karl Brandt announced that his party would support the treaty.",
        ),
        (
            "“We use no lead,” said Lea Moritz, a spokeswoman for the company.",
            "Its spokeswoman, Lea Moritz, declined to say what the company would pay.",
        ),
        (
            "Every child over six is to get a library card under a plan that Culture Minister Eva Lindt presented.",
            "Culture Minister Eva Lindt has doubled the time for which books can be kept with the new library card.",
        ),
        ("Nobody was hurt.", "Nobody was hurt."),
        ("The ferry ran aground.", "The bridge was closed for repairs to its cables."),
    ],
)
def test_the_same_people_or_a_few_words_are_no_match(one: str, other: str) -> None:
    assert compared(one, other).matches == ()


@pytest.mark.parametrize(
    ("other", "numbers"),
    [
        ("The tunnel now costs 420 million crowns, up from 340 million.", ([], ["420"])),
        ("The tunnel costs many million crowns.", None),
        ("The tunnel is to cost 340 million crowns.", None),
    ],
)
def test_a_number_beside_the_one_that_both_have_is_told(
    other: str, numbers: tuple[list[str], list[str]] | None
) -> None:
    one = "The tunnel is to cost 340 million crowns."
    found = compared(one, other)
    assert [(match.one, match.other) for match in found.matches] == [(0, 0)]
    told = [
        ([span.of(one) for span in each.one], [span.of(other) for span in each.other]) for each in found.differences
    ]
    assert told == ([numbers] if numbers else [])


def test_sentences_about_the_source_of_something_are_matched() -> None:
    one = "Tamar Works denied that its mill was the source."
    other = "Tamar Works, which had denied that it was the source, closed the mill."
    assert compared(one, other).matches


def test_a_run_of_words_in_both_is_a_phrase_whatever_stands_around_it() -> None:
    one = "He spoke of “indigenous and controllable substitution plans” again."
    other = "Critics fear Indigenous and controllable substitution plans, they said."
    (phrase,) = compared(one, other).phrases
    assert phrase.one.of(one) == "indigenous and controllable substitution plans"
    assert phrase.other.of(other) == "Indigenous and controllable substitution plans"


def test_a_run_of_common_words_is_no_phrase() -> None:
    assert compared("It was one of the first of them.", "He is one of the first of many.").phrases == ()


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared_and_every_sentence_is_somewhere(one: str, other: str) -> None:
    found = compared(one, other)
    assert sorted([*(match.one for match in found.matches), *found.only_one]) == list(range(len(sentences(one))))
    assert sorted([*(match.other for match in found.matches), *found.only_other]) == list(range(len(sentences(other))))


@pytest.mark.parametrize(
    "text", ["The ferry left the old harbour on Friday with {} people. ", "ferry " * 4, "Ferry {} left. "]
)
def test_a_comparison_costs_by_the_length_of_the_articles(text: str) -> None:
    long = "".join(text.format(number) for number in range(2_000))
    started = time.process_time()
    compared(long, long)
    assert time.process_time() - started < 3  # minutes, if each sentence were compared with every other
