"""Quotes of several articles: one utterance with several sources, and the same words under two names."""

import pytest

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


DAM = (
    '"We will repair the dam," Jane Roe said. Jane Roe said that the lake is clean. '
    "Jane Roe denied that the mill is for sale. Bob Ray said that the lake is dirty."
)


@pytest.mark.parametrize(
    ("line", "lead", "told"),
    [
        ("quotes speaker:Roe text:lake", "none in direct speech", ["the lake is clean"]),
        ("quotes speaker:Roe topic:mill", "none in direct speech", ["the mill is for sale"]),
        ("quotes speaker:Roe since:2026-01-01", "1 passage, as printed", ["the lake is clean", "the mill is for sale"]),
        ("quotes speaker:Roe text:dam", "1 passage, as printed", []),
        ("quotes speaker:Roe article:A3", "1 passage, as printed", ["the lake is clean", "the mill is for sale"]),
        ("quotes speaker:Roe until:2025-12-31", None, []),
        ("quotes speaker:Roe text:lake article:A1", None, []),
        ("quotes text:lake", None, []),
    ],
)
async def test_what_a_speaker_is_reported_to_have_said_passes_the_filters_of_quotes(
    answers: Answers, line: str, lead: str | None, told: list[str]
) -> None:
    put(answers, "dam", DAM, published="2026-01-02", topics="[mill]", licence="all")
    reply = await answers.answer_line(line, ASKER)
    text = "\n".join(plain(each) for card in reply.cards for each in card.lines)
    assert [each for each in ("the lake is clean", "the mill is for sale", "dirty") if each in text] == told
    assert ("Reported, not quoted" in text) == bool(told)
    assert plain(reply.title).startswith("Jane Roe") if lead else plain(reply.title).startswith("No quotes: ")
    assert reply.lead == (lead or "")


@pytest.mark.parametrize("quoted", [0, 1, 3])
async def test_what_is_reported_goes_on_after_the_last_quote_page_after_page(answers: Answers, quoted: int) -> None:
    size = answers.page_size
    told = [f"Jane Roe said that dam {number} holds." for number in range(2 * size + 1)]
    put(answers, "quotes", '"It is dry," Jane Roe said. ' + '"A dam holds," Jane Roe said. ' * quoted, licence="all")
    put(answers, "dams", "\n\n".join(told), licence="all")
    pages = [await answers.answer_line(f"quotes speaker:Roe text:dam page:{page}", ASKER) for page in (1, 2, 3)]
    assert [reply.pages for reply in pages] == [3, 3, 3]
    lines = [plain(each) for reply in pages for card in reply.cards for each in card.lines]
    assert [each.partition(" A4-")[0] for each in lines if "Roe said that" in each] == told


async def test_no_page_of_what_is_reported_shows_more_than_the_licence_allows(answers: Answers) -> None:
    told = " ".join(f"Jane Roe said that dam {number} holds." for number in range(40))
    put(answers, "dams", f'"It is dry," Jane Roe said. {told}', licence="0.3")
    pages = [await answers.answer_line(f"quotes speaker:Roe text:dam page:{page}", ASKER) for page in (1, 2, 3, 4)]
    shown = [each for reply in pages for card in reply.cards for each in card.lines if "Roe said that" in plain(each)]
    assert len(shown) == 12  # 0.3 of 41 sentences


async def test_quotes_that_a_person_gave_to_somebody_else_leave_the_reported_speech_of_the_first(
    answers: Answers,
) -> None:
    put(answers, "dam", DAM)
    assert (await answers.answer_line('curate set cite:A3-q1 speaker:"Bob Ray"', ASKER)).understood
    cards = await shown(answers, "quotes speaker:Ray text:lake")
    assert len(cards) == 1 and "the lake is dirty" in cards[0]
