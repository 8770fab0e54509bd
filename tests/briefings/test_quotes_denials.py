"""Words that a sentence says were not said are no quote."""

import pytest

from tests.briefings.quoting import said, words


@pytest.mark.parametrize(
    "text",
    [
        'Keiko Mori never told tenants to "move out".',
        "Keiko Mori didn’t call the tenants “a nuisance”.",
        'Keiko Mori said she had never called the tenants "a nuisance".',
        'Keiko Mori denied that she had called tenants "a nuisance".',
        'Keiko Mori denied calling tenants "a nuisance".',
        'Paul Vance denied that the agent had called Keiko Mori "a nuisance".',
        'Keiko Mori refused to call the fire "an accident".',
        'A video seems to show Keiko Mori telling tenants to "move out". She did not say that.',
        'A video seems to show Keiko Mori telling tenants to "move out". Mori never said so.',
    ],
)
def test_denied_words_are_no_quote(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('Keiko Mori denied it. "I have never met the man," she said.', "I have never met the man"),
        ('Keiko Mori denied the charge: "I have never met the man."', "I have never met the man."),
        ('"I have never met the man," Keiko Mori denied.', "I have never met the man"),
        ('Keiko Mori did not answer: "I have nothing to say to you."', "I have nothing to say to you."),
        ('Keiko Mori not only said it was "a disgrace"; she left.', "a disgrace"),
        ('Keiko Mori has denied wrongdoing, calling the reports "idle gossip".', "idle gossip"),
        ('"I will stay to the end," Keiko Mori said. She did not say when that would be.', "I will stay to the end"),
    ],
)
def test_words_beside_a_denial_stay_quotes(text: str, quote: str) -> None:
    assert words(text) == [quote]
