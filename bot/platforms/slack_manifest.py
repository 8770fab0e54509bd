"""The Slack app manifest, made from the command table."""

import yaml

from bot.commands.table import COMMANDS, ON_MESSAGES

SCOPES = [
    "commands",  # the slash command
    "chat:write",  # digests
    "channels:history",  # looking a digest up before it is sent again
    "groups:history",  # the same in private channels
    "im:history",  # the same in direct messages
    "im:write",  # digests to people who subscribe, exports to who asked for them
    "users:read",  # who is an admin and may set up digests
    "files:write",  # exports
]


def manifest_yaml(command: str, request_url: str | None = None) -> str:
    """Return the manifest for Socket Mode, or for HTTP when there is a *request_url*."""
    names = list(dict.fromkeys(name.split()[0] for name, each in COMMANDS.items() if not each.manage))
    interactivity = {"is_enabled": True, **({"request_url": request_url} if request_url else {})}
    slash = {
        "command": f"/{command}",
        "description": "What articles say, who said what, and what they are about",
        "usage_hint": " | ".join(names),
        "should_escape": True,
        **({"url": request_url} if request_url else {}),
    }
    manifest = {
        "display_information": {
            "name": "Briefing",
            "description": "Articles answered in their own words, digests on time",
            "background_color": "#1f4e79",
        },
        "features": {
            "bot_user": {"display_name": "briefing", "always_online": True},
            "shortcuts": [_shortcut(label, each.help) for label, each in ON_MESSAGES.items()],
            "slash_commands": [slash],
        },
        "oauth_config": {"scopes": {"bot": SCOPES}},
        "settings": {
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120)


def callback_id(label: str) -> str:
    """Return the id by which Slack names the message shortcut *label*."""
    return label.lower().replace(" ", "_")


def _shortcut(label: str, description: str) -> dict[str, str]:
    return {"name": label, "type": "message", "callback_id": callback_id(label), "description": description[:150]}
