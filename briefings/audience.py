"""Audiences: for whom an article is. A key names a workspace ("discord:123") or one of its channels ("slack:T1/C2").

A key begins with the platform, so that a Discord server and a Slack team never coincide. No keys: it is for everybody.
"""

import re
from collections.abc import Iterable

from briefings.errors import Said
from briefings.place import Place

Keys = tuple[str, ...]

_KEY = re.compile(r"discord:[0-9]{1,20}(?:/[0-9]{1,20})?|slack:[A-Z0-9]{1,20}(?:/[A-Z0-9]{1,20})?")
_HOW = Said(
    "name workspaces or channels by their ids: discord:GUILD, discord:GUILD/CHANNEL, slack:TEAM or slack:TEAM/CHANNEL"
)
EVERYBODY = Place("", "", "")  # a place that only sees what is for everybody


def read_audience(value: object) -> Keys:
    """Return the keys in *value*, one text or a list of them; raise ValueError with what to write instead.

    No key at all is a fault too: who begins to limit an article does not mean everybody.
    """
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not given:
        raise ValueError(_HOW)
    keys = tuple(dict.fromkeys(str(each).strip() for each in given))
    wrong = next((key for key in keys if not _KEY.fullmatch(key)), None)
    if wrong is not None:
        raise ValueError(Said("{wrong!r} is none; {how}", wrong=wrong, how=_HOW))
    return keys


def workspace_key(place: Place) -> str:
    """Return the key of the place's workspace, "" for a place outside every workspace."""
    return f"{place.platform}:{place.workspace}" if place.workspace else ""


def place_keys(place: Place) -> Keys:
    """Return the keys that are met at *place*: its workspace's, and its channel's; none outside every workspace."""
    workspace = workspace_key(place)
    if not workspace:
        return ()
    return (workspace, f"{workspace}/{place.channel}") if place.channel else (workspace,)


def place_of(key: str) -> Place:
    """Return the place that *key* names; raise ValueError for what is no key."""
    (key,) = read_audience(key)
    platform, _, ids = key.partition(":")
    workspace, _, channel = ids.partition("/")
    return Place(platform, workspace, channel)


def narrowed(audiences: Iterable[Keys]) -> Keys | None:
    """Return the keys of those whom all of *audiences* name (none of them: everybody), None where that is nobody."""
    left: Keys = ()
    for keys in filter(None, audiences):
        if not left:
            left = keys
            continue
        both = [_narrower(one, other) for one in left for other in keys]
        left = tuple(dict.fromkeys(filter(None, both)))
        if not left:
            return None
    return left


def is_within(audience: Keys, wider: Keys) -> bool:
    """Tell whether all for whom *audience* is are among those for whom *wider* is."""
    if not audience or not wider:
        return not wider
    return all(any(_narrower(key, other) == key for other in wider) for key in audience)


def _narrower(one: str, other: str) -> str | None:
    if one == other or one.startswith(f"{other}/"):
        return one
    return other if other.startswith(f"{one}/") else None
