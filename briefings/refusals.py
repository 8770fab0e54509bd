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
_MEANT = {
    "id": Said("use letters, digits, dots, hyphens and underscores only"),
    "url": Said("write an address that begins with https:// or http://, without spaces"),
    "language": Said("write its code, as in en or pt-BR"),
}


def instead(each: Mapping[str, Any]) -> Said:
    """Return what to write in place of the value that *each* (of ``ValidationError.errors``) is about.

    What a check of our own raised is said as it is; what has no sentence here is said as pydantic says it, in English.
    """
    context = each.get("ctx") or {}
    if each["type"] == "value_error":
        return Said.of(context["error"].args[0])
    known = _INSTEAD.get(each["type"])
    if each["type"] == "string_pattern_mismatch" and each["loc"]:
        known = _MEANT.get(str(each["loc"][-1]))
    if known is not None:
        return Said(known.message, **context)
    reason = str(each["msg"])
    return Said(reason[:1].lower() + reason[1:])
