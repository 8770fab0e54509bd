"""Who said it: a table for every way an article names its speakers."""

import pytest

from briefings.quotes import find_quotes
from briefings.sentences import sentences
from tests.briefings.quoting import said, words

BERG = "Anna Berg"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # before
        ('Anna Berg said, "We will build the bridge."', BERG),
        ('On Sunday Anna Berg told reporters: "We will build the bridge."', BERG),
        ('The mayor of the town, Anna Berg, said, "We will build the bridge."', BERG),
        # after
        ('"We will build the bridge," Anna Berg said.', BERG),
        ('"We will build the bridge," said Anna Berg.', BERG),
        ('"We will build the bridge," Anna Berg told reporters on Sunday.', BERG),
        ('"Will we build the bridge?" asked Anna Berg.', BERG),
        ('"Build it!" shouted Anna Berg.', BERG),
        # in the middle
        ('"We will," Anna Berg said, "build the bridge."', BERG),
        # titles before the name
        ('"We will build the bridge," former Gov. Jeb Bush said.', "Jeb Bush"),
        ('"We will build the bridge," Senator Anna Berg said.', BERG),
        ('"We will build the bridge," said Prime Minister Anna Berg.', BERG),
        ('"We will build the bridge," said state attorney Anna Berg.', BERG),
        # apposition and who-clauses
        ('Anna Berg, the chair of the council, said, "We will build the bridge."', BERG),
        ('"We will build the bridge," said Anna Berg, the chair of the council.', BERG),
        ('"We will build the bridge," Anna Berg, the chair of the council, said.', BERG),
        ('Anna Berg, who leads the council, said, "We will build the bridge."', BERG),
        ('"We will build the bridge," said Anna Berg, who leads the council.', BERG),
        # according to; colon; dash
        ('"We will build the bridge," according to Anna Berg.', BERG),
        ('Anna Berg: "We will build the bridge."', BERG),
        ("Anna Berg: “We will build the bridge.”", BERG),
        ("“We will build the bridge.” - Anna Berg", BERG),
        ("“We will build the bridge.” — Anna Berg", BERG),
        # told: the subject speaks, not the one who hears
        ('"We will build the bridge," Anna Berg told Carl Holm.', BERG),
        ('Anna Berg told Carl Holm, "We will build the bridge."', BERG),
        # said of
        ('Anna Berg said of Carl Holm: "He will build the bridge."', BERG),
        ('"He will build the bridge," Anna Berg said of Carl Holm.', BERG),
    ],
)
def test_a_name_at_the_quote_is_the_speaker(text: str, speaker: str) -> None:
    found = said(text)
    assert {quote.speaker for quote in found} == {speaker}
    assert {quote.grade for quote in found} <= {"named", "resolved"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We will build it," a spokesman for the embassy said.', "a spokesman for the embassy"),
        ('"We will build it," said a spokeswoman for the council.', "a spokeswoman for the council"),
        ('The report said, "The bridge is not safe at all."', "The report"),
        ('The statement said, "We are concerned about the bridge."', "The statement"),
        ('Article 10 of the law states, "companies shall build bridges."', "Article 10 of the law"),
        ('"The bridge is not safe," the email read.', "the email"),
        ('"We will build it," the campaign said in a statement.', "the campaign"),
    ],
)
def test_a_role_or_a_paper_is_shown_as_the_article_has_it(text: str, speaker: str) -> None:
    assert [(q.speaker, q.grade) for q in said(text)] == [(speaker, "role")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            '"We will build it," Anna Berg said. "We will not," Carl Holm said.',
            [BERG, "Carl Holm"],
        ),
        (
            'Anna Berg said, "We will build it." Carl Holm replied, "We will not."',
            [BERG, "Carl Holm"],
        ),
        ('"We will build it," Anna Berg said. "It will be long. It will be wide."', [BERG, BERG]),
        ('"We will build it," said Anna Berg, the mayor. "It will be long."', [BERG, BERG]),
    ],
)
def test_two_quotes_in_a_paragraph_have_their_own_speakers(text: str, speakers: list[str]) -> None:
    assert [q.speaker for q in said(text)] == speakers


