"""A Discord on loopback for tests: REST v10 and gateway, as strict as the real one (see peer.py)."""

from tests.peers.discord.answers import NO_ANSWER, Answer
from tests.peers.discord.options import PersonError
from tests.peers.discord.peer import DiscordPeer
from tests.peers.discord.person import Person
from tests.peers.discord.redirect import redirected
from tests.peers.discord.signals import TookTooLong
from tests.peers.discord.world import Channel, Guild, Settings, User

__all__ = [
    "NO_ANSWER",
    "Answer",
    "Channel",
    "DiscordPeer",
    "Guild",
    "Person",
    "PersonError",
    "Settings",
    "TookTooLong",
    "User",
    "redirected",
]
