"""Socket Mode of the loopback Slack, with the real handler: several sockets, refreshes, cuts, silence."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import bolt_app, in_socket_mode, web_client


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with SlackPeer(ack_within=0.5) as peer:
        yield peer


def answering_app(peer: SlackPeer, name: str = "app") -> Any:
    app = bolt_app(peer)

    @app.command("/briefing")
    async def briefing(ack: Any) -> None:
        await ack(name)

    return app


async def test_events_go_to_one_of_several_sockets(peer: SlackPeer) -> None:
    first, second = answering_app(peer, "first"), answering_app(peer, "second")
    async with in_socket_mode(first, peer), in_socket_mode(second, peer):
        person = peer.person()
        answers = Counter([(await person.command("/briefing")).text for _ in range(4)])
    assert answers == {"first": 2, "second": 2} and peer.sockets.opened == 2


async def test_a_ticket_opens_one_socket(peer: SlackPeer) -> None:
    client = web_client(peer)
    url = (await client.apps_connections_open(app_token=peer.settings.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as ws:
            hello = await ws.receive_json()
            assert hello["type"] == "hello" and hello["num_connections"] == 1
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_an_app_reconnects_when_slack_refreshes(peer: SlackPeer) -> None:
    async with in_socket_mode(answering_app(peer), peer):
        await peer.sockets.refresh()
        await peer.connected(2)
        assert (await peer.person().command("/briefing")).text == "app"
    assert peer.sockets.opened == 2 and len(peer.calls("apps.connections.open")) == 2


async def test_an_app_reconnects_after_a_hard_cut(peer: SlackPeer) -> None:
    async with in_socket_mode(answering_app(peer), peer):
        peer.sockets.cut()
        await peer.until(lambda: not peer.sockets.open)
        assert "dispatch_failed" in str((await peer.person().command("/briefing")).failed)
        await peer.connected(2)
        assert (await peer.person().command("/briefing")).text == "app"


async def test_a_silent_socket_stays_open_and_brings_nothing(peer: SlackPeer) -> None:
    async with in_socket_mode(answering_app(peer), peer):
        peer.sockets.silence()
        answer = await peer.person().command("/briefing")
        assert "operation_timeout" in str(answer.failed) and len(peer.sockets.open) == 1


async def test_an_app_answers_slack_s_pings(peer: SlackPeer) -> None:
    async with in_socket_mode(answering_app(peer), peer):
        await peer.sockets.ping()
        await peer.until(lambda: peer.sockets.open[0].pongs == 1)


async def test_an_app_notices_when_pings_are_not_answered(peer: SlackPeer) -> None:
    async with in_socket_mode(answering_app(peer), peer, ping_interval=0.1):
        peer.sockets.silence(answer_pings=False)
        await peer.connected(2)
        await peer.until(lambda: not peer.sockets.open[-1].silent)
        assert (await peer.person().command("/briefing")).text == "app"


async def test_too_many_sockets_are_turned_away() -> None:
    async with SlackPeer(sockets_at_most=1) as peer:
        client = web_client(peer)
        urls = [(await client.apps_connections_open(app_token=peer.settings.app_token))["url"] for _ in range(2)]
        async with aiohttp.ClientSession() as session, session.ws_connect(urls[0]) as first:
            assert (await first.receive_json())["type"] == "hello"
            async with session.ws_connect(urls[1]) as second:
                assert (await second.receive_json())["reason"] == "too_many_websockets"
                assert (await second.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_an_acknowledgement_of_nothing_is_a_complaint(peer: SlackPeer) -> None:
    url = (await web_client(peer).apps_connections_open(app_token=peer.settings.app_token))["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as ws:
        await ws.send_json({"envelope_id": "made-up", "text": "hello"})
        await ws.ping()
        await ws.send_json({"envelope_id": "made-up"})
        await ws.close()
        await peer.until(lambda: not peer.sockets.open)
    assert "unknown envelope" in peer.complaints[0] and "unknown keys" in peer.complaints[1]


async def test_an_event_that_was_not_acknowledged_comes_again(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    seen: list[str] = []

    @app.event("app_mention")
    async def mention(body: dict[str, Any], say: Any) -> None:
        seen.append(body["event_id"])
        await say("again")

    person = peer.person(channel="C1")
    missed = await person.mention("hello")
    async with in_socket_mode(app, peer):
        repeated = await person.again(missed)
    assert "dispatch_failed" in str(missed.failed) and repeated.text == "again"
    assert seen == [missed.interaction.payload["event_id"]]
