"""A summary on a topic holds sentences on it, and those they need."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.sentences import sentences
from briefings.spans import Span
from briefings.summarising.steering import places_of, steered_order
from briefings.summary import take

TEXT = (
    "The council of Westbury voted for the harbour tunnel on Monday. Mayor Ann Lee praised the vote in a speech. "
    "She said that the tunnel would open in 2031. Engineers of the Port Authority called the tunnels safe. "
    "The United States sold the town its drills. Swimmers met at the pool in the evening."
)


@pytest.mark.parametrize(
    ("topic", "places"),
    [
        ("tunnel", {0, 2, 3}), ("Harbour Tunnels", {0}), ("the Port Authority’s", {3}), ("US", {4}),
        ("Mayor Ann Lee", {1}), ("vote speech", {1}), ("speech mayor", {1}), ("harbour pool", set()),
        ("the", {0, 1, 2, 3, 4, 5}), ("...", set()),
        ("football", set()), ("Lee", {1}), ("arbour", set()),
    ],
)  # fmt: skip
def test_the_sentences_on_a_topic_hold_its_words_in_any_form(topic: str, places: set[int]) -> None:
    assert places_of(TEXT, sentences(TEXT), topic) == places


def test_mentions_by_other_words_count_too() -> None:
    assert places_of(TEXT, sentences(TEXT), "Ann Lee", [Span(TEXT.index("She"), TEXT.index("She") + 3)]) == {1, 2}


def test_a_sentence_that_hangs_brings_the_one_before() -> None:
    spans = sentences(TEXT)
    steps = steered_order(TEXT, spans, {2})
    assert take(steps, 3) == (1, 2)
    assert take(steps, 1) == ()
    assert steered_order(TEXT, spans, set()) == ()


@given(st.text(alphabet="Ab .,'’\"\n", max_size=80), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_text_and_topic_can_be_asked_for(text: str, topic: str) -> None:
    spans = sentences(text)
    places = places_of(text, spans, topic)
    assert all(0 <= place < len(spans) for place in places)
    for step in steered_order(text, spans, places):
        assert not places.isdisjoint(step)
