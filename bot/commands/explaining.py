"""Explaining: in which digest an article went, or the exact reason why not."""

from collections.abc import Mapping

from bot.commands.asked import article_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.digest_entries import candidates
from bot.commands.digest_reply import both_times
from bot.commands.schedules import coming_slots, schedules_here
from bot.commands.shown import ask, one_or_many, title_pieces
from bot.desk import Desk
from bot.replies import Card, Line, Reply, card, cite, ours, strong
from briefings.library.ledger import Account, Planned, State
from briefings.library.rows import Held

_POSTED = (State.POSTED, State.LATE)


def why(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer for each digest here whether the article is in it, and why or why not."""
    held = article_asked(desk, arguments["article"], "why")
    planned = schedules_here(desk)
    return Reply(
        title=(ours("Digests with "), cite(held.cite), ours(" "), *title_pieces(held)),
        lead=one_or_many(len(planned), "digest") if planned else "No digest is set up here",
        cards=tuple(_card(desk, each, held) for each in planned),
        buttons=(ask("Article", "briefing", article=held.cite),),
        private=True,
    )


def _card(desk: Desk, planned: Planned, held: Held) -> Card:
    accounts = desk.deliveries.accounts(planned.number, held.number)
    zone = planned.schedule.zone
    lines: list[Line] = [(ours(_account(each, zone)),) for each in accounts] or [(ours(_not_yet(desk, planned, held)),)]
    return card([strong(planned.schedule.name)], *lines)


def _account(account: Account, zone: str) -> str:
    """Return what one delivery made of the article."""
    slot, delivery = both_times(account.delivery.slot, zone), account.delivery
    if not account.choice.chosen:
        return f"left out of the digest of {slot}: {account.choice.reason}"
    if delivery.state in _POSTED:
        return f"in the digest of {slot}, posted{' late' if delivery.state is State.LATE else ''}"
    if delivery.state.is_final:
        return f"meant for the digest of {slot}, which was not posted: {delivery.state}, {delivery.reason}"
    return f"in the digest of {slot}, which is being posted"


def _not_yet(desk: Desk, planned: Planned, held: Held) -> str:
    """Return why no delivery has considered the article, and what the next one will make of it."""
    through = desk.deliveries.last_through(planned.number)
    if through is not None and held.number <= through.number:
        return "it was here before the first digest, which takes the newest entries only"
    if rests := planned.rests(desk.now):
        return f"not considered yet: the digest is {rests}"
    slots = coming_slots(desk, planned, 1)
    if not slots:
        return "not considered yet: the digest has no day or time"
    objection = planned.schedule.filters.objection(candidates(desk.shelf, [held])[0])
    following = both_times(slots[0], planned.schedule.zone)
    return f"new; {f'it will be left out: {objection}' if objection else 'it is due'}, {following}"


COMMANDS = (
    Command(
        "why",
        "In which digest an article went, or why not",
        why,
        (Parameter("article", "An article: its cite (A1), its id or words of its title", Kind.ARTICLE, required=True),),
        ("why {article}",),
        steady=False,
    ),
)
