"""The bot connected to the loopback platforms, in the test's own loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.answers import Answers
from bot.platforms.discord_app import DiscordApp
from bot.platforms.slack_app import SlackApp
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client


@asynccontextmanager
async def discord_running(
    peer: DiscordPeer, answers: Answers, guilds: tuple[str, ...] = (), *, embeds: bool = False
) -> AsyncIterator[DiscordApp]:
    """The bot is at Discord's gateway inside."""
    app = DiscordApp(answers, guilds, embeds=embeds)
    task = asyncio.create_task(app.start(peer.token))
    try:
        await peer.connected()
        yield app
    finally:
        await app.close()
        with suppress(asyncio.CancelledError):
            await task


def slack_app(peer: SlackPeer, answers: Answers, managers: tuple[str, ...] = ()) -> SlackApp:
    """The bot for Slack, not connected yet."""
    return SlackApp(answers, web_client(peer), "briefing", managers, peer.settings.signing_secret)
