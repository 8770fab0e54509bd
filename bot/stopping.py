"""Telling the person who set a digest up that it was stopped: once, by direct message."""

import logging

from bot.catalogue import _, speaking
from bot.commands.reasons import reason_text
from bot.commands.shown import ask
from bot.ports import Poster, PostError
from bot.replies import Reply, ours, phrase, strong
from briefings.place import Place
from briefings.schedule import Schedule

log = logging.getLogger(__name__)


async def tell_stopped(poster: Poster, schedule: Schedule, person: str, reason: str, token: str) -> None:
    """Write to *person* (the platform's id) that *schedule* was stopped, and why, marked with *token*.

    What cannot be told is logged.
    """
    place = schedule.place
    if place.person is not None:
        return  # the stopped digest is itself a direct message to the person
    try:
        direct = Place(place.platform, place.workspace, f"@{person}")
        await poster.post(direct, stopped_reply(schedule, reason), token, 0)
    except PostError as error:
        log.warning("digest %s was stopped, and who set it up cannot be told: %s", schedule.name, error)


def stopped_reply(schedule: Schedule, reason: str) -> Reply:
    """Return what the person reads: that nothing is posted, why, and what comes next, in the digest's language."""
    with speaking(schedule.language):
        return _stopped_reply(schedule, reason)


def _stopped_reply(schedule: Schedule, reason: str) -> Reply:
    again = _("It is tried again when that is mended, after a day, or at once with: {line}")
    stopped = _("The digest {name} was stopped: {reason}.")
    return Reply(
        title=tuple(phrase(stopped, name=strong(schedule.name), reason=ours(reason_text(reason)))),
        notes=((ours(again.format(line=f"digest send {schedule.name}")),),),
        buttons=(ask(_("Digest status"), "digest status", name=schedule.name),),
    )
