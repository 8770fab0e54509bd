"""The thirteen passages of the two shipped articles, with their speakers, and nothing else."""

from pathlib import Path

import pytest

from tests.briefings.quoting import said

CORPUS = Path(__file__).parents[2] / "corpus"
XI, EMBASSY, LAW = "Xi Jinping", "A spokesman for the Chinese Embassy in Australia", "Article 10 of the law"

FIRST = [
    ("[China] must accelerate", XI),
    ("Although China's", XI),
    ("attacked on a daily basis", "Alastair MacGibbon"),
    ("totally groundless", EMBASSY),
    ("false cliches", EMBASSY),
    ("Like other countries", EMBASSY),
    ("Given we were up against China", "Daryl Peter"),
]
SECOND = [
    ("more fair and equitable", XI),
    ("Internet sovereignty", XI),
    ("companies that build", LAW),
    ("They shall take technical", LAW),
    ("We are concerned", "The statement"),
    ("particularly by breaking", "The Communist Party's commentary"),
]


def _article(opening: str) -> str:
    for path in sorted(CORPUS.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if opening in text:
            return text[text.index(opening) :]
    raise AssertionError(f"no article in {CORPUS} begins with {opening!r}")


@pytest.mark.parametrize(
    ("opening", "expected"),
    [("The leadership of China's government", FIRST), ("In a recent gathering of developers", SECOND)],
)
def test_the_passages_and_their_speakers(opening: str, expected: list[tuple[str, str]]) -> None:
    found = said(_article(opening))
    assert [(q.words[: len(words)], q.speaker) for q, (words, _) in zip(found, expected, strict=True)] == expected


def test_a_pronoun_and_a_short_name_are_resolved() -> None:
    grades = [q.grade for q in said(_article("The leadership of China's government"))]
    assert grades == ["resolved", "resolved", "named", "resolved", "resolved", "resolved", "named"]
