"""Sentence ends: a table of tricky cases, and what holds for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.sentences import paragraphs, sentences
from tests.briefings.sentence_ends import CASES


@pytest.mark.parametrize("case", [case for rows in CASES.values() for case in rows])
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    text = case.replace("|", " ").replace("‖", "")
    assert [span.of(text) for span in sentences(text)] == case.replace("‖", "|").split("|")


def test_headings_bylines_and_list_items_stand_alone() -> None:
    text = "A heading\nBy Jane Doe\n\nIt voted. It was close.\n- one thing\n- another thing\n1. first\n2. second\n"
    assert [span.of(text) for span in sentences(text)] == [
        "A heading", "By Jane Doe", "It voted.", "It was close.",
        "- one thing", "- another thing", "1. first", "2. second",
    ]  # fmt: skip


def test_lines_broken_at_a_fixed_width_are_put_together() -> None:
    text = (
        "The town council voted on Monday evening to close the old\n"
        "swimming hall, which had been open since the year of the\n"
        "great flood. Nobody spoke against it, and the mayor said\n"
        "that a new hall would be built.\n\nThe vote was close."
    )
    shown = [span.of(text).replace("\n", " ") for span in sentences(text)]
    assert shown[1] == "Nobody spoke against it, and the mayor said that a new hall would be built."
    assert len(shown) == 3
    assert len(paragraphs(text)) == 2


def test_each_line_is_a_paragraph() -> None:
    text = "First one.\nSecond one, which is much longer than the first.\r\n\r\n  Third. \n"
    assert [span.of(text) for span in paragraphs(text)] == [
        "First one.", "Second one, which is much longer than the first.", "Third.",
    ]  # fmt: skip


@given(
    st.text(alphabet=st.characters(), max_size=200)
    | st.text(alphabet=" .!?\"'“”()[]\n\t\x00aAB1\ud800。,", max_size=120)
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_covered_in_order_and_nothing_but_space_is_left_out(text: str) -> None:
    spans = sentences(text)
    last = 0
    for start, end in spans:
        assert text[last:start].strip() == ""
        assert start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        last = end
    assert text[last:].strip() == ""


@pytest.mark.parametrize(
    "piece", ["a. B", ".", "a", "((", "Mr. ", "\n", '! " ', "A.B.", "Monday, May 1, 2015 ", "' ", "\u202e. "]
)
def test_a_long_line_of_anything_is_cut_in_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert isinstance(sentences(text), list)