def test_article_and_pronoun_lead_to_the_same_role() -> None:
    text = (
        'Article 10 of the law states, "companies shall build bridges."\n'
        'It also states, "They shall take measures to keep them safe."'
    )
    assert [(q.speaker, q.grade) for q in said(text)] == [
        ("Article 10 of the law", "role"),
        ("Article 10 of the law", "resolved"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"We will build the bridge and nobody will stop us from doing it."',
        'It rained. "We will build the bridge and nobody will stop us from doing it."',
    ],
)
def test_an_unknown_speaker_is_not_guessed(text: str) -> None:
    assert all(q.speaker == "" and q.grade == "unattributed" for q in said(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Anna Berg said that the bridge was "open on a daily basis".', ["open on a daily basis"]),
        ('Anna Berg called the bridge "a gift to the town".', ["a gift to the town"]),
        ('Anna Berg said the claims are "totally groundless" and "false."', ["totally groundless", "false."]),
    ],
)
def test_fragments_inside_a_sentence_are_found(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert {q.speaker for q in said(text)} == {BERG}


def test_a_transcript_has_its_speakers_without_marks() -> None:
    text = (
        "Chris Wallace asked the questions and Mike Pence answered them.\n"
        "WALLACE: Will the bridge be built?\n"
        "PENCE: It will be built in May.\n"
        "WALLACE: Thank you."
    )
    assert [(q.words, q.speaker, q.grade) for q in said(text)] == [
        ("Will the bridge be built?", "Chris Wallace", "resolved"),
        ("It will be built in May.", "Mike Pence", "resolved"),
        ("Thank you.", "Chris Wallace", "resolved"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON: The bridge was built.\nIt is long.",
        "NOTE: The bridge was built.\nIt is long.\nNOTE: It is wide.\nNOTE: It is red.",
    ],
)
def test_a_label_or_two_make_no_transcript(text: str) -> None:
    assert words(text) == []


def test_a_split_quote_is_one_utterance_of_two_spans() -> None:
    text = '"We will," Anna Berg said, "build the bridge." Then it rained. "It is late," she said.'
    quotes = find_quotes(text, tuple(sentences(text)))
    assert [q.utterance for q in quotes] == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Anna Berg spoke on Sunday.\n"We will build the bridge and keep it," she said.', BERG),
        ('"We will build the bridge," Anna Berg said.\n"It will be long and it will be wide," she added.', BERG),
        ('Anna Berg had this to say:\n"We will build the bridge and keep it open for all."', BERG),
        ('Anna Berg was quoted as saying, "We will build the bridge."', BERG),
        ('Here is Anna Berg, the mayor, speaking on Sunday. "We will build it," Berg said.', BERG),
    ],
)
def test_the_speaker_may_stand_in_another_sentence_or_paragraph(text: str, speaker: str) -> None:
    assert said(text)[-1].speaker == speaker


def test_a_role_with_a_name_beside_it_is_shown_by_the_name() -> None:
    found = said('The mayor of the town, Anna Berg, said, "We will build the bridge."')
    assert [(q.speaker, q.grade) for q in found] == [(BERG, "resolved")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We will build it," Anna Berg said.\nCarl Holm smiled. "That suits me, and it suits the town."', "Carl Holm"),
        ('"We will build it," Anna Berg said.\nWas Carl Holm content? "It is a bridge, and it is long."', ""),
        ('"Will it be built?" Anna Berg asked.\n"In May, if the river lets us."', ""),
        ('"We will build it," Anna Berg said.\nShe sighed. "It will be long and it will be wide."', BERG),
    ],
)
def test_nobody_speaks_on_in_a_paragraph_of_somebody_else_or_answers_himself(text: str, speaker: str) -> None:
    assert said(text)[-1].speaker == speaker
