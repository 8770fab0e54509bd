"""What Discord says when it refuses, in Discord's own JSON error shape.

Discord API documentation, "Error messages" and "Opcodes and status codes": a body is
``{"code", "message"}``, and for code 50035 also ``errors``: a tree that follows the body that was sent,
with ``{"_errors": [{"code", "message"}]}`` at every place that is wrong.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """An answer other than success: the status and the JSON body that go back to the bot."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} ({code}): {message}")
        self.status = status
        self.code = code
        self.body: Json = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


def unauthorized() -> Refusal:
    return Refusal(401, 0, "401: Unauthorized")


def no_such_route() -> Refusal:
    return Refusal(404, 0, "404: Not Found")


def unknown_channel() -> Refusal:
    return Refusal(404, 10003, "Unknown Channel")


def unknown_message() -> Refusal:
    return Refusal(404, 10008, "Unknown Message")


def unknown_webhook() -> Refusal:
    return Refusal(404, 10015, "Unknown Webhook")


def unknown_interaction() -> Refusal:
    return Refusal(404, 10062, "Unknown interaction")


def already_acknowledged() -> Refusal:
    return Refusal(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> Refusal:
    return Refusal(403, 50001, "Missing Access")


def edits_anothers_message() -> Refusal:
    return Refusal(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> Refusal:
    return Refusal(400, 50006, "Cannot send an empty message")


def missing_permissions() -> Refusal:
    return Refusal(403, 50013, "Missing Permissions")


def expired_token() -> Refusal:
    return Refusal(401, 50027, "Invalid Webhook Token")


@dataclass
class Form:
    """Collects what is wrong with one body, so that all of it is reported at once."""

    path: tuple[str, ...] = ()
    faults: list[tuple[tuple[str, ...], str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def at(self, *steps: str | int) -> "Form":
        """The same form, one or more steps deeper in the body."""
        return Form((*self.path, *map(str, steps)), self.faults, self.unknown)

    def wrong(self, code: str, message: str) -> None:
        self.faults.append((self.path, code, message))

    def known(self, body: Json, keys: Collection[str]) -> None:
        """Discord ignores keys it does not know; a test should hear of them, they are misspellings."""
        for key in body.keys() - set(keys):
            self.unknown.append(".".join((*self.path, key)))

    def text(
        self, body: Json, key: str, most: int, least: int = 0, *, needed: bool = False, filled: bool = False
    ) -> str:
        """The text at `key`, of `least` to `most` characters; `filled`: white space does not count."""
        value, here = body.get(key), self.at(key)
        if value is None:
            if needed:
                here.wrong("BASE_TYPE_REQUIRED", "This field is required")
            return ""
        if not isinstance(value, str):
            here.wrong("STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
            return ""
        if (needed or filled) and not value.strip():
            here.wrong("BASE_TYPE_REQUIRED", "This field is required")
        elif not least <= len(value) <= most:
            here.length(least, most)
        return value

    def length(self, least: int, most: int) -> None:
        if least:
            self.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            self.wrong("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def whole(self, body: Json, key: str, least: int, most: int) -> int | None:
        value, here = body.get(key), self.at(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            here.wrong("NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return None
        if not least <= value <= most:
            here.wrong("NUMBER_TYPE_RANGE", f"int value should be between {least} and {most}.")
        return value

    def flag(self, body: Json, key: str) -> bool:
        value = body.get(key)
        if value is not None and not isinstance(value, bool):
            self.at(key).wrong("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return bool(value)

    def items(self, body: Json, key: str, most: int, least: int = 0) -> list[Any]:
        value, here = body.get(key), self.at(key)
        if value is None:
            value = []
        if not isinstance(value, list):
            here.wrong("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            here.length(least, most)
        return value

    def objects(self, body: Json, key: str, most: int, least: int = 0) -> list[Json]:
        found = []
        for index, value in enumerate(self.items(body, key, most, least)):
            if isinstance(value, dict):
                found.append(value)
            else:
                self.at(key, index).wrong("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return found

    def refuse(self) -> None:
        """Raise what was collected, if anything was."""
        if not self.faults:
            return
        tree: Json = {}
        for path, code, message in self.faults:
            node = tree
            for step in path:
                node = node.setdefault(step, {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        raise Refusal(400, 50035, "Invalid Form Body", tree)
