"""The loopback Slack, used by a real bolt app: what people do, and what they then see."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import bolt_app, in_socket_mode, web_client

Body = dict[str, Any]


def button(label: str, action_id: str) -> Body:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": action_id, "value": "A1"}


BUTTONS: list[Body] = [{"type": "actions", "elements": [button("Quotes", "quotes"), button("Share", "share")]}]


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with SlackPeer(ack_within=20) as peer:
        yield peer


async def test_a_command_is_answered_in_its_acknowledgement(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.command("/briefing")
    async def briefing(ack: Any, command: Body) -> None:
        await ack(text=f"you asked for {command['text']}", blocks=BUTTONS)

    async with in_socket_mode(app, peer):
        answer = await peer.person().command("/briefing", "quotes speaker:Xi")

    assert answer.text == "you asked for quotes speaker:Xi"
    assert answer.source == "ack" and answer.ephemeral
    assert answer.acked and answer.latency == answer.ack_latency
    assert peer.ephemerals("U0READER") == [answer.message]


async def test_a_command_carries_the_documented_fields(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    seen: list[Body] = []

    @app.command("/briefing")
    async def briefing(ack: Any, body: Body) -> None:
        seen.append(body)
        await ack("ok")

    async with in_socket_mode(app, peer):
        await peer.person("U1", team="T9", channel="C1", name="ada").command("/briefing", "help")

    assert seen[0]["team_id"] == "T9" and seen[0]["enterprise_id"] is None
    assert (seen[0]["user_id"], seen[0]["user_name"], seen[0]["channel_id"]) == ("U1", "ada", "C1")
    assert seen[0]["is_enterprise_install"] == "false" and seen[0]["api_app_id"] == peer.settings.app_id
    assert seen[0]["response_url"].startswith("http://127.0.0.1:")


async def test_a_press_replaces_the_message_through_the_response_url(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    seen: list[Body] = []

    @app.command("/briefing")
    async def briefing(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="what is new", blocks=BUTTONS)

    @app.action("quotes")
    async def quotes(ack: Any, body: Body, respond: Any) -> None:
        await ack()
        seen.append(body)
        await respond(text="four quotes", replace_original=True)

    async with in_socket_mode(app, peer):
        person = peer.person()
        first = await person.command("/briefing")
        second = await person.press(first, "Quotes")

    assert (first.text, first.source) == ("what is new", "response_url")
    assert second.message.ts == first.message.ts and second.text == "four quotes"
    assert [message.text for message in peer.ephemerals(person.id)] == ["four quotes"]
    assert seen[0]["actions"][0]["value"] == "A1" and seen[0]["container"]["is_ephemeral"]
    assert not peer.complaints and not peer.refusals


async def test_an_ephemeral_answer_can_be_deleted_and_shared(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.command("/briefing")
    async def briefing(ack: Any) -> None:
        await ack(text="what is new", blocks=BUTTONS)

    @app.action("share")
    async def share(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)
        await respond(text="shared", response_type="in_channel", replace_original=False)

    async with in_socket_mode(app, peer):
        person = peer.person(channel="C1")
        shared = await person.press(await person.command("/briefing"), "share")

    assert not shared.ephemeral and [m.text for m in peer.posted("C1")] == ["shared"]
    assert not peer.ephemerals(person.id)


async def test_a_message_only_its_reader_can_press(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.command("/briefing")
    async def briefing(ack: Any) -> None:
        await ack(text="what is new", blocks=BUTTONS)

    async with in_socket_mode(app, peer):
        answer = await peer.person("U1").command("/briefing")
        with pytest.raises(AssertionError, match="only U1 sees this message"):
            await peer.person("U2").press(answer, "Quotes")
        with pytest.raises(AssertionError, match=r"there are \['Quotes', 'Share'\]"):
            await peer.person("U1").press(answer, "Delete everything")


async def test_a_mention_is_answered_in_its_thread(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.event("app_mention")
    async def mention(event: Body, say: Any) -> None:
        await say(text="looking", thread_ts=event.get("thread_ts") or event["ts"])

    async with in_socket_mode(app, peer):
        answer = await peer.person(channel="C1").mention("quotes Xi")

    assert answer.source == "chat.postMessage" and answer.text == "looking"
    assert answer.message.thread_ts == answer.interaction.payload["event"]["ts"]


async def test_an_edit_of_an_answer_is_more_of_that_answer(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.event("message")
    async def direct(event: Body, say: Any, client: Any) -> None:
        posted = await say(text="one moment")
        await client.chat_update(channel=event["channel"], ts=posted["ts"], text="here it is")

    async with in_socket_mode(app, peer):
        answer = await peer.person().say("what is new?")
        edit = await answer.another()

    assert edit.source == "chat.update" and edit.message and edit.message.edited
    assert [message.text for message in answer.messages] == ["one moment", "here it is"]


async def test_a_message_shortcut_carries_the_message(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.shortcut("check")
    async def check(ack: Any, body: Body, respond: Any) -> None:
        await ack()
        await respond(text=f"checking {body['message']['text']}")

    async with in_socket_mode(app, peer):
        person = peer.person(channel="C1")
        answer = await person.message_shortcut("check", person.write("did he say so?"))

    assert answer.text == "checking did he say so?" and answer.ephemeral


async def test_a_ping_in_an_article_s_words_is_noticed(peer: SlackPeer) -> None:
    peer.channel("C1")
    mrkdwn = {"type": "section", "text": {"type": "mrkdwn", "text": "<@U0READER> said"}}
    literal = {"type": "section", "text": {"type": "plain_text", "text": "<!here>"}}
    client = web_client(peer)
    await client.chat_postMessage(channel="C1", text="&lt;!channel&gt;", blocks=[literal])
    await client.chat_postMessage(channel="C1", text="<!channel>", blocks=[mrkdwn])
    assert [message.pings for message in peer.posted("C1")] == [[], ["<!channel>", "<@U0READER>"]]


async def test_everybody_gets_the_answer_meant_for_them(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.command("/briefing")
    async def briefing(ack: Any, command: Body, client: Any) -> None:
        await ack()
        user, channel = command["user_id"], command["channel_id"]
        await client.chat_postEphemeral(channel=channel, user=user, text=f"for {user}")

    async with in_socket_mode(app, peer):
        people = [peer.person(f"U{number}", channel="C1") for number in range(40)]
        answers = await asyncio.gather(*(person.command("/briefing") for person in people))

    assert [answer.text for answer in answers] == [f"for {person.id}" for person in people]
