"""What goes wrong between a bot and Slack, and what people see of it: nothing, or one answer."""

import asyncio
from dataclasses import replace

import pytest
from slack_bolt.async_app import AsyncAck

from bot.answers import Answers
from bot.platforms.slack_app import SlackApp
from bot.platforms.slack_people import SlackPeople
from bot.platforms.slack_sockets import Patience
from tests.bot.connected import PROMPT, bolt_on_sockets, known, on_sockets, slack_app
from tests.fakes import FakeClock
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import bolt_app, over_http, web_client


async def answered(slack: SlackPeer) -> str:
    answer = await slack.person("U1", channel="C1").command("/briefing", "quotes MacGibbon")
    assert answer.acked and answer.ephemeral, answer
    return answer.text or ""


async def test_after_a_hard_cut_both_sockets_are_opened_again(slack: SlackPeer, answers: Answers) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        slack.sockets.cut()
        await slack.connected(4)
        assert "1 passage" in await answered(slack)


async def test_a_refresh_opens_the_next_socket_before_the_last_one_closes(slack: SlackPeer, answers: Answers) -> None:
    fewest = []
    async with on_sockets(slack_app(slack, answers), slack):
        await slack.sockets.refresh()
        while slack.sockets.opened < 4:
            assert "1 passage" in await answered(slack)
            fewest.append(len(slack.sockets.open))
        assert "1 passage" in await answered(slack)
    assert min(fewest) >= 2


async def test_a_socket_whose_pings_get_no_answer_is_replaced(slack: SlackPeer, answers: Answers) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        slack.sockets.silence(answer_pings=False)
        await slack.connected(4, within=10)
        await slack.until(lambda: not any(socket.silent for socket in slack.sockets.open))
        assert "1 passage" in await answered(slack)


async def test_sockets_over_which_nothing_comes_are_replaced_though_their_pings_are_answered(
    slack: SlackPeer, answers: Answers
) -> None:
    patience = Patience(ping=5, look=0.02, grace=0.05, silence=0.3)
    async with on_sockets(slack_app(slack, answers), slack, patience):
        slack.sockets.silence()
        await slack.until(lambda: not any(socket.silent for socket in slack.sockets.open))
        assert "1 passage" in await answered(slack)


async def test_a_socket_that_requests_pass_by_is_replaced(slack: SlackPeer, answers: Answers) -> None:
    answers.per_minute = 0
    async with on_sockets(slack_app(slack, answers), slack):
        silent, other = slack.sockets.open
        slack.sockets.open.remove(silent)  # Slack hands it nothing any more
        for _ in range(PROMPT.passed_by):
            await answered(slack)
        slack.sockets.open.append(silent)
        await slack.connected(3)
        await slack.until(lambda: silent not in slack.sockets.open and other in slack.sockets.open)


async def test_a_burst_that_is_read_socket_by_socket_replaces_none(slack: SlackPeer, answers: Answers) -> None:
    answers.per_minute = 0
    async with on_sockets(slack_app(slack, answers), slack, replace(PROMPT, quiet=60)):
        passed_by = slack.sockets.open.pop(0)
        for _ in range(PROMPT.passed_by):
            await answered(slack)
        await slack.sockets.refresh()  # of the other one
        await slack.connected(3)
        slack.sockets.open.append(passed_by)
        assert slack.sockets.opened == 3


async def test_a_socket_stays_until_what_came_over_it_is_acknowledged(slack: SlackPeer) -> None:
    bolt, came, replaced = bolt_app(slack), asyncio.Event(), asyncio.Event()

    @bolt.command("/briefing")
    async def late(ack: AsyncAck) -> None:
        came.set()
        await replaced.wait()
        await ack("here")

    async with bolt_on_sockets(bolt, slack, replace(PROMPT, grace=0)):
        command = asyncio.create_task(slack.person("U1", channel="C1").command("/briefing", "help"))
        await came.wait()
        await slack.sockets.refresh()
        await slack.until(lambda: slack.sockets.opened == 4 and len(slack.sockets.open) == 3)
        replaced.set()
        assert (await command).text == "here"
        await slack.until(lambda: len(slack.sockets.open) == 2)


async def test_an_event_that_slack_delivers_again_is_answered_once(slack: SlackPeer, answers: Answers) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        ann = slack.person("U1", channel="C1")
        first = await ann.mention("quotes MacGibbon")
        again = await ann.again(first, until="ack")
        assert again.acked
        await ann.command("/briefing", "help")  # whatever the event would lead to has been done by now
    assert len(slack.posted("C1")) == 1


@pytest.mark.parametrize("fault", ["cut_before", "status", "rate_limit"])
async def test_an_answer_that_slack_did_not_take_is_sent_again(slack: SlackPeer, answers: Answers, fault: str) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        more = {"retry_after": 0} if fault == "rate_limit" else {}
        getattr(slack.faults, fault)("response_url", **more)
        assert "1 passage" in await answered(slack)
    assert len(slack.ephemerals("U1")) == 1


