"""Forgetting: whoever asks is taken out of what is kept."""

from collections.abc import Mapping

from bot.catalogue import _, counted
from bot.commands.command import Command
from bot.desk import Desk
from bot.replies import Reply, ours, phrase, strong


def forget(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Take the person's id out of everything that is kept, and say where it stood."""
    found = desk.people.forget(desk.asker.platform, desk.asker.user, desk.now)
    stood = [_beside(table, count) for table, count in found.items() if count]
    if not stood:
        return Reply((ours(_("Nothing is kept about you.")),), private=True)
    where = _("{forgotten}: your id stood beside {rows}.")
    return Reply(
        title=tuple(phrase(where, forgotten=strong(_("Forgotten")), rows=ours(", ".join(stood)))),
        notes=(
            (ours(_("What you did stays, by nobody. Answers that you shared are deleted where they were posted.")),),
            (ours(_("Backups that the operator made before still hold your id, until they are deleted.")),),
        ),
        private=True,
    )


def _beside(table: str, count: int) -> str:
    """Return what the rows of *table* hold, counted."""
    match table:
        case "acts":
            return counted("{n} thing you did to articles", "{n} things you did to articles", count)
        case "curations":
            return counted("{n} correction", "{n} corrections", count)
        case "flags":
            return counted("{n} flag", "{n} flags", count)
    return counted("{n} digest", "{n} digests", count)


COMMANDS = (Command("forget me", "Takes your id out of what is kept here", forget, (), ("forget me",), steady=False),)
