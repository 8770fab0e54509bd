"""Texts in passing: what was read of them is said."""

import pytest

from bot.answers import Answers
from bot.desk import Asker
from bot.replies import plain
from tests.bot.generated import ask


@pytest.mark.parametrize("label", ["Quotes in this", "Summarise this"])
@pytest.mark.parametrize("text", ["We met. ", "“We will win,” Mayor Jane Roe said. "])
async def test_a_text_that_may_have_been_cut_says_how_much_was_read(answers: Answers, label: str, text: str) -> None:
    note = "The first 20,000 characters were read."
    for length, said in ((19_980, False), (20_000, True), (30_000, True)):
        reply = await answers.answer_message(label, (text * 4000)[: length - 1] + ".", Asker("slack"))
        assert any(note in piece.text for each in reply.notes for piece in each) is said


@pytest.mark.parametrize(
    "line",
    [
        r'analyse "\"We won,\" said Mary Smith. She added: \"It was hard.\""',
        'analyse "We won," said Mary Smith. She added: "It was hard."',
        "analyse “We won,” said Mary Smith. She added: “It was hard.”",
    ],
)
def test_a_text_is_read_with_its_marks_whether_it_stands_in_marks_itself_or_not(answers: Answers, line: str) -> None:
    assert [plain(card.lines[-1]).split(" · ")[0] for card in ask(answers, line).cards] == ["Mary Smith", "Mary Smith"]


def test_a_pasted_text_is_summarised_and_no_sentence_of_it_hangs(answers: Answers) -> None:
    text = "The council of Westbury met on Monday. He left early. The mayor opened the new bridge. The town was glad."
    reply = ask(answers, f'gist text:"{text}" length:long')
    assert reply.lead == "2 sentences of 4, word for word" and reply.private
    assert not any("He left" in plain(card.lines[0]) for card in reply.cards)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We met.", "There is too little to summarise here: 1 sentence, and 4 are needed."),
        ("He left. She left. They left. It ended.", "none of the 4 sentences can stand alone"),
        (
            "El consejo de la ciudad se reunió el lunes. La sala se cierra. Es una pena para los niños. Era tarde.",
            "Spanish",
        ),
    ],
)
def test_a_text_with_too_little_to_summarise_is_told_so(answers: Answers, text: str, said: str) -> None:
    assert said in plain(ask(answers, f"gist '{text}'").title)
