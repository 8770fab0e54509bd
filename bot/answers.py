"""Answers: the one way from what somebody asks to a reply, and the one boundary where errors become sentences."""

import asyncio
import logging
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.calls import Call, Misunderstood, check, clean, read_line
from bot.commands.asked import NothingFound
from bot.commands.command import PART
from bot.commands.table import COMMANDS, ON_MESSAGES
from bot.desk import Asker, Desk
from bot.ports import Clock
from bot.replies import Button, Reply, mistake
from briefings.errors import BriefingError, StoreError
from briefings.library.database import is_busy
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.library.shelf import Shelf

log = logging.getLogger(__name__)
_KEPT = 500  # replies that are kept
_SMALL = 20_000  # characters; longer ones are not kept
_SHORT_LINE = 80  # characters; a longer one would have to be stored for a button
T = TypeVar("T")
_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Answers:
    """Answers calls from the library. ``answer`` never raises and never makes the event loop wait.

    ``per_minute`` limits each person's commands, 0 for no limit.
    """

    library: Library
    deliveries: Deliveries
    clock: Clock
    per_minute: int = 20
    page_size: int = 5
    wake: Callable[[], None] = lambda: None
    _kept: OrderedDict[tuple[object, ...], Reply] = field(default_factory=OrderedDict)
    _asked: dict[tuple[str, str, str], deque[datetime]] = field(default_factory=dict)

    async def answer_line(self, line: str, asker: Asker) -> Reply:
        """Answer the typed *line*."""
        return await self._answer(lambda: read_line(line, COMMANDS), asker)

    async def answer(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Answer the command *name* with *arguments* as a form filled them in."""
        return await self._answer(lambda: check(name, arguments, COMMANDS), asker)

    async def answer_message(self, label: str, text: str, asker: Asker) -> Reply:
        """Answer the command that is offered on messages as *label*, for a message's *text*."""
        command = ON_MESSAGES.get(label)
        if command is None:
            return mistake("This entry of the menu is from an earlier version.")
        if not text.strip():
            return mistake("This message has no text.")
        first = command.parameters[0]
        return await self.answer(command.name, {first.name: text[: first.longest]}, asker)

    async def _answer(self, read: Callable[[], Call], asker: Asker) -> Reply:
        slow_down = self._too_many(asker)
        if slow_down is not None:
            return slow_down
        call = self._guarded("a line", read)
        if isinstance(call, Reply):
            return call
        # Which part of a page is shown matters to the renderers alone.
        call = Call(call.command, {name: value for name, value in call.arguments.items() if name != PART.name})
        state = self.library.state() if self.library.state_is_near else await asyncio.to_thread(self.library.state)
        today = self.clock.now().date()  # a question can hold "yesterday", and topics are new for a week
        key = (state, today, asker.workspace, asker.may_manage, call.line)
        reply = self._kept.get(key)
        if reply is None:
            reply = await asyncio.to_thread(self._answer_call, call, asker)
            if call.command.steady and reply.understood and reply.size < _SMALL:
                self._keep(key, reply)
        return reply

    def answer_here(self, line: str, asker: Asker) -> Reply:
        """Answer the typed *line* on this thread, which may have to wait for the database. Never raises."""
        call = self._guarded("a line", lambda: read_line(line, COMMANDS))
        return call if isinstance(call, Reply) else self._answer_call(call, asker)

    def _answer_call(self, call: Call, asker: Asker) -> Reply:
        if call.command.manage and not asker.may_manage:
            return mistake(f"{call.command.name} is for people who may manage this server or workspace.")
        return self._guarded(call.command.name, lambda: self._handled(call, asker))

    def _handled(self, call: Call, asker: Asker) -> Reply:
        command, arguments = call.command, {name: clean(value) for name, value in call.arguments.items()}
        if not command.steady:
            reply = command.handler(self._desk(self.library.shelf(asker.workspace), asker), arguments)
            return _of_a_message(reply) if command.on_message else reply.asked_by(call.line)
        with self.library.shelf(asker.workspace).at_once() as shelf:
            desk = self._desk(shelf, asker)
            reply = command.handler(desk, arguments)
            if reply.page > reply.pages:  # the library has shrunk since the button was made
                reply = command.handler(desk, {**arguments, "page": str(reply.pages)})
        return reply.asked_by(call.line)

    def _desk(self, shelf: Shelf, asker: Asker) -> Desk:
        return Desk(shelf, self.library.curations, self.deliveries, self.clock.now(), asker, self.page_size, self.wake)

    def _guarded(self, what: str, act: Callable[[], T]) -> T | Reply:
        """Do *act*; a person's mistake becomes a sentence, a fault of ours an id that stands in the log."""
        try:
            return act()
        except NothingFound as error:
            return error.reply
        except Misunderstood as error:
            return _not_understood(error)
        except StoreError as error:
            log.error("answering %s: %s", what, error)
            return mistake("The library cannot be used at the moment; the operator finds why in the log.")
        except BriefingError as error:
            return mistake(_sentence(str(error)))
        except Exception as error:
            if is_busy(error):
                return mistake("The library is being written to; ask again in a moment.")
            fault = secrets.token_hex(4)
            log.exception("fault %s answering %s", fault, what)
            return mistake(f"Something went wrong here; the operator finds it in the log as fault {fault}.")

    def needs_rights(self, line: str) -> bool:
        """Tell whether the answer to the typed *line* depends on what the person may manage."""
        try:
            command = read_line(line, COMMANDS).command
        except Misunderstood:
            return False
        return command.manage or command.rights_matter

    async def keep_lines(self, kept: Mapping[str, str]) -> None:
        """Keep the lines that are too long for the ids of a message's buttons; without them the buttons say so."""
        try:
            for key, line in kept.items():
                await asyncio.to_thread(self.library.keep_line, key, line, self.clock.now())
        except Exception as error:
            if not is_busy(error):
                raise
            log.warning("the lines of %d buttons could not be kept", len(kept))

    async def button_line(self, text: str) -> str | None:
        """Return the typed line that a button's id holds, or that is kept under "#" and its key; None for neither."""
        return await asyncio.to_thread(self.library.kept_line, text[1:]) if text.startswith("#") else text

    def _keep(self, key: tuple[object, ...], reply: Reply) -> None:
        self._kept[key] = reply
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _too_many(self, asker: Asker) -> Reply | None:
        """Return what to say to a person who asks more often than the limit allows, None to everybody else."""
        if not self.per_minute or asker.platform == "terminal":
            return None
        now = self.clock.now()
        times = self._asked.setdefault((asker.platform, asker.workspace, asker.user), deque())
        while times and now - times[0] >= _MINUTE:
            times.popleft()
        if len(times) >= self.per_minute:
            wait = (_MINUTE - (now - times[0])).total_seconds()
            return mistake(f"That is {self.per_minute} commands in a minute; the next one works in {wait:.0f} s.")
        times.append(now)
        if len(self._asked) > 10_000:
            self._asked = {key: asked for key, asked in self._asked.items() if asked and now - asked[-1] < _MINUTE}
        return None


def _not_understood(error: Misunderstood) -> Reply:
    buttons = (Button(error.suggestion[:80], error.suggestion),) if error.suggestion else ()
    return mistake(_sentence(str(error)), *buttons)


def _of_a_message(reply: Reply) -> Reply:
    """Return the reply without a line that asks for it again, and without buttons that hold the message's text."""
    return replace(reply, buttons=tuple(button for button in reply.buttons if len(button.line) <= _SHORT_LINE))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."
