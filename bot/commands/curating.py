"""Curating: anyone may doubt a speaker; people who may manage set the right one, with their name and the day."""

import re
from collections.abc import Mapping
from itertools import islice

from bot.catalogue import _, counted
from bot.commands.allowance import Allowance
from bot.commands.asked import QUOTE_CITE, quote_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import ask, date_text, quote_card, quote_slice
from bot.desk import Desk
from bot.replies import Button, Card, Reply, card, cite, ours, phrase, quiet, strong
from briefings.audience import workspace_key
from briefings.errors import BriefingError
from briefings.library.rows import HeldQuote, Verdict

_AT_ONCE = 50  # quotes of the queue that are shown
_UNATTRIBUTED, _NOT_A_QUOTE = "unattributed", "not a quote"


class NotThere(BriefingError):
    """A speaker was named whose name does not stand in the article."""


def flag(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Put a quote whose speaker somebody doubts into the queue; of several cites let the person choose."""
    workspace = _workspace(desk)
    wanted = QUOTE_CITE.findall(arguments["cite"])
    if len(wanted) > 1:
        buttons = tuple(ask(f"A{a}-q{q}", "flag", cite=f"A{a}-q{q}") for a, q in wanted[:20])
        return Reply((ours(_("Whose speaker is wrong?")),), buttons=buttons, private=True)
    quote = quote_asked(desk, arguments["cite"])
    new = desk.curations.flag(quote.held.number, quote.number, workspace, desk.by, desk.now)
    then = _("{flagged} {cite}: it is in the queue already.")
    if new:
        then = _("{flagged} {cite}: people who may manage are shown it.")
    return Reply(
        title=tuple(phrase(then, flagged=strong(_("Flagged")), cite=cite(quote.cite))),
        cards=(_card(quote, Allowance()),),
        buttons=_choices(desk, quote) if desk.asker.may_manage else (),
        private=True,
    )


def queue(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the quotes that were flagged, the oldest first; those that are settled make room for more."""
    waiting = desk.curations.queue(_workspace(desk))
    found = ((each, desk.shelf.quote(each.article, each.quote)) for each in waiting)
    shown = list(islice(((each, quote) for each, quote in found if quote is not None), _AT_ONCE))
    allowance = Allowance()
    return Reply(
        title=(strong(_("Doubted speakers")),),
        lead=counted("{n} quote", "{n} quotes", len(shown)),
        cards=tuple(
            card(*_card(quote, allowance).lines, [quiet(_("flagged on {day}").format(day=date_text(each.at)))])
            for each, quote in shown
        ),
        buttons=tuple(
            ask(_("Mend {cite}").format(cite=quote.cite), "flag", cite=quote.cite) for each, quote in shown[:20]
        ),
        private=True,
    )


def correct(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Set the right speaker of a quote, or that it has none, or that it is no quote."""
    quote = quote_asked(desk, arguments["cite"])
    wanted = arguments["speaker"].strip()
    speaker = None
    if wanted.lower() in {_UNATTRIBUTED, "nobody", "none"}:
        verdict = Verdict.UNATTRIBUTED
    elif wanted.lower().replace("-", " ").replace("_", " ") == _NOT_A_QUOTE:
        verdict = Verdict.NOT_A_QUOTE
    else:
        verdict, speaker = Verdict.SPEAKER, _name_in(quote, wanted)
    place = (quote.held.number, quote.number, _workspace(desk))
    desk.curations.correct(*place, verdict, speaker, desk.by, desk.now)
    return _shown_again(desk, quote, _("Corrected"), ask(_("Take back"), "curate undo", cite=quote.cite))


def undo(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Take a correction back."""
    quote = quote_asked(desk, arguments["cite"])
    if not desk.curations.take_back(quote.held.number, quote.number, _workspace(desk), desk.now):
        raise NotThere("{cite} has no correction of yours to take back", cite=quote.cite)
    return _shown_again(desk, quote, _("Taken back"))


def _shown_again(desk: Desk, quote: HeldQuote, what: str, *buttons: Button) -> Reply:
    now = desk.shelf.quote(quote.held.number, quote.number) or quote
    return Reply(
        title=(strong(what), ours(" "), cite(quote.cite)),
        cards=(_card(now, Allowance()),),
        buttons=(*buttons, ask(_("Queue"), "curate list")),
        private=True,
    )


def _card(quote: HeldQuote, allowance: Allowance) -> Card:
    """Return the quote as far as the licence allows, beside what the answer shows already."""
    return quote_card(quote, allowance.spend(quote.held, quote_slice(quote)))


def _name_in(quote: HeldQuote, wanted: str) -> str:
    """Return *wanted* as the article has it: a speaker is always the article's own words."""
    match = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", quote.held.article.text, re.IGNORECASE)
    if match is None:
        raise NotThere(
            "“{name}” does not stand in {cite}; write the name as the article has it", name=wanted, cite=quote.held.cite
        )
    return match[0]


def _choices(desk: Desk, quote: HeldQuote) -> tuple[Button, ...]:
    """Offer who is quoted in the article, then who is named there and quoted elsewhere; other names may be places."""
    quoted = [each.label for each in desk.shelf.speakers_of(quote.held.number)]
    topics = (topic.label for topic in desk.shelf.topics_of([quote.held.number])[quote.held.number])
    elsewhere = (label for label in topics if any(each.label == label for each in desk.shelf.speakers(label, 3)))
    names = [*quoted, *elsewhere]
    others = [name for name in dict.fromkeys(names) if name != quote.speaker and name in quote.held.article.text]
    choices = [*others[:8], _UNATTRIBUTED, _NOT_A_QUOTE]
    labels = {_UNATTRIBUTED: _("unattributed"), _NOT_A_QUOTE: _("not a quote")}
    return tuple(ask(labels.get(choice, choice), "curate set", cite=quote.cite, speaker=choice) for choice in choices)


def _workspace(desk: Desk) -> str:
    """Return whose correction it is: the workspace's, or at the terminal the operator's, which counts everywhere."""
    workspace = workspace_key(desk.asker.place)
    if desk.asker.platform != "terminal" and not workspace:
        raise NotThere("In direct messages nobody would see the flag or the correction; make it in a channel")
    return workspace


CITE = Parameter("cite", "A quote's cite: A1-q2", Kind.CITE, required=True)
SPEAKER = Parameter(
    "speaker", "A name as the article has it, unattributed, or not a quote", Kind.SPEAKER, required=True
)
COMMANDS = (
    Command(
        "flag",
        "Say that a quote's speaker is wrong",
        flag,
        (CITE,),
        ("flag {quote}",),
        steady=False,
        rights_matter=True,
    ),
    Command("curate list", "The quotes whose speakers people doubt", queue, (), ("curate list",), True, False),
    Command(
        "curate set",
        "Set the right speaker of a quote",
        correct,
        (
            CITE,
            SPEAKER,
        ),
        ("curate set {quote} speaker:unattributed",),
        True,
        False,
    ),
    Command("curate undo", "Take a correction back", undo, (CITE,), ("curate undo {quote}",), True, False),
)
