"""Which words stand between marks, for every kind of mark and every way a mark goes wrong."""

import pytest

from briefings.quotes import find_quotes
from briefings.quoting.marks import paragraphs, passages
from briefings.sentences import sentences
from tests.briefings.quoting import words


def between(text: str) -> list[str]:
    return [p.inner.of(text) for p in passages(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will rebuild the bridge," Anna Berg said.', ["We will rebuild the bridge"]),
        ('Anna Berg said, "We will rebuild the bridge."', ["We will rebuild the bridge."]),
        ("“We will rebuild the bridge,” Anna Berg said.", ["We will rebuild the bridge"]),
        ("''We will rebuild the bridge,'' Anna Berg said.", ["We will rebuild the bridge"]),
        ("``We will rebuild the bridge,'' Anna Berg said.", ["We will rebuild the bridge"]),
        ("`We will rebuild the bridge,' Anna Berg said.", ["We will rebuild the bridge"]),
        ("« We will rebuild the bridge », Anna Berg said.", ["We will rebuild the bridge"]),
        ("»We will rebuild the bridge«, Anna Berg said.", ["We will rebuild the bridge"]),
        ("„Wir bauen die Brücke“, sagte Anna Berg.", ["Wir bauen die Brücke"]),
        ("„We will rebuild the bridge”, Anna Berg said.", ["We will rebuild the bridge"]),
        ('“We will rebuild the bridge," Anna Berg said.', ["We will rebuild the bridge"]),
    ],
)
def test_every_kind_of_mark_is_read(text: str, expected: list[str]) -> None:
    assert between(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘It’s the council’s bridge, isn’t it,’ said Anna Berg.", ["It’s the council’s bridge, isn’t it"]),
        ("'It's the council's bridge,' said Anna Berg.", ["It's the council's bridge"]),
        ("‘The workers’ bridge stays,’ said Anna Berg.", ["The workers’ bridge stays"]),
        ("The '90s were the workers' best years, Anna Berg said.", []),
        ("Rock 'n' roll is the players' game.", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, expected: list[str]) -> None:
    assert between(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“He told me ‘never again’ and left,” Anna Berg said.",
            ["He told me ‘never again’ and left"],
        ),
        ("\"He told me 'never again' and left,\" Anna Berg said.", ["He told me 'never again' and left"]),
        ("“He said “never again” and left,” Anna Berg said.", ["He said “never again” and left"]),
        ("‘He said “never again” and left,’ said Anna Berg.", ["He said “never again” and left"]),
    ],
)
def test_a_quote_inside_a_quote_is_part_of_it(text: str, expected: list[str]) -> None:
    assert between(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"First part of it.\n"Second part of it," Anna Berg said.',
        "“First part of it.\n\n“Second part of it,” Anna Berg said.",
        "''First part of it.\n\n''Second part of it,'' Anna Berg said.",
    ],
)
def test_a_quote_goes_on_in_the_next_paragraph(text: str) -> None:
    quotes = find_quotes(text, tuple(sentences(text)))
    assert [q.span.of(text) for q in quotes] == ["First part of it.", "Second part of it"]
    assert len({q.utterance for q in quotes}) == 1
    assert {q.speaker.of(text) for q in quotes if q.speaker} == {"Anna Berg"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Anna Berg said: "We will rebuild the bridge.\nThe council meets today.', ["We will rebuild the bridge."]),
        ('The plan is "bold.\n"We will build it," Anna Berg said.', ["We will build it"]),
        ('She praised the "bold plan. "We will build it," Anna Berg said.', ["We will build it"]),
    ],
)
def test_a_missing_closing_mark_costs_at_most_its_paragraph(text: str, expected: list[str]) -> None:
    assert between(text) == expected


@pytest.mark.parametrize(
    "stray",
    ['He called for fair rules of the road."', 'The pipe is 12" wide.', "The end.”", '"', "“", "''"],
)
def test_one_stray_mark_leaves_the_rest_of_the_article_alone(stray: str) -> None:
    text = f'{stray}\n"We will rebuild the bridge," Anna Berg said.'
    assert words(text) == ["We will rebuild the bridge"]


@pytest.mark.parametrize(
    "text",
    [
        "He is 6'2\" tall and she is 5'10\".",
        'A 12" pipe was laid beside a 15" one.',
        "The game ended after 5' and 30\".",
    ],
)
def test_inches_and_minutes_open_nothing(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Dwayne "The Rock" Johnson opened the bridge.',
        "Earvin “Magic” Johnson opened the bridge.",
        'The so-called "smart" bridge cost too much.',
        'He starred in "Bridges of the North" and won a prize.',
        'Her book, "The Long Bridge," was published in May.',
    ],
)
def test_nicknames_titles_and_scare_words_are_no_quotes(text: str) -> None:
    assert words(text) == []


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Anna Berg said on Sunday in the hall of the council that she was\n"
        '"not at all against" the bridge.\n\n"We will build it," Anna Berg said.'
    )
    assert words(text) == ["not at all against", "We will build it"]
