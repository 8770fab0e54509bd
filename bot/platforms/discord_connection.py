"""Staying connected to Discord: logging in, taking events, posting, and closing."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord

from bot.answers import Answers
from bot.app import App
from bot.config import Config
from bot.platforms.discord_app import DiscordApp, use_api
from bot.platforms.discord_poster import DiscordPoster
from bot.platforms.reaching import Unreachable, reach
from bot.ports import CannotRun, Poster

log = logging.getLogger(__name__)
_REFUSED = "Discord refused the token; copy it again from the developer portal into DISCORD_TOKEN"


async def stay_on_discord(app: App, posters: dict[str, Poster]) -> None:
    """Log in and stay until cancelled; put a poster into *posters* as soon as there is a session.

    Raises CannotRun when the token is refused or Discord ends the connection for good.
    """
    token = app.config.secrets.discord_token
    if token is None:
        raise CannotRun("DISCORD_TOKEN is not set")
    use_api(app.config.settings.discord.api_url)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # there is no voice here
    client = _client(app.config, app.answers)
    try:
        await reach("Discord", lambda: _log_in(client, token.get_secret_value()))
        ready = asyncio.create_task(_post_when_ready(client, app, posters))
        try:
            await client.connect(reconnect=True)
        finally:
            ready.cancel()
    except discord.ConnectionClosed as error:
        raise CannotRun(_REFUSED if error.code == 4004 else f"Discord ended the connection ({error.code})") from None
    except discord.DiscordException as error:
        raise CannotRun(f"Discord ended the connection ({type(error).__name__})") from None
    finally:
        await client.close()


@asynccontextmanager
async def briefly_on_discord(config: Config, answers: Answers) -> AsyncIterator[Poster]:
    """Give what posts and deletes on Discord without taking events. Raises CannotRun when that cannot be."""
    token = config.secrets.discord_token
    if token is None:
        raise CannotRun("DISCORD_TOKEN is not set")
    use_api(config.settings.discord.api_url)
    client = _client(config, answers)
    try:
        await _log_in(client, token.get_secret_value())
        yield DiscordPoster(client, answers)
    except Unreachable:
        raise CannotRun("Discord cannot be reached; try again later") from None
    finally:
        await client.close()


def _client(config: Config, answers: Answers) -> DiscordApp:
    settings = config.settings.discord
    return DiscordApp(answers, settings.guilds, settings.share, embeds=settings.answers == "embeds")


async def _log_in(client: DiscordApp, token: str) -> None:
    try:
        await client.login(token)
    except discord.LoginFailure:
        raise CannotRun(_REFUSED) from None
    except (discord.HTTPException, discord.GatewayNotFound):
        raise Unreachable from None


async def _post_when_ready(client: DiscordApp, app: App, posters: dict[str, Poster]) -> None:
    """Post only once the servers are known, so that a channel of another server is refused."""
    await client.wait_until_ready()
    posters["discord"] = DiscordPoster(client, app.answers)
    app.answers.wake()
