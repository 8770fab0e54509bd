"""The loopback platforms; a test fails when the bot sent them something that the real ones would not understand."""

from collections.abc import AsyncIterator

import pytest

from tests.peers.discord import DiscordPeer, redirected
from tests.peers.slack import SlackPeer


@pytest.fixture
async def discord() -> AsyncIterator[DiscordPeer]:
    """A Discord that discord.py in this process is pointed at."""
    async with DiscordPeer() as peer:
        with redirected(peer):
            yield peer
        assert not peer.complaints


@pytest.fixture
async def slack() -> AsyncIterator[SlackPeer]:
    """A Slack with one workspace."""
    async with SlackPeer() as peer:
        yield peer
        assert not peer.complaints
