"""The Slack app manifest, made from the command table."""

import yaml

from bot.commands.table import COMMANDS, ON_MESSAGES

DISPLAY_NAME = "Briefing"
BOT_NAME = "briefing"  # what people type after @
ANYTHING = "ask_anything"  # the shortcut that takes a question or a command
_EVENTS = [
    "app_home_opened",
    "app_mention",
    "channel_unarchive",  # these three: a stopped digest is tried again
    "group_unarchive",
    "member_joined_channel",
    "message.im",
]
SCOPES = [
    "commands",  # the slash command and the shortcuts
    "chat:write",  # digests, and answers to mentions and direct messages
    "app_mentions:read",  # mentions
    "channels:read",  # being told when the bot is invited to a channel or one is opened again
    "groups:read",  # the same in private channels
    "channels:history",  # looking a digest up before it is sent again
    "groups:history",  # the same in private channels
    "im:history",  # the same in direct messages, and what people write there
    "im:write",  # digests to people who subscribe, exports to who asked for them
    "users:read",  # who is an admin and may set up digests
    "files:read",  # articles that are added as files
    "files:write",  # exports
]


def manifest_yaml(command: str, request_url: str | None = None) -> str:
    """Return the manifest for Socket Mode, or for HTTP when there is a *request_url*."""
    names = list(dict.fromkeys(name.split()[0] for name, each in COMMANDS.items() if not each.manage))
    address = {"request_url": request_url} if request_url else {}
    menus = {"message_menu_options_url": request_url} if request_url else {}
    slash = {
        "command": f"/{command}",
        "description": "What articles say, who said what, and what they are about",
        "usage_hint": " | ".join(names),
        "should_escape": True,
        **({"url": request_url} if request_url else {}),
    }
    manifest = {
        "display_information": {
            "name": DISPLAY_NAME,
            "description": "Articles answered in their own words, digests on time",
            "background_color": "#1f4e79",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": BOT_NAME, "always_online": True},
            "shortcuts": [
                _shortcut("Ask the articles", "global", ANYTHING, "A question in plain words, or any command"),
                *(_shortcut(label, "message", callback_id(label), each.help) for label, each in ON_MESSAGES.items()),
            ],
            "slash_commands": [slash],
        },
        "oauth_config": {"scopes": {"bot": SCOPES}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": _EVENTS},
            "interactivity": {"is_enabled": True, **address, **menus},
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120)


def callback_id(label: str) -> str:
    """Return the id by which Slack names the message shortcut *label*."""
    return label.lower().replace(" ", "_")


def _shortcut(label: str, kind: str, callback: str, description: str) -> dict[str, str]:
    return {"name": label, "type": kind, "callback_id": callback, "description": description[:150]}
