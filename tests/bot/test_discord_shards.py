"""Several shards, in one process or in several: each server is answered, and gets its digests, by whoever has it."""

from contextlib import AsyncExitStack
from datetime import timedelta

from bot.answers import Answers
from bot.delivery import Postman
from bot.platforms.discord_app import DiscordApp
from bot.platforms.discord_poster import DiscordPoster
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.place import Place, Shards
from briefings.schedule import Schedule
from tests.bot.connected import discord_running
from tests.bot.delivering import EIGHT, MORNING
from tests.fakes import NOON, FakeClock
from tests.peers.discord import DiscordPeer
from tests.peers.discord.redirect import redirected
from tests.peers.discord.world import Guild, Settings

TWO = (Shards((0,), 2), Shards((1,), 2))


def servers(discord: DiscordPeer) -> dict[int, Guild]:
    """Add a server on each of two shards."""
    first, second = (discord.add_guild(name, "general") for name in ("Gazette", "Courier"))
    second.id = str(int(first.id) + (1 << 22))
    return {(int(guild.id) >> 22) % 2: guild for guild in (first, second)}


async def passages(discord: DiscordPeer, guild: Guild) -> str:
    answer = await discord.person("Ann", guild=guild).command("quotes", speaker="MacGibbon")
    assert answer.failure is None
    return answer.text


async def test_as_many_shards_as_discord_recommends_answer_in_one_process(answers: Answers) -> None:
    async with DiscordPeer(Settings(shards=2)) as discord:
        with redirected(discord):
            async with discord_running(discord, answers):
                await discord.connected(sessions=2)
                assert [session.shard for session in discord.gateway.live] == [(0, 2), (1, 2)]
                for guild in servers(discord).values():
                    assert "1 passage" in await passages(discord, guild)
                direct = await discord.person("Ann", direct=True).command("quotes", speaker="MacGibbon")
                assert "1 passage" in direct.text


async def test_each_process_answers_and_posts_for_the_servers_of_its_shards(
    discord: DiscordPeer, answers: Answers, library: Library, deliveries: Deliveries, clock: FakeClock
) -> None:
    guilds = servers(discord)
    places = {shard: Place("discord", guild.id, guild.channels[0].id) for shard, guild in guilds.items()}
    deliveries.configure([Schedule(f"of {shard}", place, MORNING.at) for shard, place in places.items()], NOON)
    clock.moment = EIGHT + timedelta(hours=2)
    async with AsyncExitStack() as stack:
        apps: list[DiscordApp] = []
        for share in TWO:
            apps.append(await stack.enter_async_context(discord_running(discord, answers, share=share)))
            await discord.connected(sessions=len(apps))
        assert [session.shard for session in discord.gateway.live] == [(0, 2), (1, 2)]
        assert discord.registry.overwrites == 1  # one of them gives Discord the commands
        for guild in guilds.values():
            assert "1 passage" in await passages(discord, guild)
        late, wait = timedelta(hours=6), timedelta(seconds=90)
        for shard, app in enumerate(apps):
            posters = {"discord": DiscordPoster(app, answers)}
            postman = Postman(library, deliveries, clock, posters, f"{shard}", late, wait, shards=TWO[shard])
            await postman.deliver_due()
            assert len(discord.posted(guilds[shard].channels[0])) == 1
            assert len(discord.posted(guilds[1].channels[0])) == shard
