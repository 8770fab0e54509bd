"""Modals on Slack: completion where an argument is missing, mistakes shown in the form, answers where there is room."""

from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from bot.answers import Answers
from bot.commands.table import COMMANDS
from bot.completions import complete
from bot.desk import Asker
from bot.forms import form_of
from bot.platforms import slack_forms
from bot.platforms.slack_forms import Origin
from bot.seals import Seal
from tests.bot.connected import slack_app
from tests.peers.slack import SlackPeer
from tests.peers.slack.bolt import in_socket_mode, over_http
from tests.peers.slack.views import faults_of_view


@pytest.fixture(params=["socket", "http"])
def connected(
    request: pytest.FixtureRequest, slack: SlackPeer, answers: Answers
) -> AbstractAsyncContextManager[object]:
    """The app connected one way and the other; U2 may manage."""
    bolt = slack_app(slack, answers, managers=("U2",)).bolt
    return in_socket_mode(bolt, slack) if request.param == "socket" else over_http(bolt, slack)


@pytest.fixture
def socket(slack: SlackPeer, answers: Answers) -> AbstractAsyncContextManager[object]:
    return in_socket_mode(slack_app(slack, answers, managers=("U2",)).bolt, slack)


def labels(options: list[dict[str, Any]]) -> list[str]:
    return [option["text"]["text"] for option in options]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_form_that_slack_takes(name: str) -> None:
    command = COMMANDS[name]
    shown = [each.name for each in command.parameters if not each.hidden]
    view = slack_forms.view(form_of(command, {}), Origin("C1", "general"), Seal(b"key", "slack", "C1"), {})
    assert faults_of_view(view, ("modal",)) == []
    assert sorted(slack_forms.inputs(view)) == sorted(shown)


async def test_a_missing_argument_opens_a_modal_whose_menu_is_discords_completion(
    slack: SlackPeer, answers: Answers, connected: AbstractAsyncContextManager[object]
) -> None:
    async with connected:
        ann = slack.person("U1", channel="C1")
        form = await ann.command("/briefing", "compare A1")
        a, b = form.view["blocks"][1:]
        assert a["element"]["initial_option"]["value"] == "A1" and "initial_option" not in b["element"]
        offered = await ann.suggest("offered", "b", "", form)
        shelf = answers.library.shelf(Asker("slack", channel="C1").place, answers.clock.now())
        parameter = COMMANDS["compare"].parameter("b")
        assert parameter
        ranked = complete(parameter, "", shelf, answers.deliveries, Asker("slack"))
        assert [option["value"] for option in offered.options] == [each.value for each in ranked]
        answer = await ann.submit_view(form, {"a": a["element"]["initial_option"], "b": offered.options[1]})
    assert answer.ephemeral and "A1" in (answer.text or "") and not slack.modals("U1")


async def test_what_is_typed_is_offered_too(slack: SlackPeer, socket: AbstractAsyncContextManager[object]) -> None:
    async with socket:
        ann = slack.person("U1", channel="C1")
        modal = await ann.shortcut("ask_anything")
        command = await ann.suggest("offered", "command", "quot", modal)
        assert labels(command.options)[0] == "quotes"
        form = await ann.press(modal, "offered", choose=command.options[0])
        speakers = await ann.suggest("offered", "speaker", "Xi", form)
        assert labels(speakers.options)[-1] == "Xi" and "Xi Jinping" in labels(speakers.options)[0]
        answer = await ann.submit_view(form, {"speaker": speakers.options[-1]})
    blocks = str(answer.view["blocks"])
    assert "Xi Jinping" in blocks and "there is still a huge gap" in blocks


async def test_the_global_shortcut_takes_a_question_and_answers_in_the_modal_with_buttons_that_work(
    slack: SlackPeer, connected: AbstractAsyncContextManager[object]
) -> None:
    async with connected:
        ann = slack.person("U1", channel="C1")
        modal = await ann.shortcut("ask_anything")
        answer = await ann.submit_view(modal, {"text": "what did Xi say?"})
        assert "there is still a huge gap" in str(answer.view["blocks"])
        context = await ann.press(answer.view, "Context A1-q2")
    assert "A1-q2" in str(context.view["blocks"]) and context.view["id"] == answer.view["id"]


async def test_a_mistake_is_shown_under_its_field_and_the_modal_stays(
    slack: SlackPeer, connected: AbstractAsyncContextManager[object]
) -> None:
    async with connected:
        boss = slack.person("U2", channel="C1")
        form = await boss.command("/briefing", "digest add name:morning")
        wrong = await boss.submit_view(form, {"name": "morning", "at": "25:00"})
        assert wrong.errors == {"at": "'25:00' is no time of day; write it as 08:00."}
        nowhere = await boss.submit_view(form, {"name": "morning", "at": "08:00", "mention": "everyone"})
        assert list(nowhere.errors) == ["mention"]
        too_many = await boss.submit_view(form, {"name": "morning", "at": "08:00", "at_most": "99"})
        assert too_many.errors == {"at_most": "at_most may be 50 at most."}
        plan = await boss.submit_view(form, {"name": "morning", "at": "08:00"})
        assert plan.ephemeral and "Plan of morning" in (plan.text or "")
        saved = await boss.press(plan, "Save")
    assert "morning: set up" in (saved.text or "")


async def test_only_who_may_manage_gets_a_managing_form(
    slack: SlackPeer, socket: AbstractAsyncContextManager[object]
) -> None:
    async with socket:
        ann = slack.person("U1", channel="C1")
        refused = await ann.command("/briefing", "digest pause")
        assert "may manage" in (refused.text or "") and not slack.modals("U1")
        modal = await ann.shortcut("ask_anything")
        offered = await ann.suggest("offered", "command", "digest", modal)
        assert not any(option["value"].startswith("digest ") for option in offered.options)
        forged = {"text": {"type": "plain_text", "text": "digest pause"}, "value": "digest pause"}
        answer = await ann.press(modal, "offered", choose=forged)
    assert "may manage" in str(answer.view["blocks"])


async def test_a_form_that_slack_does_not_open_is_answered_with_what_to_type(
    slack: SlackPeer, socket: AbstractAsyncContextManager[object]
) -> None:
    async with socket:
        slack.faults.error("views.open", "expired_trigger_id")
        answer = await slack.person("U1", channel="C1").command("/briefing", "open")
    assert answer.ephemeral and "open needs cite" in (answer.text or "")


async def test_an_answer_that_takes_long_follows_the_form_where_it_was_opened(
    slack: SlackPeer, answers: Answers
) -> None:
    async with in_socket_mode(slack_app(slack, answers, patience=0.0).bolt, slack):
        ann = slack.person("U1", channel="C1")
        form = await ann.command("/briefing", "open")
        answer = await ann.submit_view(form, {"cite": "A1-q2"})
    assert answer.ephemeral and "A1-q2" in (answer.text or "") and not slack.modals("U1")
