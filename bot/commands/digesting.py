"""Digests: what would be posted, what is set up, and what became of each slot, for people who may manage."""

from collections.abc import Mapping
from dataclasses import replace

from bot.catalogue import _, counted, spoken
from bot.commands.command import Command, Kind, Parameter
from bot.commands.digest_reply import NEWEST, both_times, upcoming
from bot.commands.reasons import reason_text
from bot.commands.schedules import (
    coming_slots,
    lacking,
    mention_pieces,
    no_schedules,
    place_pieces,
    posts_pieces,
    schedule_asked,
    schedules_here,
    set_up,
    settings_text,
    slot_line,
)
from bot.commands.shown import ask
from bot.desk import Desk
from bot.replies import Button, Card, Line, Reply, card, ours, phrase, quiet, strong
from briefings.library.ledger import Planned

_SWITCHES = 10  # digests that have a button


def preview(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with exactly what would be posted now; without a schedule with the newest entries."""
    planned = schedule_asked(desk, arguments["name"]) if "name" in arguments else None
    schedule, number = (planned.schedule, planned.number) if planned else (replace(NEWEST, language=spoken()), None)
    return replace(upcoming(desk.shelf, desk.deliveries, schedule, number, desk.now), private=True, mention="")


def send(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Enter a slot for now; the deliveries take it up at once, or when the bot runs."""
    planned = schedule_asked(desk, arguments["name"])
    desk.deliveries.enter_now(planned.number, desk.now)
    desk.wake()
    where = place_pieces(planned.schedule.place, desk.asker)
    sentence = _("{name}: posting to {place} now; digest status says how it went.")
    title = tuple(phrase(sentence, name=ours(planned.schedule.name), place=where))
    status_button = ask(_("Digest status"), "digest status")
    return Reply(title, notes=lacking(desk, planned.schedule), buttons=(status_button,), private=True)


def list_all(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the schedules and their settings."""
    planned = schedules_here(desk)
    if not planned:
        return no_schedules()
    cards = [
        card(
            [
                strong(each.schedule.name),
                quiet(f" ({_('from the configuration')})" if each.from_config else ""),
                quiet(f" · {_('paused')}" if each.paused_by is not None else ""),
            ],
            posts_pieces(each.schedule, desk.asker),
            [quiet(settings_text(each.schedule)), *mention_pieces(each.schedule)],
        )
        for each in planned
    ]
    return Reply(
        (strong(_("Digests")),),
        counted("{n} digest", "{n} digests", len(planned)),
        tuple(cards),
        buttons=(*map(_switch, planned[:_SWITCHES]), set_up()),
        private=True,
    )


def _switch(planned: Planned) -> Button:
    """Return the button that pauses a digest, or lets it go on."""
    name = planned.schedule.name
    if planned.paused_by is None:
        return ask(_("Pause {name}").format(name=name), "digest pause", name=name)
    return ask(_("Resume {name}").format(name=name), "digest resume", name=name)


def status(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with each schedule's next slot and what became of the last ones."""
    planned = [schedule_asked(desk, arguments["name"])] if "name" in arguments else schedules_here(desk)
    if not planned:
        return no_schedules()
    return Reply(
        title=(strong(_("Digests")),),
        lead=counted("{n} digest", "{n} digests", len(planned)),
        cards=tuple(_status(desk, each) for each in planned),
        private=True,
    )


def _status(desk: Desk, planned: Planned) -> Card:
    last = desk.deliveries.last(planned.number)
    changes = desk.deliveries.corrections.of([each.number for each in last])
    lines: list[Line] = [slot_line(each, planned.schedule.zone, changes.get(each.number, ())) for each in last]
    if not last:
        lines = [(quiet(_("no slot has come due yet")),)]
    schedule = planned.schedule
    return card(
        [strong(schedule.name), ours(" · "), *place_pieces(schedule.place, desk.asker)],
        [ours(_coming(desk, planned))],
        *lines,
    )


def _coming(desk: Desk, planned: Planned) -> str:
    """Return when the schedule posts next, or why it does not and what to do."""
    schedule = planned.schedule
    if planned.stopped:
        stopped = _("stopped: {reason}; mend it, then: {line}")
        return stopped.format(reason=reason_text(planned.stopped), line=f"digest send {schedule.name}")
    if planned.paused_by is not None:
        return _("paused; to go on: {line}").format(line=f"digest resume {schedule.name}")
    following = coming_slots(desk, planned, 1)
    if not following:
        return _("no day or time")
    return _("next: {time}").format(time=both_times(following[0], schedule.zone))


NAME = Parameter("name", "The digest's name", Kind.SCHEDULE, longest=60)
NAMED = Parameter("name", NAME.help, Kind.SCHEDULE, required=True, longest=60)
COMMANDS = (
    Command("digest preview", "What would be posted now", preview, (NAME,), ("digest preview",), True, False),
    Command("digest send", "Post a digest now", send, (NAMED,), ("digest send morning",), True, False),
    Command("digest list", "The digests that are set up", list_all, (), ("digest list",), True, False),
    Command(
        "digest status",
        "Next slots, and what became of the last ones",
        status,
        (NAME,),
        ("digest status",),
        True,
        False,
    ),
)
