"""Modals and the Home tab: opening them, what is offered in them, what is sent off and pressed there."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.answers import Answers
from bot.catalogue import told
from bot.commands.table import COMMANDS
from bot.forms import form_of
from bot.handed import NotHandedOut
from bot.platforms import slack_forms, slack_screens
from bot.platforms.packing import part_asked
from bot.platforms.slack_files import SlackFiles
from bot.platforms.slack_forms import NOWHERE, Filled
from bot.platforms.slack_people import Act, SlackPeople, explained
from bot.platforms.slack_speech import SlackSpeech
from bot.replies import Form, Press, Reply, mistake, plain

PATIENCE = 1.5  # seconds that a form which was sent off stays open for its answer; Slack waits for 3
_HOMES = 20  # people whose Home tab is kept up to date

Json = dict[str, Any]
Later = Callable[[Coroutine[Any, Any, None]], None]


class SlackViews:
    """Shows forms and answers in modals, and the library and its digests on the Home tab.

    ``later`` lets something go on after Slack has its acknowledgement; ``patience`` is how many seconds a form that was
    sent off stays open for its answer.
    """

    def __init__(
        self,
        answers: Answers,
        people: SlackPeople,
        speech: SlackSpeech,
        files: SlackFiles,
        later: Later,
        patience: float,
    ) -> None:
        self._answers = answers
        self._people = people
        self._speech = speech
        self._files = files
        self._later = later
        self._patience = patience
        self._homes: OrderedDict[str, tuple[Act, Json]] = OrderedDict()
        self._publishing = asyncio.Lock()

    async def open_form(self, act: Act, form: Form) -> bool:
        """Open the modal of *form*; return False when Slack does not, as when answering took three seconds.

        An app that was installed with an earlier manifest may not take files; it opens the form without them.
        """
        if await self._speech.open(act, await self._form_view(form, act)):
            return True
        rest = slack_forms.without_files(form)
        return rest != form and await self._speech.open(act, await self._form_view(rest, act))

    async def _form_view(self, form: Form, act: Act) -> Json:
        kept: dict[str, str] = {}
        view = slack_forms.view(form, act.origin, self._answers.buttons.seal_for(act.asker), kept)
        await self._answers.buttons.keep(kept, act.asker.place)
        return view

    async def ask_anything(self, act: Act) -> None:
        """Open the modal that takes a question or a command."""
        form = form_of(COMMANDS[slack_screens.QUESTION], {})
        seal = self._answers.buttons.seal_for(act.asker)
        await self._speech.open(act, slack_screens.ask_anything(form, act.origin, seal))

    async def choose(self, act: Act, name: str) -> None:
        """Turn the modal into the form of the command *name*."""
        act, unknown = await self._people.with_rights(act, name)
        reply = await self._answers.form(name, act.asker)
        if reply.form is None:
            view = await self._answer_view(explained(reply, unknown), act)
        else:
            view = await self._form_view(reply.form, act)
        await self._speech.change(_id(act), view)

    async def offered(self, act: Act, field: str, typed: str) -> list[Json]:
        """Return the options of a menu for what was typed into it, as Discord's completion ranks them."""
        identity, _ = slack_forms.remembered(act.view or {})
        pressed = await self._answers.buttons.pressed(identity, act.asker)
        if isinstance(pressed, Reply):
            return []
        line = pressed[1]
        if field == slack_screens.COMMAND and line == slack_screens.QUESTION:
            line = "help"
        act, _ = await self._people.with_rights(act, line)
        found = await self._answers.choices(line, field, typed, act.asker)
        return slack_forms.options(((each.label, each.value) for each in found), typed)

    async def submit(self, ack: AsyncAck, act: Act, filled: Filled) -> None:
        """Answer a form: a mistake is shown in it, an answer where it was opened.

        The acknowledgement tells which, so it waits for the answer, but not for long.
        """
        pressed = await self._answers.buttons.pressed(filled.identity, act.asker)
        line = "" if isinstance(pressed, Reply) else pressed[1]
        task = asyncio.ensure_future(self._filled(act, pressed, filled))
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        fields = slack_forms.inputs(act.view or {})
        if not done or (task.result().understood and filled.origin.channel):
            await ack()
            self._later(self._tell(act, task, line))
        elif fields and not task.result().understood:
            reply = task.result()
            where = reply.option if reply.option in fields else fields[0]
            await ack(response_action="errors", errors={where: plain(reply.title)})
        else:
            await ack(response_action="update", view=await self._answer_view(task.result(), act))
            self._later(self.refresh(line))

    async def _filled(self, act: Act, pressed: tuple[Press, str] | Reply, filled: Filled) -> Reply:
        if isinstance(pressed, Reply):
            return pressed
        act, unknown = await self._people.with_rights(act, pressed[1])
        try:
            files = await self._files.got(filled.files, act.asker.user) if act.asker.may_manage else ()
        except NotHandedOut as error:
            return mistake(f"{told(error)}.")
        reply = explained(await self._answers.answer_form(pressed[1], filled.values, act.asker, files), unknown)
        return await self._speech.hand_over(reply, reply.file, act.asker) if reply.file else reply

    async def _tell(self, act: Act, answering: Awaitable[Reply], line: str) -> None:
        await self._speech.tell(act, await answering)
        await self.refresh(line)

    async def press(self, act: Act, pressed: tuple[Press, str] | Reply) -> None:
        """Answer a button of a modal in its place, one of the Home tab in a modal or as a note on the tab."""
        home = (act.view or {}).get("type") == "home"
        if home:
            act = await self._at_home(act)
        line = "" if isinstance(pressed, Reply) else pressed[1]
        act, unknown = await self._people.with_rights(act, line)
        reply = pressed if isinstance(pressed, Reply) else await self._answers.answer_line(line, act.asker)
        if reply.form is not None and await self.open_form(act, reply.form):
            return
        reply = explained(reply, unknown)
        if home and not reply.cards:
            await self._publish(act, reply)
            return
        view = await self._answer_view(reply, act, part_asked(line))
        await (self._speech.open(act, view) if home else self._speech.change(_id(act), view))
        await self.refresh(line)

    async def _answer_view(self, reply: Reply, act: Act, part: int = 0) -> Json:
        seal = self._answers.buttons.seal_for(act.asker)
        view, kept = slack_screens.answer(reply, part, act.origin, seal)
        await self._answers.buttons.keep(kept, act.asker.place)
        return view

    async def show_home(self, act: Act) -> None:
        """Show the library and its digests on the Home tab of who opened it."""
        self._homes.pop(act.asker.user, None)
        await self._publish(await self._at_home(act))

    async def refresh(self, line: str) -> None:
        """Show the Home tabs that are open again, after a *line* that can have changed what is on them."""
        if self._answers.changes(line):
            for act, _ in list(self._homes.values()):
                await self._publish(act)

    async def _publish(self, act: Act, note: Reply | None = None) -> None:
        """Publish what is there now, one after the other, so that no older view replaces a newer one."""
        async with self._publishing:
            seal = self._answers.buttons.seal_for(act.asker)
            replies = await self._home_replies(act)
            view, kept = slack_screens.home(replies, seal, note)
            bare = view if note is None else slack_screens.home(replies, seal)[0]
            user = act.asker.user
            if note is None and user in self._homes and self._homes[user][1] == bare:
                return  # a note that stands there stays
            await self._answers.buttons.keep(kept, act.asker.place)
            if await self._speech.publish(user, view):
                self._homes[user] = act, bare
                self._homes.move_to_end(user)
            if len(self._homes) > _HOMES:
                self._homes.popitem(last=False)

    async def _home_replies(self, act: Act) -> list[Reply]:
        act, _ = await self._people.with_rights(act, "digest list")
        lines = ["briefing", *(["digest list"] if act.asker.may_manage else [])]
        return [await self._answers.answer_line(line, act.asker, counted=False) for line in lines]

    async def _at_home(self, act: Act) -> Act:
        """Return the act of a member, who sees what is for the whole workspace; others see what is for everybody."""
        standing = await self._people.standing(act.asker.user, act.home)
        workspace = act.asker.workspace if standing.member else ""
        asker = replace(act.asker, workspace=workspace, channel="", direct=not standing.member)
        return replace(act, asker=asker, origin=NOWHERE)


def _id(act: Act) -> str:
    return str((act.view or {}).get("id", ""))
