"""Sending what answers an interaction, and sending it once more where Discord's answer was lost."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord

from bot.platforms.discord_messages import attached, edited, posted
from bot.replies import Reply

ALREADY_ANSWERED = 40060  # Discord's code


def sending(
    interaction: discord.Interaction, reply: Reply, payload: dict[str, Any], *, done: bool, share: bool, turned: bool
) -> Callable[[], Awaitable[Any]]:
    """Return what shows *payload*: in the place of "is thinking", of the page that was turned, or as a new message."""
    if not done:
        return lambda: interaction.edit_original_response(**edited(payload), **attached(reply, "attachments"))
    if turned:
        return lambda: interaction.response.edit_message(**edited(payload))
    return lambda: interaction.response.send_message(ephemeral=not share, **posted(payload), **attached(reply, "files"))


async def once_more(act: Callable[[], Awaitable[Any]]) -> None:
    """Do *act*, and once more if its answer was lost; that it is done already is then what was wanted."""
    try:
        await act()
    except (aiohttp.ClientError, ConnectionError, discord.DiscordServerError):
        try:
            await act()
        except discord.HTTPException as error:
            if error.code != ALREADY_ANSWERED:
                raise
