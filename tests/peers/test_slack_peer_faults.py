"""Everything that can go wrong on the way, made to go wrong with the real AsyncWebClient."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator

from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

POST = "chat.postMessage"


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with SlackPeer() as peer:
        peer.channel("C1")
        yield peer


async def post(peer: SlackPeer, text: str = "x", channel: str = "C1", **options: Any) -> Any:
    return await web_client(peer, **options).chat_postMessage(channel=channel, text=text)


async def test_a_rate_limit_says_how_long_to_wait(peer: SlackPeer) -> None:
    peer.faults.rate_limit(POST, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await post(peer)
    assert caught.value.response.status_code == 429 and caught.value.response["error"] == "ratelimited"
    assert caught.value.response.headers["Retry-After"] == "7"
    await post(peer, "second try")
    assert [message.text for message in peer.posted("C1")] == ["second try"]
    assert [(request.status, request.error) for request in peer.calls(POST)] == [(429, "ratelimited"), (200, None)]


async def test_a_fault_can_be_meant_for_one_channel(peer: SlackPeer) -> None:
    peer.channel("C2")
    peer.faults.rate_limit(POST, channel="C2")
    await post(peer)
    with pytest.raises(SlackApiError, match="ratelimited"):
        await post(peer, channel="C2")


async def test_a_channel_takes_one_message_a_second_when_that_is_enforced() -> None:
    async with SlackPeer(seconds_between_posts=0.05) as peer:
        peer.channel("C1")
        peer.channel("C2")
        await post(peer)
        await post(peer, channel="C2")
        with pytest.raises(SlackApiError, match="ratelimited") as caught:
            await post(peer)
        assert caught.value.response.headers["Retry-After"] == "1"
        await asyncio.sleep(0.06)
        await post(peer)
        assert len(peer.posted("C1")) == 2


@pytest.mark.parametrize("status", [500, 503])
async def test_slack_is_down_for_some_requests(peer: SlackPeer, status: int) -> None:
    peer.faults.status(POST, status, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError):
            await post(peer)
    await post(peer)
    assert len(peer.posted("C1")) == 1
    assert [request.status for request in peer.calls(POST)] == [status, status, 200]


async def test_an_error_can_be_ordered_with_its_details(peer: SlackPeer) -> None:
    peer.faults.error("users.info", "missing_scope", needed="users:read", provided="chat:write")
    with pytest.raises(SlackApiError) as caught:
        await web_client(peer).users_info(user="U1")
    assert caught.value.response["needed"] == "users:read"


async def test_a_connection_cut_before_the_effect_leaves_nothing_behind(peer: SlackPeer) -> None:
    peer.faults.cut_before(POST)
    with pytest.raises(aiohttp.ClientError):
        await post(peer)
    assert not peer.posted("C1")


async def test_a_lost_answer_leaves_the_message_behind(peer: SlackPeer) -> None:
    peer.faults.lose_answer(POST)
    with pytest.raises(aiohttp.ClientError):
        await post(peer)
    assert len(peer.posted("C1")) == 1


async def test_the_default_retry_after_a_lost_answer_posts_twice(peer: SlackPeer) -> None:
    peer.faults.lose_answer(POST)
    soon = FixedValueRetryIntervalCalculator(0.001)
    await post(peer, retry_handlers=[AsyncConnectionErrorRetryHandler(interval_calculator=soon)])
    assert len(peer.posted("C1")) == 2


async def test_a_slow_answer_outlasts_the_client_s_patience(peer: SlackPeer) -> None:
    peer.faults.slow(POST, seconds=5)
    impatient = asyncio.ensure_future(post(peer))
    await peer.posts("C1")
    assert not impatient.done()
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_a_held_request_lands_when_it_is_released(peer: SlackPeer) -> None:
    held = peer.faults.hold(POST)
    posting = asyncio.ensure_future(post(peer))
    await asyncio.wait_for(held.arrived.wait(), 5)
    assert not peer.posted("C1")
    held.release()
    await posting
    assert len(peer.posted("C1")) == 1


async def test_a_held_request_lands_although_its_sender_has_gone(peer: SlackPeer) -> None:
    held = peer.faults.hold(POST)
    posting = asyncio.ensure_future(post(peer))
    await asyncio.wait_for(held.arrived.wait(), 5)
    posting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posting
    held.release()
    assert len(await peer.posts("C1")) == 1
