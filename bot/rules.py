"""Rules of the house: in which channels is answered, and who may share answers where. Pure; all of it is configured."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalogue import _
from bot.desk import Asker
from bot.replies import Reply, channel, mistake, ours, phrase
from briefings.audience import Keys, place_of


@dataclass(frozen=True, slots=True)
class Rules:
    """Channels are named by audience keys; a workspace that no key names has no limit. No ``sharers``: everybody.

    ``sharers`` are ids of roles or people, as the platforms give them; ``managers`` ids of Discord roles that may do
    what else needs "Manage Server".
    """

    answer_in: Keys = ()
    share_in: Keys = ()
    sharers: frozenset[str] = frozenset()
    managers: frozenset[str] = frozenset()

    def not_here(self, asker: Asker) -> Reply | None:
        """Return what to say to somebody who asks where nothing is answered, None where it is."""
        elsewhere = _elsewhere(self.answer_in, asker)
        if elsewhere is None:
            return None
        sentence = _("Nothing is answered in this channel. Ask in {channels} or in a direct message.")
        return _refused(sentence, elsewhere)

    def not_shared(self, asker: Asker) -> Reply | None:
        """Return what to say to somebody who may not share an answer where they are, None to others."""
        if self.sharers and self.sharers.isdisjoint((asker.user, *asker.roles)):
            return mistake(_("Sharing is for other people here; the answer above is yours."))
        elsewhere = _elsewhere(self.share_in, asker)
        if elsewhere is None:
            return None
        return _refused(_("Answers are not shared in this channel. They can be in {channels}."), elsewhere)


def _elsewhere(keys: Iterable[str], asker: Asker) -> list[str] | None:
    """Return the channels of the asker's workspace that *keys* name when they do not name this one, else None.

    People from other workspaces who come to a shared Slack channel are held to the rules of the one they come to.
    """
    if asker.direct or not asker.channel:
        return None
    places = [place for place in map(place_of, keys) if place.platform == asker.platform]
    guest = asker.platform == "slack" and not asker.workspace
    named = [place.channel for place in places if guest or place.workspace == asker.workspace]
    return None if not named or {"", asker.channel, asker.thread_of}.intersection(named) else named


def _refused(sentence: str, channels: Iterable[str]) -> Reply:
    """Return *sentence* with the names of *channels* in its place."""
    several = [piece for each in channels for piece in (ours(", "), channel(each))][1:]
    return Reply(tuple(phrase(sentence, channels=several)), understood=False, private=True)
