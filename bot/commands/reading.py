"""Reading entries: what is new, one entry, its summary, and a cite opened in its place."""

import re
from collections.abc import Mapping, Sequence

from bot.catalogue import N_, _, counted
from bot.commands.allowance import Allowance, may_be_shown, most_shown, stretch, too_long, words_over
from bot.commands.asked import NothingFound, article_asked, page_asked, tell_if_withdrawn
from bot.commands.command import Command, Kind, Parameter
from bot.commands.languages import is_offered, unoffered
from bot.commands.schedules import schedules_here, set_up
from bot.commands.shown import (
    PARTLY,
    ask,
    date_text,
    dates_covered,
    joined,
    more_sentences,
    not_at_length,
    origin,
    pages_of,
    quote_buttons,
    quote_card,
    quote_slice,
    searched,
    sentence_cite,
    sentence_line,
    slice_pieces,
    speaker_line,
    title_pieces,
    who_is_meant,
    withheld,
)
from bot.commands.telling import grouped_cards, is_story, story_reply, together
from bot.desk import Desk
from bot.replies import Ink, Line, Reply, card, cite, ours, phrase, quiet, strong, words
from briefings.entry import Kind as QuoteKind
from briefings.errors import NotHere
from briefings.library.reader import Counted
from briefings.library.rows import Held, HeldQuote
from briefings.library.speech import QuoteFilter
from briefings.spans import Span
from briefings.summary import take

_KEY_POINTS = 3
_KEY_QUOTES = 3
_LOOKED_AT = 50  # quotes of which the ones that matter are chosen
_MAIN_TOPICS = 5
_CITE = re.compile(r"\s*(A\d{1,9})(?:-([qs])(\d{1,9}))?\s*", re.IGNORECASE)


