"""Small checks that are put together to describe JSON, with messages in Slack's words.

A check takes a value and the JSON pointer where it stands, and gives the faults it finds there.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


def fault(what: str, at: str) -> str:
    return f"{what} [json-pointer:{at}]"


def string(most: int | None = None, least: int = 0, one_of: tuple[str, ...] = ()) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield fault("must provide a string", at)
        elif most is not None and len(value) > most:
            yield fault(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield fault(f"must be more than {least - 1} characters", at)
        elif one_of and value not in one_of:
            yield fault(f"must be a valid enum value: {', '.join(one_of)}", at)

    return check


def boolean(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield fault("must provide a boolean", at)


def number(least: int = 0, most: int | None = None) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield fault("must provide a number", at)
        elif value < least:
            yield fault(f"must be at least {least}", at)
        elif most is not None and value > most:
            yield fault(f"must be at most {most}", at)

    return check


def anything(value: Any, at: str) -> Iterator[str]:
    yield from ()


def array(item: Check, most: int | None = None, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield fault("must provide an array", at)
            return
        if most is not None and len(value) > most:
            yield fault(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield fault(f"no fewer than {least} items required", at)
        for number_of_item, one in enumerate(value):
            yield from item(one, f"{at}/{number_of_item}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these keys and no others; `type` is checked by whoever chose the shape."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield fault("must provide an object", at)
            return
        for name in sorted(required.keys() - value.keys()):
            yield fault(f"missing required field: {name}", at)
        for name in sorted(value.keys() - known.keys() - {"type"}):
            yield fault(f"no additional properties allowed: {name}", at)
        for name, inner in known.items():
            if name in value:
                yield from inner(value[name], f"{at}/{name}")

    return check


def either(names: tuple[str, str], check: Check) -> Check:
    """At least one of two keys must be there."""

    def both(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, dict) and not any(value.get(name) for name in names):
            yield fault(f"must define either `{names[0]}` or `{names[1]}`", at)
        yield from check(value, at)

    return both


def by_type(table: Mapping[str, Check]) -> Check:
    """An object whose `type` says which shape it must have."""

    def check(value: Any, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            yield fault("must provide an object", at)
        elif not isinstance(kind, str) or kind not in table:
            yield fault(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from table[kind](value, at)

    return check


def text(most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn"), least: int = 1) -> Check:
    """A text object (docs.slack.dev/reference/block-kit/composition-objects/text-object)."""
    shapes = {
        "plain_text": shape({"text": string(most, least)}, {"emoji": boolean}),
        "mrkdwn": shape({"text": string(most, least)}, {"verbatim": boolean}),
    }
    return by_type({kind: shapes[kind] for kind in kinds})


def plain(most: int, least: int = 1) -> Check:
    return text(most, ("plain_text",), least)
