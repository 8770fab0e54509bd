"""The bot posts, reads and registers commands of its own accord; everything is recorded."""

import io
from typing import Any

import discord

from tests.peers.discord import DiscordPeer
from tests.peers.discord.bots import COMMANDS, Interaction, answer_at_once, buttons, logged_in, scene


async def test_the_bot_posts_reads_edits_and_deletes() -> None:
    async with scene() as (peer, bot):
        channel = await bot.fetch_channel(int(peer.channel.id))
        assert isinstance(channel, discord.TextChannel)
        posts = [await channel.send(f"message {number}") for number in range(5)]
        peer.person("Ann").say("hello")
        assert [m["content"] for m in peer.posted()] == [f"message {number}" for number in range(5)]
        found = [m.content async for m in channel.history(limit=3, before=posts[4])]
        assert found == ["message 3", "message 2", "message 1"]
        found = [m.content async for m in channel.history(limit=2, after=posts[2], oldest_first=True)]
        assert found == ["message 3", "message 4"]
        found = [m.content async for m in channel.history(limit=3, around=posts[2])]
        assert sorted(found) == ["message 1", "message 2", "message 3"]
        assert [m.author.name async for m in channel.history(limit=1)] == ["Ann"]
        await posts[0].edit(content="mended", embed=discord.Embed(title="T"))
        await posts[1].delete()
        assert (await channel.fetch_message(posts[0].id)).content == "mended"
        assert [m["content"] for m in peer.posted()] == ["mended", "message 2", "message 3", "message 4"]
        assert peer.complaints == []


async def test_a_nonce_makes_a_repeated_post_single() -> None:
    async with scene() as (peer, bot):
        first = await bot.target(peer).send("digest", nonce="slot-1")
        again = await bot.target(peer).send("digest", nonce="slot-1")
        other = await bot.target(peer).send("digest", nonce="slot-2")
        assert first.id == again.id != other.id
        assert len(peer.posted()) == 2
        assert all("nonce" not in m for m in peer.posted())
        peer.messages.forget_nonces()
        assert (await bot.target(peer).send("digest", nonce="slot-1")).id != first.id


async def test_a_file_can_come_with_a_post() -> None:
    async with scene() as (peer, bot):
        sent = await bot.target(peer).send("c", file=discord.File(io.BytesIO(b"x"), "quotes.txt"))
        assert sent.attachments[0].filename == "quotes.txt"
        assert peer.requests[-1].files == 1
        assert peer.complaints == []


async def test_a_button_of_a_posted_message_is_pressed_where_it_stands() -> None:
    async with scene(answer_at_once) as (peer, bot):
        digests = peer.add_channel("digests")
        channel = bot.get_partial_messageable(int(digests.id))
        await channel.send("digest", view=buttons("More"))
        [posted] = peer.posted(digests)
        await peer.person("Ann").press(posted, "More")
        assert bot.seen[0].channel_id == int(digests.id)
        assert bot.seen[0].message is not None
        assert bot.seen[0].message.content == "digest"


async def test_a_direct_message_channel_works() -> None:
    async def where(interaction: Interaction) -> None:
        await interaction.response.send_message(f"{interaction.guild_id} {interaction.user.name}")

    async with scene(where) as (peer, bot):
        ann = peer.person("Ann", direct=True)
        assert (await ann.command("quotes")).content == "None Ann"
        user = await bot.http.start_private_message(int(ann.user.id))
        await bot.get_partial_messageable(int(user["id"])).send("psst")
        assert [m["content"] for m in peer.posted(ann.channel)] == ["psst"]


async def test_guild_commands_hide_global_ones_and_keep_their_ids() -> None:
    async with scene() as (peer, bot):
        first = await bot.register(peer, COMMANDS[:1], peer.guild.id)
        again = await bot.register(peer, COMMANDS, peer.guild.id)
        assert first[0]["id"] == again[0]["id"]
        assert again[0]["id"] != peer.registry.of()[0]["id"]
        await peer.synced()
        peer.person("Ann").start("quotes")
        await bot.until(lambda: bool(bot.seen))
        data: Any = bot.seen[0].data
        assert data["id"] == first[0]["id"]
        fetched = await bot.http.get_guild_commands(int(peer.application_id), int(peer.guild.id))
        assert [command["name"] for command in fetched] == ["quotes", "digest"]


async def test_requests_are_recorded_without_the_token() -> None:
    async with scene() as (peer, bot):
        await bot.target(peer).send("hello")
        last = peer.requests[-1]
        assert last.route == "POST /channels/{channel_id}/messages"
        assert last.path.endswith(f"/channels/{peer.channel.id}/messages")
        assert last.status == 200
        assert last.body["content"] == "hello"
        assert peer.bodies[-1].template == last.template
        assert peer.token not in repr(peer.requests)


async def test_a_bot_hears_of_new_servers_and_channels() -> None:
    async with DiscordPeer() as peer:
        other = peer.add_guild("Elsewhere", "news")
        async with logged_in(peer) as bot:
            await bot.until(lambda: len([g for g in bot.guilds if not g.unavailable]) == 2)
            third = peer.add_guild("Third")
            channel = peer.add_channel("late", other)
            await bot.until(lambda: bot.get_guild(int(third.id)) is not None)
            await bot.until(lambda: bot.get_channel(int(channel.id)) is not None)
