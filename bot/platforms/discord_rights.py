"""What the bot must be allowed to do on Discord where a digest is posted, by the names that people read there."""

from collections.abc import Mapping

import discord

from bot.catalogue import N_

_NEEDED = {
    "view_channel": N_("View Channel"),
    "send_messages": N_("Send Messages"),
    "embed_links": N_("Embed Links"),
    "read_message_history": N_("Read Message History"),
}
_NEEDED_FOR_THREADS = {
    "create_public_threads": N_("Create Public Threads"),
    "send_messages_in_threads": N_("Send Messages in Threads"),
}


def lacking(may: discord.Permissions) -> tuple[str, ...]:
    """Return which rights for posting it lacks that *may* do only so much."""
    return _lacking(may, _NEEDED)


def lacking_for_threads(may: discord.Permissions) -> tuple[str, ...]:
    """Return which rights it lacks that opening threads and posting there needs beside those."""
    return _lacking(may, _NEEDED_FOR_THREADS)


def _lacking(may: discord.Permissions, needed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(shown for name, shown in needed.items() if not getattr(may, name))
