"""Quotes of several articles: one utterance with several sources, and the same words under two names."""

from bot.answers import Answers
from bot.desk import Asker
from bot.platforms import discord_cards
from bot.replies import plain
from briefings.article import parse_article

ASKER = Asker("terminal", user="you", may_manage=True)
WORDS = '"We will open the bridge on the first of May,"'


async def shown(answers: Answers, line: str) -> list[str]:
    reply = await answers.answer_line(line, ASKER)
    return [" ".join(plain(each) for each in card.lines) for card in reply.cards]


def put(answers: Answers, name: str, text: str, **facts: str) -> None:
    front = "".join(f"{key}: {value}\n" for key, value in facts.items())
    answers.library.put(parse_article(f"---\n{front}---\n{text}\n".encode(), f"{name}.md"), answers.clock.now())


async def test_the_same_words_of_one_speaker_are_one_card_with_every_source(answers: Answers) -> None:
    put(answers, "wire", f"{WORDS} Jane Roe said on Monday.")
    put(answers, "copy", f"The town waits. {WORDS} Jane Roe said.")
    cards = await shown(answers, "quotes text:bridge")
    assert len(cards) == 1
    assert "the same words in A4-q1" in cards[0]


async def test_the_same_words_under_two_names_are_pointed_out(answers: Answers) -> None:
    put(answers, "wire", f"{WORDS} Jane Roe said on Monday.")
    put(answers, "other", f"{WORDS} Bob Ray said on Monday.")
    cards = await shown(answers, "quotes text:bridge")
    assert len(cards) == 2
    assert "the same words in A4-q1, there said by Bob Ray" in cards[0]
    assert "the same words in A3-q1, there said by Jane Roe" in cards[1]


async def test_since_and_until_limit_by_the_day_of_publication(answers: Answers) -> None:
    put(answers, "early", '"It is early," Jane Roe said.', published="2026-01-01")
    put(answers, "late", '"It is late," Jane Roe said.', published="2026-02-01T23:00:00Z")
    assert len(await shown(answers, "quotes since:2026-01-01 until:2026-02-01")) == 2
    assert len(await shown(answers, "quotes since:2026-01-02")) == 1
    assert len(await shown(answers, "quotes until:2026-01-31")) == 1


async def test_namesakes_with_different_first_names_stay_apart(answers: Answers) -> None:
    put(answers, "one", '"It is early," Jane Roe said.')
    put(answers, "two", '"It is late," Bob Roe said.')
    found = await answers.answer_line("quotes Roe", ASKER)
    assert "Speakers called" in plain(found.title)
    assert len(await shown(answers, 'quotes "Bob Roe"')) == 2  # the portrait and the quote


async def test_what_is_reported_stands_right_below_its_heading(answers: Answers) -> None:
    put(
        answers,
        "wire",
        f"{WORDS} Jane Roe said on Monday. Jane Roe said that the bridge is safe. She denied a delay.",
        licence="all",
    )
    reply = await answers.answer_line("quotes speaker:Roe", ASKER)
    (text,) = [discord_cards.card_text(card) for card in reply.cards if "Reported, not quoted" in str(card)]
    assert text.startswith("**Reported, not quoted**\nJane Roe said that the bridge is safe.")
