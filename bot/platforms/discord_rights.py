"""What the bot must be allowed to do on Discord where a digest is posted, by the names that people read there."""

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


def lacking(may: discord.Permissions, *, threads: bool) -> tuple[str, ...]:
    """Return which rights it lacks that *may* do only so much, with those for *threads* if they are to be opened."""
    needed = _NEEDED | (_NEEDED_FOR_THREADS if threads else {})
    return tuple(shown for name, shown in needed.items() if not getattr(may, name))
