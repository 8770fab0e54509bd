"""What a person types into a modal (API documentation, "Modal Submit Interactions")."""

from collections.abc import Mapping
from typing import Any

from tests.peers.discord.components import LABEL, ROW, TEXT, TEXT_INPUT
from tests.peers.discord.options import PersonError
from tests.peers.discord.refusals import Json
from tests.peers.discord.world import File

LONGEST = 4000


def submission(modal: Json, fields: Mapping[str, Any]) -> Json:
    """The data of MODAL_SUBMIT: the form's components with the values."""
    left = dict(fields)
    parts = [_part(part, left) for part in modal["components"]]
    if left:
        raise PersonError(f"the form has no field {', '.join(sorted(left))}")
    handed_over = [file for value in fields.values() if isinstance(value, list) for file in value]
    attached = {file.id: file.json() for file in handed_over if isinstance(file, File)}
    return {"custom_id": modal["custom_id"], "components": parts, "resolved": {"attachments": attached}}


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
        return {**shell, "values": _chosen(part, label, given)}
    text = str(part.get("value") or "" if given is None else given)
    if not text and part.get("required", True):
        raise PersonError(f"the field {label or custom_id!r} is required")
    if text and not (part.get("min_length") or 0) <= len(text) <= (part.get("max_length") or LONGEST):
        raise PersonError(f"{len(text)} characters do not fit the field {label or custom_id!r}")
    return {**shell, "value": text}


def _chosen(part: Json, label: str | None, given: Any) -> list[str]:
    """What was chosen in a select or handed over as files: ids and values, as many as the part takes."""
    defaults = [option["value"] for option in part.get("options", []) if option.get("default")]
    values = defaults if given is None else [each.id if isinstance(each, File) else str(each) for each in given]
    if not values and not part.get("required", True):
        return []
    least, most = part.get("min_values", 1), part.get("max_values", 1)
    if not least <= len(values) <= most:
        raise PersonError(f"{len(values)} values do not fit the field {label or part['custom_id']!r}")
    return values
