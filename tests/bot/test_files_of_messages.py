"""A message's files are read with its text by the commands on messages, by anybody and within limits."""

from typing import Any

import pytest

from bot.answers import Answers
from bot.catalogue import speaking, told
from bot.commands.passing import LONGEST
from bot.desk import Upload
from bot.handed import LARGEST_READ, NotHandedOut, words_of
from tests.bot.connected import discord_running, on_sockets, slack_app
from tests.bot.test_discord_app import NEWS
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer

QUOTED = b'---\ntitle: A statement\n---\n\n"We will win," Mayor Jane Roe said on Monday.\n'
TAKEN = "This message has no text; of its files, .md and .txt of at most 1 MB are read."


async def test_on_discord_the_words_of_a_text_file_are_read(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        ann = discord.person("Ann")
        quoted = await ann.on_message("Quotes in this", ann.say("", discord.file("statement.md", QUOTED)))
        news = await ann.on_message("Summarise this", ann.say("Read this.", discord.file("news.TXT", NEWS.encode())))
        picture = await ann.on_message("Quotes in this", ann.say("", discord.file("harbour.png", b"\x89PNG\0")))
        large = discord.file("large.txt", b"We met. " * (LARGEST_READ // 8 + 1))
        too_large = await ann.on_message("Check this", ann.say("", large))
        binary = await ann.on_message("Check this", ann.say("", discord.file("a.txt", b"\0\1")))
    assert "Jane Roe" in quoted.text and "We will win" in quoted.text and "title:" not in quoted.text
    assert "sentences of 6" in news.text and "The town council of Westbury" in news.text
    assert TAKEN in picture.text and TAKEN in too_large.text
    assert "this is a binary file" in binary.text
    assert answers.library.shelf().holdings().entries == 2


async def test_on_discord_a_forwarded_message_is_read(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        ann = discord.person("Ann")
        forwarded = ann.forward(ann.say('"We will win," Mayor Jane Roe said on Monday.'))
        answer = await ann.on_message("Quotes in this", forwarded)
    assert "Jane Roe" in answer.text


async def test_on_slack_the_words_of_anybodys_text_file_are_read(slack: SlackPeer, answers: Answers) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        ann, bob = slack.person("U1", channel="C1"), slack.person("U2", channel="C1")

        async def asked(shortcut: str, name: str, data: bytes, text: str = "", **changes: Any) -> str:
            file = {**slack.file_object(slack.file("U2", name, data)), **changes}
            return (await ann.message_shortcut(shortcut, bob.write(text, files=[file]))).text or ""

        quoted = await asked("quotes_in_this", "statement.md", QUOTED)
        assert "Jane Roe" in quoted and "title:" not in quoted
        assert "sentences of 6" in await asked("summarise_this", "news.txt", NEWS.encode(), "Read this.")
        assert TAKEN in await asked("quotes_in_this", "harbour.png", b"\x89PNG\0")
        assert TAKEN in await asked("check_this", "large.txt", b"x" * (LARGEST_READ + 1))
        gone = slack.file("U2", "gone.md", QUOTED)
        gone.deleted = True
        message = bob.write("", files=[slack.file_object(gone)])
        assert "gone.md is gone; send it again." in ((await ann.message_shortcut("check_this", message)).text or "")
    assert answers.library.shelf().holdings().entries == 2


async def test_on_slack_a_shared_message_is_read(slack: SlackPeer, answers: Answers) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        ann = slack.person("U1", channel="C1")
        shared = {"text": '"We will win," Mayor Jane Roe said on Monday.', "is_share": True}
        answer = await ann.message_shortcut("quotes_in_this", ann.write("", attachments=[shared]))
    assert "Jane Roe" in (answer.text or "")


async def test_nothing_is_got_for_who_asks_too_much(discord: DiscordPeer, answers: Answers) -> None:
    answers.per_minute = 1
    async with discord_running(discord, answers):
        ann = discord.person("Ann")
        await ann.command("help")
        message = ann.say("", discord.file("statement.md", QUOTED))
        refused = await ann.on_message("Quotes in this", message)
    assert "1 commands in a minute" in refused.text and not discord.downloads


async def test_a_long_file_says_how_much_of_it_was_read(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        ann = discord.person("Ann")
        file = discord.file("long.txt", ("We met on Monday. " * (LONGEST // 18 + 1)).encode())
        answer = await ann.on_message("Quotes in this", ann.say("", file))
    assert f"The first {LONGEST:,} characters were read." in answer.text


def test_what_is_wrong_in_a_messages_file_is_told_in_the_askers_language() -> None:
    with pytest.raises(NotHandedOut) as caught, speaking("de"):
        words_of([Upload("a.txt", b"\0")])
    with speaking("de"):
        assert (
            told(caught.value) == "a.txt:1: das ist eine Binärdatei; speichern Sie den Artikel als reinen Text in UTF-8"
        )
