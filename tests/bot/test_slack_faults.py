"""What goes wrong between a bot and Slack, and what people see of it: nothing, or one answer."""

from bot.answers import Answers
from tests.bot.connected import slack_app
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode, over_http


async def answered(slack: SlackPeer) -> str:
    answer = await slack.person("U1", channel="C1").command("/briefing", "quotes MacGibbon")
    assert answer.acked and answer.ephemeral
    return answer.text or ""


async def test_after_a_hard_cut_the_socket_is_opened_again(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        slack.sockets.cut()
        await slack.connected(2)
        assert "1 passage" in await answered(slack)


async def test_a_refresh_that_slack_announces_loses_nothing(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        await slack.sockets.refresh()
        await slack.connected(2)
        assert "1 passage" in await answered(slack)


async def test_a_socket_that_has_gone_silent_is_replaced(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        slack.sockets.silence(answer_pings=False)
        await slack.connected(2, within=10)
        assert "1 passage" in await answered(slack)


async def test_requests_without_slacks_signature_are_refused(slack: SlackPeer, answers: Answers) -> None:
    async with over_http(slack_app(slack, answers).bolt, slack):
        payload = {"command": "/briefing", "text": "quotes"}
        for send in (slack.http.forge, slack.http.send_unsigned, slack.http.send_old):
            assert (await send("slash_commands", payload)).status == 401
        assert "1 passage" in await answered(slack)
