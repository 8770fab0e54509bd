"""Components V2 or content and embeds: what is sent when, and that a message never changes from one to the other."""

import asyncio
from collections.abc import Mapping

import pytest

from bot.answers import Answers
from bot.desk import Asker, Upload
from bot.replies import Reply
from tests.bot.connected import discord_running as running
from tests.peers.discord import DiscordPeer
from tests.peers.discord.limits import COMPONENTS_V2, EPHEMERAL

CLASSIC, MODERN = EPHEMERAL, EPHEMERAL | COMPONENTS_V2


async def test_answers_are_panels_or_embeds_by_configuration(discord: DiscordPeer, answers: Answers) -> None:
    async with running(discord, answers):
        panel = await discord.person("Ann").command("quotes")
    async with running(discord, answers, embeds=True):
        embed = await discord.person("Ann").command("quotes")
    assert panel.flags == MODERN and not panel.embeds and not panel.content
    assert embed.flags == CLASSIC and embed.content == "**Who said what** - 13 passages, as printed"
    assert len(embed.embeds) == 1


@pytest.mark.parametrize("embeds", [True, False])
async def test_a_message_from_before_the_form_was_changed_is_turned_in_its_own_form(
    discord: DiscordPeer, answers: Answers, embeds: bool
) -> None:
    async with running(discord, answers, embeds=embeds):
        first = await discord.person("Ann").command("quotes")
    async with running(discord, answers, embeds=not embeds):
        turned = await discord.person("Ann").press(first, "More")
        assert "Page 2 of 3" in turned.text
        turned = await discord.person("Ann").press(turned, "Back")
        assert "Page 1 of 3" in turned.text
        asked = await discord.person("Ann").press(turned, "Context A1-q1" if embeds else "Context")
    assert turned.flags == (CLASSIC if embeds else MODERN)
    assert asked.flags == (MODERN if embeds else CLASSIC)


async def test_what_is_shared_is_a_line_and_an_embed(discord: DiscordPeer, answers: Answers) -> None:
    async with running(discord, answers):
        ann = discord.person("Ann")
        shared = await ann.press(await ann.command("quotes", speaker="MacGibbon"), "Share to channel")
        assert shared.flags == 0 and not shared.ephemeral
        assert shared.content.startswith("Ann shares: ") and "attacked on a daily basis" in shared.text
        turned = await discord.person("Ben").press(shared, "Context A1-q3")
    assert turned.flags == MODERN


@pytest.mark.parametrize("embeds", [True, False])
async def test_a_file_comes_with_the_answer(discord: DiscordPeer, answers: Answers, embeds: bool) -> None:
    async with running(discord, answers, embeds=embeds):
        answer = await discord.person("Boss", may_manage=True).command("export", what="quotes")
    assert answer.message
    (file,) = answer.message["attachments"]
    assert file["filename"] == "quotes-2026-11-23.csv" and answer.flags == (CLASSIC if embeds else MODERN)


class Slow(Answers):
    async def answer_line(self, line: str, asker: Asker, counted: bool = True) -> Reply:
        await asyncio.sleep(1.2)  # longer than the second after which the bot defers
        return await Answers.answer_line(self, line, asker, counted)

    async def answer(
        self, name: str, arguments: Mapping[str, str], asker: Asker, uploads: tuple[Upload, ...] = ()
    ) -> Reply:
        await asyncio.sleep(1.2)
        return await Answers.answer(self, name, arguments, asker, uploads)


@pytest.mark.parametrize("embeds", [True, False])
async def test_a_slow_answer_and_a_slow_page_have_the_same_form(
    discord: DiscordPeer, answers: Answers, embeds: bool
) -> None:
    slow = Slow(answers.library, answers.deliveries, answers.clock)
    async with running(discord, slow, embeds=embeds):
        first = await discord.person("Ann").command("quotes")
        flags = first.flags
        second = await discord.person("Ann").press(first, "More")
    assert first.deferred and second.deferred
    assert flags == second.flags == (CLASSIC if embeds else MODERN)
    assert "Page 2 of 3" in second.text
