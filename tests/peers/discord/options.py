"""What a person types into a slash command, checked and typed as Discord's own app does it."""

from collections.abc import Mapping
from typing import Any

from tests.peers.discord.definitions import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    SUB,
    USER,
)
from tests.peers.discord.refusals import Json
from tests.peers.discord.world import Channel, File, User


class PersonError(AssertionError):
    """A test lets a person do what Discord's app would not let them do."""


def descend(command: Json, path: list[str]) -> tuple[list[Json], list[Json]]:
    """The sub-commands on the path (outermost first) and the options of the last one."""
    options, steps = list(command.get("options") or []), []
    for name in path:
        step = next((o for o in options if o["name"] == name and o["type"] in (SUB, GROUP)), None)
        if step is None:
            raise PersonError(f"/{command['name']} has no sub-command {name!r}")
        steps.append(step)
        options = list(step.get("options") or [])
    if any(option["type"] in (SUB, GROUP) for option in options):
        raise PersonError(f"/{' '.join([command['name'], *path])} needs a sub-command")
    return steps, options


def fill(options: list[Json], given: Mapping[str, Any], focused: str | None = None) -> list[Json]:
    """The options as the interaction carries them, in the order of the definition.

    `focused`: the option being typed, for autocomplete; then required ones may still be missing.
    """
    strange = set(given) - {option["name"] for option in options}
    if strange:
        known = ", ".join(option["name"] for option in options) or "none"
        raise PersonError(f"no such option: {', '.join(sorted(strange))} (there is: {known})")
    filled = []
    for option in options:
        name = option["name"]
        if name not in given:
            if option.get("required") and focused is None:
                raise PersonError(f"the option {name!r} is required")
            continue
        value = given[name]
        if name == focused:
            if not option.get("autocomplete"):
                raise PersonError(f"the option {name!r} has no autocomplete")
            filled.append({"name": name, "type": option["type"], "value": value, "focused": True})
        else:
            filled.append({"name": name, "type": option["type"], "value": typed(option, value)})
    return filled


def nest(steps: list[Json], filled: list[Json]) -> list[Json]:
    """Wrap the options in their sub-command and group."""
    for step in reversed(steps):
        filled = [{"name": step["name"], "type": step["type"], "options": filled}]
    return filled


def typed(option: Json, value: Any) -> Any:
    """The value as Discord sends it; raises where Discord's app would not accept it."""
    kind, name = option["type"], option["name"]
    if option.get("choices"):
        return _chosen(option, value)
    if kind == STRING:
        if not isinstance(value, str):
            raise PersonError(f"{name!r} takes text, not {value!r}")
        _between(name, len(value), option.get("min_length"), option.get("max_length", 6000), "characters")
    elif kind in (INTEGER, NUMBER):
        if isinstance(value, bool) or not isinstance(value, int if kind == INTEGER else int | float):
            raise PersonError(f"{name!r} takes a number, not {value!r}")
        _between(name, value, option.get("min_value"), option.get("max_value"), "as a value")
    elif kind == BOOLEAN:
        if not isinstance(value, bool):
            raise PersonError(f"{name!r} takes True or False, not {value!r}")
    elif kind in (CHANNEL, USER, ROLE, MENTIONABLE):
        if kind == CHANNEL and isinstance(value, Channel):
            _channel_kind(option, value)
        return value.id if isinstance(value, Channel | User) else str(value)
    elif kind == ATTACHMENT:
        if not isinstance(value, File):
            raise PersonError(f"{name!r} takes a file, not {value!r}")
        return value.id
    return value


def _channel_kind(option: Json, channel: Channel) -> None:
    kinds = option.get("channel_types")
    if kinds and channel.kind not in kinds:
        raise PersonError(f"{option['name']!r} takes channels of the types {kinds}")


def _chosen(option: Json, value: Any) -> Any:
    for choice in option["choices"]:
        if value in (choice["name"], choice["value"]):
            return choice["value"]
    names = ", ".join(str(choice["name"]) for choice in option["choices"])
    raise PersonError(f"{option['name']!r} is one of {names}, not {value!r}")


def _between(name: str, value: float, least: Any, most: Any, unit: str) -> None:
    if (least is not None and value < least) or (most is not None and value > most):
        raise PersonError(f"{name!r}: {value} {unit} is not within {least} and {most}")
