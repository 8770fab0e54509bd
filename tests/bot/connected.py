"""The bot connected to the loopback platforms, in the test's own loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from slack_bolt.async_app import AsyncApp

from bot.answers import Answers
from bot.platforms.discord_app import DiscordApp
from bot.platforms.slack_app import SlackApp
from bot.platforms.slack_client import SlackClient
from bot.platforms.slack_sockets import Patience, SlackSockets
from bot.platforms.slack_views import PATIENCE
from briefings.place import Shards
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

PROMPT = Patience(ping=0.2, look=0.02, grace=0.1, first_wait=0.05, longest_wait=0.2, quiet=0)


@asynccontextmanager
async def discord_running(
    peer: DiscordPeer,
    answers: Answers,
    guilds: tuple[str, ...] = (),
    share: Shards | None = None,
    *,
    embeds: bool = False,
) -> AsyncIterator[DiscordApp]:
    """The bot is at Discord's gateway inside, for the servers of its *share*."""
    app = DiscordApp(answers, guilds, share, embeds=embeds)
    task = asyncio.create_task(app.start(peer.token))
    try:
        await peer.connected()
        yield app
    finally:
        await app.close()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def on_sockets(app: SlackApp, peer: SlackPeer, patience: Patience = PROMPT) -> AsyncIterator[None]:
    """The bot has its connections to Slack inside."""
    try:
        async with bolt_on_sockets(app.bolt, peer, patience):
            yield
    finally:
        await app.finish()


@asynccontextmanager
async def bolt_on_sockets(bolt: AsyncApp, peer: SlackPeer, patience: Patience = PROMPT) -> AsyncIterator[None]:
    """The listeners of *bolt* have the bot's connections inside."""
    sockets = SlackSockets(bolt, web_client(peer), peer.settings.app_token, patience)
    opened = peer.sockets.opened
    task = asyncio.create_task(sockets.stay())
    try:
        await peer.connected(opened + 2)
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def slack_app(
    peer: SlackPeer, answers: Answers, managers: tuple[str, ...] = (), patience: float = PATIENCE
) -> SlackApp:
    """The bot for Slack, not connected yet."""
    secret = peer.settings.signing_secret
    client = SlackClient(token=peer.settings.bot_token, base_url=peer.base_url)
    return SlackApp(answers, client, known(peer), managers, secret, patience=patience)


def known(peer: SlackPeer) -> dict[str, str]:
    """What auth.test says of the bot's token."""
    settings = peer.settings
    return {"team_id": settings.team_id, "user_id": settings.bot_user_id, "bot_id": settings.bot_id}
