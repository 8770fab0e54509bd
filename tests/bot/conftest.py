"""The loopback platforms; a test fails when the bot sent them something that the real ones would not understand."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.delivery import Postman
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from tests.bot.delivering import MORNING
from tests.fakes import FakeClock, FakePoster
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


@pytest.fixture
def poster() -> FakePoster:
    """Where the digest goes."""
    return FakePoster()


@pytest.fixture
def postman(library: Library, deliveries: Deliveries, clock: FakeClock, poster: FakePoster) -> Postman:
    """Delivers the morning digest."""
    deliveries.configure([MORNING], clock.now())
    posters = {"fake": poster}
    return Postman(library, deliveries, clock, posters, "here", timedelta(hours=6), timedelta(seconds=90))
