"""What is not as the platforms describe it is answered with one sentence or with nothing, and never fails."""

import asyncio
import copy
import logging
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from bot.answers import Answers
from bot.commands.table import ON_MESSAGES
from bot.platforms.slack_manifest import ANYTHING, callback_id
from tests.bot.connected import discord_running, on_sockets, slack_app
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import over_http
from tests.peers.slack.signed_http import sign

LEFT_OUT = object()
WRONG: tuple[object, ...] = (LEFT_OUT, None, "", 7, [], {}, ["x"], {"a": 1}, True, 1.5, "x" * 100_000, [None], "\ud800")
JSON = "application/json"

Json = dict[str, Any]
Path = tuple[str | int, ...]


def paths(value: object, before: Path = ()) -> Iterator[Path]:
    """Yield where something stands in a payload."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*before, key)
        yield from paths(each, (*before, key))


def spoilt(payload: Json, path: Path, wrong: object) -> Json:
    """Return *payload* with something *wrong* at *path*."""
    whole = {"": copy.deepcopy(payload)}
    inside: Any = whole
    *before, last = ("", *path)
    for key in before:
        inside = inside[key]
    if wrong is LEFT_OUT:
        del inside[last]
    else:
        inside[last] = wrong
    return whole[""]


def spoilt_ones(payloads: Sequence[tuple[str, Json]]) -> Iterator[tuple[str, Json, Path]]:
    """Yield the payloads with something wrong at every third place, each time something else."""
    places = [(kind, payload, path) for kind, payload in payloads for path in paths(payload)][::3]
    for number, (kind, payload, path) in enumerate(places):
        yield kind, spoilt(payload, path, WRONG[number % len(WRONG)]), path


def faults(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.exc_info or each.levelno >= logging.ERROR]


async def slack_payloads(slack: SlackPeer) -> list[tuple[str, Json]]:
    """Return one payload of each kind, as Slack sends it for something that a person does."""
    ann = slack.person("U1", channel="C1", admin=True)
    asked, said = await ann.command("/briefing", "quotes"), await ann.mention("quotes")
    pressed = [await ann.press(each, "Summary of A1") for each in (asked, said)]
    modal = await ann.shortcut(ANYTHING)
    found = await ann.suggest("offered", "command", "qu", modal)
    chosen = await ann.press(modal, "offered", choose=found.options[0])
    await ann.close_view()
    form = await ann.command("/briefing", "library add")
    filled = await ann.submit_view(form, {"text": 'Some words. "I see," said Ada Moss.'})
    others = [await ann.say("topics"), await ann.open_home()]
    others += [await ann.message_shortcut(callback_id(each), ann.write("hello")) for each in ON_MESSAGES]
    every = [asked, said, *pressed, modal, found, chosen, filled, *others]
    return [(each.interaction.kind, each.interaction.payload) for each in every]


async def test_no_payload_of_slacks_fails(slack: SlackPeer, answers: Answers, caplog: pytest.LogCaptureFixture) -> None:
    answers.per_minute = 0
    app = slack_app(slack, answers)
    async with on_sockets(app, slack):
        payloads = await slack_payloads(slack)
        for number, (kind, payload, path) in enumerate(spoilt_ones(payloads)):
            if path[0] not in ("trigger_id", "event_id"):
                payload.update({key: f"n{number}" for key in ("trigger_id", "event_id") if key in payload})
            if path not in (("command",), ("event", "type")):  # other commands and events are not the bot's
                await slack.sockets.deliver(kind, payload)
        await app.finish()
        assert number > 200 and not faults(caplog)
        assert "1 passage" in (await slack.person("U1", channel="C1").command("/briefing", "quotes MacGibbon")).words


async def test_what_slack_did_not_sign_is_refused_unread(
    slack: SlackPeer, answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    bodies = ("{", "payload={", "[" * 100_000, '{"authorizations": {}}', "\0", "payload=%ff", "")
    async with over_http(slack_app(slack, answers).bolt, slack):
        for body in bodies:
            for kind in (JSON, "application/x-www-form-urlencoded", "text/plain; charset=none"):
                assert (await slack.http.post(sign(body, kind, "not-the-secret"))).status == 401, body
                genuine = sign(body, kind, slack.settings.signing_secret)
                assert (await slack.http.post(genuine)).status in (400, 401), body
    assert not faults(caplog)


@pytest.mark.parametrize("kind", ["text/plain", "text/html", JSON])
@pytest.mark.parametrize("page", ["<h1>Sorry</h1>", "{", '["x"]', "null"])
async def test_a_page_in_place_of_slacks_answer_is_a_refusal(
    slack: SlackPeer, answers: Answers, caplog: pytest.LogCaptureFixture, page: str, kind: str
) -> None:
    app = slack_app(slack, answers)
    async with on_sockets(app, slack):
        ann = slack.person("U1", channel="C1", admin=True)
        slack.faults.status("users.info", 200, times=2, page=page, content_type=kind)
        refused = await ann.command("/briefing", "digest list")
        assert "Slack does not say who may manage" in refused.text
        slack.faults.status("chat.postMessage", 500, page=page, content_type=kind)
        await ann.mention("quotes", until="ack")
        await app.finish()
    assert not faults(caplog)


async def discord_payloads(discord: DiscordPeer) -> list[Json]:
    """Return one interaction of each kind, as Discord sends it for something that a person does."""
    ann = discord.person("Ann", may_manage=True)
    asked = await ann.command("quotes", speaker="Xi")
    await ann.press(asked, asked.labels[0])
    await ann.autocomplete("quotes", focused="speaker", value="Xi")
    for label in ON_MESSAGES:
        await ann.on_message(label, ann.forward(ann.say("hello", discord.file("words.txt", b"Some words."))))
    await ann.submit_modal(await ann.command("library add"), text='Some words. "I see," said Ada Moss.')
    await ann.command("library add", file=discord.file("words.txt", b"Some words."))
    (session,) = discord.gateway.sessions.values()
    return [each["d"] for each in session.log if each["t"] == "INTERACTION_CREATE"]


async def test_no_interaction_of_discords_fails(
    discord: DiscordPeer, answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    answers.per_minute = 0
    async with discord_running(discord, answers):
        payloads = [("", each) for each in await discord_payloads(discord)]
        for number, (_, payload, path) in enumerate(spoilt_ones(payloads)):
            if path[0] != "id":
                payload["id"] = str(1_000 + number)
            discord.gateway.dispatch("INTERACTION_CREATE", payload, discord.guild.id)
            if number % 50 == 0:
                assert (await discord.person("Bo").command("topics")).text
        assert "1 passage" in (await discord.person("Bo").command("quotes", speaker="MacGibbon")).text
        await answers_given()
    assert number > 200 and not faults(caplog)


async def answers_given() -> None:
    """Wait for every interaction that is being answered."""
    here = asyncio.current_task()
    if waited := {each for each in asyncio.all_tasks() if each is not here and "on_interaction" in each.get_name()}:
        await asyncio.wait(waited)


async def test_an_option_of_a_kind_that_is_not_known_is_told(discord: DiscordPeer, answers: Answers) -> None:
    async with discord_running(discord, answers):
        discord.gateway.spoil = lambda interaction: interaction["data"]["options"][0].update(type=99)
        answer = await discord.person("Ann").command("quotes", speaker="Xi")
        assert answer.ephemeral and answer.text.startswith("Discord sent this in a form that the bot does not know")


async def test_what_an_earlier_version_offered_is_told_as_such(
    discord: DiscordPeer, slack: SlackPeer, answers: Answers
) -> None:
    async with discord_running(discord, answers), on_sockets(slack_app(slack, answers), slack):
        ann = slack.person("U1", channel="C1")
        assert "earlier version" in (await ann.message_shortcut("an_old_one", ann.write("hello"))).text
        shown = await ann.command("/briefing", "quotes")
        button = next(part for block in shown.blocks for part in block.get("elements", []) if "value" in part)
        button["action_id"], button["value"] = "old-1", "an old one"
        assert "earlier version" in (await ann.press(shown, "old-1")).text
        discord.gateway.spoil = lambda interaction: interaction["data"].update(name="news")
        assert "There is no command 'news'" in (await discord.person("Ann").command("quotes")).text
