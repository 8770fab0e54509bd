"""Forms on Discord: a modal out of a reply's form, and what was filled into one."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.platforms.discord_commands import given_value
from bot.platforms.packing import button_id
from bot.replies import Button, Entry, Field, Form, Press
from bot.seals import Seal

# Characters and counts (Discord's API documentation, "Modal", "Label", "Text Input", "String Select").
_TITLE, _LABEL, _DESCRIPTION, _VALUE, _CHOICE = 45, 45, 100, 4000, 100
_FIELDS, _CHOICES = 5, 25
_CHANNELS = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]


def modal(form: Form, seal: Seal, kept: dict[str, str]) -> discord.ui.Modal:
    """Return the modal for *form*, whose id holds the line that the values are added to.

    A line that is too long for it goes into *kept* by its key.
    """
    identity = seal.sealed(button_id(Button(form.title, form.line, Press.FORM), kept))
    found = discord.ui.Modal(title=form.title[:_TITLE], custom_id=identity, timeout=None)
    for field in form.fields[:_FIELDS]:
        says = field.menu_hint if field.entry is Entry.CHOSEN else field.hint
        description = says[:_DESCRIPTION] or None
        found.add_item(discord.ui.Label(text=field.label[:_LABEL], description=description, component=_input(field)))
    found.stop()  # what is sent off comes to on_interaction, so discord.py need not remember the modal
    return found


def _input(field: Field) -> discord.ui.Item[discord.ui.Modal]:
    least = 1 if field.required else 0
    match field.entry:
        case Entry.CHOSEN:
            stands = field.value.split(", ") if field.several else [field.value]
            chosen = [
                discord.SelectOption(label=label[:_CHOICE], value=each[:_CHOICE], default=each in stands)
                for label, each in field.labelled[:_CHOICES]
            ]
            most = len(chosen) if field.several else 1
            return discord.ui.Select(
                custom_id=field.name, options=chosen, required=field.required, min_values=least, max_values=most
            )
        case Entry.CHANNEL:
            return discord.ui.ChannelSelect(
                custom_id=field.name, channel_types=_CHANNELS, required=field.required, min_values=least
            )
        case Entry.FILE:
            return discord.ui.FileUpload(
                custom_id=field.name, required=field.required, min_values=least, max_values=field.most
            )
        case _:
            return discord.ui.TextInput(
                style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
                custom_id=field.name,
                default=field.value[:_VALUE] or None,
                required=field.required,
                max_length=_VALUE,
            )


def filled(data: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the id of a form that was sent off, and its values by name."""
    rows = data.get("components", [])
    inputs = [part for row in rows for part in (row.get("components") or [row.get("component") or {}])]
    values = {str(each["custom_id"]): _value(each, data) for each in inputs if "custom_id" in each}
    return str(data.get("custom_id", "")), values


def _value(part: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Return what stands in a field; what was chosen or handed over with commas between."""
    if "values" in part:
        return ", ".join(given_value(each, data) for each in part["values"] or ())
    return str(part.get("value") or "")
