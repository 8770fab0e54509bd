"""The loopback Slack's Web API, called by the real AsyncWebClient."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import web_client

METADATA = {"event_type": "digest", "event_payload": {"delivery": "d-1"}}


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with SlackPeer() as peer:
        peer.channel("C1", "news")
        yield peer


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_the_bot_learns_who_it_is(peer: SlackPeer) -> None:
    answer = await web_client(peer).auth_test()
    assert answer["team_id"] == peer.settings.team_id and answer["bot_id"] == peer.settings.bot_id
    assert answer["user_id"] == peer.settings.bot_user_id and answer["url"].startswith("https://")


async def test_a_wrong_token_is_refused(peer: SlackPeer) -> None:
    assert await error_of(web_client(peer, "xoxb-wrong").auth_test()) == "invalid_auth"


async def test_a_missing_token_is_refused(peer: SlackPeer) -> None:
    assert await error_of(web_client(peer, "").auth_test()) == "not_authed"


async def test_sockets_are_opened_with_the_app_token_only(peer: SlackPeer) -> None:
    client = web_client(peer)
    opened = await client.apps_connections_open(app_token=peer.settings.app_token)
    assert opened["url"].startswith("ws://127.0.0.1:")
    wrong = client.apps_connections_open(app_token="xapp-wrong")
    assert await error_of(wrong) == "invalid_auth"
    assert await error_of(client.apps_connections_open(app_token=peer.settings.bot_token)) == "not_allowed_token_type"


async def test_the_app_token_posts_nothing(peer: SlackPeer) -> None:
    client = web_client(peer, peer.settings.app_token)
    assert await error_of(client.chat_postMessage(channel="C1", text="x")) == "not_allowed_token_type"


async def test_form_encoded_bodies_are_read(peer: SlackPeer) -> None:
    form = {"token": peer.settings.bot_token, "channel": "C1", "text": "x", "blocks": '[{"type": "divider"}]'}
    async with aiohttp.ClientSession() as session, session.post(peer.base_url + "chat.postMessage", data=form) as got:
        assert (await got.json())["ok"]
    assert peer.posted("C1")[0].blocks[0]["type"] == "divider"
    assert "token" not in peer.requests[0].fields


async def test_a_message_keeps_its_metadata_and_unfurl_flags(peer: SlackPeer) -> None:
    client = web_client(peer)
    posted = await client.chat_postMessage(
        channel="C1", text="news", metadata=METADATA, unfurl_links=False, unfurl_media=False
    )
    message = peer.posted("C1")[0]
    assert message.metadata == METADATA and message.ts == posted["ts"]
    assert message.unfurl_links is False and message.unfurl_media is False
    bare = await client.conversations_history(channel="C1")
    full = await client.conversations_history(channel="C1", include_all_metadata=True)
    assert "metadata" not in bare["messages"][0] and full["messages"][0]["metadata"] == METADATA


async def test_history_is_newest_first_paged_and_bounded(peer: SlackPeer) -> None:
    client = web_client(peer)
    ts = [(await client.chat_postMessage(channel="C1", text=f"{number}"))["ts"] for number in range(5)]
    first = await client.conversations_history(channel="C1", limit=3)
    assert [message["text"] for message in first["messages"]] == ["4", "3", "2"] and first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel="C1", limit=3, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["1", "0"] and not rest["has_more"]
    between = await client.conversations_history(channel="C1", oldest=ts[1], latest=ts[3])
    assert [message["text"] for message in between["messages"]] == ["2"]
    inclusive = await client.conversations_history(channel="C1", oldest=ts[1], latest=ts[3], inclusive=True)
    assert [message["text"] for message in inclusive["messages"]] == ["3", "2", "1"]


async def test_replies_are_found_in_their_thread(peer: SlackPeer) -> None:
    client = web_client(peer)
    top = (await client.chat_postMessage(channel="C1", text="top"))["ts"]
    await client.chat_postMessage(channel="C1", text="reply", thread_ts=top)
    history = await client.conversations_history(channel="C1")
    replies = await client.conversations_replies(channel="C1", ts=top)
    assert [message["text"] for message in history["messages"]] == ["top"]
    assert [message["text"] for message in replies["messages"]] == ["top", "reply"]


async def test_a_message_can_be_edited_and_deleted_by_its_author_only(peer: SlackPeer) -> None:
    client = web_client(peer)
    ts = (await client.chat_postMessage(channel="C1", text="first", metadata=METADATA))["ts"]
    await client.chat_update(channel="C1", ts=ts, text="second")
    assert [(m.text, m.edited, m.metadata) for m in peer.posted("C1")] == [("second", True, METADATA)]
    await client.chat_delete(channel="C1", ts=ts)
    assert not peer.posted("C1")
    assert await error_of(client.chat_update(channel="C1", ts=ts, text="third")) == "message_not_found"
    theirs = peer.person(channel="C1").write("mine")
    assert await error_of(client.chat_update(channel="C1", ts=theirs.ts, text="x")) == "cant_update_message"
    assert await error_of(client.chat_delete(channel="C1", ts=theirs.ts)) == "cant_delete_message"


async def test_an_ephemeral_message_is_in_no_history_and_cannot_be_edited(peer: SlackPeer) -> None:
    client = web_client(peer)
    reader = peer.person(channel="C1")
    ts = (await client.chat_postEphemeral(channel="C1", user=reader.id, text="psst"))["message_ts"]
    assert [message.text for message in peer.ephemerals(reader.id)] == ["psst"] and not peer.posted("C1")
    assert not (await client.conversations_history(channel="C1"))["messages"]
    assert await error_of(client.chat_update(channel="C1", ts=ts, text="x")) == "message_not_found"
    nobody = client.chat_postEphemeral(channel="C1", user="U404", text="x")
    assert await error_of(nobody) == "user_not_in_channel"


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived", "restricted_action"])
async def test_a_marked_channel_refuses_posts(peer: SlackPeer, error: str) -> None:
    peer.channel("C2", refuses=error)
    assert await error_of(web_client(peer).chat_postMessage(channel="C2", text="x")) == error
    assert not peer.posted("C2")


async def test_a_missing_scope_says_which_one(peer: SlackPeer) -> None:
    peer.channel("C2", refuses="missing_scope")
    with pytest.raises(SlackApiError) as caught:
        await web_client(peer).chat_postMessage(channel="C2", text="x")
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "chat:write" and caught.value.response["provided"]


async def test_an_unknown_channel_is_refused(peer: SlackPeer) -> None:
    client = web_client(peer)
    assert await error_of(client.chat_postMessage(channel="C404", text="x")) == "channel_not_found"
    assert await error_of(client.conversations_info(channel="C404")) == "channel_not_found"


async def test_an_archived_channel_can_still_be_read(peer: SlackPeer) -> None:
    client = web_client(peer)
    await client.chat_postMessage(channel="C1", text="x")
    peer.channel("C1", refuses="is_archived")
    assert len((await client.conversations_history(channel="C1"))["messages"]) == 1
    assert (await client.conversations_info(channel="C1"))["channel"]["is_archived"]


async def test_history_is_for_members(peer: SlackPeer) -> None:
    peer.channel("C2", member=False)
    assert await error_of(web_client(peer).conversations_history(channel="C2")) == "not_in_channel"


async def test_channels_are_listed_by_type_and_page(peer: SlackPeer) -> None:
    peer.channel("C2", "old", refuses="is_archived")
    peer.channel("G1", "secret", private=True)
    client = web_client(peer)
    page = await client.conversations_list(limit=1)
    assert [channel["name"] for channel in page["channels"]] == ["news"] and page["response_metadata"]["next_cursor"]
    listed = await client.conversations_list(exclude_archived=True, types=["public_channel", "private_channel"])
    assert [channel["name"] for channel in listed["channels"]] == ["news", "secret"]


async def test_a_person_s_rights_and_language_can_be_asked(peer: SlackPeer) -> None:
    peer.person("U1", admin=True, locale="de-DE")
    peer.person("U2")
    client = web_client(peer)
    admin = (await client.users_info(user="U1", include_locale=True))["user"]
    assert admin["is_admin"] and not admin["is_owner"] and admin["locale"] == "de-DE"
    assert not (await client.users_info(user="U2"))["user"]["is_admin"]
    assert await error_of(client.users_info(user="U404")) == "user_not_found"


async def test_direct_messages_are_opened_and_posted_to(peer: SlackPeer) -> None:
    peer.person("U1")
    client = web_client(peer)
    channel = (await client.conversations_open(users=["U1"]))["channel"]["id"]
    await client.chat_postMessage(channel=channel, text="one")
    await client.chat_postMessage(channel="U1", text="two")
    assert [message.text for message in peer.posted(channel)] == ["one", "two"]


async def test_a_permalink_leads_to_a_message(peer: SlackPeer) -> None:
    client = web_client(peer)
    ts = (await client.chat_postMessage(channel="C1", text="x"))["ts"]
    link = (await client.chat_getPermalink(channel="C1", message_ts=ts))["permalink"]
    assert link.endswith(f"/archives/C1/p{ts.replace('.', '')}")
    assert await error_of(client.chat_getPermalink(channel="C1", message_ts="1.0")) == "message_not_found"


async def test_unknown_arguments_are_complaints(peer: SlackPeer) -> None:
    await web_client(peer).chat_postMessage(channel="C1", text="x", colour="red")
    assert peer.complaints == ["chat.postMessage: unknown arguments ['colour']"]


async def test_an_unknown_method_is_refused(peer: SlackPeer) -> None:
    assert await error_of(web_client(peer).api_call("chat.shout")) == "unknown_method"


async def test_requests_are_recorded_without_tokens(peer: SlackPeer) -> None:
    await web_client(peer).api_test(foo="bar")
    await web_client(peer).auth_test()
    assert [(request.method, request.fields) for request in peer.requests] == [
        ("api.test", {"foo": "bar"}),
        ("auth.test", {}),
    ]
    assert peer.settings.bot_token not in repr(peer.requests)


async def test_api_test_answers_with_the_error_it_is_given(peer: SlackPeer) -> None:
    assert await error_of(web_client(peer).api_test(error="my_error")) == "my_error"


async def test_proxies_are_out_of_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    async with SlackPeer() as peer:
        assert (await web_client(peer).api_test())["ok"]
        assert "HTTPS_PROXY" not in peer.environment()
    assert web_client(peer).proxy == "http://127.0.0.1:9"
