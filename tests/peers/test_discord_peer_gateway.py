"""The gateway: identify, heartbeat, lost sockets, RESUME with replay, refusals; discord.py's own reconnecting."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord
import pytest

from tests.peers.discord import DiscordPeer, Settings, redirected
from tests.peers.discord.bots import Bot, Interaction, scene


@asynccontextmanager
async def raw_socket(more: str = "") -> AsyncIterator[tuple[DiscordPeer, aiohttp.ClientWebSocketResponse]]:
    """A gateway connection without discord.py."""
    async with DiscordPeer() as peer, aiohttp.ClientSession() as session:
        url = f"{peer.gateway.url}?v=10&encoding=json{more}"
        async with session.ws_connect(url) as socket:
            yield peer, socket


async def hello(interaction: Interaction) -> None:
    await interaction.response.send_message("hello")


async def test_a_dropped_socket_is_resumed_and_missed_events_are_replayed() -> None:
    async with scene(hello) as (peer, bot):
        peer.gateway.drop()
        await peer.disconnected()
        answer = await peer.person("Ann").command("quotes")
        assert answer.content == "hello"
        assert peer.gateway.resumed == 1
        assert peer.identifies == 1
        assert len(bot.seen) == 1


async def test_a_refused_resume_identifies_anew() -> None:
    async with scene(hello) as (peer, _):
        peer.gateway.refuse_resumes = 1
        peer.gateway.drop()
        await peer.disconnected()
        await peer.connected()
        assert (peer.identifies, len(peer.gateway.resumes), peer.gateway.resumed) == (2, 1, 0)
        assert (await peer.person("Ann").command("quotes")).content == "hello"


async def test_the_gateway_can_ask_to_reconnect() -> None:
    async with scene(hello) as (peer, _):
        peer.gateway.ask_to_reconnect()
        await peer.resumed()
        assert peer.identifies == 1
        assert (await peer.person("Ann").command("quotes")).content == "hello"


@pytest.mark.parametrize(("resumable", "identifies", "resumed"), [(True, 1, 1), (False, 2, 0)])
async def test_a_session_can_be_invalidated(resumable: bool, identifies: int, resumed: int) -> None:
    async with scene(hello) as (peer, _):
        peer.gateway.invalidate(resumable=resumable)
        await peer.gateway.signal.until(
            lambda: (peer.identifies, peer.gateway.resumed) == (identifies, resumed), 5, "a new session"
        )
        assert (await peer.person("Ann").command("quotes")).content == "hello"


async def test_a_closed_socket_is_resumed() -> None:
    async with scene(hello) as (peer, _):
        peer.gateway.close_all(4000)
        await peer.resumed()
        assert (await peer.person("Ann").command("quotes")).content == "hello"


async def test_a_wrong_token_is_closed_with_4004() -> None:
    async with DiscordPeer() as peer:
        with redirected(peer):
            bot = Bot()
            await bot.login(peer.token)
            bot.http.token = "wrong"
            with pytest.raises(discord.ConnectionClosed) as closed:
                await bot.connect()
            assert closed.value.code == 4004
            await bot.close()


async def test_privileged_intents_that_were_not_granted_are_closed_with_4014() -> None:
    async with DiscordPeer() as peer:
        with redirected(peer):
            bot = Bot(intents=discord.Intents(guilds=True, message_content=True))
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await bot.start(peer.token)
            await bot.close()


async def test_heartbeats_are_acknowledged() -> None:
    async with scene(settings=Settings(heartbeat_seconds=0.02)) as (peer, bot):
        await peer.gateway.signal.until(lambda: peer.gateway.heartbeats > 3, 5, "heartbeats")
        assert 0 < bot.latency < 1
        assert peer.identifies == 1


async def test_ignored_heartbeats_make_the_bot_reconnect() -> None:
    async with scene(hello, Settings(heartbeat_seconds=0.02), heartbeat_timeout=0.1) as (peer, _):
        peer.gateway.ignore_heartbeats = True
        await peer.disconnected()
        peer.gateway.ignore_heartbeats = False
        await peer.resumed()
        assert (await peer.person("Ann").command("quotes")).content == "hello"


async def test_a_sharded_client_gets_each_event_once() -> None:
    async with DiscordPeer() as peer:
        seen: list[Interaction] = []

        class Sharded(discord.AutoShardedClient):
            async def on_interaction(self, interaction: Interaction) -> None:
                seen.append(interaction)
                await interaction.response.send_message("hello")

        bot = Sharded(intents=discord.Intents(guilds=True), shard_count=1)
        with redirected(peer):
            task = asyncio.create_task(bot.start(peer.token))
            await peer.connected()
            command = {"name": "quotes", "description": "d"}
            await bot.http.bulk_upsert_global_commands(int(peer.application_id), [command])
            assert (await peer.person("Ann").command("quotes")).content == "hello"
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)
        assert len(seen) == 1
        assert peer.gateway.identifies[0]["shard"] == [0, 1]


async def test_a_socket_without_compression_gets_plain_json() -> None:
    async with raw_socket() as (peer, socket):
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": peer.token, "intents": 1, "properties": {}}})
        assert [(await socket.receive_json())["t"] for _ in range(2)] == ["READY", "GUILD_CREATE"]


async def test_a_compressed_socket_is_one_zlib_stream() -> None:
    async with raw_socket("&compress=zlib-stream") as (_, socket):
        inflate = zlib.decompressobj()
        packed = await socket.receive_bytes()
        assert packed.endswith(b"\x00\x00\xff\xff")
        assert b'"op": 10' in inflate.decompress(packed)
        await socket.send_json({"op": 1, "d": None})
        assert b'"op": 11' in inflate.decompress(await socket.receive_bytes())


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"op": 99, "d": None}, 4001),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 2, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"op": 6, "d": {"token": "wrong", "session_id": "", "seq": 0}}, 4004),
    ],
)
async def test_what_the_gateway_does_not_take_closes_the_socket(message: object, code: int) -> None:
    async with raw_socket() as (_, socket):
        await socket.receive_json()
        await socket.send_json(message)
        await socket.receive()
        assert socket.close_code == code


async def test_an_event_that_nobody_listens_to_asks_for_nothing() -> None:
    async with scene() as (peer, bot):
        peer.person("Ann").say("the intent for messages was not asked for")
        peer.add_channel("late")
        await bot.until(lambda: any(c.name == "late" for c in bot.get_all_channels()))
        [session] = peer.gateway.live
        assert "MESSAGE_CREATE" not in [event["t"] for event in session.log]
