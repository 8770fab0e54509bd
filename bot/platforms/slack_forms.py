"""Forms on Slack: a modal's JSON out of a reply's form, what was filled into one, and what is offered. Pure.

The numbers are from docs.slack.dev/reference/views and block-kit/block-elements (2026).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.catalogue import _
from bot.platforms.packing import button_id, printable
from bot.replies import Button, Entry, Field, Form, Press
from bot.seals import Seal

CALLBACK = "form"
OFFERED = "offered"
_TITLE, _VALUE, _LABEL, _PLACEHOLDER = 24, 3000, 150, 150  # characters
_OPTION, _OPTION_VALUE, _OPTIONS = 75, 150, 100

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a modal was opened: the channel ("" for none, as on the Home tab) and its name."""

    channel: str = ""
    name: str = ""

    @property
    def body(self) -> Json:
        """Return the channel as Slack's payloads name it."""
        return {"id": self.channel, "name": self.name}


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Filled:
    """A modal that was sent off: the id of its line, where it was opened, its values by name, and its files.

    ``files`` are Slack's file objects; the value beside them is their names.
    """

    identity: str
    origin: Origin
    values: Mapping[str, str]
    files: tuple[Json, ...] = ()


def view(form: Form, origin: Origin, seal: Seal, kept: dict[str, str]) -> Json:
    """Return the modal for *form*; it remembers the line that the values are added to, and where it was opened.

    A line that is too long for its id goes into *kept* by its key.
    """
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text(form.title, _TITLE),
        "submit": plain_text(_("Send"), _TITLE),
        "close": plain_text(_("Cancel"), _TITLE),
        "private_metadata": metadata(origin, line_id(form, seal, kept)),
        "blocks": [*_about(form), *(_input(field) for field in form.fields)],
    }


def line_id(form: Form, seal: Seal, kept: dict[str, str]) -> str:
    """Return the sealed id of the line that what is filled into *form* is added to."""
    return seal.sealed(button_id(Button(form.title, form.line, Press.FORM), kept))


def metadata(origin: Origin, identity: str = "") -> str:
    """Return what a view remembers."""
    return json.dumps({"id": identity, "channel": origin.channel, "name": origin.name})


def remembered(view: Mapping[str, Any]) -> tuple[str, Origin]:
    """Return the id of the line that a view remembers and where it was opened; nothing of a view that is not ours."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        kept = {}
    if not isinstance(kept, dict):
        kept = {}
    return str(kept.get("id", "")), Origin(str(kept.get("channel", "")), str(kept.get("name", "")))


def filled(view: Mapping[str, Any]) -> Filled:
    """Return what a modal that was sent off holds."""
    states: Mapping[str, Any] = view["state"]["values"]
    given = {name: next(iter(states[name].values())) for name in inputs(view) if name in states}
    files = tuple(file for state in given.values() for file in state.get("files") or ())
    return Filled(*remembered(view), {name: _value(state) for name, state in given.items()}, files)


def without_files(form: Form) -> Form:
    """Return *form* without fields for files."""
    return replace(form, fields=tuple(each for each in form.fields if each.entry is not Entry.FILE))


def options(choices: Iterable[tuple[str, str]], typed: str = "") -> list[Json]:
    """Return the *choices* (label and value) of a menu, and last what was *typed*, since it will do as well."""
    offered = dict.fromkeys((label, value) for label, value in choices if 0 < len(value) <= _OPTION_VALUE)
    own = typed.strip()
    known = {text.casefold() for each in offered for text in each}
    if 0 < len(own) <= _OPTION_VALUE and own.casefold() not in known:
        offered[own, own] = None
    return [_option(*each) for each in list(offered)[:_OPTIONS]]


def inputs(view: Mapping[str, Any]) -> list[str]:
    """Return the names of a modal's fields."""
    return [str(block["block_id"]) for block in view["blocks"] if block["type"] == "input"]


def plain_text(text: str, limit: int) -> Json:
    """Return *text* as Slack's plain text of at most *limit* characters."""
    text = printable(text) or " "
    return {"type": "plain_text", "text": text if len(text) <= limit else text[: limit - 1] + "…", "emoji": False}


def _about(form: Form) -> list[Json]:
    about = plain_text(form.about, _VALUE)
    return [{"type": "context", "elements": [about]}] if form.about else []


def _input(field: Field) -> Json:
    says = field.menu_hint if field.entry in {Entry.CHOSEN, Entry.OFFERED} else field.hint
    hint = {"hint": plain_text(says, _LABEL)} if says else {}
    return {
        "type": "input",
        "block_id": field.name,
        "optional": not field.required,
        "label": plain_text(field.label, _LABEL),
        "element": _element(field),
        **hint,
    }


def _element(field: Field) -> Json:
    value = printable(field.value)
    match field.entry:
        case Entry.CHOSEN if field.several:
            stands = [_option(*each) for each in field.labelled if each[1] in value.split(", ")]
            several = {"initial_options": stands} if stands else {}
            return {"type": "multi_static_select", "action_id": "value", "options": _own(field), **several}
        case Entry.CHOSEN:
            stands = [_option(*each) for each in field.labelled if each[1] == value]
            chosen = {"initial_option": stands[0]} if stands else {}
            return {"type": "static_select", "action_id": "value", "options": _own(field), **chosen}
        case Entry.OFFERED:
            return {"action_id": OFFERED, "min_query_length": 0, **_offered(field.several, value)}
        case Entry.NUMBER:
            number = {"initial_value": value} if value else {}
            return {
                "type": "number_input",
                "action_id": "value",
                "is_decimal_allowed": False,
                "min_value": "1",
                **number,
            }
        case Entry.CHANNEL:
            there = {"initial_conversation": value} if value else {"default_to_current_conversation": True}
            kinds = {"include": ["public", "private"], "exclude_bot_users": True}
            return {"type": "conversations_select", "action_id": "value", "filter": kinds, **there}
        case Entry.FILE:
            # Without filetypes: Slack does not say which endings it knows, and what is in a file is looked at anyway.
            return {"type": "file_input", "action_id": "value", "max_files": field.most}
        case Entry.TYPED:
            written = {"initial_value": value[:_VALUE]} if value else {}
            return {"type": "plain_text_input", "action_id": "value", "multiline": field.long, **written}


def _offered(several: bool, value: str) -> Json:
    """Return a menu whose options are asked for as people type, with the *value* that was typed before."""
    values = [each.strip() for each in value.split(",")] if several else [value]
    chosen = [_option(each, each) for each in values if 0 < len(each) <= _OPTION_VALUE]
    if several:
        return {"type": "multi_external_select", **({"initial_options": chosen} if chosen else {})}
    return {"type": "external_select", **({"initial_option": chosen[0]} if chosen else {})}


def _own(field: Field) -> list[Json]:
    return [_option(*each) for each in field.labelled]


def _option(label: str, value: str) -> Json:
    return {"text": plain_text(" ".join(label.split()), _OPTION), "value": value}


def _value(state: Mapping[str, Any]) -> str:
    """Return what stands in a field, whatever kind it is of; several values with commas between them."""
    if state.get("selected_options"):
        return ", ".join(str(each["value"]) for each in state["selected_options"])
    option = state.get("selected_option") or {}
    if state.get("files"):
        return ", ".join(str(file.get("name") or file.get("id")) for file in state["files"])
    names = ("value", "selected_conversation")
    return str(next(filter(None, (option.get("value"), *(state.get(name) for name in names))), ""))
