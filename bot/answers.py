"""Answers: the one way from what somebody asks to a reply, and the one boundary where errors become sentences."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import InitVar, dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from bot.buttons import Buttons
from bot.calls import Call, Misunderstood, check, clean, read_line
from bot.catalogue import _, speaking, told
from bot.commands.asked import NothingFound
from bot.commands.command import PART, Command
from bot.commands.table import COMMANDS, ON_MESSAGES
from bot.completions import Choice, complete
from bot.desk import Asker, Desk, Upload
from bot.forms import form_of, proposed
from bot.handed import Handed, words_of
from bot.kept import Kept, KeptReplies
from bot.ports import Clock
from bot.readers import Readers
from bot.replies import Button, Press, Reply, mistake, person, phrase
from bot.rules import Rules
from bot.seals import fits
from bot.turns import Turns
from briefings.article import Article
from briefings.audience import place_keys
from briefings.errors import BriefingError, StoreError
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.library.patience import is_busy
from briefings.library.shelf import Shelf

log = logging.getLogger(__name__)
T = TypeVar("T")
Uploads = tuple[Upload, ...]


def _fetched(url: str) -> Article:
    from bot.fetching.pages import fetch_article  # aiohttp takes 0.3 s to import, and few commands need it

    return fetch_article(url)


@dataclass(slots=True)
class Answers:
    """Answers calls from the library. ``answer`` never raises and never makes the event loop wait for long.

    ``per_minute`` limits each person's commands, 0 for no limit. ``rules`` say where is answered and
    shared. ``key`` seals the ids of buttons; without one the library's is taken.
    """

    library: Library
    deliveries: Deliveries
    clock: Clock
    per_minute: int = 20
    page_size: int = 5
    wake: Callable[[], None] = lambda: None
    fetch: Callable[[str], Article] = _fetched
    rules: Rules = field(default_factory=Rules)
    key: InitVar[bytes] = b""
    buttons: Buttons = field(init=False)
    _kept: KeptReplies = field(default_factory=KeptReplies)
    _turns: Turns = field(default_factory=Turns)
    _readers: Readers = field(init=False)

    def __post_init__(self, key: bytes) -> None:
        """Take what seals the ids of buttons."""
        self.buttons = Buttons(self.library, self.clock, key)
        self._readers = Readers(self.library.state_is_near, self.clock)

    async def answer_line(self, line: str, asker: Asker, counted: bool = True) -> Reply:
        """Answer the typed *line*; one that nobody typed is not *counted* among the person's commands."""
        return await self._answer(lambda: read_line(line, COMMANDS), asker, counted=counted)

    async def press(self, press: Press, line: str, asker: Asker) -> Reply:
        """Answer the *line* of a button that was pressed.

        What is shared has a button that takes it back, and none for managers.
        """
        refused = self.rules.not_shared(asker) if press is Press.SHARE else None
        if refused is not None:
            return refused
        reply = await self.answer_line(line, asker)
        if press is not Press.SHARE or reply.private:
            return reply
        with speaking(asker.language):
            back = Button(_("Take back"), asker.user, Press.TAKE_BACK)
        for_all = (button for button in reply.buttons if not self.changes(button.line))
        return replace(reply, buttons=(back, *for_all), shareable=False)

    def may_take_back(self, sharer: str, asker: Asker, moderates: bool) -> Reply | None:
        """Return what to say to somebody who may not delete what *sharer* shared, None to those who may."""
        if moderates or asker.may_manage or asker.user == sharer:
            return None
        with speaking(asker.language):
            who = _("Only {person}, who shared this, and people who moderate here can take it back.")
            return Reply(tuple(phrase(who, person=person(sharer))), understood=False, private=True)

    async def answer(self, name: str, arguments: Mapping[str, str], asker: Asker, uploads: Uploads = ()) -> Reply:
        """Answer the command *name* with *arguments* as a form filled them in, and the files that came with it."""
        return await self._answer(lambda: check(name, arguments, COMMANDS), asker, uploads)

    async def answer_form(self, line: str, values: Mapping[str, str], asker: Asker, uploads: Uploads = ()) -> Reply:
        """Answer the typed *line* with what was filled into its form, and the files that came with it.

        No form opens another: Discord would refuse it.
        """

        def read() -> Call:
            call = _begun(line)
            return check(call.command.name, {**call.arguments, **values}, COMMANDS)

        reply = await self._answer(read, asker, uploads)
        if reply.form is None:
            return reply
        if not reply.understood:  # it says what is lacking
            return replace(reply, form=None)
        with speaking(asker.language):
            return mistake(_("Nothing was filled in."), Button(reply.form.title, reply.form.line))

    async def choices(self, line: str, option: str, typed: str, asker: Asker) -> list[Choice]:
        """Return what goes on from what was typed into *option* of the command of *line*.

        That is nothing where the command has no such option, and where nothing is answered.
        """
        if self.rules.not_here(asker):
            return []

        def found() -> list[Choice]:
            parameter = _begun(line).command.parameter(option)
            shelf = self.library.shelf(asker.place, self.clock.now())
            return complete(parameter, typed, shelf, self.deliveries, asker) if parameter else []

        async with self._turns.turn(asker):  # a flood of them leaves threads for others
            choices = await self._readers.read("a completion", lambda: self._guarded("a completion", found))
        return [] if isinstance(choices, Reply) else choices

    async def form(self, name: str, asker: Asker) -> Reply:
        """Return the form of the command *name* for one who may use it."""
        command = COMMANDS.get(name)
        with speaking(asker.language):
            if command is None:
                return mistake(_("There is no command {name!r}; help lists them.").format(name=name))
            if command.manage and not asker.may_manage:
                return _for_managers(command)
            sentence = _("Type {name} with its options; help {name} lists them.").format(name=name)
            return replace(mistake(sentence), form=form_of(command, proposed(command, asker)))

    async def answer_message(self, label: str, text: str, asker: Asker, files: Handed | None = None) -> Reply:
        """Answer the command that is offered on messages as *label*, for a message's *text* and those of its *files*
        that are text; nothing is got for who is not answered here or asks too much."""
        command = ON_MESSAGES.get(label)
        with speaking(asker.language):
            if command is None:
                return mistake(_("This entry of the menu is from an earlier version."))
            if refused := self._refused(asker):
                return refused
            try:
                text = "\n\n".join([*([text] if text.strip() else []), *words_of(await files() if files else ())])
            except BriefingError as error:
                return mistake(_sentence(told(error)))
            if not text.strip():
                return mistake(_("This message has no text; of its files, .md and .txt of at most 1 MB are read."))
            first = command.parameters[0]
            given = {first.name: text[: first.longest]}
            return await self._answer_spoken(lambda: check(command.name, given, COMMANDS), asker, ())

    def _refused(self, asker: Asker, counted: bool = True) -> Reply | None:
        """Return what is said to somebody who is not answered here, or asks too much; asking is *counted*."""
        refused = self.rules.not_here(asker)
        if refused is None and counted:
            refused = self._turns.too_many(asker, self.clock.steady(), self.per_minute)
        return refused

    async def _answer(
        self, read: Callable[[], Call], asker: Asker, uploads: Uploads = (), counted: bool = True
    ) -> Reply:
        with speaking(asker.language):
            return self._refused(asker, counted) or await self._answer_spoken(read, asker, uploads)

    async def _answer_spoken(self, read: Callable[[], Call], asker: Asker, uploads: Uploads) -> Reply:
        call = self._guarded("a line", lambda: _permitted(read, asker))
        if isinstance(call, Reply):
            return call
        # Which part of a page is shown matters to the renderers alone.
        call = Call(call.command, {name: value for name, value in call.arguments.items() if name != PART.name})
        now = self.clock.now()
        today = now.date()  # a question can hold "yesterday"
        state = self.library.state() if self.library.state_is_near else await asyncio.to_thread(self.library.state)
        key = (state, today, place_keys(asker.place), asker.may_manage, asker.language, call.line)
        kept = self._kept.get(key, now)
        if kept is None:
            async with self._turns.turn(asker):
                kept = await self._work_out(call, asker, uploads)
            if call.command.steady:
                self._kept.keep(key, kept)
        return replace(kept.reply, shareable=False) if self.rules.not_shared(asker) else kept.reply

    async def _work_out(self, call: Call, asker: Asker, uploads: Uploads) -> Kept:
        if not call.command.steady:  # it may write, or fetch for long
            return await asyncio.to_thread(self._answer_until, call, asker, uploads)
        kind = " ".join((call.command.name, *sorted(call.arguments)))
        return await self._readers.read(kind, lambda: self._answer_until(call, asker, uploads))

    def _answer_until(self, call: Call, asker: Asker, uploads: Uploads) -> Kept:
        """Answer, and say until when: an embargo that ends changes answers without a change of the library."""
        now = self.clock.now()
        until = self._guarded(call.command.name, lambda: self.library.next_embargo(now))
        if isinstance(until, Reply):
            return Kept(until, now)
        return Kept(self._answer_call(call, asker, uploads), until)

    def answer_here(self, line: str, asker: Asker) -> Reply:
        """Answer the typed *line* on this thread, which may have to wait for the database. Never raises."""
        with speaking(asker.language):
            call = self._guarded("a line", lambda: read_line(line, COMMANDS))
            return call if isinstance(call, Reply) else self._answer_call(call, asker)

    def _answer_call(self, call: Call, asker: Asker, uploads: Uploads = ()) -> Reply:
        if call.command.manage and not asker.may_manage:
            return _for_managers(call.command)
        return self._guarded(call.command.name, lambda: self._handled(call, asker, uploads))

    def _handled(self, call: Call, asker: Asker, uploads: Uploads) -> Reply:
        command, arguments = call.command, {name: clean(value) for name, value in call.arguments.items()}
        now = self.clock.now()
        if not command.steady:
            desk = self._desk(self.library.shelf(asker.place, now), asker, now, uploads)
            reply = command.handler(desk, arguments)
            return _of_a_message(reply) if command.on_message else reply.asked_by(call.line)
        with self.library.shelf(asker.place, now).at_once() as shelf:
            desk = self._desk(shelf, asker, now)
            reply = command.handler(desk, arguments)
            if reply.page > reply.pages:  # the library has shrunk since the button was made
                reply = command.handler(desk, {**arguments, "page": str(reply.pages)})
        return reply.asked_by(call.line)

    def _desk(self, shelf: Shelf, asker: Asker, now: datetime, uploads: Uploads = ()) -> Desk:
        return Desk(
            shelf=shelf,
            curations=self.library.curations,
            additions=self.library.additions,
            people=self.library.people,
            deliveries=self.deliveries,
            now=now,
            asker=asker,
            page_size=self.page_size,
            wake=self.wake,
            fetch=self.fetch,
            uploads=uploads,
        )

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
            return mistake(_("The library cannot be used at the moment; the operator finds why in the log."))
        except BriefingError as error:
            return mistake(_sentence(told(error)))
        except Exception as error:
            if is_busy(error):
                return mistake(_("The library is being written to; ask again in a moment."))
            fault = secrets.token_hex(4)
            log.exception("fault %s answering %s", fault, what)
            sentence = _("Something went wrong here; the operator finds it in the log as fault {fault}.")
            return mistake(sentence.format(fault=fault))

    def needs_rights(self, line: str) -> bool:
        """Tell whether the answer to the typed *line* depends on what the person may manage."""
        try:
            command = _begun(line).command
        except Misunderstood:
            return False
        return command.manage or command.rights_matter

    def changes(self, line: str) -> bool:
        """Tell whether what the typed *line* stands for can change the library or its digests."""
        try:
            return _begun(line).command.manage
        except Misunderstood:
            return False


