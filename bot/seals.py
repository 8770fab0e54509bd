"""Seals: a button's id counts only where it was handed out, and if it is personal only for whom. Pure.

An id "ask:help" is sealed as "ask~SEALhelp". The seal is the first 96 bits of an HMAC-SHA-256 (RFC 2104, whose section
5 asks for 80 at least), in 16 letters, since an id on Discord has no room for more than 100.
"""

import base64
import hmac
import re
from dataclasses import dataclass, field
from typing import Any

from bot.replies import Press

LENGTH = 16  # characters by which sealing makes an id longer
_BYTES = 12
_PRESSES = frozenset(Press)
# UTF-16 units of a line: Discord takes ids of 100, Slack longer ones.
_ROOM = 100 - LENGTH - max(len(f"{press}:") for press in Press)
_ID = re.compile(rf"(?:{'|'.join(Press)})(:|~.{{{LENGTH}}})", re.DOTALL)


def fits(line: str) -> bool:
    """Tell whether a button's id has room for *line*, which need not be kept then."""
    return len(line.encode("utf-16-le", "surrogatepass")) // 2 <= _ROOM


def bare(identity: str) -> tuple[bool, str]:
    """Tell whether *identity* looks sealed, and return its line, "" for what is no id; nothing is checked here."""
    found = _ID.match(identity)
    return (found[1] != ":", identity[found.end() :]) if found else (False, "")


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals the ids of what is shown in *channel* of *platform*; with a *person* only that one can use them."""

    key: bytes = field(repr=False)
    platform: str
    channel: str
    person: str = ""

    def sealed(self, identity: str) -> str:
        """Return the id of a button with its seal; any other text is returned as it is."""
        press, colon, rest = identity.partition(":")
        return f"{press}~{self._mac(press, rest)}{rest}" if colon and press in _PRESSES else identity

    def opened(self, identity: str) -> str | None:
        """Return the id without its seal; None when it was not sealed like this."""
        press, _, rest = identity.partition("~")
        mac, text = rest[:LENGTH], rest[LENGTH:]
        genuine = hmac.compare_digest(mac.encode("utf-8", "replace"), self._mac(press, text).encode())
        return f"{press}:{text}" if genuine else None

    def on(self, part: Any) -> Any:
        """Return a message's JSON, or a part of it, with the ids that its buttons and choices hold sealed."""
        if isinstance(part, list):
            return [self.on(each) for each in part]
        if not isinstance(part, dict) or part.get("type") == "rich_text":  # which holds an article's words
            return part
        ids = {"custom_id"}  # of Discord's components
        if part.get("type") in (None, "button") and "name" not in part:
            ids.add("value")  # of Slack's buttons and of choices on both; fields and inputs have values of other kinds
        return {
            name: self.sealed(each) if name in ids and isinstance(each, str) else self.on(each)
            for name, each in part.items()
        }

    def _mac(self, press: str, text: str) -> str:
        said = "\0".join((self.platform, self.channel, self.person, press, text)).encode("utf-8", "surrogatepass")
        return base64.urlsafe_b64encode(hmac.digest(self.key, said, "sha256")[:_BYTES]).decode()
