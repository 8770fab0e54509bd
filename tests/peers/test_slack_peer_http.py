"""The request URL: what the loopback Slack posts to a real bolt app over signed HTTP."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import bolt_app, over_http

Body = dict[str, Any]
BUTTON: Body = {"type": "button", "text": {"type": "plain_text", "text": "More"}, "action_id": "more"}


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with SlackPeer(ack_within=20) as peer:
        yield peer


def answering_app(peer: SlackPeer) -> Any:
    app = bolt_app(peer)

    @app.command("/briefing")
    async def briefing(ack: Any, command: Body) -> None:
        if command["text"] == "plain":
            await ack("plain text")
        else:
            await ack(text="what is new", blocks=[{"type": "actions", "elements": [BUTTON]}])

    @app.action("more")
    async def more(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="more", replace_original=True)

    @app.event("app_mention")
    async def mention(event: Body, say: Any) -> None:
        await say(text="you called", thread_ts=event["ts"])

    return app


async def test_commands_presses_and_events_are_answered(peer: SlackPeer) -> None:
    async with over_http(answering_app(peer), peer):
        assert peer.transport == "http"
        person = peer.person(channel="C1")
        first = await person.command("/briefing")
        plain = await person.command("/briefing", "plain")
        more = await person.press(first, "More")
        mention = await person.mention("hello")
    assert first.text == "what is new" and first.source == "ack" and first.ephemeral
    assert plain.text == "plain text"
    assert more.text == "more" and more.source == "response_url"
    assert mention.text == "you called" and mention.acked
    assert not peer.refusals and not peer.complaints


async def test_the_request_url_is_verified(peer: SlackPeer) -> None:
    async with over_http(answering_app(peer), peer):
        answer = await peer.http.verify_url("a-challenge")
    assert answer.status == 200 and "a-challenge" in answer.body


async def test_a_wrong_signature_is_turned_away(peer: SlackPeer) -> None:
    async with over_http(answering_app(peer), peer):
        await peer.person().command("/briefing")
        assert peer.http.last is not None
        forged = await peer.http.forge("slash_commands", {"command": "/briefing", "text": "plain"})
        unsigned = await peer.http.send_unsigned("slash_commands", {"command": "/briefing", "text": "plain"})
    assert forged.status == unsigned.status == 401


async def test_an_old_timestamp_is_turned_away(peer: SlackPeer) -> None:
    async with over_http(answering_app(peer), peer):
        old = await peer.http.send_old("slash_commands", {"command": "/briefing", "text": "plain"}, age=301)
        fresh = await peer.http.send_old("slash_commands", {"command": "/briefing", "text": "plain"}, age=10)
    assert old.status == 401 and fresh.status == 200


async def test_a_replay_within_five_minutes_passes_the_signature(peer: SlackPeer) -> None:
    async with over_http(answering_app(peer), peer):
        await peer.person().command("/briefing", "plain")
        replayed = await peer.http.replay()
    assert replayed.status == 200 and replayed.body == "plain text"


async def test_slack_hangs_up_on_a_late_app() -> None:
    released = asyncio.Event()
    async with SlackPeer(ack_within=0.1) as peer:
        app = bolt_app(peer)

        @app.command("/briefing")
        async def late(ack: Any) -> None:
            await released.wait()
            await ack("too late")

        async with over_http(app, peer):
            answer = await peer.person().command("/briefing")
            released.set()
    assert answer.failed == "/briefing failed because the app did not respond (operation_timeout)"


async def test_an_app_that_knows_no_such_command_failed(peer: SlackPeer) -> None:
    async with over_http(bolt_app(peer), peer):
        answer = await peer.person().command("/briefing")
    assert answer.failed == '/briefing failed with the error "dispatch_failed"'


async def test_an_app_that_is_not_there_failed(peer: SlackPeer) -> None:
    async with over_http(bolt_app(peer), peer):
        pass
    peer.transport = "http"
    answer = await peer.person().command("/briefing")
    assert answer.failed == '/briefing failed with the error "dispatch_failed"'


async def test_a_repeated_event_says_so_in_its_headers(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    retries: list[Any] = []

    @app.event("app_mention")
    async def mention(request: Any, say: Any) -> None:
        retries.append(request.headers.get("x-slack-retry-num"))
        await say("here")

    async with over_http(app, peer):
        person = peer.person()
        await person.again(await person.mention("hello"))
    assert retries == [None, ["1"]]
