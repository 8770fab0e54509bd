"""Reported speech: who is said to have said something, without marks."""

import pytest

from briefings.quotes import find_quotes
from briefings.quoting.reported import find_reported
from briefings.sentences import sentences


def reported(text: str) -> list[tuple[str, str]]:
    split = tuple(sentences(text))
    found = find_reported(text, split, find_quotes(text, split))
    return [(r.speaker.of(text), r.cue.of(text)) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg said that the bridge will be built.", [("Anna Berg", "said")]),
        ("Anna Berg said the bridge will be built.", [("Anna Berg", "said")]),
        ("Anna Berg spoke. She denied that the bridge is late.", [("Anna Berg", "denied")]),
        ("Xi Jinping left. Xi made it clear that nobody has to fear.", [("Xi Jinping", "made it clear")]),
        ("A spokesman for the council denied that it is late.", [("A spokesman for the council", "denied")]),
        ("The groups protested, saying that the bridge is late.", [("The groups", "saying")]),
        ("The report said that the bridge is late.", [("The report", "said")]),
        ("According to Anna Berg, the bridge is late.", [("Anna Berg", "According to")]),
        ("The bridge, Anna Berg said, is late.", [("Anna Berg", "said")]),
    ],
)
def test_speech_without_marks_has_its_speaker(text: str, expected: list[tuple[str, str]]) -> None:
    assert reported(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was built in May.",
        "Anna Berg opened the bridge that was built in May.",
        'Anna Berg said that the bridge is "late again".',
        "Foreign trade groups signed a statement in protest of the new law.",
        "",
    ],
)
def test_other_sentences_are_left_alone(text: str) -> None:
    assert reported(text) == []
