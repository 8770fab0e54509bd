"""What a person types into a modal (API documentation, "Modal Submit Interactions")."""

from collections.abc import Mapping
from typing import Any

from tests.peers.discord.components import LABEL, ROW, TEXT, TEXT_INPUT
from tests.peers.discord.options import PersonError
from tests.peers.discord.refusals import Json

LONGEST = 4000


def submission(modal: Json, fields: Mapping[str, Any]) -> Json:
    """The data of MODAL_SUBMIT: the form's components with the values."""
    left = dict(fields)
    parts = [_part(part, left) for part in modal["components"]]
    if left:
        raise PersonError(f"the form has no field {', '.join(sorted(left))}")
    return {"custom_id": modal["custom_id"], "components": parts, "resolved": {}}


def _part(part: Json, left: dict[str, Any]) -> Json:
    shell: Json = {"type": part["type"], "id": part.get("id", 0)}
    if part["type"] == ROW:
        return {**shell, "components": [_value(child, child.get("label"), left) for child in part["components"]]}
    if part["type"] == LABEL:
        return {**shell, "component": _value(part["component"], part["label"], left)}
    assert part["type"] == TEXT
    return shell


def _value(part: Json, label: str | None, left: dict[str, Any]) -> Json:
    custom_id = part["custom_id"]
    given = left.pop(custom_id, left.pop(str(label), None))
    shell: Json = {"type": part["type"], "id": part.get("id", 0), "custom_id": custom_id}
    if part["type"] != TEXT_INPUT:
        return {**shell, "values": list(given or [])}
    text = str(part.get("value") or "" if given is None else given)
    if not text and part.get("required", True):
        raise PersonError(f"the field {label or custom_id!r} is required")
    if text and not (part.get("min_length") or 0) <= len(text) <= (part.get("max_length") or LONGEST):
        raise PersonError(f"{len(text)} characters do not fit the field {label or custom_id!r}")
    return {**shell, "value": text}
