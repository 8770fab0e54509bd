"""Forms on Discord: a modal out of a reply's form, and what was filled into one."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.platforms.packing import button_id
from bot.replies import Button, Form, Press
from bot.seals import Seal

_TITLE, _LABEL, _VALUE = 45, 45, 4000  # characters (Discord's API documentation, "Modal", "Text Input")
_FIELDS = 5


def modal(form: Form, seal: Seal, kept: dict[str, str]) -> discord.ui.Modal:
    """Return the modal for *form*, whose id holds the line that the values are added to.

    A line that is too long for it goes into *kept* by its key.
    """
    identity = seal.sealed(button_id(Button(form.title, form.line, Press.FORM), kept))
    found = discord.ui.Modal(title=form.title[:_TITLE], custom_id=identity, timeout=None)
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


def filled(data: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the id of a form that was sent off, and its values by name."""
    rows = data.get("components", [])
    inputs = [part for row in rows for part in (row.get("components") or [row.get("component") or {}])]
    values = {str(each["custom_id"]): str(each.get("value") or "") for each in inputs if "custom_id" in each}
    return str(data.get("custom_id", "")), values
