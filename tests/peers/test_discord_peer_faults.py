"""Injected faults reach discord.py as they would on the network, and it behaves as is known of it."""

import asyncio
import time

import aiohttp
import discord
import pytest

from tests.peers.discord import Settings, faults
from tests.peers.discord.bots import Interaction, scene

POST = "POST /channels/*/messages"
MESSAGES = "POST /channels/{channel_id}/messages"
CALLBACK = "POST /interactions/*/callback"


async def hello(interaction: Interaction) -> None:
    await interaction.response.send_message("hello")


async def test_a_rate_limit_is_waited_out() -> None:
    async with scene() as (peer, bot):
        peer.faults.add(POST, faults.rate_limited(0.05), times=2)
        before = time.perf_counter()
        await bot.target(peer).send("c")
        assert time.perf_counter() - before >= 0.1
        assert peer.requested(MESSAGES) == [429, 429, 200]
        assert len(peer.posted()) == 1


async def test_a_global_rate_limit_holds_every_route() -> None:
    async with scene() as (peer, bot):
        peer.faults.add(POST, faults.rate_limited(0.1, "global"))
        post = asyncio.create_task(bot.target(peer).send("c"))
        async with asyncio.timeout(5):
            while bot.http._global_over.is_set():  # noqa: ASYNC110 - until discord.py has read the 429
                await asyncio.sleep(0)
        await bot.fetch_channel(int(peer.channel.id))
        await post
        limited = next(request for request in peer.requests if request.status == 429)
        held = next(request for request in peer.requests if request.route == "GET /channels/{channel_id}")
        assert held.at - limited.at >= 0.09


async def test_a_rate_limit_without_via_is_a_ban_that_discord_py_does_not_wait_out() -> None:
    async with scene() as (peer, bot):
        peer.faults.add(POST, faults.rate_limited(0.05, via=False))
        with pytest.raises(discord.HTTPException) as refusal:
            await bot.target(peer).send("c")
        assert refusal.value.status == 429
        assert peer.requested(MESSAGES) == [429]


async def test_an_interactions_callback_can_be_rate_limited_too() -> None:
    async with scene(hello) as (peer, _):
        peer.faults.add(CALLBACK, faults.rate_limited(0.01))
        assert (await peer.person("Ann").command("quotes")).content == "hello"
        assert peer.faults.left == 0


async def test_a_503_is_not_repeated_and_nothing_was_posted() -> None:
    async with scene() as (peer, bot):
        peer.faults.add(POST, faults.status(503))
        with pytest.raises(discord.DiscordServerError):
            await bot.target(peer).send("c")
        assert peer.posted() == []


async def test_a_502_after_the_effect_is_repeated_with_the_same_nonce_and_stays_single() -> None:
    async with scene() as (peer, bot):
        peer.faults.add(POST, faults.status_after_effect(502))
        await bot.target(peer).send("c")
        assert peer.requested(MESSAGES) == [502, 200]
        assert len(peer.posted()) == 1


async def test_a_cut_connection_before_the_effect_posts_nothing() -> None:
    async with scene() as (peer, bot):
        peer.faults.add(POST, faults.cut())
        with pytest.raises(aiohttp.ClientError):
            await bot.target(peer).send("c")
        assert peer.posted() == []
        assert peer.requested(MESSAGES) == [None]


async def test_a_lost_answer_leaves_the_message_and_the_same_nonce_finds_it() -> None:
    async with scene() as (peer, bot):
        peer.faults.add(POST, faults.lost_answer())
        with pytest.raises(aiohttp.ClientError):
            await bot.target(peer).send("c", nonce="slot-1")
        [posted] = peer.posted()
        again = await bot.target(peer).send("c", nonce="slot-1")
        assert str(again.id) == posted["id"]
        assert len(peer.posted()) == 1


async def test_a_callback_whose_answer_was_an_error_is_repeated_and_refused_40060() -> None:
    async with scene(hello) as (peer, bot):
        peer.faults.add(CALLBACK, faults.status_after_effect(500))
        answer = await peer.person("Ann").command("quotes")
        await bot.until(lambda: bool(bot.errors))
        assert answer.content == "hello"
        assert getattr(bot.errors[0], "code", None) == 40060


async def test_a_slow_answer_is_slow_for_the_bot_and_not_for_the_person() -> None:
    async with scene(hello) as (peer, bot):
        peer.faults.add(CALLBACK, faults.slow(after=0.05))
        answer = await peer.person("Ann").command("quotes")
        assert answer.content == "hello"
        assert bot.handling == 1


async def test_a_callback_that_arrives_slowly_is_too_late() -> None:
    async with scene(hello, Settings(response_seconds=0.05)) as (peer, bot):
        peer.faults.add(CALLBACK, faults.slow(before=0.1))
        assert (await peer.person("Ann").command("quotes")).failure is not None
        await bot.until(lambda: bool(bot.errors))
        assert getattr(bot.errors[0], "code", None) == 10062


async def test_a_request_can_be_held_until_the_test_lets_it_go() -> None:
    gate = asyncio.Event()
    async with scene() as (peer, bot):
        peer.faults.add("* /channels/*", faults.held(gate))
        post = asyncio.create_task(bot.target(peer).send("c"))
        await peer.until(lambda: not peer.posted() and len(peer.requests) > 0)
        gate.set()
        await post
        assert len(peer.posted()) == 1


async def test_realistic_rate_limits_slow_a_bot_down_without_a_429() -> None:
    async with scene(settings=Settings(rate_limits=True, post_seconds=0.2)) as (peer, bot):
        before = time.perf_counter()
        for number in range(6):
            await bot.target(peer).send(f"message {number}")
        assert time.perf_counter() - before >= 0.15
        assert len(peer.posted()) == 6
        assert set(peer.requested(MESSAGES)) == {200}


async def test_realistic_rate_limits_refuse_a_bot_that_does_not_count() -> None:
    async with scene(settings=Settings(rate_limits=True)) as (peer, _), aiohttp.ClientSession() as session:
        url = f"{peer.url}/channels/{peer.channel.id}/messages"
        headers = {"Authorization": f"Bot {peer.token}"}
        statuses = []
        for _number in range(6):
            async with session.post(url, json={"content": "c"}, headers=headers) as response:
                statuses.append(response.status)
        assert statuses == [200] * 5 + [429]
        assert response.headers["Via"]
        assert response.headers["Content-Type"] == "application/json"
        assert float(response.headers["X-RateLimit-Reset-After"]) > 0
