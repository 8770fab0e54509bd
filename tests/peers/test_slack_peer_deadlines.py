"""What the loopback Slack refuses an app that answers late, twice too often, or in the wrong shape."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.peers.slack import Answer, SlackPeer
from tests.peers.slack.bolt import bolt_app, in_socket_mode

Body = dict[str, Any]
MODAL: Body = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [{"type": "divider"}]}
BUTTON: Body = {"type": "button", "text": {"type": "plain_text", "text": "More"}, "action_id": "more"}
BUTTONS: list[Body] = [{"type": "actions", "elements": [BUTTON]}]


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    """One that waits longer than a busy machine takes."""
    async with SlackPeer(ack_within=20, answer_within=20, trigger_lives=20) as peer:
        yield peer


@pytest.fixture
async def hasty() -> AsyncIterator[SlackPeer]:
    """Three seconds are a tenth of a second here."""
    async with SlackPeer(ack_within=0.1, answer_within=0.1, trigger_lives=0.1) as peer:
        yield peer


async def acted_on(peer: SlackPeer, listener: Any) -> Answer:
    """The answer to a command that the listener handles."""
    app = bolt_app(peer)
    app.command("/briefing")(listener)
    async with in_socket_mode(app, peer):
        return await peer.person(channel="C1").command("/briefing", until="ack")


async def finished(peer: SlackPeer, listener: Any) -> Any:
    """What the listener gives back or raises, once it has done its part after the acknowledgement."""
    outcome: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    async def wrapped(ack: Any, body: Body, respond: Any, client: Any) -> None:
        await ack()
        try:
            outcome.set_result(await listener(body, respond, client))
        except Exception as error:
            outcome.set_exception(error)

    app = bolt_app(peer)
    app.command("/briefing")(wrapped)
    async with in_socket_mode(app, peer):
        await peer.person(channel="C1").command("/briefing", until="ack")
        return await asyncio.wait_for(outcome, 5)


async def test_a_command_that_is_not_acknowledged_in_time_failed(hasty: SlackPeer) -> None:
    released = asyncio.Event()

    async def late(ack: Any) -> None:
        await released.wait()
        await ack("too late")

    app = bolt_app(hasty)
    app.command("/briefing")(late)
    async with in_socket_mode(app, hasty):
        answer = await hasty.person().command("/briefing")
        released.set()

    assert not answer.acked and not answer.shown
    assert answer.failed == "/briefing failed because the app did not respond (operation_timeout)"


async def test_a_command_nobody_handles_failed(hasty: SlackPeer) -> None:
    async with in_socket_mode(bolt_app(hasty), hasty):
        answer = await hasty.person().command("/briefing")
    assert answer.failed and "operation_timeout" in answer.failed


async def test_without_a_socket_a_command_fails_at_once(peer: SlackPeer) -> None:
    answer = await peer.person().command("/briefing")
    assert answer.failed == '/briefing failed with the error "dispatch_failed"'


async def test_an_acknowledged_command_without_an_answer_shows_nothing(peer: SlackPeer) -> None:
    async def silent(ack: Any) -> None:
        await ack()

    answer = await acted_on(peer, silent)
    assert answer.acked and not answer.failed and answer.latency is None
    with pytest.raises(AssertionError, match="no message was shown"):
        _ = answer.text


async def test_slash_commands_do_not_exist_in_threads(peer: SlackPeer) -> None:
    answer = await peer.person().command("/briefing", thread_ts="1.0")
    assert answer.failed == "/briefing is not supported in threads. Sorry!"


async def test_a_command_outside_the_manifest_does_not_exist() -> None:
    async with SlackPeer(commands=frozenset({"/briefing"})) as peer:
        answer = await peer.person().command("/brifing")
    assert answer.failed == "/brifing is not a valid command."


async def test_a_bad_message_in_the_acknowledgement_is_not_shown(peer: SlackPeer) -> None:
    async def bad(ack: Any) -> None:
        await ack(text="x", blocks=[{"type": "banner"}])

    answer = await acted_on(peer, bad)
    assert answer.failed == '/briefing failed with the error "invalid_blocks"' and not answer.shown
    assert (peer.refusals[0].where, peer.refusals[0].error) == ("ack", "invalid_blocks")


async def test_unknown_keys_in_the_acknowledgement_are_complaints(peer: SlackPeer) -> None:
    async def odd(ack: Any) -> None:
        await ack({"text": "x", "colour": "red"})

    assert (await acted_on(peer, odd)).text == "x"
    assert peer.complaints == ["ack: unknown keys ['colour']"]


async def test_the_sixth_use_of_a_response_url_is_refused(peer: SlackPeer) -> None:
    async def six_times(body: Body, respond: Any, client: Any) -> list[int]:
        return [(await respond(text=f"{number}")).status_code for number in range(6)]

    assert await finished(peer, six_times) == [200, 200, 200, 200, 200, 404]
    assert len(peer.ephemerals("U0READER")) == 5
    assert [(refusal.where, refusal.error) for refusal in peer.refusals] == [("response_url", "used_url")]


async def test_an_old_response_url_is_refused() -> None:
    async def once(body: Body, respond: Any, client: Any) -> Any:
        return await respond(text="x")

    async with SlackPeer(response_url_lives=0) as peer:
        answer = await finished(peer, once)
    assert answer.status_code == 404 and "expired_url" in answer.body


async def test_a_bad_message_at_a_response_url_is_refused(peer: SlackPeer) -> None:
    async def bad(body: Body, respond: Any, client: Any) -> Any:
        return await respond(text="x", blocks=[{"type": "banner"}])

    answer = await finished(peer, bad)
    assert answer.status_code == 400 and "unsupported type: banner" in answer.body


async def test_unknown_keys_at_a_response_url_are_complaints(peer: SlackPeer) -> None:
    async def odd(body: Body, respond: Any, client: Any) -> Any:
        return await AsyncWebhookClient(body["response_url"]).send_dict({"text": "x", "colour": "red"})

    assert (await finished(peer, odd)).status_code == 200
    assert peer.complaints == ["response_url: unknown keys ['colour']"]


async def test_a_trigger_opens_one_view(peer: SlackPeer) -> None:
    async def twice(body: Body, respond: Any, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await finished(peer, twice)
    assert len(peer.modals("U0READER")) == 1


async def test_an_old_trigger_opens_nothing() -> None:
    async def late(body: Body, respond: Any, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    async with SlackPeer(trigger_lives=0) as peer:
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await finished(peer, late)


async def test_a_made_up_trigger_opens_nothing(peer: SlackPeer) -> None:
    async def invent(body: Body, respond: Any, client: Any) -> None:
        await client.views_open(trigger_id="1.2.3", view=MODAL)

    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await finished(peer, invent)


async def test_a_fourth_view_cannot_be_pushed(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    view = {**MODAL, "blocks": BUTTONS}
    outcomes: list[str] = []

    @app.shortcut("open")
    async def opened(ack: Any, body: Body, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.action("more")
    async def more(ack: Any, body: Body, client: Any) -> None:
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=view)
            outcomes.append("pushed")
        except SlackApiError as error:
            outcomes.append(error.response["error"])
        await ack()

    async with in_socket_mode(app, peer):
        person = peer.person()
        await person.shortcut("open")
        for _ in range(3):
            await person.press(peer.modals(person.id)[-1], "More", until="ack")
    assert outcomes == ["pushed", "pushed", "push_limit_reached"]


async def test_a_view_changed_meanwhile_is_not_overwritten(peer: SlackPeer) -> None:
    async def stale(body: Body, respond: Any, client: Any) -> None:
        opened = await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        view_id, first_hash = opened["view"]["id"], opened["view"]["hash"]
        await client.views_update(view_id=view_id, hash=first_hash, view=MODAL)
        await client.views_update(view_id=view_id, hash=first_hash, view=MODAL)

    with pytest.raises(SlackApiError, match="hash_conflict"):
        await finished(peer, stale)


async def test_more_than_a_hundred_suggestions_are_refused(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    label = {"type": "plain_text", "text": "x"}

    @app.options("pick")
    async def options(ack: Any, payload: Body) -> None:
        await ack(options=[{"text": label, "value": "x"}] * int(payload["value"]))

    async with in_socket_mode(app, peer):
        person = peer.person()
        counts = [len((await person.suggest("pick", "b", count)).options) for count in ("0", "100", "101")]
    assert counts == [0, 100, 0]
    assert peer.refusals[0].messages == ("no more than 100 items allowed [json-pointer:/options]",)


async def test_an_answer_in_the_acknowledgement_of_a_press_is_ignored(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.command("/briefing")
    async def briefing(ack: Any) -> None:
        await ack(text="x", blocks=BUTTONS)

    @app.action("more")
    async def more(ack: Any, respond: Any) -> None:
        await ack("ignored")
        await respond(text="shown")

    async with in_socket_mode(app, peer):
        person = peer.person()
        answer = await person.press(await person.command("/briefing"), "More")
    assert answer.text == "shown"
    ignored, unclear = sorted(peer.complaints)
    assert "is ignored" in ignored and "say replace_original" in unclear
