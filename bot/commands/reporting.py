"""What speakers are reported to have said: sentences of the articles, apart from quotes, never in quotation marks."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import _, number
from bot.commands.allowance import Allowance
from bot.commands.shown import quote_slice, sentence_cite, slice_pieces
from bot.desk import Desk
from bot.replies import Card, Piece, card, cite, ours, quiet, strong
from briefings.entry import Reported
from briefings.library.reader import Page
from briefings.library.rows import Held
from briefings.library.speech import QuoteFilter

_MOST_BEFORE = 1000  # quotes, or reported sentences, of one article that are counted as shown

Told = tuple[Held, Reported]


def reported_page(desk: Desk, wanted: QuoteFilter, page: int) -> Page[Told]:
    """Return this page of what the speakers are reported to have said, from 0; before it only how much there is."""
    return desk.shelf.reported(wanted, desk.page_size if page >= 0 else 0, max(0, page) * desk.page_size)


def reported_cards(desk: Desk, wanted: QuoteFilter, found: Page[Told], page: int, allowance: Allowance) -> list[Card]:
    """Return the sentences that licences allow beside the quotes that *wanted* lets through, under a heading."""
    _spend_on_what_was_shown(desk, wanted, found.items, page, allowance)
    items = [(held, each) for held, each in found.items if allowance.spend(held, each.sentence)]
    if not items:
        return []
    more = _("{shown} of {total}").format(shown=number(len(items)), total=number(found.total))
    head = [strong(_("Reported, not quoted")), *([quiet(f" ({more})")] if found.total > len(items) else [])]
    first, *others = (_line(held, each) for held, each in items)
    return [card(head, first), *map(card, others)]


def _spend_on_what_was_shown(
    desk: Desk, wanted: QuoteFilter, found: Sequence[Told], page: int, allowance: Allowance
) -> None:
    """Count the quotes of the same articles, and what earlier pages have shown of what is reported there."""
    first = {held.number: (held, each.sentence) for held, each in reversed(found) if held.article.share < 1}
    for held, sentence in first.values():
        here = replace(wanted, article=held.number)
        for quote in desk.shelf.quotes(here, _MOST_BEFORE).items:
            allowance.spend(held, quote_slice(quote))
        for _held, each in desk.shelf.reported(here, _MOST_BEFORE).items if page else ():
            if each.sentence < sentence:
                allowance.spend(held, each.sentence)


def _line(held: Held, reported: Reported) -> list[Piece]:
    place = sentence_cite(held, held.sentence_at(reported.sentence))
    return [*slice_pieces(held, reported.sentence), ours(" "), cite(place)]
