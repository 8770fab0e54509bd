"""What `check` answers from the shipped corpus: the verdict, the article's own words, and who said them."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.answers import Answers
from bot.desk import Asker
from bot.platforms import plain_text
from bot.replies import Ink, Reply, plain
from briefings.article import Article
from briefings.library.library import Library
from tests.fakes import NOON

TERMINAL = Asker("terminal", may_manage=True)
GAP = "there is still a huge gap compared with advanced levels around the world"


async def checked(answers: Answers, text: str, speaker: str = "") -> Reply:
    return await answers.answer("check", {"text": text, "speaker": speaker}, TERMINAL)


def shown(reply: Reply) -> str:
    return plain_text.render(reply)


@pytest.mark.parametrize(
    ("line", "start"),
    [
        (f'check "{GAP.upper()}."', "Exact: word for word as printed in A1"),
        (f'check Xi: "{GAP}"', "Exact: "),
        (f'check "{GAP}," Xi Jinping said', "Exact: "),
        (f'check text:"{GAP}" speaker:Xi', "Exact: "),
        (f'check "{GAP}," Putin said', "Other speaker: not Putin; said by Xi Jinping, as printed in A1"),
        (f'check text:"{GAP}" speaker:MacGibbon', "Other speaker: not MacGibbon; said by Xi Jinping"),
        (
            'check text:"China recently issued a broad cybersecurity law" speaker:Xi',
            "Other speaker: not Xi; in no quote",
        ),
        ('check Xi: "China\'s position is to promote Internet sovereignty"', "Not quoted in full"),
        (f'check text:"{GAP.replace("huge", "small")}"', "Near: not word for word; the closest passage"),
        ('check "China suffers … in the world"', "Shortened: words are left out"),
        ("check the moon is made of green cheese and honey", "Not in the library"),
        ("check the", "Too common to check: “the”"),
        ("check Newsat", "Exact: "),
        ("check false cliches", "Exact: "),
        ("check Foreign trade groups sig\u200bned a statement in protest", "Exact: "),
        ('check "…!"', "There is no word to check"),
    ],
)
async def test_the_title_is_the_verdict(answers: Answers, line: str, start: str) -> None:
    assert plain((await answers.answer_line(line, TERMINAL)).title).startswith(start)


CHAT = "Did you see this? It rained all day here and nobody came. Somebody has to look into it before the weekend."
MADE_UP = "Nobody will ever learn of our plans"


async def test_of_a_message_that_is_printed_nowhere_each_quote_is_checked(answers: Answers) -> None:
    text = f'{CHAT} "{GAP.capitalize()}," Putin said. "{MADE_UP}," Xi said.'
    reply = shown(await answers.answer_message("Check this", text, TERMINAL))
    assert "Quotes in this text, checked one by one - the text as a whole is not in the library" in reply
    assert "Other speaker: not Putin; said by Xi Jinping, as printed in A1" in reply and "A1-q2" in reply
    assert f"“{MADE_UP}” — Not in the library" in reply
    assert "[Context A1-q2: open cite:A1-q2]" in reply


@pytest.mark.parametrize("text", [CHAT, f'{CHAT} "{MADE_UP}," Xi said.'])
async def test_a_message_without_a_quote_that_is_printed_is_not_in_the_library(answers: Answers, text: str) -> None:
    assert plain((await checked(answers, text)).title).startswith("Not in the library")


async def test_what_a_licence_lets_be_shown_holds_for_all_quotes_of_a_message(answers: Answers) -> None:
    said = [f"We shall build harbour number {word} before the winter" for word in ("one", "two", "three", "four")]
    quotes = [f'"{each}," Mayor Anna Kern said.' for each in said]
    answers.library.put(Article("kern", " ".join(quotes), "Harbours"), NOON)
    reply = shown(await checked(answers, " ".join((CHAT, *reversed(quotes)))))
    assert reply.count("Exact") == 4
    assert sum(f'"{each}"' in reply for each in said) == 2


async def test_an_exact_quote_says_who_where_and_when(answers: Answers) -> None:
    reply = shown(await checked(answers, GAP))
    for part in ("A1-q2", "Xi Jinping · added", "as printed in A1", "publication date unknown", "added 2026-11-23"):
        assert part in reply


async def test_words_outside_any_quote_are_said_to_be_the_articles_own(answers: Answers) -> None:
    reply = shown(await checked(answers, "China recently issued a broad cybersecurity law"))
    assert reply.startswith("Exact: ")
    assert "*China recently issued a broad cybersecurity law*" in reply
    assert "the article's own words, outside any quote" in reply


@pytest.mark.parametrize(
    ("text", "kind", "printed", "pasted"),
    [
        ("it certainly was a fair fight for us", "negation missing", "wasn't", "was"),
        ("over its 800 million Internet users", "number changed", "700", "800"),
        ("Article 10 of the treaty states, companies that build", "wording changed", "law", "treaty"),
        ("opened the World Internet Conference and called for fair", "left out", "more", ""),
        ("denied that China had conducted any cyber espionage against Belgium", "name changed", "Australia", "Belgium"),
    ],
)  # fmt: skip
async def test_a_near_passage_names_what_differs(
    answers: Answers, text: str, kind: str, printed: str, pasted: str
) -> None:
    reply = await checked(answers, text)
    assert plain(reply.title).startswith("Near"), shown(reply)
    assert kind in reply.lead
    assert f"printed “{printed}”" in shown(reply)
    assert f"pasted “{pasted}”" in shown(reply) or not pasted
    assert f"*{printed}*" in shown(reply)


async def test_what_is_not_here_says_what_was_searched(answers: Answers, library: Library) -> None:
    library.put(Article("dated", "Rain fell on Arden.", "Rain", published=NOON), NOON)
    library.put(Article("later", "Snow fell on Arden.", "Snow", published=NOON + timedelta(days=2)), NOON)
    reply = shown(await checked(answers, "the moon is made of green cheese and honey", "Putin"))
    assert "Searched: 4 entries, published 2026-11-23 to 2026-11-25, 2 of them undated." in reply
    assert "quotes speaker:Putin" in reply


async def test_one_utterance_has_several_sources(answers: Answers, library: Library) -> None:
    library.put(Article("copy", f"“But {GAP},” Xi Jinping said.", "Copy"), NOON)
    reply = await checked(answers, GAP)
    assert len(reply.cards) == 2
    assert "One utterance, 2 sources." in shown(reply)


async def test_the_same_words_of_two_speakers_are_pointed_out(answers: Answers, library: Library) -> None:
    library.put(Article("other", f"“But {GAP},” Ines Moreau said.", "Other"), NOON)
    for speaker in ("", "Moreau", "Xi"):
        reply = shown(await checked(answers, GAP, speaker))
        assert reply.startswith("Exact")
        assert "The same words are given to 2 speakers" in reply
        assert "Ines Moreau" in reply


async def test_words_that_nobody_is_named_for_confirm_no_speaker(answers: Answers, library: Library) -> None:
    library.put(Article("wall", "The wall bore a line. “Nobody leaves this harbour alive.” Rain fell.", "Wall"), NOON)
    reply = await checked(answers, "Nobody leaves this harbour alive", "Moreau")
    assert plain(reply.title).startswith("Exact words, speaker not confirmed")


async def test_only_what_a_person_may_see_is_searched(answers: Answers, library: Library) -> None:
    library.put(Article("own", "The harbour of Arden will close at noon.", "Own"), NOON, workspace="slack:T1")
    other = await answers.answer("check", {"text": "The harbour of Arden will close"}, Asker("slack", "T2"))
    own = await answers.answer("check", {"text": "The harbour of Arden will close"}, Asker("slack", "T1"))
    assert plain(other.title).startswith("Not in the library")
    assert plain(own.title).startswith("Exact")


async def test_what_is_shown_is_a_slice_of_the_article(answers: Answers, library: Library) -> None:
    texts = [held.article.text for held in library.shelf().newest(10).items]
    for line in (
        GAP,
        GAP.replace("huge", "small"),
        "China suffers … in the world",
        "promote Internet sovereignty over",
    ):
        reply = await checked(answers, line)
        for card in reply.cards:
            for row in card.lines:
                for piece in row:
                    if piece.ink in (Ink.WORDS, Ink.MARKED):
                        assert any(piece.text in text for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "\0", "a\0b" * 900, "\ud800 law", '" OR NEAR(a b) NOT "', "text : * ^ + { }", "\u202eתואר\u202c law",
        "“" * 4000, "… " * 1300, "x" * 4000, "the of " * 570, "law law " * 500, "'" * 4000, '"a" ' * 1000,
        "1" * 4000, "-5 " * 1300, "said " * 800, ("“a” " + "b " * 40) * 40, "e\u0301\u200d" * 1000, "法律规定" * 900,
        "\n> " * 1300, "*" * 2000 + "law",
    ],
)  # fmt: skip
async def test_any_text_is_answered(answers: Answers, text: str) -> None:
    reply = await checked(answers, text)
    assert "Something went wrong" not in plain(reply.title)
    shown(reply)


async def test_a_text_of_more_than_4000_characters_is_refused_in_one_sentence(answers: Answers) -> None:
    reply = await checked(answers, "law " * 1001)
    assert plain(reply.title) == "text may have 4000 characters at most; shorten it."


async def test_changed_stored_words_are_not_shown(answers: Answers, library: Library, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("UPDATE articles SET text = replace(text, 'huge gap', 'tiny gap')")
    connection.close()
    for text in (GAP, GAP.replace("huge", "tiny")):
        assert plain((await checked(answers, text)).title).startswith("Not in the library")
