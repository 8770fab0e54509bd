"""Comparing two articles: what both say, what only one says, and where they differ, each with its cite."""

from collections.abc import Mapping, Sequence

from bot.commands.allowance import most_shown
from bot.commands.asked import NothingFound, article_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import (
    ask,
    more_sentences,
    one_or_many,
    origin,
    sentence_cite,
    sentence_line,
    speaker_line,
    title_pieces,
)
from bot.desk import Desk
from bot.replies import Card, Line, Piece, Reply, card, cite, ours, quiet, strong, words
from briefings.comparison import Comparison, Difference, Match, Phrase, Side, compare
from briefings.folding import name_key
from briefings.library.rows import Held, HeldQuote
from briefings.library.speech import QuoteFilter
from briefings.spans import Span

_MOST_MATCHES = 6
_MOST_PHRASES = 5
_MOST_ALONE = 3  # sentences of each that the other has not
_MOST_QUOTES = 500


def compare_articles(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with what two articles share and where they differ."""
    one, other = (article_asked(desk, arguments[name], "briefing") for name in ("a", "b"))
    if one.number == other.number:
        raise NothingFound(Reply((ours(f"Both are {one.cite}; name two articles, as in compare A1 A2."),)))
    found = compare(Side(one.article.text, one.sentences), Side(other.article.text, other.sentences))
    matches = found.matches[: min(_MOST_MATCHES, most_shown(one), most_shown(other))]
    phrases = _apart(found, one, other)[:_MOST_PHRASES]
    said = [desk.shelf.quotes(QuoteFilter(article=held.number), _MOST_QUOTES).items for held in (one, other)]
    copies = desk.shelf.copies_of([one.number]).get(one.number, ())
    notes: list[Line] = (
        [(quiet("They are the same words again, exactly or nearly."),)] if other.number in copies else []
    )
    return Reply(
        title=(strong("Compared: "), *_named(one), ours(" and "), *_named(other)),
        lead=_lead(found, len(matches)),
        cards=(
            *(_phrase(phrase, (one, other), said) for phrase in phrases),
            *(_match(match, found, one, other) for match in matches),
            *_alone(one, other, found.only_one, len(matches)),
            *_alone(other, one, found.only_other, len(matches)),
        ),
        notes=(*notes, *((cite(held.cite), ours(" "), *origin(held)) for held in (one, other))),
        buttons=tuple(ask(held.cite, "briefing", article=held.cite) for held in (one, other)),
    )


def _named(held: Held) -> list[Piece]:
    return [cite(held.cite), ours(" "), *title_pieces(held)]


def _lead(found: Comparison, shown: int) -> str:
    phrases = f"{one_or_many(len(found.phrases), 'phrase')} word for word"
    if not found.matches:
        return f"no sentence that says the same, {phrases}"
    more = f" ({shown} shown)" if shown < len(found.matches) else ""
    differing = len({difference.match for difference in found.differences})
    other = f", {differing} of them with other details" if differing else ""
    return f"{one_or_many(len(found.matches), 'sentence')} in both{more}{other}; {phrases}"


def _apart(found: Comparison, one: Held, other: Held) -> list[Phrase]:
    """Return the phrases that stand in sentences that do not say the same otherwise."""
    beside = {(match.one, match.other) for match in found.matches}
    return [each for each in found.phrases if (one.sentence_at(each.one), other.sentence_at(each.other)) not in beside]


def _phrase(phrase: Phrase, sides: Sequence[Held], said: Sequence[Sequence[HeldQuote]]) -> Card:
    """Return a phrase that both print, and under whose name each does."""
    spans = (phrase.one, phrase.other)
    quotes = [_quote_with(quotes, span) for quotes, span in zip(said, spans, strict=True)]
    names = {name_key(quote.speaker) for quote in quotes if quote and quote.speaker}
    under = ", under two speakers" if len(names) == 2 else ""
    lines = [_under(held, span, quote) for held, span, quote in zip(sides, spans, quotes, strict=True)]
    return card([quiet(f"Both print{under}: "), words(phrase.one.of(sides[0].article.text))], *lines)


def _quote_with(quotes: Sequence[HeldQuote], span: Span) -> HeldQuote | None:
    return next((each for each in quotes if each.quote.span.meets(span)), None)


def _under(held: Held, span: Span, quote: HeldQuote | None) -> list[Piece]:
    if quote is None:
        return [cite(sentence_cite(held, held.sentence_at(span))), quiet(" the article's own words, outside any quote")]
    return [cite(quote.cite), ours(" "), *speaker_line(quote)]


def _match(match: Match, found: Comparison, one: Held, other: Held) -> Card:
    """Return two sentences that say the same, what differs in them standing out."""
    differences = [each for each in found.differences if each.match == match]
    return card(
        [quiet("Both say" + (", with other details" if differences else ""))],
        sentence_line(one, match.one, [span for each in differences for span in each.one]),
        sentence_line(other, match.other, [span for each in differences for span in each.other]),
        *(_difference(each, one, other) for each in differences),
    )


def _difference(difference: Difference, one: Held, other: Held) -> list[Piece]:
    pieces = [quiet(f"{difference.matter.value} differ: ")]
    for held, spans, index in (
        (one, difference.one, difference.match.one),
        (other, difference.other, difference.match.other),
    ):
        pieces += [ours(" · ")] if len(pieces) > 1 else []
        for place, span in enumerate(spans):
            pieces += [*([ours(", ")] if place else []), words(span.of(held.article.text))]
        pieces += [ours(" "), cite(sentence_cite(held, index))]
    return pieces


def _alone(held: Held, other: Held, indexes: Sequence[int], shown: int) -> list[Card]:
    """Return the sentences that only *held* has and that stand for it best, as many as its licence lets be shown."""
    alone = set(indexes)
    best = [index for step in held.order for index in step if alone.issuperset(step)]
    best = list(dict.fromkeys(best or indexes))[: min(_MOST_ALONE, most_shown(held) - shown)]
    if not best:
        return []
    lines = [sentence_line(held, index) for index in sorted(best)]
    return [card([quiet("Only in "), cite(held.cite)], *lines, more_sentences(len(alone) - len(best)))]


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
