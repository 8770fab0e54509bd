"""Points discord.py at a peer: what a bot's ``discord.api_url`` setting does, undone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import discord.gateway
import discord.http
import yarl

from tests.peers.discord.peer import DiscordPeer


@contextmanager
def redirected(peer: DiscordPeer) -> Iterator[None]:
    """Both addresses are global to the process, so they are put back."""
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    before = route.BASE, socket.DEFAULT_GATEWAY
    route.BASE = peer.url
    socket.DEFAULT_GATEWAY = yarl.URL(peer.gateway.url)
    try:
        yield
    finally:
        route.BASE, socket.DEFAULT_GATEWAY = before
