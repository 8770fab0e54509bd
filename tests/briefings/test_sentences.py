"""Sentence ends: a table of tricky cases, and what holds for any text.

In the table ``|`` stands for the space where a sentence must end, ``‖`` for such a place without a space.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.sentences import paragraphs, sentences

CASES = [
    # plain
    "The council met.|It voted.",
    "Did it rain?|Yes!|It did.",
    "One line without a stop",
    "Stop!!!|Why?!|Because.",
    # titles and initials
    "Mr. Smith met Mrs. Jones.|They spoke.",
    "Dr. Lee, Gov. Brown and Sen. Warren came.",
    "Lt. Gen. Ray A. Odierno retired.",
    "Prof. Ada B. C. King wrote it.|It sold well.",
    "The Rev. Martin Luther King Jr. spoke.",
    "George W. Bush left.|He waved.",
    "J. K. Rowling wrote it.",
    "J.R.R. Tolkien wrote it.",
    "Gen. Sir Mike Jackson agreed.",
    "She saw St. Paul's and Mt. Fuji.",
    "Messrs. Black and White signed.",
    "It belongs to Sammy Davis Jr.|The crowd knew.",
    # places and short forms with stops
    "He lives in the U.S.|The law is new.",
    "He lives in the U.S. and works there.",
    "U.S. President Obama spoke.",
    "The U.S. Air Force agreed.",
    "They flew to Washington, D.C.|The trip was long.",
    "They flew to Washington D.C. on Monday.",
    "The U.N. Security Council met.",
    "Talks with the E.U.|They failed.",
    "He moved to Springfield, Ill.|His wife stayed.",
    "A plant in Wilmington, Del. has closed.",
    "She has a Ph.D.|It took years.",
    "She has a Ph.D. in physics.",
    # companies
    "Acme Inc. said so.|Shares fell.",
    "He runs Acme Inc.|The firm is old.",
    "Acme Corp. Chief Executive Bob Smith left.",
    "Bell & Co. Ltd. of Leeds closed.",
    # numbers
    "He wore No. 10 on his shirt.",
    "No.|He would not.",
    "It rose 3.5 percent.|That is much.",
    "It cost $1.2 million.|Nobody paid.",
    "It happened in 2014.|Then it stopped.",
    "See Fig. 3 and p. 12 for details.",
    "Vol. 2 came out.|Sales were low.",
    "Version 2.0.1 works.|Version 3 fails.",
    "The file is at 10.0.0.1 on port 80.",
    "Art. 10 of the law is short.",
    # times and dates
    "It began at 2 p.m. Monday.|It ended late.",
    "It began at 2 p.m.|The crowd left.",
    "It began at 9 a.m. EST and ended.",
    "They met Jan. 6 in Paris.",
    "They met in Jan.|The talks failed.",
    "On Sept. 11 it changed.",
    "It opened Tues. at noon.",
    "Friday, May 1, 2015|On Monday the council met.",
    "Council votes for park|Friday, May 1, 2015",
    "The vote is on Friday, May 1, 2015",
    # ellipses
    "Well... it depends.",
    "Well...|It depends.",
    "He waited … and left.",
    "She paused. . . and left.",
    # quotation marks
    '"It is over," he said.|She left.',
    '"Is it over?" he asked.|"Yes."',
    '"Is it over?" Smith asked.|No one spoke.',
    '"Go away!" the old man shouted.',
    '"It is over."|Smith left the room.',
    "“It is over.”|Smith left.",
    "'It is over.'|Smith left.",
    'He said, "We won.|We are glad."|Then he left.',
    "''We lost.''|They left.",
    'The book "Who Dares?" sold well.',
    # brackets
    "He left (it was late).|She stayed.",
    "(It was late.)|She stayed.",
    "He spoke [in French.]|She listened.",
    "It is true (see p. 4).",
    "It is known.[1]|It is old.",
    # shortened words inside
    "Fruit, e.g. apples, is good.",
    "He came first, i.e. Before noon.",
    "Smith v. Jones was heard.",
    "Brazil vs. Chile was a draw.",
    "They sell pens, ink, etc.|The shop is old.",
    "They sell pens, etc. and ink.",
    "It weighs approx. 50 kilos.",
    # names with their own marks, single letters
    "Yahoo! Inc. agreed.|Shares rose.",
    "She likes vitamin C.|The doctor agreed.",
    "It was he and I.|The others left.",
    "Plan B.|The mayor had one.",
    # addresses on the web
    "See example.com for more.|It is free.",
    "Visit www.example.com/a.html.|It is free.",
    "Write to a.b@example.org.|We answer.",
    "Node.js is fast.|So is Go.",
    # lost spaces
    "That was the end.‖The next day began.",
    "He owns a .38 pistol.|It is old.",
    # names in small letters, other scripts
    "He has a phone.|iPhone sales rose.",
    "你好。‖他说。‖再见！",
    "Er kam am 3. Mai an.|Die Frau ging.",
    "Dr. Müller blieb, z. B. Montag.",
    "Il est parti.|Elle reste.",
    "هل انتهى الأمر؟|نعم.",
    # a space before the stop
    "Rescue teams arrive .|The man was safe.",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    text = case.replace("|", " ").replace("‖", "")
    assert [span.of(text) for span in sentences(text)] == case.replace("‖", "|").split("|")


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80


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
