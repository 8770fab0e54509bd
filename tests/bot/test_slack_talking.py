"""Mentions are answered in their thread, direct messages where they are; the Home tab shows what its reader may see."""

from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot.answers import Answers
from bot.desk import Asker
from briefings.article import parse_article
from tests.bot.connected import on_sockets, slack_app
from tests.fakes import NOON
from tests.peers.slack import SlackPeer

SECRET = b"---\ntitle: The zaffre report\naudience: slack:T0PEER\n---\nThe zaffre report was published on Monday.\n"


@pytest.fixture(autouse=True)
async def running(slack: SlackPeer, answers: Answers) -> AsyncIterator[None]:
    async with on_sockets(slack_app(slack, answers), slack):
        yield


@pytest.mark.parametrize("text", ["quotes speaker:MacGibbon", "what did MacGibbon say?"])
async def test_a_mention_is_answered_in_its_thread_for_all(slack: SlackPeer, text: str) -> None:
    ann = slack.person("U1", channel="C1")
    answer = await ann.mention(text)
    assert not answer.ephemeral and answer.message.thread_ts == answer.interaction.thread_ts
    assert "attacked on a daily basis" in (answer.text or "")
    inside = await ann.mention(text, thread_ts=answer.message.thread_ts)
    assert inside.message.thread_ts == answer.message.thread_ts


async def test_the_buttons_of_an_answer_in_a_thread_answer_there(slack: SlackPeer) -> None:
    ann = slack.person("U1", channel="C1")
    answer = await ann.mention("quotes")
    more = await slack.person("U2", channel="C1").press(answer, "More")
    assert more.ephemeral and more.message.thread_ts == answer.message.thread_ts


async def test_settings_and_mistakes_are_shown_to_the_person_alone(slack: SlackPeer) -> None:
    boss = slack.person("U2", channel="C1", admin=True)
    for text in ("digest list", "qoutes Xi", "open"):
        answer = await boss.mention(text)
        assert answer.ephemeral and answer.message.thread_ts == answer.interaction.thread_ts, text
    assert slack.posted("C1") == []


async def test_an_empty_mention_says_what_is_new(slack: SlackPeer) -> None:
    assert (await slack.person("U1", channel="C1").mention("")).text.startswith("What's new")


async def test_a_direct_message_is_answered_where_it_is(slack: SlackPeer) -> None:
    answer = await slack.person("U1").say("who said “a huge gap”?")
    assert answer.message.channel == "D1" and answer.message.thread_ts is None
    assert "there is still a huge gap" in (answer.text or "")


async def test_what_other_apps_write_or_people_edit_is_not_answered(slack: SlackPeer) -> None:
    ann = slack.person("U1", channel="C1")
    first = await ann.say("help")
    payload = first.interaction.payload
    for number, change in enumerate(({"subtype": "message_changed"}, {"bot_id": "B1"}, {"channel_type": "channel"})):
        first.interaction.payload = {**payload, "event_id": f"Ev{number}", "event": {**payload["event"], **change}}
        assert (await ann.again(first, until="ack")).acked
    await ann.command("/briefing", "help")
    assert len(slack.posted("D1")) == first.message.parts


async def test_what_is_for_the_workspace_is_not_shown_in_direct_messages(slack: SlackPeer, answers: Answers) -> None:
    answers.library.put(parse_article(SECRET, "zaffre.md"), NOON)
    ann = slack.person("U1", channel="C1")
    assert "The zaffre report" in (await ann.mention("search zaffre")).text
    assert "The zaffre report" not in (await ann.say("search zaffre")).text
    guest = slack.person("U3", channel="C1", team="T0GUEST")
    assert "The zaffre report" not in (await guest.mention("search zaffre")).text


async def test_the_home_tab_shows_the_library_and_to_managers_the_digests(slack: SlackPeer, answers: Answers) -> None:
    answers.library.put(parse_article(SECRET, "zaffre.md"), NOON)
    member = str((await slack.person("U1").open_home()).view)
    assert "3 articles" in member and "zaffre" in member and "Digests" not in member
    manager = str((await slack.person("U2", admin=True).open_home()).view)
    assert "Digests" in manager and manager.count("Set up a digest") == 1
    guest = str((await slack.person("U3", team="T0GUEST", admin=True).open_home()).view)
    assert "zaffre" not in guest and "Digests" not in guest


async def test_a_digest_is_set_up_paused_and_resumed_from_the_home_tab(slack: SlackPeer) -> None:
    boss = slack.person("U2", channel="C1", admin=True)
    home = await boss.open_home()
    form = await boss.press(home, "Set up a digest")
    nowhere = await boss.submit_view(form, {"name": "morning", "at": "08:00"})
    assert "in which one" in next(iter(nowhere.errors.values()))
    plan = await boss.submit_view(form, {"name": "morning", "at": "08:00", "channel": "C1"})
    await boss.press(plan.view, "Save")
    await slack.until(lambda: "Pause morning" in str(slack.home("U2")))
    await boss.press(slack.home("U2") or {}, "Pause morning")
    await slack.until(lambda: "nothing is posted until it is resumed" in str(slack.home("U2")))
    await slack.until(lambda: "Resume morning" in str(slack.home("U2")))
    await boss.command("/briefing", "digest resume morning")
    await slack.until(lambda: "Pause morning" in str(slack.home("U2")))


async def test_an_entry_of_the_home_tab_opens_in_a_modal(slack: SlackPeer) -> None:
    ann = slack.person("U1")
    opened = await ann.press(await ann.open_home(), "A1")
    assert opened.view["type"] == "modal" and "A1" in str(opened.view["blocks"])


async def test_the_home_tab_leads_on_to_what_it_has_no_room_for(slack: SlackPeer, answers: Answers) -> None:
    for number in range(5):
        answers.library.put(parse_article(f"Ferry {number} is back at the pier.".encode(), f"n{number}.md"), NOON)
    ann = slack.person("U1")
    home = await ann.open_home()
    assert "Page 1 of 2" in str(home.view) and "Share to channel" not in str(home.view)
    more = await ann.press(home, "More")
    assert more.view["type"] == "modal" and "Page 2 of 2" in str(more.view["blocks"])


async def test_a_made_up_button_of_the_home_tab_gives_nobody_a_right(slack: SlackPeer, answers: Answers) -> None:
    boss = slack.person("U2", channel="C1", admin=True)
    await boss.press(await boss.command("/briefing", "digest add name:morning at:08:00"), "Save")
    ann = slack.person("U1", channel="C1")
    await ann.open_home()
    line = "ask:digest pause name:morning"
    own = answers.buttons.seal_for(Asker("slack", user="U1")).sealed(line)
    for value, says in ((line, "earlier version"), (own, "may manage")):
        view = slack.home("U1") or {}
        button = view["blocks"][-1]["elements"][-1]
        button["value"] = value
        await ann.press(view, button["action_id"])
        await slack.until(partial(shown_at_home, slack, says))
    (planned,) = answers.deliveries.schedules("slack", slack.settings.team_id)
    assert planned.paused_by is None


def shown_at_home(slack: SlackPeer, words: str) -> bool:
    return words in str(slack.home("U1"))
