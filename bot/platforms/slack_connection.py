"""Connecting to Slack: checking the tokens, Socket Mode or signed HTTP, and closing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App
from bot.platforms.slack_app import SlackApp
from bot.platforms.slack_poster import SlackPoster
from bot.ports import CannotRun, Poster

log = logging.getLogger(__name__)
_PING_SECONDS = 3.0  # a socket that was cut hard is noticed after this long
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0  # seconds between tries to reach Slack
_PATH = "/slack/events"


async def connect_slack(app: App, stack: AsyncExitStack, posters: dict[str, Poster]) -> None:
    """Check the tokens and begin to take requests. Raises CannotRun when a token is missing or refused."""
    secrets, settings = app.config.secrets, app.config.settings.slack
    if secrets.slack_bot_token is None:
        raise CannotRun("SLACK_BOT_TOKEN is not set")
    base_url = settings.api_url.rstrip("/") + "/" if settings.api_url else AsyncWebClient.BASE_URL
    client = AsyncWebClient(token=secrets.slack_bot_token.get_secret_value(), base_url=base_url, retry_handlers=[])
    await _check("SLACK_BOT_TOKEN", client.auth_test)
    secret = secrets.slack_signing_secret.get_secret_value() if secrets.slack_signing_secret else None
    slack = SlackApp(app.answers, client, settings.command, settings.managers, secret)
    posters["slack"] = SlackPoster(client, app.answers)
    if settings.mode == "http" or secrets.slack_app_token is None:
        if secret is None:
            raise CannotRun("SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) must be set beside the bot's")
        await _serve(slack, settings.host, settings.port, stack)
        return
    app_token = secrets.slack_app_token.get_secret_value()
    # Asked once before: the handler itself would go on asking for ever with a token that is refused.
    await _check("SLACK_APP_TOKEN", lambda: client.apps_connections_open(app_token=app_token))
    handler = AsyncSocketModeHandler(slack.bolt, app_token, ping_interval=_PING_SECONDS)
    stack.push_async_callback(handler.close_async)
    await handler.connect_async()
    log.info("Slack: connected by Socket Mode")


async def _check(name: str, ask: Callable[[], Awaitable[object]]) -> None:
    """Ask Slack whether the token called *name* is good; wait while Slack cannot be reached."""
    wait = _FIRST_WAIT
    while True:
        try:
            await ask()
            return
        except SlackApiError as error:
            if getattr(error.response, "status_code", 200) == 200:
                raise CannotRun(f"Slack refused the token in {name} ({error.response['error']})") from None
        except (aiohttp.ClientError, OSError, TimeoutError):
            pass
        log.warning("Slack cannot be reached; trying again in %.0f s", wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)


async def _serve(slack: SlackApp, host: str, port: int, stack: AsyncExitStack) -> None:
    """Take signed requests over HTTP, on this machine only unless a host is configured."""
    runner = web.AppRunner(slack.bolt.web_app(path=_PATH), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, host, port).start()
    where, actual = runner.addresses[0][:2]
    log.info("Slack: requests are taken at http://%s:%s%s", where, actual, _PATH)