def _begun(line: str) -> Call:
    """Return the call that the typed *line* stands for, even one that lacks something."""
    try:
        return read_line(line, COMMANDS)
    except Misunderstood as error:
        if error.unfinished is None:
            raise
        return error.unfinished


def _permitted(read: Callable[[], Call], asker: Asker) -> Call | Reply:
    """Return what *read* reads; of an unfinished call only what *asker* may use is asked for, with what is proposed."""
    try:
        return read()
    except Misunderstood as error:
        if error.unfinished is None:
            raise
        command, given = error.unfinished.command, error.unfinished.arguments
        if command.manage and not asker.may_manage:
            return _for_managers(command)
        unfinished = Call(command, {**proposed(command, asker), **given})
        raise Misunderstood(str(error), option=error.option, unfinished=unfinished) from None


def _for_managers(command: Command) -> Reply:
    sentence = _("{command} is for people who may manage this server or workspace.")
    return mistake(sentence.format(command=command.name))


def _not_understood(error: Misunderstood) -> Reply:
    """Say what to type instead, and open the form of a call that lacks something."""
    buttons = (Button(error.suggestion[:80], error.suggestion),) if error.suggestion else ()
    call = error.unfinished
    form = form_of(call.command, call.arguments) if call else None
    return replace(mistake(_sentence(str(error)), *buttons), form=form, option=error.option)


def _of_a_message(reply: Reply) -> Reply:
    """Return the reply without a line that asks for it again, and without buttons whose lines would be stored."""
    return replace(reply, buttons=tuple(button for button in reply.buttons if fits(button.line)))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."