async def test_a_mention_whose_answer_may_be_posted_is_not_answered_twice(slack: SlackPeer, answers: Answers) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        slack.faults.lose_answer("chat.postMessage")
        await slack.person("U1", channel="C1").mention("quotes MacGibbon")
    assert len(slack.posted("C1")) == 1


async def test_what_is_missing_is_named_with_how_to_grant_it(slack: SlackPeer, answers: Answers) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        for refused, says in (
            ("not_in_channel", "the bot is not in the channel; type /invite @briefing there"),
            ("channel_not_found", "private and the bot is not in it; type /invite @briefing there"),
            ("missing_scope", "the app lacks the scope chat:write; paste the manifest"),
        ):
            slack.channel("C1", refuses=refused)
            answer = await slack.person("U1", channel="C1").mention("quotes MacGibbon")
            assert says in (answer.text or "") and answer.message.channel == "D1"


async def test_without_users_read_a_refused_admin_is_told_which_scope_is_missing(
    slack: SlackPeer, answers: Answers
) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        slack.faults.error("users.info", "missing_scope", times=2, needed="users:read")
        refused = await slack.person("U1", channel="C1", admin=True).command("/briefing", "digest list")
        assert "the app lacks the scope users:read" in (refused.text or "")
        allowed = await slack.person("U1", channel="C1", admin=True).command("/briefing", "digest list")
    assert "None set up here" in (allowed.text or "")


async def test_requests_without_slacks_signature_are_refused(slack: SlackPeer, answers: Answers) -> None:
    async with over_http(slack_app(slack, answers).bolt, slack):
        payload = {"command": "/briefing", "text": "quotes"}
        for send in (slack.http.forge, slack.http.send_unsigned, slack.http.send_old):
            assert (await send("slash_commands", payload)).status == 401
        genuine = slack.http.signed("slash_commands", payload)
        for time in ("", "soon", "1e9", "-1", "\u0663\u0663", "9" * 5000):
            assert (await slack.http.post(replace(genuine, timestamp=time))).status == 401
        for signature in ("v0=", "v0=ä", genuine.signature.upper()):
            assert (await slack.http.post(replace(genuine, signature=signature))).status == 401
        assert "1 passage" in await answered(slack)


async def test_without_a_signing_secret_nothing_is_taken_over_http(slack: SlackPeer, answers: Answers) -> None:
    async with over_http(SlackApp(answers, web_client(slack), known(slack), (), None).bolt, slack):
        assert (await slack.http.forge("slash_commands", {"command": "/briefing", "text": "quotes"})).status == 401


async def test_a_request_that_is_sent_again_byte_for_byte_is_refused(slack: SlackPeer, answers: Answers) -> None:
    async with over_http(slack_app(slack, answers).bolt, slack):
        assert "1 passage" in await answered(slack)
        assert (await slack.http.replay()).status == 401
    assert len(slack.ephemerals("U1")) == 1


async def test_the_request_url_is_verified(slack: SlackPeer, answers: Answers) -> None:
    async with over_http(slack_app(slack, answers).bolt, slack):
        assert "a-challenge" in (await slack.http.verify_url()).body


async def test_slack_is_asked_about_new_people_one_at_a_time_and_once_each(slack: SlackPeer, answers: Answers) -> None:
    people = SlackPeople(answers, web_client(slack), ())
    slack.person("U1", admin=True)
    slack.person("U2")
    asked = [people.standing(user, "T0PEER") for user in ("U1", "U2") * 10]
    found = await asyncio.gather(*asked)
    assert [each.manages for each in found[:2]] == [True, False]
    assert len(slack.calls("users.info")) == 2


async def test_nobody_is_asked_about_while_slack_asks_to_wait(
    slack: SlackPeer, answers: Answers, clock: FakeClock
) -> None:
    people = SlackPeople(answers, web_client(slack), ())
    slack.person("U1", admin=True)
    slack.faults.rate_limit("users.info", retry_after=30)
    for user in ("U1", "U2", "U1"):
        assert (await people.standing(user, "T0PEER")).unknown == "Slack asks to wait"
    assert len(slack.calls("users.info")) == 1
    clock.go_on(seconds=31)
    assert (await people.standing("U1", "T0PEER")).manages


async def test_rights_are_forgotten_after_five_minutes_whatever_the_clock_shows(
    slack: SlackPeer, answers: Answers, clock: FakeClock
) -> None:
    people = SlackPeople(answers, web_client(slack), ())
    slack.person("U1", admin=True)
    assert (await people.standing("U1", "T0PEER")).manages
    slack.person("U1", admin=False)
    clock.set_back(hours=1)
    clock.go_on(minutes=6)
    assert not (await people.standing("U1", "T0PEER")).manages


async def test_no_command_waits_for_slack_to_say_whose_the_token_is(slack: SlackPeer, answers: Answers) -> None:
    async with on_sockets(slack_app(slack, answers), slack):
        slack.faults.hold("auth.test")
        assert "1 passage" in await answered(slack)
