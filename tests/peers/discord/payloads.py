"""INTERACTION_CREATE as Discord sends it (API documentation, "Interaction Object")."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.peers.discord import limits
from tests.peers.discord.interactions import Interaction
from tests.peers.discord.refusals import Json
from tests.peers.discord.world import Channel, File, User, member

GUILD, BOT_DM = 0, 1  # "Interaction Context Types"


def interaction_create(
    interaction: Interaction,
    application_id: str,
    data: Json,
    *,
    permissions: int,
    locale: str,
    roles: Sequence[str] = (),
) -> Json:
    channel, user = interaction.channel, interaction.user
    payload: Json = {
        "id": interaction.id,
        "application_id": application_id,
        "type": interaction.kind,
        "version": 1,
        "data": data,
        "token": interaction.token,
        "locale": locale,
        "channel_id": channel.id,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": 10 * 1024 * 1024,
        "app_permissions": str(channel.app_permissions()),
        "channel": {**channel.json(), "permissions": str(permissions)},
    }
    if channel.guild is None:
        payload |= {"user": user.json(), "context": BOT_DM, "authorizing_integration_owners": {"0": "0"}}
    else:
        guild = channel.guild
        payload |= {
            "guild_id": guild.id,
            "guild_locale": guild.locale,
            "context": GUILD,
            "guild": {"id": guild.id, "locale": guild.locale, "features": []},
            "member": member(user, permissions, roles),
            "authorizing_integration_owners": {"0": guild.id} if guild.invited else {"1": user.id},
        }
    if interaction.source is not None:
        payload["message"] = interaction.source.json()
    return payload


def resolved(given: Mapping[str, Any]) -> Json:
    """The channels, users and files that the options name, spelled out."""
    channels = [value for value in given.values() if isinstance(value, Channel)]
    users = [value for value in given.values() if isinstance(value, User)]
    found: Json = {}
    if channels:
        found["channels"] = {channel.id: _partial(channel) for channel in channels}
    if users:
        found["users"] = {user.id: user.json() for user in users}
        members = {user.id: member(user, limits.EVERYONE) for user in users}
        for one in members.values():
            del one["user"], one["deaf"], one["mute"]
        found["members"] = members
    if files := [value for value in given.values() if isinstance(value, File)]:
        found["attachments"] = {file.id: file.json() for file in files}
    return {"resolved": found} if found else {}


def _partial(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "type": channel.kind,
        "parent_id": None,
        "flags": 0,
        "permissions": str(limits.EVERYONE),
    }
