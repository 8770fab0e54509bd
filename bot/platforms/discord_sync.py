"""Giving Discord the command table, and only where what it has is another one."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import http

from bot.commands.table import COMMANDS
from bot.platforms.discord_commands import command_payloads, shown_to_all

log = logging.getLogger(__name__)
Json = dict[str, Any]

_WHERE = {"integration_types", "contexts"}
# What Discord adds to a command that it has stored ("Application Command Structure").
_DISCORDS_OWN = {"id", "application_id", "guild_id", "version", "dm_permission", "nsfw", "handler"}


async def give_commands(
    client: discord.Client, guild: int | None, *, by_roles: bool = False, change: bool = True
) -> bool:
    """Give Discord the command table, for the server *guild* or for all; return whether there was anything to change.

    People can bring the commands along where the application's settings allow it. *by_roles*: roles may manage, so
    that everybody is shown the managing commands. With *change* false nothing is sent. Raises discord.HTTPException.
    """
    application = client.application_id or 0
    by_people = client.application is not None and client.application.user_integration_config is not None
    wanted = command_payloads(list(COMMANDS.values()), by_people=by_people)
    if by_roles:
        wanted = shown_to_all(wanted)
    if guild is None:
        differs = not same_commands(wanted, await _fetched(client, f"/applications/{application}/commands"))
        if differs and change:
            await client.http.bulk_upsert_global_commands(application, wanted)
            log.info("Discord: %d commands given", len(wanted))
        return differs
    wanted = of_a_server(wanted)
    stored = await _fetched(client, f"/applications/{application}/guilds/{guild}/commands")
    differs = not same_commands(wanted, of_a_server(stored))
    twice = bool(await client.http.get_global_commands(application))  # each command would be there twice
    if differs and change:
        await client.http.bulk_upsert_guild_commands(application, guild, wanted)
        log.info("Discord: %d commands given to server %d", len(wanted), guild)
    if twice and change:
        await client.http.bulk_upsert_global_commands(application, [])
    return differs or twice


async def _fetched(client: discord.Client, path: str) -> Sequence[Json]:
    """Return the commands that Discord has, with their translations, which discord.py's own call leaves out."""
    found: Sequence[Json] = await client.http.request(http.Route("GET", path), params={"with_localizations": "true"})
    return found


def of_a_server(payloads: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the payloads as one server takes them: where they may be used is said of those of all servers only."""
    return [{key: value for key, value in each.items() if key not in _WHERE} for each in payloads]


def same_commands(wanted: Sequence[Mapping[str, Any]], stored: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether Discord's *stored* commands are those that are *wanted*; what Discord adds does not count."""
    return _settled(wanted) == _settled(stored)


def _settled(commands: Sequence[Mapping[str, Any]]) -> list[Any]:
    plain = [_without_defaults(command) for command in commands]
    for command in plain:
        if "default_member_permissions" in command:  # a number goes in and a text comes out
            command["default_member_permissions"] = int(command["default_member_permissions"])
    return sorted(plain, key=lambda command: (command["type"], command["name"]))


def _without_defaults(part: Any) -> Any:
    """Return *part* of a command without what it has by itself, so that leaving a key out is no difference."""
    if isinstance(part, list):
        plain = [_without_defaults(each) for each in part]
        return sorted(plain) if all(isinstance(each, int) for each in plain) else plain  # sets of numbers
    if not isinstance(part, Mapping):
        return part
    kept = {key: _without_defaults(value) for key, value in part.items() if key not in _DISCORDS_OWN}
    return {key: value for key, value in kept.items() if value not in (None, False, "", [], {})}
