"""What pydantic refuses, as one sentence that says what to write instead and can be said in every language."""

from collections.abc import Mapping
from typing import Any

from briefings.errors import Said

DATE = Said("write it as 2026-11-21 or 2026-11-21T08:30:00+01:00")
_NUMBER = Said("write a whole number")
# By pydantic's types of errors (docs.pydantic.dev, "Validation Errors"); the places are those of its context.
_INSTEAD = {
    "string_type": Said("write one text, in quotation marks"),
    "string_too_long": Said("write {max_length} characters at most"),
    "tuple_type": Said("write a list: [one, two]"),
    "model_type": Said("write keys with their values below it"),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "float_type": Said("write a number"),
    "datetime_type": DATE,
    "greater_than_equal": Said("write {ge:g} or more"),
    "less_than_equal": Said("write {le:g} or less"),
}
# What a pattern means, by the last key.
_ADDRESS = Said("write an address that begins with https:// or http://, without spaces")
_MEANT = {
    "id": Said("use letters, digits, dots, hyphens and underscores only"),
    "url": _ADDRESS,
    "language": Said("write its code, as in en or pt-BR"),
    "title_by": Said("write source, or us for a title of your own"),
    "api_url": _ADDRESS,
    "command": Said("write it without a slash: small letters, digits, hyphens and underscores, 31 at most"),
    "mention": Said("write the id of a role on Discord or a user group on Slack: a number, or S and what follows it"),
    "roles": Said("write the ids of roles on Discord, which are numbers, or of people on Slack, as in U012AB3CD"),
}


def instead(each: Mapping[str, Any]) -> Said:
    """Return what to write in place of the value that *each* (of ``ValidationError.errors``) is about.

    What a check of our own raised is said as it is; what has no sentence here is said as pydantic says it, in English.
    """
    context = each.get("ctx") or {}
    if each["type"] == "value_error":
        return Said.of(context["error"].args[0])
    known = _INSTEAD.get(each["type"])
    if each["type"] == "string_pattern_mismatch":
        known = next((_MEANT[key] for key in reversed(each["loc"]) if key in _MEANT), None)
    if known is not None:
        return Said(known.message, **context)
    reason = str(each["msg"])
    return Said(reason[:1].lower() + reason[1:])
