"""Modals, menus and the Home tab of the loopback Slack: how they are used, and what is refused about them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import bolt_app, in_socket_mode, web_client

Body = dict[str, Any]


def plain(text: str) -> Body:
    return {"type": "plain_text", "text": text}


BUTTONS: list[Body] = [
    {"type": "actions", "elements": [{"type": "button", "text": plain("Quotes"), "action_id": "quotes"}]}
]
MODAL: Body = {
    "type": "modal",
    "callback_id": "search",
    "title": {"type": "plain_text", "text": "Search"},
    "submit": {"type": "plain_text", "text": "Go"},
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Words"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {
            "type": "input",
            "block_id": "article",
            "label": {"type": "plain_text", "text": "Article"},
            "element": {"type": "external_select", "action_id": "pick", "min_query_length": 0},
        },
    ],
}


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with SlackPeer(ack_within=20) as peer:
        peer.person("U1", channel="C1")
        yield peer


async def test_a_modal_is_opened_filled_in_and_answered(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.shortcut("search")
    async def shortcut(ack: Any, body: Body, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.options("pick")
    async def options(ack: Any, payload: Body) -> None:
        label = {"type": "plain_text", "text": f"{payload['value']} in Geneva"}
        await ack(options=[{"text": label, "value": "A1"}])

    @app.view("search")
    async def submitted(ack: Any, body: Body, client: Any) -> None:
        values = body["view"]["state"]["values"]
        if values["words"]["text"]["value"] == "?":
            await ack(response_action="errors", errors={"words": "Type a word"})
            return
        await ack()
        found = f"{values['words']['text']['value']}/{values['article']['pick']['selected_option']['value']}"
        await client.chat_postEphemeral(channel="C1", user=body["user"]["id"], text=found)

    async with in_socket_mode(app, peer):
        person = peer.person(channel="C1")
        opened = await person.shortcut("search")
        offered = await person.suggest("pick", "article", "Xi")
        pick = offered.options[0]
        with pytest.raises(AssertionError, match=r"empty fields: \['Words'\]"):
            await person.submit_view(values={"article": pick})
        wrong = await person.submit_view(values={"text": "?", "article": pick})
        done = await person.submit_view(opened, {"text": "law", "article": pick})

    assert opened.view["callback_id"] == "search" and opened.source == "views.open"
    assert offered.options[0]["text"]["text"] == "Xi in Geneva"
    assert wrong.errors == {"words": "Type a word"}
    assert done.text == "law/A1" and done.source == "chat.postEphemeral" and not peer.modals(person.id)


async def test_a_view_can_be_updated_pressed_and_closed(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    closed: list[Body] = []
    page = {name: MODAL[name] for name in ("type", "callback_id", "title", "notify_on_close")}

    @app.shortcut("browse")
    async def shortcut(ack: Any, body: Body, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view={**page, "blocks": BUTTONS})

    @app.action("quotes")
    async def quotes(ack: Any, body: Body, client: Any) -> None:
        await ack()
        view = {**page, "blocks": [{"type": "divider"}]}
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)

    @app.view_closed("search")
    async def view_closed(ack: Any, body: Body) -> None:
        closed.append(body)
        await ack()

    async with in_socket_mode(app, peer):
        person = peer.person()
        opened = await person.shortcut("browse")
        updated = await person.press(opened, "Quotes")
        await person.close_view()

    assert updated.view["id"] == opened.view["id"] and updated.view["blocks"][0]["type"] == "divider"
    assert updated.view["hash"] != opened.view["hash"]
    assert closed[0]["view"]["id"] == opened.view["id"]


async def test_a_press_in_a_view_may_be_answered_in_a_channel(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    page = {name: MODAL[name] for name in ("type", "callback_id", "title")}

    @app.shortcut("browse")
    async def shortcut(ack: Any, body: Body, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view={**page, "blocks": BUTTONS})

    @app.action("quotes")
    async def quotes(ack: Any, body: Body, client: Any) -> None:
        await ack()
        await client.chat_postEphemeral(channel="C1", user=body["user"]["id"], text="four quotes")

    async with in_socket_mode(app, peer):
        person = peer.person("U1")
        answer = await person.press(await person.shortcut("browse"), "Quotes")

    assert answer.text == "four quotes" and answer.source == "chat.postEphemeral"


async def test_the_home_tab_is_published(peer: SlackPeer) -> None:
    app = bolt_app(peer)

    @app.event("app_home_opened")
    async def home(event: Body, client: Any) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": BUTTONS})

    async with in_socket_mode(app, peer):
        answer = await peer.person("U1").open_home()

    home_tab = peer.home("U1")
    assert home_tab and answer.view["id"] == home_tab["id"] and answer.source == "views.publish"


async def test_a_menu_in_a_message_reports_what_was_chosen(peer: SlackPeer) -> None:
    app = bolt_app(peer)
    choices = [{"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("Short", "Long")]
    menu = {"type": "static_select", "action_id": "length", "options": choices}

    @app.command("/briefing")
    async def briefing(ack: Any) -> None:
        await ack(text="which?", blocks=[{"type": "actions", "block_id": "b", "elements": [menu]}])

    @app.action("length")
    async def length(ack: Any, body: Body, respond: Any) -> None:
        await ack()
        state = body["state"]["values"]["b"]["length"]["selected_option"]["value"]
        chosen = body["actions"][0]["selected_option"]["value"]
        await respond(text=f"{chosen} {state}", replace_original=False)

    async with in_socket_mode(app, peer):
        person = peer.person()
        answer = await person.press(await person.command("/briefing"), "length", "Long")

    assert answer.text == "long long"


def modal(**changes: Any) -> Body:
    return {"type": "modal", "title": plain("Search"), "blocks": [{"type": "divider"}], **changes}


FIELD = {"type": "input", "label": plain("x"), "element": {"type": "plain_text_input", "action_id": "a"}}
VIEWS: dict[str, tuple[Body, str]] = {
    "modal title of 25": (
        modal(title=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/title/text]",
    ),
    "modal button of 25": (
        modal(submit=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/submit/text]",
    ),
    "101 blocks": (
        modal(blocks=[{"type": "divider"} for _ in range(101)]),
        "no more than 100 items allowed [json-pointer:/view/blocks]",
    ),
    "private_metadata of 3,001": (
        modal(private_metadata="x" * 3_001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    "callback_id of 256": (
        modal(callback_id="x" * 256),
        "must be less than 256 characters [json-pointer:/view/callback_id]",
    ),
    "an input without submit": (modal(blocks=[FIELD]), "missing required field: submit [json-pointer:/view]"),
    "an unknown key": (modal(size="big"), "no additional properties allowed: size [json-pointer:/view]"),
    "a message's block": (
        modal(blocks=[{"type": "markdown", "text": "x"}]),
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
}


@pytest.mark.parametrize(("view", "message"), VIEWS.values(), ids=VIEWS.keys())
async def test_a_view_that_does_not_fit_is_refused(peer: SlackPeer, view: Body, message: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        await web_client(peer).views_open(trigger_id="1.T.x", view=view)
    answer: Body = caught.value.response.data
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {message}"]


async def test_a_home_tab_has_a_hundred_blocks_at_most(peer: SlackPeer) -> None:
    client = web_client(peer)
    home: Body = {"type": "home", "blocks": [{"type": "divider"} for _ in range(100)]}
    await client.views_publish(user_id="U1", view=home)
    home["blocks"].append({"type": "divider"})
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.views_publish(user_id="U1", view=home)
