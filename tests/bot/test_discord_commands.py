"""The command table as Discord takes it, and what Discord sends back of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.commands.command import Command, Kind
from bot.commands.table import COMMANDS, ON_MESSAGES
from bot.platforms.discord_commands import command_payloads, invite_link, read_options
from tests.peers.discord.definitions import check_commands
from tests.peers.discord.refusals import Form

EVERY = command_payloads(list(COMMANDS.values()))
PAYLOADS = {payload["name"]: payload for payload in EVERY if payload["type"] == 1}  # the typed ones


def options(command: Command) -> dict[str, dict[str, Any]]:
    family, _, name = command.name.partition(" ")
    found = PAYLOADS[family]["options"]
    if name:
        found = next(each for each in found if each["name"] == name)["options"]
    return {each["name"]: each for each in found}


def shown_parameters() -> Iterator[tuple[Command, str, dict[str, Any]]]:
    for command in COMMANDS.values():
        for parameter in command.parameters:
            if not parameter.hidden:
                yield command, parameter.name, options(command)[parameter.name]


def test_discord_takes_the_whole_table() -> None:
    form = Form()
    check_commands(EVERY, form)
    form.refuse()
    assert not form.unknown


def test_every_command_and_parameter_is_there_and_nothing_else() -> None:
    names = {name.split()[0] for name in COMMANDS}
    assert set(PAYLOADS) == names
    for command in COMMANDS.values():
        assert set(options(command)) == {each.name for each in command.parameters if not each.hidden}


def test_what_can_be_asked_of_a_message_is_in_the_menu_of_messages() -> None:
    assert {payload["name"] for payload in EVERY if payload["type"] == 3} == set(ON_MESSAGES)


def test_only_what_managers_may_do_needs_rights() -> None:
    managed = {name for name, payload in PAYLOADS.items() if "default_member_permissions" in payload}
    assert managed == {command.name.split()[0] for command in COMMANDS.values() if command.manage}
    assert "digest" in managed and not {"briefing", "quotes", "help"} & managed


def test_required_options_come_first() -> None:
    for command in COMMANDS.values():
        needed = [option["required"] for option in options(command).values()]
        assert needed == sorted(needed, reverse=True)


def test_names_that_the_library_knows_are_completed() -> None:
    completed = {Kind.ARTICLE, Kind.STORY, Kind.SPEAKER, Kind.TOPIC, Kind.SOURCE, Kind.SCHEDULE, Kind.ZONE, Kind.DAYS}
    completed |= {Kind.COMMAND, Kind.SEARCH}
    for command, name, option in shown_parameters():
        parameter = command.parameter(name)
        assert parameter is not None
        expected = parameter.kind in completed or parameter.or_number
        assert option.get("autocomplete", False) == expected, f"{command.name} {name}"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"name": "briefing"}, ("briefing", {}, None)),
        (
            {"name": "quotes", "options": [{"type": 3, "name": "speaker", "value": "O'Malley"}]},
            ("quotes", {"speaker": "O'Malley"}, None),
        ),
        (
            {
                "name": "digest",
                "options": [
                    {
                        "type": 1,
                        "name": "add",
                        "options": [
                            {"type": 3, "name": "name", "value": "x"},
                            {"type": 4, "name": "at_most", "value": 3},
                        ],
                    }
                ],
            },
            ("digest add", {"name": "x", "at_most": "3"}, None),
        ),
        ({"name": "digest", "options": [{"type": 1, "name": "list"}]}, ("digest list", {}, None)),
        (
            {"name": "quotes", "options": [{"type": 3, "name": "speaker", "value": "ma", "focused": True}]},
            ("quotes", {"speaker": "ma"}, "speaker"),
        ),
    ],
)
def test_what_a_person_chose_is_read(data: dict[str, Any], expected: tuple[str, dict[str, str], str | None]) -> None:
    assert read_options(data) == expected


def test_the_invitation_asks_for_the_least_rights() -> None:
    link = invite_link("1234")
    assert link.startswith("https://discord.com/oauth2/authorize?client_id=1234&")
    assert "scope=bot%20applications.commands&" in link
    view, send, embed, history, begin_threads, send_in_threads = 1 << 10, 1 << 11, 1 << 14, 1 << 16, 1 << 35, 1 << 38
    assert link.endswith(f"permissions={view | send | embed | history | begin_threads | send_in_threads}")
