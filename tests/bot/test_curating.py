"""A person's correction counts at once, where it should and nowhere else, and outlives every new analysis."""

from pathlib import Path

from sqlalchemy import update

from bot.answers import Answers
from bot.config import shipped_corpus
from bot.desk import Asker
from bot.replies import Reply, plain
from briefings.article import parse_article
from briefings.library.database import open_database
from briefings.library.schema import articles
from briefings.library.speech import QuoteFilter

OPERATOR = Asker("terminal", user="you", may_manage=True)
EDITOR = Asker("discord", workspace="100", user="7", may_manage=True)
READER = Asker("discord", workspace="100", user="8")
NEIGHBOUR = Asker("discord", workspace="200", user="9", may_manage=True)


async def said(answers: Answers, line: str, asker: Asker = READER) -> str:
    reply = await answers.answer_line(line, asker)
    return text_of(reply)


def text_of(reply: Reply) -> str:
    lines = [reply.title, *(line for card in reply.cards for line in card.lines), *reply.notes]
    return reply.lead + "\n" + "\n".join(plain(line) for line in lines)


async def test_anybody_may_flag_and_the_queue_is_for_managers(answers: Answers) -> None:
    assert "Flagged A1-q3" in await said(answers, "flag A1-q3")
    assert "in the queue already" in await said(answers, "flag A1-q3")
    assert "doubted by a reader" in await said(answers, "quotes MacGibbon")
    assert "attacked on a daily basis" in await said(answers, "curate list", EDITOR)
    assert "may manage" in await said(answers, "curate list", READER)


async def test_what_is_seen_no_longer_takes_no_place_in_the_queue(answers: Answers) -> None:
    now = answers.clock.now()
    there = parse_article(b"---\nid: a\nwithdrawn: true\n---\nThe mayor opened the bridge.", "a.md")
    number = answers.library.put(there, now)
    for quote in range(1, 60):
        answers.library.curations.flag(number, quote, "discord:100", "discord:8", now)
    await said(answers, "flag A1-q3")
    assert "attacked on a daily basis" in await said(answers, "curate list", EDITOR)


async def test_a_corrected_speaker_counts_at_once_and_is_dated(answers: Answers) -> None:
    await said(answers, "quotes MacGibbon")  # kept by now
    await said(answers, 'curate set A1-q3 speaker:"four corners"', EDITOR)
    found = await said(answers, "quotes corners")
    assert "Four Corners" in found and "corrected by an editor on 2026-11-23" in found
    assert "Nobody called" in await said(answers, "quotes MacGibbon")


async def test_what_is_not_a_quote_is_gone_from_answers_and_its_cite_says_so(answers: Answers) -> None:
    await said(answers, 'curate set A1-q3 speaker:"not a quote"', EDITOR)
    assert "12 passages" in await said(answers, "quotes")
    assert "not a quote, as an editor found" in await said(answers, "open A1-q3")


async def test_a_speaker_must_be_words_of_the_article(answers: Answers) -> None:
    assert "does not stand in A1" in await said(answers, "curate set A1-q3 speaker:Merkel", EDITOR)
    assert "1 passage" in await said(answers, "quotes MacGibbon")


async def test_a_workspace_corrects_for_itself_and_the_operator_for_all(answers: Answers) -> None:
    await said(answers, "curate set A1-q3 speaker:unattributed", EDITOR)
    assert "1 passage" in await said(answers, "quotes MacGibbon", NEIGHBOUR)
    await said(answers, "curate set A1-q7 speaker:unattributed", OPERATOR)
    for asker in (READER, NEIGHBOUR):
        assert "speaker not attributed" in await said(answers, "open A1-q7", asker)


async def test_a_correction_can_be_taken_back(answers: Answers) -> None:
    await said(answers, "curate set A1-q3 speaker:unattributed", EDITOR)
    assert "Taken back" in await said(answers, "curate undo A1-q3", EDITOR)
    assert "1 passage" in await said(answers, "quotes MacGibbon")
    assert "no correction of yours" in await said(answers, "curate undo A1-q3", EDITOR)


async def test_a_correction_outlives_a_new_analysis(answers: Answers, tmp_path: Path) -> None:
    await said(answers, "curate set A1-q3 speaker:unattributed", EDITOR)
    engine = open_database("sqlite:///library.db", tmp_path)
    with engine.begin() as connection:
        connection.execute(update(articles).values(analysis=0))  # as after a program that analyses otherwise
    assert answers.library.sync([shipped_corpus()], answers.clock.now()).changed == 2
    assert "Nobody called" in await said(answers, "quotes MacGibbon")
    found = answers.library.shelf(EDITOR.place).quotes(QuoteFilter(article=1), 50).items
    assert [quote.cite for quote in found if quote.correction] == ["A1-q3"]


async def test_wrong_speaker_under_several_quotes_asks_which(answers: Answers) -> None:
    reply = await answers.answer_line("quotes Xi", READER)
    wrong = next(button for button in reply.buttons if button.label == "Wrong speaker?")
    which = await answers.answer_line(wrong.line, READER)
    assert [button.label for button in which.buttons] == ["A1-q1", "A1-q2", "A2-q1", "A2-q2"]
