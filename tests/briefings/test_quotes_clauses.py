"""Whose words they are where the grammar of the sentence tells: passives, inner speakers, another's claim."""

import pytest

from tests.briefings.quoting import said

MORI, VANCE = "Keiko Mori", "Paul Vance"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Keiko Mori was described by Paul Vance as "a menace".', VANCE),
        ('Keiko Mori has often been called "a menace" by Paul Vance.', VANCE),
        ('Keiko Mori was told by Paul Vance: "You must move your car now."', VANCE),
        ('"You must move your car," Keiko Mori was told by the guard.', "the guard"),
        ('Keiko Mori said she was told: "Go home and sleep."', ""),
        ('According to Paul Vance, Keiko Mori was told, "Go home and sleep."', VANCE),
    ],
)
def test_the_agent_of_a_passive_speaks_and_its_subject_does_not(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in said(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        'These compounds are commonly called "legacy compounds" because they stay.',
        'The leak had been described to Keiko Mori as "minor".',
        'Keiko Mori left.\n\nPFOA is a compound that lasts and is therefore called a "legacy compound".',
    ],
)
def test_what_something_is_called_is_nobodys_quote(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Keiko Mori has been quoted as saying: "We will not leave."',
        'Keiko Mori is reported to have told her class: "You will go far."',
        'Keiko Mori was asked whether she would leave and said: "I will not leave."',
        'Keiko Mori, who was told by doctors to rest, said: "I will not leave."',
    ],
)
def test_a_passive_before_another_verb_leaves_its_subject_the_words(text: str) -> None:
    assert [quote.speaker for quote in said(text)] == [MORI]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Keiko Mori said Paul Vance had told her: "I regret all of it."', VANCE),
        ('Keiko Mori told the panel that Paul Vance had written to her: "I regret all of it."', VANCE),
        ('Keiko Mori said Paul Vance, her landlord, had told the guard: "Nobody lives here."', VANCE),
        ('Keiko Mori said her brother told her that "a roof with two owners leaks".', "her brother"),
        ('Keiko Mori offered a rebate, which opponents call "a bribe to us all".', "opponents"),
        ('Keiko Mori offered a rebate, which Paul Vance described as "a bribe".', VANCE),
        ('Keiko Mori held up a poster that read: "Not in our name, not now."', ""),
        ('Keiko Mori handed over a letter that read: "Not in our name, not now."', "a letter"),
        ('Keiko Mori released a video that said: "Not in our name, not now."', MORI),
        ('Keiko Mori said she would call the plan "a bad joke".', MORI),
        ('Keiko Mori nodded and said, "Mr. Vance has a point there."', MORI),
        ('Paul Vance spoke first. Keiko Mori nodded and said, "Mr. Vance has a point there."', MORI),
    ],
)
def test_the_subject_of_the_verb_nearest_the_words_said_them(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in said(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Keiko Mori quoted Paul Vance as saying: "I did not do it."', VANCE),
        ('"I did not do it," Keiko Mori quoted Paul Vance as saying.', VANCE),
        ('Keiko Mori rejected Paul Vance\'s claim that it was "a swindle of the first order".', VANCE),
        ('Keiko Mori rejected Paul Vance\'s description of the sale as "a swindle of the first order".', VANCE),
        ('Keiko Mori dismissed Paul Vance\'s description of the sale as "nonsense".', MORI),
        ('Keiko Mori read out a letter from Paul Vance: "I regret all of it."', VANCE),
    ],
)
def test_words_that_are_passed_on_are_those_of_the_other(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in said(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The man who lives with Keiko Mori said: "It was not our doing."', "The man"),
        ('Those who knew Keiko Mori said: "She was kind to us all."', "Those"),
        ('Keiko Mori was singing when someone shouted: "Turn it down!"', "someone"),
        ('Keiko Mori read the list. Then somebody at the door said: "And the cat."', "somebody at the door"),
        ('"Turn it down!" someone in the street shouted at Keiko Mori.', "someone in the street"),
        ('"I live here," said one of the men. It was late.', "one of the men"),
        ('"They had no choice," one of the men\'s doctors, Keiko Mori, said.', MORI),
        ('The mother of one of the victims, Keiko Mori, shouted "Shame!" as he left.', MORI),
        (
            'The Water Board of Kell left its fees alone and said demand was still "very strong".',
            "Water Board of Kell",
        ),
        ('The official survey said the bridge was "a danger to all of us".', "The official survey"),
        ('The reply came in two sentences: "Thank you for writing. We will look into it."', "The reply"),
        ('Born in Kell, she met Paul Vance in 1960. Vance once said of her: "She hears what I think."', VANCE),
        ('"Nobody wants a war." Paul Vance paused. It was late.', VANCE),
    ],
)
def test_the_whole_subject_speaks_not_a_word_inside_it(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in said(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        'Solvex says the "heat recovery park" will be among the cleanest.',
        'The mayor said the so-called "heat recovery park" would open in May.',
        'Keiko Mori wrote "Songs of the River" in 1985.',
        'A man who gave his name only as "Moss" said he was out of work.',
        'They had a name for the ward in which Sir Paul Vance worked: "the waiting room".',
    ],
)
def test_the_name_of_a_thing_is_no_quote(text: str) -> None:
    assert said(text) == []
