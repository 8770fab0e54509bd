"""What `briefing-bot doctor` finds at Slack: tokens, scopes, and whether digests' channels take the bot."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Config
from bot.findings import Finding, clock, ill, well
from bot.platforms.slack_connection import slack_client
from bot.platforms.slack_manifest import SCOPES
from bot.platforms.slack_troubles import said
from briefings.schedule import Schedule

_UNREACHABLE = "cannot be reached from this machine; mend its network, or slack.api_url"
_CHANNEL = {
    "not_in_channel": "the bot is not in channel {channel}; write there: /invite @{bot}",
    "channel_not_found": "there is no channel {channel}, or it is private; write in it: /invite @{bot}",
    "is_archived": "the channel {channel} is archived; `digest move` the digest to another one",
    "missing_scope": "a scope is missing to read the channel {channel}; add it as told above and install the app again",
}


async def examine_slack(config: Config, schedules: Sequence[Schedule], now: datetime) -> list[Finding]:
    """Return the findings at Slack; nothing is changed there."""
    try:
        return [each async for each in _examined(config, slack_client(config), schedules, now)]
    except SlackApiError as error:
        answer = said(error.response)
        if answer.status != 200 or not answer.error:
            return [ill("Slack", _UNREACHABLE)]
        return [ill("Slack", f"the token in SLACK_BOT_TOKEN is refused ({answer.error}); copy it again")]
    except (aiohttp.ClientError, OSError, TimeoutError):
        return [ill("Slack", _UNREACHABLE)]


async def _examined(
    config: Config, client: AsyncWebClient, schedules: Sequence[Schedule], now: datetime
) -> AsyncIterator[Finding]:
    known = await client.auth_test()
    bot = str(known["user"])
    headers = {name.lower(): value for name, value in known.headers.items()}
    yield well("Slack", f"the token is that of {bot}")
    granted = {each.strip() for each in str(headers.get("x-oauth-scopes", "")).split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    if missing:
        scopes = ", ".join(missing)
        yield ill(
            "Slack", f"the scopes {scopes} are missing; add them under OAuth & Permissions and install the app again"
        )
    else:
        yield well("Slack", "every scope is granted")
    for finding in clock("Slack", headers.get("date"), now):
        yield finding
    yield await _way_in(config, client)
    for each in schedules:
        if each.place.person is None:
            yield await _channel(client, each, bot)


async def _way_in(config: Config, client: AsyncWebClient) -> Finding:
    """Tell whether requests can come in, by a socket or over HTTP."""
    token, signing = config.secrets.slack_app_token, config.secrets.slack_signing_secret
    if config.settings.slack.mode == "http" or token is None:
        if signing is None:
            return ill(
                "Slack", "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside the bot's token"
            )
        return well("Slack", "requests over HTTP are checked with SLACK_SIGNING_SECRET")
    try:
        await client.apps_connections_open(app_token=token.get_secret_value())
    except SlackApiError as error:
        return ill("Slack", f"the token in SLACK_APP_TOKEN is refused ({said(error.response).error}); copy it again")
    return well("Slack", "Socket Mode takes SLACK_APP_TOKEN")


async def _channel(client: AsyncWebClient, digest: Schedule, bot: str) -> Finding:
    about, channel = f"Slack, digest {digest.name}", digest.place.channel
    try:
        await client.conversations_history(channel=channel, limit=1)
    except SlackApiError as error:
        reason = said(error.response).error
        told = _CHANNEL.get(reason, f"the channel {{channel}} cannot be used ({reason})")
        return ill(about, told.format(channel=channel, bot=bot))
    return well(about, f"the bot is in channel {channel}")
