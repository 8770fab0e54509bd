"""The whole bot against simcord, a model of Discord's rules that others wrote: it judges what our own peer let pass."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import discord
import pytest
import simcord

from bot.answers import Answers
from bot.desk import Asker
from bot.platforms import discord_cards, discord_layout
from bot.platforms.discord_app import DiscordApp
from bot.replies import Button, Press, Reply, card, cite, ours, quiet, strong, words
from tests.bot.generated import NASTY


class AppInProcess(DiscordApp):
    """The bot as simcord runs it: without a socket, and so without an address for one."""

    async def find_gateway(self) -> None:
        """There is none."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Say whose the bot is, which simcord leaves open: the server has invited it."""
        interaction._integration_owners = {0: interaction.guild_id or 0}
        await super().on_interaction(interaction)


@dataclass
class Newsroom:
    """A server with a channel, and two people in it: Ann reads, Boss manages."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    ann: simcord.MemberActor
    boss: simcord.MemberActor


@asynccontextmanager
async def newsroom(answers: Answers, *, embeds: bool) -> AsyncIterator[Newsroom]:
    """The bot is connected inside. No fixture: simcord wants to be left in the context that it was entered in."""
    answers.per_minute = 0
    async with simcord.run(AppInProcess(answers, embeds=embeds), shard_count=1) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("general")
        managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        ann = guild.add_member(env.create_user("ann"))
        yield Newsroom(env, channel, ann, guild.add_member(env.create_user("boss"), roles=[managers]))


FORMS = pytest.mark.parametrize("embeds", [False, True], ids=["components", "embeds"])


QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("briefing", {}),
    ("briefing", {"article": "A1"}),
    ("quotes", {}),
    ("quotes", {"speaker": "Xi"}),
    ("summary", {"article": "A1", "length": "long"}),
    ("topics", {}),
    ("search", {"text": "China"}),
    ("check", {"text": "huge gap"}),
    ("compare", {"a": "A1", "b": "A2"}),
    ("open", {"cite": "A1-q2"}),
    ("help", {}),
    ("quotes", {"speaker": "Nobody"}),
)


@FORMS
async def test_every_answer_is_taken_and_private(answers: Answers, embeds: bool) -> None:
    async with newsroom(answers, embeds=embeds) as sim:
        for name, options in QUESTIONS:
            result = await sim.ann.slash(sim.channel, name, **options)
            assert result.acknowledged and result.ephemeral and result.response, name


@FORMS
async def test_pages_turn_and_answers_are_shared(answers: Answers, embeds: bool) -> None:
    async with newsroom(answers, embeds=embeds) as sim:
        result = await sim.ann.slash(sim.channel, "quotes")
        assert result.response
        turned = await sim.ann.click(result.response.message, label="More")
        assert turned.acknowledged
        shared = await sim.ann.click(result.response.message, label="Share to channel")
        assert shared.acknowledged and not shared.ephemeral


async def test_names_are_completed_and_messages_are_asked_about(answers: Answers) -> None:
    async with newsroom(answers, embeds=False) as sim:
        assert await sim.ann.autocomplete(sim.channel, "quotes", "speaker", "xi")
        message = await sim.boss.send(sim.channel, '"We will win," Mayor Jane Roe said on Monday.')
        result = await sim.ann.context_menu(sim.channel, "Quotes in this", target=message)
        assert result.ephemeral and result.response


async def test_forms_open_and_are_sent_off(answers: Answers) -> None:
    async with newsroom(answers, embeds=False) as sim:
        shown = await sim.boss.slash(sim.channel, "library add")
        assert shown.modal
        told = {"title": "A note", "text": "The mayor opened the bridge on Monday."}
        sent = await sim.boss.submit_modal(shown, told)
        assert sent.response and sent.ephemeral


class Given(Answers):
    """Answers everything with one long reply that is full of what could be taken for form, mention or link."""

    async def answer(self, *_: object, **__: object) -> Reply:
        return LONG.asked_by("quotes")

    async def press(self, press: Press, line: str, asker: Asker) -> Reply:
        return LONG.asked_by(line)


LONG = Reply(
    (strong("T"),),
    "all of it",
    tuple(
        card([words(text * 40), cite(f"A1-q{number}")], [quiet("as printed in "), strong(text)])
        for number, text in enumerate(NASTY, 1)
    ),
    ((ours("note"),),),
    tuple(Button(f"Context A1-q{number}", f"open cite:A1-q{number}") for number in range(1, 30)),
)


@FORMS
async def test_a_long_answer_is_taken_part_by_part(answers: Answers, embeds: bool) -> None:
    render = discord_cards.render if embeds else discord_layout.render
    given = Given(answers.library, answers.deliveries, answers.clock)
    async with newsroom(given, embeds=embeds) as sim:
        result = await sim.ann.slash(sim.channel, "quotes")
        for _ in range(render(LONG).parts - 1):
            assert result.acknowledged and result.response
            result = await sim.ann.click(result.response.message, label="More")
