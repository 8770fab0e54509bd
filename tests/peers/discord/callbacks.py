"""Checks the first answer to an interaction (API documentation, "Create Interaction Response")."""

from typing import Any

from tests.peers.discord import limits
from tests.peers.discord.components import FILE_UPLOAD, LABEL, ROW, SELECTS, TEXT, TEXT_INPUT, each
from tests.peers.discord.definitions import check_choice_list
from tests.peers.discord.interactions import CHOICES, DEFER, MESSAGE, MODAL, UPDATE, Interaction
from tests.peers.discord.messages import COMMON, check_message
from tests.peers.discord.refusals import Form, Json

TEXT_INPUT_KEYS = {
    *("type", "id", "custom_id", "style", "label", "min_length", "max_length", "required", "value"),
    "placeholder",
}
LABEL_KEYS = {"type", "id", "label", "description", "component"}


def check_callback(body: Json, interaction: Interaction, form: Form) -> tuple[int, Json]:
    """The callback's type and data, or Discord's refusal."""
    form.known(body, {"type", "data"})
    kind: Any = body.get("type")
    data: Any = body.get("data") or {}
    if not isinstance(kind, int) or kind not in interaction.allowed():
        form.at("type").wrong("BASE_TYPE_CHOICES", f"Value must be one of {sorted(interaction.allowed())}.")
        form.refuse()
    if not isinstance(data, dict):
        form.at("data").wrong("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        form.refuse()
    here = form.at("data")
    if kind == MESSAGE:
        check_message(data, here, keys=COMMON, private=True)
    elif kind == UPDATE and interaction.source is not None:
        check_message(data, here, keys=COMMON, before=interaction.source.data)
    elif kind == CHOICES:
        here.known(data, {"choices"})
        check_choice_list(data, here, str_only=False)
    elif kind == MODAL:
        _check_modal(data, here)
    elif kind == DEFER:
        _check_defer(data, here)
    form.refuse()
    return int(kind or 0), data


def _check_defer(data: Json, form: Form) -> None:
    """Only EPHEMERAL may be set while "is thinking"; Components V2 is for the edit that follows."""
    form.known(data, {"flags", "tts"})
    flags = form.whole(data, "flags", 0, 2**31 - 1) or 0
    if flags & ~limits.EPHEMERAL:
        form.at("flags").wrong("MESSAGE_FLAGS_INVALID_FOR_DEFER", "Only EPHEMERAL can be set on a deferred response")


def _check_modal(data: Json, form: Form) -> None:
    form.known(data, {"title", "custom_id", "components"})
    form.text(data, "title", limits.MODAL_TITLE, 1, needed=True)
    form.text(data, "custom_id", limits.CUSTOM_ID, 1, needed=True)
    parts = form.objects(data, "components", limits.MODAL_COMPONENTS, 1)
    for index, part in enumerate(parts):
        here = form.at("components", index)
        if part.get("type") == ROW:
            for inner, child in enumerate(here.objects(part, "components", 1, 1)):
                _check_input(child, here.at("components", inner), labelled=False)
        elif part.get("type") == LABEL:
            here.known(part, LABEL_KEYS)
            here.text(part, "label", limits.INPUT_LABEL, 1, needed=True)
            here.text(part, "description", limits.LABEL_DESCRIPTION)
            held = part.get("component")
            if isinstance(held, dict):
                _check_input(held, here.at("component"), labelled=True)
            else:
                here.at("component").wrong("BASE_TYPE_REQUIRED", "This field is required")
        elif part.get("type") == TEXT:
            here.text(part, "content", limits.V2_TEXT, needed=True)
        else:
            here.at("type").wrong("UNION_TYPE_CHOICES", f"Must be one of ({ROW}, {TEXT}, {LABEL}).")
    ids = [part["custom_id"] for part in each(parts) if part.get("custom_id")]
    if len(ids) != len(set(ids)):
        form.at("components").wrong("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def _check_input(part: Json, form: Form, *, labelled: bool) -> None:
    form.text(part, "custom_id", limits.CUSTOM_ID, 1, needed=True)
    if part.get("type") in SELECTS and labelled:
        form.objects(part, "options", limits.SELECT_OPTIONS)
        return
    if part.get("type") == FILE_UPLOAD and labelled:
        form.known(part, {"type", "id", "custom_id", "min_values", "max_values", "required"})
        form.whole(part, "min_values", 0, limits.FILES)
        form.whole(part, "max_values", 1, limits.FILES)
        return
    if part.get("type") != TEXT_INPUT:
        form.at("type").wrong("UNION_TYPE_CHOICES", f"Must be one of ({TEXT_INPUT},).")
        return
    form.known(part, TEXT_INPUT_KEYS)
    if form.whole(part, "style", 1, 2) is None:
        form.at("style").wrong("BASE_TYPE_REQUIRED", "This field is required")
    if not labelled:
        form.text(part, "label", limits.INPUT_LABEL, 1, needed=True)
    form.text(part, "value", limits.INPUT_VALUE)
    form.text(part, "placeholder", limits.INPUT_PLACEHOLDER)
    form.whole(part, "min_length", 0, limits.INPUT_VALUE)
    form.whole(part, "max_length", 1, limits.INPUT_VALUE)
