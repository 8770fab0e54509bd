"""Forms on Slack: a modal's JSON out of a reply's form, and what was filled into one. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from bot.platforms.packing import button_id, printable
from bot.replies import Button, Form, Press
from bot.seals import Seal

CALLBACK = "form"
_TITLE, _VALUE, _LABEL = 24, 3000, 150  # characters (docs.slack.dev/reference/views and block-elements)


def view(form: Form, channel: str, seal: Seal, kept: dict[str, str]) -> dict[str, Any]:
    """Return the modal for *form*; it remembers the line that the values are added to, and where it was opened.

    A line that is too long for its id goes into *kept* by its key.
    """
    identity = seal.sealed(button_id(Button(form.title, form.line, Press.FORM), kept))
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": _plain(form.title, _TITLE),
        "submit": _plain("Send", _TITLE),
        "close": _plain("Cancel", _TITLE),
        "private_metadata": json.dumps({"id": identity, "channel": channel}),
        "blocks": [
            {
                "type": "input",
                "block_id": field.name,
                "optional": not field.required,
                "label": _plain(field.label, _LABEL),
                "element": {
                    "type": "plain_text_input",
                    "action_id": "value",
                    "multiline": field.long,
                    **({"initial_value": printable(field.value)[:_VALUE]} if field.value else {}),
                },
            }
            for field in form.fields
        ],
    }


def filled(view: Mapping[str, Any]) -> tuple[str, str, dict[str, str]]:
    """Return the id of a modal that was sent off, the channel where it was opened, and its values by name."""
    kept = json.loads(view["private_metadata"])
    states: Mapping[str, Any] = view["state"]["values"]
    values = {name: str(next(iter(each.values())).get("value") or "") for name, each in states.items()}
    return str(kept.get("id", "")), str(kept["channel"]), values


def _plain(text: str, limit: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": text[:limit], "emoji": False}
