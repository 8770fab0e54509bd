"""What the arguments of a command name: an article, a topic, speakers, a page; and what is said when there is none."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.calls import Misunderstood
from bot.catalogue import _
from bot.commands.command import Kind, Parameter
from bot.commands.shown import ask, searched
from bot.desk import Desk
from bot.replies import Button, Line, Reply, ours, plain, quiet
from briefings.errors import BriefingError, NotHere
from briefings.library.alike import Near
from briefings.library.reader import Counted
from briefings.library.rows import Held, HeldQuote

_MOST_SPEAKERS = 200
_CITE = re.compile(r"(A(\d{1,9}))(?:-[qs]\d{1,9})?", re.IGNORECASE)
QUOTE_CITE = re.compile(r"A(\d{1,9})-q(\d{1,9})", re.IGNORECASE)


ARTICLE = Parameter("article", "An article: its cite (A1), its id or words of its title", Kind.ARTICLE)
TOPIC = Parameter("topic", "A topic, as `topics` lists them", Kind.TOPIC)
SINCE = Parameter("since", "Published on or after this day: 2026-11-21")
UNTIL = Parameter("until", "Published on or before this day: 2026-11-21")


class NothingFound(BriefingError):
    """What was asked for is not in the library; ``reply`` says what was searched and what is near."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(plain(reply.title))
        self.reply = reply


def page_asked(arguments: Mapping[str, str]) -> int:
    """Return the page that is asked for, 1 when none is."""
    return int(arguments.get("page", "1"))


def days_asked(arguments: Mapping[str, str]) -> tuple[datetime | None, datetime | None]:
    """Return from when on and before when something was published (UTC); raise Misunderstood for what is no day."""
    return _day(arguments.get("since")), _day(arguments.get("until"), 1)


def days_text(arguments: Mapping[str, str]) -> list[str]:
    """Return the days that are asked for, as a title names them."""
    days = {"since": _("since {day}"), "until": _("until {day}")}
    return [said.format(day=arguments[name]) for name, said in days.items() if name in arguments]


def undated_left_out(desk: Desk, arguments: Mapping[str, str]) -> list[Line]:
    """Say that entries without a date are left out, where days are asked for and there are such entries."""
    if "since" not in arguments and "until" not in arguments:
        return []
    holdings = desk.shelf.holdings()
    if holdings.dated == holdings.entries:
        return []
    return [(quiet(_("Entries without a publication date are left out by since and until.")),)]


def _day(text: str | None, later: int = 0) -> datetime | None:
    """Return the start of the day *text* (2026-11-21, UTC), *later* days on."""
    if text is None:
        return None
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC) + timedelta(days=later)
    except (ValueError, OverflowError):
        raise Misunderstood(_("{text!r} is no day; write it as 2026-11-21").format(text=text)) from None


def article_asked(desk: Desk, wanted: str, command: str) -> Held:
    """Return the entry that *wanted* names; raise NothingFound with the titles that are nearest."""
    try:
        return desk.shelf.find(wanted)
    except NotHere:
        tell_if_withdrawn(desk, wanted)
        alike = desk.shelf.titles(wanted, 5)
        near = alike or desk.shelf.titles(limit=5)
        buttons = tuple(ask(held.cite, command, article=held.cite) for held in near)
        said = "; ".join(f"{held.cite} {held.title}" for held in near)
        text = (_("Perhaps: {articles}") if alike else _("The newest are: {articles}")).format(articles=said)
        sentence = _("No single article is called “{wanted}”.").format(wanted=wanted)
        raise _nothing(desk, sentence, text if near else "", buttons) from None


def topic_asked(desk: Desk, wanted: str, command: str) -> Counted:
    """Return the topic called *wanted*; raise NothingFound with the topics that are nearest."""
    try:
        return desk.shelf.topic(wanted)
    except NotHere:
        begun = [topic.label for topic in desk.shelf.topics(wanted, 3).items]
        near = Near(begun, alike=True) if begun else desk.shelf.nearest_topics(wanted)
        buttons = tuple(ask(label, command, topic=label) for label in near.names)
        text = _("Perhaps: {names}") if near.alike else _("The most frequent topics here: {names}")
        sentence = _("No entry has the topic “{wanted}”.").format(wanted=wanted)
        raise _nothing(desk, sentence, _listed(text, near), buttons) from None


def speakers_asked(desk: Desk, wanted: str) -> list[Counted]:
    """Return the speakers whose names hold the words *wanted*; raise NothingFound with the nearest names."""
    found = desk.shelf.speakers(wanted, _MOST_SPEAKERS) if wanted.strip() else []
    if found:
        return found
    near = desk.shelf.nearest_speakers(wanted)
    buttons = tuple(ask(name, "quotes", speaker=name) for name in near.names)
    text = _("Perhaps: {names}") if near.alike else _("The most quoted here: {names}")
    raise _nothing(desk, _("Nobody called “{wanted}” is quoted.").format(wanted=wanted), _listed(text, near), buttons)


def quote_asked(desk: Desk, wanted: str) -> HeldQuote:
    """Return the quote with the cite *wanted*; raise NothingFound when there is none."""
    match = QUOTE_CITE.fullmatch(wanted.strip(" `[]"))
    found = desk.shelf.quote(int(match[1]), int(match[2])) if match else None
    if found is None:
        tell_if_withdrawn(desk, wanted)
        sentence = _("Nothing here has the cite “{wanted}”; a quote's cite looks like A1-q2.").format(wanted=wanted)
        raise NothingFound(Reply((ours(sentence),), notes=(searched(desk.shelf.holdings()),)))
    return found


def tell_if_withdrawn(desk: Desk, wanted: str) -> None:
    """Raise NothingFound if *wanted* is a cite of an entry that was withdrawn: when that was, and why."""
    match = _CITE.fullmatch(wanted.strip(" `[]"))
    taken = desk.shelf.withdrawal(int(match[2])) if match else None
    if match is None or taken is None:
        return
    sentence = _("The article {cite} was withdrawn on {day}") if taken.on else _("The article {cite} was withdrawn")
    sentence = sentence.format(cite=match[1].upper(), day=taken.on) + (f": {taken.why}" if taken.why else "")
    raise NothingFound(Reply((ours(sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."),)))


def _listed(text: str, near: Near) -> str:
    return text.format(names=" · ".join(near.names)) if near.names else ""


def _nothing(desk: Desk, sentence: str, near: str, buttons: tuple[Button, ...]) -> NothingFound:
    notes = [searched(desk.shelf.holdings()), *([(ours(near),)] if near else [])]
    return NothingFound(Reply(title=(ours(sentence),), notes=tuple(notes), buttons=buttons))
