"""People on Slack: who asks and where, and what Slack says they may do."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import Answers
from bot.catalogue import ENGLISH, _, language_for, speak
from bot.commands.reasons import reason_text
from bot.desk import Asker
from bot.platforms.slack_forms import NOWHERE, Origin
from bot.platforms.slack_troubles import said, why
from bot.replies import Reply, mistake, plain
from bot.zones import known_zone

log = logging.getLogger(__name__)
_MOST = 10_000  # people who are remembered
_RIGHTS_KNOWN = 5 * 60.0  # seconds
_LANGUAGE_KNOWN = 12 * 3600.0
_PATIENCE = 1.0  # seconds that an answer waits for its language
_BUSY = 429
_LONGEST_WAIT = 60  # seconds
_DIRECT = ("directmessage", "mpdm-")  # the names of direct messages, with one person and with several

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did at Slack: who and where, and what an answer needs.

    ``home`` is the workspace that the app is installed in, whoever asks; ``name`` is the person's, "" where Slack does
    not tell it. ``trigger`` opens one modal within three seconds; ``response_url`` takes five answers in half an hour.
    ``thread`` is the ts of the thread that is answered in, "" for none; ``view`` is the modal or Home tab in use.
    """

    asker: Asker
    home: str = ""
    name: str = ""
    origin: Origin = NOWHERE
    trigger: str = ""
    response_url: str = ""
    thread: str = ""
    view: Body | None = None


def act_of(body: Body, home: str, origin: Origin | None = None) -> Act:
    """Return who did what *body* tells, at *origin* where the body does not say it; *home* is the app's workspace.

    From a shared channel people of other workspaces can ask, who are outside ours.
    """
    user, team, container = body.get("user") or {}, body.get("team") or {}, body.get("container") or {}
    channel = body.get("channel") or {}
    where = origin or Origin(
        str(channel.get("id") or body.get("channel_id") or ""),
        str(channel.get("name") or body.get("channel_name") or ""),
    )
    inside = {team.get("id") or body.get("team_id"), user.get("team_id") or home} == {home}
    return Act(
        asker=_asker(home if inside else "", where, str(user.get("id") or body.get("user_id"))),
        home=home,
        name=str(user.get("name") or user.get("username") or ""),
        origin=where,
        trigger=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
        thread=str(container.get("thread_ts") or ""),
        view=body.get("view"),
    )


def act_of_event(event: Body, home: str) -> Act:
    """Return who wrote the message that *event* tells of; it is answered in its thread."""
    teams = {event.get(name) or home for name in ("user_team", "source_team")} | {event.get("team")}
    where = Origin(str(event["channel"]), "directmessage" if event.get("channel_type") == "im" else "")
    thread = event.get("thread_ts") or ("" if where.name else event.get("ts", ""))
    asker = _asker(home if teams == {home} else "", where, str(event["user"]))
    return Act(asker, home, origin=where, thread=str(thread))


