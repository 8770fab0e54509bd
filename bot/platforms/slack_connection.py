"""Staying connected to Slack: checking the tokens, Socket Mode or signed HTTP, posting, and closing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App
from bot.config import Config
from bot.platforms.reaching import Unreachable, reach
from bot.platforms.slack_app import SlackApp
from bot.platforms.slack_client import SlackClient
from bot.platforms.slack_poster import SlackPoster
from bot.platforms.slack_sockets import SlackSockets
from bot.platforms.slack_troubles import said
from bot.ports import CannotRun, Poster

log = logging.getLogger(__name__)
T = TypeVar("T")
_PATH = "/slack/events"
_ONE_IS_MISSING = "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) must be set beside the bot's"


async def stay_on_slack(app: App, posters: dict[str, Poster]) -> None:
    """Check the tokens, take requests until cancelled; put a poster into *posters* as soon as Slack knows the token.

    Raises CannotRun when a token is missing or refused.
    """
    secrets, settings = app.config.secrets, app.config.settings.slack
    app_token = secrets.slack_app_token.get_secret_value() if secrets.slack_app_token else None
    signing = secrets.slack_signing_secret.get_secret_value() if secrets.slack_signing_secret else None
    http = settings.mode == "http" or app_token is None
    if http and signing is None:
        raise CannotRun(_ONE_IS_MISSING)
    async with aiohttp.ClientSession() as session:  # one for all, so that connections to Slack are used again
        client = slack_client(app.config, session)
        known = await reach("Slack", lambda: _accepted("SLACK_BOT_TOKEN", client.auth_test))
        slack = SlackApp(app.answers, client, said(known).answer, settings.managers, signing)
        posters["slack"] = SlackPoster(client, app.answers)
        app.answers.wake()
        try:
            if http or app_token is None:
                await _serve(slack, settings.host, settings.port)
            else:
                await _socket_mode(slack, client, app_token)
        finally:
            await slack.finish()


def slack_client(config: Config, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """Return a client of Slack's Web API with the bot's token. Raises CannotRun when there is none."""
    token, url = config.secrets.slack_bot_token, config.settings.slack.api_url
    if token is None:
        raise CannotRun("SLACK_BOT_TOKEN is not set")
    base_url = url.rstrip("/") + "/" if url else AsyncWebClient.BASE_URL
    return SlackClient(token=token.get_secret_value(), base_url=base_url, session=session)


async def _accepted(name: str, ask: Callable[[], Awaitable[T]]) -> T:
    """Ask Slack whether the token called *name* is good; return what it says."""
    try:
        return await ask()
    except SlackApiError as error:
        answer = said(error.response)
        if answer.status != 200 or not answer.error:
            raise Unreachable from None
        raise CannotRun(f"Slack refused the token in {name} ({answer.error})") from None


async def _socket_mode(slack: SlackApp, client: AsyncWebClient, app_token: str) -> None:
    # Asked once before: the handler itself would go on asking for ever with a token that is refused.
    await reach(
        "Slack", lambda: _accepted("SLACK_APP_TOKEN", lambda: client.apps_connections_open(app_token=app_token))
    )
    await SlackSockets(slack.bolt, client, app_token).stay()


async def _serve(slack: SlackApp, host: str, port: int) -> None:
    """Take signed requests over HTTP, on this machine only unless a host is configured."""
    runner = web.AppRunner(slack.bolt.web_app(path=_PATH), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        where, actual = runner.addresses[0][:2]
        log.info("Slack: requests are taken at http://%s:%s%s", where, actual, _PATH)
        await asyncio.Event().wait()
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotRun(f"requests cannot be taken at {host}:{port} ({reason}); choose another slack.port") from None
    finally:
        await runner.cleanup()
