"""Connecting to Discord: logging in, staying connected, and closing."""

import asyncio
import logging
from contextlib import AsyncExitStack

import aiohttp
import discord

from bot.app import App
from bot.platforms.discord_app import DiscordApp, use_api
from bot.platforms.discord_poster import DiscordPoster
from bot.ports import CannotRun, Poster

log = logging.getLogger(__name__)
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0  # seconds between tries to reach Discord
_REFUSED = "Discord refused the token; copy it again from the developer portal into DISCORD_TOKEN"


async def connect_discord(app: App, stack: AsyncExitStack, posters: dict[str, Poster]) -> asyncio.Task[None]:
    """Log in and return the task that keeps the connection; it ends only with an error.

    Raises CannotRun when the token is refused.
    """
    token = app.config.secrets.discord_token
    if token is None:
        raise CannotRun("DISCORD_TOKEN is not set")
    use_api(app.config.settings.discord.api_url)
    client = DiscordApp(app.answers, app.config.settings.discord.guilds)
    stack.push_async_callback(client.close)
    wait = _FIRST_WAIT
    while True:
        try:
            await client.login(token.get_secret_value())
            break
        except discord.LoginFailure:
            raise CannotRun(_REFUSED) from None
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("Discord cannot be reached (%s); trying again in %.0f s", type(error).__name__, wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
    posters["discord"] = DiscordPoster(client, app.answers)
    return asyncio.create_task(_stay(client))


async def _stay(client: DiscordApp) -> None:
    try:
        await client.connect(reconnect=True)
    except discord.ConnectionClosed as error:
        raise CannotRun(_REFUSED if error.code == 4004 else f"Discord ended the connection ({error.code})") from None
    except discord.DiscordException as error:
        raise CannotRun(f"Discord ended the connection ({type(error).__name__})") from None
