"""Places: where people ask and where digests are posted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is posted: the platform, its workspace and its channel, by the platform's own ids.

    The channel ``@`` with a person's id stands for direct messages to that person. ``below`` is the id of the message
    in whose thread it stands, "" for the channel itself.
    """

    platform: str
    workspace: str
    channel: str
    below: str = ""

    @property
    def person(self) -> str | None:
        """Return the id of the person who is written to directly, None for a channel."""
        return self.channel[1:] if self.channel.startswith("@") else None


SERVER_BITS = 22  # of a Discord id, below which only the moment and the machine that gave it are told


@dataclass(frozen=True, slots=True)
class Shards:
    """The Discord servers that a process serves, where several share them: those of the shards *ids*, *of* so many.

    Server s is on shard (s >> 22) % of; direct messages are on shard 0 (Discord's documentation, "Sharding").
    """

    ids: tuple[int, ...]
    of: int

    def hold(self, workspace: str) -> bool:
        """Tell whether the server *workspace* is on one of the shards; what is no server's is on shard 0."""
        is_number = workspace.isascii() and workspace.isdigit() and int(workspace) < 1 << 63
        number = int(workspace) if is_number else 0
        return (number >> SERVER_BITS) % self.of in self.ids
