"""Places: where people ask and where digests are posted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is posted: the platform, its workspace and its channel, by the platform's own ids.

    The channel ``@`` with a person's id stands for direct messages to that person.
    """

    platform: str
    workspace: str
    channel: str

    @property
    def person(self) -> str | None:
        """Return the id of the person who is written to directly, None for a channel."""
        return self.channel[1:] if self.channel.startswith("@") else None