def briefing(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer what is new, or what one entry says."""
    page = page_asked(arguments)
    if "article" in arguments:
        if is_story(arguments["article"]):
            return story_reply(desk, arguments["article"], page)
        return _entry(desk, article_asked(desk, arguments["article"], "briefing"))
    found = desk.shelf.newest_stories(desk.page_size, (page - 1) * desk.page_size)
    holdings = desk.shelf.holdings()
    dates = dates_covered(holdings)
    lead = counted("{n} article, {dates}", "{n} articles, {dates}", holdings.entries, dates=dates)
    if not found.total:
        hint = _("Put .md or .txt files into the corpus folder and start again.")
        return Reply((strong(_("What's new")),), lead, notes=((ours(hint),),))
    return Reply(
        title=(strong(_("What's new")),),
        lead=lead,
        cards=grouped_cards(desk, found.items),
        notes=_shared_topics(desk, found.items),
        buttons=(
            *(ask(held.cite, "briefing", article=held.cite) for held in found.items[:10]),
            ask(_("Quotes"), "quotes"),
            ask(_("Topics"), "topics"),
            *([set_up()] if desk.asker.may_manage and not schedules_here(desk) else []),
        ),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _shared_topics(desk: Desk, entries: tuple[Held, ...]) -> tuple[Line, ...]:
    """Return the topics that at least two of the entries have, those of the most entries first."""
    counts: dict[str, list[Counted]] = {}
    for found in desk.shelf.topics_of([held.number for held in entries]).values():
        for topic in found:
            counts.setdefault(topic.key, []).append(topic)
    shared = sorted((each for each in counts.values() if len(each) > 1), key=len, reverse=True)[:6]
    if not shared:
        return ()
    start = _("In both: {topics}") if len(entries) == 2 else _("Shared: {topics}")
    return (tuple(phrase(start, Ink.QUIET, topics=joined([words(each[0].label) for each in shared]))),)


def _entry(desk: Desk, held: Held) -> Reply:
    """Answer with one entry: its headline sentence, key points, who said what, topics, source and dates."""
    if not is_offered(held.article):
        return unoffered(held, N_("Key sentences, quotes and topics are not offered for texts in {language}."))
    first = (take(held.order, 1) or (0,))[0]
    points = take([group for group in held.order if first not in group], min(_KEY_POINTS, most_shown(held) - 1))
    allowance = Allowance()
    allowance.spend(held, *(held.sentences[index] for index in (first, *points)))
    topics = desk.shelf.topics_of([held.number])[held.number]
    quotes = _that_matter(desk, held, [held.sentences[index] for index in (first, *points)])
    quotes = [quote for quote in quotes if allowance.spend(held, quote_slice(quote))]
    beside, near = together(desk, held)
    named = joined([words(topic.label) for topic in topics[:8]])
    shown = 1 + len(points)
    pointed = zip(points, who_is_meant(desk, held, points), strict=True)
    return Reply(
        title=(cite(held.cite), ours(" "), *title_pieces(held)),
        lead=(_("{shown} and {quotes}, as printed") if quotes else _("{shown}, as printed")).format(
            shown=counted("{shown} of {n} sentence", "{shown} of {n} sentences", len(held.sentences), shown=shown),
            quotes=counted("{n} quote", "{n} quotes", len(quotes)),
        ),
        cards=(
            card(sentence_line(held, first)),
            *(card([ours("• "), *sentence_line(held, index)], who) for index, who in pointed),
            *(quote_card(quote, allowed=True) for quote in quotes),
        ),
        notes=(
            *((tuple(phrase(_("Topics: {topics}"), Ink.QUIET, topics=named)),) if named else ()),
            *beside,
            origin(held),
        ),
        buttons=(
            ask(_("Summary"), "summary", article=held.cite),
            ask(_("Quotes"), "quotes", article=held.cite),
            ask(_("Topics"), "topics", article=held.cite),
            *near,
        ),
    )


def _that_matter(desk: Desk, held: Held, shown: Sequence[Span]) -> list[HeldQuote]:
    """Return two or three quotes outside the sentences *shown*, in the text's order: different speakers first.

    Whole sentences go before fragments, and what speaks of more of the main topics before what speaks of fewer.
    """
    found = desk.shelf.quotes(QuoteFilter(article=held.number), _LOOKED_AT).items
    about = desk.shelf.quotes_about(held.number, _MAIN_TOPICS)
    named = [each for each in found if each.speaker and not any(span.meets(each.quote.span) for span in shown)]
    named.sort(key=lambda each: (each.quote.kind is not QuoteKind.FULL, -about[each.number], each.quote.span))
    first = {quote.speaker: quote for quote in reversed(named)}
    others = [quote for quote in named if first[quote.speaker] is not quote]
    different = [quote for quote in named if first[quote.speaker] is quote][:_KEY_QUOTES]
    return sorted([*different, *others[: max(0, 2 - len(different))]], key=lambda each: each.quote.span)


def open_cite(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with what a cite names, its neighbours, its place in the article and the source."""
    wanted = arguments["cite"].strip(" `[]")
    match = _CITE.fullmatch(wanted)
    if is_story(wanted):
        return story_reply(desk, wanted, page_asked(arguments))
    if not match:
        return _entry(desk, article_asked(desk, wanted, "briefing"))
    try:
        held = desk.shelf.find(match[1])
    except NotHere:
        raise _no_cite(desk, wanted) from None
    if match[2] is None:
        return _entry(desk, held)
    number = int(match[3])
    if match[2] in "sS":
        if number not in held.sentence_numbers:
            return _gone(desk, held, "s", number, wanted)
        index = held.sentence_numbers.index(number)
        place = _("sentence {number} of {total}").format(number=index + 1, total=len(held.sentences))
        return _in_place(desk, held, index, index, place)
    found = desk.shelf.quote(held.number, number)
    if found is None:
        return _gone(desk, held, "q", number, wanted)
    first = held.sentence_at(found.quote.span)
    last = held.sentence_at(found.quote.span._replace(start=found.quote.span.end - 1))
    place = _("quote {quote}, in sentence {number} of {total}")
    place = place.format(quote=number, number=first + 1, total=len(held.sentences))
    return _in_place(desk, held, first, last, place, found)


def _in_place(desk: Desk, held: Held, first: int, last: int, place: str, quote: HeldQuote | None = None) -> Reply:
    """Show the sentences from *first* to *last* with the one before and the one after, and the quote if it is one."""
    marks = [quote.quote.span] if quote else [held.sentences[first]]
    within = _within(held, first, last)
    around = _around(held, first, last, within)
    cut = max(0, last + 1 - within.stop)
    after = [more_sentences(cut), speaker_line(quote)] if quote else []
    cards = [card(sentence_line(held, index, marks), *(after if index == last - cut else [])) for index in around]
    whole = held.sentences[first]._replace(end=held.sentences[last].end)
    if too_long(held, whole):
        name = quote.cite if quote else sentence_cite(held, first)
        line = [*slice_pieces(held, whole), ours(" "), cite(name)]
        cards = [card(line, *([speaker_line(quote)] if quote else []))]
    steps = [(_("Before"), max(within.start, first - 2))] * (around.start > within.start)
    steps += [(_("After"), min(within.stop - 1, last + 2))] * (around.stop < within.stop)
    partly = len(within) < len(held.sentences)
    least = _("At most {share:.0%} of this article can be read here.").format(share=held.article.share)
    notes = [(quiet(least),)] if partly else []
    return Reply(
        title=(cite(quote.cite if quote else sentence_cite(held, first)), ours(" "), *title_pieces(held)),
        lead=place,
        cards=tuple(cards),
        notes=(*notes, origin(held)),
        buttons=(
            *(ask(label, "open", cite=sentence_cite(held, index)) for label, index in steps),
            ask(_("Article"), "briefing", article=held.cite),
            ask(_("Summary"), "summary", article=held.cite),
            *(quote_buttons(desk, quote) if quote else ()),
        ),
    )


def _gone(desk: Desk, held: Held, kind: str, number: int, wanted: str) -> Reply:
    """Show what a cite named that is no longer there, and say since when; raise NothingFound if it never was."""
    former = desk.shelf.former(held, kind, number)
    if former is None:
        raise _no_cite(desk, wanted)
    day = date_text(former.gone)
    text = _("The article was corrected on {day} and no longer has these words.")
    if former.still_printed and kind == "q":
        text = _("It is still printed; since {day} it no longer counts as one quote.")
    elif former.still_printed:
        text = _("It is still printed; since {day} it no longer counts as one sentence.")
    if over := words_over(held, former.words):
        line = withheld(held, not_at_length(over))
    else:
        line = [words(former.words)] if may_be_shown(held, former.words) else withheld(held, _(PARTLY))
    return Reply(
        title=(cite(f"{held.cite}-{kind}{number}"), ours(" "), *title_pieces(held)),
        lead=_("no longer there"),
        cards=(card(line, [quiet(_("as it was printed before"))]),),
        notes=((ours(text.format(day=day)),), origin(held)),
        buttons=(ask(_("Article"), "briefing", article=held.cite),),
    )


def _within(held: Held, first: int, last: int) -> range:
    """Return what may be shown around the sentences from *first* to *last*; of too many the first that may be."""
    within = stretch(held, first)
    return within if last in within else range(first, min(last + 1, first + most_shown(held)))


def _around(held: Held, first: int, last: int, within: range) -> range:
    """Return the sentences from *first* to *last* with one before and one after, as far as those are *within*."""
    around = range(max(within.start, first - 1), min(within.stop, last + 2))
    shown = held.sentences[around.start]._replace(end=held.sentences[around.stop - 1].end)
    return range(first, min(within.stop, last + 1)) if too_long(held, shown) else around


def _no_cite(desk: Desk, wanted: str) -> NothingFound:
    tell_if_withdrawn(desk, wanted)
    sentence = _("Nothing here has the cite “{wanted}”; cites look like A1, A1-s3, A1-q2 or S1.")
    return NothingFound(Reply(title=(ours(sentence.format(wanted=wanted)),), notes=(searched(desk.shelf.holdings()),)))


COMMANDS = (
    Command(
        "briefing",
        "What is new, what one article says, or how one event was told",
        briefing,
        (Parameter("article", "An article (A1, its id, words of its title) or a story (S1)", Kind.STORY),),
        ("briefing", "briefing {article}"),
        rights_matter=True,
    ),
    Command(
        "open",
        "What a cite stands for, in its place",
        open_cite,
        (Parameter("cite", "A cite: A1, A1-s3, A1-q2 or S1", Kind.CITE, required=True),),
        ("open {cite}",),
    ),
)
