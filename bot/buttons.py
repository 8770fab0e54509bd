"""Buttons: sealing the ids that are handed out, and what a press on one means, also after a restart."""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.calls import Misunderstood, read_line, write_line
from bot.catalogue import N_, _
from bot.commands.table import COMMANDS
from bot.desk import Asker
from bot.platforms.packing import read_button_id
from bot.ports import Clock
from bot.replies import Press, Reply, command_line, mistake, ours
from bot.seals import Seal, bare
from briefings.audience import EVERYBODY, place_keys
from briefings.library.library import Library
from briefings.library.patience import is_busy
from briefings.place import Place

log = logging.getLogger(__name__)
_KEY_BYTES = 32
_OLD = N_("This button is from an earlier version; ask again with a command, for example help.")
_OLD_TYPED = N_("This button is from an earlier version; type instead: {line}")
_FOREIGN = N_(
    "This button is for another person or place, or its key was changed; ask again with a command, for example help."
)
_FOREIGN_TYPED = N_("This button is for another person or place, or its key was changed; type instead: {line}")


@dataclass(slots=True)
class Buttons:
    """Seals and reads the ids of buttons with a *key* that all processes share: the configured one or the library's."""

    library: Library
    clock: Clock
    key: bytes = field(default=b"", repr=False)
    _fresh: dict[str, str] = field(default_factory=dict, repr=False)  # lines on their way into the library

    def __post_init__(self) -> None:
        """Take the library's key where none is given."""
        self.key = self.key or self.library.key("buttons", secrets.token_bytes(_KEY_BYTES))

    def seal(self, asker: Asker, reply: Reply) -> Seal:
        """Return what seals the ids of *reply*: what is private can be used by the person who asked alone."""
        return self.seal_for(asker) if reply.private else Seal(self.key, asker.platform, asker.channel)

    def seal_for(self, asker: Asker) -> Seal:
        """Return what seals ids that *asker* alone can use."""
        return Seal(self.key, asker.platform, asker.channel, asker.user)

    def seal_posted(self, place: Place) -> Seal:
        """Return what seals the ids of what is posted to everybody at *place*."""
        return Seal(self.key, place.platform, place.channel)

    async def pressed(self, identity: str, asker: Asker) -> tuple[Press, str] | Reply:
        """Return what pressing the button with this id does and the line it stands for; or what to do instead."""
        here = replace(self.seal_for(asker), person="")
        above = [replace(here, channel=asker.thread_of)] if asker.thread_of else []  # a forum's post is sealed for it
        seals = (self.seal_for(asker), here, *above)
        opened = next(filter(None, (seal.opened(identity) for seal in seals)), None)
        found = read_button_id(opened) if opened else None
        line = await self.line(found[1], asker.place) if found else None
        return instead(identity) if found is None or line is None else (found[0], line)

    async def keep(self, kept: Mapping[str, str], place: Place) -> None:
        """Keep the lines that are too long for the ids of a message's buttons; without them the buttons say so.

        Call it before the message is sent: a press can come at once, and finds a line here while it is being stored.
        They are kept for those who see the same articles as people at *place*: a line can hold an article's words.
        """
        fresh = {_key_at(place, key): line for key, line in kept.items()}
        self._fresh.update(fresh)
        try:
            for key, line in fresh.items():
                await asyncio.to_thread(self.library.keep_line, key, line, self.clock.now())
        except Exception as error:
            if not is_busy(error):
                raise
            log.warning("the lines of %d buttons could not be kept", len(kept))
        finally:
            for key in fresh:
                self._fresh.pop(key, None)

    async def line(self, text: str, place: Place) -> str | None:
        """Return the typed line that a button's id holds, or that is kept under "#" and its key; None for neither.

        What is kept for everybody is found at every *place*, else only what is kept there.
        """
        if not text.startswith("#"):
            return text
        keys = [_key_at(each, text[1:]) for each in (place, EVERYBODY)]
        if fresh := next(filter(None, map(self._fresh.get, keys)), None):
            return fresh
        return await asyncio.to_thread(lambda: next(filter(None, map(self.library.kept_line, keys)), None))


def _key_at(place: Place, key: str) -> str:
    """Return under which key a button's line is kept for those who see what people at *place* see."""
    return hashlib.sha256("\n".join((key, *place_keys(place))).encode()).hexdigest()[:32]


def instead(identity: str) -> Reply:
    """Say what to type instead of pressing a button that is not to be used: by its id, which may be made up."""
    sealed, text = bare(identity)
    line = _typed(text)
    if line is None:
        return mistake(_(_FOREIGN if sealed else _OLD))
    before, after = _(_FOREIGN_TYPED if sealed else _OLD_TYPED).split("{line}")
    return Reply((ours(before), command_line(line), ours(after)), understood=False, private=True)


def _typed(line: str) -> str | None:
    """Return the line as a person would type it, None for one that is no command's."""
    try:
        call = read_line(line, COMMANDS)
    except Misunderstood:
        return None
    if not line or line.startswith("#") or not line.startswith(call.command.name):
        return None
    shown = {each.name for each in call.command.parameters if not each.hidden}
    return write_line(call.command.name, {name: value for name, value in call.arguments.items() if name in shown})
