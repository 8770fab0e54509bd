"""Comparing two articles: what both say, what only one says, and where they differ, each with its cite."""

from collections.abc import Mapping, Sequence

from bot.catalogue import N_, _, counted, number
from bot.commands.allowance import Allowance, most_shown, too_long
from bot.commands.asked import NothingFound, article_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import (
    PARTLY,
    ask,
    more_sentences,
    origin,
    sentence_cite,
    sentence_line,
    slice_pieces,
    speaker_line,
    summary_button,
    title_pieces,
    withheld,
)
from bot.desk import Desk
from bot.replies import Card, Ink, Line, Piece, Reply, card, cite, ours, phrase, quiet, words
from briefings.comparison import Comparison, Difference, Match, Matter, Phrase, Side, compare
from briefings.folding import name_key
from briefings.library.rows import Held, HeldQuote
from briefings.library.speech import QuoteFilter
from briefings.spans import Span

_MOST_MATCHES = 6
_MOST_PHRASES = 5
_MOST_ALONE = 3  # sentences of each that the other has not
_MOST_QUOTES = 500
_DIFFER = {
    Matter.NUMBERS: N_("numbers differ:"),
    Matter.DAYS: N_("days differ:"),
    Matter.NAMES: N_("names differ:"),
}


def compare_articles(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with what two articles share and where they differ."""
    one, other = (article_asked(desk, arguments[name], "briefing") for name in ("a", "b"))
    if one.number == other.number:
        same = _("Both are {cite}; name two articles, as in compare A1 A2.").format(cite=one.cite)
        raise NothingFound(Reply((ours(same),)))
    found = compare(Side(one.article.text, one.sentences), Side(other.article.text, other.sentences))
    matches = found.matches[: min(_MOST_MATCHES, most_shown(one), most_shown(other))]
    allowance = Allowance()
    allowance.spend(one, *(one.sentences[match.one] for match in matches))
    allowance.spend(other, *(other.sentences[match.other] for match in matches))
    phrases = _apart(found, one, other)[:_MOST_PHRASES]
    said = [desk.shelf.quotes(QuoteFilter(article=held.number), _MOST_QUOTES).items for held in (one, other)]
    copies = desk.shelf.copies_of([one.number]).get(one.number, ())
    again = (quiet(_("They are the same words again, exactly or nearly.")),)
    notes: list[Line] = [again] if other.number in copies else []
    return Reply(
        title=tuple(phrase(_("Compared: {one} and {other}"), one=_named(one), other=_named(other))),
        lead=_lead(found, len(matches)),
        cards=(
            *(_match(match, found, one, other) for match in matches),
            *(_phrase(each, (one, other), said, allowance) for each in phrases),
            *_alone(one, found.only_one, allowance),
            *_alone(other, found.only_other, allowance),
        ),
        notes=(*notes, *((cite(held.cite), ours(" "), *origin(held)) for held in (one, other))),
        buttons=(
            *(ask(held.cite, "briefing", article=held.cite) for held in (one, other)),
            *(summary_button(held) for held in (one, other)),
        ),
    )


def _named(held: Held) -> list[Piece]:
    return [cite(held.cite), ours(" "), *title_pieces(held)]


def _lead(found: Comparison, shown: int) -> str:
    phrases = counted("{n} phrase word for word", "{n} phrases word for word", len(found.phrases))
    if not found.matches:
        return _("no sentence that says the same, {phrases}").format(phrases=phrases)
    both = counted("{n} sentence in both", "{n} sentences in both", len(found.matches))
    more = f" ({_('{n} shown').format(n=number(shown))})" if shown < len(found.matches) else ""
    differing = len({difference.match for difference in found.differences})
    other = f", {_('{n} of them with other details').format(n=number(differing))}" if differing else ""
    return f"{both}{more}{other}; {phrases}"


def _apart(found: Comparison, one: Held, other: Held) -> list[Phrase]:
    """Return the phrases that stand in sentences that do not say the same otherwise."""
    beside = {(match.one, match.other) for match in found.matches}
    return [each for each in found.phrases if (one.sentence_at(each.one), other.sentence_at(each.other)) not in beside]


def _phrase(shared: Phrase, sides: Sequence[Held], said: Sequence[Sequence[HeldQuote]], allowance: Allowance) -> Card:
    """Return a phrase that both print, and under whose name each does."""
    spans = (shared.one, shared.other)
    quotes = [_quote_with(quotes, span) for quotes, span in zip(said, spans, strict=True)]
    names = {name_key(quote.speaker) for quote in quotes if quote and quote.speaker}
    both = _("Both print, under two speakers: {words}") if len(names) == 2 else _("Both print: {words}")
    lines = [_under(held, span, quote) for held, span, quote in zip(sides, spans, quotes, strict=True)]
    printed = _printed(spans, sides, allowance)
    return card(phrase(both, Ink.QUIET, words=printed), *lines)


def _printed(spans: Sequence[Span], sides: Sequence[Held], allowance: Allowance) -> list[Piece]:
    """Return the words that both print, as far as the limits of each let them be shown."""
    for held, span in zip(sides, spans, strict=True):
        if too_long(held, span):
            return slice_pieces(held, span)
        if not allowance.spend(held, span):
            return withheld(held, _(PARTLY))
    return slice_pieces(sides[0], spans[0])


def _quote_with(quotes: Sequence[HeldQuote], span: Span) -> HeldQuote | None:
    return next((each for each in quotes if each.quote.span.meets(span)), None)


def _under(held: Held, span: Span, quote: HeldQuote | None) -> list[Piece]:
    if quote is None:
        outside = _("the article's own words, outside any quote")
        return [cite(sentence_cite(held, held.sentence_at(span))), quiet(" "), quiet(outside)]
    return [cite(quote.cite), ours(" "), *speaker_line(quote)]


def _match(match: Match, found: Comparison, one: Held, other: Held) -> Card:
    """Return two sentences that say the same, what differs in them standing out."""
    differences = [each for each in found.differences if each.match == match]
    return card(
        [quiet(_("Both say, with other details") if differences else _("Both say"))],
        sentence_line(one, match.one, [span for each in differences for span in each.one]),
        sentence_line(other, match.other, [span for each in differences for span in each.other]),
        *(_difference(each, one, other) for each in differences),
    )


def _difference(difference: Difference, one: Held, other: Held) -> list[Piece]:
    pieces = [quiet(_(_DIFFER[difference.matter])), quiet(" ")]
    for held, spans, index in (
        (one, difference.one, difference.match.one),
        (other, difference.other, difference.match.other),
    ):
        if not spans:
            continue
        pieces += [ours(" · ")] if len(pieces) > 2 else []
        for place, span in enumerate(spans):
            pieces += [*([ours(", ")] if place else []), words(span.of(held.article.text))]
        pieces += [ours(" "), cite(sentence_cite(held, index))]
    return pieces


def _alone(held: Held, indexes: Sequence[int], allowance: Allowance) -> list[Card]:
    """Return the sentences that only *held* has and that stand for it best, as many as its licence lets be shown."""
    alone = set(indexes)
    if not alone:
        return []
    best = [index for step in held.order for index in step if alone.issuperset(step)]
    best = list(dict.fromkeys(best or indexes))[:_MOST_ALONE]
    best = [index for index in best if allowance.spend(held, held.sentences[index])]
    lines = [sentence_line(held, index) for index in sorted(best)]
    left = len(alone) - len(best)
    if not best:
        what = counted("{n} sentence {not_shown}", "{n} sentences {not_shown}", left, not_shown=_(PARTLY))
        lines = [withheld(held, what)]
    return [
        card(phrase(_("Only in {cite}"), Ink.QUIET, cite=cite(held.cite)), *lines, more_sentences(left if best else 0))
    ]


COMMANDS = (
    Command(
        "compare",
        "What two articles both say, what only one says, and where they differ",
        compare_articles,
        (
            Parameter("a", "An article: its cite (A1), its id or words of its title", Kind.ARTICLE, required=True),
            Parameter("b", "The other article", Kind.ARTICLE, required=True),
        ),
        ("compare A1 A2",),
    ),
)
