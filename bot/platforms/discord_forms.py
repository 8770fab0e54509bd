"""Forms on Discord: a modal out of a reply's form, and what was filled into one."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.replies import Form

_TITLE, _LABEL, _VALUE = 45, 45, 4000  # characters (Discord's API documentation, "Modal", "Text Input")
_FIELDS = 5
_ID = "form:"


def modal(form: Form) -> discord.ui.Modal:
    """Return the modal for *form*; its id holds the line that the values are added to."""
    found = discord.ui.Modal(title=form.title[:_TITLE], custom_id=f"{_ID}{form.line}"[:100], timeout=None)
    for field in form.fields[:_FIELDS]:
        style = discord.TextStyle.paragraph if field.long else discord.TextStyle.short
        found.add_item(
            discord.ui.TextInput(
                label=field.label[:_LABEL],
                style=style,
                custom_id=field.name,
                default=field.value[:_VALUE] or None,
                required=field.required,
                max_length=_VALUE,
            )
        )
    found.stop()  # what is sent off comes to on_interaction, so discord.py need not remember the modal
    return found


def filled(data: Mapping[str, Any]) -> tuple[str, dict[str, str]] | None:
    """Return the line of a form that was sent off, and its values by name; None when it is not ours."""
    name = str(data.get("custom_id", ""))
    if not name.startswith(_ID):
        return None
    rows = data.get("components", [])
    inputs = [part for row in rows for part in (row.get("components") or [row.get("component") or {}])]
    values = {str(each["custom_id"]): str(each.get("value") or "") for each in inputs if "custom_id" in each}
    return name.removeprefix(_ID), values
