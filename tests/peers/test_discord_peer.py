"""An unmodified discord.py logs in and answers people at the peer."""

import asyncio
from typing import Any

import discord
import pytest

from tests.peers.discord import DiscordPeer, PersonError
from tests.peers.discord.bots import Interaction, answer_at_once, buttons, logged_in, options, scene
from tests.peers.discord.signals import Signal


async def test_a_client_logs_in_and_sees_its_servers() -> None:
    async with scene() as (peer, bot):
        await bot.until(lambda: bool(bot.guilds) and not bot.guilds[0].unavailable)
        assert bot.guilds[0].name == "Newsroom"
        assert [channel.name for channel in bot.guilds[0].text_channels] == ["general"]
        assert peer.gateway.identifies[0]["intents"] == discord.Intents(guilds=True).value
        assert peer.identifies == 1
        assert (await bot.fetch_guild(int(peer.guild.id))).name == "Newsroom"
        assert [guild.name async for guild in bot.fetch_guilds()] == ["Newsroom"]
        assert peer.complaints == []


async def test_a_command_is_answered() -> None:
    async with scene(answer_at_once) as (peer, bot):
        answer = await peer.person("Ann").command("quotes", speaker="Xi", most=3)
        assert answer.content == "{'speaker': 'Xi', 'most': 3}"
        assert answer.ephemeral
        assert not answer.deferred
        assert answer.failure is None
        assert answer.text.splitlines()[1:] == ["Xi Jinping", "4 passages", "as printed"]
        assert answer.labels == ["More", "Share"]
        assert answer.first_seconds is not None
        assert answer.final_seconds is not None
        assert 0 < answer.first_seconds <= answer.final_seconds < 3
        assert peer.complaints == []
        assert bot.errors == []


async def test_an_interaction_tells_who_asks_where() -> None:
    async with scene(answer_at_once) as (peer, bot):
        await peer.person("Ann", may_manage=True, locale="de").command("digest preview", zone="Berlin")
        [seen] = bot.seen
        assert isinstance(seen.user, discord.Member)
        assert (seen.user.name, seen.locale, seen.guild_id) == ("Ann", discord.Locale.german, int(peer.guild.id))
        assert seen.permissions.manage_guild
        assert seen.app_permissions.send_messages
        assert not seen.app_permissions.manage_guild
        assert seen.context.guild
        assert seen.is_guild_integration()
        assert seen.channel_id == int(peer.channel.id)


async def test_a_sub_command_carries_its_options_nested_and_channels_resolved() -> None:
    async with scene(answer_at_once) as (peer, bot):
        person = peer.person("Ann", may_manage=True)
        await person.command("digest preview", channel=peer.channel, zone="Berlin")
        data: Any = bot.seen[0].data
        assert data["options"] == [
            {
                "name": "preview",
                "type": 1,
                "options": [
                    {"name": "channel", "type": 7, "value": peer.channel.id},
                    {"name": "zone", "type": 3, "value": "Europe/Berlin"},
                ],
            }
        ]
        assert data["resolved"]["channels"][peer.channel.id]["name"] == "general"


async def test_a_command_tree_of_discord_py_works() -> None:
    async with DiscordPeer() as peer, logged_in(peer, commands=[]) as bot:
        tree = discord.app_commands.CommandTree(bot)

        @tree.command()
        async def hello(interaction: Interaction, channel: discord.TextChannel, often: int = 1) -> None:
            await interaction.response.send_message(f"hello {channel.name} {often}")

        @hello.autocomplete("often")
        async def often(_: Interaction, current: str) -> list[discord.app_commands.Choice[int]]:
            return [discord.app_commands.Choice(name=current * 2, value=len(current))]

        await tree.sync()
        person = peer.person("Ann")
        assert (await person.command("hello", channel=peer.channel, often=2)).content == "hello general 2"
        found = await person.autocomplete("hello", focused="often", value="12", channel=peer.channel)
        assert found.choices == [{"name": "1212", "value": 2}]
        assert peer.complaints == []


