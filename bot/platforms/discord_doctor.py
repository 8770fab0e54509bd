"""What `briefing-bot doctor` finds at Discord: token, servers, commands, and rights where digests go."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import aiohttp
import discord
from discord import http

from bot.config import Config
from bot.findings import Finding, clock, ill, well
from bot.platforms.discord_app import use_api
from bot.platforms.discord_commands import invite_link
from bot.platforms.discord_rights import lacking, lacking_for_threads
from bot.platforms.discord_sync import give_commands
from briefings.place import Place
from briefings.schedule import Schedule

_UNREACHABLE = "cannot be reached from this machine; mend its network, or discord.api_url"


async def examine_discord(config: Config, schedules: Sequence[Schedule], now: datetime) -> list[Finding]:
    """Return the findings at Discord; nothing is changed there."""
    token = config.secrets.discord_token
    if token is None:
        return []
    use_api(config.settings.discord.api_url)
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        await client.login(token.get_secret_value())
        return [each async for each in _examined(client, config, schedules, now)]
    except discord.LoginFailure:
        return [ill("Discord", "the token is refused; copy it again from the developer portal into DISCORD_TOKEN")]
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
        return [ill("Discord", _UNREACHABLE)]
    finally:
        await client.close()


async def _examined(
    client: discord.Client, config: Config, schedules: Sequence[Schedule], now: datetime
) -> AsyncIterator[Finding]:
    yield well("Discord", f"the token is that of {client.user}; no privileged intent is needed")
    if client.application and client.application.interactions_endpoint_url:
        yield ill("Discord", "commands go to an Interactions Endpoint URL; take it out in the developer portal")
    for finding in clock("Discord", await _date(), now):
        yield finding
    servers = [guild async for guild in client.fetch_guilds(limit=None)]
    if servers:
        yield well("Discord", f"the bot is in {len(servers)} server{'s' if len(servers) > 1 else ''}")
    else:
        yield ill("Discord", f"the bot is in no server; invite it: {invite_link(str(client.application_id))}")
    guilds: list[int | None] = [*map(int, config.settings.discord.guilds)]
    for guild in guilds or [None]:
        yield await _commands(client, guild, by_roles=bool(config.settings.discord.managers))
    for place, digests in _places(schedules).items():
        yield await _rights(client, place, digests)


async def _date() -> str | None:
    async with aiohttp.ClientSession() as session, session.get(f"{http.Route.BASE}/gateway") as answer:
        return answer.headers.get("Date")


async def _commands(client: discord.Client, guild: int | None, *, by_roles: bool) -> Finding:
    where = f"of server {guild}" if guild else "of all servers"
    try:
        differs = await give_commands(client, guild, by_roles=by_roles, change=False)
    except discord.Forbidden:
        return ill("Discord", f"the commands {where} cannot be seen; invite the bot there, or mend discord.guilds")
    if differs:
        return ill(
            "Discord", f"the commands {where} are not those of this version; start briefing-bot run, which gives them"
        )
    return well("Discord", f"the commands {where} are those of this version")


def _places(schedules: Sequence[Schedule]) -> dict[Place, list[Schedule]]:
    """Return the digests that go to each channel; people's own go to direct messages, where none is."""
    found: dict[Place, list[Schedule]] = {}
    for each in schedules:
        if each.place.person is None:
            found.setdefault(each.place, []).append(each)
    return found


async def _rights(client: discord.Client, place: Place, digests: Sequence[Schedule]) -> Finding:
    """Tell whether the bot may post the *digests* of a channel, and which rights it lacks there."""
    about = f"Discord, digest {' and '.join(each.name for each in digests)}"
    if not (place.channel.isdigit() and place.workspace.isdigit()):
        return ill(
            about, f"{place.channel!r} in {place.workspace!r} is no channel of a server; copy both ids from their menus"
        )
    try:
        guild = await client.fetch_guild(int(place.workspace))
        me = await guild.fetch_member(client.user.id if client.user else 0)
        channel = await guild.fetch_channel(int(place.channel))
    except discord.Forbidden:
        return ill(about, f"the channel {place.channel} is hidden from the bot; give it View Channel there")
    except discord.NotFound:
        return ill(
            about, f"the channel {place.channel} is gone; `digest move` it to another one, or `digest remove` it"
        )
    except discord.InvalidData:
        return ill(
            about, f"the channel {place.channel} is of another server than {place.workspace}; mend the digest's place"
        )
    may = channel.permissions_for(me)
    threads = any(each.post == "thread" for each in digests)
    missing = (*lacking(may), *(lacking_for_threads(may) if threads else ()))
    if missing:
        return ill(
            about,
            f"in #{channel.name} the bot lacks {', '.join(missing)}; grant it there: Edit Channel, Permissions",
        )
    return well(about, f"the bot may post in #{channel.name}")
