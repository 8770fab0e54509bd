"""The Slack app manifest is made from the command table and within Slack's limits."""

from typing import Any

import pytest
import yaml

from bot.commands.table import COMMANDS
from bot.platforms.slack_manifest import manifest_yaml


def manifest(command: str = "briefing", request_url: str | None = None) -> dict[str, Any]:
    found = yaml.safe_load(manifest_yaml(command, request_url))
    assert isinstance(found, dict)
    return found


def test_the_slash_command_is_the_configured_one_and_names_what_everyone_may_ask() -> None:
    (slash,) = manifest("news")["features"]["slash_commands"]
    assert slash["command"] == "/news"
    everyone = {name.split()[0] for name, command in COMMANDS.items() if not command.manage}
    assert set(slash["usage_hint"].split(" | ")) == everyone


@pytest.mark.parametrize(("request_url", "by_socket"), [(None, True), ("https://example.com/slack/events", False)])
def test_events_come_by_socket_or_to_an_address(request_url: str | None, by_socket: bool) -> None:
    found = manifest(request_url=request_url)
    assert found["settings"]["socket_mode_enabled"] is by_socket
    assert found["settings"]["interactivity"]["is_enabled"] is True
    assert found["settings"]["interactivity"].get("request_url") == request_url
    assert found["features"]["slash_commands"][0].get("url") == request_url


def test_it_asks_for_the_least_scopes() -> None:
    scopes = manifest()["oauth_config"]["scopes"]
    history = ["channels:history", "groups:history", "im:history"]
    assert scopes == {"bot": ["commands", "chat:write", *history, "im:write", "users:read", "files:write"]}


def test_it_is_within_slacks_limits() -> None:
    found = manifest("b" * 31)
    (slash,) = found["features"]["slash_commands"]
    assert len(found["display_information"]["name"]) <= 35
    assert len(found["display_information"]["description"]) <= 140
    assert len(slash["command"]) <= 32
    assert len(slash["description"]) <= 2000
    assert len(slash["usage_hint"]) <= 1000