async def test_a_deferred_answer_is_awaited_and_timed() -> None:
    gate = asyncio.Event()

    async def defer(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await gate.wait()
        await interaction.edit_original_response(content="done")

    async with scene(defer) as (peer, _):
        answer = await peer.person("Ann").start("quotes").first()
        assert (answer.deferred, answer.ephemeral, answer.flags) == (True, True, 64 | 128)
        assert not answer.finished
        gate.set()
        await answer.final()
        assert (answer.content, answer.flags, answer.finished) == ("done", 64, True)
        assert (answer.first_seconds or 9) < (answer.final_seconds or 0)
        assert peer.complaints == []


async def test_the_first_followup_after_a_defer_takes_its_place_and_the_next_is_new() -> None:
    async def follow(interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.followup.send("one")
        second = await interaction.followup.send("two", wait=True)
        await second.edit(content="two, mended")
        await (await interaction.followup.send("three", wait=True)).delete()

    async with scene(follow) as (peer, bot):
        answer = await peer.person("Ann").command("quotes")
        assert answer.content == "one"
        await bot.until(lambda: not bot.handling)
        assert [message["content"] for message in answer.followups] == ["two, mended"]
        assert peer.complaints == []
        assert bot.errors == []


async def test_autocomplete_gives_choices() -> None:
    async def complete(interaction: Interaction) -> None:
        data: Any = interaction.data
        [typed] = [option for option in data["options"] if option.get("focused")]
        assert options(interaction)["article"] == "A1"
        choices = [discord.app_commands.Choice(name=f"{typed['value']} Jinping", value="xi")]
        await interaction.response.autocomplete(choices)

    async with scene(complete) as (peer, bot):
        answer = await peer.person("Ann").autocomplete("quotes", focused="speaker", value="Xi", article="A1")
        assert answer.choices == [{"name": "Xi Jinping", "value": "xi"}]
        assert answer.final_seconds is not None
        assert bot.errors == []
        assert peer.complaints == []


async def test_a_pressed_button_updates_its_message_or_answers_anew() -> None:
    async def handle(interaction: Interaction) -> None:
        data: Any = interaction.data
        if "custom_id" not in data:
            await answer_at_once(interaction)
        elif data["custom_id"] == "test:more":
            await interaction.response.edit_message(content="page 2", view=buttons("Back"))
        else:
            assert interaction.message is not None
            await interaction.response.send_message(f"shared: {interaction.message.content}")

    async with scene(handle) as (peer, bot):
        ann = peer.person("Ann")
        answer = await ann.command("quotes", speaker="Xi")
        shared = await ann.press(answer, "Share")
        assert shared.content == "shared: {'speaker': 'Xi'}"
        assert not shared.ephemeral
        turned = await ann.press(answer, "test:more")
        assert turned.content == answer.content == "page 2"
        assert turned.labels == ["Back"]
        assert [message["content"] for message in ann.sees()] == ["page 2", shared.content]
        assert [message["content"] for message in peer.person("Bo").sees()] == [shared.content]
        assert bot.errors == []
        assert peer.complaints == []


async def test_a_button_works_after_the_bot_was_started_anew() -> None:
    async def page(interaction: Interaction) -> None:
        await interaction.response.edit_message(content="page 2")

    async with DiscordPeer() as peer:
        ann = peer.person("Ann")
        async with logged_in(peer, answer_at_once):
            answer = await ann.command("quotes")
        await peer.disconnected()
        async with logged_in(peer, page):
            assert answer.message is not None
            assert (await ann.press(answer.message, "More")).content == "page 2"
        assert peer.identifies == 2


async def test_a_deferred_update_changes_the_pressed_message() -> None:
    async def handle(interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.application_command:
            await answer_at_once(interaction)
            return
        await interaction.response.defer()
        await interaction.edit_original_response(content="turned")

    async with scene(handle) as (peer, _):
        ann = peer.person("Ann")
        pressed = await ann.press(await ann.command("quotes"), "More")
        assert (pressed.deferred, pressed.content, pressed.ephemeral) == (True, "turned", True)


async def test_a_form_is_opened_and_submitted() -> None:
    class Form(discord.ui.Modal, title="Ask"):
        who: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Speaker", custom_id="who", max_length=10)

        async def on_submit(self, interaction: Interaction) -> None:
            await interaction.response.send_message(f"asked: {self.who.value}")

    async def handle(interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.application_command:
            await interaction.response.send_modal(Form())

    async with scene(handle) as (peer, _):
        ann = peer.person("Ann")
        opened = await ann.command("quotes")
        assert opened.modal is not None
        assert opened.modal["title"] == "Ask"
        with pytest.raises(PersonError, match="11 characters"):
            await ann.submit_modal(opened, who="x" * 11)
        assert (await ann.submit_modal(opened, Speaker="Xi")).content == "asked: Xi"
        assert peer.complaints == []


async def test_a_select_is_chosen() -> None:
    class View(discord.ui.View):
        @discord.ui.select(
            custom_id="topic", options=[discord.SelectOption(label="China"), discord.SelectOption(label="Law")]
        )
        async def topic(self, interaction: Interaction, select: discord.ui.Select[Any]) -> None:
            await interaction.response.send_message(f"about {select.values[0]}")

    async def handle(interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.application_command:
            await interaction.response.send_message(view=View())

    async with scene(handle) as (peer, _):
        ann = peer.person("Ann")
        answer = await ann.command("quotes")
        assert (await ann.choose(answer, "topic", "Law")).content == "about Law"
        with pytest.raises(PersonError, match="has no"):
            await ann.choose(answer, "topic", "Sport")


async def test_who_waits_is_cancelled_even_when_it_comes_true_just_then() -> None:
    signal, came = Signal(), list[str]()
    waiting = asyncio.create_task(signal.until(lambda: bool(came), 5, "it"))
    await asyncio.sleep(0)
    came.append("true")
    signal.changed()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
