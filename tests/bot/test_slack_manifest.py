"""The Slack app manifest is made from the command table and within Slack's limits."""

from typing import Any

import pytest
import yaml

from bot.commands.table import COMMANDS, ON_MESSAGES
from bot.platforms.slack_manifest import manifest_yaml

AGAIN = ["channel_unarchive", "group_unarchive", "member_joined_channel"]  # what a stopped digest waits for


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
    history = ["app_mentions:read", "channels:read", "groups:read", "channels:history", "groups:history", "im:history"]
    assert scopes == {
        "bot": ["commands", "chat:write", *history, "im:write", "users:read", "files:read", "files:write"]
    }


def test_mentions_direct_messages_and_the_home_tab_are_subscribed_to_and_shown() -> None:
    found = manifest()
    assert found["settings"]["event_subscriptions"] == {
        "bot_events": ["app_home_opened", "app_mention", *AGAIN, "message.im"]
    }
    home = found["features"]["app_home"]
    assert home["home_tab_enabled"] and home["messages_tab_enabled"] and not home["messages_tab_read_only_enabled"]


def test_over_http_every_request_comes_to_the_address() -> None:
    url = "https://example.com/slack/events"
    settings = manifest(request_url=url)["settings"]
    assert settings["event_subscriptions"]["request_url"] == url
    assert settings["interactivity"] == {"is_enabled": True, "request_url": url, "message_menu_options_url": url}


def test_the_shortcuts_are_the_global_one_and_those_of_messages() -> None:
    shortcuts = manifest()["features"]["shortcuts"]
    assert [each["type"] for each in shortcuts] == ["global", *["message"] * len(ON_MESSAGES)]
    assert len({each["callback_id"] for each in shortcuts}) == len(shortcuts) <= 10
    assert all(len(each["name"]) <= 24 and len(each["description"]) <= 150 for each in shortcuts)


def test_it_is_within_slacks_limits() -> None:
    found = manifest("b" * 31)
    (slash,) = found["features"]["slash_commands"]
    assert len(found["display_information"]["name"]) <= 35
    assert len(found["display_information"]["description"]) <= 140
    assert len(slash["command"]) <= 32
    assert len(slash["description"]) <= 2000
    assert len(slash["usage_hint"]) <= 1000
