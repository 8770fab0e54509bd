"""A person can only do what Discord's app lets people do."""

from typing import Any

import pytest

from tests.peers.discord import PersonError, TookTooLong
from tests.peers.discord.bots import answer_at_once, scene

PEOPLE_MISTAKES: dict[str, tuple[str, dict[str, Any], str]] = {
    "an unknown command": ("qoutes", {}, "there is no command /qoutes"),
    "an unknown option": ("quotes", {"who": "Xi"}, "no such option: who"),
    "the wrong type": ("quotes", {"most": "three"}, "takes a number"),
    "a value out of range": ("quotes", {"most": 26}, "not within"),
    "an unknown sub-command": ("digest send", {}, "no sub-command 'send'"),
    "a missing sub-command": ("digest", {}, "needs a sub-command"),
    "a value that is no choice": ("digest preview", {"zone": "Paris"}, "is one of Berlin"),
}


@pytest.mark.parametrize("case", PEOPLE_MISTAKES)
async def test_a_person_can_only_do_what_the_app_allows(case: str) -> None:
    name, given, reason = PEOPLE_MISTAKES[case]
    async with scene() as (peer, bot):
        with pytest.raises(PersonError, match=reason):
            await peer.person("Ann", may_manage=True).command(name, given)
        assert bot.seen == []


async def test_who_may_not_manage_cannot_use_a_managers_command() -> None:
    async with scene() as (peer, _):
        with pytest.raises(PersonError, match="may not use /digest"):
            await peer.person("Ann").command("digest preview")


async def test_only_who_sees_a_message_can_press_its_buttons() -> None:
    async with scene(answer_at_once) as (peer, _):
        answer = await peer.person("Ann").command("quotes")
        with pytest.raises(PersonError, match="ephemeral"):
            await peer.person("Bo").press(answer, "More")
        with pytest.raises(PersonError, match="no 'Less'"):
            await peer.person("Ann").press(answer, "Less")


async def test_waiting_in_vain_is_a_failure_with_a_reason() -> None:
    async with scene() as (peer, _):
        with pytest.raises(TookTooLong, match="an answer"):
            await peer.person("Ann").start("quotes").until(lambda answer: bool(answer.content), 0.01)
