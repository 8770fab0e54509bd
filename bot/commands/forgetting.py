"""Forgetting: whoever asks is taken out of what is kept."""

from collections.abc import Mapping

from bot.commands.command import Command
from bot.commands.shown import one_or_many
from bot.desk import Desk
from bot.replies import Reply, ours, strong

_NAMES = {
    "acts": ("thing you did to articles", "things you did to articles"),
    "curations": ("correction", "corrections"),
    "flags": ("flag", "flags"),
    "schedules": ("digest", "digests"),
}


def forget(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Take the person's id out of everything that is kept, and say where it stood."""
    found = desk.people.forget(desk.asker.platform, desk.asker.user, desk.now)
    stood = [one_or_many(count, *_NAMES[table]) for table, count in found.items() if count]
    if not stood:
        return Reply((ours("Nothing is kept about you."),), private=True)
    return Reply(
        title=(strong("Forgotten"), ours(f": your id stood beside {', '.join(stood)}.")),
        notes=(
            (ours("What you did stays, by nobody. Answers that you shared are deleted where they were posted."),),
            (ours("Backups that the operator made before still hold your id, until they are deleted."),),
        ),
        private=True,
    )


COMMANDS = (Command("forget me", "Takes your id out of what is kept here", forget, (), ("forget me",), steady=False),)
