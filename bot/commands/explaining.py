"""Explaining: in which digest an article went, or the exact reason why not; and what a digest had no room for."""

import re
from collections.abc import Mapping

from bot.catalogue import _, counted
from bot.commands.asked import NothingFound, article_asked, page_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.digest_looks import candidates
from bot.commands.digest_reply import both_times
from bot.commands.reasons import reason_text
from bot.commands.schedules import coming_slots, direct, schedules_here, state_text
from bot.commands.shown import ask, headline_card, pages_of, title_pieces
from bot.desk import Desk
from bot.replies import Card, Reply, card, cite, ours, phrase, strong
from briefings.digest import SAME_AGAIN, Choice, Why
from briefings.library.ledger import Account, Delivery, Planned, State
from briefings.library.rows import Held

_CITE = re.compile(r"\bA(\d+)$")
_POSTED = (State.POSTED, State.LATE)


def why(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer for each digest here whether the article is in it, and why or why not."""
    held = article_asked(desk, arguments["article"], "why")
    planned = _told_here(desk)
    return Reply(
        title=tuple(phrase(_("Digests with {cite} {title}"), cite=cite(held.cite), title=title_pieces(held))),
        lead=counted("{n} digest", "{n} digests", len(planned)) if planned else _("No digest is set up here"),
        cards=tuple(_card(desk, each, held) for each in planned),
        buttons=(ask(_("Article"), "briefing", article=held.cite),),
        private=True,
    )


def _told_here(desk: Desk) -> list[Planned]:
    """Return the digests that this person is told of; who may not manage them, of those that come to the channel."""
    here, channels = schedules_here(desk), {desk.asker.channel, desk.asker.thread_of}
    return [each for each in here if desk.asker.may_manage or each.schedule.place.channel in channels]


def _card(desk: Desk, planned: Planned, held: Held) -> Card:
    accounts = desk.deliveries.accounts(planned.number, held.number)
    zone = planned.schedule.zone
    told = [_account(desk, each, zone) for each in accounts] or [_not_yet(desk, planned, held)]
    return card([strong(planned.schedule.name)], *((ours(each),) for each in told))


def _account(desk: Desk, account: Account, zone: str) -> str:
    """Return what one delivery made of the article."""
    slot, delivery = both_times(account.delivery.slot, zone), account.delivery
    if not account.choice.chosen:
        said = _("left out of the digest of {slot}: {reason}")
        return said.format(slot=slot, reason=reason_text(_reason(desk, account.choice)))
    if delivery.state is State.LATE:
        return _("in the digest of {slot}, posted late").format(slot=slot)
    if delivery.state in _POSTED:
        return _("in the digest of {slot}, posted").format(slot=slot)
    if delivery.state.is_final:
        said = _("meant for the digest of {slot}, which was not posted: {state}, {reason}")
        return said.format(slot=slot, state=state_text(delivery.state), reason=reason_text(delivery.reason))
    return _("in the digest of {slot}, which is being posted").format(slot=slot)


def _reason(desk: Desk, choice: Choice) -> str:
    """Return why the article was left out; the digest may be for people who see an article that is hidden here."""
    named = _CITE.search(choice.reason) if choice.why is Why.SAME_WORDS else None
    return choice.reason if named is None or desk.shelf.numbered([int(named[1])]) else SAME_AGAIN


def _not_yet(desk: Desk, planned: Planned, held: Held) -> str:
    """Return why no delivery has considered the article, and what the next one will make of it."""
    through = desk.deliveries.last_through(planned.number)
    if through is not None and held.number <= through.number:
        return _("it was here before the first digest, which takes the newest entries only")
    if rests := planned.rests(desk.now):
        return _("not considered yet: the digest is {rests}").format(rests=reason_text(rests))
    slots = coming_slots(desk, planned, 1)
    if not slots:
        return _("not considered yet: the digest has no day or time")
    objection = planned.schedule.filters.objection(candidates(desk.shelf, [held])[0])
    following = both_times(slots[0], planned.schedule.zone)
    if objection:
        said = _("new; the digest of {slot} will leave it out: {reason}")
        return said.format(reason=reason_text(objection), slot=following)
    return _("new; the digest of {slot} will consider it").format(slot=following)


def rest(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the entries that a digest posted here had no room for, in its order."""
    delivery = _posted_here(desk, arguments["digest"])
    choices = [each for each in desk.deliveries.choices(delivery.number) if each.had_no_room] if delivery else []
    entries = {held.number: held for held in desk.shelf.numbered([each.number for each in choices])}
    found = [entries[each.number] for each in choices if each.number in entries]
    if delivery is None or not found:
        sentence = _("No digest with this id had more than it shows here.")
        raise NothingFound(Reply((ours(sentence),), private=True))
    page = page_asked(arguments)
    shown = found[(page - 1) * desk.page_size : page * desk.page_size]
    name = (delivery.settings or desk.deliveries.schedule(delivery.schedule).schedule).name
    return Reply(
        title=(strong(_("More of {name}").format(name=name)),),
        lead=counted("{n} article", "{n} articles", len(found)),
        cards=tuple(map(headline_card, shown)),
        buttons=tuple(ask(held.cite, "briefing", article=held.cite) for held in shown),
        page=page,
        pages=pages_of(len(found), desk.page_size),
    )


def _posted_here(desk: Desk, token: str) -> Delivery | None:
    """Return the delivery with this *token* if it went to the asker's workspace, or to the asker."""
    delivery = desk.deliveries.marked(token.partition("-")[0].lower())
    if delivery is None or desk.asker.platform == "terminal" or delivery.place == direct(desk.asker):
        return delivery
    place, asker = delivery.place, desk.asker
    here = (place.platform, place.workspace) == (asker.platform, asker.workspace) and asker.workspace
    return delivery if here and place.person is None else None


COMMANDS = (
    Command(
        "why",
        "In which digest an article went, or why not",
        why,
        (Parameter("article", "An article: its cite (A1), its id or words of its title", Kind.ARTICLE, required=True),),
        ("why {article}",),
        steady=False,
    ),
    Command(
        "rest",
        "What a digest had no room for",
        rest,
        (Parameter("digest", "The id at the end of the digest", required=True, longest=40),),
        ("rest digest:153aafe89543",),
        steady=False,
    ),
)