def _asker(workspace: str, where: Origin, user: str) -> Asker:
    direct = where.channel.startswith("D") or where.name.startswith(_DIRECT)
    return Asker("slack", workspace, where.channel, user, direct=direct)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is in the workspace: whether they may manage it and are a member of it, their language and zone.

    ``unknown`` says why Slack does not tell, and what to do.
    """

    manages: bool = False
    member: bool = False
    language: str = ENGLISH
    zone: str = ""
    unknown: str = ""


class SlackPeople:
    """Asks Slack what people are, and remembers it: for five minutes what they may do, longer their language."""

    def __init__(self, answers: Answers, client: AsyncWebClient, managers: Sequence[str]) -> None:
        self._answers = answers
        self._client = client
        self._managers = frozenset(managers)
        self._known: dict[str, tuple[float, Standing]] = {}  # since when, in steady seconds
        self._asking: dict[str, asyncio.Task[Standing]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._not_before = float("-inf")

    async def greet(self, act: Act) -> Act:
        """Return the act with the person's zone and language, which is spoken in the rest of this task."""
        found = await self.standing(act.asker.user, act.home, _LANGUAGE_KNOWN)
        speak(found.language)
        return replace(act, asker=replace(act.asker, language=found.language, zone=found.zone))

    async def with_rights(self, act: Act, line: str) -> tuple[Act, str]:
        """Return the act of a person with what they may manage, and why Slack does not tell it, "" if it does.

        Slack is only asked where the answer to *line* depends on it; who is admin of another workspace manages
        nothing here.
        """
        act = await self.greet(act)
        if not act.asker.workspace or not self._answers.needs_rights(line):
            return act, ""
        if act.asker.user in self._managers:
            return replace(act, asker=replace(act.asker, may_manage=True)), ""
        standing = await self.standing(act.asker.user, act.home, _RIGHTS_KNOWN)
        return replace(act, asker=replace(act.asker, may_manage=standing.manages)), standing.unknown

    async def manages(self, act: Act) -> bool:
        """Tell whether the person may manage the workspace; False where Slack does not tell."""
        if not act.asker.workspace or act.asker.user in self._managers:
            return bool(act.asker.workspace)
        return (await self.standing(act.asker.user, act.home)).manages

    async def standing(self, user: str, home: str, known_for: float = _RIGHTS_KNOWN) -> Standing:
        """Return what *user* is in the workspace *home*, as it was told *known_for* seconds ago at most.

        Nobody waits long for their language: who would is answered in English, and in their own the next time.
        """
        now = self._answers.clock.steady()
        known = self._known.get(user)
        if known and now - known[0] < known_for and not known[1].unknown:
            return known[1]
        if known and known[1].unknown and known_for == _LANGUAGE_KNOWN and now - known[0] < _RIGHTS_KNOWN:
            return known[1]
        asking = self._asking.get(user)
        if asking is None:
            asking = self._asking[user] = asyncio.ensure_future(self._ask(user, home))
            asking.add_done_callback(lambda _: self._asking.pop(user, None))
        patience = _PATIENCE if known_for == _LANGUAGE_KNOWN else None
        done = (await asyncio.wait({asking}, timeout=patience))[0]
        return asking.result() if done else known[1] if known else Standing()

    async def _ask(self, user: str, home: str) -> Standing:
        """Ask Slack and remember what it tells; one question at a time, since it limits how many a minute brings."""
        async with self._one_at_a_time:
            now = self._answers.clock.steady()
            standing = _untold("Slack asks to wait") if now < self._not_before else await self._told(user, home)
        if len(self._known) > _MOST:
            self._known.clear()
        self._known[user] = (now, standing)
        return standing

    async def _told(self, user: str, home: str) -> Standing:
        try:
            found = (await self._client.users_info(user=user, include_locale=True))["user"]
        except SlackApiError as error:
            answer = said(error.response)
            if answer.status == _BUSY:
                wait = min(1.0 if answer.wait is None else answer.wait, _LONGEST_WAIT)
                self._not_before = self._answers.clock.steady() + wait
                return _untold("Slack asks to wait")
            return _untold(why(answer, "users:read"))
        except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError):
            return _untold("Slack cannot be reached")
        return _standing(found, home, user in self._managers)


def explained(reply: Reply, unknown: str) -> Reply:
    """Return the reply; of one that refuses, also why it is not known that the person may."""
    if not unknown or reply.understood:
        return reply
    sentence = _("Slack does not say who may manage: {reason}.").format(reason=reason_text(unknown))
    return mistake(f"{plain(reply.title)} {sentence}", *reply.buttons)


def _untold(reason: str) -> Standing:
    log.warning("Slack does not say who may manage: %s", reason)
    return Standing(unknown=reason)


def _standing(found: Body, home: str, named: bool) -> Standing:
    member = found.get("team_id") == home and not found.get("is_stranger")
    manages = member and (named or bool(found.get("is_admin") or found.get("is_owner")))
    return Standing(manages, member, language_for(found.get("locale")), known_zone(found.get("tz")))
