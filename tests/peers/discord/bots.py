"""Small real discord.py clients that the peer is tested with, and what they answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord

from tests.peers.discord.peer import DiscordPeer
from tests.peers.discord.redirect import redirected
from tests.peers.discord.refusals import Json
from tests.peers.discord.signals import Signal
from tests.peers.discord.world import Settings

Interaction = discord.Interaction[Any]
Handler = Callable[[Interaction], Awaitable[object]]

COMMANDS: list[Json] = [
    {
        "name": "quotes",
        "description": "What was said",
        "options": [
            {"name": "speaker", "description": "Who", "type": 3, "autocomplete": True},
            {"name": "article", "description": "Where", "type": 3, "autocomplete": True},
            {"name": "most", "description": "How many", "type": 4, "min_value": 1, "max_value": 25},
        ],
    },
    {
        "name": "digest",
        "description": "Digests",
        "default_member_permissions": 1 << 5,
        "options": [
            {
                "name": "preview",
                "description": "What would be posted",
                "type": 1,
                "options": [
                    {"name": "channel", "description": "Where", "type": 7, "channel_types": [0]},
                    {
                        "name": "zone",
                        "description": "When",
                        "type": 3,
                        "choices": [{"name": "Berlin", "value": "Europe/Berlin"}],
                    },
                ],
            },
        ],
    },
]


class Bot(discord.Client):
    """Sends each interaction to a handler; counts what reached it."""

    def __init__(self, handler: Handler | None = None, **options: Any) -> None:
        options = {"intents": discord.Intents(guilds=True), "guild_ready_timeout": 0.01, **options}
        super().__init__(**options)
        self.handler = handler
        self.seen: list[Interaction] = []
        self.handling = 0
        self.errors: list[BaseException] = []
        self.signal = Signal()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py's own waits five seconds before each IDENTIFY but the first."""

    async def on_interaction(self, interaction: Interaction) -> None:
        self.seen.append(interaction)
        self.handling += 1
        self.signal.changed()
        try:
            if self.handler is not None:
                await self.handler(interaction)
        except Exception as error:
            self.errors.append(error)
        self.handling -= 1
        self.signal.changed()

    async def on_guild_available(self, _guild: discord.Guild) -> None:
        self.signal.changed()

    async def on_guild_join(self, _guild: discord.Guild) -> None:
        self.signal.changed()

    async def on_guild_channel_create(self, _channel: object) -> None:
        self.signal.changed()

    async def on_guild_channel_update(self, _before: object, _after: object) -> None:
        self.signal.changed()

    async def on_guild_channel_delete(self, _channel: object) -> None:
        self.signal.changed()

    async def until(self, predicate: Callable[[], bool]) -> None:
        await self.signal.until(predicate, 5, "something in the bot")

    async def register(self, peer: DiscordPeer, commands: list[Json], guild_id: str = "") -> Any:
        """Sync commands as discord.py's tree does."""
        if guild_id:
            return await self.http.bulk_upsert_guild_commands(peer.application_id, guild_id, commands)
        return await self.http.bulk_upsert_global_commands(peer.application_id, commands)

    def target(self, peer: DiscordPeer) -> discord.PartialMessageable:
        """The peer's first channel, to post to without the cache."""
        return self.get_partial_messageable(int(peer.channel.id))


def buttons(*labels: str) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for label in labels:
        view.add_item(discord.ui.Button(label=label, custom_id=f"test:{label.lower()}"))
    return view


def options(interaction: Interaction) -> dict[str, Any]:
    data: Any = interaction.data
    return {option["name"]: option.get("value") for option in data.get("options", [])}


async def answer_at_once(interaction: Interaction) -> None:
    words = f"{options(interaction)}"
    embed = discord.Embed(title="Xi Jinping", description="4 passages").set_footer(text="as printed")
    await interaction.response.send_message(words, embed=embed, view=buttons("More", "Share"), ephemeral=True)


@asynccontextmanager
async def logged_in(
    peer: DiscordPeer, handler: Handler | None = None, *, commands: list[Json] | None = None, **options: Any
) -> AsyncIterator[Bot]:
    """A bot that is connected and has registered its commands; closed afterwards."""
    bot = Bot(handler, **options)
    with redirected(peer):
        task = asyncio.create_task(bot.start(peer.token))
        try:
            await peer.connected()
            await bot.register(peer, COMMANDS if commands is None else commands)
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def scene(
    handler: Handler | None = None, settings: Settings | None = None, **options: Any
) -> AsyncIterator[tuple[DiscordPeer, Bot]]:
    """A peer and a bot that talk to one another."""
    async with DiscordPeer(settings) as peer, logged_in(peer, handler, **options) as bot:
        yield peer, bot
