"""What the arguments of a command name: an article, a topic, speakers, a page; and what is said when there is none."""

import re
from collections.abc import Mapping

from bot.commands.shown import ask, searched
from bot.desk import Desk
from bot.replies import Button, Reply, ours, plain
from briefings.errors import BriefingError, NotHere
from briefings.library.reader import Counted
from briefings.library.rows import Held, HeldQuote

_MOST_SPEAKERS = 200
QUOTE_CITE = re.compile(r"A(\d{1,9})-q(\d{1,9})", re.IGNORECASE)


class NothingFound(BriefingError):
    """What was asked for is not in the library; ``reply`` says what was searched and what is near."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(plain(reply.title))
        self.reply = reply


def page_asked(arguments: Mapping[str, str]) -> int:
    """Return the page that is asked for, 1 when none is."""
    return int(arguments.get("page", "1"))


def article_asked(desk: Desk, wanted: str, command: str) -> Held:
    """Return the entry that *wanted* names; raise NothingFound with the titles that are nearest."""
    try:
        return desk.shelf.find(wanted)
    except NotHere:
        alike = desk.shelf.titles(wanted, 5)
        near = alike or list(desk.shelf.newest(5).items)
        buttons = tuple(ask(held.cite, command, article=held.cite) for held in near)
        said = "; ".join(f"{held.cite} {held.article.title}" for held in near)
        text = f"{'Perhaps' if alike else 'The newest are'}: {said}" if near else ""
        raise _nothing(desk, f"No single article is called “{wanted}”.", text, buttons) from None


def topic_asked(desk: Desk, wanted: str, command: str) -> Counted:
    """Return the topic called *wanted*; raise NothingFound with the topics that are nearest."""
    try:
        return desk.shelf.topic(wanted)
    except NotHere:
        begun = [topic.label for topic in desk.shelf.topics(wanted, 3).items]
        near = begun or desk.shelf.nearest_topics(wanted)
        buttons = tuple(ask(label, command, topic=label) for label in near)
        text = "Topics here: " + " · ".join(near) if near else ""
        raise _nothing(desk, f"No entry has the topic “{wanted}”.", text, buttons) from None


def speakers_asked(desk: Desk, wanted: str) -> list[Counted]:
    """Return the speakers whose names hold the words *wanted*; raise NothingFound with the nearest names."""
    found = desk.shelf.speakers(wanted, _MOST_SPEAKERS) if wanted.strip() else []
    if found:
        return found
    near = desk.shelf.nearest_speakers(wanted)
    buttons = tuple(ask(name, "quotes", speaker=name) for name in near)
    text = "Quoted here: " + " · ".join(near) if near else ""
    raise _nothing(desk, f"Nobody called “{wanted}” is quoted.", text, buttons)


def quote_asked(desk: Desk, wanted: str) -> HeldQuote:
    """Return the quote with the cite *wanted*; raise NothingFound when there is none."""
    match = QUOTE_CITE.fullmatch(wanted.strip(" `[]"))
    found = desk.shelf.quote(int(match[1]), int(match[2])) if match else None
    if found is None:
        sentence = f"Nothing here has the cite “{wanted}”; a quote's cite looks like A1-q2."
        raise NothingFound(Reply((ours(sentence),), notes=(searched(desk.shelf.holdings()),)))
    return found


def _nothing(desk: Desk, sentence: str, near: str, buttons: tuple[Button, ...]) -> NothingFound:
    notes = [searched(desk.shelf.holdings()), *([(ours(near),)] if near else [])]
    return NothingFound(Reply(title=(ours(sentence),), notes=tuple(notes), buttons=buttons))
