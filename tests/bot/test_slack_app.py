"""A person at Slack asks; the real Bolt carries it to the answers and back, over both of its transports."""

from contextlib import AbstractAsyncContextManager

import pytest

from bot.answers import Answers
from bot.platforms.slack_app import plain_line
from tests.bot.connected import slack_app
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode, over_http


@pytest.fixture(params=["socket", "http"])
def connected(
    request: pytest.FixtureRequest, slack: SlackPeer, answers: Answers
) -> AbstractAsyncContextManager[object]:
    """The app connected one way and the other."""
    bolt = slack_app(slack, answers).bolt
    return in_socket_mode(bolt, slack) if request.param == "socket" else over_http(bolt, slack)


async def test_a_command_is_answered_to_the_asker_with_literal_words_and_a_full_text(
    slack: SlackPeer, connected: AbstractAsyncContextManager[object]
) -> None:
    async with connected:
        answer = await slack.person("U1", channel="C1").command("/briefing", "quotes speaker:Xi")
    assert answer.acked and answer.ephemeral
    assert "Xi Jinping - 4 passages, as printed" in (answer.text or "")
    for words in ("there is still a huge gap", "more fair and equitable", "Internet sovereignty", "must accelerate"):
        assert words in (answer.text or "")
        assert words in answer.words


async def test_the_bare_command_says_what_is_new(
    slack: SlackPeer, connected: AbstractAsyncContextManager[object]
) -> None:
    async with connected:
        answer = await slack.person("U1", channel="C1").command("/briefing", "")
    assert (answer.text or "").startswith("What's new - 2 articles, publication dates unknown")


async def test_a_command_that_has_another_name_at_slack_is_answered_too(
    slack: SlackPeer, connected: AbstractAsyncContextManager[object]
) -> None:
    async with connected:
        answer = await slack.person("U1", channel="C1").command("/press", "quotes MacGibbon")
    assert "Alastair MacGibbon - 1 passage" in (answer.text or "")


async def test_a_plain_question_is_answered_with_its_reading_and_the_next_best_as_a_button(
    slack: SlackPeer, connected: AbstractAsyncContextManager[object]
) -> None:
    async with connected:
        ada = slack.person("U1", channel="C1")
        answer = await ada.command("/briefing", "did Xi say “a huge gap”?")
        other = await ada.press(answer, 'Or: quotes speaker:"Xi Jinping" text:"\\"a huge gap\\""')
    assert (answer.text or "").startswith("Exact") and "read as: check" in (answer.text or "")
    assert "1 passage, as printed" in (other.text or "")


async def test_pages_turn_in_place_and_share_posts_to_everybody(
    slack: SlackPeer, connected: AbstractAsyncContextManager[object]
) -> None:
    async with connected:
        ada = slack.person("U1", channel="C1")
        first = await ada.command("/briefing", "quotes")
        second = await ada.press(first, "More")
        assert "Page 2 of 3" in (second.text or "") and second.ephemeral
        shared = await ada.press(second, "Share to channel")
        assert not shared.ephemeral and "shares: " in (shared.text or "")
        private = await slack.person("U2", channel="C1").press(shared, "Back")
    assert private.ephemeral


async def test_curly_quotation_marks_and_misspelt_commands_are_understood(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        ada = slack.person("U1", channel="C1")
        found = await ada.command("/briefing", "quotes topic:“World Internet Conference”")
        assert "more fair and equitable" in (found.text or "")
        misspelt = await ada.command("/briefing", "qoutes Xi")
        assert "did you mean: quotes Xi" in (misspelt.text or "")
        meant = await ada.press(misspelt, "quotes Xi")
    assert "4 passages" in (meant.text or "")


async def test_only_admins_manage_digests(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        line = "digest add name:morning at:08:00 zone:Europe/Berlin"
        refused = await slack.person("U1", channel="C1").command("/briefing", line)
        assert "may manage" in (refused.text or "")
        boss = slack.person("U2", channel="C1", admin=True)
        plan = await boss.command("/briefing", line)
        made = await boss.press(plan, "Save")
    assert "not saved yet" in (plan.text or "")
    assert "set up" in (made.text or "")


async def test_the_quotes_in_any_message_are_found(slack: SlackPeer, answers: Answers) -> None:
    async with in_socket_mode(slack_app(slack, answers).bolt, slack):
        ada = slack.person("U1", channel="C1")
        message = ada.write("“We will win,” Mayor Jane Roe said on Monday.")
        answer = await ada.message_shortcut("quotes_in_this", message)
    assert answer.ephemeral and "Jane Roe" in (answer.text or "")


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("quotes topic:R&amp;D", "quotes topic:R&D"),
        ("digest add channel:<#C123|news>", "digest add channel:C123"),
        ("search <http://example.org|example.org>", "search example.org"),
        ("search <https://example.org/a>", "search https://example.org/a"),
        ("quotes <@U123|ann>", "quotes U123"),
        ("search 1 &lt; 2", "search 1 < 2"),
    ],
)
def test_what_slack_escaped_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    assert plain_line(sent) == typed
