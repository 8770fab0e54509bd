"""Peer and bot in processes of their own, whatever the proxy settings are."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.peers.discord import DiscordPeer

REPOSITORY = Path(__file__).resolve().parents[2]
NOWHERE = "http://127.0.0.1:9"
PROXIES = dict.fromkeys(("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"), NOWHERE)

BOT = """
import sys, discord, discord.gateway, discord.http, yarl

discord.http.Route.BASE = sys.argv[1]

class Bot(discord.Client):
    async def setup_hook(self):
        _, gateway, _ = await self.http.get_bot_gateway()
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        commands = [{"name": "hello", "description": "d"}]
        await self.http.bulk_upsert_global_commands(self.application_id, commands)

    async def on_interaction(self, interaction):
        await interaction.response.send_message("hello from another process")

Bot(intents=discord.Intents(guilds=True)).run(sys.argv[2], log_handler=None)
"""


@asynccontextmanager
async def process(*arguments: str) -> AsyncIterator[asyncio.StreamReader]:
    """A Python process; what it prints."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        cwd=REPOSITORY,
        env={**os.environ, **PROXIES},
    )
    assert started.stdout is not None
    try:
        yield started.stdout
    finally:
        if started.returncode is None:
            started.terminate()
        await started.wait()


async def test_a_bot_in_another_process_talks_to_the_peer_in_the_test() -> None:
    async with DiscordPeer() as peer, process("-c", BOT, peer.url, peer.token):
        await peer.synced(30)
        await peer.connected(within=30)
        answer = await peer.person("Ann").command("hello")
        assert answer.content == "hello from another process"
        assert peer.complaints == []


async def test_the_peer_runs_in_another_process() -> None:
    async with process("-m", "tests.peers.discord") as printed:
        url = (await printed.readline()).decode().strip()
        token = (await printed.readline()).decode().strip()
        headers = {"Authorization": f"Bot {token}"}
        async with aiohttp.request("GET", f"{url}/users/@me", headers=headers) as response:
            assert response.status == 200
            assert response.headers["Content-Type"] == "application/json"
